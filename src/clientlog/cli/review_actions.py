"""What the keys of the review do: each asks what it needs to know and returns the change."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from clientlog import write
from clientlog.cli.commands.close import closing_answer
from clientlog.cli.commands.snooze import check_length, snooze_key
from clientlog.cli.context import Context
from clientlog.cli.keypress import ESCAPE, discard_typed
from clientlog.cli.options import due_argument
from clientlog.dates import format_day
from clientlog.errors import UsageError
from clientlog.queries.values import Commitment
from clientlog.refs import Ref, parse_ref
from clientlog.render import review as page
from clientlog.render.one_line import describe_all
from clientlog.render.terminal import write_err
from clientlog.review import Item
from clientlog.shell import history_line
from clientlog.text import validate_text

if TYPE_CHECKING:
    from clientlog.write.change import Change

T = TypeVar("T")

Action = tuple[str, "Callable[[Change], str]"]
"""A command as it would have been typed, and the change it makes, which returns its answer."""


def _ask(context: Context, question: str, read: Callable[[str], T], default: str = "") -> T:
    """Ask until the answer can be read; raise UsageError if the user goes back with Esc."""
    while True:
        answer = context.ask(f"  {question} ") or default
        if answer == ESCAPE.decode():
            raise UsageError("nothing was done")
        try:
            return read(answer)
        except UsageError as error:
            hint = f" ({error.hint})" if error.hint else ""
            write_err(f"  {error.message}{hint}; Esc and Enter go back")
            # The rest of what was typed ahead answers other questions.
            discard_typed()


def _ask_why(context: Context) -> str:
    return _ask(context, "why?", lambda text: validate_text(text, "the reason"))


def _ask_whether_told(context: Context, item: Item) -> bool:
    """Ask about a change that the client has to hear of: one of a commitment of mine."""
    is_mine = isinstance(item.subject, Commitment) and not item.subject.theirs
    return is_mine and context.ask_yes("  do they know?")


def _close(
    item: Item, command: str, close: Callable[["Change", Ref], object], outcome: str = ""
) -> Action:
    """Return the action of a command that needs nothing but the record."""
    ref = parse_ref(item.subject.key)

    def do(change: "Change") -> str:
        close(change, ref)
        return closing_answer(change, [ref], outcome)

    return f"{command} {ref}", do


def _done(context: Context, item: Item) -> Action:
    today = context.clock.today
    return _close(item, "done", lambda change, ref: write.close.done(change, ref, today))


def _tell(_context: Context, item: Item) -> Action:
    return _close(item, "told", write.close.told, "told")


def _confirm(_context: Context, item: Item) -> Action:
    return _close(item, "confirm", write.close.confirm, "confirmed")


def _renegotiate(context: Context, item: Item) -> Action:
    ref = parse_ref(item.subject.key)
    to = _ask(context, "to which date?", lambda text: due_argument(context, "the new date", text))
    why = _ask_why(context)
    is_told = _ask_whether_told(context, item)

    def do(change: "Change") -> str:
        write.close.renegotiate(change, ref, to, why, told=is_told)
        return closing_answer(change, [ref])

    words = ["renegotiate", str(ref), "--to", str(to), "--why", why]
    return _command(words, is_told=is_told), do


def _drop(context: Context, item: Item) -> Action:
    ref = parse_ref(item.subject.key)
    # The reason stays on record only for a commitment.
    why = _ask_why(context) if ref.letter in "ap" else ""
    is_told = _ask_whether_told(context, item)

    def do(change: "Change") -> str:
        write.close.drop(change, ref, why, told=is_told)
        return closing_answer(change, [ref])

    return _command(["drop", str(ref), *(["--why", why] if why else [])], is_told=is_told), do


def _command(words: list[str], *, is_told: bool) -> str:
    return history_line([*words, "--told"] if is_told else words)


def _chase(context: Context, item: Item) -> Action:
    ref = parse_ref(item.subject.key)

    def do(change: "Change") -> str:
        write.close.chase(change, ref, context.clock.now)
        created, _ = change.touched_refs()
        return describe_all(change.connection, context.clock, created)

    return f"chase {ref}", do


def _next_time(context: Context, item: Item) -> Action:
    client = item.client
    assert client
    text = _ask(
        context,
        "what to raise? (enter: this)",
        lambda text: validate_text(text, "the topic"),
        page.said(item, context.clock),
    )

    def do(change: "Change") -> str:
        write.notes.raise_topic(change, write.clients.get(change, client.id), text)
        created, _ = change.touched_refs()
        return describe_all(change.connection, context.clock, created)

    return history_line(["topic", client.handle, text]), do


def _snooze(context: Context, item: Item) -> Action:
    flag = item.flag
    assert flag

    def read(text: str) -> date:
        until = context.parse_day("the day", text)
        if until <= context.clock.today:
            raise UsageError("the day must be one to come")
        check_length(context, flag.key, flag, until)
        return until

    until = _ask(context, "until when? (enter: in a week)", read, "+7d")
    key = snooze_key(context, flag.key)

    def do(change: "Change") -> str:
        write.snoozes.snooze(change, key, until, flag.since)
        return f"snoozed {flag.key} until {format_day(until, context.clock.today)}"

    return f"snooze {flag.key} --until {until}", do


ACTIONS: dict[str, Callable[[Context, Item], Action]] = {
    "d": _done,
    "r": _renegotiate,
    "t": _tell,
    "c": _confirm,
    "k": _chase,
    "x": _drop,
    "a": _next_time,
    "s": _snooze,
}
