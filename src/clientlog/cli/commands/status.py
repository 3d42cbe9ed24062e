"""`status`: what a client should hear now, short."""

import sqlite3
from typing import Annotated

import typer

from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.options import Who, word_argument
from clientlog.cli.result import Body, Result
from clientlog.errors import UsageError
from clientlog.queries.status import read_facts
from clientlog.queries.values import Client
from clientlog.render import status as page
from clientlog.status import Status, make_status

app = typer.Typer()

FORMATS = ("text", "md", "json")

LONGEST = 500_000
"""So many characters of what was sent are kept: at most two bytes of each are in the limit."""

Format = Annotated[str, typer.Option("--format", metavar="F", help="text, md or json.")]
Private = Annotated[
    bool, typer.Option("--private", help="With goals, needs, feedback and what customers say.")
]
Sent = Annotated[bool, typer.Option("--sent", help="Record it as told, with all it carries.")]


@command(
    app,
    "status",
    "clientlog status dana",
    "clientlog status dana --format md",
    "clientlog status dana --sent",
)
def status(
    context: Context,
    who: Who,
    format_: Format = "text",
    private: Private = False,
    sent: Sent = False,
) -> Result:
    """What this client should hear now: how it stands, what moved, what comes, what is needed.

    --sent records it as news that was told, and the news and changes in it as told. A
    message sent is no contact: record a call with touch.
    """
    kind = word_argument("--format", format_, FORMATS) or "text"
    if context.json_ and kind not in {"text", "json"}:
        raise UsageError(f"--json and --format {kind} contradict each other")
    client = context.client(who)
    context = context.as_json() if kind == "json" else context
    if sent:
        return _send(context, client, kind, private=private)
    return _answer(context, _read(context, context.connection, client, private=private), kind)


def _read(context: Context, db: sqlite3.Connection, client: Client, *, private: bool) -> Status:
    return make_status(read_facts(db, context.clock, client, private=private), context.clock)


def _answer(context: Context, one: Status, kind: str) -> Result:
    return context.result(page.document(one, context.clock), _body(one, kind))


def _body(one: Status, kind: str) -> Body:
    return lambda: page.markdown(one) if kind == "md" else page.text(one)


def _send(context: Context, client: Client, kind: str, *, private: bool) -> Result:
    """Say it and record it, all in one change: what is told is exactly what was said."""

    from clientlog.write import clients, close, notes

    with context.change() as change:
        one = _read(context, change.connection, client, private=private)
        for ref in one.carried:
            close.told(change, ref)
        said = page.text(one)
        notes.note(change, clients.get(change, client.id), said[:LONGEST], kind="news", told=True)
        done = context.change_result(change, said)
    document = {**done.document, "status": page.document(one, context.clock)}
    return done._replace(document=document, body=_body(one, kind))
