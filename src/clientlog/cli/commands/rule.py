"""`rule`: the rules, their reasons and thresholds, and mutes."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientlog import render, write
from clientlog.cli.command import command, group
from clientlog.cli.context import Context
from clientlog.cli.load_flags import all_rules
from clientlog.cli.result import Result
from clientlog.config_file import set_values
from clientlog.errors import NotFoundError, UsageError, quote
from clientlog.queries.snoozes import muted_for_clients
from clientlog.rules.base import Explanation, explain, rule_id, thresholds_of
from clientlog.rules.reference import shown_command
from clientlog.rules.runner import check_thresholds, rule_named

if TYPE_CHECKING:
    from clientlog.render.text.tables import Listing
    from clientlog.render.text.widgets import Page

app = group(
    "rule",
    "The rules behind the report: reasons, thresholds, mutes.",
    "clientlog rule list",
    "clientlog rule explain quiet-relationship",
    "clientlog rule set due-soon 3",
)

Rule = Annotated[str, typer.Argument(metavar="RULE", help="A rule, such as due-soon.")]
ClientOption = Annotated[
    str | None,
    typer.Option("--client", metavar="WHO", help="Only for this client."),
]
Values = Annotated[
    list[str], typer.Argument(metavar="[NAME=]VALUE...", help="A threshold, such as up=10.")
]


@command(app, "list", "clientlog rule list", screen=True)
def list_(context: Context) -> Result:
    """List every rule with its severity, its thresholds and a sentence about it."""
    rows = [_document(context, explain(rule)) for rule in all_rules(context)]

    return context.result(lambda: {"rules": rows}, lambda: _listing(rows), records=True)


def _listing(rows: list[dict[str, Any]]) -> "Listing":
    return render.text.tables.Listing(
        ("rule", "severity", "thresholds", "flags"),
        [
            render.text.tables.Row(
                [
                    render.text.tables.Cell(row["id"] + (" (muted)" if row["muted"] else "")),
                    render.text.tables.Cell(row["severity"]),
                    render.text.tables.Cell(_thresholds(row)),
                ],
                [(_sentence(row), "")],
            )
            for row in rows
        ],
    )


@command(app, "explain", "clientlog rule explain quiet-relationship", screen=True)
def explain_(context: Context, name: Rule) -> Result:
    """Show what a rule flags, when it is silent, why it matters, and what settles it."""
    row = _document(context, explain(rule_named(name, all_rules(context))))
    return context.result(lambda: {"rule": row}, lambda: _page(row))


def _document(context: Context, explanation: Explanation) -> dict[str, Any]:
    set_here = context.settings.thresholds.get(explanation.id, {})
    return {
        "id": explanation.id,
        "severity": explanation.severity,
        "sentence": explanation.sentence,
        "flagged": explanation.flagged,
        "silent": explanation.silent,
        "why": explanation.why,
        "thresholds": {**explanation.thresholds, **set_here},
        "defaults": dict(explanation.thresholds),
        "muted": explanation.id in context.settings.muted,
        "muted_for": sorted(who for rule, who in _muted_for(context) if rule == explanation.id),
        "settle": [shown_command(template) for template in explanation.settle],
    }


def _muted_for(context: Context) -> frozenset[tuple[str, str]]:
    return muted_for_clients(context.connection)


def _thresholds(row: dict[str, Any], equals: str = " ") -> str:
    """Return the thresholds, each that was changed with its default."""
    return ", ".join(
        f"{name}{equals}{value:g}"
        + ("" if value == row["defaults"][name] else f" (default {row['defaults'][name]:g})")
        for name, value in row["thresholds"].items()
    )


def _sentence(row: dict[str, Any]) -> str:
    """Return the sentence about a rule, which tells the default thresholds."""
    is_changed = row["thresholds"] != row["defaults"]
    return f"{row['sentence']} (That is the default.)" if is_changed else str(row["sentence"])


def _page(row: dict[str, Any]) -> "Page":
    facts = [
        ("flagged", row["flagged"]),
        ("silent", row["silent"]),
        ("why", row["why"]),
        ("thresholds", _thresholds(row, " = ")),
        ("muted", row["muted"] and f"until: clientlog rule unmute {row['id']}"),
        ("muted for", ", ".join(row["muted_for"])),
    ]
    commands = [render.text.report.command_line(command) for command in row["settle"]]
    title = render.text.widgets.heading(f"{row['id']}  ({row['severity']})")
    return render.text.widgets.Page(
        [
            title,
            render.text.widgets.VerbatimText(_sentence(row)),
            "",
            render.text.widgets.facts_under_labels(facts),
            "",
            render.text.widgets.heading("settled by"),
            *commands,
        ]
    )


@command(app, "set", "clientlog rule set quiet-relationship up=10", "clientlog rule set due-soon 3")
def set_(context: Context, name: Rule, values: Values) -> Result:
    """Change a rule's thresholds, in the configuration file."""
    rule = rule_named(name, all_rules(context))
    known = thresholds_of(rule)
    chosen = dict(_read_threshold(rule_id(rule), text, list(known)) for text in values)
    check_thresholds({rule_id(rule): chosen}, all_rules(context))

    set_values(context.config_path, {f"rules.{rule_id(rule)}.{k}": v for k, v in chosen.items()})
    thresholds = ", ".join(f"{k} = {v:g}" for k, v in chosen.items())
    return context.message_result(f"{rule_id(rule)}: {thresholds}", changed=[rule_id(rule)])


