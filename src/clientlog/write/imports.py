"""What an import planned, written down."""

from collections.abc import Iterable
from typing import Any

from clientlog.interchange.plan.people import Person
from clientlog.interchange.plan.values import (
    ClientUpdate,
    MeetingUpdate,
    NewClient,
    NewCommitment,
    NewMeeting,
    NewNote,
    NewTouch,
    Operation,
)
from clientlog.items import Item
from clientlog.kinds import LETTERS
from clientlog.store.tables import Address, Attendance, Client, ExternalKey, Meeting, Record, Touch
from clientlog.write import clients, commitments, meetings, notes
from clientlog.write.amendments import Commitment
from clientlog.write.change import Change


def apply(
    change: Change, source: str, operations: Iterable[Operation]
) -> tuple[list[str], list[str]]:
    """Write what was planned, in order; `source` is the kind of what was read (`ical`).

    Return the REFs and handles of what was created and of what was changed.
    """
    created: dict[str, None] = {}
    changed: dict[str, None] = {}
    for operation in operations:
        record = _write(change, operation)
        if operation.key:
            old_key = operation.old_key if isinstance(operation, MeetingUpdate) else ""
            external = _key_of(change, source, old_key or operation.key, record)
            external.key, external.digest = operation.key, operation.digest or None
        is_new = not isinstance(operation, ClientUpdate | MeetingUpdate)
        name = record.handle if isinstance(record, Client) else f"{_letter(record)}{record.id}"
        (created if is_new else changed)[name] = None
        change.forget()
    return list(created), [name for name in changed if name not in created]


def _write(change: Change, operation: Operation) -> Record:
    match operation:
        case NewClient():
            record: Record = _enter_client(change, operation)
        case ClientUpdate():
            record = _update_client(change, operation)
        case NewMeeting():
            record = _enter_meeting(change, operation)
        case MeetingUpdate():
            record = _update_meeting(change, operation)
        case NewTouch():
            record = _enter_touch(change, operation)
        case NewCommitment():
            record = _enter_commitment(change, operation)
        case NewNote():
            client = _client(change, operation.person)
            record = notes.note(change, client, operation.text, kind=operation.kind)
    return record


def _letter(record: Record) -> str:
    return LETTERS[record.__tablename__]


def _enter_client(change: Change, operation: NewClient) -> Client:
    person = operation.person
    values: dict[str, Any] = dict(person.values)
    is_taken = change.has(Client, "handle", operation.handle)
    client = clients.create(
        change,
        person.name,
        handle=None if is_taken else operation.handle,
        by_hand=False,
        emails=person.emails,
        phones=person.phones,
        **values,
    )
    person.id, person.handle = client.id, client.handle
    clients.tag(change, client, person.tags, [])
    for name in person.aliases:
        clients.add_alias(change, client, name)
    if operation.is_archived:
        clients.archive(change, client)
    return client


def _update_client(change: Change, operation: ClientUpdate) -> Client:
    client = _client(change, operation.person)
    clients.edit(change, client, **dict(operation.values))  # type: ignore[arg-type]  # columns of a client
    _add_addresses(change, client, "email", operation.emails)
    _add_addresses(change, client, "phone", operation.phones)
    clients.tag(change, client, list(operation.tags), [])
    for name in operation.aliases:
        clients.add_alias(change, client, name)
    return client


def _enter_meeting(change: Change, operation: NewMeeting) -> Meeting:
    meeting = change.add(
        Meeting(
            title=operation.title,
            place=operation.place,
            starts_at=operation.starts_at,
            ends_at=operation.ends_at,
            ends_set_at=change.clock.now,
            state=operation.state,
            summary=operation.summary,
        )
    )
    attendees = tuple(_client(change, person) for person in operation.people)
    meetings.add_attendees(change, meeting, attendees)
    return meeting


def _update_meeting(change: Change, operation: MeetingUpdate) -> Meeting:
    meeting = change.get(Meeting, operation.id)
    if operation.state == "held" and meeting.state == "planned":
        meetings.mark_held(change, meeting)
    for column in ("title", "place", "summary", "state"):
        value = getattr(operation, column)
        if value is not None:
            setattr(meeting, column, value)
    if operation.summary:
        meeting.nothing_to_note = False
    if operation.starts_at and operation.ends_at:
        if operation.ends_at != meeting.ends_at:
            meeting.ends_set_at = change.clock.now
        meeting.starts_at, meeting.ends_at = operation.starts_at, operation.ends_at
    coming = tuple(_client(change, person) for person in operation.coming)
    meetings.add_attendees(change, meeting, coming)
    leaving = {person.id for person in operation.leaving}
    for attendance in change.all(Attendance, meeting_id=meeting.id):
        if attendance.client_id in leaving:
            change.remove(attendance)
    return meeting


def _enter_touch(change: Change, operation: NewTouch) -> Touch:
    client = _client(change, operation.person)
    touch = notes.touch(change, client, operation.at, text=operation.text, channel="email")
    touch.source = "mail"
    return touch


def _enter_commitment(change: Change, operation: NewCommitment) -> Commitment:
    item = Item(
        operation.text,
        operation.due,
        owner=operation.owner,
        priority="must" if operation.is_must else "good",
        every=operation.every,
        try_until=operation.try_until,
    )
    client = _client(change, operation.person)
    commitment = commitments.create(change, operation.kind, client, item, theirs=operation.theirs)
    if operation.state != "open":
        commitment.state, commitment.settled_on = operation.state, change.today
    return commitment


def _client(change: Change, person: Person) -> Client:
    """Return the client whom an earlier step entered, or who was there before."""
    return clients.get(change, person.id or 0)


def _add_addresses(change: Change, client: Client, kind: str, values: Iterable[str]) -> None:
    """Add addresses after those the client has."""
    if values := tuple(values):
        there = change.all(Address, client_id=client.id, kind=kind)
        there.sort(key=lambda address: address.position)
        clients.set_addresses(change, client, kind, [*(a.value for a in there), *values])


def _key_of(change: Change, source: str, key: str, record: Record) -> ExternalKey:
    """Return what is remembered of a key in the source, from now on about this record."""
    known = change.all(ExternalKey, source=source, key=key)
    if known:
        known[0].record_uuid = record.uuid
        return known[0]
    table = record.__tablename__
    return change.add(
        ExternalKey(source=source, key=key, record_table=table, record_uuid=record.uuid)
    )
