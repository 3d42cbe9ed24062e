"""The report for a terminal: short, with commands that can be copied."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from clientlog.queries.snapshot_values import Organization
from clientlog.render.report import (
    TITLES,
    Report,
    Shape,
    commands,
    nothing_found,
    put_off,
    summary,
    together,
)
from clientlog.render.text.tables import Cell, Hanging, Listing, Row
from clientlog.rules.base import SEVERITIES
from clientlog.rules.runner import Flag, clients_of
from clientlog.text import escape_controls

STYLES = {"late": "bold red", "now": "bold yellow", "soon": "bold cyan", "care": "bold green"}

FEW = 3
"""Up to this many flags, reasons and all commands are shown without --full."""

MOST = 10
"""Up to this many flags have a command; beyond, the `soon` ones are a line per rule."""

NAMED = 4
"""How many names a line per rule shows."""


def text(report: Report, shape: Shape) -> Group | str:
    """Return the report for a terminal."""
    if not report.flags:
        return "\n".join(filter(None, (report.digest, nothing_found(report))))
    flags = [flag for flag in report.flags if shape.old or not flag.old]
    in_full = [flag for flag in flags if shape.care or flag.severity != "care"]
    full = shape.full or len(in_full) <= FEW
    parts: list[RenderableType] = [_line(report.digest, "bold")] if report.digest else []
    left = len(in_full) if full or shape.care else MOST
    for severity in SEVERITIES:
        section = together([flag for flag in in_full if flag.severity == severity])
        most = max(left, 0) if severity == "soon" else len(section)
        left -= len(section)
        if section:
            parts += _section(severity, section[:most], report.program, full=full)
            parts += _by_rule(section[most:])
    if not shape.care:
        parts += _care([flag for flag in flags if flag.severity == "care"])
    parts += _foot(report, shape, old=len(report.flags) - len(flags), full=full)
    return Group(*parts)


def listing(report: Report) -> Listing:
    """Return the report as a flag a line: severity, key, client, text, and what settles it."""
    return Listing(
        ("severity", "flag", "client", "text", "settled by"),
        [
            Row(
                [
                    Cell(flag.severity),
                    Cell(escape_controls(flag.ref or flag.key)),
                    Cell(flag.client or ""),
                    Cell(f"{escape_controls(flag.text)}{put_off(flag)}"),
                ],
                [(next(iter(commands(flag, report.program)), ""), "")],
            )
            for flag in report.flags
        ],
    )


def _section(
    severity: str, flags: Sequence[Flag], program: str, *, full: bool
) -> Iterator[RenderableType]:
    yield _title(severity)
    explained: set[str] = set()
    for flag in flags:
        yield flag_line(flag)
        if full and flag.rule not in explained:
            explained.add(flag.rule)
            yield indented(flag.why, 4, "italic dim")
        settling = commands(flag, program)
        yield from (command_line(command) for command in (settling if full else settling[:1]))


def flag_line(flag: Flag) -> RenderableType:
    """Return the text of a flag after what it is snoozed by: a REF, or the whole key."""
    about = flag.ref or flag.key
    return Hanging((escape_controls(about), ""), f"{escape_controls(flag.text)}{put_off(flag)}")


def _care(flags: Sequence[Flag]) -> Iterator[RenderableType]:
    """Yield the title and one line per rule."""
    if flags:
        yield _line(f"{TITLES['care']} ({len(flags)})", STYLES["care"])
    yield from _by_rule(flags)


def _by_rule(flags: Sequence[Flag]) -> Iterator[RenderableType]:
    """Yield one line per rule, with the names."""
    rules = dict.fromkeys(flag.rule for flag in flags)
    for rule in rules:
        about = dict.fromkeys(_name(flag) for flag in flags if flag.rule == rule)
        names = list(about)
        rest = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        line = f"{escape_controls(', '.join(names[:NAMED]))}{rest}"
        yield Hanging((f"{rule}:", ""), line, gap=1)


def _name(flag: Flag) -> str:
    """Return whom a flag is about, and the record if it is about one."""
    if isinstance(flag.subject, Organization):
        return flag.subject.name
    clients = clients_of(flag.subject)
    name = clients[0].name if clients else flag.key
    return f"{name} ({flag.ref})" if flag.ref else name


def _foot(report: Report, shape: Shape, *, old: int, full: bool) -> Iterator[RenderableType]:
    program = report.program
    yield Text(f"{report.as_of}: {summary(report)}", "bold")
    if old:
        yield Pointer(f"older than 28 days: {old}, shown by", f"{program} report --old")
    if not full:
        care = " --care" if shape.care else ""
        yield Pointer("reasons and every command", f"{program} report{care} --full")


class Pointer(NamedTuple):
    """A line that names the command to go on with, which gets its own line on a narrow screen."""

    words: str
    command: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """Draw one line, or the words and the command below them."""
        line = f"{self.words}: {self.command}"
        if cell_len(line) <= options.max_width:
            yield _line(line, "dim")
        else:
            yield Text(f"{self.words}:", "dim")
            yield _line(f"    {self.command}", "dim")


def _title(severity: str) -> Text:
    return Text(TITLES[severity], style=STYLES[severity])


def _line(line: str, style: str) -> Text:
    """Return a line that the terminal wraps, so that a command in it can be copied."""
    return Text(line, style=style, overflow="ignore")


def indented(text: str | Text, columns: int, style: str = "") -> RenderableType:
    """Return a text that keeps its indentation where it wraps."""
    body = Text(text, style=style) if isinstance(text, str) else text
    return Padding.indent(body, columns)


def command_line(command: str) -> Text:
    """Return a command in one piece: the terminal wraps it, so that a copy of it is whole."""
    return _line("    " + command, "")
