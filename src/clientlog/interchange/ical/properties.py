"""Read one VEVENT from its properties, before anything is expanded."""

import quopri
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import blake2b
from typing import NamedTuple

from clientlog.interchange.content_lines import Component, decode, one_line
from clientlog.interchange.ical.moments import Clock, Moment
from clientlog.interchange.ical.parsing import MomentError, parse_duration
from clientlog.interchange.ical.recurrence import split_rule
from clientlog.interchange.ical.values import Attendee, Event, EventStatus

_NAMES = (
    "UID DTSTART DTEND DURATION SUMMARY LOCATION ORGANIZER ATTENDEE STATUS TRANSP SEQUENCE "
    "LAST-MODIFIED DTSTAMP RECURRENCE-ID RRULE EXRULE RDATE EXDATE"
)
EVENT_PROPERTIES = frozenset(_NAMES.split())

ATTENDEE_LIMIT = 100
"""How many attendees of an event are kept: more than eight are an audience anyway."""

RULE_LIMIT = 10
"""How many rules of repetition of an event are read."""

TEXT_LIMIT = 8_000
"""The longest property that is read, in characters; lists of dates are as long as they like."""

NOTICE_LIMIT = 5
"""How many notices about an event are kept."""

LENGTH_LIMIT = timedelta(days=366)

_ZONE_NAME = re.compile(rb'[^:"]*;TZID=(?:"([^"]*)"|([^";:,]*))', re.IGNORECASE)
_DATES = re.compile("(?:EXDATE|RDATE)[;:]", re.IGNORECASE)
_STATUSES: dict[str, EventStatus] = {"CANCELLED": "cancelled", "TENTATIVE": "tentative"}


class Property(NamedTuple):
    """One line of an event."""

    parameters: dict[str, str]
    """By names in capitals; of several values the first."""
    value: str


@dataclass(slots=True)
class Draft:
    """An event as it was read; `event` has the times of its first occurrence."""

    event: Event
    start: Moment
    length: timedelta | None
    rules: list[dict[str, str]]
    excluded_rules: list[dict[str, str]]
    dates: list[Moment]
    excluded_dates: list[Moment]
    original: Moment | None
    """When this occurrence of a series was originally due."""
    notices: list[str]
    """What was not understood."""

    @property
    def is_recurring(self) -> bool:
        """Whether the event repeats, or is an occurrence of one that does."""
        return bool(self.original or self.rules or self.dates)


def zone_names(component: Component) -> set[str]:
    """Return the zones that the times of an event name."""
    matches = (_ZONE_NAME.match(line) for line in component.lines)
    names = {decode(match[1] or match[2] or b"") for match in matches if match}
    return names - {""}


def read_event(component: Component, source: str, clock: Clock) -> Draft:
    """Return the event that a VEVENT describes.

    Raises:
        MomentError: It has no start that can be read.
        RecurrenceError: Its rule of repetition cannot be read.
    """
    properties = _Properties(component, clock)
    start = properties.moment("DTSTART")
    original = properties.moment("RECURRENCE-ID") if properties.has("RECURRENCE-ID") else None
    if "THISANDFUTURE" in properties.parameter("RECURRENCE-ID", "RANGE").upper():
        properties.notices.append("a change from one occurrence on is read for that one only")
    length = _read_length(properties, start)
    return Draft(
        _build(properties, source, start, length),
        start,
        length,
        properties.rules("RRULE"),
        properties.rules("EXRULE"),
        properties.moments("RDATE"),
        properties.moments("EXDATE"),
        original,
        list(dict.fromkeys(properties.notices))[:NOTICE_LIMIT],
    )


