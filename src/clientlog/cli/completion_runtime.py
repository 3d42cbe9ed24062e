"""Candidates for a shell while somebody types; no journal is created, and no error is shown.

A shell inserts what is offered here into a command line, and Typer's own zsh script even
evaluates it. So a candidate is made of letters, digits and hyphens, or is a fixed word, and
what stands beside it holds word characters and blanks only.
"""

import os
import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import typer

from clientlog.cli import completion_records as records
from clientlog.cli.completion_records import Complete
from clientlog.cli.completion_words import DATES, FORMATS, SHELLS, SORT_KEYS, STATES
from clientlog.cli.context import Context
from clientlog.cli.registry import MODULES
from clientlog.cli.topics import TOPICS
from clientlog.kinds import LIST_BY_WORD
from clientlog.queries import completion
from clientlog.queries.completion import Candidate
from clientlog.settings import KNOWN, read_settings
from clientlog.store import paths
from clientlog.vocabulary import (
    CHANNELS,
    CONFLICT_STEPS,
    DIRECTIONS,
    NOTE_KINDS,
    STAGES,
    STAKES,
)

FILES = ":files"
"""The answer that lets the shell complete file names."""

DESCRIPTION = 60
"""How many characters a candidate's description has."""


def plain_description(text: str | None) -> str:
    """Return a text in word characters and single blanks, cut to one short line."""
    return " ".join(re.sub(r"[^\w ]+", " ", text or "").split())[:DESCRIPTION].rstrip()


_WORD = re.compile(r"[a-z0-9-]+(:[a-z0-9-]+)?|[a-z_]+(\.[a-z_-]+)*")
_NAME = re.compile(r"\w+(\\?[ -]\w+)*")
"""The name of an organization; others than of words and blanks are typed."""


