"""Rules about the due dates of what the user owes: at most one of them flags a record."""

from collections.abc import Iterator
from datetime import date

from clientlog.dates import format_day, format_lateness
from clientlog.lateness import days_late, missed_dates, was_past
from clientlog.queries.snapshot_values import Snapshot
from clientlog.queries.values import Commitment
from clientlog.rules.base import Finding, Severity, rule
from clientlog.rules.helpers import alarming_days, days_after, days_since, my_commitments
from clientlog.rules.phrases import passed_on, quoted, task_for
from clientlog.text import counted

DONE = "clientlog done {ref}"
RENEGOTIATE = "clientlog renegotiate {ref} --to DATE --why WHY"
BREAK = "clientlog break {ref} --why WHY"
DROP = "clientlog drop {ref} --why WHY"


@rule("late", group="date", settle=(RENEGOTIATE, DONE, BREAK))
def missed_promise(snapshot: Snapshot) -> Iterator[Finding]:
    """Your promise is past its due date.

    Flagged: your open promise, delegated or not, from the day after its due date; of a
    recurring one it says how many dates were missed.

    Silent: on the due date itself; without a due date; where the date had already passed when
    it was recorded (that is past-date).

    Why: The date has passed and the promise is open. Keep it now, or agree on a new date and
    tell the client why.
    """
    for promise in my_commitments(snapshot, "promise"):
        if promise.due and (days := alarming_days(snapshot, promise)):
            yield Finding(
                promise,
                days_after(promise.due, 1),
                f"{quoted(promise.text)}, promised to {promise.client.name}{passed_on(promise)},"
                f" {_overdue(snapshot, promise, days)}",
            )


@rule("late", group="date", settle=(RENEGOTIATE, DONE, DROP))
def missed_deadline(snapshot: Snapshot) -> Iterator[Finding]:
    """Your action item is past its due date.

    Flagged: an open action item that you own or delegated, from the day after its due date.

    Silent: on the due date itself; without a due date; where the date had already passed when
    it was recorded (that is past-date).

    Why: The client expects it from you by the agreed date, whoever does the work.
    """
    for action in my_commitments(snapshot, "action"):
        if action.due and (days := alarming_days(snapshot, action)):
            yield Finding(
                action,
                days_after(action.due, 1),
                f"{task_for(action)} {_overdue(snapshot, action, days)}",
            )


def _overdue(snapshot: Snapshot, commitment: Commitment, days: int) -> str:
    """Return `was due Wed 18 Nov: 2 days late`, and how many dates of a schedule were missed."""
    today = snapshot.clock.today
    missed = missed_dates(commitment, today)
    dates = f", {counted(missed, 'date')} missed" if missed > 1 else ""
    return f"was due {format_day(commitment.due or today, today)}: {format_lateness(days)}{dates}"


@rule("soon", group="date", settle=(RENEGOTIATE, DONE, DROP))
def past_date(snapshot: Snapshot) -> Iterator[Finding]:
    """The due date of an open commitment had already passed when it was recorded.

    Flagged: your or a client's open commitment whose due date was in the past when that date
    was recorded; also of an archived client where it is yours.

    Silent: where the date was still ahead, or that very day, when it was recorded.

    Why: It was recorded as history, but it is still open. Settle it, or give it a new date.
    """
    today = snapshot.clock.today
    for commitment in snapshot.commitments:
        set_at = commitment.due_set_at
        if not set_at or not was_past(commitment, snapshot.clock):
            continue
        if days := days_late(commitment, today):
            owner = f" (from {commitment.client.name})" if commitment.theirs else ""
            what = f"{quoted(commitment.text)}{owner}" if owner else task_for(commitment)
            yield Finding(
                commitment,
                snapshot.clock.day(set_at),
                f"{what} is open, and its date {format_day(commitment.due or today, today)}"
                f" had passed when it was recorded: {format_lateness(days)}",
            )


@rule("soon", group="date", settle=(DONE, BREAK, DROP))
def slipping_promise(snapshot: Snapshot, times: int = 3) -> Iterator[Finding]:
    """The due date of your promise has been moved several times.

    Flagged: your open promise, as soon as it was renegotiated three times.

    Silent: after the second time.

    Why: After several new dates the client no longer counts on this one. Keep the promise now,
    make it smaller, or take it back.
    """
    for promise in my_commitments(snapshot, "promise"):
        moves = promise.renegotiations
        if moves and len(moves) >= times:
            yield Finding(
                promise,
                snapshot.clock.day(moves[max(times, 1) - 1].at),
                f"{quoted(promise.text)}, promised to {promise.client.name},"
                f" has been moved {counted(len(moves), 'time')}",
            )


