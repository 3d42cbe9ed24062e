"""Play the story through the commands themselves, all of it in one transaction."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from clientlog.cli.app import build
from clientlog.cli.context import Context
from clientlog.clock import Clock
from clientlog.demo.story import Event, read_events
from clientlog.rules.base import Rule
from clientlog.settings import Settings
from clientlog.shell import history_line
from clientlog.write.change import Change, transaction


@dataclass(kw_only=True)
class StoryContext(Context):
    """The context of a command of the story: it is part of a change that is in progress.

    Neither the configuration of this machine nor a terminal changes what it does.
    """

    running: Change

    @cached_property
    def settings(self) -> Settings:
        """The defaults."""
        return Settings()

    @cached_property
    def custom_rules(self) -> tuple[Rule, ...]:
        """No rules of the user."""
        return ()

    @cached_property
    def clock(self) -> Clock:
        """The moment at which the command was typed."""
        return self.running.clock

    @cached_property
    def connection(self) -> sqlite3.Connection:
        """The journal with everything that was written before."""
        return self.running.connection

    @property
    def interactive(self) -> bool:
        """False: nobody is asked."""
        return False

    @contextmanager
    def change(self, *, spills: bool = False, rolls: bool = True) -> Iterator[Change]:
        """Yield the change in progress."""
        del spills, rolls
        yield self.running
        self.running.flush()


@dataclass
class Player:
    """Plays events into a change; each becomes a command of its own in the history."""

    change: Change
    _commands: dict[str, Any] = field(default_factory=dict)

    def play(self, event: Event) -> None:
        """Run the command of an event at its moment."""
        words = event.words(self.change.connection)
        clock = replace(event.clock, now=event.at)
        self.change.forget()
        self.change.next_command(clock, history_line(words))
        name, *rest = words
        self._command(name).main(rest, prog_name=name, standalone_mode=False, obj=self._context)

    def _command(self, name: str) -> Any:
        """Return a command; building one takes longer than running it."""
        if name not in self._commands:
            self._commands[name] = build().get_command(None, name)
        return self._commands[name]

    def _context(self, **shared: Any) -> StoryContext:
        return StoryContext(**shared, running=self.change)


@contextmanager
def playing(path: Path, clock: Clock) -> Iterator[Player]:
    """Open one transaction on a new journal, to play events into it."""
    with transaction(path, clock, "demo") as change:
        yield Player(change)


def fill(path: Path, clock: Clock, until: datetime | None = None) -> int:
    """Write the year, or what of it came before a moment, into a journal; return how many events.

    It is one transaction, so that it takes a second or two and not minutes, but each event
    is a change of its own in the history, at its own moment.
    """
    events = [event for event in read_events(clock) if until is None or event.at < until]
    if events:
        with playing(path, replace(clock, now=events[0].at)) as player:
            for event in events:
                player.play(event)
    return len(events)