def _guarded(
    complete: Complete, safe: re.Pattern[str] = _WORD
) -> Callable[[typer.Context, str], list[tuple[str, str]]]:
    """Return a completion that never fails and offers only what no shell acts upon."""

    def guarded(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        try:
            return [
                (value, plain_description(beside))
                for value, beside in complete(context, incomplete)
                if safe.fullmatch(value)
            ]
        except Exception:
            return []

    return guarded


def _words(words: Iterable[str]) -> Complete:
    listed = tuple(words)

    def complete(_context: typer.Context, incomplete: str) -> list[Candidate]:
        key = incomplete.lower()
        return [(word, "") for word in listed if word.startswith(key)]

    return complete


def _rules(_context: typer.Context, incomplete: str) -> list[Candidate]:
    from clientlog.rules import RULES
    from clientlog.rules.base import explain

    explained = map(explain, RULES)
    return [
        (rule.id, rule.sentence) for rule in explained if rule.id.startswith(incomplete.lower())
    ]


def _flag_keys(context: typer.Context, incomplete: str) -> list[Candidate]:
    """Return the keys of the present flags, or for `unsnooze` of the snoozed ones."""
    if context.info_name == "unsnooze":
        with records.open_journal(context) as db:
            return [key for key in completion.snoozes(db) if key[0].startswith(incomplete)]
    from clientlog.cli.load_flags import load_flags

    if not paths.journal_path(os.environ, context.params.get("db")).is_file():
        return []
    flags = load_flags(Context(db=context.params.get("db")))
    return [(flag.key, flag.text) for flag in flags if flag.key.startswith(incomplete)]


def _settings(_context: typer.Context, incomplete: str) -> list[Candidate]:
    from clientlog.rules import RULES, base

    thresholds = (
        f"rules.{base.rule_id(rule)}.{name}" for rule in RULES for name in base.thresholds_of(rule)
    )
    return [(key, "") for key in (*KNOWN, *thresholds) if key.startswith(incomplete.lower())]


def _sources(_context: typer.Context, incomplete: str) -> list[Candidate]:
    sources = read_settings(paths.config_path(os.environ)).sources
    return [(source.name, source.kind) for source in sources if source.name.startswith(incomplete)]


_KINDS: dict[str | None, Iterable[str]] = {
    "note": NOTE_KINDS,
    "search": ("clients", "meetings", *LIST_BY_WORD),
    "timeline": ("meeting", "touch", "action", "promise", "topic", "note", "need", "conflict"),
}
"""What KIND means for a command; for the others it is the name of a list."""


def _record_kinds(context: typer.Context, incomplete: str) -> Iterable[Candidate]:
    return _words(_KINDS.get(context.info_name, LIST_BY_WORD))(context, incomplete)


def _absent(context: typer.Context, incomplete: str) -> list[Candidate]:
    words = _words(("me", "list", "end"))(context, incomplete)
    return [*words, *records.handles(context, incomplete)]


def _help_topics(_context: typer.Context, incomplete: str) -> list[Candidate]:
    return [
        (word, "") for word in (*TOPICS, "all", *MODULES) if word.startswith(incomplete.lower())
    ]


def _formats(context: typer.Context, incomplete: str) -> list[Candidate]:
    words = FORMATS.get(str(context.info_name), ("text", "md", "html"))
    return [(word, "") for word in words if word.startswith(incomplete.lower())]


def complete_files(_context: typer.Context, _incomplete: str) -> list[tuple[str, str]]:
    """Let the shell complete file names; Typer's own scripts do so by themselves."""
    return [(FILES, "")] if os.environ.get("_CLIENTLOG_FILES") else []


_BY_NAME: dict[str, Complete] = {
    "--org": records.organizations, "--tag": records.tags, "--untag": records.tags,
    "--discussed": records.of_kinds("t"), "--done": records.of_kinds("apn"),
    "--told": records.of_kinds("u"), "--meeting": records.of_kinds("m"),
    "--severity": _words(("late", "now", "soon", "care")),
    "--color": _words(("auto", "always", "never")),
    "--format": _formats,
    "--sort": _words(SORT_KEYS),
    "--direction": _words(DIRECTIONS),
    "--via": _words(CHANNELS),
    "--owner": records.handles,
    "--source": _sources,
    "--change": _words(()),
}  # fmt: skip
"""How the values of an option are completed, whatever command it belongs to."""

_BY_METAVAR: dict[str, Complete] = {
    "WHO": records.handles, "HANDLE": records.handles,
    "FROM": records.handles, "INTO": records.handles,
    "WHO|REF": records.handles_and_refs, "WHO OR REF": records.handles_and_refs,
    "REF": records.refs, "NAME": records.names, "OLD": records.names,
    "PATH | LIST | VERIFY": _words(("list", "verify")),
    "KIND": _record_kinds, "ME|WHO|LIST|END": _absent, "ME|WHO": _absent,
    "SOURCE": _sources, "SCHEDULER": _words(("cron", "systemd", "launchd", "windows")),
    "STATE": _words(STATES), "DIRECTION": _words(DIRECTIONS),
    "STAKE": _words(STAKES), "STAGE": _words(STAGES), "CHANNEL": _words(CHANNELS),
    "STEP": _words(CONFLICT_STEPS), "SHELL": _words(SHELLS), "FORMAT": _formats,
    "RULE": _rules, "ID": _rules,
    "DATE": _words(DATES), "WHEN": _words((*DATES, "now")),
    "COMMAND OR TOPIC": _help_topics, "TOPIC": _help_topics, "COMMAND|TOPIC": _help_topics,
    "COMMAND": _help_topics, "SETTING": _settings,
}  # fmt: skip
"""How a value is completed by what the help calls it."""


class Item(NamedTuple):
    """A candidate in the form that Typer's answers to the shells need."""

    value: str
    help: str
    type: str = "plain"


def complete_parameters(parameters: Iterable[Any]) -> None:
    """Give every parameter the completion of its name, so that no command has to name one.

    Typer's own `autocompletion` drops what does not begin with the letters typed: REYES could
    not be completed to dana-reyes.
    """
    for parameter in parameters:
        complete = _completion_of(parameter)
        if complete is not None:
            parameter.shell_complete = lambda context, incomplete, complete=complete: [
                Item(*candidate) for candidate in complete(context, incomplete)
            ]


def plain_items(items: Iterable[Any]) -> list[Item]:
    """Return commands and options, with only word characters in their descriptions."""
    return [Item(item.value, plain_description(item.help), item.type) for item in items]


def _completion_of(parameter: Any) -> Callable[..., list[tuple[str, str]]] | None:
    metavar = (parameter.metavar or "").strip("[].,").upper()
    if (
        metavar not in _BY_METAVAR and metavar.split(" ")[0] in {"PATH", "FILE", "FOLDER"}
    ) or metavar.startswith("FILE"):
        return complete_files
    named = [_BY_NAME[name] for name in parameter.opts if name in _BY_NAME]
    if metavar in {"KEY", "KEY|REF"} and "--sort" not in parameter.opts:
        return _guarded(_keys)
    complete = named[0] if named else _BY_METAVAR.get(metavar)
    if complete in {records.organizations, records.names}:
        return _guarded(complete, _NAME)
    return _guarded(complete) if complete else None


def _keys(context: typer.Context, incomplete: str) -> list[Candidate]:
    """Return the completion of KEY: a setting after `config`, else the key of a flag."""
    group = context.parent.info_name if context.parent else ""
    return (_settings if group == "config" else _flag_keys)(context, incomplete)
