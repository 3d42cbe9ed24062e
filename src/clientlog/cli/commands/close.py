"""The closing verbs: done, renegotiate, break, drop, told, confirm."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from clientlog.cli.command import verb
from clientlog.cli.context import Run
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
from clientlog.errors import WrongUsage
from clientlog.refs import Ref
from clientlog.render.one_line import describe, describe_all
from clientlog.text import clean_text

if TYPE_CHECKING:
    from clientlog.write.change import Change

app = typer.Typer()

To = Annotated[str, typer.Option("--to", metavar="DATE", help="The new due date.")]


@verb(app, "done", "clientlog done a41 p42", "clientlog done p42 --at yesterday")
def done(run: Run, refs: Refs, at: At = None) -> Result:
    """Finish an action item, keep a promise, discuss a topic, give an offer, meet a need.

    A recurring commitment opens its next occurrence under a new REF.
    """
    on = past_day_argument(run, "--at", at)
    from clientlog.write import close

    return _settle_each(run, refs, lambda change, ref: close.done(change, ref, on))


@verb(app, "renegotiate", 'clientlog renegotiate p42 --to fri --why "waiting for legal" --told')
def renegotiate(
    run: Run, ref: OneRef, to: To, why: Why = None, told: Told = False, past: Past = False
) -> Result:
    """Move a due date in the open: the reason and the old date stay on record."""
    due = due_argument(run, "--to", to, past=past)
    reason = _reason(why)
    from clientlog.write import close

    return _settle_each(
        run, [ref], lambda change, one: close.renegotiate(change, one, due, reason, told=told)
    )


@verb(app, "break", 'clientlog break p42 --why "the supplier is gone" --told')
def break_(run: Run, refs: Refs, why: Why = None, told: Told = False) -> Result:
    """A promise will not be kept: say so, with the reason."""
    reason = _reason(why)
    from clientlog.write import close

    return _settle_each(
        run, refs, lambda change, ref: close.break_promise(change, ref, reason, told=told)
    )


@verb(app, "drop", 'clientlog drop a41 --why "no longer needed"')
def drop(run: Run, refs: Refs, why: Why = None, told: Told = False) -> Result:
    """It is no longer wanted: an action item, a promise (released), a topic, a note."""
    found = run.refs(refs)
    # A word given is never dropped without a reason; a topic or a note may be.
    reason = _reason(why) if why or any(ref.letter in "ap" for ref in found) else ""
    from clientlog.write import close

    return _settle_each(run, refs, lambda change, ref: close.drop(change, ref, reason, told=told))


@verb(app, "told", "clientlog told n7", "clientlog told p42")
def told(run: Run, refs: Refs) -> Result:
    """The client has been told of this news, or of this change of a commitment."""
    from clientlog.write import close

    return _settle_each(run, refs, close.told, "told")


@verb(app, "confirm", "clientlog confirm m15", "clientlog confirm n7")
def confirm(run: Run, refs: Refs) -> Result:
    """Read back and confirmed: a meeting's action items, a need, a goal."""
    from clientlog.write import close

    return _settle_each(run, refs, close.confirm, "confirmed")


def _reason(why: str | None) -> str:
    if why is None:
        raise WrongUsage("a reason is missing", "add --why TEXT")
    return clean_text(why, "--why")


def _settle_each(
    run: Run, texts: list[str], settle_one: Callable[["Change", Ref], None], said: str = ""
) -> Result:
    """Settle each record in one transaction, and say how it stands now."""
    refs = run.refs(texts)
    with run.change() as change:
        for ref in refs:
            settle_one(change, ref)
        created, _ = change.outcome()
        lines = [describe(change.connection, run.clock, ref) for ref in refs]
        lines = [f"{line} - {said}" if said and said not in line else line for line in lines]
        if created:
            lines.append("next: " + describe_all(change.connection, run.clock, created))
        return run.changed(change, "\n".join(lines))
