"""The report: flags by severity, each with its reason and the commands that settle it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clientlog.rules.base import SEVERITIES
from clientlog.rules.runner import Flag
from clientlog.text import escape_controls

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, Group, RenderableType
    from rich.text import Text

STYLES = {"late": "bold red", "now": "bold yellow", "soon": "bold cyan", "care": "bold green"}

TITLES = {
    "late": "late: a word or a date is already broken",
    "now": "now: act today",
    "soon": "soon: act this week",
    "care": "care: worth a thought",
}

FEW = 6
"""So many flags are shown in full without being asked to."""

CLEAN = "Nothing needs you: everything was said, kept and written down. A good day."


def counts(flags: Sequence[Flag]) -> dict[str, int]:
    """How many flags of each severity."""
    return {one: sum(flag.severity == one for flag in flags) for one in SEVERITIES}


def document(flags: Sequence[Flag], as_of: str, program: str) -> dict[str, Any]:
    """The report as JSON."""
    return {
        "as_of": as_of,
        "counts": counts(flags),
        "flags": [
            {
                "key": flag.key,
                "rule": flag.rule,
                "severity": flag.severity,
                "client": flag.client,
                "ref": flag.ref,
                "since": flag.since.isoformat(),
                "text": flag.text,
                "why": flag.why,
                "settle": commands(flag, program),
                "snoozed": flag.snoozed,
            }
            for flag in flags
        ],
    }


def commands(flag: Flag, program: str) -> list[str]:
    """The settling commands, so that they reach the journal the report was made from."""
    return [program + command.removeprefix("clientlog") for command in flag.settle]


def text(
    flags: Sequence[Flag], program: str, *, care: bool, full: bool, as_of: str
) -> "Group | str":
    """The report for a terminal; of `care` only the count unless asked for.

    A few flags are shown in full, with the reason and every command; many in two lines each.
    """
    from rich.console import Group

    if not flags:
        return CLEAN
    shown = [flag for flag in flags if care or flag.severity != "care"]
    full = full or len(shown) <= FEW
    parts: list[RenderableType] = []
    for severity in SEVERITIES:
        found = [flag for flag in shown if flag.severity == severity]
        if found:
            parts += _section(severity, found, program, full=full)
    parts.append(_foot(counts(flags), len(flags) - len(shown), program, as_of, full=full))
    return Group(*parts)


def _section(
    severity: str, flags: Sequence[Flag], program: str, *, full: bool
) -> "list[RenderableType]":
    from rich.text import Text

    lines: list[RenderableType] = [Text(TITLES[severity], style=STYLES[severity])]
    for flag in flags:
        lines += _flag(flag, program, full=full)
    return [*lines, Text()]


def _flag(flag: Flag, program: str, *, full: bool) -> "Iterator[RenderableType]":
    """The flag, and below it what settles it, each command on a line that can be copied."""

    said = escape_controls(flag.text) + ("  (snoozed)" if flag.snoozed else "")
    yield indented(said, 2)
    settling = commands(flag, program)
    if full:
        yield indented(flag.why, 4, "italic dim")
        yield from (command_line(command) for command in settling)
        return
    others = [_in_short(command.removeprefix(program)) for command in settling[1:]]
    yield CommandLine(settling[0], f"# or {', '.join(dict.fromkeys(others))}")


NOUNS = {"client", "conflict", "meeting"}
"""What of the settling commands is a noun, with a verb after it."""


def _in_short(command: str) -> str:
    """What tells a command from its neighbours: `meeting cancel`, `log --nothing`."""
    first, *rest = command.split()
    told = [first, rest[0]] if first in NOUNS else [first]
    return " ".join(told + [word for word in rest[-1:] if word.startswith("--")])


def indented(text: "str | Text", columns: int, style: str = "") -> "RenderableType":
    """A text that keeps its indentation where it wraps."""
    from rich.padding import Padding
    from rich.text import Text

    shown = Text(text, style=style, overflow="fold") if isinstance(text, str) else text
    return Padding(shown, (0, 0, 0, columns), expand=False)


def command_line(command: str) -> "Text":
    """A command in one piece: the terminal wraps it, so that a copy of it is whole."""
    from rich.text import Text

    return Text("    " + command, no_wrap=True, overflow="ignore")


@dataclass(frozen=True, slots=True)
class CommandLine:
    """A command in one piece, and a remark beside it where there is room: `--full` has it all."""

    command: str
    remark: str

    def __rich_console__(
        self, console: "Console", options: "ConsoleOptions"
    ) -> "Iterator[RenderableType]":
        """One line, whatever the width."""
        from rich.cells import cell_len
        from rich.text import Text

        line = command_line(self.command)
        if cell_len(f"{line.plain}  {self.remark}") <= options.max_width:
            line.append_text(Text(f"  {self.remark}", style="dim"))
        yield line


def _foot(found: Mapping[str, int], hidden: int, program: str, as_of: str, *, full: bool) -> "Text":
    from rich.text import Text

    said = ", ".join(f"{number} {severity}" for severity, number in found.items() if number)
    foot = Text(f"{as_of}: {said}", style="bold", no_wrap=True, overflow="ignore")
    if hidden:
        foot.append(f"\n{hidden} worth a thought: {program} report --care", style="not bold")
    if not full:
        foot.append(f"\nreasons and every command: {program} report --full", style="not bold dim")
    return foot


def markdown(flags: Sequence[Flag], program: str, as_of: str) -> str:
    """The report in Markdown, every flag in full."""
    lines = [f"# Report, {as_of}", ""]
    if not flags:
        lines.append(CLEAN)
    for severity in SEVERITIES:
        found = [flag for flag in flags if flag.severity == severity]
        if found:
            lines += [f"## {TITLES[severity]}", ""]
            lines += [line for flag in found for line in _markdown_flag(flag, program)]
    return "\n".join(lines).rstrip() + "\n"


def _markdown_flag(flag: Flag, program: str) -> list[str]:
    shown = [f"    {escape_controls(command)}" for command in commands(flag, program)]
    return [f"- {escaped(escape_controls(flag.text))}", "", *shown, ""]


def escaped(text: str) -> str:
    """`text` with nothing in it that Markdown would act on."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()<>#+!|~&" else c for c in text)


