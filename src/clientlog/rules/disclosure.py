"""Rules about what a client should have heard by now."""

from collections.abc import Iterator
from datetime import timedelta

from clientlog.dates import format_day
from clientlog.queries.snapshot_values import Snapshot
from clientlog.queries.values import Amendment, Commitment
from clientlog.rules.base import Finding, rule
from clientlog.rules.helpers import notes_of_kind, older_than
from clientlog.rules.phrases import quoted

FINISHED = frozenset({"kept", "done"})


@rule("late", settle=("clientlog told {ref}",))
def untold_change(snapshot: Snapshot, hours: int = 24) -> Iterator[Finding]:
    """Your commitment was changed and the client has not been told.

    Flagged: your promise or action item that was renegotiated, broken, released or delegated,
    when the latest of these changes is more than 24 hours old and the client was not told.

    Silent: 24 hours after the latest change and before; once told; once kept or done.

    Why: Any agreement may change if the client hears it from you, and soon.
    """
    for commitment in snapshot.commitments:
        if commitment.theirs or commitment.state in FINISHED:
            continue
        change = commitment.amendments[-1] if commitment.amendments else None
        if change and not change.told_at and older_than(snapshot, change.at, hours):
            day = format_day(snapshot.clock.day(change.at), snapshot.clock.today)
            yield Finding(
                commitment,
                snapshot.clock.day(change.at + timedelta(hours=hours)),
                f"{commitment.client.name} has not been told that {quoted(commitment.text)}"
                f" {_change_in_words(snapshot, commitment, change)} (on {day})",
            )


def _change_in_words(snapshot: Snapshot, commitment: Commitment, change: Amendment) -> str:
    """Return the change in words that follow `that …`."""
    match change.kind:
        case "renegotiated" if change.to_due:
            return f"was moved to {format_day(change.to_due, snapshot.clock.today)}"
        case "renegotiated":
            return "was moved"
        case "broken":
            return "will not be kept"
        case "released":
            return "was dropped"
        case "delegated":
            return f"was delegated to {commitment.owner or 'someone'}"


@rule("now", settle=("clientlog told {ref}", "clientlog drop {ref} --why WHY"))
def untold_news(snapshot: Snapshot, hours: int = 24) -> Iterator[Finding]:
    """A client has not been told news within a day.

    Flagged: news, good or bad, recorded more than 24 hours ago and not told.

    Silent: 24 hours after it was recorded and before; once told or dropped.

    Why: Clients prefer to hear early, even without details. News that comes late, or from
    somebody else, costs trust.
    """
    for news in notes_of_kind(snapshot, "news", "untold"):
        if older_than(snapshot, news.recorded_at, hours):
            day = format_day(snapshot.clock.day(news.recorded_at), snapshot.clock.today)
            tone = f"{news.tone} news" if news.tone else "news"
            yield Finding(
                news,
                snapshot.clock.day(news.recorded_at + timedelta(hours=hours)),
                f"{news.client.name} has not been told {tone} of {day}: {quoted(news.text)}",
            )
