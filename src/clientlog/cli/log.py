"""`log`: record a meeting or talk that happened."""

from datetime import datetime, timedelta
from typing import Annotated, Any

import typer

from clientlog.book import records
from clientlog.book.values import Client, Meeting
from clientlog.cli.capture import Target, write_down
from clientlog.cli.completing import complete_handles
from clientlog.cli.meeting import meeting_ref
from clientlog.cli.options import Past, channel_argument, past_moment_argument
from clientlog.cli.plan import For, Title, Via, With
from clientlog.cli.run import Run
from clientlog.cli.typed import Typed
from clientlog.cli.verb import verb
from clientlog.clock import stamp
from clientlog.dates import read_length
from clientlog.errors import NotThere, WrongUsage, shorten
from clientlog.items import attributes_in
from clientlog.render.described import describe
from clientlog.render.result import Result
from clientlog.texts import clean_line, clean_text, visible

app = typer.Typer()

CLOSES_FROM = timedelta(minutes=30)
"""How long before its start a planned meeting is closed by `log`."""

CLOSES_UNTIL = timedelta(hours=24)
"""How long after its end."""

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


@verb(
    app,
    "log",
    "clientlog log dana",
    'clientlog log dana "Paused the migration" --their-promise "approve travel due:mon"',
    'clientlog log dana --with sam --at "yesterday 15:00" --for 45m "Kick-off went well"',
    "clientlog log dana --file minutes.md --take-items",
)
def log(
    run: Run,
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
    typed = Typed(
        commitments=(action, their_action, promise, their_promise),
        texts=(decision, note, topic),
        next=next_,
        past=past,
    )
    if resume:
        if who or text or with_ or at or for_ or title or via or file or typed:
            raise WrongUsage(
                "--resume goes on with the draft as it is", "the rest is changed in the editor"
            )
        from clientlog.cli.writing import resume as resume_draft

        return resume_draft(run)
    source = "-" if text == ["-"] or (who == "-" and not text) else file
    who = None if who == "-" else who
    if source:
        from clientlog.cli.reading import log_source

        if (text and text != ["-"]) or nothing or no_show or edit:
            raise WrongUsage(
                f"the summary comes from {'standard input' if source == '-' else source}",
                "leave TEXT, --nothing, --no-show and -e out",
            )
        return log_source(
            run, source, who, with_ or [], typed.read(run), at=at, for_=for_, title=title, via=via,
            meeting=meeting, new=new, take_items=take_items,
        )  # fmt: skip
    if take_items:
        raise WrongUsage("--take-items takes them from minutes", "name these: - or --file FILE")
    if who is None:
        raise WrongUsage("WHO is missing", 'clientlog log dana "what was said"')
    began = past_moment_argument(run, "--at", at) if at else None
    target = find_target(run, [who, *(with_ or ())], began, meeting, new=new)
    said: dict[str, Any] = {
        "at": began,
        "minutes": run.plain_argument("--for", read_length, for_) if for_ else None,
        "title": clean_line(title, "--title") if title else None,
        "channel": channel_argument("--via", via),
        "summary": _summary(" ".join(text)) if text else None,
        "nothing": nothing,
        "no_show": no_show,
    }
    if text and nothing:
        raise WrongUsage("TEXT and --nothing contradict each other", "leave one of them out")
    says_all = bool(text or nothing or no_show or typed)
    if edit and says_all:
        raise WrongUsage("with -e everything is written in the editor", "leave the other texts out")
    if not (says_all or edit or run.may_ask):
        raise WrongUsage("what was said is missing", "add TEXT, or --nothing, or --no-show")
    if edit or not says_all:
        return _write(run, target, said, at_prompts=not edit)
    parts = typed.read(run)
    from clientlog.journal.log import Record

    record = Record(clients=tuple(one.id for one in target.clients), **said, **parts)
    return write_down(run, target, record)


def _write(run: Run, target: Target, said: dict[str, Any], *, at_prompts: bool) -> Result:
    """What is to be written by hand, below a header that says what the options said."""
    from clientlog.cli.writing import at_the_prompts, in_the_editor

    beside = {
        "when": said["at"] and f"{run.clock.local(said['at']):%Y-%m-%d %H:%M}",
        "length": said["minutes"] and f"{said['minutes']}m",
        "title": said["title"],
        "channel": said["channel"],
    }
    write = at_the_prompts if at_prompts else in_the_editor
    return write(run, target, {name: value for name, value in beside.items() if value})


def _summary(text: str) -> str:
    """The summary; an attribute in it was meant for an item."""
    clean_text(text, "TEXT")
    found = attributes_in(text)
    if found:
        raise WrongUsage(
            f"TEXT is the summary, but {shorten(visible(found[0]))} belongs to an item",
            'put that into --action "…", --promise "…", --their-action or --their-promise',
        )
    return text


def find_target(
    run: Run, names: list[str], began: datetime | None, ref: str | None, *, new: bool
) -> Target:
    """Who was met, and which meeting that was."""
    found = tuple(run.clients(names))
    closed = _meeting_closed(run, found[0], began or run.clock.now, ref, new=new)
    return Target(clients=found, meeting=closed)


def _meeting_closed(
    run: Run, client: Client, at: datetime, ref: str | None, *, new: bool
) -> Meeting | None:
    """The meeting that is recorded: the one named, or the planned one that is due or just over."""
    if ref and new:
        raise WrongUsage("--meeting and --new contradict each other")
    if ref:
        one = meeting_ref(ref)
        named = records.meetings(run.book, "meeting.id = ?", one.number)
        if not named:
            raise NotThere(f"there is no {one}", "see: clientlog meeting list")
        return named[0]
    return None if new else _nearest(run, _closable(run, client, at), at)


def _closable(run: Run, client: Client, at: datetime) -> list[Meeting]:
    return records.meetings(
        run.book,
        "state = 'planned' AND starts_at <= ? AND ends_at >= ?"
        " AND id IN (SELECT meeting_id FROM attendance WHERE client_id = ?) ORDER BY starts_at, id",
        stamp(at + CLOSES_FROM),
        stamp(at - CLOSES_UNTIL),
        client.id,
    )


def _nearest(run: Run, found: list[Meeting], at: datetime) -> Meeting | None:
    """The one whose start is nearest; of two equally near the person chooses."""
    if not found:
        return None
    distance = min(abs(one.starts_at - at) for one in found)
    nearest = [one for one in found if abs(one.starts_at - at) == distance]
    if len(nearest) == 1:
        return nearest[0]
    lines = {_described(run, one): one for one in nearest}
    if not run.may_ask:
        raise WrongUsage(
            f"{' and '.join(one.ref for one in nearest)} are equally near",
            f"say which: --meeting {nearest[0].ref}, or --new",
        )
    return lines[run.choose("Which meeting was it", list(lines))]


def _described(run: Run, one: Meeting) -> str:
    from clientlog.refs import Ref

    return describe(run.book, run.clock, Ref("m", one.number))