def html(flags: Sequence[Flag], program: str, as_of: str) -> str:
    """The report as a page of its own: no script, nothing from elsewhere."""
    from html import escape

    body = [f"<h1>Report, {escape(as_of)}</h1>"]
    if not flags:
        body.append(f"<p>{CLEAN}</p>")
    for severity in SEVERITIES:
        found = [flag for flag in flags if flag.severity == severity]
        if found:
            rows = "".join(_html_flag(flag, program) for flag in found)
            body.append(f'<h2 class="{severity}">{escape(TITLES[severity])}</h2><ul>{rows}</ul>')
    return _PAGE.format(title=escape(f"Report, {as_of}"), body="\n".join(body))


def _html_flag(flag: Flag, program: str) -> str:
    from html import escape

    shown = "".join(
        f"<code>{escape(escape_controls(one))}</code>" for one in commands(flag, program)
    )
    said = escape(escape_controls(flag.text))
    return f"<li><p>{said}</p><p class=why>{escape(flag.why)}</p>{shown}</li>"


_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>
body {{ font: 11pt/1.4 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; color: #222 }}
h1 {{ font-size: 1.4rem }} h2 {{ font-size: 1.1rem; border-left: .4rem solid; padding-left: .5rem }}
.late {{ color: #b00020 }} .now {{ color: #9a6700 }} .soon {{ color: #0b6a88 }}
.care {{ color: #2e6b34 }} .why {{ color: #666; font-size: .9rem; margin: 0 }}
li {{ margin: 0 0 .8rem; break-inside: avoid }} li p {{ margin: 0 }}
code {{ display: block; font-size: .85rem; overflow-wrap: anywhere }}
</style></head><body>
{body}
</body></html>
"""
