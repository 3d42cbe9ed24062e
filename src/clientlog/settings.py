"""The configuration file: what can be set, and how it is read.

A value of the wrong type is an error naming the key; an unknown key is a warning.
"""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from clientlog.errors import ClientlogError, UsageError, quote
from clientlog.shell import quote_or
from clientlog.sources import Source, parse_source
from clientlog.store.files import read_plain
from clientlog.suggest import did_you_mean
from clientlog.text import escape_controls

HIGHEST = 100_000
"""The highest threshold: dates can still be computed with that many days."""

SIZE_LIMIT = 1_000_000
"""The largest configuration file, in bytes."""

DATE_ORDERS = ("dmy", "mdy", "ymd")
WEEK_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

KNOWN: dict[str, type] = {
    "zone": str,
    "date_order": str,
    "week_ends_on": str,
    "editor": str,
    "agenda.private": bool,
    "rules.mute": list,
    "me": list,
    "workdays": list,
    "holidays": list,
}
"""Every key but thresholds (`rules.ID.NAME`) and sources, and the type of its value."""


class Settings(NamedTuple):
    """What the configuration file says; everything has a default."""

    values: Mapping[str, Any] = MappingProxyType({})
    thresholds: Mapping[str, Mapping[str, float]] = MappingProxyType({})
    warnings: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    def text(self, key: str) -> str | None:
        """Return a text value, None where it is not set."""
        value: str | None = self.values.get(key)
        return value

    def flag(self, key: str) -> bool:
        """Return a true-or-false value, False if it is not set."""
        return bool(self.values.get(key, False))

    @property
    def muted(self) -> frozenset[str]:
        """The muted rules."""
        return frozenset(self.values.get("rules.mute", ()))

    @property
    def me(self) -> tuple[str, ...]:
        """The user's own addresses."""
        return tuple(self.values.get("me", ()))

    @property
    def week_ends_on(self) -> int:
        """The week's last day; Monday is 0, and Sunday the default."""
        return WEEK_DAYS.index(self.values.get("week_ends_on", "sunday"))


def read_settings(path: Path) -> Settings:
    """Read the file; an empty configuration where there is none."""
    if not os.path.lexists(path):
        return Settings()
    try:
        text = read_plain(path, SIZE_LIMIT).decode()
    except ClientlogError as error:
        raise UsageError(error.message) from None
    except UnicodeDecodeError:
        raise UsageError(f"{path} cannot be read: it is not UTF-8") from None
    import tomllib

    try:
        return _checked(tomllib.loads(text.removeprefix("\ufeff")), path)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{path}: {error}", "mend it with: clientlog config edit") from None


def _checked(parsed: dict[str, Any], path: Path) -> Settings:
    values: dict[str, Any] = {}
    thresholds: dict[str, dict[str, float]] = {}
    warnings: list[str] = []
    tables = parsed.pop("sources", {})
    if not isinstance(tables, dict) or not all(isinstance(t, dict) for t in tables.values()):
        raise UsageError(f"{path}: sources must be tables such as [sources.work]")
    sources = tuple(parse_source(name, table, path) for name, table in tables.items())
    for key, value in _flat(parsed):
        if key in KNOWN:
            values[key] = checked_value(key, value, path)
        elif key.startswith("rules.") and key.count(".") == 2:
            _, rule, name = key.split(".")
            thresholds.setdefault(rule, {})[name] = _threshold(key, value, path)
        else:
            hint = did_you_mean(key, KNOWN)
            warnings.append(f"{path}: unknown setting {key[:80]}" + (hint and f"; {hint}"))
    if path.stat().st_mode & 0o022:
        warnings.append(
            f"{path} can be written by others: chmod go-w {quote_or(str(path), 'PATH')}"
        )
    return Settings(values, thresholds, tuple(warnings), sources)


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    entries: list[tuple[str, Any]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            entries += _flat(value, f"{prefix}{name}.")
        else:
            entries.append((prefix + name, value))
    return entries


def checked_value(key: str, value: Any, path: Path) -> Any:
    """Return the value; raise UsageError for one that the key does not take."""
    if key == "holidays" and isinstance(value, str):
        value = [value]
    if not isinstance(value, KNOWN[key]):
        raise UsageError(f"{path}: {key} must be a {_TYPE_NAMES[KNOWN[key]]}, not {_quoted(value)}")
    words = {"date_order": DATE_ORDERS, "week_ends_on": WEEK_DAYS}.get(key)
    if words and value not in words:
        raise UsageError(f"{path}: {key} must be one of {', '.join(words)}, not {_quoted(value)}")
    listed: list[Any] = value if isinstance(value, list) else []
    if not all(isinstance(entry, _ENTRY_TYPES[key]) for entry in listed):
        raise UsageError(f"{path}: {key} must be a list of {_ENTRY_NAMES[key]}")
    return value


_ENTRY_TYPES: dict[str, tuple[type, ...]] = {
    "rules.mute": (str,),
    "me": (str,),
    "workdays": (str,),
    "holidays": (str, date),
}
_ENTRY_NAMES = {
    "rules.mute": "rules",
    "me": "addresses",
    "workdays": "weekdays",
    "holidays": "dates and calendar files",
}

_TYPE_NAMES = {str: "text", bool: "true or false", list: "list"}


def _threshold(key: str, value: Any, path: Path) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= HIGHEST:
        raise UsageError(
            f"{path}: {key} must be a number from 0 to {HIGHEST:,}, not {_quoted(value)}"
        )
    return value


def _quoted(value: Any) -> str:
    return quote(escape_controls(str(value)))