@rule("soon", group="date", settle=(RENEGOTIATE, DONE, DROP))
def undated_promise(snapshot: Snapshot) -> Iterator[Finding]:
    """Your promise has no due date.

    Flagged: your open promise with no due date, from the moment it is recorded; where it is
    tried until a date (`--try-until`), from the day after that date.

    Silent: once it has a date, however far away.

    Why: Without a date, you and the client may expect different ones.
    """
    for promise in my_commitments(snapshot, "promise"):
        tried = promise.try_until
        if promise.due is None and not (tried and tried >= snapshot.clock.today):
            yield Finding(
                promise,
                days_after(tried, 1) if tried else snapshot.clock.day(promise.recorded_at),
                f"{quoted(promise.text)}, promised to {promise.client.name}, has no due date",
            )


@rule("care", group="date", settle=(RENEGOTIATE, DONE, DROP))
def undated_action(snapshot: Snapshot, days: int = 30) -> Iterator[Finding]:
    """Your action item has been open for a month without a due date.

    Flagged: your open action item with no due date, from the thirty-first day after it was
    recorded.

    Silent: on the thirtieth day; once it has a date.

    Why: Action items without a date tend to be put off. Set a date, or drop it.
    """
    for action in my_commitments(snapshot, "action"):
        if action.due is None and days_since(snapshot, action.recorded_at) > days:
            recorded = snapshot.clock.day(action.recorded_at)
            yield Finding(
                action,
                days_after(recorded, days + 1),
                f"{task_for(action)} has no due date, open since"
                f" {format_day(recorded, snapshot.clock.today)}",
            )


@rule("soon", group="date", settle=(DONE, RENEGOTIATE, DROP))
def due_soon(snapshot: Snapshot, days: int = 2) -> Iterator[Finding]:
    """Your commitment is due within two working days.

    Flagged: your open commitment, delegated or not, due from today to two working days ahead;
    severity `now` on the day itself, and on the last working day before a due date that falls
    on a free day.

    Silent: more than two working days before the due date; from the day after it, when it is
    late.

    Why: There is still time to finish, or to say in time that it will not be finished.
    """
    today, calendar = snapshot.clock.today, snapshot.calendar
    last = calendar.add(today, days)
    for commitment in (*my_commitments(snapshot, "promise"), *my_commitments(snapshot, "action")):
        due = commitment.due
        if due and today <= due <= last:
            yield Finding(
                commitment,
                calendar.first_day_within(due, days),
                f"{task_for(commitment)} is due {_nearness(today, due)}{format_day(due, today)}",
                severity=_urgency(snapshot, due),
            )


def _urgency(snapshot: Snapshot, due: date) -> Severity | None:
    """Return `now` on the day, and on the last working day before a due date on a free day."""
    today, calendar = snapshot.clock.today, snapshot.calendar
    if due == today:
        return "now"
    if calendar.is_working_day(due):
        return None
    return "now" if today >= calendar.previous_working_day(due) else None


def _nearness(today: date, due: date) -> str:
    """Return `today, ` or `tomorrow, ` before the day."""
    return {0: "today, ", 1: "tomorrow, "}.get((due - today).days, "")


@rule("care", settle=(RENEGOTIATE, DONE, DROP))
def internal_starved(snapshot: Snapshot, days: int = 14) -> Iterator[Finding]:
    """An internal client waits while work for outside clients gets finished.

    Flagged: your commitment to an internal client from the fifteenth day after its due date,
    where a commitment to an outside client was finished on that date or since.

    Silent: on the fourteenth day; where nothing was finished for an outside client since; where
    the date had already passed when it was recorded.

    Why: Colleagues who are kept waiting cannot deliver what outside clients were promised.
    """
    last = snapshot.finished_outside
    for commitment in (*my_commitments(snapshot, "promise"), *my_commitments(snapshot, "action")):
        late = alarming_days(snapshot, commitment)
        if not commitment.client.internal or late <= days:
            continue
        if commitment.due and last and last >= commitment.due:
            yield Finding(
                commitment,
                max(days_after(commitment.due, days + 1), last),
                f"{task_for(commitment)} is {format_lateness(late)},"
                " and work for outside clients was finished since",
            )
