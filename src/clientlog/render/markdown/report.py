"""The report in Markdown, every flag in full."""

from collections.abc import Iterator

from clientlog.render.markdown.escaping import escaped
from clientlog.render.report import (
    TITLES,
    Report,
    commands,
    nothing_found,
    put_off,
    summary,
    together,
)
from clientlog.rules.base import SEVERITIES
from clientlog.rules.runner import Flag
from clientlog.text import escape_controls


def markdown(report: Report) -> str:
    """Return the report in Markdown."""
    return "\n".join(_lines(report)).rstrip() + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield from (f"# Report, {report.as_of}", "")
    yield summary(report) if report.flags else nothing_found(report)
    yield ""
    for severity in SEVERITIES:
        flags = together([flag for flag in report.flags if flag.severity == severity])
        if flags:
            yield from (f"## {TITLES[severity]}", "")
        for flag in flags:
            yield from _flag(flag, report.program)


def _flag(flag: Flag, program: str) -> Iterator[str]:
    yield f"- {escaped(escape_controls(flag.text))}{put_off(flag)}"
    yield f"  {escaped(flag.why)}"
    yield from ("", "  ```console")
    yield from (f"  {escape_controls(command)}" for command in commands(flag, program))
    yield from ("  ```", "")
