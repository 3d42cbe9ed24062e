"""The flags of the open journal, for every command that speaks of them."""

from clientlog.book.snoozes import snoozed_keys
from clientlog.book.unsettled import open_book
from clientlog.book.values import Book
from clientlog.cli.run import Run
from clientlog.rules.runner import Flag, find_flags


def read_book(run: Run) -> Book:
    """What is unsettled, now."""
    return open_book(run.book, run.clock, run.settings.values)


def flags_of(run: Run, book: Book | None = None, *, snoozed: bool = False) -> tuple[Flag, ...]:
    """Every flag, with the thresholds, mutes and snoozes in force."""
    return find_flags(
        book or read_book(run),
        thresholds=run.settings.thresholds,
        muted=run.settings.muted,
        snoozed=snoozed_keys(run.book, run.clock.today),
        include_snoozed=snoozed,
    )
