"""`rule`: the rules, their reasons, their thresholds."""

from typing import Annotated, Any

import typer

from clientlog.cli.command import command, group
from clientlog.cli.context import Context
from clientlog.cli.load_flags import all_rules
from clientlog.cli.result import Result
from clientlog.errors import UsageError, quote
from clientlog.render.text.report import command_line
from clientlog.render.text.tables import Cell, Listing, Row
from clientlog.render.text.widgets import Page, VerbatimText, facts_under_labels, heading
from clientlog.rules.base import Explanation, explain, rule_id, thresholds_of
from clientlog.rules.reference import shown_command
from clientlog.rules.runner import check_thresholds, rule_named

app = group(
    "rule",
    "What clientlog looks for, why, and from when on.",
    "clientlog rule list",
    "clientlog rule explain quiet-relationship",
    "clientlog rule set due-soon 3",
)

Rule = Annotated[str, typer.Argument(metavar="RULE", help="A rule, such as due-soon.")]
Values = Annotated[
    list[str], typer.Argument(metavar="[NAME=]VALUE...", help="A threshold, such as up=10.")
]


@command(app, "list", "clientlog rule list")
def list_(context: Context) -> Result:
    """Every rule in a sentence, with its severity and its thresholds."""
    rows = [_document(context, explain(one)) for one in all_rules(context)]

    return context.result({"rules": rows}, lambda: _listing(rows))


def _listing(rows: list[dict[str, Any]]) -> Listing:
    return Listing(
        ("rule", "severity", "thresholds", "flags"),
        [
            Row(
                [
                    Cell(row["id"] + (" (muted)" if row["muted"] else "")),
                    Cell(row["severity"]),
                    Cell(", ".join(f"{k} {v:g}" for k, v in row["thresholds"].items())),
                ],
                [(row["sentence"], "")],
            )
            for row in rows
        ],
    )


@command(app, "explain", "clientlog rule explain quiet-relationship")
def explain_(context: Context, name: Rule) -> Result:
    """What a rule flags, when it stays silent, why it matters, and what settles it."""
    row = _document(context, explain(rule_named(name, all_rules(context))))
    return context.result({"rule": row}, lambda: _page(row))


def _document(context: Context, one: Explanation) -> dict[str, Any]:
    set_here = context.settings.thresholds.get(one.id, {})
    return {
        "id": one.id,
        "severity": one.severity,
        "sentence": one.sentence,
        "flagged": one.flagged,
        "silent": one.silent,
        "why": one.why,
        "thresholds": {**one.thresholds, **set_here},
        "defaults": dict(one.thresholds),
        "muted": one.id in context.settings.muted,
        "settle": [shown_command(template) for template in one.settle],
    }


def _page(row: dict[str, Any]) -> Page:
    named = ", ".join(f"{k} = {v:g}" for k, v in row["thresholds"].items())
    said = [
        ("flagged", row["flagged"]),
        ("silent", row["silent"]),
        ("why", row["why"]),
        ("thresholds", named),
        ("muted", row["muted"] and f"until: clientlog rule unmute {row['id']}"),
    ]
    commands = [command_line(command) for command in row["settle"]]
    title = heading(f"{row['id']}  ({row['severity']})")
    return Page(
        [
            title,
            VerbatimText(row["sentence"]),
            "",
            facts_under_labels(said),
            "",
            heading("settled by"),
            *commands,
        ]
    )


@command(app, "set", "clientlog rule set quiet-relationship up=10", "clientlog rule set due-soon 3")
def set_(context: Context, name: Rule, values: Values) -> Result:
    """Change a rule's thresholds, in the configuration file."""
    one = rule_named(name, all_rules(context))
    known = thresholds_of(one)
    chosen = dict(_read_threshold(rule_id(one), text, list(known)) for text in values)
    check_thresholds({rule_id(one): chosen}, all_rules(context))
    from clientlog.config_file import set_values

    set_values(context.config_path, {f"rules.{rule_id(one)}.{k}": v for k, v in chosen.items()})
    said = ", ".join(f"{k} = {v:g}" for k, v in chosen.items())
    return context.message_result(f"{rule_id(one)}: {said}", changed=[rule_id(one)])


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


@command(app, "mute", "clientlog rule mute stale-topic")
def mute(context: Context, name: Rule) -> Result:
    """Never let a rule speak again, until unmuted."""
    one = rule_id(rule_named(name, all_rules(context)))
    return _set_muted(context, {*context.settings.muted, one}, f"{one} is silent from now on", one)


@command(app, "unmute", "clientlog rule unmute stale-topic")
def unmute(context: Context, name: Rule) -> Result:
    """Let a rule speak again."""
    one = rule_id(rule_named(name, all_rules(context)))
    return _set_muted(context, set(context.settings.muted) - {one}, f"{one} speaks again", one)


def _set_muted(context: Context, muted: set[str], message: str, rule: str) -> Result:
    from clientlog.config_file import set_values

    set_values(context.config_path, {"rules.mute": sorted(muted)})
    return context.message_result(message, changed=[rule])
