"""Rules about balance, recognition and growth, and about knowing who decides."""

from collections.abc import Iterator
from datetime import date, datetime

from clientlog.dates import format_day
from clientlog.queries.snapshot_values import Organization, Snapshot
from clientlog.rules.base import Finding, rule
from clientlog.rules.helpers import commands_for, days_after, days_since
from clientlog.text import counted

RECOGNIZE = "clientlog note {handle} TEXT --kind recognition"
GOAL = "clientlog note {handle} TEXT --kind goal"


@rule("care", settle=(RECOGNIZE,))
def one_sided(snapshot: Snapshot, times: int = 5) -> Iterator[Finding]:
    """You have only asked things of a client lately.

    Flagged: a client with whom the last five of give and ask were all asks. Asks are what
    they promised or have to do, and topics marked as an ask; gives are offers given, your
    promises kept and action items done, and recognition.

    Silent: after four asks; when one of the last five was a give.

    Why: Bring something before you ask again.
    """
    for known in snapshot.relationships:
        latest = known.exchange[-times:]
        if len(latest) == times and set(latest) == {"ask"}:
            gives = commands_for(snapshot, "done", known.client, "offer")
            yield Finding(
                known.client,
                known.exchange_since or snapshot.clock.today,
                f"The last {counted(times, 'exchange')} with {known.client.name}"
                " were all requests of yours",
                settle=(*gives, RECOGNIZE),
            )


@rule(
    "care",
    settle=(
        "clientlog client edit WHO --stake executive",
        "clientlog client add NAME --org {organization} --stake executive",
    ),
)
def no_executive(snapshot: Snapshot, days: int = 14) -> Iterator[Finding]:
    """No active executive is recorded for an organization.

    Flagged: an organization of outside clients only, two or more of them active, when none
    is an executive, from the fifteenth day after the first contact with any of them.

    Silent: on the fourteenth day; with a single client there; with no contact yet.

    Why: The person who signs and pays may want something else than the people you meet.
    """
    known = snapshot.by_handle
    for organization in snapshot.organizations:
        if _lacks_executive(organization):
            members = (known.get(client.handle) for client in organization.clients)
            contacts = [
                member.first_contact for member in members if member and member.first_contact
            ]
            since = days_after(snapshot.clock.day(min(contacts)), days + 1) if contacts else None
            if since and since <= snapshot.clock.today:
                yield Finding(
                    organization, since, f"No active executive is recorded for {organization.name}"
                )


@rule("now", settle=("clientlog touch {handle} TEXT", "clientlog log {handle} TEXT"))
def executive_before_end(snapshot: Snapshot, days: int = 30) -> Iterator[Finding]:
    """An engagement ends soon and you have not talked to an executive there.

    Flagged: an executive of an organization whose engagement ends within 30 days (`org edit
    NAME --ends DATE`), when no conversation of yours with them was held in the last 30 days.

    Silent: earlier; after the end; with a conversation on the thirtieth day before today or
    later; while they are away.

    Why: What follows an engagement is usually decided before it ends.
    """
    known = snapshot.by_handle
    today = snapshot.clock.today
    for organization in snapshot.organizations:
        end = organization.ends_on
        if end is None or not today <= end <= days_after(today, days):
            continue
        for client in organization.clients:
            relationship = known.get(client.handle)
            last = relationship.last_conversation if relationship else None
            if client.stake != "executive" or (last and days_since(snapshot, last) <= days):
                continue
            since = days_after(end, -days)
            if last:
                since = max(since, days_after(snapshot.clock.day(last), days + 1))
            yield Finding(
                client,
                since,
                f"The work with {organization.name} ends {format_day(end, today)}:"
                f" no conversation with {client.name} (executive)"
                f" {_since_when(snapshot, last)}",
            )


def _since_when(snapshot: Snapshot, last: datetime | None) -> str:
    return f"since {format_day(snapshot.clock.day(last), snapshot.clock.today)}" if last else "yet"


@rule("care", settle=(RECOGNIZE, "clientlog note {handle} TEXT --kind feedback --given"))
def recognition_due(snapshot: Snapshot, days: int = 30) -> Iterator[Finding]:
    """Somebody you lead has had no recognition or feedback from you for a month.

    Flagged: somebody you lead, from the thirty-first day after the last recognition or
    feedback that you gave, or after they entered the journal where that is later.

    Silent: on the thirtieth day.

    Why: People need to hear how they are doing, most of all that their effort is seen.
    """
    for known in snapshot.relationships:
        if known.client.direction != "down":
            continue
        last = _latest(known.last_recognition, known.last_feedback_out, known.entered_on)
        if last and (passed := (snapshot.clock.today - last).days) > days:
            yield Finding(
                known.client,
                days_after(last, days + 1),
                f"No recognition or feedback for {known.client.name} for {counted(passed, 'day')}",
            )


@rule("care", settle=(GOAL, "clientlog confirm REF"))
def growth_talk_due(snapshot: Snapshot, days: int = 90) -> Iterator[Finding]:
    """You have not talked about somebody's goals for a quarter.

    Flagged: somebody you lead or who leads you, from the ninety-first day after a goal of
    theirs was last recorded or confirmed, or after they entered the journal where that is
    later.

    Silent: on the ninetieth day; for peers and people outside.

    Why: Goals change, and the priorities of your leaders change without notice.
    """
    for known in snapshot.relationships:
        if known.client.direction not in ("up", "down"):
            continue
        last = _latest(known.last_goal, known.entered_on)
        if last and (passed := (snapshot.clock.today - last).days) > days:
            yield Finding(
                known.client,
                days_after(last, days + 1),
                f"No talk with {known.client.name} about their goals for {counted(passed, 'day')}",
                settle=(*commands_for(snapshot, "confirm", known.client, "goal"), GOAL),
            )


def _latest(*days: date | None) -> date | None:
    return max(filter(None, days), default=None)


def _lacks_executive(organization: Organization) -> bool:
    clients = organization.clients
    if len(clients) < 2 or any(client.stake == "executive" for client in clients):
        return False
    return not any(client.internal for client in clients)
