"""Arguments and options that several commands share, and functions that read them."""

import re
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Annotated, TypedDict, Unpack

import typer

from clientlog.cli.context import Context
from clientlog.dates import (
    When,
    ago,
    find_day,
    format_day,
    parse_day,
    parse_every,
    parse_moment_text,
)
from clientlog.dates.words import HALF_A_YEAR
from clientlog.errors import ClientlogError, UsageError, quote
from clientlog.items import Item, parse_item
from clientlog.queries.records import find_record
from clientlog.queries.values import Commitment
from clientlog.refs import Ref, looks_like_ref, parse_ref, require_kinds
from clientlog.shell import quote_word
from clientlog.suggest import did_you_mean
from clientlog.text import escape_controls, validate_line, validate_text
from clientlog.vocabulary import DIRECTION_SYNONYMS, DIRECTIONS

if TYPE_CHECKING:
    from clientlog.write.change import Change

Who = Annotated[
    str,
    typer.Argument(metavar="WHO", help="A client: handle, name, alias or prefix."),
]
Words = Annotated[list[str], typer.Argument(metavar="ITEM", help="A text with due: pri: owner: …")]
Refs = Annotated[list[str], typer.Argument(metavar="REF...", help="Records, such as a41 p42.")]
OneRef = Annotated[str, typer.Argument(metavar="REF", help="A record, such as p42.")]
At = Annotated[str | None, typer.Option("--at", metavar="WHEN", help="When: fri 10:00, 24 dec.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
Told = Annotated[bool, typer.Option("--told", help="The client knows already.")]
Past = Annotated[bool, typer.Option("--past", help="Allow a due date in the past.")]
Why = Annotated[str | None, typer.Option("--why", metavar="TEXT", help="The reason.")]

With = Annotated[
    list[str] | None,
    typer.Option("--with", metavar="WHO", help="Another attendee; repeat for more."),
]
Via = Annotated[str | None, typer.Option("--via", metavar="CHANNEL", help="call, in-person, …")]

CHANNEL_NAMES = {
    "email": "email", "mail": "email", "e-mail": "email",
    "call": "call", "phone": "call", "video": "call",
    "chat": "chat", "message": "chat",
    "in-person": "in-person", "person": "in-person",
}  # fmt: skip


def joined(words: Iterable[str]) -> str:
    """Return positional words as one text, so that quotes are optional."""
    return " ".join(words)


class ItemOptions(TypedDict, total=False):
    """The options that mean the same as attributes of an item."""

    due: str | None
    every: str | None
    owner: str | None
    try_until: str | None
    update: bool | None
    must: bool
    theirs: bool


def item_argument(
    context: Context,
    name: str,
    text: str,
    *,
    past: bool | None = None,
    **options: Unpack[ItemOptions],
) -> Item:
    """Return an ITEM with the options that mean the same as attributes: due, owner, every, must.

    `past` is what --past says; None where there is no such option.
    """
    validate_text(text, name)
    item: Item = context.parse(name, parse_item, text, past=bool(past))
    if due := options.get("due"):
        _refuse_twice(item.due, name, "due")
        item = replace(item, due=due_argument(context, "--due", due, past=past))
    if every := options.get("every"):
        _refuse_twice(item.every, name, "every")
        item = replace(item, every=context.parse_plain("--every", parse_every, every))
    if owner := options.get("owner"):
        _refuse_twice(item.owner, name, "owner")
        item = replace(item, owner=validate_line(owner, "--owner"))
    if try_until := options.get("try_until"):
        item = replace(item, try_until=due_argument(context, "--try-until", try_until))
    update = options.get("update")
    _require_recurring(item, update=bool(update), theirs=options.get("theirs", False))
    item = replace(item, is_update=update)
    if options.get("must"):
        item = replace(item, priority="must")
    _refuse_past_due(context, item.due, name, past=past)
    return item


_DATE_AT_END = re.compile(r"\b(?:due|by|until)(?: on)?:? (?P<day>\S+(?: \S+){0,3})$", re.IGNORECASE)


def date_in_text(context: Context, text: str) -> str:
    """Return the date that a text ends in, as in `send it by friday`; '' without one."""
    match = _DATE_AT_END.search(text)
    day = match["day"].rstrip(".!") if match else ""
    with suppress(ClientlogError):
        if find_day(day, context.date_context, past=False):
            return escape_controls(day)
    return ""


def remark_on_dates(context: Context, change: "Change") -> None:
    """Remark on each new commitment whose text ends in a date, and that has none."""
    created, _ = change.touched_refs()
    for name in created:
        item = find_record(change.connection, parse_ref(name)) if looks_like_ref(name) else None
        if not isinstance(item, Commitment) or item.due or item.state != "open":
            continue
        if day := date_in_text(context, item.text):
            change.notices.append(
                f"{name}: no date; did you mean due:{day}?"
                f" To set it: clientlog edit {name} --due {quote_word(day)}"
            )


def _refuse_past_due(context: Context, due: date | None, name: str, *, past: bool | None) -> None:
    today = context.clock.today
    if due and due < today and not past:
        raise UsageError(
            f"{name}: {format_day(due, today)} was {ago((today - due).days)}",
            f"{'' if past is None else 'add --past if that is meant, or '}name a day to come",
        )


def _require_recurring(item: Item, *, update: bool, theirs: bool) -> None:
    if update and (theirs or not item.every):
        raise UsageError(
            "--update is for a promise of yours that recurs",
            "leave --theirs out" if theirs else "add --every week, or every:week",
        )


def _refuse_twice(value: object, name: str, attribute: str) -> None:
    if value is not None:
        raise UsageError(f"{name} says {attribute}: and --{attribute} says it again")


def due_argument(context: Context, name: str, text: str, *, past: bool | None = None) -> date:
    """Return a due date, in the past only with `past`, which is as in `item_argument`."""
    due: date = context.parse(name, parse_day, text, past=bool(past))
    _refuse_past_due(context, due, name, past=past)
    return due


def moment_argument(
    context: Context, name: str, text: str, *, past: bool, hour: int | None = None
) -> datetime:
    """Return a moment; a day without a time gets `hour`, or is an error without one."""
    when: When = context.parse(name, parse_moment_text, text, past=past)
    if when.time is None and hour is None:
        raise UsageError(
            f"{name}: {quote(escape_controls(text))} has no time", f"add one: {text} 10:00"
        )
    return moment_of(context, when, hour or 0)


def moment_of(context: Context, when: When, hour: int = 0) -> datetime:
    """Return the moment; warn on stderr if the clocks skip or repeat its time."""
    if when.moment:
        return when.moment
    moment, notice = context.clock.at(when.day, when.time or time(hour))
    if notice:
        context.terminal.warn(notice)
    return moment


def past_moment_argument(context: Context, name: str, text: str | None) -> datetime:
    """Return a past moment: now without a text, noon for an earlier day without a time."""
    now = context.clock.now
    if text is None:
        return now
    when = context.parse(name, parse_moment_text, text, past=True)
    if when.time is None and when.day == context.clock.today:
        return now
    moment = moment_argument(context, name, text, past=True, hour=12)
    if moment > now:
        raise UsageError(
            f"{name}: {quote(escape_controls(text))} is still to come",
            "something to come is planned: clientlog plan WHO --at WHEN",
        )
    _warn_of_year(context, name, text, context.clock.day(moment))
    return moment


def _warn_of_year(context: Context, name: str, text: str, day: date) -> None:
    """Remark that a date without a year was read a year back, and is to come before long."""
    today = context.clock.today
    if (today - day).days <= HALF_A_YEAR:
        return
    with suppress(ClientlogError):
        coming = parse_moment_text(text, context.date_context).day
        if coming > today:
            context.terminal.warn(
                f"{name}: {quote(escape_controls(text))} is read as {format_day(day, today)},"
                f" {ago((today - day).days)}; {format_day(coming, today)} is still to come"
            )


def has_time(context: Context, name: str, text: str) -> bool:
    """Return whether a moment was typed with a time, and not as a day only."""
    when: When = context.parse(name, parse_moment_text, text)
    return when.time is not None


def past_day_argument(context: Context, name: str, text: str | None) -> date:
    """Return a day that is not in the future; today for no text."""
    return context.clock.day(past_moment_argument(context, name, text))


def channel_argument(name: str, text: str | None) -> str | None:
    """Return one of the four channels, which may be typed as a synonym."""
    if text is None:
        return None
    channel = CHANNEL_NAMES.get(text.lower())
    if channel is None:
        raise UsageError(
            f"{name}: unknown channel {quote(escape_controls(text))}",
            "email, call, chat or in-person",
        )
    return channel


def direction_argument(name: str, text: str | None) -> str | None:
    """Return a direction, which may be typed as a synonym: `boss` is up."""
    synonym = DIRECTION_SYNONYMS.get((text or "").lower(), text)
    return word_argument(name, synonym, DIRECTIONS)


def word_argument(name: str, text: str | None, words: Iterable[str]) -> str | None:
    """Return one of a few words, or None if nothing was typed."""
    return None if text is None else parse_word(name, text, words)


def parse_word(name: str, text: str, words: Iterable[str]) -> str:
    """Return one of a few words; a unique prefix is enough."""
    known = list(words)
    matches = [w for w in known if w == text.lower()] or [
        w for w in known if len(text) > 1 and w.startswith(text.lower())
    ]
    if len(matches) != 1:
        near = did_you_mean(text.lower(), known, count=1)
        raise UsageError(
            f"{name}: unknown value {quote(escape_controls(text))}",
            f"{near} One of {', '.join(known)}" if near else f"one of {', '.join(known)}",
        )
    return matches[0]


def words_argument(
    name: str, text: str | None, words: Collection[str], synonyms: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Return the words that a list with commas names, each as `parse_word` reads it."""
    if text is None:
        return ()
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts:
        raise UsageError(f"{name} is empty", ", ".join(words))
    known = synonyms or {}
    return tuple(parse_word(name, known.get(part, part), words) for part in parts)


def parse_meeting_ref(text: str) -> Ref:
    """Return the REF of a meeting; its number alone is enough."""
    ref = parse_ref(f"m{text}" if text.isascii() and text.isdigit() else text)
    require_kinds([ref], "m", "taken for a meeting")
    return ref
