"""`snooze` and `unsnooze`: put a flag off until a day."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientlog import render, write
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.load_flags import all_rules, load_flags
from clientlog.cli.result import Result
from clientlog.dates import format_day
from clientlog.errors import NotFoundError, UsageError, quote
from clientlog.queries import clients
from clientlog.queries.organizations import has_organization
from clientlog.queries.snoozes import snoozed_keys
from clientlog.refs import looks_like_ref, not_found, parse_ref
from clientlog.render.one_line import describe
from clientlog.rules.base import traits_of
from clientlog.rules.runner import LONGEST_SNOOZE, Flag, rule_named
from clientlog.text import escape_controls, validate_line

if TYPE_CHECKING:
    from clientlog.render.text.tables import Listing
    from clientlog.write.snoozes import SnoozeKey

app = typer.Typer()

Key = Annotated[
    str,
    typer.Argument(metavar="KEY|REF", help="A flag, such as missed-promise:p42, or its record."),
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="The day it is shown again.")
]


@command(
    app,
    "snooze",
    "clientlog snooze missed-promise:p42 --until mon",
    "clientlog snooze p42 --until +3d",
    "clientlog snooze list",
    screen=True,
)
def snooze(context: Context, key: Key, until: Until = None) -> Result:
    """Put a flag off until a day, or list what was put off.

    It is shown again on that day, or earlier if another date is
    missed. A flag of severity late can be put off for 14 days.
    """
    if key == "list" and until is None:
        return _list(context)
    if until is None:
        raise UsageError("--until is missing", "name the day, for example: --until +7d")
    day = context.parse_day("--until", until)
    if day <= context.clock.today:
        raise UsageError("--until must be a day after today")
    chosen = find_keys(context, key)
    for flag_key, flag in chosen:
        check_length(context, flag_key, flag, day)

    about = [(snooze_key(context, flag_key), flag) for flag_key, flag in chosen]
    with context.change() as change:
        for target, flag in about:
            write.snoozes.snooze(change, target, day, flag.since if flag else None)
        names = ", ".join(flag_key for flag_key, _ in chosen)
        text = f"snoozed {names} until {format_day(day, context.clock.today)}"
        return context.message_result(text, changed=[_subject(name) for name, _ in chosen])


@command(app, "unsnooze", "clientlog unsnooze missed-promise:p42", "clientlog unsnooze p42")
def unsnooze(context: Context, key: Key) -> Result:
    """Show a flag again that was put off."""
    snoozed = snoozed_keys(context.connection, context.clock.today)
    silent = {name for name, snooze in snoozed.items() if snooze.until > context.clock.today}
    names = [name for name in silent if key in {name, _subject(name)}]
    if not names:
        raise NotFoundError(
            f"{quote(escape_controls(key))} is not snoozed", "see: clientlog snooze list"
        )
    targets = [snooze_key(context, name) for name in names]

    with context.change() as change:
        for target in targets:
            write.snoozes.unsnooze(change, target)
        text = f"no longer snoozed: {', '.join(sorted(names))}"
        return context.message_result(text, changed=[_subject(name) for name in names])


def _list(context: Context) -> Result:
    today = context.clock.today
    rows: list[dict[str, Any]] = [
        {"key": key, "until": snooze.until.isoformat(), "times": snooze.times}
        for key, snooze in sorted(snoozed_keys(context.connection, today).items())
        if snooze.until > today
    ]
    return context.result(lambda: {"snoozes": rows}, lambda: _listing(rows, today), records=True)


def _listing(rows: list[dict[str, Any]], today: date) -> "Listing | str":
    if not rows:
        return "Nothing is snoozed."
    return render.text.tables.Listing(
        ("flag", "until", "times"),
        [
            render.text.tables.Row(
                [
                    render.text.tables.Cell(escape_controls(row["key"])),
                    render.text.tables.Cell(format_day(date.fromisoformat(row["until"]), today)),
                ],
                [(str(row["times"]), "")],
            )
            for row in rows
        ],
    )


def find_keys(context: Context, key: str) -> list[tuple[str, Flag | None]]:
    """Return the flags that KEY or REF names; None for a key that has no flag now."""
    flags = load_flags(context, snoozed=True)
    rule, _, about = key.partition(":")
    if about:
        rule_named(rule, all_rules(context))
        return [(key, next((flag for flag in flags if flag.key == key), None))]
    if not looks_like_ref(key):
        raise UsageError(
            f"{quote(escape_controls(key))} is neither the key of a flag nor a REF",
            "see the keys with: clientlog report --json",
        )
    ref = str(parse_ref(key))
    named: list[tuple[str, Flag | None]] = [(flag.key, flag) for flag in flags if flag.ref == ref]
    if not named:
        raise NotFoundError(f"nothing is flagged about {ref}", "see: clientlog report")
    return named


def check_length(context: Context, key: str, flag: Flag | None, day: date) -> None:
    """Raise UsageError if a flag of severity late would be put off for too long."""
    rule = rule_named(key.partition(":")[0], all_rules(context))
    severity = flag.severity if flag else traits_of(rule).severity
    last = context.clock.today + LONGEST_SNOOZE
    if severity == "late" and day > last:
        raise UsageError(
            f"{key} is late and can be snoozed for {LONGEST_SNOOZE.days} days at most",
            f"--until {last.isoformat()}, or settle it",
        )


def snooze_key(context: Context, key: str) -> "SnoozeKey":
    """Return the organization, record or client that the key of a flag names."""
    rule, about = key.partition(":")[0], _subject(key)
    if about.startswith("org/"):
        name = validate_line(about.removeprefix("org/"), "KEY")
        if not has_organization(context.connection, name):
            raise NotFoundError(f"no client belongs to {quote(name)}", "see: clientlog org list")
        return write.snoozes.SnoozeKey(rule, organization=name)
    if looks_like_ref(about):
        ref = parse_ref(about)
        if describe(context.connection, context.clock, ref) == str(ref):
            raise not_found(ref)
        return write.snoozes.SnoozeKey(rule, subject=str(ref))
    return write.snoozes.SnoozeKey(
        rule, client_id=clients.exact_client(context.connection, about).id
    )


def _subject(key: str) -> str:
    return key.partition(":")[2]
