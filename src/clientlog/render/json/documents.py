"""Values as JSON: dates in ISO 8601, moments with the local offset, REFs and handles as text."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
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
from clientlog.render import self_checks

if TYPE_CHECKING:
    # Every class of values costs most of a millisecond; a look needs few of them.
    from clientlog.queries.details import ClientPage, RecordPage
    from clientlog.queries.organizations import Member, OrganizationMap
    from clientlog.queries.records import Item
    from clientlog.queries.reliability import Reliability
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


def organization(organization_map: "OrganizationMap", clock: Clock) -> Document:
    """Return an organization, its clients by their say in the work."""
    groups = {
        "executives": organization_map.executives,
        "managers": organization_map.managers,
        "influencers": organization_map.influencers,
        "others": organization_map.others,
    }
    return {"name": organization_map.name, "clients": len(organization_map.members)} | {
        name: [_member(member, clock) for member in members] for name, members in groups.items()
    }


def _member(member: "Member", clock: Clock) -> Document:
    return {
        "handle": member.client.handle,
        "name": member.client.name,
        "role": member.client.role,
        "direction": member.client.direction,
        "last_contact": moment(member.client.last_contact, clock),
        "feedback": item(member.feedback, clock) if member.feedback else None,
    }


def client_page(page: "ClientPage", clock: Clock, topics: Mapping[int, Sequence[str]]) -> Document:
    """Return the JSON of a client; `topics` are REFs by meeting number."""

    def met(held: Meeting) -> Document:
        return meeting(held, clock, topics.get(held.number, ()))

    return {
        "client": client(page.client, clock) | {"rhythm_days": page.rhythm or None},
        "before": [
            {
                "organization": meeting.organization,
                "role": meeting.role,
                "until": meeting.until.isoformat(),
            }
            for meeting in page.before
        ],
        "next_meeting": met(page.next_meeting) if page.next_meeting else None,
        "commitments": [item(commitment, clock) for commitment in (*page.mine, *page.theirs)],
        "in_hands": [item(hand, clock) for hand in page.in_hands],
        "topics": [item(topic, clock) for topic in page.topics],
        "notes": [item(note, clock) for note in page.notes],
        "conflicts": [item(conflict, clock) for conflict in page.conflicts],
        "meetings": [met(meeting) for meeting in page.meetings],
        "touches": [item(touch, clock) for touch in page.touches],
        "reliability": {
            "mine": _reliability(page.my_reliability),
            "theirs": _reliability(page.their_reliability),
        },
        "self_checks": self_checks.document(page.self_checks, clock),
    }


def _reliability(reliability: "Reliability | None") -> Document | None:
    return {**asdict(reliability), "settled": reliability.settled} if reliability else None


def record_page(page: "RecordPage", clock: Clock) -> Document:
    """Return everything about one record, with what belongs to it."""
    match page.record:
        case Meeting():
            topics = [item.ref for item in page.items if isinstance(item, Topic)]
            document = meeting(page.record, clock, topics) | {"kind": "meeting"}
        case record:
            document = item(record, clock)
    if isinstance(page.record, Meeting) or page.items:
        document["items"] = [item(commitment, clock) for commitment in page.items]
    if isinstance(page.record, Conflict):
        document["steps"] = [
            {"step": step.step, "text": step.text, "at": moment(step.at, clock)}
            for step in page.steps
        ]
    return {"item": document}
