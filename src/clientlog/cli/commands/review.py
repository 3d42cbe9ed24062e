"""`review`: the weekly walk through everything flagged and everything open."""

import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import typer

from clientlog.cli.command import verb
from clientlog.cli.commands.snooze import snoozed_about
from clientlog.cli.context import Run
from clientlog.cli.keypress import END, read_key
from clientlog.cli.load_flags import flags_of, read_book
from clientlog.cli.options import due_argument
from clientlog.cli.result import Result
from clientlog.cli.review_progress import Walked, read_walked
from clientlog.errors import NotThere, WrongUsage
from clientlog.queries.week import read_week
from clientlog.refs import read_ref
from clientlog.render import review as page
from clientlog.review import KEYS, Item, Review, items, open_key
from clientlog.text import clean_text, visible

if TYPE_CHECKING:
    from clientlog.write.change import Change

app = typer.Typer()

SKIP, QUIT = " \r\n", "qQ" + END

Doing = tuple[str, "Callable[[Change], object]"]
"""A command as it would have been typed, and the change it makes."""


@verb(app, "review", "clientlog review", "clientlog review --no-input", "clientlog review --json")
def review(run: Run) -> Result:
    """Walk through everything flagged and open, settling each by a key; then the week in figures.

    Each key is a change of its own, with its own undo. A walk that was broken off goes on
    where it was, for a week. Without a terminal the list and the figures are printed.
    """
    if run.json_ or not run.may_ask:
        return _listed(run)
    walked = read_walked(run.path, run.clock.today)
    finished = _walk(run, walked)
    return _summed_up(run, finished=finished)


def _items(run: Run) -> tuple[Item, ...]:
    book = read_book(run)
    return tuple(items(book, flags_of(run, book, snoozed=True)))


def _review(run: Run) -> Review:
    return Review(_items(run), read_week(run.book, run.clock))


def _listed(run: Run) -> Result:
    found = _review(run)
    return run.shown(
        page.document(found, run.clock, run.program),
        lambda: f"{page.listing(found.items, run.clock)}\n\n{page.summary(found, run.clock)}",
    )


def _summed_up(run: Run, *, finished: bool) -> Result:
    said = page.summary(_review(run), run.clock)
    rest = "" if finished else f"\nTo go on: {run.program} review"
    return run.shown({}, lambda: said + rest)


# The walk


def _walk(run: Run, walked: Walked) -> bool:
    """Show one thing after another; return whether all of them were seen."""
    while True:
        # Read afresh each time: what was just settled may have settled others.
        left = [one for one in _items(run) if not walked.has(one.key)]
        if not left:
            walked.finish()
            return True
        _say(f"\n{len(left)} to look at\n{page.page(left[0], run.clock, run.program)}")
        if not _answered(run, left[0], walked):
            return False


def _answered(run: Run, one: Item, walked: Walked) -> bool:
    """Ask until a key settles or skips it; False where the person stops."""
    while True:
        key = read_key()
        if key in QUIT:
            return False
        if key in SKIP or (key in one.keys and _settle(run, one, key)):
            # A promise that was moved is open still: it was looked at all the same.
            walked.add(one.key, open_key(one.subject))
            return True


def _settle(run: Run, one: Item, key: str) -> bool:
    """Do what a key means; what cannot be done is said, and the thing stays where it is."""
    from clientlog.write.change import changing

    _say(f"  {KEYS[key]}")
    try:
        command, do = DOINGS[key](run, one)
        run.keep_safe()
        with changing(run.path, run.clock, command) as change:
            do(change)
    except (WrongUsage, NotThere) as error:
        _say(f"  {error.message}{f' ({error.hint})' if error.hint else ''}")
        return False
    for notice in change.notices:
        _say(f"  {notice}")
    return True


def _done(run: Run, one: Item) -> Doing:
    from clientlog.write import close

    ref = read_ref(one.subject.key)
    return f"done {ref}", lambda change: close.done(change, ref, run.clock.today)


def _told(_run: Run, one: Item) -> Doing:
    from clientlog.write import close

    ref = read_ref(one.subject.key)
    return f"told {ref}", lambda change: close.told(change, ref)


def _confirm(_run: Run, one: Item) -> Doing:
    from clientlog.write import close

    ref = read_ref(one.subject.key)
    return f"confirm {ref}", lambda change: close.confirm(change, ref)


def _renegotiate(run: Run, one: Item) -> Doing:
    from clientlog.write import close

    ref = read_ref(one.subject.key)
    to = due_argument(run, "the new date", run.ask("  to which date? "))
    why = clean_text(run.ask("  why? "), "the reason")
    told = run.ask("  do they know? [y/N] ").lower() in {"y", "yes"}
    return (
        f"renegotiate {ref} --to {to}",
        lambda change: close.renegotiate(change, ref, to, why, told=told),
    )


def _drop(run: Run, one: Item) -> Doing:
    from clientlog.write import close

    ref = read_ref(one.subject.key)
    # Only of a commitment the reason stays on record.
    is_owed = ref.letter in "ap"
    why = clean_text(run.ask("  why? "), "the reason") if is_owed else ""
    return f"drop {ref}", lambda change: close.drop(change, ref, why, told=False)


def _next_time(run: Run, one: Item) -> Doing:
    from clientlog.write import clients, notes

    client = one.client
    assert client
    text = run.ask("  what to raise? (enter: this) ") or page.said(one, run.clock)
    clean_text(text, "the topic")
    return (
        f"topic {client.handle}",
        lambda change: notes.raise_topic(change, clients.require(change, client.id), text),
    )


def _snooze(run: Run, one: Item) -> Doing:
    from clientlog.write import snoozes

    flag = one.flag
    assert flag
    until = _until(run)
    about = snoozed_about(run, one.subject.key)
    return (
        f"snooze {flag.key} --until {until}",
        lambda change: snoozes.snooze(change, flag.rule, until, **about),
    )


def _until(run: Run) -> date:
    until = run.day("the day", run.ask("  until when? (enter: in a week) ") or "+7d")
    if until <= run.clock.today:
        raise WrongUsage("the day must be one to come")
    return until


DOINGS: dict[str, Callable[[Run, Item], Doing]] = {
    "d": _done,
    "r": _renegotiate,
    "t": _told,
    "c": _confirm,
    "x": _drop,
    "n": _next_time,
    "s": _snooze,
}


def _say(text: str) -> None:
    print(visible(text, lines=True), file=sys.stderr, flush=True)
