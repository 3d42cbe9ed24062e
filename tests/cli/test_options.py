"""Arguments and options that several commands share, and how they are read."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientlog.cli.options import (
    channel_argument,
    date_in_text,
    direction_argument,
    due_argument,
    has_time,
    item_argument,
    joined,
    moment_argument,
    parse_meeting_ref,
    past_day_argument,
    past_moment_argument,
    remark_on_dates,
    word_argument,
    words_argument,
)
from clientlog.errors import ClientlogError, UsageError
from clientlog.refs import Ref
from clientlog.write import commitments, notes
from tests.cli.contexts import context
from tests.cli.helping import assert_help_is_documented
from tests.looking import client, give, moment_at, writing


def refused(function: Any, *arguments: Any, **more: Any) -> tuple[str, str]:
    """The message and the hint of what is refused."""
    with pytest.raises(ClientlogError) as raised:
        function(*arguments, **more)
    return raised.value.message, raised.value.hint


def test_words_are_one_text() -> None:
    """So that quotes are optional."""
    assert joined(["send", "the draft"]) == "send the draft"


def test_options_say_the_same_as_attributes(journal: Path) -> None:
    """Each fills its place; must is must."""
    run = context(journal)
    item = item_argument(
        run, "ITEM", "send it", due="fri", every="2w", owner="Ann", must=True, try_until="mon"
    )
    assert (item.text, item.due, str(item.every), item.owner, item.priority, item.try_until) == (
        "send it", date(2026, 11, 27), "2w", "Ann", "must", date(2026, 11, 23),
    )  # fmt: skip
    plain = item_argument(run, "ITEM", "send it due:fri", due=None, owner="", must=False)
    assert (plain.due, plain.owner, plain.priority) == (date(2026, 11, 27), None, "good")


@pytest.mark.parametrize(
    ("text", "more", "message"),
    [
        ("x due:fri", {"due": "mon"}, "ITEM says due: and --due says it again"),
        ("x every:week", {"every": "2w"}, "ITEM says every: and --every says it again"),
        ("x owner:Ann", {"owner": "Jo"}, "ITEM says owner: and --owner says it again"),
        (" ", {}, "ITEM is empty"),
        ("x", {"due": "2026-11-18"}, "--due: Wed 18 Nov was 2 days ago"),
        ("x due:2026-11-19", {}, "ITEM: Thu 19 Nov was yesterday"),
        ("x", {"try_until": "2026-11-19"}, "--try-until: Thu 19 Nov was yesterday"),
    ],
)
def test_an_item_that_makes_no_sense_is_refused(
    journal: Path, text: str, more: dict[str, Any], message: str
) -> None:
    """Something said twice, an empty text, a day that is over."""
    assert refused(item_argument, context(journal), "ITEM", text, **more)[0] == message


def test_a_past_due_date_needs_past(journal: Path) -> None:
    """The hint names --past only where there is such an option; today is no past."""
    run = context(journal)
    for past, hint in (
        (None, "name a day to come"),
        (False, "add --past if that is meant, or name a day to come"),
    ):
        assert refused(due_argument, run, "--due", "2026-11-19", past=past)[1] == hint
        assert refused(item_argument, run, "ITEM", "x due:2026-11-19", past=past)[1] == hint
    assert due_argument(run, "--due", "thu", past=True) == date(2026, 11, 19)
    assert due_argument(run, "--due", "today") == date(2026, 11, 20)
    assert item_argument(run, "ITEM", "x due:thu", past=True).due == date(2026, 11, 19)
    assert item_argument(run, "ITEM", "x", due="thu", past=True).due == date(2026, 11, 19)


def test_a_moment_needs_a_time_or_has_an_hour(journal: Path) -> None:
    """The hint shows how to add one."""
    run = context(journal)
    assert moment_argument(run, "--at", "fri 10:00", past=False) == moment_at("2026-11-27 10:00")
    assert moment_argument(run, "--at", "fri", past=False, hour=9) == moment_at("2026-11-27 09:00")
    assert moment_argument(run, "--at", "+2h", past=False) == moment_at("2026-11-20 14:00")
    assert refused(moment_argument, run, "--at", "fri", past=False) == (
        "--at: 'fri' has no time", "add one: fri 10:00",
    )  # fmt: skip


def test_a_time_that_the_clocks_skip_is_a_remark(
    journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The moment is the next one there is."""
    moment_argument(context(journal), "--at", "2027-03-28 02:30", past=False)
    assert "02:30" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        (None, "2026-11-20 12:00"),
        ("today", "2026-11-20 12:00"),
        ("yesterday", "2026-11-19 12:00"),
        ("fri 10:00", "2026-11-20 10:00"),
        ("12:00", "2026-11-20 12:00"),
        ("20min ago", "2026-11-20 11:40"),
    ],
)
def test_something_past_is_now_or_before(journal: Path, text: str | None, moment: str) -> None:
    """A day without a time is its noon, today is now."""
    run = context(journal)
    assert past_moment_argument(run, "--at", text) == moment_at(moment)
    assert past_day_argument(run, "--at", text) == moment_at(moment).date()


