"""Rules about what clients need and what they say of the work."""

from collections.abc import Iterator
from datetime import date

from clientlog.contacts import REGULAR
from clientlog.dates import format_day
from clientlog.queries.values import Relationship, Snapshot
from clientlog.rules.base import Finding, rule
from clientlog.rules.helpers import days_after, days_since, notes_of_kind
from clientlog.rules.phrases import counted, quoted

DROP = "clientlog drop {ref} --why WHY"


@rule("soon", settle=("clientlog confirm {ref}", "clientlog done {ref}", DROP))
def unconfirmed_need(snapshot: Snapshot, days: int = 7) -> Iterator[Finding]:
    """What a client needs was noted but never explained back to them.

    Flagged: an open need that was never confirmed, from the eighth day after it was
    recorded; at once when a commitment already serves it.

    Silent: on the seventh day, while nothing serves it; once confirmed.

    Why: Understand before you solve. Until they agree that this is it, you are working on
    your own idea of what they need.
    """
    for need in notes_of_kind(snapshot, "need", "open"):
        if need.confirmed_at or not (need.served or days_since(snapshot, need.recorded_at) > days):
            continue
        recorded = snapshot.clock.day(need.recorded_at)
        working = ", and work on it has begun" if need.served else ""
        yield Finding(
            need,
            recorded if need.served else days_after(recorded, days + 1),
            f"{need.client.name} has not confirmed needing {quoted(need.text)}{working}",
        )


@rule(
    "soon",
    settle=(
        "clientlog promise {handle} TEXT need:{ref}",
        "clientlog action {handle} TEXT need:{ref}",
        "clientlog done {ref}",
        DROP,
    ),
)
def unmet_must(snapshot: Snapshot, days: int = 7) -> Iterator[Finding]:
    """Nothing is being done about something a client must have.

    Flagged: an open must-have need, from the eighth day after it was confirmed, when no
    commitment that is open, kept or done serves it.

    Silent: on the seventh day; for what would be good to have; before it is confirmed.

    Why: A need that was confirmed is expected to be met. Saying no is better than nothing.
    """
    for need in notes_of_kind(snapshot, "need", "open"):
        if need.priority != "must" or need.served or need.confirmed_at is None:
            continue
        if days_since(snapshot, need.confirmed_at) > days:
            yield Finding(
                need,
                days_after(snapshot.clock.day(need.confirmed_at), days + 1),
                f"Nothing serves what {need.client.name} must have: {quoted(need.text)}",
            )


@rule("soon", settle=("clientlog done {ref}", DROP))
def feedback_not_acted(snapshot: Snapshot, days: int = 7) -> Iterator[Finding]:
    """A client was not content, and nothing has come of it.

    Flagged: bad feedback, from the eighth day after it came, neither acted on nor dropped.

    Silent: on the seventh day; for good feedback.

    Why: A partner acts on feedback, an acquaintance files it. Who speaks up and sees
    nothing happen does not speak up again.
    """
    for feedback in notes_of_kind(snapshot, "feedback", "received"):
        if feedback.tone == "bad" and days_since(snapshot, feedback.received_at) > days:
            yield Finding(
                feedback,
                days_after(snapshot.clock.day(feedback.received_at), days + 1),
                f"Feedback of {feedback.client.name} has not been acted on:"
                f" {quoted(feedback.text)}",
            )


@rule("care", settle=("clientlog note {handle} TEXT --kind feedback --asked",))
def feedback_not_asked(
    snapshot: Snapshot, days: int = 90, after_promise: int = 14
) -> Iterator[Finding]:
    """You do not know what a client thinks of the work.

    Flagged: a client who has been a regular one for more than 90 days (the fourth meeting
    of the last 365 days was held 91 days ago or earlier), when feedback was last received
    or asked for 91 days ago or earlier, or never; and a client outside for whom you kept a
    promise 14 days ago or earlier, with no feedback received or asked for since.

    Silent: on the ninetieth day; on the thirteenth after the promise was kept; once asked.

    Why: Few people complain unasked. They leave, or they work around you.
    """
    for one in snapshot.relationships:
        regular = _overdue_since_regular(one, days)
        kept = _kept_and_not_asked(one, after_promise)
        if regular and regular <= snapshot.clock.today:
            yield Finding(
                one.client,
                regular,
                f"You have not asked {one.client.name} for feedback in {counted(days, 'day')}",
            )
        elif kept and kept <= snapshot.clock.today and one.kept_since_feedback:
            day = format_day(one.kept_since_feedback, snapshot.clock.today)
            yield Finding(
                one.client,
                kept,
                f"You kept a promise to {one.client.name} on {day} and never asked how it went",
            )


def _overdue_since_regular(one: Relationship, days: int) -> date | None:
    """From when on feedback is overdue with a regular client; None for any other."""
    if len(one.held_days) < REGULAR:
        return None
    regular_since = one.held_days[REGULAR - 1]
    return days_after(max(regular_since, one.last_feedback_in or regular_since), days + 1)


def _kept_and_not_asked(one: Relationship, days: int) -> date | None:
    """From when on feedback on a kept promise is overdue with an outside client."""
    if one.client.internal or one.kept_since_feedback is None:
        return None
    return days_after(one.kept_since_feedback, days)
