"""How findings are worded: what somebody wrote, who was there, how many."""

from collections.abc import Sequence

from clientlog.dates import format_day
from clientlog.errors import quote
from clientlog.queries.values import Client, Commitment, Meeting, Snapshot

TEXT_LENGTH = 60


def quoted(text: str) -> str:
    """A text in quotes, on one line, cut to 60 characters."""
    # A stored text may be a megabyte: only its beginning is looked at.
    return quote(" ".join(text[: 4 * TEXT_LENGTH].split()), TEXT_LENGTH)


def counted(number: float, what: str) -> str:
    """`1 day`, `2 days`, `1.5 days`."""
    return f"{number:g} {what}" if number == 1 else f"{number:g} {what}s"


def names(clients: Sequence[Client]) -> str:
    """The names in a row: all of three, of more the first two."""
    shown = [client.name for client in clients]
    if len(shown) > 3:
        shown[2:] = [counted(len(shown) - 2, "other")]
    return " and ".join(part for part in (", ".join(shown[:-1]), shown[-1]) if part)


def meeting_with(snapshot: Snapshot, meeting: Meeting) -> str:
    """`The meeting with Dana Reyes on Fri 20 Nov`, or its title in place of the first words."""
    what = f"{quoted(meeting.title)}" if meeting.title else "The meeting"
    day = format_day(snapshot.clock.day(meeting.starts_at), snapshot.clock.today)
    return f"{what} with {names(meeting.clients)} on {day}"


def task_for(one: Commitment) -> str:
    """`'send the draft' for Dana Reyes`, and who it was delegated to."""
    passed_on = f", passed on to {one.owner}," if one.owner else ""
    return f"{quoted(one.text)} for {one.client.name}{passed_on}"
