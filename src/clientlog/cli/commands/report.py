"""`report`: what needs attention at the end of the day."""

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from clientlog import render
from clientlog.cli import importing
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.load_flags import all_rules, count_muted_rules, load_flags, read_snapshot
from clientlog.cli.options import direction_argument, parse_word, word_argument
from clientlog.cli.result import Body, Result
from clientlog.errors import UsageError
from clientlog.render import report as page
from clientlog.render.report import Report, Shape
from clientlog.rules.base import SEVERITIES
from clientlog.rules.digest import absence_digest
from clientlog.rules.runner import Flag, clients_of, rule_named

if TYPE_CHECKING:
    from rich.console import RenderableType


app = typer.Typer()

FORMATS = ("text", "md", "html", "json")
FOUND = 3
"""The exit code of `--exit-code` when there are flags."""

Who = Annotated[
    str | None,
    typer.Argument(metavar="[WHO]", help="Only this client."),
]
SeverityOption = Annotated[
    str | None,
    typer.Option("--severity", metavar="S", help="This severity and worse: late, now, soon, care."),
]
RuleOption = Annotated[
    list[str] | None, typer.Option("--rule", metavar="ID", help="Only this rule.")
]
DirectionOption = Annotated[
    str | None,
    typer.Option("--direction", "-d", metavar="D", help="Only clients of this direction."),
]
All = Annotated[bool, typer.Option("--all", help="Include snoozed flags.")]
Old = Annotated[bool, typer.Option("--old", help="Include flags older than 28 days.")]
Care = Annotated[bool, typer.Option("--care", help="Show each care flag with its commands.")]
Full = Annotated[bool, typer.Option("--full", help="Show reasons and every command.")]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="Exit with 3 when there are flags.")]
Format = Annotated[str, typer.Option("--format", metavar="F", help="text, md, html or json.")]


class Filter(NamedTuple):
    """The flags that are requested."""

    handle: str | None = None
    severity: str | None = None
    rules: tuple[str, ...] = ()
    direction: str | None = None

    def passes(self, flag: Flag) -> bool:
        """Return whether a flag is requested."""
        clients = clients_of(flag.subject)
        return (
            (not self.severity or _is_as_bad(flag, self.severity))
            and (not self.rules or flag.rule in self.rules)
            and (not self.handle or any(client.handle == self.handle for client in clients))
            and (
                not self.direction or any(client.direction == self.direction for client in clients)
            )
        )

    @property
    def words(self) -> str:
        """Return the request as it follows `Nothing`; empty if everything is requested."""
        worse = SEVERITIES[: SEVERITIES.index(self.severity) + 1] if self.severity else ()
        parts = [
            " or ".join(worse),
            f"of {', '.join(self.rules)}" if self.rules else "",
            f"{self.direction}" if self.direction else "",
            f"about {self.handle}" if self.handle else "",
        ]
        return " ".join(filter(None, parts))


def _is_as_bad(flag: Flag, severity: str) -> bool:
    return SEVERITIES.index(flag.severity) <= SEVERITIES.index(severity)


@command(
    app,
    "report",
    "clientlog report",
    "clientlog report dana --all",
    "clientlog report --exit-code -q",
    screen=True,
)
def report(
    context: Context,
    who: Who = None,
    severity: SeverityOption = None,
    rule: RuleOption = None,
    direction: DirectionOption = None,
    all_: All = False,
    old: Old = False,
    care: Care = False,
    full: Full = False,
    exit_code: ExitCode = False,
    format_: Format = "text",
) -> Result:
    """Show what is late, what needs you now and what is coming, with the commands that settle it.

    The care flags are one line per rule, and flags older than 28 days are counted; --plain has a
    line for each.
    """
    criteria = Filter(
        handle=context.client(who).handle if who else None,
        severity=word_argument("--severity", severity, SEVERITIES),
        rules=tuple(rule or ()),
        direction=direction_argument("--direction", direction),
    )
    for name in criteria.rules:
        rule_named(name, all_rules(context))
    if context.settings.sources:
        importing.stale_sources.warn_of_stale_sources(context)
    kind = parse_word("--format", format_, FORMATS)
    if context.json_ and kind not in {"text", "json"}:
        raise UsageError(f"--json and --format {kind} contradict each other")
    shape = Shape(care=care or criteria.severity == "care" or bool(rule), full=full, old=old)
    return _answer(context, _report(context, criteria, snoozed=all_), kind, shape, code=exit_code)


def _report(context: Context, criteria: Filter, *, snoozed: bool) -> Report:
    snapshot = read_snapshot(context)
    flags = load_flags(context, snapshot, snoozed=True)
    awake = [flag for flag in flags if not flag.snoozed]
    listed = flags if snoozed else awake
    shown = listed if criteria == Filter() else [flag for flag in listed if criteria.passes(flag)]
    hidden = [flag for flag in awake if not criteria.passes(flag)] if shown is not listed else []
    return Report(
        flags=tuple(shown),
        as_of=context.clock.local(context.clock.now).isoformat(),
        program=context.program,
        left_out=page.counts(hidden),
        snoozed=len(flags) - len(awake),
        muted=count_muted_rules(context),
        failed=len(context.rule_problems),
        asked_for=criteria.words,
        digest=absence_digest(snapshot, awake),
    )


def _answer(context: Context, report: Report, kind: str, shape: Shape, *, code: bool) -> Result:
    local = report._replace(as_of=f"{context.clock.local(context.clock.now):%Y-%m-%d %H:%M}")
    context = context.as_json() if kind == "json" else context
    return Result(
        terminal=context.terminal,
        document=lambda: page.document(report),
        body=_body(local, "records" if context.plain and kind == "text" else kind, shape),
        exit_code=FOUND if code and report.flags else 0,
        quiet=context.quiet and not report.flags,
    )


def _body(report: Report, kind: str, shape: Shape) -> Body:
    """Return the text of the report; each format is loaded only when it is needed."""

    def draw() -> "RenderableType | str":
        if kind == "md":
            return render.markdown.report.markdown(report)
        if kind == "html":
            return render.html.report.html(report)
        if kind == "records" and report.flags:
            return render.text.report.listing(report)
        return render.text.report.text(report, shape)

    return draw
