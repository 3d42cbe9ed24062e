"""The closing verbs: done, renegotiate, break, drop, reopen, told, confirm."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from clientlog import write
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.options import (
    At,
    OneRef,
    Past,
    Refs,
    Told,
    Why,
    due_argument,
    past_day_argument,
)
from clientlog.cli.result import Result
from clientlog.errors import UsageError
from clientlog.queries.records import find_record
from clientlog.queries.values import Commitment
from clientlog.refs import Ref
from clientlog.render.one_line import describe, describe_all
from clientlog.shell import verbatim
from clientlog.text import validate_text

if TYPE_CHECKING:
    from clientlog.write.change import Change

app = typer.Typer()

Series = Annotated[
    bool, typer.Option("--series", help="End the series; otherwise the next occurrence opens.")
]
To = Annotated[str, typer.Option("--to", metavar="DATE", help="The new due date.")]


@command(app, "done", "clientlog done a41 p42", "clientlog done p42 --at yesterday")
def done(context: Context, refs: Refs, at: At = None) -> Result:
    """Finish an action item, keep a promise, discuss a topic, give an offer, meet a need.

    A recurring commitment opens its next occurrence under a new REF.
    """
    on = past_day_argument(context, "--at", at)

    return _settle_each(context, refs, lambda change, ref: write.close.done(change, ref, on))


@command(app, "renegotiate", 'clientlog renegotiate p42 --to fri --why "waiting for legal" --told')
def renegotiate(
    context: Context, ref: OneRef, to: To, why: Why = None, told: Told = False, past: Past = False
) -> Result:
    """Move a due date; the reason and the old date stay on record."""
    due = due_argument(context, "--to", to, past=past)
    reason = _reason(why)

    return _settle_each(
        context,
        [ref],
        lambda change, target: write.close.renegotiate(change, target, due, reason, told=told),
    )


@command(app, "break", 'clientlog break p42 --why "the supplier is gone" --told')
def break_(
    context: Context, refs: Refs, why: Why = None, told: Told = False, series: Series = False
) -> Result:
    """Break a promise: record that it will not be kept, and why."""
    reason = _reason(why)

    return _settle_each(
        context,
        refs,
        lambda change, ref: write.close.break_promise(
            change, ref, reason, told=told, ends_series=series
        ),
    )


@command(app, "drop", 'clientlog drop a41 --why "no longer needed"')
def drop(
    context: Context, refs: Refs, why: Why = None, told: Told = False, series: Series = False
) -> Result:
    """Drop what is no longer wanted: an action item, a promise (released), a topic, a note."""
    parsed = context.refs(refs)
    # A promise is never dropped without a reason; a topic or a note may be.
    reason = _reason(why) if why or any(ref.letter in "ap" for ref in parsed) else ""

    return _settle_each(
        context,
        refs,
        lambda change, ref: write.close.drop(change, ref, reason, told=told, ends_series=series),
    )


@command(app, "reopen", "clientlog reopen p42", "clientlog reopen t9 a41")
def reopen(context: Context, refs: Refs) -> Result:
    """Reopen what was done, kept, broken, dropped, discussed or released."""
    return _settle_each(context, refs, write.close.reopen, "open again")


@command(app, "told", "clientlog told n7", "clientlog told p42")
def told(context: Context, refs: Refs) -> Result:
    """Record that the client was told about news, or about a changed commitment."""
    return _settle_each(context, refs, write.close.told, "told")


@command(app, "confirm", "clientlog confirm m15", "clientlog confirm n7")
def confirm(context: Context, refs: Refs) -> Result:
    """Confirm that a meeting's action items, a need or a goal were read back."""
    return _settle_each(context, refs, write.close.confirm, "confirmed")


def _reason(why: str | None) -> str:
    if why is None:
        raise UsageError("a reason is missing", "add --why TEXT")
    return validate_text(why, "--why")


def _settle_each(
    context: Context,
    texts: list[str],
    settle_one: Callable[["Change", Ref], None],
    outcome: str = "",
) -> Result:
    """Settle each record in one transaction, and say what its state is now."""
    refs = context.refs(texts)
    with context.change() as change:
        for ref in refs:
            settle_one(change, ref)
        return context.change_result(change, closing_answer(change, refs, outcome))


def closing_answer(change: "Change", refs: Sequence[Ref], outcome: str = "") -> str:
    """Return what the records are now, the next occurrences, and notice whom to tell."""
    created, _ = change.touched_refs()
    lines = [describe(change.connection, change.clock, ref) for ref in refs]
    lines = [f"{line} - {outcome}" if outcome not in line else line for line in lines]
    if created:
        lines.append("next: " + describe_all(change.connection, change.clock, created))
    change.notices += [hint for ref in refs for hint in _hints_to_tell(change, ref)]
    return "\n".join(lines)


def _hints_to_tell(change: "Change", ref: Ref) -> list[str]:
    """Return how to go on if a word of mine was just taken back and the client does not know."""
    commitment = find_record(change.connection, ref)
    if not isinstance(commitment, Commitment) or commitment.theirs:
        return []
    was_taken_back = commitment.state in {"broken", "dropped", "released"}
    if not was_taken_back or commitment.amendments[-1].told_at:
        return []
    return [
        f"{verbatim(commitment.client.name)} has not been told: clientlog told {ref};"
        f" if that was a mistake: clientlog reopen {ref}"
    ]
