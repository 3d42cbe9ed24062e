"""Notes of every kind, topics and touches."""

from datetime import date, datetime
from typing import TypedDict, Unpack

from clientlog.errors import UsageError
from clientlog.store.tables import Client, Meeting, Note, Topic, Touch
from clientlog.write.change import Change

FIRST_STATES = {"need": "open", "goal": "open", "news": "untold", "offer": "open"}
"""The first state of a note of each kind; that of feedback depends on its direction."""

FINISHED = {"need": "met", "goal": "reached", "feedback": "acted", "offer": "given"}
"""What `done` makes of a note of this kind."""

LONGEST_NEWS = 500
"""Characters of feedback that are repeated in the news about it."""

UNSETTLED = ("open", "asked", "received", "untold")


class NoteDetails(TypedDict, total=False):
    """What is known of a note beside its text."""

    kind: str
    tone: str | None
    direction: str | None
    """That of feedback: asked, given, or None for received."""
    must: bool
    told: bool
    on_day: date | None


def note(
    change: Change,
    client: Client,
    text: str,
    *,
    meeting: Meeting | None = None,
    **details: Unpack[NoteDetails],
) -> Note:
    """Add a note, of the kind `note` if not said otherwise."""
    kind = details.get("kind", "note")
    _refuse_misplaced(kind, details)
    direction, told = details.get("direction"), details.get("told", False)
    if kind == "feedback":
        _say_what_waits(change, client, direction)
    state = (direction or "received") if kind == "feedback" else FIRST_STATES.get(kind)
    written = Note(
        client_id=client.id or 0,
        meeting_id=meeting.id if meeting else None,
        kind=kind,
        text=text,
        tone=details.get("tone"),
        priority=("must" if details.get("must") else "good") if kind == "need" else None,
        state="told" if told else state,
        told_at=change.clock.now if told else None,
        on_day=details.get("on_day"),
    )
    return change.add(written)


def _refuse_misplaced(kind: str, details: NoteDetails) -> None:
    tone, direction = details.get("tone"), details.get("direction")
    if tone and kind not in {"news", "feedback"}:
        raise UsageError(f"--{tone} is for news and feedback, not for a {kind}")
    if direction and kind != "feedback":
        raise UsageError(f"--{direction} is for feedback, not for a {kind}")
    if details.get("must") and kind != "need":
        raise UsageError(f"--must is for needs, not for a {kind}")
    if details.get("told") and kind != "news":
        raise UsageError(f"--told is for news, not for a {kind}")
    if details.get("on_day") and kind != "personal":
        raise UsageError(f"--on is for personal notes, not for a {kind}", "add: --kind personal")


def _say_what_waits(change: Change, client: Client, direction: str | None) -> None:
    """Remind of feedback that was asked for and may have come now."""
    if direction:
        return
    questions = change.all(Note, client_id=client.id, state="asked")
    for question in questions:
        change.notices.append(
            f"n{question.id} asked for feedback and still waits; if this is the answer:"
            f" clientlog drop n{question.id}"
        )


def receive(change: Change, written: Note) -> None:
    """Mark feedback that was asked for as received."""
    if written.state == "asked":
        written.state = "received"
        written.told_at = change.clock.now


def finish_note(change: Change, written: Note, on: date) -> None:
    """Meet a need, reach a goal, act on feedback, give an offer."""
    _require_unsettled(written)
    if written.kind not in FINISHED:
        verb = (
            f"clientlog told n{written.id}"
            if written.kind == "news"
            else f"clientlog edit n{written.id}"
        )
        raise UsageError(f"n{written.id} is a {written.kind}, which cannot be done", verb)
    written.state = FINISHED[written.kind]
    written.settled_on = on
    change.flush()
    if written.kind == "feedback":
        _open_news_of_change(change, written)


def _open_news_of_change(change: Change, feedback: Note) -> None:
    """Record as untold news that something was done about the feedback."""
    news = change.add(
        Note(
            client_id=feedback.client_id,
            kind="news",
            text=f"what changed after the feedback: {feedback.text}"[:LONGEST_NEWS],
            state="untold",
            because_id=feedback.id,
        )
    )
    change.notices.append(f"tell them what changed, then: clientlog told n{news.id}")


def drop_note(change: Change, written: Note) -> None:
    """Drop a note."""
    if written.state is None:
        raise UsageError(f"n{written.id} is a {written.kind}, which cannot be dropped",
                         f"clientlog rm n{written.id}")  # fmt: skip
    _require_unsettled(written)
    written.state = "dropped"
    written.settled_on = change.today
    change.flush()


def tell_news(change: Change, written: Note) -> None:
    """Record that the client was told of this news."""
    if written.kind != "news":
        raise UsageError(f"n{written.id} is a {written.kind}: only news and changes are told")
    _require_unsettled(written)
    written.state = "told"
    written.told_at = change.clock.now
    change.flush()


def confirm_note(change: Change, written: Note) -> None:
    """Record that a need was confirmed, or a goal revisited."""
    if written.kind not in {"need", "goal"}:
        raise UsageError(
            f"n{written.id} is a {written.kind}: meetings, needs and goals are confirmed"
        )
    _require_unsettled(written)
    written.confirmed_at = change.clock.now
    change.flush()


def reopen_note(change: Change, note: Note) -> None:
    """Open again a need, a goal, an offer, news or feedback that was settled."""
    opened = {**FIRST_STATES, "feedback": "received"}.get(note.kind)
    if opened is None:
        raise UsageError(f"n{note.id} is a {note.kind}, which is never closed")
    if note.state in UNSETTLED:
        raise UsageError(f"n{note.id} is {note.state} already")
    note.state, note.settled_on = opened, None
    note.told_at = None if note.kind == "news" else note.told_at
    change.flush()


def reopen_topic(change: Change, topic: Topic) -> None:
    """Open again a topic that was discussed or dropped."""
    if topic.state == "open":
        raise UsageError(f"t{topic.id} is open already")
    topic.state, topic.settled_on = "open", None
    change.flush()


def _require_unsettled(written: Note) -> None:
    if written.state is not None and written.state not in UNSETTLED:
        raise UsageError(
            f"n{written.id} is {written.state} already",
            f"to open it again: clientlog reopen n{written.id}",
        )


def raise_topic(
    change: Change,
    client: Client,
    text: str,
    *,
    ask: bool = False,
    why: str | None = None,
    meeting: Meeting | None = None,
) -> Topic:
    """Add a topic for this meeting, else for the next one."""
    if why and not ask:
        raise UsageError("--why goes with --ask", "an ask says what you recommend, and why")
    return change.add(
        Topic(
            client_id=client.id or 0,
            meeting_id=meeting.id if meeting else None,
            text=text,
            ask=ask,
            why=why,
        )
    )


def settle_topic(change: Change, topic: Topic, state: str, on: date) -> None:
    """Settle a topic: discussed or dropped."""
    if topic.state != "open":
        raise UsageError(
            f"t{topic.id} is {topic.state} already",
            f"to open it again: clientlog reopen t{topic.id}",
        )
    topic.state = state
    topic.settled_on = on
    change.flush()


def touch(
    change: Change,
    client: Client,
    at: datetime,
    *,
    text: str | None = None,
    channel: str | None = None,
    by: str | None = None,
) -> Touch:
    """Record a contact that was not a meeting."""
    return change.add(Touch(client_id=client.id or 0, at=at, text=text, channel=channel, by=by))
