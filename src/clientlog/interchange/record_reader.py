"""Read one record of a document, and check its keys and values."""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from clientlog.clock import format_moment
from clientlog.errors import ClientlogError, quote
from clientlog.interchange.columns import HEAD, Column, Type
from clientlog.interchange.problems import Problem
from clientlog.interchange.staging import NUMBER_REACH, IncomingRecord
from clientlog.kinds import LETTERS
from clientlog.text import escape_controls, validate_handle, validate_line, validate_text

UNKNOWN_LIMIT = 10
"""How many unknown keys of a record are named."""

NUMBER_LIMIT = 2**53

_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)

Check = Callable[[Any], object]
"""Returns the value to store; refuses what a command would refuse."""


class RecordReader:
    """Reads the records of one table; what depends on the table alone is worked out once."""

    def __init__(self, table: str, columns: Iterable[Column]) -> None:
        self._table = table
        self._columns = [
            (
                column.name,
                column.key,
                column.required and column.default is None,
                column.default,
                _check_handle
                if (table, column.name) == ("client", "handle")
                else _CHECKS[column.type],
            )
            for column in columns
        ]
        self._keys = frozenset({*HEAD, *(key for _, key, *_ in self._columns)})

    def read(
        self, raw: dict[str, Any], source: str, problems: list[Problem]
    ) -> IncomingRecord | None:
        """Return a record, pointers still as UUIDs, if nothing is wrong with it."""
        before = len(problems)
        if not raw.keys() <= self._keys:
            problems += _unknown_keys(raw.keys() - self._keys, source)
        uuid, number = raw.get("uuid"), raw.get("number")
        if not isinstance(uuid, str) or not _UUID.fullmatch(uuid):
            problems.append(Problem(f"{source}.uuid", "must be a UUID in lower case"))
        if number is not None and (not _is_whole(number) or number < 1):
            problems.append(Problem(f"{source}.number", "must be a whole number above 0"))
        values: dict[str, Any] = {}
        for name, key, is_required, default, check in self._columns:
            value = raw.get(key)
            if value is None and not is_required:
                values[name] = default
                continue
            try:
                values[name] = check(value)
            except ClientlogError as error:
                problems.append(Problem(f"{source}.{key}", error.message))
        if len(problems) > before:
            return None
        own_number = number if number and number <= NUMBER_REACH else None
        return IncomingRecord(source, self._table, str(uuid), own_number, values)


def _unknown_keys(keys: Collection[str], source: str) -> list[Problem]:
    problems = [
        Problem(f"{source}.{escape_controls(key[:40])}", "is not known")
        for key in sorted(keys)[:UNKNOWN_LIMIT]
    ]
    if len(keys) > UNKNOWN_LIMIT:
        problems.append(Problem(source, f"{len(keys) - UNKNOWN_LIMIT:,} more keys are not known"))
    return problems


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


# The values by type of column


def _check_flag(value: Any) -> int:
    if not isinstance(value, bool):
        raise ClientlogError("is missing" if value is None else "must be true or false")
    return int(value)


def _check_number(value: Any) -> int:
    if not _is_whole(value) or abs(value) >= NUMBER_LIMIT:
        raise ClientlogError("is missing" if value is None else "must be a whole number")
    return int(value)


def _check_string(value: Any) -> str:
    if not isinstance(value, str):
        raise ClientlogError("is missing" if value is None else "must be a text")
    return value


def _check_pointer(value: Any) -> str:
    if not _UUID.fullmatch(_check_string(value)):
        raise ClientlogError(f"{quote(escape_controls(value))} is not a UUID")
    return str(value)


def _check_subject(value: Any) -> str:
    table, _, uuid = _check_string(value).partition(" ")
    if table not in LETTERS or not _UUID.fullmatch(uuid):
        raise ClientlogError("must be a kind of record and a UUID")
    return str(value)


def _check_text(value: Any) -> str:
    return validate_text(_check_string(value), "it")


def _check_line(value: Any) -> str:
    validate_line(_check_string(value), "it")
    return str(value)


def _check_handle(value: Any) -> str:
    return validate_handle(_check_string(value))


def _check_day(value: Any) -> str:
    if len(_check_string(value)) > 30 or not _is_date(value, True):
        raise ClientlogError(f"{quote(escape_controls(value))} is not a date like 2026-12-31")
    return str(value)


def _check_moment(value: Any) -> str:
    if len(_check_string(value)) > 30 or not _is_date(value, False):
        raise ClientlogError(
            f"{quote(escape_controls(value))} is not a date like 2026-12-31T23:59:59Z"
        )
    return str(value)


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


_CHECKS: dict[Type, Check] = {
    "flag": _check_flag,
    "number": _check_number,
    "pointer": _check_pointer,
    "subject": _check_subject,
    "text": _check_text,
    "line": _check_line,
    "day": _check_day,
    "moment": _check_moment,
}
