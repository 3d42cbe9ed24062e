"""The whole journal as text, and back: one record per line, in an order that stays.

Records point at one another by UUID, so that a journal can take in another's. A document
that clientlog wrote is read back to the same document, byte for byte.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from clientlog.clock import format_moment
from clientlog.errors import ClientlogError, quote
from clientlog.interchange.columns import HEAD, Column, columns_of
from clientlog.interchange.flat_records import FlatReader, MalformedError
from clientlog.refs import parse_ref
from clientlog.store.changes import LETTERS
from clientlog.store.schema import LOGGED, VERSION
from clientlog.text import escape_controls, escaped, validate_handle, validate_line, validate_text

FORMAT = "clientlog"

SIZE_LIMIT = 50_000_000
"""The largest file that is read, in bytes."""

MISTAKES_LIMIT = 100
"""After so many mistakes the rest of a file is not looked at."""

NUMBER_LIMIT = 2**53

GONE = ""
"""The subject of a snooze whose record was removed: nothing to write down."""

TABLES = {letter: table for table, letter in LETTERS.items()}

_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)

Shape = dict[str, list[Column]]


@dataclass(frozen=True, slots=True)
class Incoming:
    """One record as a file has it: values by column, pointers as UUIDs."""

    source: str
    table: str
    uuid: str
    number: int | None
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in a file, and where."""

    source: str
    reason: str


def shape_of(connection: sqlite3.Connection) -> Shape:
    """What the records of each table are made of."""
    return {table: columns_of(connection, table) for table in LOGGED}


# Writing


def write_journal(db: sqlite3.Connection, *, ascii_only: bool = False) -> str:
    """The document: a header, and one record per line."""
    # One read transaction, or a change in between could leave a pointer at nothing.
    db.execute("BEGIN")
    try:
        lines = [_line(record, ascii_only) for record in _records(db)]
    finally:
        db.execute("ROLLBACK")
    head = f'{{"version": 1, "format": "{FORMAT}", "schema": {VERSION}, "records": [\n'
    return head + ",\n".join(lines) + ("\n]}\n" if lines else "]}\n")


def _records(db: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    shape = shape_of(db)
    uuids = {table: dict(db.execute(f"SELECT id, uuid FROM {table}")) for table in LOGGED}
    for table in LOGGED:
        names = ", ".join(f'"{column.name}"' for column in shape[table])
        for number, uuid, *values in db.execute(
            f"SELECT id, uuid, {names} FROM {table} ORDER BY id"
        ):
            record = {"record": table, "uuid": uuid, "number": number}
            for column, value in zip(shape[table], values, strict=True):
                record[column.key] = _written(column, value, uuids)
            if record.get("subject") != GONE:
                yield record


def _written(column: Column, value: Any, uuids: dict[str, dict[int, str]]) -> Any:
    if value is None:
        return None
    match column.type:
        case "flag":
            return bool(value)
        case "pointer":
            return uuids[column.target][value]
        case "subject":
            ref = parse_ref(value)
            uuid = uuids[TABLES[ref.letter]].get(ref.number)
            return f"{TABLES[ref.letter]} {uuid}" if uuid else GONE
    return value


def _line(record: dict[str, Any], ascii_only: bool) -> str:
    return escaped(json.dumps(record, ensure_ascii=ascii_only))


# Reading


def read_journal(data: bytes, source: str, shape: Shape, mistakes: list[Mistake]) -> list[Incoming]:
    """The records of a document; what is wrong with it is added to `mistakes`."""
    header: dict[str, Any] = {}
    found: list[Incoming] = []
    uuids: set[str] = set()
    before = len(mistakes)
    try:
        for path, raw in FlatReader(data).document(header):
            record = _read_record(raw, f"{source}: {path}", shape, mistakes)
            if record and record.uuid in uuids:
                mistakes.append(Mistake(f"{record.source}.uuid", "another record has the same"))
            elif record:
                uuids.add(record.uuid)
                found.append(record)
            if len(mistakes) - before >= MISTAKES_LIMIT:
                mistakes.append(Mistake(source, "the rest was not looked at"))
                return []
        _check_header(header)
    except MalformedError as error:
        mistakes.append(Mistake(source, escape_controls(str(error))))
    return found


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
    raw: dict[str, Any], source: str, shape: Shape, mistakes: list[Mistake]
) -> Incoming | None:
    """A record, if nothing is wrong with it."""
    table = raw.get("record")
    if not isinstance(table, str) or table not in shape:
        mistakes.append(Mistake(f"{source}.record", f"must be one of {', '.join(shape)}"))
        return None
    before = len(mistakes)
    columns = shape[table]
    _check_head(raw, source, columns, mistakes)
    values: dict[str, Any] = {}
    for column in columns:
        try:
            values[column.name] = _read_value(column, raw.get(column.key), table)
        except ClientlogError as error:
            mistakes.append(Mistake(f"{source}.{column.key}", error.message))
    if len(mistakes) > before:
        return None
    number = raw.get("number")
    kept = number if number and number < NUMBER_LIMIT else None
    return Incoming(source, table, raw["uuid"], kept, values)


def _check_head(
    raw: dict[str, Any], source: str, columns: Iterable[Column], mistakes: list[Mistake]
) -> None:
    known = {*HEAD, *(column.key for column in columns)}
    mistakes += [
        Mistake(f"{source}.{escape_controls(key[:40])}", "is not known")
        for key in raw
        if key not in known
    ]
    if not isinstance(raw.get("uuid"), str) or not _UUID.fullmatch(raw["uuid"]):
        mistakes.append(Mistake(f"{source}.uuid", "must be a UUID in lower case"))
    number = raw.get("number")
    if number is not None and (not _is_whole(number) or number < 1):
        mistakes.append(Mistake(f"{source}.number", "must be a whole number above 0"))


def _read_value(column: Column, value: Any, table: str) -> Any:
    """The value as it is stored, pointers still as UUIDs; refuse what a command would refuse."""
    if value is None:
        if column.required:
            raise ClientlogError("is missing")
        return None
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
    if column.type == "pointer" and not _UUID.fullmatch(value):
        raise ClientlogError(f"{quote(escape_controls(value))} is not a UUID")
    if column.type == "subject" and not _is_subject(value):
        raise ClientlogError("must be a kind of record and a UUID")
    _check_text(column, value, table)
    return value


def _check_date(column: Column, value: str) -> None:
    """SQLite lets 30 February pass where it does not calculate with it."""
    try:
        if column.type == "day":
            same = date.fromisoformat(value).isoformat() == value
        else:
            same = format_moment(datetime.fromisoformat(value)) == value
    except (ValueError, OverflowError):
        same = False
    if not same:
        shape = "2026-12-31" if column.type == "day" else "2026-12-31T23:59:59Z"
        raise ClientlogError(f"{quote(escape_controls(value))} is not a date like {shape}")


def _is_subject(value: str) -> bool:
    table, _, uuid = value.partition(" ")
    return table in LETTERS and bool(_UUID.fullmatch(uuid))


def _check_text(column: Column, value: str, table: str) -> None:
    if (table, column.name) == ("client", "handle"):
        validate_handle(value)
    elif column.type in {"day", "moment"}:
        _check_date(column, value)
    elif column.type == "line":
        validate_line(value, "it")
    else:
        validate_text(value, "it")
