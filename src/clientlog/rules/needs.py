"""Rules about needs, feedback and personal dates of clients."""

from collections.abc import Iterator
from datetime import date

from clientlog.contacts import REGULAR
from clientlog.dates import format_day
from clientlog.queries.snapshot_values import Relationship, Snapshot
from clientlog.queries.values import Note
from clientlog.rules.base import Finding, rule
from clientlog.rules.helpers import (
    days_after,
    days_since,
    notes_of_kind,
)
from clientlog.rules.phrases import quoted

DROP = "clientlog drop {ref} --why WHY"
ASK = "clientlog note {handle} TEXT --kind feedback --asked"

ASK_WITHIN = 30
"""Days after a kept promise became due for feedback during which it is still worth asking."""


@rule("soon", settle=("clientlog confirm {ref}", "clientlog done {ref}", DROP))
def unconfirmed_need(snapshot: Snapshot, days: int = 7) -> Iterator[Finding]:
    """A client's need was recorded but not confirmed with them.

    Flagged: an open need that was never confirmed, from the eighth day after it was
    recorded; at once when a commitment already serves it.

    Silent: on the seventh day, while nothing serves it; once confirmed.

    Why: Until the client agrees that this is it, you work on your own idea of what they need.
    """
    for need in notes_of_kind(snapshot, "need", "open"):
        if need.confirmed_at or not (need.served or days_since(snapshot, need.recorded_at) > days):
            continue
        recorded = snapshot.clock.day(need.recorded_at)
        working = " (work on it has begun)" if need.served else ""
        yield Finding(
            need,
            recorded if need.served else days_after(recorded, days + 1),
            f"Need of {need.client.name} not confirmed: {quoted(need.text)}{working}",
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
def unmet_must(snapshot: Snapshot, days: int = 7, pause: int = 30) -> Iterator[Finding]:
    """Nothing is being done about something a client must have.

    Flagged: an open must-have need, from the eighth day after it was confirmed, with no open
    commitment that serves it and none done or kept in the last 30 days.

    Silent: on the seventh day; for what would be good to have; before it is confirmed.

    Why: The client expects a confirmed need to be met. If it cannot be, say so.
    """
    for need in notes_of_kind(snapshot, "need", "open"):
        if need.priority != "must" or need.served_open or need.confirmed_at is None:
            continue
        since = days_after(snapshot.clock.day(need.confirmed_at), days + 1)
        if need.last_served_on:
            since = max(since, days_after(need.last_served_on, pause + 1))
        if since <= snapshot.clock.today:
            yield Finding(
                need,
                since,
                f"No open commitment serves what {need.client.name} must have: {quoted(need.text)}",
            )


@rule("soon", settle=("clientlog done {ref}", DROP))
def feedback_not_acted(snapshot: Snapshot, days: int = 7) -> Iterator[Finding]:
    """A client's bad feedback has not been acted on.

    Flagged: bad feedback, from the eighth day after it came, neither acted on nor dropped.

    Silent: on the seventh day; for good feedback.

    Why: Clients who see that nothing changes stop telling you.
    """
    for feedback in notes_of_kind(snapshot, "feedback", "received"):
        if feedback.tone == "bad" and days_since(snapshot, feedback.received_at) > days:
            day = snapshot.clock.day(feedback.received_at)
            yield Finding(
                feedback,
                days_after(day, days + 1),
                f"Feedback from {feedback.client.name} of {format_day(day, snapshot.clock.today)}"
                f" not acted on: {quoted(feedback.text)}",
            )


@rule("care", settle=("clientlog edit {ref} --good", "clientlog edit {ref} --bad", DROP))
def feedback_unanswered(snapshot: Snapshot, days: int = 14) -> Iterator[Finding]:
    """A client has not answered when you asked for feedback.

    Flagged: feedback you asked for, from the fifteenth day after, still unanswered.

    Silent: on the fourteenth day; once it was received or dropped.

    Why: Ask once more in another way, or let it go.
    """
    for note in notes_of_kind(snapshot, "feedback", "asked"):
        if days_since(snapshot, note.recorded_at) > days:
            day = snapshot.clock.day(note.recorded_at)
            yield Finding(
                note,
                days_after(day, days + 1),
                f"{note.client.name} has not answered since"
                f" {format_day(day, snapshot.clock.today)}: {quoted(note.text)}",
            )


@rule("care", settle=(ASK,))
def feedback_not_asked(
    snapshot: Snapshot, days: int = 90, after_promise: int = 14
) -> Iterator[Finding]:
    """You have not asked a client for feedback in a long time.

    Flagged: a client who has been a regular one for more than 90 days (the fourth meeting
    of the last 365 days was held 91 days ago or earlier), where feedback was last received
    or asked for 91 days ago or earlier, or never; and a client outside for whom you kept a
    promise that does not recur between 14 and 44 days ago, with none received or asked since.
    At severity `soon`: a commitment with a date until which it is tried (`--try-until`), from
    the day after that date, for 30 days.

    Silent: on the ninetieth day; on the thirteenth after the promise was kept; on the last day
    of a trial; once asked; for a transactional client, but for a trial.

    Why: Few people complain unless they are asked.
    """
    today = snapshot.clock.today
    yield from _after_trials(snapshot)
    for known in snapshot.relationships:
        if known.client.stage == "transactional":
            continue
        regular = _due_with_regular(known, days)
        promise_due = _due_after_promise(known, after_promise)
        if regular and regular <= today:
            yield Finding(known.client, regular, _never_asked(snapshot, known))
        elif (
            promise_due
            and known.last_kept
            and promise_due <= today <= days_after(promise_due, ASK_WITHIN)
        ):
            text, day = known.last_kept
            yield Finding(
                known.client,
                promise_due,
                f"You kept a promise to {known.client.name} on {format_day(day, today)}"
                f" and have not asked how it went: {quoted(text)}",
            )


def _after_trials(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the steps that were tried until a day that is over, with no feedback asked since."""
    known, today = snapshot.by_handle, snapshot.clock.today
    for step in snapshot.tried:
        relationship, ended = known.get(step.client.handle), step.try_until
        if relationship is None or ended is None or not ended < today <= _last_day_to_ask(ended):
            continue
        if relationship.last_feedback_in is None or relationship.last_feedback_in < ended:
            yield Finding(
                step,
                days_after(ended, 1),
                f"{step.client.name}: {quoted(step.text)} was tried until"
                f" {format_day(ended, today)}: ask how it went",
                severity="soon",
            )


def _last_day_to_ask(ended: date) -> date:
    return days_after(ended, ASK_WITHIN)


def _never_asked(snapshot: Snapshot, known: Relationship) -> str:
    last_feedback = known.last_feedback_in
    when = f"since {format_day(last_feedback, snapshot.clock.today)}" if last_feedback else "yet"
    return f"No feedback asked for or received from {known.client.name} {when}"


def _due_with_regular(known: Relationship, days: int) -> date | None:
    """Return the day from which feedback is due with a regular client, None for any other."""
    if len(known.held_days) < REGULAR:
        return None
    regular_since = known.held_days[REGULAR - 1]
    return days_after(max(regular_since, known.last_feedback_in or regular_since), days + 1)


def _due_after_promise(known: Relationship, days: int) -> date | None:
    """Return the day from which feedback on the last kept promise is due, if outside."""
    if known.client.internal or known.last_kept is None:
        return None
    _, day = known.last_kept
    if known.last_feedback_in and known.last_feedback_in >= day:
        return None
    return days_after(day, days)


@rule("soon", settle=("clientlog touch {handle} TEXT",))
def personal_date(snapshot: Snapshot, days: int = 14) -> Iterator[Finding]:
    """A date that matters to a client is today, or has just passed.

    Flagged: a personal note with a date (`--on`), on that day; from the day after until the
    next contact with the client, for 14 days, to ask how it went.

    Silent: before the day; once there was a contact on the day or later.

    Why: People notice when somebody remembers their dates.
    """
    known = snapshot.by_handle
    for note in snapshot.notes:
        if note.on_day is None:
            continue
        passed = (snapshot.clock.today - note.on_day).days
        if 0 <= passed <= days and not _spoken_since(snapshot, known, note, note.on_day):
            what = f"{note.client.name}: {quoted(note.text)}"
            day = format_day(note.on_day, snapshot.clock.today)
            yield Finding(
                note,
                note.on_day if not passed else days_after(note.on_day, 1),
                f"Today, {what}" if not passed else f"{what} was on {day}: ask how it went",
            )


def _spoken_since(
    snapshot: Snapshot, known: dict[str, Relationship], note: Note, day: date
) -> bool:
    relationship = known.get(note.client.handle)
    last = relationship.last_contact if relationship else None
    return last is not None and snapshot.clock.day(last) >= day
