"""Rules about what comes before and after a meeting."""

from collections.abc import Iterator
from datetime import date, timedelta

from clientlog.queries.values import Client, Meeting, Relationship, Snapshot, Topic
from clientlog.rules.base import Finding, rule
from clientlog.rules.helpers import days_after, days_since, relationships_by_handle
from clientlog.rules.phrases import counted, meeting_with, names, quoted

NO_SUMMARY = (
    "clientlog log {handle} TEXT --meeting {ref}",
    "clientlog log {handle} --meeting {ref} --nothing",
)
NOT_MET = (
    "clientlog log {handle} --meeting {ref} --no-show",
    "clientlog meeting cancel {ref}",
)


@rule("now", settle=NO_SUMMARY + NOT_MET)
def no_summary(snapshot: Snapshot) -> Iterator[Finding]:
    """A meeting is over and nothing was written down.

    Flagged: a planned or held meeting from its end on, with no summary and not marked as
    having nothing to note.

    Silent: until its end; when it was cancelled or nobody came; when its end already lay
    in the past as it was recorded.

    Why: Nobody leaves a meeting without a summary. What was agreed is clear for a day, and
    after that there are two versions of it.
    """
    for meeting in snapshot.meetings:
        if meeting.summary or meeting.nothing_to_note or not meeting.clients:
            continue
        over = meeting.ends_at <= snapshot.clock.now
        if meeting.state in ("planned", "held") and over and meeting.ends_at >= meeting.ends_set_at:
            yield Finding(
                meeting,
                snapshot.clock.day(meeting.ends_at),
                f"{meeting_with(snapshot, meeting)} has no summary",
                settle=None if meeting.state == "planned" else NO_SUMMARY,
            )


@rule("now", settle=("clientlog topic {handle} TEXT", "clientlog meeting cancel {ref}"))
def no_agenda(snapshot: Snapshot, hours: int = 24) -> Iterator[Finding]:
    """A meeting is near and there is nothing on its agenda.

    Flagged: a planned meeting that starts within 24 hours, with no topic of its own and no
    open topic for anybody who attends.

    Silent: earlier than 24 hours before the start; once it has started.

    Why: Nobody goes into a meeting without at least a loose agenda. One topic is enough to
    know why you meet.
    """
    raised = {topic.client.id for topic in snapshot.topics if topic.state == "open"}
    for meeting in _ahead(snapshot):
        opens = meeting.starts_at - timedelta(hours=hours)
        if snapshot.clock.now < opens or meeting.topics:
            continue
        if not any(client.id in raised for client in meeting.clients):
            yield Finding(
                meeting,
                snapshot.clock.day(opens),
                f"{meeting_with(snapshot, meeting)}"
                f" at {snapshot.clock.local(meeting.starts_at):%H:%M}"
                " has no agenda",
            )


@rule("now", settle=("clientlog touch {handle} TEXT", "clientlog plan {handle} --at WHEN"))
def review_without_talk(snapshot: Snapshot, days: int = 7) -> Iterator[Finding]:
    """A formal review is near and was not talked about.

    Flagged: a planned meeting marked as a review that starts today or in the seven days to
    come, when somebody who attends had no contact in the seven days before it, and no
    other meeting with them is planned before it.

    Silent: eight days before the review; with a contact on the seventh day before it or
    later; once it has started.

    Why: Before a formal review both sides already know what will be said. A surprise there
    cannot be taken back.
    """
    known = relationships_by_handle(snapshot)
    for meeting in _ahead(snapshot):
        opens = days_after(snapshot.clock.day(meeting.starts_at), -days)
        if not meeting.review or snapshot.clock.today < opens:
            continue
        silent = [
            client
            for client in meeting.clients
            if not _talked(snapshot, known.get(client.handle), meeting, opens)
        ]
        if silent:
            whom = f" with {names(silent)}" if len(meeting.clients) > 1 else ""
            yield Finding(
                meeting,
                opens,
                f"{meeting_with(snapshot, meeting)} is a review, and nobody talked before it{whom}",
                settle=_talk_to(silent),
            )


@rule("soon", settle=("clientlog confirm {ref}",))
def unconfirmed_actions(snapshot: Snapshot, days: int = 2) -> Iterator[Finding]:
    """The action items of a meeting were never read back.

    Flagged: a held meeting with an open action item and no confirmation, from the third
    day after it.

    Silent: on the second day after it; once confirmed; when all its items are settled.

    Why: What you understood is not yet what they meant. Read back early, a misunderstanding
    costs a sentence; later it costs the work.
    """
    for meeting in snapshot.meetings:
        if meeting.state != "held" or not meeting.open_actions or meeting.confirmed_at:
            continue
        if meeting.clients and days_since(snapshot, meeting.ends_at) > days:
            items = counted(meeting.open_actions, "open action item")
            yield Finding(
                meeting,
                days_after(snapshot.clock.day(meeting.ends_at), days + 1),
                f"{meeting_with(snapshot, meeting)} left {items}, not read back",
            )


@rule("care", settle=("clientlog done {ref}", "clientlog drop {ref} --why WHY"))
def stale_topic(snapshot: Snapshot, times: int = 3) -> Iterator[Finding]:
    """A topic is carried from meeting to meeting.

    Flagged: an open topic, from the third held meeting with the client since it was raised.

    Silent: after the second.

    Why: What is put off three times is either not important or hard to say. Both deserve a
    decision.
    """
    known = relationships_by_handle(snapshot)
    for topic in snapshot.topics:
        if topic.state == "open" and topic.meetings_since >= times:
            meetings = counted(topic.meetings_since, "meeting")
            yield Finding(
                topic,
                _day_it_went_stale(snapshot, topic, known.get(topic.client.handle), times),
                f"{quoted(topic.text)} is still open after {meetings} with {topic.client.name}",
            )


def _ahead(snapshot: Snapshot) -> Iterator[Meeting]:
    """The planned meetings that have not started."""
    for meeting in snapshot.meetings:
        if (
            meeting.state == "planned"
            and meeting.clients
            and meeting.starts_at >= snapshot.clock.now
        ):
            yield meeting


def _talked(snapshot: Snapshot, known: Relationship | None, meeting: Meeting, since: date) -> bool:
    """Whether there was a contact from that day on, or one is planned before the meeting."""
    if known is None:
        return False
    if known.last_contact and snapshot.clock.day(known.last_contact) >= since:
        return True
    return any(start < meeting.starts_at for start in known.planned)


def _talk_to(clients: list[Client]) -> tuple[str, ...]:
    """A talk with every one of them: a touch is with one only."""
    first, *others = (client.handle for client in clients)
    joined = "".join(f" --with {other}" for other in others)
    talk = "touch" if not others else "log"
    return (f"clientlog {talk} {first} TEXT{joined}", f"clientlog plan {first}{joined} --at WHEN")


def _day_it_went_stale(
    snapshot: Snapshot, topic: Topic, known: Relationship | None, times: int
) -> date:
    """The day of the meeting that was one too many; for a year-old topic that of its raising."""
    held = known.held_days if known else ()
    back = topic.meetings_since - times + 1
    return held[-back] if len(held) >= back else snapshot.clock.day(topic.raised_at)
