"""The flags of the open journal, for every command that speaks of them."""

from clientlog.cli.context import Run
from clientlog.queries.snapshot import open_book
from clientlog.queries.snoozes import snoozed_keys
from clientlog.queries.values import Book
from clientlog.rules import RULES
from clientlog.rules.base import Rule
from clientlog.rules.runner import Flag, find_flags


def read_book(run: Run) -> Book:
    """What is unsettled, now."""
    exchanges = run.settings.thresholds.get("one-sided", {}).get("times", 5)
    return open_book(run.book, run.clock, run.settings.values, exchanges=int(exchanges))


def flags_of(run: Run, book: Book | None = None, *, snoozed: bool = False) -> tuple[Flag, ...]:
    """Every flag, with the thresholds, mutes and snoozes in force."""
    return find_flags(
        book or read_book(run),
        thresholds=run.settings.thresholds,
        muted=run.settings.muted,
        snoozed=snoozed_keys(run.book, run.clock.today),
        include_snoozed=snoozed,
        extra_rules=run.own_rules,
    )


def all_rules(run: Run) -> tuple[Rule, ...]:
    """Every rule, those of one's own last."""
    return (*RULES, *run.own_rules)
