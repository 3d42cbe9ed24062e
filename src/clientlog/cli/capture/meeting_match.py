"""Which meeting `log` records: what its options say of it, and the planned one that it closes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from clientlog.cli.capture.minutes_to_record import Target
from clientlog.cli.commands.meeting import meeting_ref
from clientlog.cli.context import Run
from clientlog.cli.options import channel_argument, past_moment_argument
from clientlog.clock import stamp
from clientlog.dates import read_length
from clientlog.errors import NotThere, WrongUsage
from clientlog.queries import records
from clientlog.queries.values import Client, Meeting
from clientlog.render.one_line import describe
from clientlog.text import clean_line

CLOSES_FROM = timedelta(minutes=30)
"""How long before its start a planned meeting is closed by `log`."""

CLOSES_UNTIL = timedelta(hours=24)
"""How long after its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What the options say of a meeting, as it was typed."""

    at: str | None
    length: str | None
    title: str | None
    channel: str | None
    ref: str | None
    new: bool

    def __bool__(self) -> bool:
        return any((self.at, self.length, self.title, self.channel, self.ref, self.new))

    def read(self, run: Run) -> dict[str, Any]:
        """The same as parts of a Record, but for which meeting it was; only what was said."""
        read = {
            "at": past_moment_argument(run, "--at", self.at) if self.at else None,
            "minutes": run.plain_argument("--for", read_length, self.length)
            if self.length
            else None,
            "title": clean_line(self.title, "--title") if self.title else None,
            "channel": channel_argument("--via", self.channel),
        }
        return {name: value for name, value in read.items() if value is not None}

    def target(self, run: Run, names: Iterable[str], began: datetime | None) -> Target:
        """Who was met, and which meeting that was."""
        found = tuple(run.clients(names))
        return Target(clients=found, meeting=self._recorded(run, found[0], began or run.clock.now))

    def _recorded(self, run: Run, client: Client, at: datetime) -> Meeting | None:
        """The meeting that was named, or the planned one that is due or just over."""
        if self.ref and self.new:
            raise WrongUsage("--meeting and --new contradict each other")
        if self.ref:
            one = meeting_ref(self.ref)
            named = records.meetings(run.book, "meeting.id = ?", one.number)
            if not named:
                raise NotThere(f"there is no {one}", "see: clientlog meeting list")
            return named[0]
        return None if self.new else _nearest(run, _closable(run, client, at), at)


def _closable(run: Run, client: Client, at: datetime) -> list[Meeting]:
    return records.meetings(
        run.book,
        "state = 'planned' AND starts_at <= ? AND ends_at >= ?"
        " AND id IN (SELECT meeting_id FROM attendance WHERE client_id = ?) ORDER BY starts_at, id",
        stamp(at + CLOSES_FROM),
        stamp(at - CLOSES_UNTIL),
        client.id,
    )


def _nearest(run: Run, found: list[Meeting], at: datetime) -> Meeting | None:
    """The one whose start is nearest; of two equally near the person chooses."""
    if not found:
        return None
    distance = min(abs(one.starts_at - at) for one in found)
    nearest = [one for one in found if abs(one.starts_at - at) == distance]
    if len(nearest) == 1:
        return nearest[0]
    lines = {_described(run, one): one for one in nearest}
    if not run.may_ask:
        raise WrongUsage(
            f"{' and '.join(one.ref for one in nearest)} are equally near",
            f"say which: --meeting {nearest[0].ref}, or --new",
        )
    return lines[run.choose("Which meeting was it", list(lines))]


def _described(run: Run, one: Meeting) -> str:
    from clientlog.refs import Ref

    return describe(run.book, run.clock, Ref("m", one.number))
