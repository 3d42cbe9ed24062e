"""The whole journal as text, and back: one record per line, in an order that stays.

Records point at one another by UUID, so that a journal can take in another's. A document
that clientlog wrote is read back to the same document, byte for byte. Both ways go one
record at a time, so that memory does not grow with the journal.
"""

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any, BinaryIO

from clientlog.clock import format_moment
from clientlog.errors import ClientlogError, quote
from clientlog.interchange.columns import HEAD, Column, columns_of
from clientlog.interchange.flat_records import FlatReader, MalformedError
from clientlog.interchange.older import upgrade
from clientlog.interchange.problems import Problem
from clientlog.interchange.staging import NUMBER_REACH, IncomingRecord
from clientlog.kinds import LETTERS
from clientlog.refs import parse_ref
from clientlog.store.schema import LOGGED, VERSION
from clientlog.text import escape_controls, escaped, validate_handle, validate_line, validate_text

FORMAT = "clientlog"

PROBLEM_LIMIT = 100
"""After so many problems the rest of a file is not read."""

UNKNOWN_LIMIT = 10
"""So many unknown keys of a record are named."""

NUMBER_LIMIT = 2**53

GONE = ""
"""The subject of a snooze whose record was removed: nothing to write down."""

TABLES = {letter: table for table, letter in LETTERS.items()}

_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)

Shape = dict[str, list[Column]]


def shape_of(connection: sqlite3.Connection) -> Shape:
    """Return what the records of each table are made of."""
    return {table: columns_of(connection, table) for table in LOGGED}


# Writing


def write_journal(db: sqlite3.Connection, *, ascii_only: bool = False) -> Iterator[str]:
    """Yield the document in pieces: a header, and one record per line.

    The journal is read in one transaction, which ends with the last piece: a change in
    between could leave a pointer at nothing.
    """
    db.execute("BEGIN")
    try:
        yield f'{{"version": 1, "format": "{FORMAT}", "schema": {VERSION}, "records": ['
        separator = "\n"
        for record in _records(db):
            yield separator + escaped(json.dumps(record, ensure_ascii=ascii_only))
            separator = ",\n"
        yield "\n]}\n"
    finally:
        db.execute("ROLLBACK")


