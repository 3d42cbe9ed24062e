"""What the words of the year's commands stand for on the day they are typed.

Days are offsets from the last day of the year, which is 0. Nobody works at weekends: what
falls on one is moved back to the Friday before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from clientlog.clock import Clock
from clientlog.dates import WEEKDAYS, DateContext
from clientlog.items import Item, parse_item
from clientlog.queries.clients import find_client
from clientlog.queries.records import newest_with_words
from clientlog.refs import Ref
from clientlog.store.tables import Client
from clientlog.write.change import Change

LAST_HOUR_FOR_TODAY = 14
"""From this hour on, the next meeting is tomorrow morning."""


@dataclass(frozen=True, slots=True)
class Year:
    """The year that ends at this moment."""

    clock: Clock

    def day(self, offset: int) -> date:
        """Return a working day; what is ahead is never moved back into the past."""
        today = self.clock.today
        day = today + timedelta(days=offset)
        working = day - timedelta(days=max(0, day.weekday() - 4))
        return working if offset < 0 else max(working, today)

    def soon(self, minutes: int) -> datetime:
        """Return the next good hour for a meeting and so many minutes: always within 24 hours."""
        now = self.clock.local(self.clock.now)
        today = now.hour < LAST_HOUR_FOR_TODAY
        day = self.clock.today + timedelta(days=0 if today else 1)
        start, _ = self.clock.at(day, time(max(9, now.hour + 2) if today else 9))
        return start + timedelta(minutes=minutes)


@dataclass(frozen=True, slots=True)
class Scribe:
    """The change under way, and what words mean in it on a day."""

    change: Change
    year: Year
    today: date

    def client(self, who: str) -> Client:
        """Return the client that a name means."""
        return self.change.get(Client, find_client(self.change.connection, who).id)

    def ref(self, words: str) -> Ref:
        """Return the newest record that says these words."""
        ref = newest_with_words(self.change.connection, words)
        if ref is None:
            raise LookupError(words)
        return ref

    def item(self, task: "Task") -> Item:
        """Return a task as clientlog reads it."""
        return parse_item(task.said(self), DateContext(self.today))

    def said(self, words: "Sequence[Word | str]") -> list[str]:
        """Return every word of a command as it is typed."""
        return [word if isinstance(word, str) else word.said(self) for word in words]

    def day_said(self, day: date) -> str:
        """Return a day to come as people type it: `fri`, `+2w`, `+18d`."""
        days = (day - self.today).days
        if days < 1:
            return "today"
        if days <= 7:
            return WEEKDAYS[day.weekday()][:3]
        return f"+{days}d" if days % 7 else f"+{days // 7}w"


class Word(Protocol):
    """A word of a command that depends on the day, or on what the journal holds."""

    def said(self, scribe: Scribe) -> str:
        """As it is typed."""


@dataclass(frozen=True, slots=True)
class Task:
    """An ITEM: its text and its attributes."""

    text: str
    due: int | None = None
    must: bool = False
    owner: str = ""
    every: str = ""
    need: str = ""
    """Words of the need it serves."""

    def said(self, scribe: Scribe) -> str:
        """Return the text with its attributes."""
        attributes = {
            "due": "" if self.due is None else On(self.due).said(scribe),
            "pri": "must" if self.must else "",
            "owner": self.owner,
            "every": self.every,
            "need": self.need and The(self.need).said(scribe),
        }
        return " ".join([self.text, *(f"{key}:{said}" for key, said in attributes.items() if said)])


@dataclass(frozen=True, slots=True)
class On:
    """A day."""

    offset: int

    def said(self, scribe: Scribe) -> str:
        """Return `fri`, `+18d`."""
        return scribe.day_said(scribe.year.day(self.offset))


@dataclass(frozen=True, slots=True)
class When:
    """A day and a time."""

    offset: int
    time: str

    def said(self, scribe: Scribe) -> str:
        """Return `fri 10:00`."""
        return f"{On(self.offset).said(scribe)} {self.time}"

    def moment(self, year: Year) -> datetime:
        """Return the moment itself."""
        return year.clock.at(year.day(self.offset), time.fromisoformat(self.time))[0]


@dataclass(frozen=True, slots=True)
class Soon:
    """The next good hour for a meeting, and so many minutes."""

    minutes: int = 0

    def said(self, scribe: Scribe) -> str:
        """Return `fri 10:00`."""
        local = scribe.year.clock.local(self.moment(scribe.year))
        return f"{scribe.day_said(local.date())} {local:%H:%M}"

    def moment(self, year: Year) -> datetime:
        """Return the moment itself."""
        return year.soon(self.minutes)


@dataclass(frozen=True, slots=True)
class The:
    """The REF of the newest record that says these words; with a rule, the key of its flag."""

    words: str
    rule: str = ""

    def said(self, scribe: Scribe) -> str:
        """Return `p42`, or `missed-promise:p42`."""
        ref = str(scribe.ref(self.words))
        return f"{self.rule}:{ref}" if self.rule else ref
