"""Values as JSON: dates in ISO 8601, moments with the local offset, REFs and handles as text."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from clientlog.client_fields import CLIENT_FIELDS
from clientlog.clock import Clock
from clientlog.lateness import days_late
from clientlog.queries.values import (
    Amendment,
    Client,
    Commitment,
    Conflict,
    Meeting,
    Note,
    Topic,
    Touch,
)

if TYPE_CHECKING:
    # Every class of values costs most of a millisecond; a look needs few of them.
    from clientlog.queries.records import Item
    from clientlog.queries.search import Hit
    from clientlog.queries.timeline import Event

Document = dict[str, Any]


def day(value: date | None) -> str | None:
    """Return a day as JSON."""
    return value.isoformat() if value else None


def moment(at: datetime | None, clock: Clock) -> str | None:
    """Return a moment, with the offset of the user's zone."""
    return clock.local(at).isoformat() if at else None


def ref(letter: str, number: int | None) -> str | None:
    """Return a REF as JSON."""
    return f"{letter}{number}" if number else None


def client(client: Client, clock: Clock) -> Document:
    """Return one person."""
    document: Document = {
        "handle": client.handle,
        "name": client.name,
        "direction": client.direction,
        "organization": client.organization,
        "role": client.role,
        "stake": client.stake,
        "stage": client.stage,
        "cadence_days": client.cadence_days,
        "channel": client.channel,
        "tags": list(client.tags),
        "archived": client.archived,
        "last_contact": moment(client.last_contact, clock),
        "aim": client.aim,
        "vision": client.vision,
        "their_vision": client.their_vision,
        "aliases": list(client.aliases),
        "email": client.emails[0] if client.emails else None,
        "phone": client.phones[0] if client.phones else None,
        "emails": list(client.emails),
        "phones": list(client.phones),
        "away_until": day(client.away_until),
        "entered_at": moment(client.entered_at, clock),
        "away_from": day(client.away_from),
    }
    # The keys that are promised keep their order; a field that came later follows them.
    return document | {
        field.name: getattr(client, field.name)
        for field in CLIENT_FIELDS
        if field.name not in document
    }


def item(item: "Item", clock: Clock) -> Document:
    """Any record but a meeting: the same keys for all, null where they mean nothing."""
    match item:
        case Commitment():
            return _commitment(item, clock)
        case Topic():
            return _topic(item, clock)
        case Note():
            return _note(item, clock)
        case Touch():
            return _touch(item, clock)
        case Conflict():
            return _conflict(item, clock)


def _item(item: "Item", kind: str, **more: Any) -> Document:
    keys: Document = {
        "ref": item.ref,
        "kind": kind,
        "text": item.text,
        "client": item.client.handle,
    }
    empty = dict.fromkeys(("by", "owner", "due", "state", "priority", "meeting"))
    return keys | empty | {"renegotiations": []} | more


def _commitment(commitment: Commitment, clock: Clock) -> Document:
    changes = [(change, _amendment(change, clock)) for change in commitment.amendments]
    return _item(
        commitment,
        commitment.kind,
        by=commitment.by,
        owner=commitment.delegate or commitment.owner,
        due=day(commitment.due),
        state=commitment.state,
        priority=commitment.priority,
        meeting=ref("m", commitment.meeting),
        renegotiations=[fields for change, fields in changes if change.kind == "renegotiated"],
        changes=[{"kind": change.kind, **fields} for change, fields in changes],
        every=commitment.every,
        need=ref("n", commitment.need),
        try_until=day(commitment.try_until),
        update=commitment.is_update,
        days_late=days_late(commitment, clock.today) or None,
        on_time=commitment.kept_on_time if commitment.state in {"kept", "done"} else None,
        settled_on=day(commitment.settled_on),
        recorded_at=moment(commitment.recorded_at, clock),
    )


def _amendment(amendment: Amendment, clock: Clock) -> Document:
    return {
        "from": day(amendment.from_due),
        "to": day(amendment.to_due),
        "why": amendment.why,
        "at": moment(amendment.at, clock),
        "told": moment(amendment.told_at, clock),
    }


def _topic(topic: Topic, clock: Clock) -> Document:
    return _item(
        topic,
        "topic",
        state=topic.state,
        meeting=ref("m", topic.meeting),
        ask=topic.ask,
        why=topic.why,
        meetings_since=topic.meetings_since,
        settled_on=day(topic.settled_on),
        recorded_at=moment(topic.raised_at, clock),
    )


def _note(note: Note, clock: Clock) -> Document:
    return _item(
        note,
        note.kind,
        state=note.state,
        priority=note.priority,
        meeting=ref("m", note.meeting),
        tone=note.tone,
        on=day(note.on_day),
        confirmed=moment(note.confirmed_at, clock),
        told=moment(note.told_at, clock),
        served=note.served if note.kind == "need" else None,
        settled_on=day(note.settled_on),
        recorded_at=moment(note.recorded_at, clock),
    )


def _touch(touch: Touch, clock: Clock) -> Document:
    return _item(
        touch, "touch", by="me", owner=touch.by, channel=touch.channel, at=moment(touch.at, clock)
    )


def _conflict(conflict: Conflict, clock: Clock) -> Document:
    return _item(
        conflict,
        "conflict",
        state=conflict.state,
        step=conflict.step,
        agreement=conflict.agreement,
        agreed_at=moment(conflict.agreed_at, clock),
        check_on=day(conflict.check_on),
        settled_at=moment(conflict.settled_at, clock),
        recorded_at=moment(conflict.opened_at, clock),
    )


def meeting(meeting: Meeting, clock: Clock, topics: Sequence[str]) -> Document:
    """Return one meeting; `topics` are the REFs of those raised for it."""
    return {
        "ref": meeting.ref,
        "title": meeting.title,
        "starts_at": moment(meeting.starts_at, clock),
        "ends_at": moment(meeting.ends_at, clock),
        "state": meeting.state,
        "clients": [attendee.handle for attendee in meeting.clients],
        "topics": list(topics),
        "summary": meeting.summary,
        "confirmed": moment(meeting.confirmed_at, clock),
        "nothing_to_note": meeting.nothing_to_note,
        "review": meeting.review,
        "place": meeting.place,
        "channel": meeting.channel,
        "every": meeting.every,
        "routine": meeting.routine,
        "standing": meeting.standing,
        "open_actions": meeting.open_actions,
    }


def hit(hit: "Hit") -> Document:
    """Return a search hit as JSON."""
    return {"ref": hit.ref, "client": hit.client, "date": day(hit.day), "text": hit.text}


def event(event: "Event", clock: Clock) -> Document:
    """Return an event as JSON."""
    return {
        "at": moment(event.at, clock),
        "kind": event.kind,
        "ref": event.ref,
        "clients": [person.handle for person in event.clients],
        "text": event.text,
    }
