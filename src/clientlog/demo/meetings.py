"""The commands about meetings: planned, logged, moved, cancelled."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from clientlog.demo.typed import Line, line, options, switches
from clientlog.demo.words import Scribe, Soon, Task, The, When
from clientlog.queries.meetings import begun_meeting
from clientlog.store.tables import Client, Meeting
from clientlog.write import commitments, meetings, notes

WRITING = timedelta(minutes=4)
"""How long after a meeting its summary is typed."""


def plan(
    day: int,
    who: str,
    when: When | Soon,
    *,
    minutes: int = 60,
    with_: Sequence[str] = (),
    title: str = "",
    place: str = "",
    topics: Sequence[str] = (),
    review: bool = False,
    every: str = "",
    via: str = "",
    at: str = "16:40",
) -> Line:
    """Return `plan`."""

    def do(it: Scribe) -> None:
        attending = tuple(map(it.client, (who, *with_)))
        arranged = meetings.MeetingDetails(
            clients=attending, starts_at=when.moment(it.year), minutes=minutes,
            title=title or None, place=place or None, channel=via or None,
            review=review, every=every or None,
        )  # fmt: skip
        planned = meetings.create(it.change, arranged)
        for text in topics:
            notes.raise_topic(it.change, attending[0], text, meeting=planned)

    words = options(at=when, with_=with_, for_=_length(minutes), title=title, place=place,
                    topic=topics, every=every, via=via)  # fmt: skip
    return line(day, at, ["plan", who, *words, *switches(review=review)], do)


def log(
    day: int,
    who: str,
    summary: str = "",
    *,
    at: str = "10:00",
    minutes: int = 60,
    with_: Sequence[str] = (),
    title: str = "",
    via: str = "",
    actions: Sequence[Task] = (),
    their_actions: Sequence[Task] = (),
    promises: Sequence[Task] = (),
    their_promises: Sequence[Task] = (),
    jotted: Sequence[str] = (),
    planned: bool = False,
    no_show: bool = False,
) -> Line:
    """Return `log`, right after a meeting; without a summary there is nothing to note.

    A planned one is closed by it and needs neither its time nor its length said again.
    """
    given = (("action", False, actions), ("action", True, their_actions),
             ("promise", False, promises), ("promise", True, their_promises))  # fmt: skip
    length = None if planned else minutes

    def do(it: Scribe) -> None:
        attending = tuple(map(it.client, (who, *with_)))
        held = _begun(it, attending, None if planned else time.fromisoformat(at), length, no_show)
        said = {"title": title, "channel": via}
        meetings.edit(it.change, held, **{name: text for name, text in said.items() if text})  # type: ignore[arg-type]  # texts
        meetings.set_summary(it.change, held, summary or None, nothing=not summary and not no_show)
        for kind, theirs, tasks in given:
            for task in tasks:
                item = it.item(task)
                commitments.create(it.change, kind, attending[0], item, theirs=theirs, meeting=held)
        for text in jotted:
            notes.note(it.change, attending[0], text, meeting=held)

    started = None if planned else at
    words = [
        *options(with_=with_, at=started, for_=_length(length or 60), title=title, via=via),
        *options(action=actions, their_action=their_actions, promise=promises),
        *options(their_promise=their_promises, note=jotted),
        *switches(nothing=not summary and not no_show, no_show=no_show),
    ]
    return line(day, _typed_at(at, minutes), ["log", who, summary or None, *words], do)


def move(day: int, title: str, to: When, *, at: str = "09:20") -> Line:
    """Return `meeting move`."""
    return line(
        day, at, ["meeting", "move", The(title), "--at", to],
        lambda it: meetings.move(it.change, _meeting(it, title), to.moment(it.year)),
    )  # fmt: skip


def cancel(day: int, title: str, *, at: str = "09:25") -> Line:
    """Return `meeting cancel`."""
    return line(
        day, at, ["meeting", "cancel", The(title)],
        lambda it: meetings.cancel(it.change, _meeting(it, title)),
    )  # fmt: skip


def _length(minutes: int) -> str | None:
    return None if minutes == 60 else f"{minutes}m"


def _typed_at(at: str, minutes: int) -> str:
    ended = datetime.combine(datetime.min, time.fromisoformat(at)) + timedelta(minutes=minutes)
    return f"{ended + WRITING:%H:%M}"


def _begun(
    it: Scribe, attending: tuple[Client, ...], at: time | None, minutes: int | None, no_show: bool
) -> Meeting:
    """Return the planned meeting that is closed, or a new one."""
    state = "no-show" if no_show else "held"
    if at is None:
        held = _planned(it, attending[0])
        meetings.mark_held(it.change, held, state)
        meetings.add_attendees(it.change, held, attending)
        return held
    began, _ = it.change.clock.at(it.today, at)
    arranged = meetings.MeetingDetails(clients=attending, starts_at=began, minutes=minutes or 60)
    return meetings.create(it.change, arranged, state)


def _planned(it: Scribe, client: Client) -> Meeting:
    """Return the planned meeting that has just been held."""
    number = begun_meeting(it.change.connection, client.id or 0, it.change.clock.now)
    return it.change.get(Meeting, number or 0)


def _meeting(it: Scribe, title: str) -> Meeting:
    return it.change.get(Meeting, it.ref(title).number)
