"""`conflict`: take a disagreement through its five steps to an agreement, and check that."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from clientlog import render, write
from clientlog.cli import commands
from clientlog.cli.command import command, group
from clientlog.cli.context import Context
from clientlog.cli.options import OneRef, Who, due_argument, joined, word_argument
from clientlog.cli.result import Result
from clientlog.conflict_steps import STEPS
from clientlog.dates import format_day
from clientlog.errors import UsageError
from clientlog.queries import values
from clientlog.queries.records import get_conflict
from clientlog.refs import Ref, parse_ref, require_kinds
from clientlog.render import conflict_hints
from clientlog.render.one_line import describe
from clientlog.text import TEXT_LIMIT, validate_text

if TYPE_CHECKING:
    from clientlog.store.tables import Conflict
    from clientlog.write.change import Change

app = group(
    "conflict",
    "A disagreement: five steps up, an agreement, a check that it is real.",
    "clientlog conflict open dana who decides on the roadmap",
    "clientlog conflict step c3 she hears about decisions last",
    "clientlog conflict list",
)

Text = Annotated[list[str], typer.Argument(metavar="TEXT", help="What it is about.")]
Heard = Annotated[list[str], typer.Argument(metavar="TEXT", help="What was heard and felt.")]
Agreement = Annotated[list[str], typer.Argument(metavar="TEXT", help="What was agreed.")]
Reported = Annotated[
    list[str] | None, typer.Argument(metavar="[TEXT]", help="With --fails: what was heard.")
]
Stage = Annotated[str | None, typer.Option("--stage", metavar="STEP", help=f"{', '.join(STEPS)}.")]
Check = Annotated[
    str | None, typer.Option("--check", metavar="DATE", help="When to check whether it holds.")
]
Holds = Annotated[bool, typer.Option("--holds", help="Both sides keep it: settle the conflict.")]
Fails = Annotated[bool, typer.Option("--fails", help="It is not kept: reopen the conflict.")]
All = Annotated[bool, typer.Option("--all", help="Include settled records.")]
Of = Annotated[
    str | None,
    typer.Option("--client", metavar="WHO", help="Only of this client."),
]


@command(app, "open", "clientlog conflict open dana who decides on the roadmap")
def open_(context: Context, who: Who, text: Text) -> Result:
    """Open a conflict: a disagreement that will not go away by itself."""
    client = context.client(who)
    written = validate_text(joined(text), "TEXT")

    with context.change() as change:
        opened = write.conflicts.open_conflict(
            change, write.clients.get(change, client.id), written
        )
        return _coached(context, change, opened)


@command(
    app,
    "step",
    "clientlog conflict step c3 she hears about decisions last, and feels passed over",
    'clientlog conflict step c3 "asked again, she is tired" --stage listening',
)
def step(context: Context, ref: OneRef, text: Heard, stage: Stage = None) -> Result:
    """Record the next step: what was heard, and how it felt. You may go back to an earlier step."""
    chosen = word_argument("--stage", stage, STEPS)
    written = validate_text(joined(text), "TEXT")

    return _changed(
        context,
        ref,
        lambda change, conflict: write.conflicts.take_step(change, conflict, written, chosen),
    )


@command(app, "agree", 'clientlog conflict agree c3 "roadmap changes go through both" --check +2w')
def agree(context: Context, ref: OneRef, text: Agreement, check: Check = None) -> Result:
    """Record what both sides agreed to, and the day to check whether it holds."""
    written = validate_text(joined(text), "TEXT")
    day = due_argument(context, "--check", check) if check else None

    return _changed(
        context, ref, lambda change, conflict: write.conflicts.agree(change, conflict, written, day)
    )


@command(app, "check", "clientlog conflict check c3 --holds", "clientlog conflict check c3 --fails")
def check(
    context: Context, ref: OneRef, text: Reported = None, holds: Holds = False, fails: Fails = False
) -> Result:
    """Record whether the agreement holds: --holds settles, --fails starts again with listening."""
    if holds == fails:
        raise UsageError("say how it stands", "one of --holds and --fails")
    if text and holds:
        raise UsageError("TEXT goes with --fails: what was heard at the check")
    # Half of the longest text, since what failed comes before it in the same step.
    heard = validate_text(joined(text), "TEXT", TEXT_LIMIT // 2) if text else None

    if holds:
        return _changed(context, ref, write.conflicts.holds)
    return _changed(
        context, ref, lambda change, conflict: write.conflicts.fails(change, conflict, heard)
    )


@command(app, "list", "clientlog conflict list", "clientlog conflict list --all", screen=True)
def list_(context: Context, client: Of = None, all_: All = False) -> Result:
    """List the conflicts that are not settled, and the step each has reached."""
    return commands.list_.list_(
        context, commands.list_.ListOptions(client=client, all_=all_), "conflicts"
    )


@command(app, "show", "clientlog conflict show c3", screen=True)
def show(context: Context, ref: OneRef) -> Result:
    """Show a conflict with every step, and the purpose of the next one."""
    conflict_ref = parse_ref(ref)
    require_kinds([conflict_ref], "c", "shown as a conflict")
    page = commands.show.record_show(context, conflict_ref)
    advice = _what_next(context, get_conflict(context.connection, conflict_ref))
    return page._replace(body=lambda: render.text.widgets.Page([page.body(), "", advice]))


def _changed(context: Context, text: str, do: "Callable[[Change, Conflict], object]") -> Result:
    """Change one conflict in a transaction of its own, and say what is next."""
    ref = parse_ref(text)

    with context.change() as change:
        conflict = write.conflicts.get_conflict(change, ref)
        do(change, conflict)
        return _coached(context, change, conflict)


def _coached(context: Context, change: "Change", conflict: "Conflict") -> Result:
    change.flush()
    now = get_conflict(change.connection, Ref("c", conflict.id or 0))
    stands = now.step if now.step and now.state == "open" else now.state
    if now.state == "agreed" and now.check_on:
        stands += f", to check {format_day(now.check_on, context.clock.today)}"
    headline = f"{describe(change.connection, context.clock, Ref('c', now.number))} ({stands})"
    return context.change_result(change, f"{headline}\n{_what_next(context, now)}")


def _what_next(context: Context, conflict: values.Conflict) -> str:
    return conflict_hints.what_next(conflict.ref, context.program, conflict.state, conflict.step)
