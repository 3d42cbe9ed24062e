"""The report as a page of its own: no script, nothing from elsewhere."""

from html import escape

from clientlog.render.report import TITLES, Report, commands, nothing_found, put_off, together
from clientlog.rules.base import SEVERITIES
from clientlog.rules.runner import Flag
from clientlog.text import escape_controls


def html(report: Report) -> str:
    """Return the report as an HTML page."""
    body = [f"<h1>Report, {escape(report.as_of)}</h1>"]
    if not report.flags:
        body.append(f"<p>{escape(nothing_found(report))}</p>")
    for severity in SEVERITIES:
        flags = together([flag for flag in report.flags if flag.severity == severity])
        if flags:
            rows = "".join(_flag(flag, report.program) for flag in flags)
            body.append(f'<h2 class="{severity}">{escape(TITLES[severity])}</h2><ul>{rows}</ul>')
    return _PAGE.format(title=escape(f"Report, {report.as_of}"), body="\n".join(body))


def _flag(flag: Flag, program: str) -> str:
    listed = "".join(
        f"<code>{escape(escape_controls(command))}</code>" for command in commands(flag, program)
    )
    text = escape(escape_controls(flag.text) + put_off(flag))
    return f"<li><p>{text}</p><p class=why>{escape(flag.why)}</p>{listed}</li>"


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
