"""The sources that `refresh` reads, as the configuration names them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, cast

from clientlog.errors import UsageError, quote
from clientlog.text import escape_controls
from clientlog.vocabulary import FORMAT_SYNONYMS

SourceKind = Literal["ical", "vcard", "mail", "md"]

KINDS: tuple[SourceKind, ...] = ("ical", "vcard", "mail", "md")

OPTIONS: dict[str, type] = {
    "kind": str,
    "path": str,
    "me": list,
    "create": bool,
    "since": str,
    "skip": list,
    "subjects": bool,
}
"""The keys of a source, and the type of each value."""

_TYPE_NAMES = {str: "a text", bool: "true or false", list: "a list of texts"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One calendar, address book, mailbox or folder of minutes."""

    name: str
    kind: SourceKind
    path: Path
    me: tuple[str, ...] = ()
    """The user's own addresses; empty if those for all sources apply."""
    create: bool = False
    since: date | None = None
    skip: tuple[str, ...] = ()
    subjects: bool = False


def parse_source(name: str, values: Mapping[str, Any], config_path: Path) -> Source:
    """Read one table `[sources.NAME]`; raise UsageError that names the key."""
    place = f"{config_path}: sources.{escape_controls(name[:80])}"
    for key, value in values.items():
        if key not in OPTIONS:
            raise UsageError(
                f"{place}.{escape_controls(key[:80])} is not known",
                f"there is: {', '.join(OPTIONS)}",
            )
        _check(f"{place}.{key}", key, value)
    for key in ("kind", "path"):
        if not values.get(key):
            raise UsageError(f"{place}.{key} is missing")
    if values["kind"] not in KINDS:
        kind = quote(escape_controls(values["kind"]))
        meant = FORMAT_SYNONYMS.get(values["kind"].lower())
        raise UsageError(
            f"{place}.kind must be one of {', '.join(KINDS)}, not {kind}",
            f'did you mean "{meant}"?' if meant else "",
        )
    return Source(
        name=name,
        kind=cast("SourceKind", values["kind"]),
        path=Path(values["path"]),
        me=tuple(values.get("me", ())),
        create=values.get("create", False),
        since=_day(f"{place}.since", values["since"]) if "since" in values else None,
        skip=tuple(values.get("skip", ())),
        subjects=values.get("subjects", False),
    )


def _check(place: str, key: str, value: Any) -> None:
    if key == "since" and isinstance(value, date):
        return
    expected = OPTIONS[key]
    is_list_of_texts = isinstance(value, list) and all(isinstance(text, str) for text in value)
    if not isinstance(value, expected) or (expected is list and not is_list_of_texts):
        typed = quote(escape_controls(str(value)))
        raise UsageError(f"{place} must be {_TYPE_NAMES[expected]}, not {typed}")


def _day(place: str, value: Any) -> date:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        typed = quote(escape_controls(str(value)))
        raise UsageError(f"{place} must be a date such as 2026-01-31, not {typed}") from None
