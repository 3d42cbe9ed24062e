"""`snooze`: silence one flag until a day."""

from typing import Annotated, Any

import typer

from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.load_flags import all_rules
from clientlog.cli.result import Result
from clientlog.dates import format_day
from clientlog.errors import NotFoundError, UsageError, quote
from clientlog.queries import clients
from clientlog.refs import looks_like_ref, parse_ref
from clientlog.render.one_line import describe
from clientlog.rules.runner import rule_named
from clientlog.text import escape_controls, validate_line

app = typer.Typer()

Key = Annotated[str, typer.Argument(metavar="KEY", help="A flag, such as missed-promise:p42.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="It is back that day.")]


@command(app, "snooze", "clientlog snooze missed-promise:p42 --until mon")
def snooze(context: Context, key: Key, until: Until = None) -> Result:
    """Silence one flag; it is back on the day named."""
    rule, colon, subject = key.partition(":")
    if not colon or not subject:
        raise UsageError(
            f"{quote(escape_controls(key))} is not a flag's key",
            "a key is RULE:WHAT, as in missed-promise:p42",
        )
    rule_named(rule, all_rules(context))
    if until is None:
        raise UsageError("--until is missing", "say when it is to be back: --until +7d")
    day = context.parse_day("--until", until)
    if day <= context.clock.today:
        raise UsageError("--until must be a day to come")
    about = snoozed_about(context, subject)
    from clientlog.write import snoozes

    with context.change() as change:
        snoozes.snooze(change, rule, day, **about)
        said = f"{key} is silent until {format_day(day, context.clock.today)}"
        return context.message_result(said, changed=[subject])


def snoozed_about(context: Context, subject: str) -> dict[str, Any]:
    """What a key's second half names: an organization, a record or a client."""
    if subject.startswith("org/"):
        name = validate_line(subject.removeprefix("org/"), "KEY")
        found = context.connection.execute(
            "SELECT 1 FROM client WHERE organization = ? LIMIT 1", (name,)
        ).fetchone()
        if not found:
            raise NotFoundError(f"no client belongs to {quote(name)}", "see: clientlog org list")
        return {"organization": name}
    if looks_like_ref(subject):
        ref = parse_ref(subject)
        if describe(context.connection, context.clock, ref) == str(ref):
            raise NotFoundError(f"there is no {ref}")
        return {"subject": str(ref)}
    return {"client_id": clients.exact_client(context.connection, subject).id}
