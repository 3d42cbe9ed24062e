"""Options that filter and sort lists, and functions that read them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, TypeVar

import typer

from clientlog.cli.context import Context
from clientlog.dates import parse_day
from clientlog.errors import UsageError, quote
from clientlog.text import escape_controls

T = TypeVar("T")

OfClient = Annotated[
    str | None,
    typer.Option("--client", metavar="WHO", help="Only of this client."),
]
OfTag = Annotated[
    list[str] | None,
    typer.Option("--tag", metavar="WORD", help="Only of clients with this tag; repeat for more."),
]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="From this day on.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to this day.")]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", help="At most this many.")]
State = Annotated[
    str | None, typer.Option("--state", metavar="STATE", help="Only in this state: open, kept.")
]
Sort = Annotated[
    str | None, typer.Option("--sort", metavar="KEY", help="Order by KEY; -KEY reverses.")
]


def past_day(context: Context, option: str, text: str | None) -> date | None:
    """Return the day that an option names; the latest past one if several are possible."""
    return context.parse(option, parse_day, text, past=True) if text else None


def limit_argument(limit: int | None, default: int) -> int:
    """Return the limit that was typed; 0 is no limit."""
    if limit is not None and limit < 0:
        raise UsageError(f"--limit: {limit} is below 0", "0 is no limit")
    return default if limit is None else limit


def state_argument(text: str | None, states: Iterable[str]) -> str | None:
    """Return the state that an option names; refuse one that the listed kind does not have."""
    if text is None:
        return None
    known = list(states)
    if text.lower() not in known:
        hint = ", ".join(known) if known else "these records have no state"
        raise UsageError(f"--state: {quote(escape_controls(text))} is not one of them", hint)
    return text.lower()


def nothing_with(sentence: str, options: Mapping[str, object]) -> str:
    """Return `Nothing found: --client dana, --mine.`: the sentence, and what narrowed it.

    `options` has the value of each option as it was typed, True for a flag, or a list.
    """
    words = []
    for name, value in options.items():
        for each in value if isinstance(value, (list, tuple)) else [value]:
            words += [name if each is True else f"{name} {each}"] if each else []
    return escape_controls(f"{sentence}: {', '.join(words)}." if words else f"{sentence}.")


def sort_records(
    records: Sequence[T], text: str | None, keys: dict[str, Callable[[T], Any]]
) -> list[T]:
    """Return the records ordered by a `--sort` key; those without a value come last."""
    if text is None:
        return list(records)
    name = text.lower().removeprefix("-")
    if name not in keys:
        raise UsageError(f"--sort: unknown key {quote(escape_controls(text))}", ", ".join(keys))
    key = keys[name]
    valued = [record for record in records if key(record) is not None]
    valued.sort(key=key, reverse=text.startswith("-"))
    return valued + [record for record in records if key(record) is None]
