"""The user's own rules: a file for each, with a query instead of code.

A file that makes no sense is a sentence about it and no rule; a query that fails is a
sentence and no findings. Neither ever stops the others.
"""

import os
import re
import sqlite3
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Any

from clientlog.clock import Clock, parse_moment
from clientlog.errors import ClientlogError, UsageError, quote
from clientlog.queries import clients
from clientlog.queries.details import record_page
from clientlog.queries.snapshot_values import Organization, Snapshot
from clientlog.queries.values import Commitment, Conflict, Meeting, Note, Topic
from clientlog.refs import looks_like_ref, parse_ref
from clientlog.rules.base import SEVERITIES, Finding, Rule, Severity, Subject, rule
from clientlog.rules.runner import clients_of
from clientlog.rules.sandbox import ROWS, run_query
from clientlog.text import escape_controls, has_visible_text

SIZE_LIMIT = 100_000
"""The longest file of a rule, in bytes."""

TEXT_LIMIT = 300
"""How many characters of a query's text are shown."""

KEYS = {"id": str, "severity": str, "sentence": str, "why": str, "query": str, "settle": list}
NEEDED = ("severity", "sentence", "why", "query")
FIELDS = frozenset({"ref", "handle", "organization"})

Warn = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class CustomRule:
    """A rule, as described in its file."""

    id: str
    severity: Severity
    sentence: str
    why: str
    query: str
    settle: tuple[str, ...]
    path: Path


def read_rules(folder: Path, taken: Iterable[str]) -> tuple[list[CustomRule], list[str]]:
    """Return the rules of a folder's `*.toml` files, by name, and what is wrong with the others.

    `taken` are ids that belong to other rules.
    """
    rules: list[CustomRule] = []
    problems: list[str] = []
    ids = set(taken)
    for path in sorted(folder.glob("*.toml")):
        try:
            rule = _read(path)
            if rule.id in ids:
                raise UsageError(f"there is a rule {rule.id} already")
        except UsageError as mistake:
            problems.append(f"{escape_controls(str(path))}: {mistake.message}")
        else:
            ids.add(rule.id)
            rules.append(rule)
    return rules, problems


def _read(path: Path) -> CustomRule:
    parsed = _parsed(path)
    for key, value in parsed.items():
        if key not in KEYS:
            raise UsageError(
                f"unknown key {quote(escape_controls(key), 40)}; known: {', '.join(KEYS)}"
            )
        if not isinstance(value, KEYS[key]):
            raise UsageError(f"{key} must be a {'list of texts' if key == 'settle' else 'text'}")
    missing = [key for key in NEEDED if not has_visible_text(parsed.get(key, ""))]
    if missing:
        raise UsageError(f"{' and '.join(missing)} missing")
    return CustomRule(
        id=_id(parsed.get("id", path.stem)),
        severity=_severity(parsed["severity"]),
        sentence=_on_one_line(parsed["sentence"]),
        why=_on_one_line(parsed["why"]),
        query=parsed["query"],
        settle=tuple(_command(command) for command in parsed.get("settle", ())),
        path=path,
    )


def _parsed(path: Path) -> dict[str, Any]:
    try:
        # Reading anything but a plain file could block for ever.
        if not path.is_file():
            raise UsageError("not a file")
        if os.name == "posix" and path.stat().st_mode & 0o022:
            raise UsageError("can be written by others: chmod go-w it")
        with path.open("rb") as file:
            return tomllib.loads(file.read(SIZE_LIMIT).decode())
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise UsageError(
            f"not TOML: {escape_controls(' '.join(str(error).split()))[:200]}"
        ) from None


def _id(text: str) -> str:
    if not re.fullmatch("[a-z][a-z0-9]*(-[a-z0-9]+)*", text) or len(text) > 60:
        raise UsageError(
            f"id {quote(escape_controls(text), 40)} is not made of a-z, 0-9 and single hyphens"
        )
    return text


def _severity(text: str) -> Severity:
    if text not in SEVERITIES:
        raise UsageError(
            f"severity is {quote(escape_controls(text), 40)}, not one of {', '.join(SEVERITIES)}"
        )
    return text


def _on_one_line(text: str) -> str:
    return escape_controls(" ".join(text.split()))


