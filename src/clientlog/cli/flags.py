"""The flags of the open journal, for every command that speaks of them."""

from clientlog.book.snoozes import snoozed_keys
from clientlog.book.unsettled import open_book
from clientlog.book.values import Book
from clientlog.cli.run import Run
from clientlog.rules import RULES
from clientlog.rules.base import Rule, rule_id
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


def read_own_rules(run: Run) -> tuple[Rule, ...]:
    """The rules in the folder beside the configuration; what is wrong with one is said once."""
    folder = run.config_path.parent / "rules"
    if not folder.is_dir():
        return ()
    from clientlog.book.asking import make_views
    from clientlog.rules import own
    from clientlog.store.journal_file import open_to_look

    said: set[str] = set()

    def warn(message: str) -> None:
        if message not in said:
            said.add(message)
            run.terminal.warn(message)

    found, problems = own.read_rules(folder, map(rule_id, RULES))
    for problem in problems:
        warn(problem)
    if not found:
        return ()
    # A connection of their own: the guard on it is nothing the program's queries need.
    connection = open_to_look(run.path)
    make_views(connection)
    return tuple(own.as_rule(one, connection, warn) for one in found)


def all_rules(run: Run) -> tuple[Rule, ...]:
    """Every rule, those of one's own last."""
    return (*RULES, *run.own_rules)
