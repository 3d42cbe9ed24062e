"""What happened, in order."""

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientlog.clock import Clock
from clientlog.queries.timeline import KINDS, Timeline, timeline
from clientlog.store.journal_file import open_to_look
from clientlog.store.tables import ActionItem, Promise
from clientlog.vocabulary import NOTE_KINDS
from clientlog.write import commitments, meetings, notes
from tests.looking import client, give, meet, moment_at, writing


def read(journal: Path, clock: Clock, **more: Any) -> Timeline:
    with closing(open_to_look(journal)) as db:
        return timeline(db, clock, **more)


def kinds(found: Timeline) -> list[tuple[str, str]]:
    return [(one.kind, one.ref) for one in found.events]


def test_a_word_given_moved_and_kept_is_three_events(journal: Path, clock: Clock) -> None:
    """A promise is seen when given, when renegotiated and when kept."""
    with writing(journal, "2026-11-02 09:00") as change:
        promise = give(change, "send the draft", date(2026, 11, 6))
    with writing(journal, "2026-11-05 09:00") as change:
        commitments.renegotiate(
            change, change.get(type(promise), 1), date(2026, 11, 12), "legal", told=True
        )
    with writing(journal, "2026-11-11 16:00") as change:
        commitments.finish(change, change.get(type(promise), 1), change.today)
    found = read(journal, clock)
    assert kinds(found) == [
        ("promise", "p1"),
        ("promise-renegotiated", "p1"),
        ("promise-kept", "p1"),
    ]
    assert (
        found.events[1].text == "send the draft (renegotiated from 2026-11-06 to 2026-11-12: legal)"
    )
    assert found.events[2].at == moment_at("2026-11-11 16:00")


def test_what_was_given_up_is_one_event_with_its_reason(journal: Path, clock: Clock) -> None:
    """A broken promise and a dropped action item end in one event each."""
    with writing(journal) as change:
        commitments.settle(change, give(change, "one"), "broken", "no time", told=False)
        commitments.settle(
            change, give(change, "two", kind="action"), "released", "no need", told=False
        )
    assert kinds(read(journal, clock))[2:] == [("action-dropped", "a1"), ("promise-broken", "p1")]


def test_every_kind_of_record_has_its_events(journal: Path, clock: Clock) -> None:
    """Meetings that were held or not, touches, topics, notes and what became of them."""
    with writing(journal, "2026-11-02 09:00") as change:
        dana = client(change)
        meet(change, "2026-11-03 10:00", summary="good")
        meet(change, "2026-11-04 10:00", state="no-show")
        meet(change, "2026-11-25 10:00", state="planned")
        notes.touch(change, dana, moment_at("2026-11-05 10:00"), text="call")
        notes.raise_topic(change, dana, "budget")
        notes.note(change, dana, "report on Mondays", kind="need")
        notes.note(change, dana, "launch slips", kind="news")
    with writing(journal, "2026-11-06 10:00") as change:
        from clientlog.store.tables import Note, Topic

        notes.settle_topic(change, change.get(Topic, 1), "discussed", change.today)
        notes.finish_note(change, change.get(Note, 1), change.today)
        notes.tell_news(change, change.get(Note, 2))
    assert kinds(read(journal, clock)) == [
        ("topic", "t1"),
        ("need", "n1"),
        ("news", "n2"),
        ("meeting", "m1"),
        ("meeting-no-show", "m2"),
        ("touch", "k1"),
        ("topic-discussed", "t1"),
        ("need-met", "n1"),
        ("news-told", "n2"),
    ]


