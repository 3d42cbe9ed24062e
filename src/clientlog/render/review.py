"""The weekly review: one item at a time, and the week in figures."""

from collections.abc import Sequence
from textwrap import TextWrapper
from typing import Any

from clientlog.clock import Clock
from clientlog.dates import format_day
from clientlog.queries.values import Commitment, Conflict, Note, Topic
from clientlog.render import report, sentences
from clientlog.review import KEYS, Item, Review
from clientlog.text import escape_controls


def wrap(text: str, width: int, indent: str) -> list[str]:
    """Return a text in lines that fit, those after the first indented."""
    return TextWrapper(
        max(width, 20), subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    ).wrap(text)


def said(one: Item, clock: Clock) -> str:
    """Return what an item is, in a line."""
    if one.flag:
        return escape_controls(one.flag.text)
    match one.subject:
        case Commitment():
            line = sentences.commitment(one.subject, clock)
        case Topic():
            line = sentences.topic(one.subject)
        case Note():
            line = sentences.note(one.subject)
        case Conflict():
            line = sentences.conflict(one.subject)
        case _:
            line = one.key
    return escape_controls(line)


def page(one: Item, clock: Clock, program: str, width: int) -> str:
    """Return an item in full: why it matters, the commands for it, and the keys that apply."""
    lines = wrap(f"{one.flag.severity if one.flag else 'open'}: {said(one, clock)}", width, "  ")
    if one.flag:
        lines += wrap(f"  {escape_controls(one.flag.why)}", width, "  ")
        lines += [f"  {escape_controls(command)}" for command in report.commands(one.flag, program)]
    keys = [f"{key} {KEYS[key]}" for key in one.keys]
    return "\n".join([*lines, f"  [{', '.join([*keys, 'n next', 'u undo', 'q quit'])}]"])


def listing(found: Sequence[Item], clock: Clock) -> str:
    """Return everything there is to look at, a line each."""
    rows = [f"{one.flag.severity if one.flag else 'open':<5} {said(one, clock)}" for one in found]
    return "\n".join(rows) or "Nothing is flagged, and nothing is open."


def summary(one: Review, clock: Clock) -> str:
    """Return the week in figures."""
    week = one.week
    first, last = (format_day(day, clock.today) for day in (week.since, week.until))
    met = [f"{name} {how.met} of {how.known}" for name, how in week.met.items() if how.known]
    lines = [
        f"The week from {first} to {last}",
        f"  commitments: {week.kept} kept, {week.kept_late} kept late, {one.late} late now,"
        f" {week.renegotiated} renegotiated",
        f"  contacts: {', '.join(met) or 'no clients yet'}",
        "  gone quiet: "
        f"{', '.join(escape_controls(client.name) for client in one.quiet) or 'nobody'}",
        f"  given: {week.given}, asked: {week.asked}",
    ]
    return "\n".join(lines)


def document(one: Review, clock: Clock, program: str) -> dict[str, Any]:
    """Return the list and the summary as JSON."""
    week = one.week
    return {
        "as_of": clock.local(clock.now).isoformat(),
        "items": [_item(item, clock, program) for item in one.items],
        "week": {
            "since": week.since.isoformat(),
            "until": week.until.isoformat(),
            "kept": week.kept,
            "kept_late": week.kept_late,
            "late": one.late,
            "renegotiated": week.renegotiated,
            "met": {name: {"met": how.met, "known": how.known} for name, how in week.met.items()},
            "quiet": [client.handle for client in one.quiet],
            "given": week.given,
            "asked": week.asked,
        },
    }


def _item(one: Item, clock: Clock, program: str) -> dict[str, Any]:
    flag = one.flag
    return {
        "key": one.key,
        "rule": flag.rule if flag else None,
        "severity": flag.severity if flag else None,
        "client": one.client.handle if one.client else None,
        "ref": one.ref,
        "text": flag.text if flag else said(one, clock),
        "why": flag.why if flag else None,
        "settle": report.commands(flag, program) if flag else [],
        "can": [KEYS[key] for key in one.keys],
    }
