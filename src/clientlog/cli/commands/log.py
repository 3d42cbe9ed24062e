"""`log`: record a meeting or talk that happened."""

from typing import Annotated, Any

import typer

from clientlog.cli.capture.log_options import LogOptions
from clientlog.cli.capture.meeting_match import MeetingSelector
from clientlog.cli.capture.minutes_to_record import MeetingTarget, save_record
from clientlog.cli.command import command
from clientlog.cli.commands.plan import For, Title, Via, With
from clientlog.cli.completion_runtime import complete_handles
from clientlog.cli.context import Context
from clientlog.cli.options import Past
from clientlog.cli.result import Result
from clientlog.errors import UsageError, quote
from clientlog.items import find_attributes
from clientlog.text import escape_controls, validate_text

app = typer.Typer()

Who = Annotated[
    str | None,
    typer.Argument(metavar="WHO", help="The client you met.", autocompletion=complete_handles),
]
Text = Annotated[list[str] | None, typer.Argument(metavar="[TEXT]", help="The summary.")]
AtOption = Annotated[
    str | None, typer.Option("--at", metavar="WHEN", help="When it began; else now.")
]
Nothing = Annotated[bool, typer.Option("--nothing", help="It took place; nothing to note.")]
NoShow = Annotated[bool, typer.Option("--no-show", help="They did not come.")]
MeetingOption = Annotated[
    str | None, typer.Option("--meeting", metavar="REF", help="Record this meeting.")
]
New = Annotated[bool, typer.Option("--new", help="A meeting of its own, not the planned one.")]
NoteOption = Annotated[
    list[str] | None,
    typer.Option("--note", metavar="TEXT", help="Worth remembering; again for more."),
]
DecisionOption = Annotated[
    list[str] | None, typer.Option("--decision", metavar="TEXT", help="What was decided.")
]
TopicOption = Annotated[
    list[str] | None, typer.Option("--topic", metavar="TEXT", help="To raise next time.")
]
NextOption = Annotated[
    list[str] | None,
    typer.Option("--next", metavar="WHEN", help="The next meeting: fri 10:00 planning."),
]
Actions = Annotated[
    list[str] | None, typer.Option("--action", metavar="ITEM", help="What I will do.")
]
TheirActions = Annotated[
    list[str] | None, typer.Option("--their-action", metavar="ITEM", help="What they will do.")
]
Promises = Annotated[
    list[str] | None, typer.Option("--promise", metavar="ITEM", help="My word to them.")
]
TheirPromises = Annotated[
    list[str] | None, typer.Option("--their-promise", metavar="ITEM", help="Their word to me.")
]
Edit = Annotated[bool, typer.Option("--edit", "-e", help="Write in the editor.")]
FileOption = Annotated[
    str | None, typer.Option("--file", metavar="FILE", help="Minutes in Markdown; - is stdin.")
]
TakeItems = Annotated[bool, typer.Option("--take-items", help="Take the items offered.")]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with the last draft.")]


