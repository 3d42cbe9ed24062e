"""Notes of every kind, topics and touches."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientlog.errors import UsageError
from clientlog.store.tables import Note
from clientlog.write import notes
from tests.conftest import Answer
from tests.looking import client, meet, moment_at, writing

DAY = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("kind", "more", "state"),
    [
        ("need", {}, "open"),
        ("goal", {}, "open"),
        ("news", {}, "untold"),
        ("news", {"told": True}, "told"),
        ("offer", {}, "open"),
        ("feedback", {}, "received"),
        ("feedback", {"direction": "asked"}, "asked"),
        ("feedback", {"direction": "given"}, "given"),
        ("note", {}, None),
        ("personal", {}, None),
        ("recognition", {}, None),
        ("agreement", {}, None),
        ("decision", {}, None),
    ],
)
def test_a_note_begins_in_the_state_of_its_kind(
    journal: Path, kind: str, more: dict[str, Any], state: str | None
) -> None:
    """Only a need has a priority; told news have the moment."""
    with writing(journal) as change:
        note = notes.note(change, client(change), "x", kind=kind, **more)
        assert (note.kind, note.state) == (kind, state)
        assert note.priority == ("good" if kind == "need" else None)
        assert note.told_at == (change.clock.now if state == "told" else None)


def test_a_note_keeps_its_meeting_its_tone_its_weight_and_its_day(journal: Path) -> None:
    """Each where it makes sense."""
    with writing(journal) as change:
        dana, meeting = client(change), meet(change, "2026-11-01 10:00")
        bad = notes.note(change, dana, "slow", kind="news", tone="bad", meeting=meeting)
        must = notes.note(change, dana, "x", kind="need", must=True)
        born = notes.note(change, dana, "x", kind="personal", on_day=DAY)
        assert (bad.tone, bad.meeting_id, bad.client_id, bad.text) == ("bad", 1, 1, "slow")
        assert (must.priority, must.meeting_id, born.on_day) == ("must", None, DAY)


@pytest.mark.parametrize(
    ("kind", "more", "message"),
    [
        ("need", {"tone": "bad"}, "--bad is for news and feedback, not for a need"),
        ("news", {"direction": "asked"}, "--asked is for feedback, not for a news"),
        ("goal", {"must": True}, "--must is for needs, not for a goal"),
        ("feedback", {"told": True}, "--told is for news, not for a feedback"),
        ("note", {"on_day": DAY}, "--on is for personal notes, not for a note"),
    ],
)
def test_an_option_of_another_kind_is_refused(
    journal: Path, kind: str, more: dict[str, Any], message: str
) -> None:
    """The error says what it is for."""
    with writing(journal) as change, pytest.raises(UsageError, match=message):
        notes.note(change, client(change), "x", kind=kind, **more)


def test_feedback_that_was_asked_for_is_remembered_when_some_comes(journal: Path) -> None:
    """Of this client alone, and only when it comes from the client."""
    with writing(journal) as change:
        dana, sam = client(change), client(change, "Sam Li")
        asked = notes.note(change, dana, "x", kind="feedback", direction="asked")
        notes.note(change, dana, "x", kind="feedback", direction="given")
        notes.note(change, sam, "x", kind="feedback")
        notes.note(change, dana, "x", kind="news")
        assert change.notices == []
        notes.note(change, dana, "x", kind="feedback")
        (notice,) = change.notices
        assert notice.startswith("n1 asked for feedback and still waits")
        assert notice.endswith("clientlog drop n1")
        notes.receive(change, asked)
        assert (asked.state, asked.told_at) == ("received", change.clock.now)


@pytest.mark.parametrize(("kind", "state"), [("feedback", "given"), ("news", "untold")])
def test_only_feedback_that_was_asked_for_is_received(journal: Path, kind: str, state: str) -> None:
    """Everything else stays as it is."""
    with writing(journal) as change:
        direction = "given" if kind == "feedback" else None
        note = notes.note(change, client(change), "x", kind=kind, direction=direction)
        notes.receive(change, note)
        assert (note.state, note.told_at) == (state, None)


@pytest.mark.parametrize(
    ("kind", "done"),
    [("need", "met"), ("goal", "reached"), ("feedback", "acted"), ("offer", "given")],
)
def test_a_note_is_finished_once_and_can_be_opened_again(
    journal: Path, kind: str, done: str
) -> None:
    """On the day named; feedback is received again."""
    with writing(journal) as change:
        note = notes.note(change, client(change), "x", kind=kind)
        notes.finish_note(change, note, DAY)
        assert (note.state, note.settled_on) == (done, DAY)
        with pytest.raises(UsageError, match=f"n1 is {done} already") as caught:
            notes.drop_note(change, note)
        assert caught.value.hint.endswith("clientlog reopen n1")
        notes.reopen_note(change, note)
        state = "received" if kind == "feedback" else "open"
        assert (note.state, note.settled_on) == (state, None)
        with pytest.raises(UsageError, match=f"n1 is {state} already"):
            notes.reopen_note(change, note)


@pytest.mark.parametrize(
    ("kind", "hint"), [("news", "clientlog told n1"), ("note", "clientlog edit n1")]
)
def test_what_has_no_end_cannot_be_done(journal: Path, kind: str, hint: str) -> None:
    """News are told, notes are corrected."""
    with writing(journal) as change:
        note = notes.note(change, client(change), "x", kind=kind)
        with pytest.raises(UsageError, match=f"n1 is a {kind}, which cannot be done") as caught:
            notes.finish_note(change, note, DAY)
    assert caught.value.hint == hint


def test_a_note_without_a_state_is_neither_dropped_nor_opened(journal: Path) -> None:
    """It is removed; what has a state is dropped today."""
    with writing(journal) as change:
        note = notes.note(change, client(change), "x")
        with pytest.raises(UsageError, match="n1 is a note, which cannot be dropped") as caught:
            notes.drop_note(change, note)
        assert caught.value.hint == "clientlog rm n1"
        with pytest.raises(UsageError, match="n1 is a note, which is never closed"):
            notes.reopen_note(change, note)
        news = notes.note(change, client(change), "x", kind="news")
        notes.drop_note(change, news)
        assert (news.state, news.settled_on) == ("dropped", change.today)


def test_news_are_told_once_and_untold_when_opened_again(journal: Path) -> None:
    """Nothing else is told; feedback keeps the moment it came."""
    with writing(journal) as change:
        news = notes.note(change, client(change), "x", kind="news")
        notes.tell_news(change, news)
        assert (news.state, news.told_at) == ("told", change.clock.now)
        with pytest.raises(UsageError, match="n1 is told already"):
            notes.tell_news(change, news)
        notes.reopen_note(change, news)
        assert (news.state, news.told_at) == ("untold", None)
        asked = notes.note(change, client(change), "x", kind="feedback", direction="asked")
        with pytest.raises(UsageError, match="n2 is a feedback: only news and changes are told"):
            notes.tell_news(change, asked)
        notes.receive(change, asked)
        notes.finish_note(change, asked, DAY)
        notes.reopen_note(change, asked)
        assert asked.told_at == change.clock.now


@pytest.mark.parametrize("kind", ["need", "goal", "offer"])
def test_open_needs_and_goals_are_confirmed(journal: Path, kind: str) -> None:
    """No other kind, and none that is settled."""
    with writing(journal) as change:
        note = notes.note(change, client(change), "x", kind=kind)
        if kind == "offer":
            with pytest.raises(UsageError, match="meetings, needs and goals are confirmed"):
                notes.confirm_note(change, note)
            return
        notes.confirm_note(change, note)
        assert note.confirmed_at == change.clock.now
        notes.drop_note(change, note)
        with pytest.raises(UsageError, match="n1 is dropped already"):
            notes.confirm_note(change, note)


def test_feedback_that_was_acted_on_is_news_for_the_client(cli: Callable[..., Answer]) -> None:
    """Who spoke up hears what changed, and the news is there to be told."""
    cli("client", "add", "Dana Reyes")
    cli("note", "dana", "answers are slow", "--kind", "feedback", "--bad")
    answer = cli("done", "n1")
    assert "clientlog told n2" in answer.out + answer.err
    (news,) = cli("list", "news", "--json").json["items"]
    assert news["text"] == "what changed after the feedback: answers are slow"
    assert news["state"] == "untold"


def test_long_feedback_is_cut_in_the_news_about_it(journal: Path) -> None:
    """The news lead back to it; a need that is met is no news."""
    with writing(journal) as change:
        notes.finish_note(change, notes.note(change, client(change), "x", kind="need"), DAY)
        feedback = notes.note(change, client(change), "x" * 600, kind="feedback")
        notes.finish_note(change, feedback, DAY)
        (news,) = change.all(Note, kind="news")
        assert (len(news.text), news.because_id) == (500, 2)
        assert news.client_id == 1


def test_a_topic_is_settled_once_and_can_be_opened_again(journal: Path) -> None:
    """An ask has a reason, and nothing else has."""
    with writing(journal) as change:
        dana, meeting = client(change), meet(change, "2026-11-24 10:00", state="planned")
        topic = notes.raise_topic(change, dana, "x", ask=True, why="it is late", meeting=meeting)
        assert (topic.ask, topic.why, topic.meeting_id) == (True, "it is late", 1)
        assert notes.raise_topic(change, dana, "x").meeting_id is None
        with pytest.raises(UsageError, match="t1 is open already"):
            notes.reopen_topic(change, topic)
        notes.settle_topic(change, topic, "discussed", DAY)
        assert (topic.state, topic.settled_on) == ("discussed", DAY)
        with pytest.raises(UsageError, match="t1 is discussed already") as caught:
            notes.settle_topic(change, topic, "dropped", DAY)
        assert caught.value.hint.endswith("clientlog reopen t1")
        notes.reopen_topic(change, topic)
        assert (topic.state, topic.settled_on) == ("open", None)
        with pytest.raises(UsageError, match="--why goes with --ask"):
            notes.raise_topic(change, dana, "x", why="it is late")


def test_a_touch_keeps_its_moment_its_words_and_who_it_was(journal: Path) -> None:
    """Most of it may be missing."""
    at = moment_at("2026-11-01 10:00")
    with writing(journal) as change:
        touch = notes.touch(change, client(change), at, text="rang", channel="call", by="Jo")
        assert (touch.client_id, touch.at) == (1, at)
        assert (touch.text, touch.channel, touch.by) == ("rang", "call", "Jo")