@pytest.mark.parametrize("text", ["today", "fri", "2026-11-20"])
def test_today_without_a_time_is_now(journal: Path, text: str) -> None:
    """However it is called, and at whatever time of the day."""
    for now in ("09:00", "15:00"):
        run = context(journal, environ={"CLIENTLOG_NOW": f"2026-11-20T{now}:00+01:00"})
        assert past_moment_argument(run, "--at", text) == moment_at(f"2026-11-20 {now}")


@pytest.mark.parametrize(
    ("text", "timed"),
    [
        ("fri 10:00", True),
        ("12:00", True),
        ("20min ago", True),
        ("yesterday", False),
        ("fri", False),
    ],
)
def test_a_moment_has_a_time_only_where_one_was_typed(
    journal: Path, text: str, timed: bool
) -> None:
    """An hour, or so long ago."""
    assert has_time(context(journal), "--at", text) is timed


def test_something_to_come_is_planned_instead(journal: Path) -> None:
    """A minute is enough."""
    message, hint = refused(past_moment_argument, context(journal), "--at", "today 12:01")
    assert message == "--at: 'today 12:01' is still to come"
    assert hint == "something to come is planned: clientlog plan WHO --at WHEN"


@pytest.mark.parametrize(
    ("typed", "channel"),
    [
        (None, None), ("email", "email"), ("mail", "email"), ("E-Mail", "email"),
        ("call", "call"), ("phone", "call"), ("video", "call"), ("chat", "chat"),
        ("message", "chat"), ("in-person", "in-person"), ("person", "in-person"),
    ],
)  # fmt: skip
def test_a_channel_has_other_names(typed: str | None, channel: str | None) -> None:
    """In any case."""
    assert channel_argument("--via", typed) == channel


def test_an_unknown_channel_is_refused() -> None:
    """The hint names the four."""
    assert refused(channel_argument, "--via", "pigeon") == (
        "--via: unknown channel 'pigeon'", "email, call, chat or in-person",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "direction"),
    [(None, None), ("up", "up"), ("Boss", "up"), ("side", "sideways"), ("out", "outside")],
)
def test_a_direction_has_other_names(typed: str | None, direction: str | None) -> None:
    """And may be cut short."""
    assert direction_argument("--direction", typed) == direction


@pytest.mark.parametrize(
    ("typed", "word"),
    [(None, None), ("open", "open"), ("OP", "open"), ("opened", "opened"), ("cl", "closed")],
)
def test_a_word_may_be_cut_short(typed: str | None, word: str | None) -> None:
    """Where one begins like it; a whole word is itself."""
    known = ["open", "closed"] if typed != "opened" else ["open", "opened"]
    assert word_argument("--state", typed, known) == word


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("o", "one of opened, openly"),
        ("open", "did you mean openly? One of opened, openly"),
        ("xyz", "one of opened, openly"),
    ],
)
def test_a_word_that_is_not_clear_is_refused(typed: str, hint: str) -> None:
    """One letter is not enough, two readings are too many; the hint has them all."""
    message, found = refused(word_argument, "--state", typed, ["opened", "openly"])
    assert message == f"--state: unknown value '{typed}'"
    assert found == hint


