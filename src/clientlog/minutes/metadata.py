"""Find the date, the title and the attendees of a meeting in minutes of another format."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from clientlog.dates import MONTHS
from clientlog.minutes.fences import Fence

LINES = 400
"""How many lines are looked at: all this stands at the top."""

LINE_LIMIT = 500
"""A longer line is prose."""

ATTENDEES = 200


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who was there, as written."""

    name: str
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What minutes say about their meeting; None or empty if they do not."""

    title: str | None = None
    day: date | None = None
    time: str | None = None
    """When it began, as `10:00`."""
    attendees: tuple[Attendee, ...] = ()


_PRESENT = frozenset(
    {
        "present", "attendees", "attendance", "participants", "in attendance", "attending",
        "attended", "who", "people", "members present", "with", "attendees present",
    }
)  # fmt: skip
_DATES = frozenset({"date", "when", "meeting date", "date and time", "date/time", "time", "day"})
_TITLES = frozenset({"title", "meeting", "subject", "topic", "meeting title"})

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.{1,300}?)[ \t]*#*[ \t]*")
_BOLD = re.compile(r"[ \t]{0,3}(\*\*|__)([^*_]{1,80})\1[ \t]*:?[ \t]*")
_FIELD = re.compile(
    r"[ \t]*(?:[-*+•][ \t]+)?(?:\*\*|__)?([A-Za-z][A-Za-z /]{1,24}?)(?:\*\*|__)?[ \t]*:"
    r"(?:\*\*|__)?[ \t]*(.*)"
)
_BULLET = re.compile(r"[ \t]*(?:[-*+•‣]|[0-9]{1,3}[.)])[ \t]+(.*)")

_MONTH = "|".join(month[:3] for month in MONTHS)
_DATE_FORMS = (
    re.compile(r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\.?[ -](?:of )?(?P<n>{_MONTH})[a-z]*\.?,?[ -]"
        r"(?P<y>\d{4})(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<n>{_MONTH})[a-z]*\.?[ ](?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?[ ](?P<y>\d{{4}})(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)"),
)
_TIME = re.compile(r"(?<![\d:.+-])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])[ ]?(am|pm)?", re.IGNORECASE)

_EMAIL = re.compile(r"<?\b([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})\b>?")
_LINK = re.compile(r"\[([^\]]{1,200})\]\([^)]{0,500}\)")
_NAME = re.compile(r"[^\W\d_][^/:@<>|=]*")
_AFTER_NAME = re.compile(r"[ \t]*(?:[(<\[{].*|[ \t][-—–:][ \t].*|@\S+.*)\Z")


def find_metadata(text: str, file_name: str = "") -> Metadata:
    """Find title, date, time and attendees where minutes state them.

    A date in the text goes before one in the name of the file.
    """
    lines = list(_lines(text))
    fields = list(_fields(lines))
    title = _title(lines, fields)
    stated = [value for key, value in fields if key in _DATES]
    places = [*stated, title or "", file_name]
    day = next((day for place in places if (day := find_day(place))), None)
    time = next((time for place in stated if (time := _find_time(place))), None)
    attendees = list(_attendees(lines, fields))[:ATTENDEES]
    named = {attendee.name.casefold(): attendee for attendee in reversed(attendees)}
    return Metadata(title, day, time, tuple(reversed(named.values())))


def find_day(text: str) -> date | None:
    """Return the first date in a text that has a day, a month and a year."""
    for form in _DATE_FORMS:
        for match in form.finditer(text[:LINE_LIMIT]):
            parts = match.groupdict()
            month = int(parts["m"]) if "m" in parts else _month_number(parts["n"])
            try:
                day = date(int(parts["y"]), month, int(parts["d"]))
            except ValueError:
                continue
            if 1900 <= day.year <= 2200:
                return day
    return None


def _month_number(name: str) -> int:
    return next(n for n, month in enumerate(MONTHS, 1) if month[:3] == name.lower())


def _find_time(text: str) -> str | None:
    match = _TIME.search(text[:LINE_LIMIT])
    if not match:
        return None
    hour = int(match[1])
    if match[3] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if match[3].lower() == "pm" else 0)
    return f"{hour:02}:{match[2]}"


def _lines(text: str) -> Iterator[str]:
    """Yield the lines at the top, without code and without what quotes them."""
    fence = Fence()
    for line in text.removeprefix("\ufeff").split("\n", LINES)[:LINES]:
        if not fence.takes(line) and len(line) <= LINE_LIMIT:
            yield re.sub(r"^(?:[ \t]{0,3}>[ \t]?)+", "", line.rstrip("\r"))


def _fields(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what stands as `Date: 20 Nov 2026`, with or without marks around it."""
    for line in lines:
        field = _FIELD.fullmatch(line)
        if field:
            yield field[1].strip().lower(), field[2].strip(" \t*_\"'")


def _title(lines: Iterable[str], fields: Iterable[tuple[str, str]]) -> str | None:
    for line in lines:
        heading = _HEADING.fullmatch(line)
        if heading:
            if len(heading[1]) == 1:
                return _plain(heading[2]) or None
            break
    stated = (value for key, value in fields if key in _TITLES)
    return next((_plain(value) for value in stated if value), None)


def _plain(text: str) -> str:
    """Return a text without links and emphasis around words."""
    return re.sub(r"(\*\*|__|`)", "", _LINK.sub(r"\1", text)).strip()


def _attendees(lines: Iterable[str], fields: Iterable[tuple[str, str]]) -> Iterator[Attendee]:
    for key, value in fields:
        if key in _PRESENT:
            yield from _people(re.split(r"[,;]| and ", value))
    # Below the heading there is either a list or a paragraph of names.
    form = ""
    for line in lines:
        name = _heading_name(line)
        bullet = _BULLET.fullmatch(line)
        if name is not None:
            form = "any" if name in _PRESENT else ""
        elif bullet and form in {"any", "list"}:
            form = "list"
            yield from _people([bullet[1]])
        elif line.strip() and form in {"any", "paragraph"}:
            form = "paragraph"
            yield from _people(re.split(r"[,;]", line))
        elif form == "paragraph":
            form = ""


def _heading_name(line: str) -> str | None:
    """Return the text of a heading in lower case; a bare `Attendees:` is one too."""
    heading = _HEADING.fullmatch(line)
    bold = _BOLD.fullmatch(line)
    if heading or bold:
        name = heading[2] if heading else bold[2] if bold else ""
        return re.sub(r"\(.*\)|[:*_]", "", name).strip().lower()
    field = _FIELD.fullmatch(line)
    return field[1].strip().lower() if field and not field[2] else None


def _people(texts: Iterable[str]) -> Iterator[Attendee]:
    for text in texts:
        email = _EMAIL.search(text)
        bare = _plain(_EMAIL.sub("", text) if email else text)
        name = _AFTER_NAME.sub("", bare).strip(" \t.,;:*_<>()[]")
        name = name or (email[1].partition("@")[0] if email else bare.strip(" @"))
        if 1 < len(name) <= 60 and len(name.split()) <= 5 and _NAME.fullmatch(name):
            yield Attendee(name, email[1].lower() if email else None)