def _read_threshold(rule: str, text: str, names: list[str]) -> tuple[str, float]:
    name, equals, number = text.rpartition("=")
    if not equals and len(names) != 1:
        raise UsageError(
            f"{rule} has {len(names) or 'no'} thresholds",
            f"say which: {names[0]}=10" if names else "",
        )
    if not number.isascii() or not number.replace(".", "", 1).isdigit() or len(number) > 12:
        raise UsageError(f"{quote(number)} is not a number above 0")
    return name or names[0], float(number) if "." in number else int(number)


@command(
    app,
    "mute",
    "clientlog rule mute stale-topic",
    "clientlog rule mute quiet-relationship --client dana",
)
def mute(context: Context, name: Rule, client: ClientOption = None) -> Result:
    """Mute a rule, for everybody or for one client, until it is unmuted."""
    rule = rule_id(rule_named(name, all_rules(context)))
    if client is None:
        return _set_muted(context, {*context.settings.muted, rule}, f"muted {rule}", rule)
    who = context.client(client)

    with context.change() as change:
        write.snoozes.mute(change, rule, write.clients.get(change, who.id))
        return context.message_result(f"muted {rule} for {who.handle}", changed=[who.handle])


@command(
    app,
    "unmute",
    "clientlog rule unmute stale-topic",
    "clientlog rule unmute quiet-relationship --client dana",
)
def unmute(context: Context, name: Rule, client: ClientOption = None) -> Result:
    """Unmute a rule: show its flags again."""
    rule = rule_id(rule_named(name, all_rules(context)))
    if client is None:
        muted = set(context.settings.muted) - {rule}
        return _set_muted(context, muted, f"unmuted {rule}", rule)
    who = context.client(client)
    if (rule, who.handle) not in muted_for_clients(context.connection):
        raise NotFoundError(f"{rule} is not muted for {who.handle}", "see: clientlog rule list")

    with context.change() as change:
        write.snoozes.unmute(change, rule, write.clients.get(change, who.id))
        return context.message_result(f"unmuted {rule} for {who.handle}", changed=[who.handle])


def _set_muted(context: Context, muted: set[str], message: str, rule: str) -> Result:
    set_values(context.config_path, {"rules.mute": sorted(muted)})
    return context.message_result(message, changed=[rule])
