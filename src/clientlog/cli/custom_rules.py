"""The rules of one's own, from the folder beside the configuration."""

from collections.abc import Callable
from pathlib import Path

from clientlog.rules import RULES, custom_rules
from clientlog.rules.base import Rule, rule_id
from clientlog.rules.sandbox import create_views
from clientlog.store.journal_file import open_to_look


def load_custom_rules(folder: Path, journal: Path, warn: Callable[[str], None]) -> tuple[Rule, ...]:
    """Return every rule in the folder that can be used; what is wrong with one is said once."""
    warned: set[str] = set()

    def warn_once(message: str) -> None:
        if message not in warned:
            warned.add(message)
            warn(message)

    rules, problems = custom_rules.read_rules(folder, map(rule_id, RULES))
    for problem in problems:
        warn_once(problem)
    if not rules:
        return ()

    # A connection of their own: the guard on it is nothing the program's queries need.
    connection = open_to_look(journal)
    create_views(connection)
    return tuple(custom_rules.as_rule(rule, connection, warn_once) for rule in rules)
