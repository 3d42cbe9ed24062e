"""Rules about clients who have not been spoken with: at most one of them flags a client."""

from collections.abc import Iterator
from datetime import date, datetime

from clientlog.contacts import median_interval
from clientlog.dates import format_day
from clientlog.queries.snapshot_values import Relationship, Snapshot
from clientlog.rules.base import Finding, rule
from clientlog.rules.helpers import days_after, days_since, silent_days
from clientlog.text import counted

TOUCH = "clientlog touch {handle} TEXT"
LOG = "clientlog log {handle} TEXT"
PLAN = "clientlog plan {handle} --at WHEN"

SHORTEST_RHYTHM = 5
"""Below this many days between meetings, a rhythm is that of daily work."""

MEETING_WITHIN = 7
"""Within this many days, a planned meeting with an executive counts as a conversation."""

WORKING_DAYS_AHEAD = 3
"""Within this many working days, a planned meeting counts as a contact."""

PRESSING = 1.5
"""From this many times the cadence, silence has severity `now`."""


@rule("now", group="contact", settle=(PLAN, TOUCH, LOG))
def forgotten_executive(snapshot: Snapshot, days: int = 30) -> Iterator[Finding]:
    """You have not talked to an executive, but to a manager of the same organization.

    Flagged: an executive with no conversation of yours (a held meeting, or a touch that was not
    a team member's) for more than 30 days, or their cadence where that is longer, counted from
    the later of the last one and their entry; in an organization where you had contact with a
    manager in those days.

    Silent: on the thirtieth day; where no manager there had a contact in those days; while a
    meeting with them is planned within 7 days; while they are away.

    Why: You see the manager often, but the executive decides whether there is a next time.
    """
    seen = _managers_seen(snapshot)
    for known in snapshot.relationships:
        client = known.client
        if client.stake != "executive" or not client.organization:
            continue
        limit = max(days, client.cadence_days or days)
        start = _conversation_day(snapshot, known)
        if (snapshot.clock.today - start).days <= limit:
            continue
        silent = silent_days(snapshot, client, start)
        if len(silent) <= limit or _meets_by(
            snapshot, known, days_after(snapshot.clock.today, MEETING_WITHIN)
        ):
            continue
        last = seen.get(client.organization)
        if last is not None and days_since(snapshot, last) <= limit:
            yield Finding(
                client,
                silent[int(limit)],
                f"No conversation with {client.name} (executive, {client.organization})"
                f" {_how_long(snapshot, known)}",
            )


def _conversation_day(snapshot: Snapshot, known: Relationship) -> date:
    """Return the later day of the last conversation and the entry of the client."""
    last, entered = known.last_conversation, known.entered_on
    day = snapshot.clock.day(last) if last else None
    return max(filter(None, (day, entered)), default=snapshot.clock.today)


def _managers_seen(snapshot: Snapshot) -> dict[str, datetime]:
    """Return the last contact with a manager of each organization that has one."""
    seen: dict[str, datetime] = {}
    for known in snapshot.relationships:
        client, last = known.client, known.last_contact
        if client.stake == "manager" and client.organization and last is not None:
            seen[client.organization] = max(last, seen.get(client.organization, last))
    return seen


def _how_long(snapshot: Snapshot, known: Relationship) -> str:
    if known.last_conversation is None:
        return "yet"
    return f"for {counted(days_since(snapshot, known.last_conversation), 'day')}"


@rule("soon", group="contact", settle=(PLAN, TOUCH, LOG))
def quiet_relationship(
    snapshot: Snapshot,
    up: int = 14,
    down: int = 7,
    sideways: int = 30,
    outside: int = 21,
) -> Iterator[Finding]:
    """There has been no contact with a client for longer than their cadence.

    Flagged: a client from the day after the cadence has run out: theirs, or else 14 days for
    your leaders, 7 for people you lead, 30 for peers, 21 for people outside. It is counted
    from the later of the last contact and the day the client entered the journal. Severity
    `now` from one and a half times the cadence.

    Silent: on the last day of the cadence; with no contact ever; for a transactional client;
    for members of a routine series; with a meeting planned within the next 3 working days;
    while the client is away. Days on which you or the client are away do not count.

    Why: Most relationships end because nobody called. A short message is enough.
    """
    usual = {"up": up, "down": down, "sideways": sideways, "outside": outside}
    ahead = snapshot.calendar.add(snapshot.clock.today, WORKING_DAYS_AHEAD)
    for known in snapshot.relationships:
        client, last = known.client, known.last_contact
        if last is None or client.stage == "transactional" or known.in_routine:
            continue
        cadence = client.cadence_days or usual[client.direction]
        start = max(snapshot.clock.day(last), known.entered_on or date.min)
        if days_after(start, cadence) >= snapshot.clock.today:
            continue
        silent = silent_days(snapshot, client, start)
        if len(silent) > cadence and not _meets_by(snapshot, known, ahead):
            yield Finding(
                client,
                silent[int(cadence)],
                f"No contact with {client.name} for {counted(days_since(snapshot, last), 'day')}"
                f" (cadence: {counted(cadence, 'day')})",
                severity="now" if len(silent) >= PRESSING * cadence else None,
            )


@rule("care", group="contact", settle=(PLAN,))
def no_next_meeting(snapshot: Snapshot, factor: float = 1.5) -> Iterator[Finding]:
    """No next meeting is planned with a client whom you met regularly.

    Flagged: a client with four or more meetings held in the last 365 days, when more than
    1.5 times the median gap between them has passed since the last, and none is planned.

    Silent: on the day that is exactly 1.5 times the gap; where the median gap is shorter than
    5 days; with a meeting planned; with fewer than four meetings; while the client is away.

    Why: The client is used to these meetings and notices when they stop.
    """
    for known in snapshot.relationships:
        usual = median_interval(known.held_days)
        if usual < SHORTEST_RHYTHM or known.planned or known.in_routine:
            continue
        last = known.held_days[-1]
        if (snapshot.clock.today - last).days <= factor * usual:
            continue
        silent = silent_days(snapshot, known.client, last)
        if len(silent) > factor * usual:
            yield Finding(
                known.client,
                silent[int(factor * usual)],
                f"No next meeting with {known.client.name}: the last was"
                f" {counted((snapshot.clock.today - last).days, 'day')} ago, usually there is one"
                f" every {counted(usual, 'day')}",
            )


@rule("care", group="contact", settle=(TOUCH, LOG, "clientlog client archive {handle}"))
def never_spoken(snapshot: Snapshot, days: int = 14) -> Iterator[Finding]:
    """There has been no contact yet with a client you entered.

    Flagged: a client entered by hand, with no contact ever, from the fifteenth day after.

    Silent: on the fourteenth day; for imported clients; while the client is away.

    Why: You entered them for a reason. Get in touch, or archive them.
    """
    for known in snapshot.relationships:
        client, entered = known.client, known.entered_on
        if known.last_contact or entered is None or not client.by_hand or known.in_routine:
            continue
        if (snapshot.clock.today - entered).days > days:
            yield Finding(
                client,
                days_after(entered, days + 1),
                f"No contact with {client.name} yet, entered on"
                f" {format_day(entered, snapshot.clock.today)}",
            )


def _meets_by(snapshot: Snapshot, known: Relationship, day: date) -> bool:
    """Return whether a meeting with the client is planned by the end of this day."""
    return any(snapshot.clock.day(start) <= day for start in known.planned)
