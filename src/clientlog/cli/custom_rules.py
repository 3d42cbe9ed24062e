"""The user's own rules, from the folder beside the configuration."""

from collections.abc import Callable
from pathlib import Path

from clientlog.rules import RULES, custom_rules
from clientlog.rules.base import Rule, rule_id
from clientlog.rules.sandbox import create_views
from clientlog.store.journal_file import open_to_look


def load_custom_rules(folder: Path, journal: Path, warn: Callable[[str], None]) -> tuple[Rule, ...]:
    """Return every usable rule in the folder; warn once about each that is not."""
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

    # They get a connection of their own, since its guard would refuse the program's queries.
    connection = open_to_look(journal)
    create_views(connection)
    return tuple(custom_rules.as_rule(rule, connection, warn_once) for rule in rules)
