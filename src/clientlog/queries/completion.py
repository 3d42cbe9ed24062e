"""Read what can be completed on the command line: handles, records, tags, organizations.

Only plain tuples are read, and only a few columns, since a shell waits for them at every TAB.
"""

import re
import sqlite3
from collections.abc import Iterable, Sequence

from clientlog.kinds import KINDS

Candidate = tuple[str, str]
"""A candidate, and its description."""

HANDLE = re.compile("[a-z0-9-]+")

MOST = 100
"""The most records that are offered; for others the number is typed."""

_UNTIL = "coalesce(due, '9')"

_OPEN = {
    "a": f"SELECT 'a' || id, text, {_UNTIL} FROM action_item WHERE state = 'open'",
    "p": f"SELECT 'p' || id, text, {_UNTIL} FROM promise WHERE state = 'open'",
    "t": "SELECT 't' || id, text, '91' FROM topic WHERE state = 'open'",
    "n": "SELECT 'n' || id, text, '92' FROM note WHERE state IN ('open', 'asked', 'received')",
    "u": "SELECT 'n' || id, text, '0' FROM note WHERE state = 'untold'",
    "c": "SELECT 'c' || id, text, '93' FROM conflict WHERE state <> 'settled'",
    "m": "SELECT 'm' || id, coalesce(title, summary, ''), starts_at FROM meeting"
    " WHERE state = 'planned'",
    "v": "SELECT 'n' || id, text, '92' FROM note"
    " WHERE kind IN ('need', 'goal') AND state = 'open' AND confirmed_at IS NULL",
    "h": "SELECT 'm' || id, coalesce(title, summary, ''), printf('0%012d', 1000000000000 - id)"
    " FROM meeting WHERE state = 'held' AND confirmed_at IS NULL",
}
"""What is open, by letter, with what puts the most urgent first.

`u` is untold news, `v` a need or goal that is not confirmed, `h` a held meeting whose items were
not read back.
"""

_TEXTS = {"m": "coalesce(title, summary, '')", "k": "coalesce(text, '')"}
"""The description of a REF, where it is not the text."""

_ANY = {
    kind.letter: f"SELECT '{kind.letter}' || id, {_TEXTS.get(kind.letter, 'text')},"
    f" printf('%012d', 1000000000000 - id) FROM {kind.table}"
    for kind in KINDS
}
"""Every record, the latest first."""

_SETTLED = {
    "a": f"{_ANY['a']} WHERE state <> 'open'",
    "p": f"{_ANY['p']} WHERE state <> 'open'",
    "t": f"{_ANY['t']} WHERE state <> 'open'",
    "n": f"{_ANY['n']} WHERE state IN ('met', 'reached', 'acted', 'told', 'given', 'dropped')",
}

_WORDS_OF_NAMES = (
    "SELECT handle, name, name_key FROM client WHERE archived_at IS NULL UNION ALL"
    " SELECT handle, client.name, alias.name_key FROM alias"
    " JOIN client ON client.id = client_id WHERE archived_at IS NULL ORDER BY 1"
)


def handles(db: sqlite3.Connection, key: str) -> list[Candidate]:
    """Return the handles that begin with the key; failing that, those of names with such a word."""
    rows = db.execute(_WORDS_OF_NAMES).fetchall()
    prefixed = {handle: name for handle, name, _ in rows if handle.startswith(key)}
    named = {
        handle: name
        for handle, name, name_key in rows
        if f" {key}" in f" {name_key}".replace("-", " ") or f" {key}" in f" {name_key}"
    }
    return list((prefixed or named).items())


def open_refs(
    db: sqlite3.Connection, letters: Iterable[str], prefix: str, handles: Sequence[str] = ()
) -> list[Candidate]:
    """Return what is open of these kinds, the most urgent first; of these clients, if named."""
    selects = [_OPEN[letter] for letter in letters]
    if handles:
        named = ", ".join(f"'{handle}'" for handle in handles if HANDLE.fullmatch(handle))
        clients = f"(SELECT id FROM client WHERE handle IN ({named}))"
        attended = f"id IN (SELECT meeting_id FROM attendance WHERE client_id IN {clients})"
        selects = [
            f"{_OPEN[letter]} AND {attended if letter == 'm' else f'client_id IN {clients}'}"
            for letter in letters
        ]
    return _refs(db, selects, prefix)


def settled_refs(db: sqlite3.Connection, prefix: str) -> list[Candidate]:
    """Return what can be opened again, the latest first."""
    return _refs(db, list(_SETTLED.values()), prefix)


def any_refs(db: sqlite3.Connection, letters: Iterable[str], prefix: str) -> list[Candidate]:
    """Return every record of these kinds, the latest of each first."""
    return _refs(db, [_ANY[letter] for letter in letters], prefix)


def _refs(db: sqlite3.Connection, selects: Iterable[str], prefix: str) -> list[Candidate]:
    union = " UNION ALL ".join(f"SELECT * FROM ({select})" for select in selects)
    rows = db.execute(
        f"WITH found (ref, text, rank) AS ({union}) SELECT ref, substr(text, 1, 60) FROM found"
        " WHERE substr(ref, 1, ?) = ? ORDER BY rank, ref LIMIT ?",
        (len(prefix), prefix, MOST),
    )
    return rows.fetchall()


def owed_by_them(db: sqlite3.Connection, prefix: str) -> list[Candidate]:
    """Return what clients owe, or do for the user, the most urgent first."""
    return _refs(
        db, [f"{_OPEN[letter]} AND (theirs = 1 OR owner_client_id)" for letter in "ap"], prefix
    )


def tags(db: sqlite3.Connection) -> list[Candidate]:
    """Return every tag, and how many clients have it."""
    rows = db.execute("SELECT name, count(*) FROM tag GROUP BY name ORDER BY name")
    return [(name, f"{number} client{'' if number == 1 else 's'}") for name, number in rows]


def organizations(db: sqlite3.Connection) -> list[Candidate]:
    """Return every organization with an active client, and how many clients it has."""
    rows = db.execute(
        "SELECT organization, count(*) FROM client WHERE organization IS NOT NULL"
        " AND archived_at IS NULL GROUP BY organization ORDER BY 1"
    )
    return [(name, f"{number} client{'' if number == 1 else 's'}") for name, number in rows]


def snoozes(db: sqlite3.Connection) -> list[Candidate]:
    """Return the keys of the snoozed flags, and the day each is back."""
    return db.execute(
        "SELECT rule || ':' || coalesce(client.handle, subject), until FROM snooze"
        " LEFT JOIN client ON client.id = snooze.client_id"
        " WHERE coalesce(client.handle, subject) IS NOT NULL ORDER BY 1"
    ).fetchall()
