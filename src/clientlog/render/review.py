"""The weekly review: one item at a time, and the week in figures."""

from textwrap import TextWrapper
from typing import Any

from clientlog.clock import Clock
from clientlog.dates import format_day
from clientlog.queries.values import Commitment, Conflict, Note, Topic
from clientlog.render import report, sentences
from clientlog.review import KEYS, Item, Review
from clientlog.text import escape_controls

HELP = {
    "d": "it is done",
    "r": "move its date: asks for the new date and the reason",
    "t": "the client has been told",
    "c": "it was read back and confirmed",
    "x": "drop it: asks for the reason",
    "k": "they were asked for it: no flag for three working days",
    "a": "raise it at the next meeting, as a topic",
    "s": "snooze the flag: asks until when",
}


def wrap(text: str, width: int, indent: str) -> list[str]:
    """Return a text in lines that fit, those after the first indented."""
    return TextWrapper(
        max(width, 20), subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    ).wrap(text)


def said(item: Item, clock: Clock) -> str:
    """Return an item in one line."""
    if item.flag:
        return escape_controls(item.flag.text)
    match item.subject:
        case Commitment():
            line = sentences.commitment(item.subject, clock)
        case Topic():
            line = sentences.topic(item.subject)
        case Note():
            line = sentences.note(item.subject, clock)
        case Conflict():
            line = sentences.conflict(item.subject)
        case _:
            line = item.key
    return escape_controls(line)


def page(item: Item, clock: Clock, program: str, width: int) -> str:
    """Return an item in full: why it matters, the commands for it, and the keys that apply."""
    lines = wrap(f"{item.flag.severity if item.flag else 'open'}: {said(item, clock)}", width, "  ")
    if item.flag:
        lines += wrap(f"  {escape_controls(item.flag.why)}", width, "  ")
        lines += [
            f"  {escape_controls(command)}" for command in report.commands(item.flag, program)
        ]
    return "\n".join([*lines, key_line(item, width)])


def key_line(item: Item, width: int) -> str:
    """Return the keys that apply to an item."""
    keys = [f"{key} {KEYS[key]}" for key in item.keys]
    keys += ["n next", "u undo", "? help", "q quit"]
    return "\n".join(wrap(f"  [{', '.join(keys)}]", width, "   "))


def key_help(item: Item) -> str:
    """Return what each key does, a line each."""
    meanings = {
        **{key: HELP[key] for key in item.keys},
        "n": "go to the next one; space and enter do the same",
        "u": "undo the last key",
        "q": "quit; what was done stays done, and the review goes on here next time",
    }
    lines = [f"  {key}  {meaning}" for key, meaning in meanings.items()]
    return "\n".join([*lines, "  at a question, Esc and Enter go back to the keys"])


def listing(review: Review, clock: Clock) -> str:
    """Return all items, a line each; where there are none, what was put aside."""
    rows = [
        f"{item.flag.severity if item.flag else 'open':<5} {said(item, clock)}"
        for item in review.items
    ]
    rest = ", ".join(report.put_aside(review.snoozed, review.muted, review.failed))
    return "\n".join(rows) or f"Nothing to review.{f' {rest}.' if rest else ''}"


def summary(review: Review, clock: Clock) -> str:
    """Return the week in figures."""
    week = review.week
    first, last = (format_day(day, clock.today) for day in (week.since, week.until))
    met = [f"{name} {how.met} of {how.known}" for name, how in week.met.items() if how.known]
    quiet = ", ".join(escape_controls(client.name) for client in review.quiet)
    muted = f" ({', '.join(report.put_aside(0, review.muted))})" if review.muted else ""
    lines = [
        f"The week from {first} to {last}",
        f"  commitments: {week.kept} kept, {week.kept_late} kept late, {week.broken} broken,"
        f" {review.late} late now, {week.renegotiated} renegotiated",
        f"  contacts: {', '.join(met) or 'no current clients'}",
        f"  gone quiet: {quiet or f'nobody{muted}'}",
        f"  given: {week.given}, asked: {week.asked}",
    ]
    return "\n".join(lines)


def document(review: Review, clock: Clock, program: str) -> dict[str, Any]:
    """Return the list and the summary as JSON."""
    week = review.week
    return {
        "as_of": clock.local(clock.now).isoformat(),
        "items": [_item(item, clock, program) for item in review.items],
        "week": {
            "since": week.since.isoformat(),
            "until": week.until.isoformat(),
            "kept": week.kept,
            "kept_late": week.kept_late,
            "broken": week.broken,
            "late": review.late,
            "renegotiated": week.renegotiated,
            "met": {name: {"met": how.met, "known": how.known} for name, how in week.met.items()},
            "quiet": [client.handle for client in review.quiet],
            "given": week.given,
            "asked": week.asked,
        },
    }


def _item(item: Item, clock: Clock, program: str) -> dict[str, Any]:
    flag = item.flag
    return {
        "key": item.key,
        "rule": flag.rule if flag else None,
        "severity": flag.severity if flag else None,
        "client": item.client.handle if item.client else None,
        "ref": item.ref,
        "text": flag.text if flag else said(item, clock),
        "why": flag.why if flag else None,
        "settle": report.commands(flag, program) if flag else [],
        "can": [KEYS[key] for key in item.keys],
    }
