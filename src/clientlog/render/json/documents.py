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


def day(one: date | None) -> str | None:
    """A day."""
    return one.isoformat() if one else None


def moment(one: datetime | None, clock: Clock) -> str | None:
    """A moment, with the offset of the user's zone."""
    return clock.local(one).isoformat() if one else None


def ref(letter: str, number: int | None) -> str | None:
    """A REF to another record."""
    return f"{letter}{number}" if number else None


def client(one: Client, clock: Clock) -> Document:
    """Return one person."""
    document: Document = {
        "handle": one.handle,
        "name": one.name,
        "direction": one.direction,
        "organization": one.organization,
        "role": one.role,
        "stake": one.stake,
        "stage": one.stage,
        "cadence_days": one.cadence_days,
        "channel": one.channel,
        "tags": list(one.tags),
        "archived": one.archived,
        "last_contact": moment(one.last_contact, clock),
        "aim": one.aim,
        "vision": one.vision,
        "their_vision": one.their_vision,
        "aliases": list(one.aliases),
        "email": one.emails[0] if one.emails else None,
        "phone": one.phones[0] if one.phones else None,
        "emails": list(one.emails),
        "phones": list(one.phones),
        "away_until": day(one.away_until),
        "entered_at": moment(one.entered_at, clock),
    }
    # The keys that are promised keep their order; a field that came later follows them.
    return document | {
        field.name: getattr(one, field.name)
        for field in CLIENT_FIELDS
        if field.name not in document
    }


def item(one: "Item", clock: Clock) -> Document:
    """Any record but a meeting: the same keys for all, null where they mean nothing."""
    match one:
        case Commitment():
            return _commitment(one, clock)
        case Topic():
            return _topic(one, clock)
        case Note():
            return _note(one, clock)
        case Touch():
            return _touch(one, clock)
        case Conflict():
            return _conflict(one, clock)


def _item(one: "Item", kind: str, **more: Any) -> Document:
    keys: Document = {"ref": one.ref, "kind": kind, "text": one.text, "client": one.client.handle}
    empty = dict.fromkeys(("by", "owner", "due", "state", "priority", "meeting"))
    return keys | empty | {"renegotiations": []} | more


def _commitment(one: Commitment, clock: Clock) -> Document:
    changes = [(change, _amendment(change, clock)) for change in one.amendments]
    return _item(
        one,
        one.kind,
        by=one.by,
        owner=one.delegate or one.owner,
        due=day(one.due),
        state=one.state,
        priority=one.priority,
        meeting=ref("m", one.meeting),
        renegotiations=[said for change, said in changes if change.kind == "renegotiated"],
        changes=[{"kind": change.kind, **said} for change, said in changes],
        every=one.every,
        need=ref("n", one.need),
        days_late=days_late(one, clock.today) or None,
        on_time=one.kept_on_time if one.state in {"kept", "done"} else None,
        settled_on=day(one.settled_on),
        recorded_at=moment(one.recorded_at, clock),
    )


def _amendment(one: Amendment, clock: Clock) -> Document:
    return {
        "from": day(one.from_due),
        "to": day(one.to_due),
        "why": one.why,
        "at": moment(one.at, clock),
        "told": moment(one.told_at, clock),
    }


def _topic(one: Topic, clock: Clock) -> Document:
    return _item(
        one,
        "topic",
        state=one.state,
        meeting=ref("m", one.meeting),
        ask=one.ask,
        why=one.why,
        meetings_since=one.meetings_since,
        settled_on=day(one.settled_on),
        recorded_at=moment(one.raised_at, clock),
    )


def _note(one: Note, clock: Clock) -> Document:
    return _item(
        one,
        one.kind,
        state=one.state,
        priority=one.priority,
        meeting=ref("m", one.meeting),
        tone=one.tone,
        confirmed=moment(one.confirmed_at, clock),
        told=moment(one.told_at, clock),
        served=one.served if one.kind == "need" else None,
        settled_on=day(one.settled_on),
        recorded_at=moment(one.recorded_at, clock),
    )


def _touch(one: Touch, clock: Clock) -> Document:
    return _item(one, "touch", by="me", owner=one.by, channel=one.channel, at=moment(one.at, clock))


