"""Rules about balance, credit and growth, and about knowing who decides."""

from collections.abc import Iterator
from datetime import date

from clientlog.queries.values import Organization, Snapshot
from clientlog.rules.base import Finding, rule
from clientlog.rules.helpers import commands_for, days_after, relationships_by_handle
from clientlog.rules.phrases import counted

RECOGNIZE = "clientlog note {handle} TEXT --kind recognition"
GOAL = "clientlog note {handle} TEXT --kind goal"


@rule("care", settle=(RECOGNIZE,))
def one_sided(snapshot: Snapshot, times: int = 5) -> Iterator[Finding]:
    """With a client you have only been asking.

    Flagged: a client with whom the last five of give and ask were all asks. Asks are what
    they promised or have to do, and topics marked as an ask; gives are offers given, your
    promises kept, and recognition.

    Silent: after four asks; when one of the last five was a give.

    Why: Bring something before you ask. Nobody keeps a scorecard, but over time it balances.
    """
    for one in snapshot.relationships:
        latest = one.exchange[-times:]
        if len(latest) == times and set(latest) == {"ask"}:
            gives = commands_for(snapshot, "done", one.client, "offer")
            yield Finding(
                one.client,
                one.exchange_since or snapshot.clock.today,
                f"The last {counted(times, 'exchange')} with {one.client.name}"
                " were all asks of yours",
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
    """Nobody knows who decides at an organization.

    Flagged: an organization of outside clients only, two or more of them active, when none
    is an executive, from the fifteenth day after the first contact with any of them.

    Silent: on the fourteenth day; with a single client there; with no contact yet.

    Why: Whoever signs, pays and decides may want something else than those you meet. Who
    the client is should not be a guess.
    """
    known = relationships_by_handle(snapshot)
    for organization in snapshot.organizations:
        if _lacks_executive(organization):
            members = (known.get(client.handle) for client in organization.clients)
            contacts = [one.first_contact for one in members if one and one.first_contact]
            since = days_after(snapshot.clock.day(min(contacts)), days + 1) if contacts else None
            if since and since <= snapshot.clock.today:
                yield Finding(
                    organization, since, f"Nobody is known who decides at {organization.name}"
                )


@rule("care", settle=(RECOGNIZE, "clientlog note {handle} TEXT --kind feedback --given"))
def recognition_due(snapshot: Snapshot, days: int = 30) -> Iterator[Finding]:
    """Somebody you lead has not heard how they are doing.

    Flagged: somebody you lead, from the thirty-first day after the last recognition or
    feedback that you gave, or after they entered the journal where that is later.

    Silent: on the thirtieth day.

    Why: Credit for effort, given often, is what people grow on. Silence is heard as a no.
    """
    for one in snapshot.relationships:
        if one.client.direction == "down":
            entered = one.client.entered_at
            last = _latest(
                one.last_recognition,
                one.last_feedback_out,
                snapshot.clock.day(entered) if entered else None,
            )
            if last and (passed := (snapshot.clock.today - last).days) > days:
                yield Finding(
                    one.client,
                    days_after(last, days + 1),
                    f"{one.client.name} has had neither recognition nor feedback"
                    f" from you for {counted(passed, 'day')}",
                )


@rule("care", settle=(GOAL, "clientlog confirm REF"))
def growth_talk_due(snapshot: Snapshot, days: int = 90) -> Iterator[Finding]:
    """You have not talked about where somebody wants to go.

    Flagged: somebody you lead or who leads you, from the ninety-first day after a goal of
    theirs was last recorded or confirmed, or after they entered the journal where that is
    later.

    Silent: on the ninetieth day; for peers and people outside.

    Why: Ambitions tied to the work carry it, and the priorities of your leaders change
    without notice.
    """
    for one in snapshot.relationships:
        if one.client.direction in ("up", "down"):
            entered = one.client.entered_at
            last = _latest(one.last_goal, snapshot.clock.day(entered) if entered else None)
            if last and (passed := (snapshot.clock.today - last).days) > days:
                yield Finding(
                    one.client,
                    days_after(last, days + 1),
                    f"No talk with {one.client.name} about their goals"
                    f" for {counted(passed, 'day')}",
                    settle=(*commands_for(snapshot, "confirm", one.client, "goal"), GOAL),
                )


def _latest(*days: date | None) -> date | None:
    return max(filter(None, days), default=None)


def _lacks_executive(organization: Organization) -> bool:
    clients = organization.clients
    if len(clients) < 2 or any(one.stake == "executive" for one in clients):
        return False
    return not any(one.internal for one in clients)
