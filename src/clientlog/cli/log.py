"""`log`: record a meeting or talk that happened."""

from datetime import datetime, timedelta
from typing import Annotated, Any

import typer

from clientlog.book import records
from clientlog.book.values import Client, Meeting
from clientlog.cli.completing import complete_handles
from clientlog.cli.meeting import meeting_ref
from clientlog.cli.options import Past, channel_argument, item_argument, past_moment_argument
from clientlog.cli.plan import For, Title, Via, With
from clientlog.cli.run import Run
from clientlog.cli.verb import verb
from clientlog.clock import stamp
from clientlog.dates import read_length
from clientlog.errors import NotThere, WrongUsage, shorten
from clientlog.items import Item, attributes_in
from clientlog.render.described import describe, describe_all
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
AtOption = Annotated[str | None, typer.Option("--at", metavar="WHEN", help="When it began; else now.")]
Nothing = Annotated[bool, typer.Option("--nothing", help="It took place; nothing to note.")]
NoShow = Annotated[bool, typer.Option("--no-show", help="They did not come.")]
MeetingOption = Annotated[
    str | None, typer.Option("--meeting", metavar="REF", help="Record this meeting.")
]
New = Annotated[bool, typer.Option("--new", help="A meeting of its own, not the planned one.")]
NoteOption = Annotated[
    list[str] | None, typer.Option("--note", metavar="TEXT", help="Worth remembering; again for more.")
]


def _items(name: str, text: str) -> Any:
    return Annotated[list[str] | None, typer.Option(name, metavar="ITEM", help=text)]


@verb(
    app,
    "log",
    'clientlog log dana "Paused the migration" --their-promise "approve travel due:mon"',
    'clientlog log dana --with sam --at "yesterday 15:00" --for 45m "Kick-off went well"',
    "clientlog log dana --nothing",
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
    action: _items("--action", "What I will do.") = None,  # type: ignore[valid-type]
    their_action: _items("--their-action", "What they will do.") = None,  # type: ignore[valid-type]
    promise: _items("--promise", "My word to them.") = None,  # type: ignore[valid-type]
    their_promise: _items("--their-promise", "Their word to me.") = None,  # type: ignore[valid-type]
    note: NoteOption = None,
    nothing: Nothing = False,
    no_show: NoShow = False,
    meeting: MeetingOption = None,
    new: New = False,
    past: Past = False,
) -> Result:
    """Record a meeting or talk that happened.

    A planned meeting with WHO, from 30 minutes before its start to 24 hours after its
    end, is closed by it; --new prevents that.
    """
    if who is None:
        raise WrongUsage("WHO is missing", 'clientlog log dana "what was said"')
    found = run.clients([who, *(with_ or ())])
    began = past_moment_argument(run, "--at", at) if at else None
    closed = _meeting_closed(run, found[0], began or run.clock.now, meeting, new=new)
    items = {
        "my_actions": _read_items(run, "--action", action, past=past),
        "their_actions": _read_items(run, "--their-action", their_action, past=past),
        "my_promises": _read_items(run, "--promise", promise, past=past),
        "their_promises": _read_items(run, "--their-promise", their_promise, past=past),
    }
    said = {
        "clients": tuple(one.id for one in found),
        "at": began,
        "minutes": run.plain_argument("--for", read_length, for_) if for_ else None,
        "title": clean_line(title, "--title") if title else None,
        "channel": channel_argument("--via", via),
        "summary": _summary(" ".join(text)) if text else None,
        "nothing": nothing,
        "no_show": no_show,
        "notes": tuple(clean_text(one, "--note") for one in note or ()),
    }
    return record(run, closed, **said, **items)


def record(run: Run, closed: Meeting | None, **said: Any) -> Result:
    """Write it down in one transaction and say what was understood."""
    from clientlog.journal.log import Record, log_meeting
    from clientlog.models import Meeting as StoredMeeting

    with run.change() as change:
        stored = change.get(StoredMeeting, closed.number) if closed else None
        held = log_meeting(change, Record(**said), stored)
        created, _ = change.outcome()
        ref = f"m{held.id}"
        lines = [f"{ref}  closes the planned meeting" if closed and closed.state == "planned" else ""]
        lines += [describe_all(change.connection, run.clock, [ref, *(c for c in created if c != ref)])]
        return run.changed(change, "\n".join(line for line in lines if line))


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


def _read_items(
    run: Run, name: str, texts: list[str] | None, *, past: bool
) -> tuple[Item, ...]:
    return tuple(item_argument(run, name, text, past=past) for text in texts or ())


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
