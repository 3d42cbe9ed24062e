"""`edit` and `rm`: correct and remove records."""

from typing import Annotated, Any

import typer

from clientlog import write
from clientlog.cli.command import command
from clientlog.cli.commands.commitment import Due, Every, Must, Owner, TryUntil
from clientlog.cli.commands.note import Bad, Good
from clientlog.cli.commands.touch import By, Via
from clientlog.cli.completion_runtime import complete_handles
from clientlog.cli.context import Context
from clientlog.cli.options import (
    At,
    OneRef,
    Past,
    Refs,
    Why,
    Yes,
    channel_argument,
    due_argument,
    joined,
    past_moment_argument,
)
from clientlog.cli.result import Result
from clientlog.dates import parse_every
from clientlog.errors import ClientlogError, UsageError, quote
from clientlog.queries.clients import find_client
from clientlog.refs import Ref, looks_like_ref, not_found, parse_ref
from clientlog.render.one_line import describe
from clientlog.shell import quote_or
from clientlog.text import escape_controls, validate_line, validate_text

app = typer.Typer()

Text = Annotated[list[str] | None, typer.Argument(metavar="[TEXT]", help="The text, instead.")]
NotMust = Annotated[bool, typer.Option("--good-to-have", help="Not a must.")]
Need = Annotated[str | None, typer.Option("--need", metavar="REF", help="The need it serves.")]
NewClient = Annotated[
    str | None,
    typer.Option(
        "--client",
        metavar="WHO",
        help="Hand it to another client.",
        autocompletion=complete_handles,
    ),
]
Ask = Annotated[bool | None, typer.Option("--ask/--no-ask", help="What I recommend or need.")]


@command(
    app,
    "edit",
    "clientlog edit p42 send the final draft",
    "clientlog edit p42 --due fri --must",
    "clientlog edit n7 --bad",
    "clientlog edit a41 --client sam",
    takes_empty=True,
)
def edit(
    context: Context,
    ref: OneRef,
    text: Text = None,
    due: Due = None,
    owner: Owner = None,
    must: Must = False,
    good_to_have: NotMust = False,
    every: Every = None,
    need: Need = None,
    try_until: TryUntil = None,
    ask: Ask = None,
    why: Why = None,
    good: Good = False,
    bad: Bad = False,
    at: At = None,
    via: Via = None,
    by: By = None,
    client: NewClient = None,
    past: Past = False,
) -> Result:
    """Correct a record; an empty value clears it.

    To move a due date, use renegotiate; for a meeting,
    use clientlog meeting edit.
    """
    reject_client(context, ref, "edit")
    parsed = parse_ref(ref)
    if parsed.letter == "m":
        raise UsageError(
            f"{parsed} is a meeting", f"clientlog meeting edit {parsed}, or meeting move {parsed}"
        )
    values = _texts(text=text, owner=owner, why=why, by=by)
    values |= _choices(must=must, good_to_have=good_to_have, ask=ask, good=good, bad=bad)
    if due is not None:
        values["due"] = due_argument(context, "--due", due, past=past)
    if every is not None:
        stops = every in {"", "none"}
        values["every"] = None if stops else context.parse_plain("--every", parse_every, every)
    if need is not None:
        values["need"] = parse_ref(need).number if need else None
    if try_until is not None:
        values["try_until"] = due_argument(context, "--try-until", try_until) if try_until else None
    if at is not None:
        values["at"] = past_moment_argument(context, "--at", at)
    if via is not None:
        values["channel"] = channel_argument("--via", via or None)
    if client is not None:
        values["client"] = context.client(client).id
    if not values:
        raise UsageError("nothing to change was named", "see: clientlog edit --help")

    with context.change() as change:
        write.records.edit(change, parsed, **values)
        return context.change_result(change, describe(change.connection, context.clock, parsed))


def reject_client(context: Context, text: str, verb: str) -> None:
    """Raise UsageError for a client in place of a REF: clients have commands of their own."""
    if looks_like_ref(text.strip().lower()):
        return
    try:
        client = find_client(context.connection, text)
    except ClientlogError:
        return
    handle = quote_or(client.handle, "WHO")
    raise UsageError(
        f"{quote(escape_controls(text))} is a client", f"try: clientlog client {verb} {handle}"
    )


def _texts(*, text: list[str] | None, **lines: str | None) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if text is not None:
        values["text"] = validate_text(joined(text), "TEXT")
    for name, value in lines.items():
        if value is not None:
            values[name] = validate_line(value, f"--{name}") if value else None
    return values


def _choices(
    *, must: bool, good_to_have: bool, ask: bool | None, good: bool, bad: bool
) -> dict[str, Any]:
    if (must and good_to_have) or (good and bad):
        raise UsageError("these options contradict each other")
    values: dict[str, Any] = {}
    if must or good_to_have:
        values["priority"] = "must" if must else "good"
    if good or bad:
        values["tone"] = "good" if good else "bad"
    if ask is not None:
        values["ask"] = ask
    return values


@command(app, "rm", "clientlog rm a41 --yes", "clientlog rm n7 t9 -y")
def rm(context: Context, refs: Refs, yes: Yes = False) -> Result:
    """Remove records; `undo` brings them back."""
    for text in refs:
        reject_client(context, text, "rm")
    return remove(context, refs, yes=yes)


def remove(context: Context, texts: list[str], *, yes: bool) -> Result:
    """Remove records after asking."""
    refs = context.refs(texts)
    lines = [describe(context.connection, context.clock, ref) for ref in refs]
    _require_all(refs, lines)
    context.confirm("Remove " + "; ".join(lines) + "?", yes=yes)

    with context.change() as change:
        for ref in refs:
            write.records.remove(change, ref)
        return context.change_result(change, "\n".join(f"removed: {line}" for line in lines))


def _require_all(refs: list[Ref], lines: list[str]) -> None:
    for ref, line in zip(refs, lines, strict=True):
        if line == str(ref):
            raise not_found(ref)