class _Properties:
    """The properties of an event by name."""

    def __init__(self, component: Component, clock: Clock) -> None:
        from icalendar.parser import Contentline

        self.clock = clock
        self.notices: list[str] = []
        self._all: dict[str, list[Property]] = {}
        for line in map(decode, component.lines):
            try:
                if len(line) > TEXT_LIMIT and not _DATES.match(line):
                    raise ValueError
                name, parameters, value = Contentline(line).parts()
            except (ValueError, AssertionError):
                self.notices.append(f"{re.split('[;:]', line)[0][:40].upper()} is not understood")
                continue
            if str(parameters.get("ENCODING", "")).upper() == "QUOTED-PRINTABLE":
                value = decode(quopri.decodestring(value.encode()))
            firsts = {key.upper(): _first(text) for key, text in parameters.items()}
            self._all.setdefault(name.upper(), []).append(Property(firsts, value))

    def has(self, name: str) -> bool:
        return name in self._all

    def all(self, name: str) -> list[Property]:
        return self._all.get(name, [])

    def word(self, name: str) -> str:
        """Return the first value of a property in capitals; empty without one."""
        return self._all[name][0].value.strip().upper() if name in self._all else ""

    def line(self, name: str) -> str:
        """Return the first value of a property without line breaks."""
        return one_line(self._all[name][0].value) if name in self._all else ""

    def parameter(self, name: str, parameter: str) -> str:
        return self._all[name][0].parameters.get(parameter, "") if name in self._all else ""

    def rules(self, name: str) -> list[dict[str, str]]:
        return [split_rule(rule.value) for rule in self.all(name)[:RULE_LIMIT]]

    def moment(self, name: str) -> Moment:
        """Return the moment of a property; raise MomentError without a readable one."""
        if name not in self._all:
            raise MomentError(f"no {name}")
        try:
            return self._read(self._all[name][0].value, self.parameter(name, "TZID"))
        except MomentError as error:
            raise MomentError(f"{name}: {error}") from error

    def moments(self, name: str) -> list[Moment]:
        """Return the moments of a list; what cannot be read becomes a notice."""
        moments = []
        for value in self.all(name):
            for text in filter(None, value.value.split(",")):
                try:
                    moments.append(self._read(text, value.parameters.get("TZID", "")))
                except MomentError as error:
                    self.notices.append(f"{name} is left out: {error}")
        return moments

    def _read(self, text: str, zone_name: str) -> Moment:
        moment = self.clock.read(text, zone_name)
        if moment.is_floating and zone_name:
            self.notices.append(f"the time zone '{zone_name[:60]}' is not known: read as local")
        return moment


def _build(properties: _Properties, source: str, start: Moment, length: timedelta | None) -> Event:
    organizers = map(_read_attendee, properties.all("ORGANIZER"))
    attendees = [_read_attendee(value) for value in properties.all("ATTENDEE")[:ATTENDEE_LIMIT]]
    sequence = properties.word("SEQUENCE")[:9]
    event = Event(
        source,
        properties.line("UID"),
        start.value,
        end_of(start, length),
        properties.line("SUMMARY"),
        location=properties.line("LOCATION"),
        organizer=next(filter(None, organizers), None),
        attendees=tuple(dict.fromkeys(filter(None, attendees))),
        status=_STATUSES.get(properties.word("STATUS"), "confirmed"),
        is_transparent=properties.word("TRANSP") == "TRANSPARENT",
        sequence=int(sequence) if sequence.isascii() and sequence.isdigit() else 0,
        modified_at=_read_stamp(properties, "LAST-MODIFIED"),
        stamped_at=_read_stamp(properties, "DTSTAMP"),
        is_override=properties.has("RECURRENCE-ID"),
    )
    return event if event.uid else replace(event, uid=_uid_from_content(event, start))


def _uid_from_content(event: Event, start: Moment) -> str:
    organizer = event.organizer.address if event.organizer else ""
    content = "\n".join([start.key, event.summary, event.location, organizer])
    return "content-" + blake2b(content.encode("utf-8", "replace"), digest_size=12).hexdigest()


def end_of(start: Moment, length: timedelta | None) -> datetime | date | None:
    """Return the end of an event that begins at `start`; of whole days the day after the last."""
    if start.zone is None:
        return (start.wall + (length or timedelta(days=1))).date()
    return None if length is None else (start.instant + length).astimezone(start.zone)


def _read_length(properties: _Properties, start: Moment) -> timedelta | None:
    """Return how long an event is; None if that is missing or makes no sense."""
    try:
        if properties.has("DTEND"):
            end = properties.moment("DTEND")
            if (end.zone is None) != (start.zone is None):
                raise MomentError("DTEND and DTSTART are not of one kind")
            length = end.instant - start.instant
        elif properties.has("DURATION"):
            length = parse_duration(properties.word("DURATION"))
        else:
            return None
    except MomentError as error:
        properties.notices.append(f"the length is not known: {error}")
        return None
    if not timedelta() <= length <= LENGTH_LIMIT:
        reason = "the end is before the start" if length < timedelta() else "longer than a year"
        properties.notices.append(f"the length is not known: {reason}")
        return None
    return length or None


def _read_stamp(properties: _Properties, name: str) -> datetime | None:
    try:
        return properties.moment(name).instant
    except MomentError:
        return None


def _read_attendee(value: Property) -> Attendee | None:
    address = one_line(re.sub(r"\A\s*mailto:", "", value.value, flags=re.IGNORECASE))
    if "@" not in address:
        address = one_line(value.parameters.get("EMAIL", ""))
    name = one_line(value.parameters.get("CN", ""))
    if not address and not name:
        return None
    return Attendee(
        address,
        name,
        value.parameters.get("ROLE", "REQ-PARTICIPANT").strip().upper(),
        value.parameters.get("PARTSTAT", "NEEDS-ACTION").strip().upper(),
        value.parameters.get("CUTYPE", "INDIVIDUAL").strip().upper(),
    )


def _first(value: object) -> str:
    return str(value[0] if value else "") if isinstance(value, list) else str(value)
