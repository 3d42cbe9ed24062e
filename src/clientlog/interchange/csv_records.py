"""Read and write people and commitments as CSV tables."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal, TypeVar

from clientlog.dates import DateContext, Every, parse_every
from clientlog.errors import ClientlogError
from clientlog.interchange.csv_cells import (
    join_values,
    one_of,
    parse_cadence,
    parse_day,
    parse_kind,
    parse_line,
    parse_priority,
    parse_state,
    parse_text,
    parse_theirs,
    split_values,
)
from clientlog.interchange.csv_fields import Columns, Kind, ignored_columns, recognize
from clientlog.interchange.csv_table import Cell, place, read_table, write_table
from clientlog.interchange.problems import Problem
from clientlog.text import has_visible_text, validate_handle, validate_line
from clientlog.vocabulary import CHANNELS, DIRECTIONS, STAGES, STAKES

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvPerson:
    """A client in a table; None for an empty cell."""

    source: str = ""
    name: str
    handle: str | None = None
    direction: str | None = None
    organization: str | None = None
    role: str | None = None
    stake: str | None = None
    stage: str | None = None
    aim: str | None = None
    channel: str | None = None
    cadence_days: int | None = None
    vision: str | None = None
    their_vision: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    archived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvCommitment:
    """An action item or a promise in a table."""

    source: str = ""
    kind: Literal["action", "promise"] = "action"
    text: str
    client: str
    """Names a client, as WHO does."""
    theirs: bool = False
    owner: str | None = None
    due: date | None = None
    priority: Literal["must", "good"] = "good"
    every: Every | None = None
    state: str = "open"
    try_until: date | None = None


@dataclass(frozen=True, slots=True)
class CsvRecords:
    """What a CSV file holds, and how it was read."""

    description: str
    """`utf-8, separated by comma`."""
    ignored: tuple[str, ...] = ()
    """The headers of columns that were not recognized."""
    people: tuple[CsvPerson, ...] = ()
    commitments: tuple[CsvCommitment, ...] = ()


# Reading


def read_records(
    data: bytes,
    source: str,
    calendar: DateContext,
    problems: list[Problem],
    mapping: Mapping[str, str],
) -> CsvRecords:
    """Read a table of people or of commitments; what is wrong is added to `problems`.

    `mapping` names the column of a field where its header does not. Raises UsageError where
    the table has no such column.
    """
    table = read_table(data, source, problems)
    recognized = recognize(table, mapping, source, problems)
    if not recognized:
        return CsvRecords(table.description)
    kind, columns = recognized
    rows = [_Row(cells, columns, source, calendar, problems) for cells in table.rows]
    read: Callable[[_Row], Any] = _READERS[kind]
    records = tuple(record for row in rows if (record := row.record(read)) is not None)
    ignored = tuple(ignored_columns(table, columns))
    if kind == "people":
        return CsvRecords(table.description, ignored, people=records)
    return CsvRecords(table.description, ignored, commitments=records)


@dataclass(slots=True)
class _Row:
    """One row, whose cells are read by the field they belong to."""

    cells: Sequence[Cell]
    columns: Columns
    source: str
    calendar: DateContext
    problems: list[Problem]

    def record(self, read: Callable[["_Row"], T]) -> T | None:
        """Return what `read` makes of the row, or None if a cell has a problem."""
        before = len(self.problems)
        record = read(self)
        return record if len(self.problems) == before else None

    def text(self, field: str) -> str:
        """Return the text of a field, without blanks around it."""
        return " ".join(cell.text.strip() for cell in self._cells(field)).strip()

    def value(self, field: str, parse: Callable[[str], T], empty: T) -> T:
        """Return the value of a field; `empty` if the cell is empty or wrong."""
        for cell in self._cells(field):
            if has_visible_text(cell.text):
                return self._parse(cell, parse, empty)
        return empty

    def values(self, field: str) -> tuple[str, ...]:
        """Return every value of a field that may have several."""
        filled = [
            self._parse(cell, lambda _, part=part: validate_line(part, "it"), "")  # type: ignore[misc]  # mypy cannot infer a lambda's default
            for cell in self._cells(field)
            for part in split_values(cell.text)
        ]
        return tuple(dict.fromkeys(value for value in filled if value))

    def refuse(self, field: str, reason: str) -> None:
        """Add a problem with a field, or with the row where it has no such column."""
        cell = next(self._cells(field), self.cells[0])
        self.problems.append(Problem(place(self.source, cell), reason))

    def _cells(self, field: str) -> Any:
        return (self.cells[column] for column in self.columns.get(field, ()))

    def _parse(self, cell: Cell, parse: Callable[[str], T], empty: T) -> T:
        try:
            return parse(cell.text)
        except ClientlogError as error:
            self.problems.append(Problem(place(self.source, cell), error.message, error.hint))
            return empty


def _read_person(row: _Row) -> CsvPerson | None:
    emails, organization = row.values("email"), row.value("organization", parse_line, None)
    name = row.value("name", parse_line, None) or f"{row.text('first')} {row.text('last')}".strip()
    name = name or organization or (emails[0].partition("@")[0] if emails else "")
    if not has_visible_text(name):
        if not has_visible_text(row.text("name")):
            row.refuse("name", "the row names nobody")
        return None
    return CsvPerson(
        source=f"{row.source}: line {row.cells[0].line}",
        name=name,
        handle=row.value("handle", lambda text: validate_handle(text.strip()), None),
        direction=row.value("direction", one_of("direction", DIRECTIONS), None),
        organization=organization,
        role=row.value("role", parse_line, None),
        stake=row.value("stake", one_of("stake", STAKES), None),
        stage=row.value("stage", one_of("stage", STAGES), None),
        aim=row.value("aim", one_of("stage", STAGES), None),
        channel=row.value("channel", one_of("channel", CHANNELS), None),
        cadence_days=row.value("cadence", parse_cadence, None),
        vision=row.value("vision", parse_text, None),
        their_vision=row.value("their_vision", parse_text, None),
        emails=emails,
        phones=row.values("phone"),
        tags=row.values("tag"),
        aliases=row.values("alias"),
        archived=row.text("archived").lower() in {"true", "yes", "1", "x"},
    )


def _read_commitment(row: _Row) -> CsvCommitment | None:
    for field in ("text", "client"):
        if not has_visible_text(row.text(field)):
            row.refuse(field, f"the {field} is empty")
            return None
    kind: Literal["action", "promise"] = row.value("kind", parse_kind, "action")
    client = row.value("client", parse_line, None)
    return CsvCommitment(
        source=f"{row.source}: line {row.cells[0].line}",
        kind=kind,
        text=row.value("text", parse_text, None) or "",
        client=client or "",
        theirs=row.value("by", lambda text: parse_theirs(text, client or ""), False),
        owner=row.value("owner", parse_line, None),
        due=row.value("due", lambda text: parse_day(text, row.calendar), None),
        priority=row.value("priority", parse_priority, "good"),
        every=row.value("every", lambda text: parse_every(text.strip()), None),
        state=row.value("state", lambda text: parse_state(text, kind), "open"),
        try_until=row.value("try_until", lambda text: parse_day(text, row.calendar), None),
    )


_READERS: dict[Kind, Callable[[_Row], Any]] = {
    "people": _read_person,
    "commitments": _read_commitment,
}


# Writing


_PERSON_HEADERS = {
    "cadence_days": "cadence", "emails": "email", "phones": "phone", "tags": "tag",
    "aliases": "alias",
}  # fmt: skip


def write_people(people: Iterable[CsvPerson]) -> str:
    """Write clients as a table that `read_records` reads back the same."""
    names = [field.name for field in fields(CsvPerson) if field.name != "source"]
    header = [_PERSON_HEADERS.get(name, name) for name in names]
    return write_table(
        header, ([_cell(getattr(person, name)) for name in names] for person in people)
    )


def write_commitments(commitments: Iterable[CsvCommitment]) -> str:
    """Write commitments as a table that `read_records` reads back the same."""
    names = [field.name for field in fields(CsvCommitment) if field.name != "source"]
    header = ["by" if name == "theirs" else name for name in names]
    rows = ([_commitment_cell(commitment, name) for name in names] for commitment in commitments)
    return write_table(header, rows)


def _commitment_cell(commitment: CsvCommitment, name: str) -> str:
    if name == "theirs":
        return "client" if commitment.theirs else "me"
    return _cell(getattr(commitment, name))


def _cell(value: Any) -> str:
    if isinstance(value, tuple):
        return join_values(value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
