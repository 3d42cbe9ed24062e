"""Rules about what a client should have heard: no surprises."""

from collections.abc import Iterator
from datetime import timedelta

from clientlog.dates import format_day
from clientlog.queries.values import Amendment, Commitment, Snapshot
from clientlog.rules.base import Finding, rule
from clientlog.rules.helpers import notes_of_kind, older_than
from clientlog.rules.phrases import quoted


@rule("late", settle=("clientlog told {ref}",))
def untold_change(snapshot: Snapshot, hours: int = 24) -> Iterator[Finding]:
    """A promise of yours was changed and the client does not know.

    Flagged: your promise that was renegotiated, broken, released or delegated, when the
    latest of these changes is more than 24 hours old and the client was not told of it.

    Silent: 24 hours after the latest change and before; once told; once the promise is kept.

    Why: Any agreement may change, but only in the open. A change that the client finds out
    alone is a broken word.
    """
    for promise in snapshot.commitments:
        if promise.kind != "promise" or promise.theirs or promise.state == "kept":
            continue
        change = promise.amendments[-1] if promise.amendments else None
        if change and not change.told_at and older_than(snapshot, change.at, hours):
            yield Finding(
                promise,
                snapshot.clock.day(change.at + timedelta(hours=hours)),
                f"{promise.client.name} has not been told that {quoted(promise.text)}"
                f" {_what_became(snapshot, promise, change)}",
            )


def _what_became(snapshot: Snapshot, promise: Commitment, change: Amendment) -> str:
    """The change in words that go on after 'that …'."""
    match change.kind:
        case "renegotiated" if change.to_due:
            return f"moved to {format_day(change.to_due, snapshot.clock.today)}"
        case "renegotiated":
            return "moved"
        case "broken":
            return "is not going to happen"
        case "released":
            return "was dropped"
        case "delegated":
            return f"was passed on to {promise.owner or 'someone'}"


@rule("now", settle=("clientlog told {ref}", "clientlog drop {ref} --why WHY"))
def untold_news(snapshot: Snapshot, hours: int = 24) -> Iterator[Finding]:
    """News has not reached a client within a day.

    Flagged: news, good or bad, recorded more than 24 hours ago and not told.

    Silent: 24 hours after it was recorded and before; once told or dropped.

    Why: Nobody minds hearing too early, even without details. What comes late, or from
    somebody else, costs trust.
    """
    for news in notes_of_kind(snapshot, "news", "untold"):
        if older_than(snapshot, news.recorded_at, hours):
            yield Finding(
                news,
                snapshot.clock.day(news.recorded_at + timedelta(hours=hours)),
                f"{news.client.name} has not heard: {quoted(news.text)}",
            )
