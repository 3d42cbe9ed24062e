"""Events and tasks as an iCalendar file that calendar programs subscribe to."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from clientlog.interchange.content_writer import escape_text, fold_lines, quote_parameter
from clientlog.interchange.ical.values import Attendee, Event, Task

PRODUCT = "-//clientlog//clientlog//EN"

UNKNOWN_STAMP = "20000101T000000Z"
"""The DTSTAMP of an event that does not say when it was changed."""

_PRIORITY = "1"
"""The priority of what must be done: 1 is the highest of nine."""


def write_calendar(entries: Iterable[Event | Task]) -> Iterator[str]:
    """Yield the lines of a calendar, with their line ends; moments are written in UTC."""
    yield from fold_lines(["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}"])
    for entry in entries:
        yield from fold_lines(
            _event_lines(entry) if isinstance(entry, Event) else _task_lines(entry)
        )
    yield from fold_lines(["END:VCALENDAR"])


def _event_lines(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escape_text(event.uid)}"
    if event.recurrence_id:
        yield f"RECURRENCE-ID{_value_type(event.recurrence_id)}:{event.recurrence_id}"
    # The stamp must not change from one export to the next, or every event seems changed.
    yield f"DTSTAMP:{_utc(event.modified_at) if event.modified_at else UNKNOWN_STAMP}"
    if event.modified_at:
        yield f"LAST-MODIFIED:{_utc(event.modified_at)}"
    if event.sequence:
        yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART{_moment(event.starts_at)}"
    if event.ends_at is not None:
        yield f"DTEND{_moment(event.ends_at)}"
    yield f"SUMMARY:{escape_text(event.summary)}"
    if event.location:
        yield f"LOCATION:{escape_text(event.location)}"
    yield f"STATUS:{event.status.upper()}"
    if event.is_transparent:
        yield "TRANSP:TRANSPARENT"
    if event.organizer is not None:
        yield f"ORGANIZER{_person(event.organizer)}"
    for attendee in event.attendees:
        yield f"ATTENDEE{_person(attendee)}"
    yield "END:VEVENT"


def _task_lines(task: Task) -> Iterator[str]:
    yield "BEGIN:VTODO"
    yield f"UID:{escape_text(task.uid)}"
    yield f"DTSTAMP:{_utc(task.modified_at)}"
    yield f"LAST-MODIFIED:{_utc(task.modified_at)}"
    yield f"SUMMARY:{escape_text(task.summary)}"
    if task.due is not None:
        yield f"DUE{_moment(task.due)}"
    if task.description:
        yield f"DESCRIPTION:{escape_text(task.description)}"
    if task.categories:
        yield f"CATEGORIES:{','.join(map(escape_text, task.categories))}"
    if task.is_must:
        yield f"PRIORITY:{_PRIORITY}"
    if task.completed_at is not None:
        yield "STATUS:COMPLETED"
        yield f"COMPLETED:{_utc(task.completed_at)}"
    else:
        yield f"STATUS:{'CANCELLED' if task.is_cancelled else 'NEEDS-ACTION'}"
    yield "END:VTODO"


def _moment(moment: datetime | date) -> str:
    if isinstance(moment, datetime):
        return f":{_utc(moment)}"
    return f";VALUE=DATE:{moment:%Y%m%d}"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _value_type(recurrence_id: str) -> str:
    return "" if "T" in recurrence_id else ";VALUE=DATE"


def _person(attendee: Attendee) -> str:
    parameters = [("CN", attendee.name)] if attendee.name else []
    defaults = Attendee("")
    for name, value, usual in (
        ("ROLE", attendee.role, defaults.role),
        ("PARTSTAT", attendee.participation, defaults.participation),
        ("CUTYPE", attendee.kind, defaults.kind),
    ):
        if value != usual:
            parameters.append((name, value))
    head = "".join(f";{name}={quote_parameter(value)}" for name, value in parameters)
    # Without an address the name stands in for it, as RFC 5545 wants an address of some kind.
    return f"{head}:{f'mailto:{attendee.address}' if attendee.address else 'invalid:nomail'}"
