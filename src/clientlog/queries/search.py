"""Full-text search in every text of the journal.

The index holds the words of each text as it is and, where that is not ASCII, folded to ASCII
letters; the text itself is in the record.
https://sqlite.org/fts5.html
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from clientlog.clock import Clock
from clientlog.kinds import LETTERS, LIST_BY_WORD, PARTS, SEARCHED
from clientlog.queries.excerpt import Spans, excerpt
from clientlog.queries.labels import RecordLabel, load_labels
from clientlog.queries.search_query import Query, read_query
from clientlog.store.triggers import SEARCH_STEP, search_number, search_text

_TABLES = tuple(SEARCHED)

_OF_CLIENTS = {part.table for part in PARTS if "client" in part.owners}

_OWNED_DIRECTLY = tuple(
    table for table in SEARCHED if table in _OF_CLIENTS or table in set(LETTERS) - {"meeting"}
)


_TABLES_OF_KIND = {
    "clients": ("client", "alias", "affiliation"),
    "meetings": ("meeting",),
    "topics": ("topic",),
    "touches": ("touch",),
    "conflicts": ("conflict", "conflict_step"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One text in which every word was found."""

    ref: str
    """The record's REF; for the fields of a client, the handle."""
    client: str | None
    name: str | None
    day: date
    text: str
    """The line with the first match, cut where it is long."""
    marks: Spans = ()
    """Where in the text the matches start and end."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The best hits, and the total number of hits."""

    hits: tuple[Hit, ...]
    total: int


KINDS = ("clients", "meetings", *LIST_BY_WORD)
"""The kinds of text that a search can be limited to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The filters of a search."""

    kinds: tuple[str, ...] = ()
    client: int | None = None
    since: date | None = None


def search(
    db: sqlite3.Connection, clock: Clock, text: str, scope: Scope, *, limit: int
) -> SearchResult:
    """Return the texts that hold all the words, best match first; limit 0 is no limit."""
    query = read_query(text)
    condition, values = _condition(query, scope)
    # Every match is ranked, but only the texts that are shown are read.
    source, order = ("search", "rank, rowid") if query.words else (_RECORDS, "rowid")
    matches = f"SELECT rowid FROM {source} WHERE {condition} ORDER BY {order} DESC"
    if query.words and scope.since is None:
        (total,) = db.execute(f"SELECT count(*) FROM {source} WHERE {condition}", values).fetchone()
        numbers = _numbers(db, f"{matches} LIMIT ?", (*values, limit or -1))
    else:
        numbers = _numbers(db, matches, values)
        if scope.since is not None:
            numbers = _since(db, clock, scope.since, numbers)
        total = len(numbers)
        numbers = numbers[:limit] if limit else numbers
    return SearchResult(_hits(db, clock, query, numbers), total)


def _since(db: sqlite3.Connection, clock: Clock, since: date, numbers: Sequence[int]) -> list[int]:
    """Return the numbers of the texts of that day and later."""
    labels = _labels(db, numbers)
    return [
        number for number in numbers if number in labels and clock.day(labels[number].at) >= since
    ]


def _numbers(db: sqlite3.Connection, sql: str, values: Sequence[object]) -> list[int]:
    return [number for (number,) in db.execute(sql, values).fetchall()]


def _condition(query: Query, scope: Scope) -> tuple[str, list[object]]:
    text = _MATCHED_TEXT if query.words else "text"
    parts = [f"instr({text}, ?)"] * len(query.signs)
    values: list[object] = [*query.signs]
    if query.words:
        parts.append("search MATCH ?")
        values.append(query.match)
    if scope.kinds:
        wanted = " UNION ALL ".join(map(_rows_of_kind, scope.kinds))
        parts.append(f"rowid IN ({wanted})")
    if scope.client is not None:
        owned = _rows_of_client()
        parts.append(f"rowid IN ({owned})")
        values += [scope.client] * owned.count("?")
    return " AND ".join(parts) or "0", values


_RECORDS = "(SELECT number AS rowid, text FROM record_text)"
"""Where signs are looked for: the index knows only words."""

_MATCHED_TEXT = " ".join(
    (
        f"CASE search.rowid % {SEARCH_STEP}",
        *(
            f"WHEN {place} THEN (SELECT {search_text(table, table)} FROM {table}"
            f" WHERE {table}.id = search.rowid / {SEARCH_STEP})"
            for place, table in enumerate(_TABLES)
        ),
        "END",
    )
)
"""The text of a match: the index has no copy of it."""


def _search_numbers(table: str, rest: str, column: str = "id") -> str:
    return f"SELECT {search_number(table, column)} FROM {rest}"


def _rows_of_kind(kind: str) -> str:
    """Return the search numbers of all texts of one of the KINDS."""
    note_kinds = LIST_BY_WORD[kind].note_kinds if kind in LIST_BY_WORD else ()
    if note_kinds:
        kinds = ", ".join(f"'{name}'" for name in note_kinds)
        # `notes` is every note, of whatever kind: nobody who looks for a text knows its kind.
        return _search_numbers(
            "note", "note" if kind == "notes" else f"note WHERE kind IN ({kinds})"
        )
    amended = {"actions": "action_item", "promises": "promise"}.get(kind)
    if amended:
        changes = _search_numbers("amendment", f"amendment WHERE {amended}_id IS NOT NULL")
        return f"{_search_numbers(amended, amended)} UNION ALL {changes}"
    return " UNION ALL ".join(_search_numbers(table, table) for table in _TABLES_OF_KIND[kind])


def _rows_of_client() -> str:
    """Return the search numbers of all that belongs to one client."""
    return " UNION ALL ".join(
        [
            _search_numbers("client", "client WHERE id = ?"),
            _search_numbers("meeting", "attendance WHERE client_id = ?", "meeting_id"),
            *(_search_numbers(table, f"{table} WHERE client_id = ?") for table in _OWNED_DIRECTLY),
            *(
                _search_numbers(
                    "amendment",
                    f"amendment WHERE {table}_id IN (SELECT id FROM {table} WHERE client_id = ?)",
                )
                for table in ("promise", "action_item")
            ),
            _search_numbers(
                "conflict_step",
                "conflict_step WHERE conflict_id IN (SELECT id FROM conflict WHERE client_id = ?)",
            ),
        ]
    )


def _labels(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, RecordLabel]:
    """Return what is known of the rows with these search numbers."""
    by_table: dict[int, list[int]] = {}
    for number in numbers:
        by_table.setdefault(number % SEARCH_STEP, []).append(number // SEARCH_STEP)
    return {
        row * SEARCH_STEP + place: label
        for place, rows in by_table.items()
        for row, label in load_labels(db, _TABLES[place], rows).items()
    }


def _text(db: sqlite3.Connection, number: int) -> str:
    table = _TABLES[number % SEARCH_STEP]
    (text,) = db.execute(
        f"SELECT {search_text(table, table)} FROM {table} WHERE id = ?", (number // SEARCH_STEP,)
    ).fetchone()
    return str(text)


def _hits(
    db: sqlite3.Connection,
    clock: Clock,
    query: Query,
    numbers: Sequence[int],
) -> tuple[Hit, ...]:
    labels = _labels(db, numbers)
    hits = []
    for number in numbers:
        label = labels.get(number)
        if label is None:
            continue
        part, marks = excerpt(_text(db, number), query)
        client = label.clients[0] if label.clients else None
        hits.append(
            Hit(
                ref=label.ref,
                client=client.handle if client else None,
                name=client.name if client else None,
                day=clock.day(label.at),
                text=part,
                marks=marks,
            )
        )
    return tuple(hits)
