"""`edit` and `rm`: correct and remove records."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from clientlog import write
from clientlog.cli.command import command
from clientlog.cli.commands.commitment import Due, Every, Must, Owner, TryUntil, Update
from clientlog.cli.commands.note import Bad, Good
from clientlog.cli.commands.touch import By, Via
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

if TYPE_CHECKING:
    from clientlog.write.records import RecordValues

app = typer.Typer()

Text = Annotated[list[str] | None, typer.Argument(metavar="[TEXT]", help="The new text.")]
NotMust = Annotated[bool, typer.Option("--good-to-have", help="It is good to have, not a must.")]
Need = Annotated[str | None, typer.Option("--need", metavar="REF", help="The need it serves.")]
NewClient = Annotated[
    str | None,
    typer.Option("--client", metavar="WHO", help="Move it to another client."),
]
Ask = Annotated[bool | None, typer.Option("--ask/--no-ask", help="What I recommend or need.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditOptions:
    """What can be corrected of a record; an empty value takes it away."""

    due: Due = None
    owner: Owner = None
    must: Must = False
    good_to_have: NotMust = False
    every: Every = None
    need: Need = None
    try_until: TryUntil = None
    update: Update = None
    ask: Ask = None
    why: Why = None
    good: Good = False
    bad: Bad = False
    at: At = None
    via: Via = None
    by: By = None
    client: NewClient = None
    past: Past = False

    def read(self, context: Context, text: list[str] | None) -> "RecordValues":
        """Return the new values of what was named."""
        values = self._choices()
        if text is not None:
            values["text"] = validate_text(joined(text), "TEXT")
        if self.owner is not None:
            values["owner"] = _line("--owner", self.owner)
        if self.why is not None:
            values["why"] = _line("--why", self.why)
        if self.by is not None:
            values["by"] = _line("--by", self.by)
        if self.via is not None:
            values["channel"] = channel_argument("--via", self.via or None)
        if self.need is not None:
            values["need"] = parse_ref(self.need).number if self.need else None
        if self.client is not None:
            values["client"] = context.client(self.client).id
        return values | self._dates(context)

    def _choices(self) -> "RecordValues":
        if (self.must and self.good_to_have) or (self.good and self.bad):
            raise UsageError("these options contradict each other")
        values: RecordValues = {}
        if self.must or self.good_to_have:
            values["priority"] = "must" if self.must else "good"
        if self.good or self.bad:
            values["tone"] = "good" if self.good else "bad"
        if self.ask is not None:
            values["ask"] = self.ask
        if self.update is not None:
            values["is_update"] = self.update
        return values

    def _dates(self, context: Context) -> "RecordValues":
        values: RecordValues = {}
        if self.due is not None:
            values["due"] = due_argument(context, "--due", self.due, past=self.past)
        if self.every is not None:
            stops = self.every in {"", "none"}
            values["every"] = (
                None if stops else context.parse_plain("--every", parse_every, self.every)
            )
        if self.try_until is not None:
            values["try_until"] = (
                due_argument(context, "--try-until", self.try_until) if self.try_until else None
            )
        if self.at is not None:
            values["at"] = past_moment_argument(context, "--at", self.at)
        return values


def _line(option: str, text: str) -> str | None:
    return validate_line(text, option) if text else None


@command(
    app,
    "edit",
    "clientlog edit p42 send the final draft",
    "clientlog edit p42 --must",
    "clientlog edit n7 --bad",
    "clientlog edit a41 --client sam",
    takes_empty=True,
)
def edit(context: Context, options: EditOptions, ref: OneRef, text: Text = None) -> Result:
    """Correct a record; an empty value clears it.

    --due sets the date of what has none; to move one, use
    renegotiate. For a meeting, use clientlog meeting edit.
    """
    reject_client(context, ref, "edit")
    parsed = parse_ref(ref)
    if parsed.letter == "m":
        raise UsageError(
            f"{parsed} is a meeting", f"clientlog meeting edit {parsed}, or meeting move {parsed}"
        )
    values = options.read(context, text)
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
