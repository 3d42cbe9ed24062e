"""Rules about clients who have not been spoken with: at most one of them speaks of a client."""

from collections.abc import Iterator
from datetime import date

from clientlog.contacts import median_interval
from clientlog.dates import format_day
from clientlog.queries.values import Relationship, Snapshot
from clientlog.rules.base import Finding, rule
from clientlog.rules.helpers import days_after, days_since, is_away
from clientlog.rules.phrases import counted

TOUCH = "clientlog touch {handle} TEXT"
LOG = "clientlog log {handle} TEXT"
PLAN = "clientlog plan {handle} --at WHEN"

MEETING_SOON = 2
"""Days within which a planned meeting is as good as a contact."""


@rule("now", group="contact", settle=(TOUCH, LOG))
def forgotten_executive(snapshot: Snapshot, days: int = 30) -> Iterator[Finding]:
    """The one who decides hears nothing, while the one you see daily does.

    Flagged: an executive with no contact ever, or from the thirty-first day after the last
    one, in an organization where you had contact with a manager in the last 30 days.

    Silent: on the thirtieth day; when no manager there had a contact in the last 30 days;
    while the executive is away.

    Why: The manager is easy to please and the executive easy to forget, and it is the
    executive who decides whether there is a next time.
    """
    near = {
        one.client.organization
        for one in snapshot.relationships
        if one.client.stake == "manager" and _in_touch(snapshot, one, days)
    }
    for one in snapshot.relationships:
        client = one.client
        if (
            client.stake != "executive"
            or is_away(snapshot, client)
            or _in_touch(snapshot, one, days)
        ):
            continue
        if client.organization and client.organization in near:
            yield Finding(
                client,
                _day_forgotten(snapshot, one, days),
                f"{client.name} decides at {client.organization} and {_heard(snapshot, one)}",
            )


@rule("now", group="contact", settle=(TOUCH, LOG, PLAN))
def quiet_relationship(
    snapshot: Snapshot,
    up: int = 14,
    down: int = 7,
    sideways: int = 30,
    outside: int = 21,
) -> Iterator[Finding]:
    """There was contact with a client, and then it went quiet.

    Flagged: a client from the day after the cadence has run out: theirs, or else 14 days for
    your leaders, 7 for people you lead, 30 for peers, 21 for people outside. It is counted
    from the later of the last contact and the day the client entered the journal.

    Silent: on the last day of the cadence; with no contact ever; for a transactional client;
    with a meeting planned today, tomorrow or the day after; while the client is away.

    Why: Relationships end in silence far more often than in a quarrel.
    """
    usual = {"up": up, "down": down, "sideways": sideways, "outside": outside}
    for one in snapshot.relationships:
        client, last = one.client, one.last_contact
        if last is None or client.stage == "transactional" or is_away(snapshot, client):
            continue
        cadence = client.cadence_days or usual[client.direction]
        counted_from = max(last, client.entered_at or last)
        if days_since(snapshot, counted_from) > cadence and not _meets_soon(snapshot, one):
            yield Finding(
                client,
                days_after(snapshot.clock.day(counted_from), cadence + 1),
                f"No contact with {client.name} for {counted(days_since(snapshot, last), 'day')}",
            )


@rule("care", group="contact", settle=(PLAN,))
def no_next_meeting(snapshot: Snapshot, factor: float = 1.5) -> Iterator[Finding]:
    """You used to meet a client regularly, and no next meeting is planned.

    Flagged: a client with four or more meetings held in the last 365 days, when more than
    1.5 times the median gap between them has passed since the last, and none is planned.

    Silent: on the day that is exactly 1.5 times the gap; with a meeting planned; with fewer
    than four meetings; while the client is away.

    Why: A rhythm is noticed when it breaks, and the client notices first.
    """
    for one in snapshot.relationships:
        usual = median_interval(one.held_days)
        if not usual or one.planned or is_away(snapshot, one.client):
            continue
        last = one.held_days[-1]
        passed = (snapshot.clock.today - last).days
        if passed > factor * usual:
            yield Finding(
                one.client,
                days_after(last, factor * usual + 1),
                f"No next meeting with {one.client.name}: the last was"
                f" {counted(passed, 'day')} ago, usually there is one"
                f" every {counted(usual, 'day')}",
            )


@rule("care", group="contact", settle=(TOUCH, LOG, "clientlog client archive {handle}"))
def never_spoken(snapshot: Snapshot, days: int = 14) -> Iterator[Finding]:
    """A client was entered and never spoken with.

    Flagged: a client entered by hand, with no contact ever, from the fifteenth day after.

    Silent: on the fourteenth day; for imported clients; while the client is away.

    Why: You wrote the name down for a reason. Either there is still one, or the name can go.
    """
    for one in snapshot.relationships:
        client, entered = one.client, one.client.entered_at
        if one.last_contact or entered is None or not client.by_hand or is_away(snapshot, client):
            continue
        if days_since(snapshot, entered) > days:
            day = snapshot.clock.day(entered)
            yield Finding(
                client,
                days_after(day, days + 1),
                f"No contact ever with {client.name},"
                f" in the journal since {format_day(day, snapshot.clock.today)}",
            )


def _in_touch(snapshot: Snapshot, one: Relationship, days: int) -> bool:
    return one.last_contact is not None and days_since(snapshot, one.last_contact) <= days


def _day_forgotten(snapshot: Snapshot, one: Relationship, days: int) -> date:
    if one.last_contact:
        return days_after(snapshot.clock.day(one.last_contact), days + 1)
    entered = one.client.entered_at
    return snapshot.clock.day(entered) if entered else snapshot.clock.today


def _heard(snapshot: Snapshot, one: Relationship) -> str:
    if one.last_contact is None:
        return "has never heard from you"
    return f"has not heard from you for {counted(days_since(snapshot, one.last_contact), 'day')}"


def _meets_soon(snapshot: Snapshot, one: Relationship) -> bool:
    last_day = days_after(snapshot.clock.today, MEETING_SOON)
    return any(snapshot.clock.day(start) <= last_day for start in one.planned)
