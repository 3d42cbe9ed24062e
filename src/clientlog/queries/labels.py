"""Read labels for rows of several tables: the REF or handle, and the client."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from clientlog.clock import parse_moment
from clientlog.kinds import KINDS
from clientlog.queries.base import chunks


class Person(NamedTuple):
    """A client, as far as a line about something else needs one."""

    handle: str
    name: str


class RecordLabel(NamedTuple):
    """One row: its REF (of a client the handle), whose it is, its day and its text."""

    ref: str
    clients: tuple[Person, ...]
    at: datetime
    text: str


def _of_client(table: str, letter: str, at: str = "recorded_at", text: str = "text") -> str:
    return (
        f"SELECT t.id, '{letter}' || t.id, client.handle, client.name, t.{at}, coalesce({text}, '')"
        f" FROM {table} AS t JOIN client ON client.id = t.client_id WHERE t.id IN"
    )


_TITLE_AND_SUMMARY = (
    "coalesce(title || ': ' || summary, summary, title,"
    " iif(nothing_to_note, 'nothing to note', ''))"
)

_AMENDMENT_TEXT = (
    "' (' || amendment.kind || coalesce(' from ' || iif(to_due IS NULL, NULL, from_due), '')"
    " || coalesce(' to ' || to_due, '') || coalesce(': ' || why, '') || ')'"
)

_SELECTS = {
    **{kind.table: _of_client(kind.table, kind.letter) for kind in KINDS},
    "client": "SELECT id, handle, handle, name, recorded_at, name FROM client WHERE id IN",
    "alias": "SELECT alias.id, handle, handle, client.name, alias.recorded_at, alias.name"
    " FROM alias JOIN client ON client.id = client_id WHERE alias.id IN",
    "affiliation": "SELECT t.id, handle, handle, client.name, t.recorded_at, 'left '"
    " || t.organization || coalesce(' (' || t.role || ')', '')"
    " || coalesce(' for ' || iif(later.id, later.organization, client.organization), '')"
    " FROM affiliation AS t JOIN client ON client.id = t.client_id LEFT JOIN affiliation AS later"
    " ON later.id = (SELECT min(id) FROM affiliation WHERE client_id = t.client_id AND id > t.id)"
    " WHERE t.id IN",
    "meeting": f"SELECT id, 'm' || id, NULL, NULL, starts_at, {_TITLE_AND_SUMMARY}"
    " FROM meeting WHERE id IN",
    "amendment": "SELECT amendment.id, iif(promise.id, 'p' || promise.id, 'a' || item.id), handle,"
    f" name, amendment.recorded_at, coalesce(promise.text, item.text) || {_AMENDMENT_TEXT}"
    " FROM amendment LEFT JOIN promise ON promise.id = promise_id"
    " LEFT JOIN action_item AS item ON item.id = action_item_id"
    " JOIN client ON client.id = coalesce(promise.client_id, item.client_id)"
    " WHERE amendment.id IN",
    "topic": _of_client("topic", "t", text="text || coalesce(' (' || why || ')', '')"),
    "touch": _of_client("touch", "k", at="at"),
    "conflict_step": "SELECT step.id, 'c' || conflict.id, handle, name, step.recorded_at,"
    " step.step || ': ' || step.text FROM conflict_step AS step"
    " JOIN conflict ON conflict.id = conflict_id JOIN client ON client.id = client_id"
    " WHERE step.id IN",
}


def load_labels(
    db: sqlite3.Connection, table: str, numbers: Iterable[int]
) -> dict[int, RecordLabel]:
    """Return the rows of a table that have these numbers; what is not there is left out."""
    wanted = list(numbers)
    attendees = _attendees(db, wanted) if table == "meeting" else {}
    return {
        number: RecordLabel(
            ref,
            attendees.get(number, ()) if handle is None else (Person(handle, name),),
            parse_moment(at),
            text,
        )
        for number, ref, handle, name, at, text in _in_chunks(db, _SELECTS[table], wanted)
    }


def _attendees(db: sqlite3.Connection, meetings: Sequence[int]) -> dict[int, tuple[Person, ...]]:
    """Return who attends each meeting, in the order they were named."""
    attendees: dict[int, tuple[Person, ...]] = {}
    query = (
        "SELECT meeting_id, attendance.id, handle, name FROM attendance"
        " JOIN client ON client.id = client_id WHERE meeting_id IN"
    )
    for meeting, _, handle, name in sorted(_in_chunks(db, query, meetings)):
        attendees[meeting] = (*attendees.get(meeting, ()), Person(handle, name))
    return attendees


def _in_chunks(
    db: sqlite3.Connection, query: str, numbers: Sequence[int]
) -> Iterator[tuple[Any, ...]]:
    for slots, chunk in chunks(numbers):
        yield from db.execute(f"{query} {slots}", chunk).fetchall()
