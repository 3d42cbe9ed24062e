"""Read one record of a document, and check its keys and values."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from clientlog.errors import ClientlogError, quote
from clientlog.interchange.columns import HEAD, Column, Type, derived_columns
from clientlog.interchange.problems import Problem
from clientlog.interchange.staging import NUMBER_REACH, IncomingRecord
from clientlog.interchange.statements import ABSENT
from clientlog.kinds import LETTERS, SEARCHED
from clientlog.text import (
    escape_controls,
    fold_for_search,
    name_key,
    validate_handle,
    validate_line,
    validate_text,
)

UNKNOWN_LIMIT = 10
"""How many unknown keys of a record are named."""

NUMBER_LIMIT = 2**53

_is_uuid = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}").fullmatch

_match_moment = re.compile(
    "([0-9]{4}-[0-9]{2}-[0-9]{2})T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"
).fullmatch

Check = Callable[[Any], object]
"""Returns the value to store; refuses what a command would refuse."""


class RecordReader:
    """Reads the records of one table; what depends on the table alone is worked out once."""

    def __init__(self, table: str, columns: Iterable[Column]) -> None:
        self._table = table
        self._columns: list[tuple[str, bool, object, Check]] = []
        for column in columns:
            may_lack = not column.required or column.default is not None
            is_handle = (table, column.name) == ("client", "handle")
            check = _check_handle if is_handle else _CHECKS[column.type]
            default = ABSENT if column.default is None else column.default
            self._columns.append((column.key, may_lack, default, check))
        keys = [key for key, *_ in self._columns]
        self._keys = frozenset({*HEAD, *keys})
        derived = derived_columns(table)
        self._name = keys.index("name") if "name_key" in derived else None
        self._texts = [keys.index(text) for text in SEARCHED[table]] if "folded" in derived else []

    def read(
        self, raw: dict[str, Any], source: str, problems: list[Problem]
    ) -> IncomingRecord | None:
        """Return a record, pointers still as UUIDs, if nothing is wrong with it."""
        before = len(problems)
        if not raw.keys() <= self._keys:
            problems += _unknown_keys(raw.keys() - self._keys, source)
        uuid, number = raw.get("uuid"), raw.get("number")
        if not isinstance(uuid, str) or not _is_uuid(uuid):
            problems.append(Problem(f"{source}.uuid", "must be a UUID in lower case"))
        if number is not None and (not _is_whole(number) or number < 1):
            problems.append(Problem(f"{source}.number", "must be a whole number above 0"))
        try:
            values = [
                default if (value := raw.get(key)) is None and may_lack else check(value)
                for key, may_lack, default, check in self._columns
            ]
        except ClientlogError:
            problems += self._wrong_values(raw, source)
        if len(problems) > before:
            return None
        self._derive(values)
        own_number = number if number and number <= NUMBER_REACH else None
        return IncomingRecord(source, self._table, str(uuid), own_number, values)

    def _wrong_values(self, raw: dict[str, Any], source: str) -> Iterator[Problem]:
        for key, may_lack, _, check in self._columns:
            value = raw.get(key)
            if value is None:
                if not may_lack:
                    yield Problem(f"{source}.{key}", "is missing")
                continue
            try:
                check(value)
            except ClientlogError as error:
                yield Problem(f"{source}.{key}", error.message)

    def _derive(self, values: list[Any]) -> None:
        """Add what the file leaves out because it follows from the rest."""
        texts = [text for place in self._texts if (text := values[place]) is not ABSENT]
        if self._name is not None:
            values.append(name_key(values[self._name]))
        if self._texts:
            values.append(fold_for_search(texts) or ABSENT)


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
        raise ClientlogError("must be true or false")
    return int(value)


def _check_number(value: Any) -> int:
    if not _is_whole(value) or abs(value) >= NUMBER_LIMIT:
        raise ClientlogError("must be a whole number")
    return int(value)


def _check_pointer(value: Any) -> str:
    if not isinstance(value, str):
        raise _no_text()
    if not _is_uuid(value):
        raise ClientlogError(f"{quote(escape_controls(value))} is not a UUID")
    return value


def _check_subject(value: Any) -> str:
    if not isinstance(value, str):
        raise _no_text()
    table, _, uuid = value.partition(" ")
    if table not in LETTERS or not _is_uuid(uuid):
        raise ClientlogError("must be a kind of record and a UUID")
    return value


def _check_text(value: Any) -> str:
    if not isinstance(value, str):
        raise _no_text()
    return validate_text(value, "it")


def _check_line(value: Any) -> str:
    if not isinstance(value, str):
        raise _no_text()
    validate_line(value, "it")
    return value


def _check_handle(value: Any) -> str:
    if not isinstance(value, str):
        raise _no_text()
    return validate_handle(value)


def _check_day(value: Any) -> str:
    if not isinstance(value, str):
        raise _no_text()
    if not _is_day(value):
        raise ClientlogError(f"{quote(escape_controls(value))} is not a date like 2026-12-31")
    return value


def _check_moment(value: Any) -> str:
    if not isinstance(value, str):
        raise _no_text()
    if not _is_moment(value):
        raise ClientlogError(
            f"{quote(escape_controls(value))} is not a date like 2026-12-31T23:59:59Z"
        )
    return value


@lru_cache(maxsize=1_000)
def _is_moment(value: str) -> bool:
    moment = _match_moment(value)
    return bool(moment and _is_day(moment[1]))


@lru_cache(maxsize=10_000)
def _is_day(value: str) -> bool:
    """Return whether a text is a real day, as the journal writes it.

    SQLite lets 30 February pass where it does not calculate with it.
    """
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _no_text() -> ClientlogError:
    return ClientlogError("must be a text")


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
