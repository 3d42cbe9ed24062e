"""The day on one screen: at most fifteen lines."""

from collections.abc import Iterable
from itertools import zip_longest

from rich.console import Group, RenderableType
from rich.text import Text

from clientlog.dates import format_day, format_moment_text
from clientlog.queries.snapshot_values import Organization
from clientlog.render.report import CLEAN, put_aside
from clientlog.render.sentences import names, shortened
from clientlog.render.text.report import STYLES, Pointer
from clientlog.render.text.tables import Cell, Hanging, Listing, Row, line
from clientlog.rules.runner import Flag
from clientlog.text import escape_controls
from clientlog.today import DayMeeting, Today

MEETINGS, DUE, NAMED = 4, 3, 4
"""How many meetings, due dates and names are shown."""


def text(day: Today) -> Group:
    """Return the day for a terminal."""
    away = ""
    if day.away_until:
        away = f": you are away until {format_day(day.away_until, day.clock.today)}"
    title = Text(format_day(day.clock.today, day.clock.today) + away, style="bold")
    if day.empty:
        return Group(title, Text(_welcome(day)))
    parts: list[RenderableType] = [title, *_meetings(day), *_due(day)]
    parts += _named("late", _with_reasons(day.late), STYLES["late"])
    parts += _named("now", _with_reasons(day.urgent), STYLES["now"])
    parts += _named("gone quiet", (_name(flag) for flag in day.quiet))
    parts += _named("back today", (client.name for client in day.back))
    return Group(*parts, _foot(day))


def listing(day: Today) -> Listing:
    """Return everything of the day as a line each: what it is, REF, when, who, text."""
    today = day.clock.today
    rows = [
        ("meeting", meeting.ref, f"{day.clock.local(meeting.starts_at):%H:%M}", names(meeting),
         "; ".join(filter(None, (meeting.title, *needs))))
        for meeting, needs in day.meetings
    ]  # fmt: skip
    for meeting in day.following:
        when = format_moment_text(day.clock.local(meeting.starts_at), today)
        rows.append(("next", meeting.ref, when, names(meeting), meeting.title or ""))
    for commitment in day.due:
        when = format_day(commitment.due or today, today)
        rows.append(("due", commitment.ref, when, commitment.client.name, commitment.text))
    rows += [
        (flag.severity, flag.ref or flag.key, "", flag.client or "", flag.text)
        for flag in (*day.late, *day.urgent, *day.quiet)
    ]
    if day.away_until:
        rows.append(("away", "", format_day(day.away_until, today), "me", ""))
    rows += [("back", client.handle, "", client.name, "") for client in day.back]
    return Listing(
        ("what", "ref", "when", "who", "text"),
        [
            Row([Cell(line(value)) for value in values], [(line(text), "")])
            for *values, text in rows
        ],
    )


def _welcome(day: Today) -> str:
    commands = (
        ('client add "Dana Reyes" --direction up', "enter the first person"),
        ("import vcard contacts.vcf", "take in an address book"),
        ("demo", "look at a sample year first"),
    )
    width = max(len(command) for command, _ in commands)
    choices = "\n".join(
        f"  {day.program} {command.ljust(width)}  {what}" for command, what in commands
    )
    return (
        "Welcome to clientlog. Nobody is in the journal yet.\n"
        f"It is, or will be, in {escape_controls(str(day.path))}\n\n"
        f"To begin, one of:\n{choices}\n\n"
        f'After a meeting:  {day.program} log dana "what was said"\n'
        f"Everything else:  {day.program} help"
    )


def _meetings(day: Today) -> list[RenderableType]:
    lines: list[RenderableType] = [_meeting(meeting, day) for meeting in day.meetings[:MEETINGS]]
    lines = lines or [Text("  no meetings today", style="dim")]
    if (left := len(day.meetings) - MEETINGS) > 0:
        lines.append(Pointer(f"  and {left} more", f"{day.program} agenda"))
    elif day.following:
        following = day.following[0]
        when = format_moment_text(day.clock.local(following.starts_at), day.clock.today)
        line = f"{when}  {following.ref}  {names(following)}"
        lines.append(Hanging(("next:", "dim"), escape_controls(line), "dim", gap=1))
    return lines


def _meeting(day_meeting: DayMeeting, day: Today) -> RenderableType:
    meeting = day_meeting.meeting
    title = f": {shortened(meeting.title, 40)}" if meeting.title else ""
    place = f", {shortened(meeting.place, 20)}" if meeting.place else ""
    state = "" if meeting.state == "planned" else f" ({meeting.state})"
    needs = f" ({', '.join(day_meeting.needs)})" if day_meeting.needs else ""
    starts = f"{day.clock.local(meeting.starts_at):%H:%M}"
    style = "dim" if state else ""
    line = f"{names(meeting)}{title}{place}{state}{needs}"
    return Hanging((f"{starts}  {meeting.ref}", style), escape_controls(line), style)


def _due(day: Today) -> list[RenderableType]:
    """Return what is due next, mine and theirs."""
    if not day.due:
        return []
    lines: list[RenderableType] = [Text("due next", style="bold")]
    for commitment in day.due[:DUE]:
        name = commitment.client.name
        owner = f"from {name}" if commitment.theirs else f"for {name}"
        due = format_day(commitment.due or day.clock.today, day.clock.today)
        when = "today" if commitment.due == day.clock.today else due
        line = f"{when}: {shortened(commitment.text, 40)}, {owner}"
        lines.append(Hanging((commitment.ref, ""), escape_controls(line)))
    if (left := len(day.due) - DUE) > 0:
        lines.append(Pointer(f"  and {left} more", f"{day.program} report"))
    return lines


def _name(flag: Flag) -> str:
    about = flag.ref or ""
    subject = flag.subject
    name = subject.name if isinstance(subject, Organization) else flag.client or ""
    return f"{about} {name}".strip()


def _with_reasons(flags: Iterable[Flag]) -> list[str]:
    """Return `m3 lea-voss`, `m4 jin-ho (no summary)`: a reason after the last it is for.

    Of more than are named there is no room for reasons.
    """
    unique = list({_name(flag): flag for flag in flags}.values())
    if len(unique) > NAMED:
        return [_name(flag) for flag in unique]
    return [
        _name(flag) if following and following.rule == flag.rule else _with_reason(flag)
        for flag, following in zip_longest(unique, unique[1:])
        if flag
    ]


def _with_reason(flag: Flag) -> str:
    """Return `m3 lea-voss (no summary)`: a rule is named by why it flags."""
    return f"{_name(flag)} ({flag.rule.replace('-', ' ')})"


def _named(title: str, names_: Iterable[str], style: str = "bold") -> list[RenderableType]:
    """Return a line with a title and some names, or nothing."""
    listed = list(dict.fromkeys(names_))
    if not listed:
        return []
    rest = f" and {len(listed) - NAMED} more" if len(listed) > NAMED else ""
    line = escape_controls(", ".join(listed[:NAMED]) + rest)
    return [Hanging((f"{title}:", style), line, indent=0, gap=1)]


def _foot(day: Today) -> RenderableType:
    parts = [f"{number} {severity}" for severity, number in day.counts.items() if number]
    if not any(day.counts.values()):
        rest = put_aside(day.snoozed, day.muted, day.failed)
        return Text(f"{CLEAN} {', '.join(rest)}." if rest else CLEAN, style="green")
    return Pointer(", ".join([*parts, *put_aside(day.snoozed, 0)]), f"{day.program} report")