def test_a_meeting_is_named_by_its_number_too() -> None:
    """Any other REF is refused."""
    assert parse_meeting_ref("15") == parse_meeting_ref("m15") == Ref("m", 15)
    with pytest.raises(UsageError, match="p4 is a promise, which cannot be taken for a meeting"):
        parse_meeting_ref("p4")
    with pytest.raises(UsageError, match=r"^'٣' is not a REF$"):
        parse_meeting_ref("٣")


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("promise", "list", "edit", "report", "meeting")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("send it by fri", "fri"), ("send it until next week.", "next week"),
        ("send it due: 24 dec!", "24 dec"), ("send it by train", ""), ("by fri it is", ""),
        ("send it", ""),
    ],
)  # fmt: skip
def test_the_date_that_a_text_ends_in_is_found(journal: Path, text: str, day: str) -> None:
    """After by, until or due; a word that is no date is none."""
    assert date_in_text(context(journal), text) == day


def test_only_a_new_open_commitment_without_a_date_is_remarked_on(journal: Path) -> None:
    """Neither one with a date, nor one that is settled, nor a topic, nor one without a date."""
    with writing(journal, "2026-11-20 12:00") as change:
        give(change, "an old one by mon")
    with writing(journal, "2026-11-20 12:00") as change:
        give(change, "send it by fri")
        give(change, "pay by fri", date(2026, 12, 1))
        commitments.settle(change, give(change, "call by fri"), "released", "no", told=True)
        give(change, "write")
        notes.raise_topic(change, client(change), "the budget by fri")
        remark_on_dates(context(journal), change)
        remarks = [notice for notice in change.notices if "no date" in notice]
        assert remarks == [
            "p2: no date; did you mean due:fri? To set it: clientlog edit p2 --due fri"
        ]


@pytest.mark.parametrize(
    ("text", "options", "hint"),
    [
        ("report", {}, "add --every week, or every:week"),
        ("report every:week", {"theirs": True}, "leave --theirs out"),
        ("report", {"theirs": True}, "leave --theirs out"),
    ],
)
def test_an_update_is_a_promise_of_mine_that_recurs(
    journal: Path, text: str, options: Any, hint: str
) -> None:
    """What is no update may be anything."""
    run = context(journal)
    assert refused(item_argument, run, "ITEM", text, update=True, **options) == (
        "--update is for a promise of yours that recurs", hint,
    )  # fmt: skip
    assert item_argument(run, "ITEM", text, update=False, **options).is_update is False
    assert item_argument(run, "ITEM", text, **options).is_update is None
    assert item_argument(run, "ITEM", "report every:week", update=True).is_update is True


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("24 dec", "--at: '24 dec' is read as Wed 24 Dec 2025, 331 days ago; Thu 24 Dec is still"),
        ("20 may", "--at: '20 may' is read as Wed 20 May 2026, 184 days ago; Thu 20 May is still"),
        ("21 may", ""),
        ("1 aug", ""),
        ("2025-12-24", ""),
        ("8 months ago", ""),
    ],
)
def test_a_day_that_is_read_a_year_back_and_is_to_come_is_remarked_on(
    journal: Path, capsys: pytest.CaptureFixture[str], text: str, remark: str
) -> None:
    """One with its year, and one of the last half year, is not."""
    past_moment_argument(context(journal), "--at", text)
    assert remark in capsys.readouterr().err
    if not remark:
        past_moment_argument(context(journal), "--at", text)
        assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (None, ()), ("open", ("open",)), ("cl, op", ("closed", "open")),
        ("shut,,open,", ("closed", "open")),
    ],
)  # fmt: skip
def test_a_list_of_words_is_apart_by_commas(typed: str | None, words: tuple[str, ...]) -> None:
    """Each may be cut short, or be another word for one."""
    known = ["open", "closed"]
    assert words_argument("--state", typed, known, {"shut": "closed"}) == words
    assert words_argument("--state", typed and typed.replace("shut", "closed"), known) == words
    assert refused(words_argument, "--state", " , ", known) == ("--state is empty", "open, closed")


def test_one_letter_is_a_word_only_where_it_is_whole() -> None:
    """The shortest beginning has two."""
    assert word_argument("--side", "a", ["a", "ab"]) == "a"
    assert word_argument("--side", "op", ["open"]) == "open"
    assert refused(word_argument, "--side", "o", ["open"])[0] == "--side: unknown value 'o'"
