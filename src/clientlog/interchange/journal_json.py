"""The whole journal as text, and back: one record per line, in an order that stays.

Records point at one another by UUID, so that a journal can take in another's. A document
that clientlog wrote is read back to the same document, byte for byte. Both ways go one
record at a time, so that memory does not grow with the journal.
"""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any, BinaryIO

from clientlog.interchange.columns import Column, Shape, columns_of
from clientlog.interchange.flat_records import FlatReader, MalformedError
from clientlog.interchange.older import upgrade
from clientlog.interchange.problems import PROBLEM_LIMIT, Problem
from clientlog.interchange.record_reader import RecordReader
from clientlog.interchange.staging import IncomingRecord
from clientlog.kinds import LETTERS
from clientlog.refs import parse_ref
from clientlog.store.schema import LOGGED, VERSION
from clientlog.text import escape_controls, escaped

FORMAT = "clientlog"

GONE = ""
"""The subject of a snooze whose record was removed: nothing to write down."""

TABLES = {letter: table for table, letter in LETTERS.items()}


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
    readers = {table: RecordReader(table, columns) for table, columns in shape.items()}
    try:
        for path, raw in FlatReader(file).read(header):
            for newest in upgrade(raw):
                table, place = newest.get("record"), f"{source}: {path}"
                if table not in readers:
                    reason = f"must be one of {', '.join(readers)}"
                    problems.append(Problem(f"{place}.record", reason))
                elif record := readers[table].read(newest, place, problems):
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