def _conflict(one: Conflict, clock: Clock) -> Document:
    return _item(
        one,
        "conflict",
        state=one.state,
        step=one.step,
        agreement=one.agreement,
        agreed_at=moment(one.agreed_at, clock),
        check_on=day(one.check_on),
        settled_at=moment(one.settled_at, clock),
        recorded_at=moment(one.opened_at, clock),
    )


def meeting(one: Meeting, clock: Clock, topics: Sequence[str]) -> Document:
    """One meeting; `topics` are the REFs of those raised for it."""
    return {
        "ref": one.ref,
        "title": one.title,
        "starts_at": moment(one.starts_at, clock),
        "ends_at": moment(one.ends_at, clock),
        "state": one.state,
        "clients": [attendee.handle for attendee in one.clients],
        "topics": list(topics),
        "summary": one.summary,
        "confirmed": moment(one.confirmed_at, clock),
        "nothing_to_note": one.nothing_to_note,
        "review": one.review,
        "place": one.place,
        "channel": one.channel,
        "every": one.every,
        "routine": one.routine,
        "standing": one.standing,
        "open_actions": one.open_actions,
    }


def hit(one: "Hit") -> Document:
    """One text that was found."""
    return {"ref": one.ref, "client": one.client, "date": day(one.day), "text": one.text}


def event(one: "Event", clock: Clock) -> Document:
    """One thing that happened."""
    return {
        "at": moment(one.at, clock),
        "kind": one.kind,
        "ref": one.ref,
        "clients": [person.handle for person in one.clients],
        "text": one.text,
    }


def organization(one: "OrganizationMap", clock: Clock) -> Document:
    """An organization, its clients by their say in the work."""
    groups = {
        "executives": one.executives,
        "managers": one.managers,
        "influencers": one.influencers,
        "others": one.others,
    }
    return {"name": one.name, "clients": len(one.members)} | {
        name: [_member(member, clock) for member in members] for name, members in groups.items()
    }


def _member(one: "Member", clock: Clock) -> Document:
    return {
        "handle": one.client.handle,
        "name": one.client.name,
        "role": one.client.role,
        "direction": one.client.direction,
        "last_contact": moment(one.client.last_contact, clock),
        "feedback": item(one.feedback, clock) if one.feedback else None,
    }


def client_page(page: "ClientPage", clock: Clock, topics: Mapping[int, Sequence[str]]) -> Document:
    """Everything on the screen of one client; `topics` are the REFs by number of the meeting."""

    def met(one: Meeting) -> Document:
        return meeting(one, clock, topics.get(one.number, ()))

    return {
        "client": client(page.client, clock) | {"rhythm_days": page.rhythm or None},
        "before": [
            {"organization": one.organization, "role": one.role, "until": one.until.isoformat()}
            for one in page.before
        ],
        "next_meeting": met(page.next_meeting) if page.next_meeting else None,
        "commitments": [item(one, clock) for one in (*page.mine, *page.theirs)],
        "in_hands": [item(one, clock) for one in page.in_hands],
        "topics": [item(one, clock) for one in page.topics],
        "notes": [item(one, clock) for one in page.notes],
        "conflicts": [item(one, clock) for one in page.conflicts],
        "meetings": [met(one) for one in page.meetings],
        "touches": [item(one, clock) for one in page.touches],
        "reliability": {
            "mine": _reliability(page.my_reliability),
            "theirs": _reliability(page.their_reliability),
        },
        "self_checks": self_checks.document(page.self_checks, clock),
    }


def _reliability(one: "Reliability | None") -> Document | None:
    return {**asdict(one), "settled": one.settled} if one else None


def record_page(page: "RecordPage", clock: Clock) -> Document:
    """Everything about one record, with what belongs to it."""
    match page.record:
        case Meeting():
            topics = [one.ref for one in page.items if isinstance(one, Topic)]
            document = meeting(page.record, clock, topics) | {"kind": "meeting"}
        case record:
            document = item(record, clock)
    if isinstance(page.record, Meeting) or page.items:
        document["items"] = [item(one, clock) for one in page.items]
    if isinstance(page.record, Conflict):
        document["steps"] = [
            {"step": one.step, "text": one.text, "at": moment(one.at, clock)} for one in page.steps
        ]
    return {"item": document}