def _command(template: object) -> str:
    """Return a settling command: of this program, on one line, with known fields only."""
    quoted = quote(escape_controls(str(template)))
    if not isinstance(template, str) or not template.startswith("clientlog "):
        raise UsageError(f"settle: {quoted} does not begin with clientlog")
    if not template.isprintable():
        raise UsageError(f"settle: {quoted} is not a single line")
    try:
        fields = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    except ValueError as error:
        raise UsageError(f"settle: {quoted}: {error}") from None
    if not fields <= FIELDS:
        raise UsageError(f"settle: {quoted} may name {{ref}}, {{handle}} and {{organization}} only")
    return template


def as_rule(custom_rule: CustomRule, connection: sqlite3.Connection | None, warn: Warn) -> Rule:
    """Return the rule as a function; without a connection it can only be explained."""

    def own(snapshot: Snapshot) -> Iterator[Finding]:
        if connection is None:
            return
        try:
            rows = run_query(connection, custom_rule.query, snapshot.clock)
            yield from _findings(connection, rows, snapshot.clock, custom_rule, warn)
        except UsageError as mistake:
            warn(
                f"rule {custom_rule.id}: {escape_controls(mistake.message)}"
                f" ({escape_controls(str(custom_rule.path))})"
            )

    own.__name__ = custom_rule.id.replace("-", "_")
    own.__doc__ = (
        f"{custom_rule.sentence}\n\nFlagged: what the query in {custom_rule.path.name} finds.\n\n"
        f"Silent: when it finds nothing.\n\nWhy: {custom_rule.why}"
    )
    return rule(custom_rule.severity, settle=custom_rule.settle)(own)


def _findings(
    connection: sqlite3.Connection,
    rows: list[dict[str, Any]],
    clock: Clock,
    custom_rule: CustomRule,
    warn: Warn,
) -> Iterator[Finding]:
    if len(rows) > ROWS:
        warn(f"rule {custom_rule.id}: only the first {ROWS} rows are shown")
    for row in rows[:ROWS]:
        finding = _finding(connection, row, clock)
        if finding:
            yield finding


def _finding(connection: sqlite3.Connection, row: dict[str, Any], clock: Clock) -> Finding | None:
    """Return one row as a finding; None where it is about archived clients only."""
    for column in ("subject", "text"):
        if column not in row:
            raise UsageError(f"the query has no column called {column}")
        if not isinstance(row[column], str) or not has_visible_text(row[column]):
            raise UsageError(
                f"{column} must be a text, not {quote(escape_controls(str(row[column])), 40)}"
            )
    subject = _subject(connection, row["subject"])
    about = clients_of(subject)
    if about and all(client.archived for client in about):
        return None
    text = " ".join(row["text"][: 4 * TEXT_LIMIT].split())
    short = text if len(text) <= TEXT_LIMIT else text[: TEXT_LIMIT - 1] + "…"
    return Finding(subject, _since(row.get("since"), clock), short)


def _since(value: object, clock: Clock) -> date:
    """Return a day or a moment as the journal stores them; today where nothing is said."""
    if value is None:
        return clock.today
    try:
        text = str(value)
        return date.fromisoformat(text) if len(text) == 10 else _local_day(text, clock)
    except ValueError:
        raise UsageError(f"since is {quote(escape_controls(str(value)), 40)}, not a date") from None


def _local_day(text: str, clock: Clock) -> date:
    moment = parse_moment(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return clock.day(moment)


def _subject(connection: sqlite3.Connection, text: str) -> Subject:
    """Return what a row is about: a REF, a handle, or `org/NAME`."""
    try:
        subject = _looked_up(connection, text)
    except ClientlogError:
        subject = None
    if subject is None:
        raise UsageError(
            f"subject {quote(escape_controls(text), 40)} is no REF, handle or org/NAME here"
        )
    return subject


def _looked_up(connection: sqlite3.Connection, text: str) -> Subject | None:
    if text.startswith("org/"):
        name = text.removeprefix("org/")
        members = clients.list_clients(connection, archived=False, organization=name)
        return Organization(name=name, clients=tuple(members)) if members else None
    if not looks_like_ref(text):
        return clients.exact_client(connection, text)
    record = record_page(connection, parse_ref(text)).record
    match record:
        case Commitment() | Conflict() | Meeting() | Note() | Topic():
            return record
        case _:
            return None