@command(
    app,
    "log",
    "clientlog log dana",
    'clientlog log dana "Paused the migration" --their-promise "approve travel due:mon"',
    'clientlog log dana --with sam --at "yesterday 15:00" --for 45m "Kick-off went well"',
    "clientlog log dana --file minutes.md --take-items",
)
def log(
    context: Context,
    who: Who = None,
    text: Text = None,
    with_: With = None,
    at: AtOption = None,
    for_: For = None,
    title: Title = None,
    via: Via = None,
    action: Actions = None,
    their_action: TheirActions = None,
    promise: Promises = None,
    their_promise: TheirPromises = None,
    note: NoteOption = None,
    decision: DecisionOption = None,
    topic: TopicOption = None,
    next_: NextOption = None,
    nothing: Nothing = False,
    no_show: NoShow = False,
    meeting: MeetingOption = None,
    new: New = False,
    past: Past = False,
    edit: Edit = False,
    file: FileOption = None,
    take_items: TakeItems = False,
    resume: Resume = False,
) -> Result:
    """Record a meeting or talk that happened.

    With WHO alone, on a terminal, it asks line by line. A planned meeting with WHO, from
    30 minutes before its start to 24 hours after its end, is closed by it; --new prevents that.
    """
    typed = LogOptions(
        commitments=(action, their_action, promise, their_promise),
        texts=(decision, note, topic),
        next=next_,
        past=past,
    )
    occasion = MeetingSelector(at=at, length=for_, title=title, channel=via, ref=meeting, new=new)
    if resume:
        return _resume(context, alone=not (who or text or with_ or file or occasion or typed))
    source = "-" if text == ["-"] or (who == "-" and not text) else file
    if source:
        if (text and text != ["-"]) or nothing or no_show or edit:
            raise UsageError(
                f"the summary comes from {'standard input' if source == '-' else source}",
                "leave TEXT, --nothing, --no-show and -e out",
            )
        from clientlog.cli.capture.from_file import log_from_source

        named = None if who == "-" else who
        return log_from_source(
            context, source, named, with_ or (), occasion, typed, take_items=take_items
        )
    if take_items:
        raise UsageError("--take-items takes them from minutes", "name these: - or --file FILE")
    if who is None or who == "-":
        raise UsageError("WHO is missing", 'clientlog log dana "what was said"')
    if text and nothing:
        raise UsageError("TEXT and --nothing contradict each other", "leave one of them out")
    said = {"nothing": nothing, "no_show": no_show, **occasion.read(context)}
    said["summary"] = _summary(" ".join(text)) if text else None
    target = occasion.target(context, [who, *(with_ or ())], said.get("at"))
    return _log_typed(context, target, said, typed, edit=edit)


def _resume(context: Context, *, alone: bool) -> Result:
    if not alone:
        raise UsageError(
            "--resume goes on with the draft as it is", "the rest is changed in the editor"
        )
    from clientlog.cli.capture.interactive import resume

    return resume(context)


def _log_typed(
    context: Context, target: MeetingTarget, said: dict[str, Any], typed: LogOptions, *, edit: bool
) -> Result:
    """Log what the command line says; where that is only who was met, let it be written."""
    says_all = bool(said["summary"] or said["nothing"] or said["no_show"] or typed)
    if edit and says_all:
        raise UsageError("with -e everything is written in the editor", "leave the other texts out")
    if not (says_all or edit or context.interactive):
        raise UsageError("what was said is missing", "add TEXT, or --nothing, or --no-show")
    if edit or not says_all:
        return _write(context, target, said, at_prompts=not edit)
    parts = typed.read(context)
    from clientlog.write.log import MeetingLog

    record = MeetingLog(clients=tuple(one.id for one in target.clients), **said, **parts)
    return save_record(context, target, record)


def _write(
    context: Context, target: MeetingTarget, said: dict[str, Any], *, at_prompts: bool
) -> Result:
    """What is to be written by hand, below a header that says what the options said."""
    from clientlog.cli.capture.interactive import write_at_prompts, write_in_editor

    beside = {
        "when": f"{context.clock.local(said['at']):%Y-%m-%d %H:%M}" if "at" in said else None,
        "length": f"{said['minutes']}m" if "minutes" in said else None,
        "title": said.get("title"),
        "channel": said.get("channel"),
    }
    write = write_at_prompts if at_prompts else write_in_editor
    return write(context, target, {name: value for name, value in beside.items() if value})


def _summary(text: str) -> str:
    """The summary; an attribute in it was meant for an item."""
    validate_text(text, "TEXT")
    found = find_attributes(text)
    if found:
        raise UsageError(
            f"TEXT is the summary, but {quote(escape_controls(found[0]))} belongs to an item",
            'put that into --action "…", --promise "…", --their-action or --their-promise',
        )
    return text
