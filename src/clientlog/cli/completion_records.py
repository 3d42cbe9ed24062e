"""Candidates from the journal: clients, records, tags, organizations."""

import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing

import typer

from clientlog.cli.completion_words import OPEN_LETTERS
from clientlog.kinds import BY_LETTER
from clientlog.queries import completion
from clientlog.queries.completion import Candidate
from clientlog.store import paths
from clientlog.store.connection import connect
from clientlog.text import name_key

VARIABLE = "_CLIENTLOG_COMPLETE"
"""The environment variable that a completion script sets."""

Complete = Callable[[typer.Context, str], Iterable[Candidate]]
"""Candidates for what was typed so far; they need not begin with it."""


def open_journal(context: typer.Context) -> closing[sqlite3.Connection]:
    """Return the journal that the command line names, open for reading."""
    path = paths.journal_path(os.environ, context.params.get("db"))
    if not path.is_file():
        raise FileNotFoundError(path)
    return closing(connect(path, "ro"))


def handles(context: typer.Context, incomplete: str) -> list[Candidate]:
    """Return clients by handle or by a word of their names."""
    with open_journal(context) as db:
        return completion.handles(db, name_key(incomplete))


def tags(context: typer.Context, incomplete: str) -> list[Candidate]:
    """Return the tags that begin so."""
    with open_journal(context) as db:
        return [
            (name, beside)
            for name, beside in completion.tags(db)
            if name.startswith(incomplete.lower())
        ]


def organizations(context: typer.Context, incomplete: str) -> list[Candidate]:
    """Return the organizations; in bash, which does not quote what it inserts, blanks escaped."""
    key, is_bash = name_key(incomplete), os.environ.get(VARIABLE) == "complete_bash"
    with open_journal(context) as db:
        return [
            (name.replace(" ", "\\ ") if is_bash else name, beside)
            for name, beside in completion.organizations(db)
            if name_key(name).startswith(key)
        ]


def names(context: typer.Context, incomplete: str) -> list[Candidate]:
    """Return organizations after `org`; other names are new ones."""
    group = context.parent.info_name if context.parent else ""
    return organizations(context, incomplete) if group == "org" else []


def refs(context: typer.Context, incomplete: str) -> list[Candidate]:
    """Return the records that the command can do something with."""
    command, typed = str(context.info_name), incomplete.lower()
    group = context.parent.info_name if context.parent else ""
    with open_journal(context) as db:
        if group == "meeting" and command in {"show", "edit", "rm"}:
            return completion.any_refs(db, "m", typed)
        if group == "conflict" and command not in OPEN_LETTERS:
            return completion.any_refs(db, "c", typed)
        if command == "chase":
            return completion.owed_by_them(db, typed)
        if command == "reopen":
            return completion.settled_refs(db, typed)
        if command in OPEN_LETTERS:
            return completion.open_refs(db, OPEN_LETTERS[command], typed)
        latest = completion.any_refs(db, "".join(BY_LETTER), typed)
        urgent = completion.open_refs(db, "apm", typed) if not typed else []
        return list(dict([*urgent, *latest]).items())


def of_kinds(letters: str) -> Complete:
    """Complete what is open of these kinds; once WHO is typed, with these clients."""

    def complete(context: typer.Context, incomplete: str) -> list[Candidate]:
        with open_journal(context) as db:
            # Typer leaves the arguments of a command that is not complete in `args`.
            named = [*context.args[:1], *(context.params.get("with_") or ())]
            clients = [name for who in named for name, _ in completion.handles(db, name_key(who))]
            return completion.open_refs(db, letters, incomplete.lower(), clients)

    return complete


def handles_and_refs(context: typer.Context, incomplete: str) -> list[Candidate]:
    """Return clients, and records once a letter of theirs is typed."""
    people = handles(context, incomplete)
    letter, digits = incomplete[:1], incomplete[1:]
    is_ref = letter in BY_LETTER and (not digits or digits.isdecimal())
    return people + (refs(context, incomplete) if is_ref else [])
