"""`note`: notes about a client, of ten kinds."""

from typing import Annotated

import typer

from clientlog import write
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.options import Told, Who, joined, parse_word
from clientlog.cli.result import Result
from clientlog.errors import UsageError
from clientlog.render.one_line import describe_all
from clientlog.text import validate_text
from clientlog.vocabulary import NOTE_KINDS

app = typer.Typer()

Text = Annotated[list[str], typer.Argument(metavar="TEXT", help="What is worth remembering.")]
Kind = Annotated[str, typer.Option("--kind", metavar="KIND", help=", ".join(NOTE_KINDS))]
Good = Annotated[bool, typer.Option("--good", help="Good news, good feedback.")]
Bad = Annotated[bool, typer.Option("--bad", help="Bad news, bad feedback.")]
Asked = Annotated[bool, typer.Option("--asked", help="Feedback I asked for and wait for.")]
Given = Annotated[bool, typer.Option("--given", help="Feedback I gave.")]
OnDay = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="The day of a personal note.")
]
With = Annotated[
    list[str] | None,
    typer.Option("--with", metavar="WHO", help="The same note for another client."),
]
Must = Annotated[bool, typer.Option("--must", help="The need must be met.")]


@command(
    app,
    "note",
    "clientlog note dana two children, the younger starts school in May --kind personal",
    'clientlog note dana "the report must come on Mondays" --kind need --must',
    'clientlog note dana "the launch slips a week" --kind news --bad --with sam',
    'clientlog note dana "her exam" --kind personal --on "fri"',
)
def note(
    context: Context,
    who: Who,
    text: Text,
    kind: Kind = "note",
    good: Good = False,
    bad: Bad = False,
    asked: Asked = False,
    given: Given = False,
    must: Must = False,
    told: Told = False,
    on: OnDay = None,
    with_: With = None,
) -> Result:
    """Add a note about a client, of one of ten kinds; --with adds it for several.

    note: anything worth remembering; personal: family, a birthday (--on); need: what they
    require (--must); goal: what they are after; feedback: what they said of the work, or
    what you asked (--asked) or told them (--given); news: what they should hear from you
    (--told: they did); offer: what you can bring them; recognition: credit you gave them;
    agreement: how you work together; decision: what was decided.
    """
    chosen = parse_word("--kind", kind, NOTE_KINDS)
    people = {client.id: client for client in [context.client(who), *context.clients(with_ or ())]}
    written = validate_text(joined(text), "TEXT")
    tone = _chosen_flag(good=good, bad=bad)
    direction = _chosen_flag(asked=asked, given=given)
    day = context.parse_day("--on", on) if on is not None else None

    with context.change() as change:
        for number in people:
            write.notes.note(
                change, write.clients.get(change, number), written,
                kind=chosen, tone=tone, direction=direction, must=must, told=told, on_day=day,
            )  # fmt: skip
        created, _ = change.touched_refs()
        return context.change_result(
            change, describe_all(change.connection, context.clock, created)
        )


def _chosen_flag(**flags: bool) -> str | None:
    """Return the name of the one flag that is set; raise UsageError for two."""
    names = [name for name, value in flags.items() if value]
    if len(names) > 1:
        raise UsageError(f"--{names[0]} and --{names[1]} contradict each other")
    return names[0] if names else None
