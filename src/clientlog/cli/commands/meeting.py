"""`meeting`: list, change, move and cancel meetings, planned and held."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientlog import write
from clientlog.cli import capture, commands
from clientlog.cli.command import command, group
from clientlog.cli.commands.plan import (
    At,
    For,
    Place,
    PlanOptions,
    Repeat,
    Standing,
    Title,
    create_meeting,
    parse_start,
    read_details,
)
from clientlog.cli.context import Context
from clientlog.cli.filters import OfClient, OfTag, Since, Sort, State, Until
from clientlog.cli.options import (
    OneRef,
    Via,
    Who,
    Why,
    With,
    Yes,
    parse_meeting_ref,
    past_moment_argument,
)
from clientlog.cli.result import Result
from clientlog.dates import parse_length
from clientlog.errors import UsageError
from clientlog.queries.records import get_meeting
from clientlog.refs import Ref
from clientlog.render.one_line import describe
from clientlog.text import validate_text

if TYPE_CHECKING:
    from clientlog.store.tables import Meeting
    from clientlog.write.change import Change

app = group(
    "meeting",
    "Conversations with a time, attendees and a summary.",
    "clientlog meeting list --client dana",
    "clientlog meeting move m15 --at 'mon 14:00'",
    "clientlog meeting cancel m15",
)


@command(app, "add", 'clientlog meeting add dana --at "2026-10-02 10:00"')
def add(context: Context, options: PlanOptions, who: Who, at: At = None) -> Result:
    """Add a meeting, future or past; a past one is added without a summary."""
    if at is None:
        raise UsageError("--at is missing", 'say when: --at "fri 10:00"')
    starts_at, minutes = parse_start(context, at)
    return create_meeting(context, who, starts_at, options, minutes=minutes)


@command(
    app,
    "list",
    "clientlog meeting list --since 'last mon' --client dana",
    "clientlog meeting list --state planned --sort -start",
    screen=True,
)
def list_(
    context: Context,
    since: Since = None,
    until: Until = None,
    client: OfClient = None,
    state: State = None,
    tag: OfTag = None,
    sort: Sort = None,
) -> Result:
    """List every meeting, oldest first.

    --sort takes start, client, title or ref; -start is the reverse. --state takes planned,
    held, cancelled or no-show. In a pipe each meeting is one line, its values separated by tabs.
    """
    options = commands.meeting_list.MeetingOptions(
        since=since, until=until, client=client, state=state, tags=tuple(tag or ()), sort=sort
    )
    return commands.meeting_list.meeting_list(context, options)


@command(app, "show", "clientlog meeting show m15", screen=True)
def show(context: Context, ref: OneRef) -> Result:
    """Show everything about one meeting."""
    return commands.show.meeting_show(context, parse_meeting_ref(ref))


Without = Annotated[
    list[str] | None,
    typer.Option("--without", metavar="WHO", help="Remove an attendee."),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditOptions:
    """The options that change a meeting; an empty text clears a value."""

    summary: Annotated[
        str | None, typer.Option("--summary", metavar="TEXT", help="The new summary.")
    ] = None
    with_: With = None
    without: Without = None
    for_: For = None
    title: Title = None
    place: Place = None
    review: Annotated[
        bool | None, typer.Option("--review/--no-review", help="It is a formal review.")
    ] = None
    every: Repeat = None
    routine: Annotated[
        bool | None,
        typer.Option("--routine/--no-routine", help="It needs no agenda and no summary."),
    ] = None
    standing: Standing = None
    via: Via = None

    def read(self, context: Context) -> dict[str, Any]:
        """Return the new values of columns."""
        texts = {name: getattr(self, name) for name in ("title", "place", "standing", "every")}
        texts["via"] = self.via
        emptied = {
            "channel" if name == "via" else name: None
            for name, text in texts.items()
            if text == "" or (name == "every" and text == "none")
        }
        filled = {name: text for name, text in texts.items() if name not in emptied}
        values = read_details(context, **filled) | emptied
        if self.review is not None:
            values["review"] = self.review
        if self.routine is not None:
            values["routine"] = self.routine
        if self.summary is not None:
            values["summary"] = validate_text(self.summary, "--summary") if self.summary else None
        return values


@command(app, "edit", "clientlog meeting edit m15 --title 'Kick-off' --with sam", takes_empty=True)
def edit(
    context: Context,
    options: EditOptions,
    ref: OneRef,
    in_editor: Annotated[bool, typer.Option("--edit", "-e", help="In the editor.")] = False,
) -> Result:
    """Change what is known about a meeting; an empty text clears a value.

    Without any other option, its minutes open in the editor.
    """
    meeting_ref = parse_meeting_ref(ref)
    values = options.read(context)
    minutes = (
        context.parse_plain("--for", parse_length, options.for_)
        if options.for_ is not None
        else None
    )
    come, gone = context.clients(options.with_ or ()), context.clients(options.without or ())
    is_changed = bool(values or minutes or come or gone)
    if in_editor and is_changed:
        raise UsageError(
            "with -e the meeting is changed in the editor",
            "leave -e out, or run the command again for the other options",
        )
    if not is_changed:
        return _edit_minutes(context, meeting_ref, requested=in_editor)

    with context.change() as change:
        meeting = write.meetings.get_meeting(change, meeting_ref.number)
        write.meetings.edit(change, meeting, **values)
        if minutes:
            write.meetings.move(change, meeting, meeting.starts_at, minutes)
        write.meetings.add_attendees(
            change, meeting, tuple(write.clients.get(change, who.id) for who in come)
        )
        for who in gone:
            write.meetings.remove_attendee(change, meeting, write.clients.get(change, who.id))
        return context.change_result(
            change, describe(change.connection, context.clock, meeting_ref)
        )


def _edit_minutes(context: Context, ref: Ref, *, requested: bool) -> Result:
    """Open the meeting's minutes in the editor; raise UsageError where nobody can edit."""
    meeting = get_meeting(context.connection, ref)
    if not (requested or context.interactive or context.environ.get("CLIENTLOG_EDITOR")):
        raise UsageError("nothing to change was named", "see: clientlog meeting edit --help")
    return capture.interactive.write_in_editor(
        context, capture.meeting_match.MeetingTarget(clients=meeting.clients, meeting=meeting), {}
    )


