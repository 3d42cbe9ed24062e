"""Full-text search: what somebody typed, found in every text of the journal.

The index holds each text as it is and, where that is not ASCII, folded to ASCII letters.
https://sqlite.org/fts5.html
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from clientlog.clock import Clock
from clientlog.errors import UsageError
from clientlog.queries.labels import load_labels
from clientlog.store.schema import SEARCH_STEP, SEARCHED
from clientlog.text import ascii_fold, validate_text

LONGEST = 200
"""The longest text that is searched for, in characters."""

BEFORE, AROUND = 50, 200
"""An excerpt starts so many characters before the match, and is so long in all."""

Spans = tuple[tuple[int, int], ...]
Signs = tuple[str, ...]

_TABLES = tuple(SEARCHED)

_OWNED_DIRECTLY = ("alias", "affiliation", "action_item", "promise", "topic", "note", "touch",
                   "conflict")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One text in which every word was found."""

    ref: str
    """The record's REF; of what is known about a client, the handle."""
    client: str | None
    name: str | None
    day: date
    text: str
    """The line with the first match, cut where it is long."""
    marks: Spans = ()
    """Where in the text the matches start and end."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The best hits, and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed: words as the index knows them, and signs that must be there literally."""

    words: tuple[str, ...]
    signs: tuple[str, ...]

    @property
    def match(self) -> str:
        """The words in FTS5's language, each quoted, so that nothing in them is an operator."""
        return " AND ".join(f"({' OR '.join(_phrases(word))})" for word in self.words)


def read_query(text: str) -> Query:
    """Split what was typed; raises UsageError for what is empty or too long."""
    if len(text) > LONGEST:
        raise UsageError(f"TEXT is longer than {LONGEST} characters", "a few words will do")
    words = validate_text(text, "TEXT").split()
    with_letters = tuple(one for one in words if any(map(str.isalnum, one)))
    return Query(with_letters, tuple(one for one in words if one not in with_letters))


def _phrases(word: str) -> list[str]:
    """A word as it is and folded; the start of a longer one, unless it ends in a sign."""
    spellings = dict.fromkeys((word, ascii_fold(word)))
    return [
        '"' + one.replace('"', '""') + '"' + ("*" if one[-1].isalnum() else "")
        for one in spellings
        if one
    ]


def search(
    db: sqlite3.Connection, clock: Clock, text: str, *, client: int | None, limit: int
) -> SearchResult:
    """The texts that hold all the words, best match first; limit 0 is no limit."""
    query = read_query(text)
    condition, values = _condition(query, client)
    (total,) = db.execute(f"SELECT count(*) FROM search WHERE {condition}", values).fetchone()
    rows = db.execute(
        # Every match is ranked, but only the texts that are shown are read.
        "SELECT rowid, (SELECT text FROM search AS whole WHERE whole.rowid = found.rowid)"
        f" FROM (SELECT rowid FROM search WHERE {condition}"
        f" ORDER BY {'rank, ' if query.words else ''}rowid DESC LIMIT ?) AS found",
        (*values, limit or -1),
    ).fetchall()
    return SearchResult(_hits(db, clock, query, rows), total)


def _condition(query: Query, client: int | None) -> tuple[str, list[object]]:
    parts: list[str] = ["instr(text, ?)"] * len(query.signs)
    values: list[object] = [*query.signs]
    if query.words:
        parts.append("search MATCH ?")
        values.append(query.match)
    if client is not None:
        owned = _rows_of_client()
        parts.append(f"rowid IN ({owned})")
        values += [client] * owned.count("?")
    return " AND ".join(parts), values


def _rows_of_client() -> str:
    """The search numbers of all that belongs to one client."""

    def numbers(table: str, rest: str, column: str = "id") -> str:
        return f"SELECT {column} * {SEARCH_STEP} + {_TABLES.index(table)} FROM {rest}"

    return " UNION ALL ".join(
        [
            numbers("client", "client WHERE id = ?"),
            numbers("meeting", "attendance WHERE client_id = ?", "meeting_id"),
            *(numbers(table, f"{table} WHERE client_id = ?") for table in _OWNED_DIRECTLY),
            *(
                numbers(
                    "amendment",
                    f"amendment WHERE {table}_id IN (SELECT id FROM {table} WHERE client_id = ?)",
                )
                for table in ("promise", "action_item")
            ),
            numbers(
                "conflict_step",
                "conflict_step WHERE conflict_id IN (SELECT id FROM conflict WHERE client_id = ?)",
            ),
        ]
    )


def _hits(
    db: sqlite3.Connection, clock: Clock, query: Query, rows: Sequence[tuple[int, str]]
) -> tuple[Hit, ...]:
    by_table: dict[str, list[int]] = {}
    for rowid, _ in rows:
        by_table.setdefault(_TABLES[rowid % SEARCH_STEP], []).append(rowid // SEARCH_STEP)
    known = {table: load_labels(db, table, numbers) for table, numbers in by_table.items()}
    hits = []
    for rowid, text in rows:
        row = known[_TABLES[rowid % SEARCH_STEP]].get(rowid // SEARCH_STEP)
        if row is None:
            continue
        shown, marks = excerpt(text, query)
        first = row.clients[0] if row.clients else None
        hits.append(
            Hit(
                ref=row.ref,
                client=first.handle if first else None,
                name=first.name if first else None,
                day=clock.day(row.at),
                text=shown,
                marks=marks,
            )
        )
    return tuple(hits)


def excerpt(text: str, query: Query) -> tuple[str, Spans]:
    """The line of a text that matches first, cut around the match, and where the matches are."""
    text, pattern = text.strip(), _pattern(query)
    start, _ = next(_matches(text, pattern, query.signs), (0, 0))
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    first = max(line_start, min(start - BEFORE, line_end - AROUND))
    last = min(line_end, first + AROUND)
    shown = " ".join(text[first:last].split())
    shown = ("…" if first > line_start else "") + shown + ("…" if last < line_end else "")
    return shown, tuple(sorted(_matches(shown, pattern, query.signs)))


def _pattern(query: Query) -> re.Pattern[str] | None:
    """What the index takes for a match, in folded text: its words are letters and digits."""
    forms = []
    for word in query.words:
        parts = re.findall(r"[^\W_]+", ascii_fold(word))
        if parts:
            forms.append(r"[\W_]+".join(parts) + (r"[^\W_]*" if word[-1].isalnum() else ""))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(forms)})") if forms else None


def _matches(text: str, pattern: re.Pattern[str] | None, signs: Signs) -> Iterator[tuple[int, int]]:
    for sign in signs:
        yield from (one.span() for one in re.finditer(re.escape(sign), text))
    if pattern:
        folded, origins = _folded(text)
        for one in pattern.finditer(folded):
            yield origins[one.start()], origins[one.end() - 1] + 1


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """A text folded letter by letter, and which letter each folded one comes from."""
    if text.isascii():
        return text.lower(), range(len(text))
    pieces = [(one.lower() if one.isascii() else _apart(one)) for one in text]
    origins = [place for place, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), origins


@cache
def _apart(letter: str) -> str:
    """A folded letter; where two of it are two words (Chinese, Korean), a word of its own."""
    folded = ascii_fold(letter)
    return f" {folded} " if " " in ascii_fold(letter * 2) else folded