def test_a_conflict_is_told_step_by_step(journal: Path, clock: Clock) -> None:
    """Opening, steps, agreement and settlement are events of the conflict."""
    from clientlog.store.tables import Conflict, ConflictStep

    with writing(journal) as change:
        one = change.add(
            Conflict(
                client_id=client(change).id,
                text="who owns the roadmap",
                state="settled",
                agreement="we decide together",
                agreed_at=moment_at("2026-11-05 09:00"),
                settled_at=moment_at("2026-11-09 09:00"),
            )
        )
        assert one.id
        change.add(ConflictStep(conflict_id=one.id, step="listening", text="they feel unheard"))
    found = read(journal, clock)
    assert [one.kind for one in found.events] == [
        "conflict",
        "conflict-step",
        "conflict-agreed",
        "conflict-settled",
    ]
    assert {one.ref for one in found.events} == {"c1"}
    assert found.events[1].text == "listening: they feel unheard"


def test_what_was_settled_on_an_earlier_day_is_at_noon_of_it(journal: Path, clock: Clock) -> None:
    """Only the day is known of something recorded as kept on a day that is over."""
    with writing(journal, "2026-11-02 09:00") as change:
        give(change, "send the draft")
    with writing(journal, "2026-11-10 09:00") as change:
        commitments.finish(change, change.get(Promise, 1), date(2026, 11, 7))
    assert read(journal, clock).events[1].at == moment_at("2026-11-07 12:00")


def test_since_and_until_take_whole_local_days(journal: Path, clock: Clock) -> None:
    """Both days are included, from midnight to midnight where the user is."""
    with writing(journal) as change:
        for when in (
            "2026-11-02 23:30",
            "2026-11-03 00:30",
            "2026-11-04 23:30",
            "2026-11-05 00:30",
            "2026-11-03 00:00",
            "2026-11-05 00:00",
        ):
            meet(change, when)
    found = read(journal, clock, since=date(2026, 11, 3), until=date(2026, 11, 4))
    assert kinds(found) == [("meeting", "m5"), ("meeting", "m2"), ("meeting", "m3")]


def test_the_limit_keeps_the_latest_and_says_that_there_are_earlier_ones(
    journal: Path, clock: Clock
) -> None:
    """A limited timeline ends with the last event, and says whether it left any out."""
    with writing(journal) as change:
        for number in range(1, 6):
            meet(change, f"2026-11-0{number} 10:00")
    found = read(journal, clock, limit=2)
    assert kinds(found) == [("meeting", "m4"), ("meeting", "m5")]
    assert found.earlier
    assert not read(journal, clock, limit=5).earlier


def test_the_limited_timeline_is_the_end_of_the_whole_one(journal: Path, clock: Clock) -> None:
    """An old promise that is kept late is among the latest, whatever the limit and the days."""
    with writing(journal, "2026-11-02 09:00") as change:
        for word in ("one", "two", "three"):
            give(change, word)
        give(change, "four", kind="action")
        client(change, "Sam Li")
    with writing(journal, "2026-11-10 16:00") as change:
        for number, day in ((1, 3), (2, 10), (3, 10)):
            commitments.finish(change, change.get(Promise, number), date(2026, 11, day))
        meet(change, "2026-11-03 12:00")
        meet(change, "2026-11-10 10:00")
        commitments.settle(change, change.get(ActionItem, 1), "released", "no need", told=False)
    for days in ({}, {"since": date(2026, 11, 3)}, {"until": date(2026, 11, 9)}, {"client": 1}):
        whole = read(journal, clock, **days)
        assert len(whole.events) > 3
        for limit in range(1, len(whole.events) + 2):
            latest = read(journal, clock, **days, limit=limit)
            assert latest.events == whole.events[-limit:]
            assert latest.earlier == (limit < len(whole.events))


def test_one_client_sees_only_what_is_theirs(journal: Path, clock: Clock) -> None:
    """Shared meetings are in both timelines, everything else in one, changes of it too."""
    with writing(journal) as change:
        sam = client(change, "Sam Li")
        meet(change, "2026-11-03 10:00", client(change), sam)
        give(change, "for Dana")
        commitments.settle(change, give(change, "for Sam", whom=sam), "broken", "why", told=False)
        number = sam.id
    found = read(journal, clock, client=number)
    assert kinds(found) == [("promise", "p2"), ("promise-broken", "p2"), ("meeting", "m1")]
    assert [one.handle for one in found.events[2].clients] == ["dana-reyes", "sam-li"]


