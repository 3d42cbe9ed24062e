"""Pages as JSON: one client, one record, one organization."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from clientlog.clock import Clock
from clientlog.queries.values import Conflict, Meeting, Topic
from clientlog.render import self_checks
from clientlog.render.json.documents import Document, client, day, item, meeting, moment

if TYPE_CHECKING:
    # Every class of values costs most of a millisecond; a look needs few of them.
    from clientlog.queries.details import ClientPage, RecordPage
    from clientlog.queries.organizations import Member, OrganizationMap
    from clientlog.queries.reliability import Reliability


def organization(organization_map: "OrganizationMap", clock: Clock) -> Document:
    """Return an organization, its clients by their say in the work."""
    groups = {
        "executives": organization_map.executives,
        "managers": organization_map.managers,
        "influencers": organization_map.influencers,
        "others": organization_map.others,
    }
    people = {
        name: [_member(member, clock) for member in members] for name, members in groups.items()
    }
    return {
        "name": organization_map.name,
        "clients": len(organization_map.members),
        **people,
        "ends_on": day(organization_map.ends_on),
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
        "client": client(page.client, clock)
        | {
            "rhythm_days": page.rhythm or None,
            "engagement_ends_on": day(page.engagement_ends_on),
        },
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