def _records(db: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    for table, columns in shape_of(db).items():
        names = ", ".join(_selected(table, column) for column in columns)
        for number, uuid, *values in db.execute(
            f"SELECT id, uuid, {names} FROM {table} ORDER BY id"
        ):
            record = {"record": table, "uuid": uuid, "number": number}
            for column, value in zip(columns, values, strict=True):
                record[column.key] = _written(column, value, db)
            if record.get("subject") != GONE:
                yield record


def _selected(table: str, column: Column) -> str:
    """Return the SQL that reads a column: for a pointer the UUID of what it points at."""
    if column.type == "pointer":
        return f"(SELECT uuid FROM {column.target} WHERE id = {table}.{column.name})"
    return f'"{column.name}"'


def _written(column: Column, value: Any, db: sqlite3.Connection) -> Any:
    if value is None:
        return None
    if column.type == "flag":
        return bool(value)
    if column.type == "subject":
        ref = parse_ref(value)
        table = TABLES[ref.letter]
        row = db.execute(f"SELECT uuid FROM {table} WHERE id = ?", (ref.number,)).fetchone()
        return f"{table} {row[0]}" if row else GONE
    return value


# Reading


def read_journal(
    file: BinaryIO, source: str, shape: Shape, problems: list[Problem]
) -> Iterator[IncomingRecord]:
    """Yield the records of a document one by one; what is wrong is added to `problems`.

    Only when the document was read to its end is it known to be whole.
    """
    header: dict[str, Any] = {}
    limit = len(problems) + PROBLEM_LIMIT
    try:
        for path, raw in FlatReader(file).read(header):
            for newest in upgrade(raw):
                record = _read_record(newest, f"{source}: {path}", shape, problems)
                if record:
                    yield record
            if len(problems) >= limit:
                problems.append(Problem(source, "too many problems: the rest was not read"))
                return
        _check_header(header)
    except MalformedError as error:
        problems.append(Problem(source, escape_controls(str(error))))


def _check_header(header: dict[str, Any]) -> None:
    if header.get("format") != FORMAT:
        raise MalformedError("format", f'must be "{FORMAT}"')
    if header.get("version") != 1:
        raise MalformedError("version", "must be 1")
    schema = header.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema > VERSION:
        raise MalformedError(
            "schema", f"must be a number up to {VERSION}; is clientlog out of date?"
        )
    unknown = header.keys() - {"version", "format", "schema"}
    if unknown:
        raise MalformedError(min(unknown)[:40], "is not known")


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _read_record(
    raw: dict[str, Any], source: str, shape: Shape, problems: list[Problem]
) -> IncomingRecord | None:
    """Return a record, if nothing is wrong with it."""
    table = raw.get("record")
    if not isinstance(table, str) or table not in shape:
        problems.append(Problem(f"{source}.record", f"must be one of {', '.join(shape)}"))
        return None
    before = len(problems)
    columns = shape[table]
    _check_head(raw, source, columns, problems)
    values: dict[str, Any] = {}
    for column in columns:
        value = raw.get(column.key)
        if value is None and (column.default is not None or not column.required):
            values[column.name] = column.default
            continue
        try:
            values[column.name] = _read_value(column, value, table)
        except ClientlogError as error:
            problems.append(Problem(f"{source}.{column.key}", error.message))
    if len(problems) > before:
        return None
    number = raw.get("number")
    own_number = number if number and number <= NUMBER_REACH else None
    return IncomingRecord(source, table, raw["uuid"], own_number, values)


def _check_head(
    raw: dict[str, Any], source: str, columns: Iterable[Column], problems: list[Problem]
) -> None:
    unknown = raw.keys() - HEAD - {column.key for column in columns}
    if unknown:
        problems += _unknown_keys(unknown, source)
    if not isinstance(raw.get("uuid"), str) or not _UUID.fullmatch(raw["uuid"]):
        problems.append(Problem(f"{source}.uuid", "must be a UUID in lower case"))
    number = raw.get("number")
    if number is not None and (not _is_whole(number) or number < 1):
        problems.append(Problem(f"{source}.number", "must be a whole number above 0"))


def _unknown_keys(keys: Collection[str], source: str) -> list[Problem]:
    problems = [
        Problem(f"{source}.{escape_controls(key[:40])}", "is not known")
        for key in sorted(keys)[:UNKNOWN_LIMIT]
    ]
    if len(keys) > UNKNOWN_LIMIT:
        problems.append(Problem(source, f"{len(keys) - UNKNOWN_LIMIT:,} more keys are not known"))
    return problems


def _read_value(column: Column, value: Any, table: str) -> Any:
    """Return the value to store, pointers still as UUIDs; refuse what a command would refuse."""
    if value is None:
        raise ClientlogError("is missing")
    if column.type == "flag":
        if not isinstance(value, bool):
            raise ClientlogError("must be true or false")
        return int(value)
    if column.type == "number":
        if not _is_whole(value) or abs(value) >= NUMBER_LIMIT:
            raise ClientlogError("must be a whole number")
        return value
    if not isinstance(value, str):
        raise ClientlogError("must be a text")
    if column.type == "pointer":
        if not _UUID.fullmatch(value):
            raise ClientlogError(f"{quote(escape_controls(value))} is not a UUID")
        return value
    if column.type == "subject" and not _is_subject(value):
        raise ClientlogError("must be a kind of record and a UUID")
    _check_text(column, value, table)
    return value


@lru_cache(maxsize=10_000)
def _is_date(value: str, is_day: bool) -> bool:
    """Return whether a text is a real day or moment, as the journal writes it.

    SQLite lets 30 February pass where it does not calculate with it.
    """
    try:
        if is_day:
            return date.fromisoformat(value).isoformat() == value
        return format_moment(datetime.fromisoformat(value)) == value
    except (ValueError, OverflowError):
        return False


def _is_subject(value: str) -> bool:
    table, _, uuid = value.partition(" ")
    return table in LETTERS and bool(_UUID.fullmatch(uuid))


def _check_text(column: Column, value: str, table: str) -> None:
    if (table, column.name) == ("client", "handle"):
        validate_handle(value)
    elif column.type in {"day", "moment"}:
        if len(value) > 30 or not _is_date(value, column.type == "day"):
            example = "2026-12-31" if column.type == "day" else "2026-12-31T23:59:59Z"
            raise ClientlogError(f"{quote(escape_controls(value))} is not a date like {example}")
    elif column.type == "line":
        validate_line(value, "it")
    else:
        validate_text(value, "it")
