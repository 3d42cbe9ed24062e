"""Calendars for the tests of the reader."""

import io
from datetime import date
from zoneinfo import ZoneInfo

from clientlog.interchange.ical.reader import read_event_stream
from clientlog.interchange.ical.values import Event
from clientlog.interchange.ical.window import Window
from clientlog.interchange.problems import Notice, Problem, Skipped

VIENNA = ZoneInfo("Europe/Vienna")
WINDOW = Window.of_days(date(2026, 10, 1), date(2027, 3, 31), VIENNA)

Result = Event | Notice | Skipped | Problem


def event(*lines: str, uid: str = "1@example.org", start: str = ":20261124T100000") -> str:
    """Return a VEVENT of these lines."""
    head = [f"UID:{uid}"] if uid else []
    head += [f"DTSTART{start}"] if start else []
    return "\r\n".join(["BEGIN:VEVENT", *head, *lines, "END:VEVENT", ""])


def calendar(*parts: str) -> str:
    """Return a VCALENDAR of components and properties."""
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""])


def read(*parts: str, window: Window = WINDOW) -> list[Result]:
    """Read a calendar of these components."""
    return list(read_event_stream(io.BytesIO(calendar(*parts).encode()), "a.ics", window))


def read_events(*parts: str) -> list[Event]:
    """Read events that nothing is wrong with."""
    results = read(*parts)
    events = [result for result in results if isinstance(result, Event)]
    assert events == results
    return events


def read_event(*lines: str, start: str = ":20261124T100000") -> Event:
    """Read an event that nothing is wrong with."""
    (result,) = read_events(event(*lines, start=start))
    return result


def reasons(results: list[Result]) -> list[str]:
    """Return what was said about what is not an event, or not wholly."""
    return [result.reason for result in results if not isinstance(result, Event)]
