"""Rules about topics that wait to be raised."""

from collections.abc import Iterator
from datetime import date

from clientlog.dates import format_day
from clientlog.queries.snapshot_values import Relationship, Snapshot
from clientlog.queries.values import Topic
from clientlog.rules.base import Finding, rule
from clientlog.rules.helpers import days_after, days_since
from clientlog.rules.phrases import quoted
from clientlog.text import counted


@rule("care", group="topic", settle=("clientlog done {ref}", "clientlog drop {ref} --why WHY"))
def stale_topic(snapshot: Snapshot, times: int = 3, days: int = 14) -> Iterator[Finding]:
    """A topic is still open after several meetings.

    Flagged: a topic that has been open for 14 days and through three held meetings of half an
    hour or more with the client.

    Silent: after the second such meeting; on the thirteenth day.

    Why: A topic that is put off several times is either not important or hard to raise.
    Raise it or drop it.
    """
    known = snapshot.by_handle
    for topic in snapshot.topics:
        if topic.state != "open" or topic.meetings_since < times:
            continue
        if days_since(snapshot, topic.raised_at) >= days:
            met = _day_of_meeting(snapshot, topic, known.get(topic.client.handle), times)
            yield Finding(
                topic,
                max(met, days_after(snapshot.clock.day(topic.raised_at), days)),
                f"{quoted(topic.text)} is still open after"
                f" {counted(topic.meetings_since, 'meeting')} with {topic.client.name}",
            )


@rule(
    "care",
    group="topic",
    settle=(
        "clientlog plan {handle} --at WHEN",
        "clientlog done {ref}",
        "clientlog drop {ref} --why WHY",
    ),
)
def waiting_topic(snapshot: Snapshot, days: int = 14) -> Iterator[Finding]:
    """A topic waits for a meeting that is not planned.

    Flagged: a topic open for more than 14 days, with no meeting with that client planned.

    Silent: on the fourteenth day; while a meeting with the client is planned.

    Why: A topic is raised at the next meeting, and there is none. Plan one, or write.
    """
    known = snapshot.by_handle
    for topic in snapshot.topics:
        client = known.get(topic.client.handle)
        if topic.state != "open" or (client and client.planned):
            continue
        if days_since(snapshot, topic.raised_at) > days:
            raised = snapshot.clock.day(topic.raised_at)
            yield Finding(
                topic,
                days_after(raised, days + 1),
                f"{quoted(topic.text)} waits to be raised with {topic.client.name} since"
                f" {format_day(raised, snapshot.clock.today)}, and no meeting is planned",
            )


def _day_of_meeting(
    snapshot: Snapshot, topic: Topic, known: Relationship | None, times: int
) -> date:
    """Return the day of the meeting that made it stale, else the day the topic was raised."""
    held = known.held_days if known else ()
    back = topic.meetings_since - times + 1
    return held[-back] if len(held) >= back else snapshot.clock.day(topic.raised_at)
