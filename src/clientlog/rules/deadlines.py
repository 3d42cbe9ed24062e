"""Rules about the due dates of commitments: at most one of them speaks of a record."""

from collections.abc import Iterator
from datetime import date

from clientlog.dates import format_day, format_lateness
from clientlog.queries.values import Relationship, Snapshot
from clientlog.rules.base import Finding, rule
from clientlog.rules.helpers import days_after, days_late, is_away, my_commitments
from clientlog.rules.phrases import counted, quoted, task_for

DONE = "clientlog done {ref}"
RENEGOTIATE = "clientlog renegotiate {ref} --to DATE --why WHY"
BREAK = "clientlog break {ref} --why WHY"
DROP = "clientlog drop {ref} --why WHY"


@rule("late", group="date", settle=(DONE, RENEGOTIATE, BREAK))
def missed_promise(snapshot: Snapshot) -> Iterator[Finding]:
    """A promise of yours was not kept by its date.

    Flagged: your open promise, delegated or not, from the day after its due date.

    Silent: on the due date itself; without a due date; when the date already lay in the
    past as it was recorded.

    Why: A date that passes in silence is a broken word. Keep it now, or change it in the
    open: with a reason, and the client told.
    """
    for promise in my_commitments(snapshot, "promise"):
        if promise.due and (days := days_late(snapshot, promise)):
            day = format_day(promise.due, snapshot.clock.today)
            yield Finding(
                promise,
                days_after(promise.due, 1),
                f"You promised {promise.client.name} {quoted(promise.text)} by {day}:"
                f" {format_lateness(days)}",
            )


@rule("late", group="date", settle=(DONE, RENEGOTIATE, DROP))
def missed_deadline(snapshot: Snapshot) -> Iterator[Finding]:
    """An action item of yours was not done by its date.

    Flagged: an open action item that you own or delegated, from the day after its due date.

    Silent: on the due date itself; without a due date; when the date already lay in the
    past as it was recorded.

    Why: Always meet a deadline. Work that you passed on is still yours in the eyes of the
    client, and so is its date.
    """
    for action in my_commitments(snapshot, "action"):
        if action.due and (days := days_late(snapshot, action)):
            day = format_day(action.due, snapshot.clock.today)
            yield Finding(
                action,
                days_after(action.due, 1),
                f"{task_for(action)} was due {day}: {format_lateness(days)}",
            )


@rule("now", group="date", settle=(DONE, RENEGOTIATE, DROP))
def waiting_on_them(snapshot: Snapshot) -> Iterator[Finding]:
    """A client has not done what they said by the date.

    Flagged: a client's open promise or action item, from the day after its due date.

    Silent: on the due date itself; while the client is away (on the day they are back it
    is flagged); when the date already lay in the past as it was recorded.

    Why: Words are given both ways. Asked early and kindly, a client can still keep theirs;
    asked late, both of you are in trouble.
    """
    for one in snapshot.commitments:
        if one.state != "open" or not one.theirs or is_away(snapshot, one.client):
            continue
        if one.due and (days := days_late(snapshot, one)):
            verb = "promised" if one.kind == "promise" else "was to do"
            day = format_day(one.due, snapshot.clock.today)
            yield Finding(
                one,
                days_after(one.due, 1),
                f"{one.client.name} {verb} {quoted(one.text)} by {day}: {format_lateness(days)}",
            )


@rule("soon", group="date", settle=(DONE, BREAK, DROP))
def slipping_promise(snapshot: Snapshot, times: int = 3) -> Iterator[Finding]:
    """A promise of yours has been moved again and again.

    Flagged: your open promise, as soon as it was renegotiated three times.

    Silent: after the second time.

    Why: A date that keeps moving says that the promise is not believed in. Better to keep
    it now, make it smaller, or take it back honestly.
    """
    for promise in my_commitments(snapshot, "promise"):
        moves = promise.renegotiations
        if moves and len(moves) >= times:
            yield Finding(
                promise,
                snapshot.clock.day(moves[max(times, 1) - 1].at),
                f"You have moved your promise to {promise.client.name}"
                f" {counted(len(moves), 'time')}: {quoted(promise.text)}",
            )


@rule("soon", group="date", settle=(DONE, RENEGOTIATE, DROP))
def undated_promise(snapshot: Snapshot) -> Iterator[Finding]:
    """A promise of yours has no due date.

    Flagged: your open promise with no due date, from the moment it is recorded.

    Silent: once it has a date, however far away.

    Why: Without a date each of you has one in mind, and they differ.
    """
    for promise in my_commitments(snapshot, "promise"):
        if promise.due is None:
            yield Finding(
                promise,
                snapshot.clock.day(promise.recorded_at),
                f"You promised {promise.client.name} {quoted(promise.text)} without a date",
            )


@rule("soon", group="date", settle=(DONE, RENEGOTIATE, DROP))
def due_soon(snapshot: Snapshot, days: int = 2) -> Iterator[Finding]:
    """A commitment of yours is due.

    Flagged: your open commitment, delegated or not, due today, tomorrow or the day after;
    on the day itself it is for now.

    Silent: three days before the due date; from the day after it, when it is late.

    Why: Two days are enough to finish, or to say in time that it will not be finished.
    """
    for one in (*my_commitments(snapshot, "promise"), *my_commitments(snapshot, "action")):
        left = (one.due - snapshot.clock.today).days if one.due else -1
        if one.due and 0 <= left <= days:
            yield Finding(
                one,
                days_after(one.due, -days),
                f"{task_for(one)} is due {_soon(left)}{format_day(one.due, snapshot.clock.today)}",
                severity=None if left else "now",
            )


def _soon(left: int) -> str:
    """`today, ` before the day, where that says it better than the day."""
    return {0: "today, ", 1: "tomorrow, "}.get(left, "")


@rule("care", settle=(DONE, RENEGOTIATE, DROP))
def internal_starved(snapshot: Snapshot, days: int = 14) -> Iterator[Finding]:
    """Outside clients are served while an internal one waits.

    Flagged: your must-have commitment to an internal client from the fifteenth day after
    its due date, when a commitment to an outside client was finished on that date or since.

    Silent: on the fourteenth day; when nothing was finished for an outside client since;
    when the date already lay in the past as it was recorded.

    Why: Needs inside the house that are ignored come back as promises to the outside that
    nobody can keep.
    """
    last = max(
        filter(None, (_finished_outside(one) for one in snapshot.relationships)), default=None
    )
    for one in (*my_commitments(snapshot, "promise"), *my_commitments(snapshot, "action")):
        late = days_late(snapshot, one)
        if not one.client.internal or one.priority != "must" or late <= days:
            continue
        if one.due and last and last >= one.due:
            yield Finding(
                one,
                max(days_after(one.due, days + 1), last),
                f"{task_for(one)} is {format_lateness(late)},"
                " while work for outside clients was finished",
            )


def _finished_outside(known: Relationship) -> date | None:
    return None if known.client.internal else known.last_finished
