"""`meeting list`: every meeting, filtered and sorted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from clientlog import render
from clientlog.cli.context import Context
from clientlog.cli.filters import past_day, sort_records, state_argument
from clientlog.cli.result import Result
from clientlog.dates import parse_day
from clientlog.queries.clients import handles_with_tags
from clientlog.queries.meetings import meetings_between, topic_refs
from clientlog.queries.values import Meeting
from clientlog.text import name_key

STATES = ("planned", "held", "cancelled", "no-show")

SORT_KEYS: dict[str, Callable[[Meeting], Any]] = {
    "start": lambda meeting: (meeting.starts_at, meeting.number),
    "client": lambda meeting: name_key(meeting.clients[0].name) if meeting.clients else None,
    "title": lambda meeting: name_key(meeting.title) if meeting.title else None,
    "ref": lambda meeting: meeting.number,
}
"""What `--sort` takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingOptions:
    """The options of `meeting list`, as they were typed."""

    since: str | None = None
    until: str | None = None
    client: str | None = None
    state: str | None = None
    tags: tuple[str, ...] = ()
    sort: str | None = None


def meeting_list(context: Context, options: MeetingOptions) -> Result:
    """List every meeting, oldest first unless sorted otherwise."""
    first = past_day(context, "--since", options.since)
    last = context.parse("--until", parse_day, options.until) if options.until else None
    state = state_argument(options.state, STATES)
    meetings = meetings_between(
        context.connection,
        client=context.client(options.client).id if options.client else None,
        since=context.clock.start_of(first) if first else None,
        until=context.clock.end_of(last) if last else None,
    )
    if state:
        meetings = [meeting for meeting in meetings if meeting.state == state]
    if options.tags:
        handles = handles_with_tags(context.connection, options.tags)
        meetings = [
            meeting
            for meeting in meetings
            if handles & {client.handle for client in meeting.clients}
        ]
    meetings = sort_records(meetings, options.sort, SORT_KEYS)
    topics = topic_refs(context.connection, meetings)
    return context.result(
        lambda: {
            "meetings": [
                render.json.documents.meeting(
                    meeting, context.clock, topics.get(meeting.number, ())
                )
                for meeting in meetings
            ]
        },
        lambda: (
            render.text.lists.meetings(meetings, context.clock) if meetings else _nothing(options)
        ),
        records=True,
    )


def _nothing(options: MeetingOptions) -> str:
    """Return the sentence for an empty list, which may have been narrowed to nothing."""
    narrowing = (options.since, options.until, options.client, options.state, *options.tags)
    return "No such meetings are recorded." if any(narrowing) else "No meetings."
