"""`report`: the end of the day on one screen."""

from typing import Annotated

import typer

from clientlog.cli.command import command
from clientlog.cli.completion_runtime import complete_handles
from clientlog.cli.context import Context
from clientlog.cli.load_flags import all_rules, load_flags
from clientlog.cli.options import word_argument
from clientlog.cli.result import Body, Result
from clientlog.errors import UsageError
from clientlog.render import report as page
from clientlog.rules.base import SEVERITIES
from clientlog.rules.runner import Flag, rule_named
from clientlog.vocabulary import DIRECTIONS

app = typer.Typer()

FORMATS = ("text", "md", "html", "json")
FOUND = 3
"""What `--exit-code` exits with when there are flags."""

Who = Annotated[
    str | None,
    typer.Argument(metavar="[WHO]", help="Only this client.", autocompletion=complete_handles),
]
SeverityOption = Annotated[
    str | None, typer.Option("--severity", metavar="S", help="This and worse: late now soon care.")
]
RuleOption = Annotated[
    list[str] | None, typer.Option("--rule", metavar="ID", help="Only this rule.")
]
DirectionOption = Annotated[
    str | None, typer.Option("--direction", metavar="D", help="Only clients of this direction.")
]
All = Annotated[bool, typer.Option("--all", help="The snoozed ones too.")]
Care = Annotated[bool, typer.Option("--care", help="What is worth a thought in full too.")]
Full = Annotated[bool, typer.Option("--full", help="Every flag with its reason and all commands.")]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="Exit with 3 when there are flags.")]
Format = Annotated[str, typer.Option("--format", metavar="F", help="text, md, html or json.")]


@command(
    app,
    "report",
    "clientlog report",
    "clientlog report dana --all",
    "clientlog report --exit-code -q",
)
def report(
    context: Context,
    who: Who = None,
    severity: SeverityOption = None,
    rule: RuleOption = None,
    direction: DirectionOption = None,
    all_: All = False,
    care: Care = False,
    full: Full = False,
    exit_code: ExitCode = False,
    format_: Format = "text",
) -> Result:
    """What is late, what needs you now, what is coming; each with the command that settles it."""
    worst = word_argument("--severity", severity, SEVERITIES)
    way = word_argument("--direction", direction, DIRECTIONS)
    handle = context.client(who).handle if who else None
    kind = word_argument("--format", format_, FORMATS) or "text"
    for name in rule or ():
        rule_named(name, all_rules(context))
    flags = [
        flag
        for flag in load_flags(context, snoozed=all_)
        if (not worst or SEVERITIES.index(flag.severity) <= SEVERITIES.index(worst))
        and (not rule or flag.rule in rule)
        and _is_about(flag, handle)
        and _goes(flag, way)
    ]
    care = care or worst == "care" or bool(rule)
    return _answer(context, flags, kind, care=care, full=full, code=exit_code)


def _is_about(flag: Flag, handle: str | None) -> bool:
    """Whether a flag is about a client, who may be any attendee of a meeting."""
    attending = [one.handle for one in getattr(flag.subject, "clients", ())]
    return handle is None or flag.client == handle or handle in attending


def _goes(flag: Flag, direction: str | None) -> bool:
    subject = flag.subject
    client = getattr(subject, "client", None) or subject
    found = [client] if hasattr(client, "direction") else getattr(subject, "clients", ())
    return direction is None or any(one.direction == direction for one in found)


def _answer(
    context: Context, flags: list[Flag], kind: str, *, care: bool, full: bool, code: bool
) -> Result:
    as_of = context.clock.local(context.clock.now)
    day = f"{as_of:%Y-%m-%d %H:%M}"
    document = page.document(flags, as_of.isoformat(), context.program)
    bodies: dict[str, Body] = {
        "text": lambda: page.text(flags, context.program, care=care, full=full, as_of=day),
        "md": lambda: page.markdown(flags, context.program, day),
        "html": lambda: page.html(flags, context.program, day),
    }
    if kind == "json":
        context = context.as_json()
        bodies["json"] = bodies["text"]
    if context.json_ and kind not in {"text", "json"}:
        raise UsageError(f"--json and --format {kind} contradict each other")
    return Result(
        terminal=context.terminal,
        document=document,
        body=bodies[kind],
        exit_code=FOUND if code and flags else 0,
        quiet=context.quiet and not flags,
    )
