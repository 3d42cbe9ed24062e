"""Build a status: the colour and its reason, what moved, what comes, and what is needed.

Each direction hears it in its own way. Leaders hear outcomes, and never who of the team is
fixing what; people outside hear plain words; people you lead hear what is expected of
them; peers hear what goes both ways.
"""

from clientlog.clock import Clock
from clientlog.dates import format_day, parse_every
from clientlog.dates.schedules import DAYS
from clientlog.queries.status import NEVER_TOLD, Facts
from clientlog.queries.values import Commitment, Note
from clientlog.refs import Ref, parse_ref
from clientlog.status.color import organization_verdicts, verdict_of
from clientlog.status.points import LAYOUTS, points_of, private_sections
from clientlog.status.values import OrganizationVerdict, Point, Section, Status, Verdict

__all__ = ["OrganizationVerdict", "Point", "Section", "Status", "Verdict", "make_status"]


def make_status(facts: Facts, clock: Clock) -> Status:
    """Return the status that the facts make."""
    verdict = verdict_of(facts, clock)
    since = facts.told_at or clock.now - NEVER_TOLD
    day = format_day(clock.day(since), clock.today)
    points = points_of(facts, clock)
    sections = [
        Section(title.format(since=day), tuple(point for kind in kinds for point in points[kind]))
        for title, kinds in LAYOUTS[facts.client.direction]
    ]
    return Status(
        client=facts.client,
        color=verdict.color,
        reason=verdict.reason,
        since=facts.told_at,
        organizations=tuple(
            organization
            for organization in organization_verdicts(facts, clock)
            if organization.verdict.color
        ),
        sections=(*sections, *private_sections(facts)),
        carried=_carried(facts),
        updates=tuple(
            parse_ref(commitment.ref) for commitment in facts.mine if _is_update(commitment, clock)
        ),
    )


def _carried(facts: Facts) -> tuple[Ref, ...]:
    news: tuple[Note | Commitment, ...] = (*facts.news, *facts.changed)
    return tuple(parse_ref(record.ref) for record in news)


def _is_update(commitment: Commitment, clock: Clock) -> bool:
    """Return whether it is a recurring update whose next date this status answers.

    That is a date that has passed, or is nearer than half its schedule.
    """
    if not commitment.is_update or not commitment.every or not commitment.due:
        return False
    every = parse_every(commitment.every)
    return (commitment.due - clock.today).days <= every.count * DAYS[every.unit] // 2
