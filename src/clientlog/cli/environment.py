"""What a command finds around it: options, configuration, clock, journal; read when needed."""

import os
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clientlog.clock import Clock, read_clock
from clientlog.dates import DateContext
from clientlog.errors import UsageError, quote
from clientlog.queries.clients import is_whole_name
from clientlog.render.terminal import Terminal
from clientlog.settings import Settings, read_settings
from clientlog.shell import qualify, quote_words
from clientlog.store import paths
from clientlog.store.journal_file import open_to_look
from clientlog.text import escape_controls
from clientlog.work_calendar import work_calendar

if TYPE_CHECKING:
    from clientlog.rules.base import Rule
    from clientlog.rules.config_check import RuleSettings


@dataclass
class Environment:
    """The shared options and the environment, and what is opened with them."""

    db: Path | None = None
    json_: bool = False
    no_input: bool = False
    quiet: bool = False
    color: str | None = None
    plain: bool = False
    no_pager: bool = False
    arguments: Sequence[str] = ()
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    begins_journal: bool = False
    """Whether this command may create the journal, so that one that was named may be missing."""

    def __post_init__(self) -> None:
        """Raise UsageError for a --color that is none."""
        if self.color not in {None, "auto", "always", "never"}:
            raise UsageError(
                f"--color: {quote(escape_controls(str(self.color)))}", "auto, always or never"
            )

    @cached_property
    def terminal(self) -> Terminal:
        """Where the answer goes."""
        return Terminal(
            self.environ,
            json=self.json_,
            color=self.color,
            plain=self.plain,
            paging=not self.no_pager,
        )

    @cached_property
    def config_path(self) -> Path:
        """The configuration file."""
        return paths.config_path(self.environ)

    @cached_property
    def settings(self) -> Settings:
        """The configuration, read once; warnings about it go to stderr."""
        settings = read_settings(self.config_path)
        for warning in settings.warnings:
            self.terminal.warn(warning)
        return settings

    @cached_property
    def clock(self) -> Clock:
        """The present moment in the user's zone."""
        clock, warnings = read_clock(self.environ, self.settings.text("zone"))
        for warning in warnings:
            self.terminal.warn(warning)
        return clock

    @cached_property
    def date_context(self) -> DateContext:
        """What dates are read relative to."""
        order: Any = self.settings.text("date_order")
        now = self.clock.local(self.clock.now)
        today = self.clock.today
        work = work_calendar(self.settings.values, self.config_path, today)
        return DateContext(today, self.settings.week_ends_on, order, now, work, self._is_name)

    def _is_name(self, words: str) -> bool:
        """Return whether words are the whole name, or an alias, of a client."""
        return is_whole_name(self.connection, words)

    @cached_property
    def path(self) -> Path:
        """The journal's file."""
        return paths.journal_path(self.environ, self.db)

    @cached_property
    def connection(self) -> sqlite3.Connection:
        """The journal, read-only; only the default place may be empty, with a warning."""
        named = paths.is_named(self.environ, self.db)
        connection = open_to_look(self.path, must_exist=named and not self.begins_journal)
        if not (self.quiet or self.begins_journal or self.path.exists()):
            self.terminal.warn(f"there is no journal yet at {self.path}")
        return connection

    @cached_property
    def custom_rules(self) -> "tuple[Rule, ...]":
        """The rules in the folder beside the configuration."""
        folder = self.config_path.parent / "rules"
        if not folder.is_dir():
            return ()
        from clientlog.cli.custom_rules import load_custom_rules

        return load_custom_rules(folder, self.path, self._warn_of_rule)

    @cached_property
    def rule_problems(self) -> list[str]:
        """What was wrong with the user's own rules, as far as they have run."""
        return []

    def _warn_of_rule(self, problem: str) -> None:
        self.rule_problems.append(problem)
        self.terminal.warn(problem)

    @cached_property
    def rule_settings(self) -> "RuleSettings":
        """The configuration of the rules; warnings about what has no effect go to stderr."""
        from clientlog.rules import RULES
        from clientlog.rules.config_check import check_rule_settings

        checked = check_rule_settings(
            self.settings.thresholds, self.settings.muted, (*RULES, *self.custom_rules)
        )
        for problem in checked.problems:
            self.terminal.warn(f"{self.config_path}: {problem}")
        return checked

    @property
    def program(self) -> str:
        """How a suggested command must start to reach this journal."""
        words = ["clientlog", "--db", str(self.db)] if self.db else ["clientlog"]
        # A path that no quoting makes safe is left out; the user has to complete the command.
        return quote_words(words) or "clientlog --db PATH"

    def qualify_commands(self, text: str) -> str:
        """Return a text in which every `clientlog` command names this journal."""
        return qualify(text, self.program)
