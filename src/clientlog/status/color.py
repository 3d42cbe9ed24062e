"""The colour of a status and its reasons: red for late or broken, yellow for at risk."""

from collections.abc import Iterator, Sequence

from clientlog.clock import Clock
from clientlog.dates import format_day
from clientlog.lateness import days_late, raises_alarm
from clientlog.queries.status import Facts, OrganizationFacts
from clientlog.queries.values import Commitment, Note
from clientlog.status.phrases import text_of
from clientlog.status.values import COLORS, OrganizationVerdict, Verdict

SLIPPING = 3
"""From this many moves of a date, it is at risk."""

NAMED = 2
"""How many late things are named."""


def verdict_of(facts: Facts, clock: Clock) -> Verdict:
    """Return the colour for a client: the worst of their own and of their organizations."""
    verdicts = [
        _verdict(facts.mine, facts.theirs, facts.news, clock, broken=_broken(facts), own=True)
    ]
    verdicts += [verdict.verdict for verdict in organization_verdicts(facts, clock)]
    colored = [verdict for verdict in verdicts if verdict.color]
    if not colored:
        return _nothing_open(facts)
    worst = min(colored, key=lambda verdict: COLORS.index(verdict.color or "green"))
    if worst.color == "green":
        mine, theirs = [*facts.mine], [*facts.theirs]
        for organization in facts.organizations:
            mine += organization.mine
            theirs += organization.theirs
        return Verdict("green", _on_track(mine, theirs, clock))
    return worst


def organization_verdicts(facts: Facts, clock: Clock) -> tuple[OrganizationVerdict, ...]:
    """Return the colour of the work with each organization, the worst first."""
    verdicts = [
        OrganizationVerdict(organization.name, _organization(organization, clock))
        for organization in facts.organizations
    ]
    order = {color: place for place, color in enumerate((*COLORS, None))}
    return tuple(sorted(verdicts, key=lambda verdict: (order[verdict.verdict.color], verdict.name)))


def _organization(facts: OrganizationFacts, clock: Clock) -> Verdict:
    broken = [f"{text_of(promise)} (will not be kept)" for promise in facts.broken]
    return _verdict(facts.mine, facts.theirs, facts.news, clock, broken=broken, own=False)


def _broken(facts: Facts) -> list[str]:
    """Return the promises that were broken, untold or with nothing agreed since."""
    untold = {promise.ref: promise for promise in facts.changed if promise.state == "broken"}
    left = {promise.ref: promise for promise in facts.broken}
    return [f"{text_of(promise)} (will not be kept)" for promise in (untold | left).values()]


def _verdict(
    mine: Sequence[Commitment],
    theirs: Sequence[Commitment],
    news: Sequence[Note],
    clock: Clock,
    *,
    broken: list[str],
    own: bool,
) -> Verdict:
    """Return the colour of these commitments; `own` where the reader is who owes `theirs`."""
    late = [_was_due(commitment, clock) for commitment in mine if raises_alarm(commitment, clock)]
    if late or broken:
        return Verdict("red", _counted("late" if late else "broken", late + broken))
    risks = [*_risks(mine, theirs, news, clock, own=own)]
    if risks:
        return Verdict("yellow", _counted("at risk", risks))
    if not (mine or theirs or news):
        return Verdict(None, "no commitment is open")
    return Verdict("green", _on_track(mine, theirs, clock))


def _risks(
    mine: Sequence[Commitment],
    theirs: Sequence[Commitment],
    news: Sequence[Note],
    clock: Clock,
    *,
    own: bool,
) -> Iterator[str]:
    for commitment in mine:
        if days_late(commitment, clock.today):
            yield _was_due(commitment, clock)
        elif len(commitment.renegotiations) >= SLIPPING:
            yield f"{text_of(commitment)} (moved {len(commitment.renegotiations)} times)"
        elif any(change.told_at is None for change in commitment.renegotiations):
            yield f"{text_of(commitment)} (moved)"
    for note in news:
        if note.tone == "bad":
            yield text_of(note)
    for commitment in theirs:
        if days_late(commitment, clock.today):
            waiting = "still to come from you" if own else "waiting for the client"
            yield f"{text_of(commitment)} ({waiting})"


def _counted(what: str, reasons: list[str]) -> str:
    more = f" and {len(reasons) - NAMED} more" if len(reasons) > NAMED else ""
    return f"{what}: {'; '.join(reasons[:NAMED])}{more}"


def _was_due(commitment: Commitment, clock: Clock) -> str:
    return (
        f"{text_of(commitment)} (was due {format_day(commitment.due or clock.today, clock.today)})"
    )


def _on_track(mine: Sequence[Commitment], theirs: Sequence[Commitment], clock: Clock) -> str:
    dated = [commitment.due for commitment in mine if commitment.due]
    if not mine:
        return f"on track; no commitment{' of mine' if theirs else ''} is open"
    first = f", next due {format_day(min(dated), clock.today)}" if dated else ""
    return f"on track; open: {len(mine)}{first}"


def _nothing_open(facts: Facts) -> Verdict:
    """Return the verdict that nothing is open; without a colour where nothing is recorded."""
    has_news = facts.finished or facts.received or facts.changed or facts.asks or facts.told_at
    if facts.recorded or has_news:
        return Verdict("green", "on track; no commitment is open")
    return Verdict(None, "no commitment, meeting or news with you is recorded")
