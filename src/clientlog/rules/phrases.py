"""Words that several rules put into the text of a finding."""

from collections.abc import Sequence

from clientlog.dates import format_day
from clientlog.errors import quote
from clientlog.queries.snapshot_values import Snapshot
from clientlog.queries.values import Client, Commitment, Meeting
from clientlog.text import counted

TEXT_LENGTH = 60


def quoted(text: str) -> str:
    """Return a text in quotes, on one line, cut to 60 characters."""
    # A stored text may be a megabyte: only its beginning is looked at.
    return quote(" ".join(text[: 4 * TEXT_LENGTH].split()), TEXT_LENGTH)


def names(clients: Sequence[Client]) -> str:
    """Return the names joined: up to three, else the first two and a count."""
    listed = [client.name for client in clients]
    if len(listed) > 3:
        listed[2:] = [counted(len(listed) - 2, "other")]
    return " and ".join(part for part in (", ".join(listed[:-1]), listed[-1]) if part)


def meeting_with(snapshot: Snapshot, meeting: Meeting) -> str:
    """Return `Meeting with Dana Reyes on Fri 20 Nov`, or its title in place of `Meeting`."""
    what = quoted(meeting.title) if meeting.title else "Meeting"
    day = format_day(snapshot.clock.day(meeting.starts_at), snapshot.clock.today)
    return f"{what} with {names(meeting.clients)} on {day}"


def task_for(commitment: Commitment) -> str:
    """Return `'send the draft' for Dana Reyes`, and who it was delegated to."""
    return f"{quoted(commitment.text)} for {commitment.client.name}{passed_on(commitment)}"


def passed_on(commitment: Commitment) -> str:
    """Return ` (delegated to Tom)`, or nothing."""
    return f" (delegated to {commitment.owner})" if commitment.owner else ""
