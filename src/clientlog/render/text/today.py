"""The day on one screen."""

from typing import TYPE_CHECKING, Any, NamedTuple

from clientlog.clock import Clock
from clientlog.dates import format_day, format_moment_text
from clientlog.queries.values import Meeting
from clientlog.render.report import CLEAN, commands, counts
from clientlog.render.sentences import names, shortened
from clientlog.render.text.report import STYLES, command_line, indented
from clientlog.rules.runner import Flag
from clientlog.text import escape_controls

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.text import Text

__all__ = ["Today", "counts", "document", "text"]


class Today(NamedTuple):
    """What the day holds."""

    clock: Clock
    program: str
    meetings: tuple[Meeting, ...]
    following: tuple[Meeting, ...]
    urgent: tuple[Flag, ...]
    """What is late and what needs a hand today."""
    quiet: tuple[Flag, ...]
    counts: dict[str, int]
    empty: bool = False
    """Whether nobody is in the journal yet."""


def document(day: Today) -> dict[str, Any]:
    """The day as JSON."""
    return {
        "as_of": day.clock.local(day.clock.now).isoformat(),
        "meetings": [_meeting_document(one, day.clock) for one in day.meetings],
        "next": [_meeting_document(one, day.clock) for one in day.following],
        "late": [_flag_document(one, day) for one in day.urgent],
        "quiet": [_flag_document(one, day) for one in day.quiet],
        "counts": day.counts,
    }


def _meeting_document(one: Meeting, clock: Clock) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "title": one.title,
        "starts_at": clock.local(one.starts_at).isoformat(),
        "ends_at": clock.local(one.ends_at).isoformat(),
        "state": one.state,
        "clients": [client.handle for client in one.clients],
        "place": one.place,
    }


def _flag_document(flag: Flag, day: Today) -> dict[str, Any]:
    return {
        "key": flag.key,
        "severity": flag.severity,
        "client": flag.client,
        "ref": flag.ref,
        "text": flag.text,
        "settle": commands(flag, day.program),
    }


def text(day: Today) -> "Group":
    """The day for a terminal."""
    from rich.console import Group
    from rich.text import Text

    title = Text(format_day(day.clock.today, day.clock.today), style="bold")
    if day.empty:
        return Group(title, Text(_welcome(day.program)))
    parts: list[RenderableType] = [title, *_meetings(day), *_flags("needs you", day.urgent, day)]
    parts += _flags("gone quiet", day.quiet, day)
    return Group(*parts, _foot(day))


def _welcome(program: str) -> str:
    return (
        "Nobody is in the journal yet. To begin:\n"
        f'  {program} client add "Dana Reyes" --direction up\n'
        f'  {program} log dana "what was said"\n'
        "or look at a sample first: clientlog demo"
    )


def _meetings(day: Today) -> "list[RenderableType]":
    from rich.text import Text

    lines: list[RenderableType] = [_meeting(one, day, with_day=False) for one in day.meetings]
    lines = lines or [Text("  no meetings today", style="dim")]
    if day.following:
        lines += [Text("next", style="bold")]
        lines += [_meeting(one, day, with_day=True) for one in day.following]
    return lines


def _meeting(one: Meeting, day: Today, *, with_day: bool) -> "RenderableType":
    local = day.clock.local(one.starts_at)
    when = format_moment_text(local, day.clock.today) if with_day else f"{local:%H:%M}"
    title = f": {shortened(one.title)}" if one.title else ""
    place = f", {shortened(one.place, 30)}" if one.place else ""
    state = "" if one.state == "planned" else f" ({one.state})"
    shown = f"{when}  {one.ref}  {names(one)}{title}{place}{state}"
    return indented(escape_controls(shown), 2, "dim" if state else "")


def _flags(title: str, flags: tuple[Flag, ...], day: Today) -> "list[RenderableType]":
    from rich.text import Text

    if not flags:
        return []
    lines: list[RenderableType] = [Text(title, style="bold")]
    for flag in flags:
        said = Text(flag.severity, style=STYLES[flag.severity], overflow="fold")
        lines.append(indented(said.append("  " + escape_controls(flag.text), style="default"), 2))
        lines.append(command_line(commands(flag, day.program)[0]))
    return lines


def _foot(day: Today) -> "Text":
    from rich.text import Text

    if not any(day.counts.values()):
        return Text(CLEAN, style="green")
    said = ", ".join(f"{number} {severity}" for severity, number in day.counts.items() if number)
    return Text(f"{said}: {day.program} report", style="dim", no_wrap=True, overflow="ignore")
