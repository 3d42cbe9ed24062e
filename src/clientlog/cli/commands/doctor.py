"""`doctor`: where everything is, whether it is sound, and what to do if not."""

from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from clientlog import store
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.custom_rules import load_custom_rules
from clientlog.cli.load_flags import read_snapshot
from clientlog.cli.result import Result
from clientlog.errors import ClientlogError
from clientlog.queries.clients import matching_clients
from clientlog.queries.commitments import unlinked_owners
from clientlog.rules import RULES
from clientlog.rules.config_check import check_rule_settings
from clientlog.text import escape_controls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from clientlog.store.doctor import Check

app = typer.Typer()

UNWELL = 5


@command(app, "doctor", "clientlog doctor", screen=True)
def doctor(context: Context) -> Result:
    """Check the journal and its files, and say what to do about problems; change nothing."""
    checks = [
        *store.doctor.examine(context.path, context.config_path, _zone(context)),
        *_rules(context),
    ]
    checks = [replace(check, advice=context.qualify_commands(check.advice)) for check in checks]
    well = all(check.ok for check in checks)
    lines = _plain_lines(checks) if context.plain else _lines(checks)
    lines += [escape_controls(f"     {hint}") for hint in _suggest_links(context, well)]
    lines.append("everything is well" if well else "something is wrong: see BAD")
    return context.result(
        lambda: {
            "ok": well,
            "checks": [
                {"name": check.name, "ok": check.ok, "detail": check.detail} for check in checks
            ],
        },
        lambda: "\n".join(lines),
        exit_code=0 if well else UNWELL,
    )


def _lines(checks: "Iterable[Check]") -> list[str]:
    lines = []
    for check in checks:
        head = f"{'ok ' if check.ok else 'BAD'}  {check.name}: {check.detail}"
        lines += [head, *([f"     {check.advice}"] if check.advice else [])]
    return [escape_controls(line) for line in lines]


def _plain_lines(checks: "Iterable[Check]") -> list[str]:
    return [
        "\t".join(
            escape_controls(value)
            for value in ("ok" if check.ok else "BAD", check.name, check.detail, check.advice)
        )
        for check in checks
    ]


def _suggest_links(context: Context, well: bool) -> list[str]:
    """Return the command that links each owner who was entered by name and is a client."""
    if not well or not context.path.exists():
        return []

    hints = []
    for ref, owner in unlinked_owners(context.connection):
        matches = matching_clients(context.connection, owner)
        if len(matches) == 1:
            handle = matches[0].handle
            hints.append(
                f"{ref} is owned by {owner}, who may be {handle}; to link them:"
                f" {context.program} edit {ref} --owner {handle}"
            )
    return hints


def _rules(context: Context) -> "Iterator[Check]":
    """Check the rules in the configuration, and run the custom rules once."""
    folder, problems = context.config_path.parent / "rules", list[str]()
    try:
        own = load_custom_rules(folder, context.path, problems.append)
        for rule in own:
            list(rule(read_snapshot(context)))
        settings = context.settings
    except ClientlogError:
        return  # Another check names what is wrong with the journal or the configuration.
    for problem in problems:
        yield store.doctor.Check("own rules", False, problem)
    if own and not problems:
        yield store.doctor.Check("own rules", True, f"{folder} ({len(own)})")
    checked = check_rule_settings(settings.thresholds, settings.muted, (*RULES, *own))
    for problem in checked.problems:
        yield store.doctor.Check("configuration", False, f"{context.config_path}: {problem}")


def _zone(context: Context) -> str:
    """Return the zone, even if the configuration cannot be read."""
    try:
        return context.clock.zone_name
    except ClientlogError as error:
        return f"unknown: {error.message}"
