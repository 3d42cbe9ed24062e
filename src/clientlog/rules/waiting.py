"""Rules about what clients owe the user."""

from collections.abc import Iterator
from datetime import date

from clientlog.dates import format_day, format_lateness
from clientlog.queries.snapshot_values import Snapshot
from clientlog.queries.values import Commitment
from clientlog.rules.base import Finding, rule
from clientlog.rules.helpers import alarming_days, back_since, days_after, their_commitments
from clientlog.rules.phrases import quoted
from clientlog.text import counted

CHASE = "clientlog chase {ref}"
SETTLE = (
    CHASE,
    "clientlog done {ref}",
    "clientlog renegotiate {ref} --to DATE --why WHY",
    "clientlog drop {ref} --why WHY",
)


@rule("now", group="date", settle=SETTLE)
def waiting_on_them(snapshot: Snapshot, days: int = 3) -> Iterator[Finding]:
    """A client's commitment is past its due date.

    Flagged: a client's open promise or action item, from the day after its due date; after you
    asked for it (chase), again from the fourth working day on.

    Silent: on the due date itself; for three working days after each chase; while the client
    is away; where the date had already passed when it was recorded (that is past-date).

    Why: A kind question now is easier for both of you than a late one.
    """
    for commitment in their_commitments(snapshot):
        late = alarming_days(snapshot, commitment)
        if not late or not commitment.due or _asked_lately(snapshot, commitment, days):
            continue
        day = format_day(commitment.due, snapshot.clock.today)
        yield Finding(
            commitment,
            _waiting_since(snapshot, commitment, days),
            f"Waiting for {commitment.client.name}: {quoted(commitment.text)}, due {day}:"
            f" {format_lateness(late)}{_asked(snapshot, commitment)}",
        )


@rule("care", group="date", settle=SETTLE)
def their_due_soon(snapshot: Snapshot, days: int = 1) -> Iterator[Finding]:
    """A client's commitment is due by the end of the next working day.

    Flagged: a client's open commitment due from today to the next working day.

    Silent: earlier; from the day after its due date (that is waiting-on-them); for three
    working days after a chase; while the client is away.

    Why: A kind reminder before the date helps the client to keep it.
    """
    today, calendar = snapshot.clock.today, snapshot.calendar
    last = calendar.add(today, days)
    for commitment in their_commitments(snapshot):
        due = commitment.due
        if not due or not today <= due <= last or _asked_lately(snapshot, commitment, QUIET):
            continue
        yield Finding(
            commitment,
            calendar.first_day_within(due, days),
            f"{commitment.client.name}: {quoted(commitment.text)} is due {format_day(due, today)}",
        )


QUIET = 3
"""How many working days after a chase there is no flag."""


def _asked_lately(snapshot: Snapshot, commitment: Commitment, days: int) -> bool:
    if not commitment.chases:
        return False
    chased_on = snapshot.clock.day(commitment.chases[-1])
    return snapshot.calendar.passed_since(chased_on, snapshot.clock.today) <= days


def _waiting_since(snapshot: Snapshot, commitment: Commitment, days: int) -> date:
    """Return the first day of this waiting: after the due date, the last chase, an absence."""
    due = commitment.due or snapshot.clock.today
    since = back_since(snapshot, commitment.client, days_after(due, 1))
    if not commitment.chases:
        return since
    chased_on = snapshot.clock.day(commitment.chases[-1])
    return max(since, snapshot.calendar.add(chased_on, days + 1))


def _asked(snapshot: Snapshot, commitment: Commitment) -> str:
    """Return how often and when the client was last asked."""
    if not commitment.chases:
        return ""
    last = format_day(snapshot.clock.day(commitment.chases[-1]), snapshot.clock.today)
    return f" (asked {counted(len(commitment.chases), 'time')}, last on {last})"
