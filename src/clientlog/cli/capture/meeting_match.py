"""Which meeting `log` records: what its options say of it, and the planned one that it closes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from clientlog.cli.capture.minutes_to_record import MeetingTarget
from clientlog.cli.commands.meeting import meeting_ref
from clientlog.cli.context import Context
from clientlog.cli.options import channel_argument, past_moment_argument
from clientlog.clock import format_moment
from clientlog.dates import parse_length
from clientlog.errors import NotFoundError, UsageError
from clientlog.queries import records
from clientlog.queries.values import Client, Meeting
from clientlog.render.one_line import describe
from clientlog.text import validate_line

CLOSES_FROM = timedelta(minutes=30)
"""How long before its start a planned meeting is closed by `log`."""

CLOSES_UNTIL = timedelta(hours=24)
"""How long after its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSelector:
    """What the options say of a meeting, as it was typed."""

    at: str | None
    length: str | None
    title: str | None
    channel: str | None
    ref: str | None
    new: bool

    def __bool__(self) -> bool:
        return any((self.at, self.length, self.title, self.channel, self.ref, self.new))

    def read(self, context: Context) -> dict[str, Any]:
        """The same as parts of a Record, but for which meeting it was; only what was said."""
        read = {
            "at": past_moment_argument(context, "--at", self.at) if self.at else None,
            "minutes": context.parse_plain("--for", parse_length, self.length)
            if self.length
            else None,
            "title": validate_line(self.title, "--title") if self.title else None,
            "channel": channel_argument("--via", self.channel),
        }
        return {name: value for name, value in read.items() if value is not None}

    def target(
        self, context: Context, names: Iterable[str], began: datetime | None
    ) -> MeetingTarget:
        """Who was met, and which meeting that was."""
        found = tuple(context.clients(names))
        return MeetingTarget(
            clients=found, meeting=self._recorded(context, found[0], began or context.clock.now)
        )

    def _recorded(self, context: Context, client: Client, at: datetime) -> Meeting | None:
        """The meeting that was named, or the planned one that is due or just over."""
        if self.ref and self.new:
            raise UsageError("--meeting and --new contradict each other")
        if self.ref:
            one = meeting_ref(self.ref)
            named = records.meetings(context.connection, "meeting.id = ?", one.number)
            if not named:
                raise NotFoundError(f"there is no {one}", "see: clientlog meeting list")
            return named[0]
        return None if self.new else _nearest(context, _closable(context, client, at), at)


def _closable(context: Context, client: Client, at: datetime) -> list[Meeting]:
    return records.meetings(
        context.connection,
        "state = 'planned' AND starts_at <= ? AND ends_at >= ?"
        " AND id IN (SELECT meeting_id FROM attendance WHERE client_id = ?) ORDER BY starts_at, id",
        format_moment(at + CLOSES_FROM),
        format_moment(at - CLOSES_UNTIL),
        client.id,
    )


def _nearest(context: Context, found: list[Meeting], at: datetime) -> Meeting | None:
    """The one whose start is nearest; of two equally near the person chooses."""
    if not found:
        return None
    distance = min(abs(one.starts_at - at) for one in found)
    nearest = [one for one in found if abs(one.starts_at - at) == distance]
    if len(nearest) == 1:
        return nearest[0]
    lines = {_described(context, one): one for one in nearest}
    if not context.interactive:
        raise UsageError(
            f"{' and '.join(one.ref for one in nearest)} are equally near",
            f"say which: --meeting {nearest[0].ref}, or --new",
        )
    return lines[context.choose("Which meeting was it", list(lines))]


def _described(context: Context, one: Meeting) -> str:
    from clientlog.refs import Ref

    return describe(context.connection, context.clock, Ref("m", one.number))