def test_a_meeting_is_told_by_title_and_summary(journal: Path, clock: Clock) -> None:
    """The text of a meeting is all that is known of it."""
    with writing(journal) as change:
        meet(change, "2026-11-03 10:00", title="Kick-off", summary="we begin")
        meet(change, "2026-11-04 10:00", title="Kick-off")
        meetings.set_summary(change, meet(change, "2026-11-05 10:00"), None, nothing=True)
        meet(change, "2026-11-06 10:00")
    texts = [one.text for one in read(journal, clock).events]
    assert texts == ["Kick-off: we begin", "Kick-off", "nothing to note", ""]


def test_every_kind_of_event_can_be_asked_for() -> None:
    """The words for them are those of meetings, touches, commitments, notes and the rest, once."""
    others = ["meeting", "touch", "action", "promise", "topic", "conflict", "organization"]
    assert sorted(KINDS) == sorted([*others, *NOTE_KINDS])


def test_news_that_was_told_when_it_was_recorded_is_one_event(journal: Path, clock: Clock) -> None:
    """Telling it later is another one."""
    with writing(journal) as change:
        notes.note(change, client(change), "launch slips", kind="news", told=True)
    assert kinds(read(journal, clock)) == [("news", "n1")]


def test_of_one_moment_a_limit_keeps_the_last_in_order(journal: Path, clock: Clock) -> None:
    """With no more events than the limit nothing is earlier; with one more it is left out."""
    with writing(journal) as change:
        for word in ("one", "two", "three"):
            notes.note(change, client(change), word)
    assert kinds(read(journal, clock, limit=2)) == [("note", "n2"), ("note", "n3")]
    assert read(journal, clock, limit=2).earlier
    assert kinds(read(journal, clock, limit=3))[0] == ("note", "n1")
    assert not read(journal, clock, limit=3).earlier


def test_with_a_limit_nothing_older_than_the_first_event_left_out_is_read(
    journal: Path, clock: Clock
) -> None:
    """So the cost follows what is shown, not the age of the journal."""
    for day in range(2, 7):
        with writing(journal, f"2026-11-{day:02} 12:00") as change:
            notes.note(change, client(change), "a note")
    statements: list[str] = []
    with closing(open_to_look(journal)) as db:
        db.set_trace_callback(statements.append)
        timeline(db, clock, limit=2)
    (read_notes,) = [text for text in statements if text.startswith("SELECT recorded_at, recorded")
                     and " FROM note " in text and "settled_on" not in text
                     and "told_at" not in text]  # fmt: skip
    assert "recorded_at >= '2026-11-04T11:00:00" in read_notes


def test_what_was_written_down_later_on_its_day_is_settled_when_it_was_written(
    journal: Path, clock: Clock
) -> None:
    """Noon of the day, or the moment it was recorded if that was later, though it was changed."""
    for when in ("2026-11-10 09:00", "2026-11-10 16:00"):
        with writing(journal, when) as change:
            commitments.finish(change, give(change, "send the draft"), change.today)
    with writing(journal, "2026-11-12 09:00") as change:
        for number in (1, 2):
            change.get(Promise, number).text = "send the second draft"
    kept = [event.at for event in read(journal, clock).events if event.kind == "promise-kept"]
    assert kept == [moment_at("2026-11-10 12:00"), moment_at("2026-11-10 16:00")]


def test_what_is_removed_while_events_are_read_is_left_out(
    journal: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process may undo a note between its moment and its text."""
    with writing(journal) as change:
        notes.note(change, client(change), "a note")
    monkeypatch.setattr("clientlog.queries.timeline.load_labels", lambda *_: {})
    assert read(journal, clock).events == ()
