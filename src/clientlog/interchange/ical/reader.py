"""Events of calendars, each occurrence within a window as a value of its own."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from clientlog.interchange.content_lines import Component, buffer, decode, read_components
from clientlog.interchange.files import parse_stream, read_files
from clientlog.interchange.ical.invitation import open_calendars
from clientlog.interchange.ical.moments import Clock
from clientlog.interchange.ical.parsing import MomentError
from clientlog.interchange.ical.properties import (
    EVENT_PROPERTIES,
    Draft,
    read_event,
    zone_names,
)
from clientlog.interchange.ical.recurrence import Budget, RecurrenceError
from clientlog.interchange.ical.series import OUTSIDE, expand_series
from clientlog.interchange.ical.values import Event
from clientlog.interchange.ical.window import Window
from clientlog.interchange.ical.zones import ZONE_PROPERTIES, Zones
from clientlog.interchange.problems import Notice, Problem, Skipped

SUFFIXES = frozenset({".ics", ".ical", ".ifb", ".icalendar"})

HELD_LIMIT = 10_000
"""How many repeating events and changed occurrences of a file are held until its end."""

_WANTED = {
    "VCALENDAR": frozenset({"METHOD"}),
    "VEVENT": EVENT_PROPERTIES,
    "VTODO": frozenset[str](),
    "VJOURNAL": frozenset[str](),
    "VFREEBUSY": frozenset[str](),
    **ZONE_PROPERTIES,
}
_YIELDED = frozenset({"VCALENDAR", "VEVENT", "VTIMEZONE", "VTODO", "VJOURNAL", "VFREEBUSY"})

# RFC 5546: what else a message about an event may be than the event itself.
_ANSWERS = frozenset({"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"})

# Their DTSTAMP often says when the file was written; that of a message is of its version.
_CALENDARS = frozenset({"", "PUBLISH"})

Reading = Iterator[Event | Notice | Skipped | Problem]


def read_events(path: Path, window: Window) -> Reading:
    """Yield the events of a file, or of every calendar file of a folder, that lie in the window."""
    return read_files(path, SUFFIXES, lambda stream, source: _events_in(stream, source, window))


def read_event_stream(stream: BinaryIO, source: str, window: Window) -> Reading:
    """Yield the events of a stream; `source` is its name in messages."""
    return parse_stream(stream, source, lambda stream, name: _events_in(stream, name, window))


def _events_in(stream: BinaryIO, source: str, window: Window) -> Reading:
    reader = _CalendarReader(source, window)
    for calendar in open_calendars(buffer(stream)):
        for component in read_components(calendar, _WANTED, _YIELDED):
            yield from reader.add(component)
    yield from reader.finish()


class _CalendarReader:
    """What is known of a file while its components come in."""

    def __init__(self, source: str, window: Window) -> None:
        self.source = source
        self.window = window
        self.budget = Budget()
        self.zones = Zones(self.budget)
        self.method = ""
        self.is_empty = True
        self.held: dict[str, list[Draft]] = {}
        self.held_count = 0
        self.waiting: list[tuple[Component, Zones, str]] = []
        """Events that name a zone whose definition may still come."""

    def add(self, component: Component) -> Reading:
        """Take in a component; yield the event that it is, unless it has to wait."""
        self.is_empty = False
        if component.name == "VCALENDAR":
            self.zones = Zones(self.budget)
            self.method = _method(component)
        elif component.fault and component.name != "VEVENT":
            if component.name not in _YIELDED:
                place = f"{self.source}: line {component.line}"
                yield Problem(place, f"{component.name} left out: {component.fault}")
        elif component.name == "VTIMEZONE":
            self.zones.define(component)
        elif component.name == "VEVENT":
            is_open = not all(map(self.zones.find, zone_names(component)))
            if is_open and len(self.waiting) < HELD_LIMIT and not component.fault:
                self.waiting.append((component, self.zones, self.method))
            else:
                yield from self._read(component, self.zones, self.method)

    def finish(self) -> Reading:
        """Yield the events that had to wait for the end of the file."""
        if self.is_empty:
            yield Problem(self.source, "holds no calendar")
        for component, zones, method in self.waiting:
            yield from self._read(component, zones, method)
        self.waiting.clear()
        for drafts in self.held.values():
            yield from expand_series(drafts, self.window, self.budget)

    def _read(self, component: Component, zones: Zones, method: str) -> Reading:
        place = f"{self.source}: line {component.line}"
        if component.fault:
            yield Problem(place, f"event left out: {component.fault}")
            return
        if method in _ANSWERS:
            yield Skipped(place, f"an answer to an invitation ({method.lower()}), not an event")
            return
        try:
            draft = read_event(component, place, Clock(zones, self.window.local))
        except (MomentError, RecurrenceError) as error:
            yield Problem(place, f"event left out: {error}")
            return
        if method == "CANCEL":
            draft.event = replace(draft.event, status="cancelled")
        if method in _CALENDARS and draft.event.modified_at:
            draft.event = replace(draft.event, stamped_at=draft.event.modified_at)
        if draft.is_recurring:
            yield from self._hold(draft, place)
        elif self.window.holds(draft.event.starts_at):
            yield from (Notice(place, text) for text in draft.notices)
            yield draft.event
        else:
            yield Skipped(place, OUTSIDE)

    def _hold(self, draft: Draft, place: str) -> Reading:
        self.held_count += 1
        self.budget.add_series()
        if self.held_count > HELD_LIMIT:
            yield Problem(place, f"event left out: more than {HELD_LIMIT:,} repeating events")
        else:
            self.held.setdefault(draft.event.uid, []).append(draft)


def _method(calendar: Component) -> str:
    return next((decode(line).partition(":")[2].strip().upper() for line in calendar.lines), "")
