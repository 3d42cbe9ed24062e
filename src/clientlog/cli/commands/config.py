"""`config`: the configuration file, key by key."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientlog import render
from clientlog.cli.command import command, group
from clientlog.cli.context import Context
from clientlog.cli.editor import edit_file
from clientlog.cli.result import Result
from clientlog.clock import read_clock
from clientlog.config_file import set_values
from clientlog.errors import UsageError, quote
from clientlog.rules import RULES
from clientlog.rules.base import rule_id, thresholds_of
from clientlog.rules.runner import check_thresholds, rule_named
from clientlog.settings import KNOWN, WEEK_DAYS, checked_value, read_settings
from clientlog.store.files import replace_file
from clientlog.text import escape_controls
from clientlog.workdays import MONDAY_TO_FRIDAY

if TYPE_CHECKING:
    from clientlog.render.text.tables import Listing

app = group(
    "config",
    "The configuration file.",
    "clientlog config set date_order dmy",
    "clientlog config list",
)

DEFAULTS: dict[str, Any] = {
    "zone": "the zone of the system",
    "week_ends_on": "sunday",
    "editor": "vi",
    "agenda.private": False,
    "rules.mute": [],
    "me": [],
    "workdays": [WEEK_DAYS[day] for day in sorted(MONDAY_TO_FRIDAY.weekdays)],
    "holidays": [],
}
"""The defaults of the settings that have one."""

BEFORE = {"zone": ("TZ",), "editor": ("CLIENTLOG_EDITOR",)}
"""The environment variables that override a setting."""

AFTER = {"editor": ("VISUAL", "EDITOR")}
"""The environment variables that override only the default of a setting."""

Key = Annotated[str, typer.Argument(metavar="KEY", help="Such as zone, date_order, editor.")]
Value = Annotated[
    str, typer.Argument(metavar="VALUE", help="The value; an empty one removes the key.")
]


@command(app, "path", "clientlog config path")
def path(context: Context) -> Result:
    """Print where the configuration file is, or would be."""
    return context.result(
        lambda: {"path": str(context.config_path)}, lambda: str(context.config_path)
    )


@command(app, "list", "clientlog config list", "clientlog config list --json", screen=True)
def list_(context: Context) -> Result:
    """List every setting: its value, its default, and where the value comes from."""
    rows = _rows(context)
    document = {"settings": _all_values(context), "known": rows}
    return context.result(lambda: document, lambda: _listing(rows), records=True)


def _rows(context: Context) -> list[dict[str, Any]]:
    """Return every setting, the thresholds of the rules last."""
    values = _all_values(context)
    defaults = dict.fromkeys(KNOWN) | DEFAULTS | _threshold_defaults()
    rows = []
    for key in dict.fromkeys((*defaults, *values)):
        value, origin = _value_and_origin(context, key, values)
        rows.append({"key": key, "value": value, "default": defaults.get(key), "origin": origin})
    return rows


def _threshold_defaults() -> dict[str, float]:
    return {
        f"rules.{rule_id(rule)}.{name}": default
        for rule in RULES
        for name, default in thresholds_of(rule).items()
    }


def _value_and_origin(context: Context, key: str, values: dict[str, Any]) -> tuple[Any, str]:
    """Return the value in force: from a variable, the file, another variable, or the default."""
    environ = context.environ
    for name in BEFORE.get(key, ()):
        if environ.get(name):
            return environ[name], name
    if key in values:
        return values[key], str(context.config_path)
    for name in AFTER.get(key, ()):
        if environ.get(name):
            return environ[name], name
    return None, "default"


def _listing(rows: list[dict[str, Any]]) -> "Listing":
    """Return a row for each setting, with its default."""
    return render.text.tables.Listing(
        ("setting", "value", "default", "from"),
        [
            render.text.tables.Row(
                [
                    render.text.tables.Cell(row["key"]),
                    render.text.tables.Cell(
                        _format_value(row["default" if row["origin"] == "default" else "value"])
                    ),
                    render.text.tables.Cell(_format_value(row["default"])),
                ],
                [(escape_controls(row["origin"]), "")],
            )
            for row in rows
        ],
        names=frozenset({"value", "default"}),
    )


@command(app, "get", "clientlog config get zone")
def get(context: Context, key: Key) -> Result:
    """Print one value; nothing when it is not set."""
    _require_known(key)
    value = _all_values(context).get(key)
    return context.result(
        lambda: {"key": key, "value": value}, lambda: "" if value is None else _format_value(value)
    )


@command(
    app,
    "set",
    "clientlog config set date_order dmy",
    'clientlog config set zone ""',
    takes_empty=True,
)
def set_(context: Context, key: Key, value: Value) -> Result:
    """Set one value; the rest of the file stays as it is, including comments."""
    _require_known(key)
    read = _read(context.config_path, key, value) if value else None

    set_values(context.config_path, {key: read})
    return context.message_result(
        f"{key} = {_format_value(read)}" if value else f"{key} is not set", changed=[key]
    )


@command(app, "edit", "clientlog config edit")
def edit(context: Context) -> Result:
    """Open the file in the editor, and check it afterwards."""
    if not context.config_path.exists():
        replace_file(context.config_path, b"# clientlog: see the reference of the configuration\n")
    edit_file(context, context.config_path)
    read_settings(context.config_path)
    return context.message_result(f"{context.config_path} is valid")


def _all_values(context: Context) -> dict[str, Any]:
    thresholds = {
        f"rules.{rule}.{name}": value
        for rule, values in context.settings.thresholds.items()
        for name, value in values.items()
    }
    return dict(context.settings.values) | thresholds


def _require_known(key: str) -> None:
    if key not in KNOWN and not (key.startswith("rules.") and key.count(".") == 2):
        raise UsageError(f"there is no setting {quote(escape_controls(key))}", ", ".join(KNOWN))


def _read(path: Path, key: str, text: str) -> Any:
    """Convert the text to the type of the key."""
    if key not in KNOWN:
        _, rule, name = key.split(".")
        number = _number(key, text)
        check_thresholds({rule: {name: number}})
        return number
    kinds: dict[type, Any] = {
        str: lambda: text,
        bool: lambda: {"true": True, "yes": True, "false": False, "no": False}.get(
            text.lower(), text
        ),
        list: lambda: [word.strip() for word in text.split(",")],
    }
    value = checked_value(key, kinds[KNOWN[key]](), path)
    if key == "zone":
        _require_zone(value)
    if key == "rules.mute":
        for name in value:
            rule_named(name)
    return value


def _require_zone(name: str) -> None:
    """Raise UsageError for an unknown zone, which would be a warning at every command."""
    _, warnings = read_clock({"TZ": name}, None)
    if warnings:
        raise UsageError(f"zone: {warnings[0]}")


def _number(key: str, text: str) -> float:
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        raise UsageError(f"{key}: {quote(escape_controls(text))} is not a number") from None


def _format_value(value: Any) -> str:
    if value is None or value == []:
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(map(str, value)) if isinstance(value, list) else f"{value}"
