"""`undo`, `redo`, `history`: what was changed when, and how to take it back."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientlog import render, store
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.options import Yes
from clientlog.cli.result import Result
from clientlog.errors import NotFoundError, UsageError, quote
from clientlog.kinds import LETTERS
from clientlog.queries.history import count_undoable, latest_changes, record_history, removed_client
from clientlog.refs import looks_like_ref, parse_ref
from clientlog.text import escape_controls

if TYPE_CHECKING:
    from clientlog.clock import Clock
    from clientlog.queries.history import Difference, Event
    from clientlog.render.text.tables import Listing
    from clientlog.render.text.widgets import Page
    from clientlog.store.changes import ChangeEntry
    from clientlog.store.undo import UndoResult

app = typer.Typer()

Count = Annotated[
    str | None, typer.Argument(metavar="[N]", help="How many commands; 1 by default.")
]
ChangeId = Annotated[
    str | None, typer.Option("--change", metavar="ID", help="One older change, by its number.")
]
UNDO_UNASKED = 3
"""How many commands are taken back without asking."""

CHANGES_IN_SIGHT = 20
"""A number among that many latest changes may be meant as the number of a change."""

What = Annotated[str | None, typer.Argument(metavar="[REF]", help="One record or client.")]
Limit = Annotated[
    str, typer.Option("--limit", metavar="N", help="At most this many; 20 by default.")
]


@command(app, "undo", "clientlog undo", "clientlog undo 3", "clientlog undo --change 17")
def undo(
    context: Context, count: Count = None, change: ChangeId = None, yes: Yes = False
) -> Result:
    """Take back the last command, or the last N, from whichever terminal they came.

    For more than three you are asked, or need --yes.
    """
    if change is not None and count is not None:
        raise UsageError("N and --change exclude each other")
    if change is not None:
        context.ensure_daily_backup()
        result = store.undo.undo_change(
            context.path, context.clock, whole_number("--change", change)
        )
    else:
        number = whole_number("N", count or "1")
        _confirm_undo(context, number, yes=yes)
        context.ensure_daily_backup()
        result = store.undo.undo(context.path, context.clock, number, seen=context.seen)
    return _say(context, "undone", result)


def _confirm_undo(context: Context, count: int, *, yes: bool) -> None:
    """Ask before several are taken back, and warn if N is the number of a change."""
    if count == 1 or not context.path.exists() or count > count_undoable(context.connection):
        # One is taken back without asking, and more than there are is refused.
        return
    latest = latest_changes(context.connection, CHANGES_IN_SIGHT)
    named = next((entry for entry in latest if entry.id == count and not entry.undone), None)
    if count <= UNDO_UNASKED and not (named and context.interactive):
        return
    also = ""
    if named:
        also = (
            f" Change {named.id} alone ({shown_command(named.command, 60)}) is taken back by:"
            f" {context.program} undo --change {named.id}."
        )
    context.confirm(f"Take back the last {count} commands?{also}", yes=yes)


@command(app, "redo", "clientlog redo", "clientlog redo 3")
def redo(context: Context, count: Count = None) -> Result:
    """Redo what was undone last, or the last N, as long as nothing else was changed."""
    number = whole_number("N", count or "1")
    context.ensure_daily_backup()
    return _say(context, "done again", store.undo.redo(context.path, context.clock, number))


@command(
    app,
    "history",
    "clientlog history",
    "clientlog history p42",
    "clientlog history dana",
    screen=True,
)
def history(context: Context, what: What = None, limit: Limit = "20") -> Result:
    """List the latest changes with their commands, or every change of one record."""
    count = whole_number("--limit", limit)
    if what is None:
        return _changes(context, count)
    return _life(context, what, count)


def whole_number(name: str, text: str) -> int:
    """Return a count or an id: a whole number above 0, of nine digits at most."""
    if not (text.isascii() and text.isdigit() and int(text[:9]) > 0):
        raise UsageError(f"{name}: {quote(escape_controls(text))} is not a whole number above 0")
    if len(text) > 9:
        raise UsageError(f"{name}: {quote(text)} is too large")
    return int(text)


def _say(context: Context, done: str, turned: "UndoResult") -> Result:
    lines = [f"{done}: {shown_command(change.command)}" for change in turned.changes]
    return context.message_result("\n".join(lines), turned.created, turned.changed)


def shown_command(command: str, limit: int = 200) -> str:
    """Return a command as it was typed, in one line."""
    line = escape_controls(f"clientlog {command}")
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def _changes(context: Context, limit: int) -> Result:
    entries = latest_changes(context.connection, limit + 1)
    earlier = len(entries) > limit
    del entries[limit:]
    return context.result(
        lambda: {
            "changes": [_change_document(context.clock, entry) for entry in entries],
            "earlier": earlier,
        },
        lambda: (
            _with_rest(_change_listing(context.clock, entries), earlier=earlier)
            if entries
            else "nothing was changed yet"
        ),
        records=True,
    )


def _with_rest(listing: "Listing", *, earlier: bool) -> "Page":
    rest = "Earlier changes are not shown: add --limit N" if earlier else ""
    return render.text.lists.with_rest(listing, rest)


def _change_document(clock: "Clock", change_entry: "ChangeEntry") -> dict[str, Any]:
    return {
        "id": change_entry.id,
        "at": clock.local(change_entry.at).isoformat(),
        "command": change_entry.command,
        "undone": change_entry.undone,
    }


def _change_listing(clock: "Clock", entries: "Sequence[ChangeEntry]") -> "Listing":
    return render.text.tables.Listing(
        ("change", "when", "command"),
        [
            render.text.tables.Row(
                [
                    render.text.tables.Cell(f"{entry.id}"),
                    render.text.tables.Cell(_when(clock, entry.at)),
                ],
                [
                    (shown_command(entry.command), ""),
                    ("  (undone)" if entry.undone else "", render.text.tables.FAINT),
                ],
            )
            for entry in entries
        ],
    )


def _when(clock: "Clock", at: Any) -> str:
    return f"{clock.local(at):%Y-%m-%d %H:%M}"


def _life(context: Context, what: str, limit: int) -> Result:
    table, number, name = _record(context, what)
    events = record_history(context.connection, table, number, limit + 1)
    if not events and table != "client":
        raise NotFoundError(f"the history has no {name}", "see: clientlog history")
    earlier = len(events) > limit
    del events[limit:]
    older = f"{name} came with an older journal"
    return context.result(
        lambda: {
            "of": name,
            "events": [_event_document(context.clock, event) for event in events],
            "earlier": earlier,
        },
        lambda: (
            _with_rest(_event_listing(context.clock, events), earlier=earlier) if events else older
        ),
        records=True,
    )


def _record(context: Context, what: str) -> tuple[str, int, str]:
    """Return table, number and name of a record; find a removed client by the last handle."""
    if looks_like_ref(what):
        ref = parse_ref(what)
        tables = {letter: table for table, letter in LETTERS.items()}
        return tables[ref.letter], ref.number, str(ref)
    try:
        client = context.client(what)
    except NotFoundError:
        gone = removed_client(context.connection, what)
        if gone is None:
            raise
        return "client", gone, what
    return "client", client.id, client.handle


def _event_document(clock: "Clock", event: "Event") -> dict[str, Any]:
    return {
        "change": event.change,
        "at": clock.local(event.at).isoformat(),
        "command": event.command,
        "kind": event.kind,
        "part": event.part,
        "what": event.what,
        "fields": [
            {"field": each.field, "from": each.before, "to": each.after}
            for each in event.differences
        ],
    }


def _event_listing(clock: "Clock", events: "Sequence[Event]") -> "Listing":
    """Return a row for each change, with what it did to the record below its command."""
    rows = []
    for change, group in groupby(events, key=lambda event: event.change):
        parts = list(group)
        first = parts[0]
        turned = "" if first.kind == "do" else f"{first.kind} of: "
        lines = "".join(f"\n{line}" for event in parts for line in _event_lines(event))
        rows.append(
            render.text.tables.Row(
                [
                    render.text.tables.Cell(f"{change}"),
                    render.text.tables.Cell(_when(clock, first.at)),
                ],
                [
                    (f"{turned}{shown_command(first.command)}", ""),
                    (lines, render.text.tables.FAINT),
                ],
            )
        )
    return render.text.tables.Listing(("change", "when", "command"), rows)


def _event_lines(event: "Event") -> list[str]:
    return [f"{event.part} {event.what}", *(f"  {_difference(each)}" for each in event.differences)]


def _difference(difference: "Difference") -> str:
    """Return `due: 2026-11-27 → 2026-11-30`, or only the new value."""
    before, after = (
        escape_controls(_format_value(value)) for value in (difference.before, difference.after)
    )
    if difference.before is None:
        return f"{difference.field}: {after}"
    return f"{difference.field}: {before} → {after if difference.after is not None else 'nothing'}"


def _format_value(value: object) -> str:
    return quote(value) if isinstance(value, str) else str(value)