@command(app, "move", "clientlog meeting move m15 --at 'mon 14:00'")
def move(context: Context, ref: OneRef, at: At = None, for_: For = None) -> Result:
    """Move a meeting to another time."""
    if at is None:
        raise UsageError("--at is missing", 'say when: --at "fri 10:00"')
    meeting_ref = parse_meeting_ref(ref)

    length = None
    if get_meeting(context.connection, meeting_ref).state != "planned":
        # A meeting that was held stays in the past.
        starts_at = past_moment_argument(context, "--at", at)
    else:
        starts_at, length = parse_start(context, at)
    minutes = context.parse_plain("--for", parse_length, for_) if for_ else length

    with context.change() as change:
        meeting = write.meetings.get_meeting(change, meeting_ref.number)
        following = write.meetings.move(change, meeting, starts_at, minutes)
        return context.change_result(change, _with_next(context, change, meeting_ref, following))


@command(app, "cancel", "clientlog meeting cancel m15 --why 'Sam is ill'")
def cancel(context: Context, ref: OneRef, why: Why = None) -> Result:
    """Cancel a planned meeting; the reason becomes its summary."""
    parsed = parse_meeting_ref(ref)
    reason = validate_text(why, "--why") if why is not None else None

    with context.change() as change:
        meeting = write.meetings.get_meeting(change, parsed.number)
        following = write.meetings.cancel(change, meeting)
        if reason:
            write.meetings.edit(change, meeting, summary=reason)
        return context.change_result(change, _with_next(context, change, parsed, following))


def _with_next(context: Context, change: "Change", ref: Ref, following: "Meeting | None") -> str:
    """Return a line about a meeting and, if one was planned, the next of its series."""
    refs = [ref, *([Ref("m", following.id or 0)] if following else [])]
    return "; next: ".join(describe(change.connection, context.clock, each) for each in refs)


@command(app, "rm", "clientlog meeting rm m15 --yes")
def rm(context: Context, ref: OneRef, yes: Yes = False) -> Result:
    """Remove a meeting; the records that came out of it stay."""
    return commands.edit.remove(context, [str(parse_meeting_ref(ref))], yes=yes)
