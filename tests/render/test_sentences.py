"""Records in a line of plain words."""

from typing import Any

import pytest

from clientlog.queries.values import Touch
from clientlog.render import sentences
from clientlog.render.sentences import record, shortened
from tests.rules.build import (
    DANA,
    action,
    at,
    client,
    conflict,
    day,
    held,
    meeting,
    noon,
    note,
    promise,
    topic,
)  # fmt: skip

CLOCK = noon()
SAM = client("sam", name="Sam Li")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("send\n the draft", "send the draft"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
        ("x" * 58 + " yyy", "x" * 58 + "…"),
    ],
)
def test_a_long_text_is_cut(text: str, line: str) -> None:
    """Not before the sign for what is left out is a blank."""
    assert shortened(text) == line


def test_a_text_is_cut_to_the_length_that_is_asked_for() -> None:
    """The sign counts."""
    assert shortened("abcdef", 5) == "abcd…"


def touch(**known: Any) -> Touch:
    usual: dict[str, Any] = {"number": 8, "client": DANA, "at": at(4, "10:00")}
    return Touch(**usual | known)


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (promise(7), "p4  I promised Dana Reyes: send the draft (due Fri 27 Nov)"),
        (promise(theirs=True), "p4  Dana Reyes promised: send the draft (no date)"),
        (action(), "a4  I will, for Dana Reyes: send the draft (no date)"),
        (action(theirs=True), "a4  Dana Reyes will: send the draft (no date)"),
        (action(owner="Jo"), "a4  I will, for Dana Reyes, through Jo: send the draft (no date)"),
        (
            action(7, priority="must", every="week"),
            "a4  I will, for Dana Reyes: send the draft (due Fri 27 Nov, must, every week)",
        ),
        (
            promise(0, state="kept", settled_on=day(0)),
            "p4  I promised Dana Reyes: send the draft (kept on time Fri 20 Nov)",
        ),
        (
            action(-1, state="done", settled_on=day(0)),
            "a4  I will, for Dana Reyes: send the draft (done late Fri 20 Nov)",
        ),
        (
            promise(None, state="kept", settled_on=day(0)),
            "p4  I promised Dana Reyes: send the draft (kept Fri 20 Nov)",
        ),
        (
            promise(0, state="broken", settled_on=day(0)),
            "p4  I promised Dana Reyes: send the draft (broken Fri 20 Nov)",
        ),
        (meeting(4, "10:00"), "m3  Tue 24 Nov 10:00 with Dana Reyes"),
        (
            held(-1, clients=(DANA, SAM), title="planning"),
            "m3  Thu 19 Nov 12:00 with Dana Reyes, Sam Li: planning",
        ),
        (
            meeting(4, "10:00", state="cancelled", clients=()),
            "m3  Tue 24 Nov 10:00 with nobody (cancelled)",
        ),
        (topic(), "t9  to raise with Dana Reyes: the budget"),
        (topic(ask=True, state="discussed"), "t9  to ask Dana Reyes: the budget (discussed)"),
        (note("note", None, -1), "n7  note, Dana Reyes: quick answers"),
        (note("need", "open", -1), "n7  need, Dana Reyes: quick answers"),
        (
            note("need", "open", -1, confirmed_at=at(0)),
            "n7  need, Dana Reyes: quick answers (confirmed)",
        ),
        (
            note("need", "met", -1, confirmed_at=at(0)),
            "n7  need, Dana Reyes: quick answers (met)",
        ),
        (note("news", "untold", -1, tone="good"), "n7  good news, Dana Reyes: quick answers"),
        (note("news", "told", -1), "n7  news, Dana Reyes: quick answers (told)"),
        (touch(), "k8  Tue 24 Nov 10:00 in touch with Dana Reyes"),
        (
            touch(channel="in-person", by="Jo", text="met her"),
            "k8  Tue 24 Nov 10:00 in touch with Dana Reyes in person, Jo: met her",
        ),
        (touch(channel="email"), "k8  Tue 24 Nov 10:00 in touch with Dana Reyes by email"),
        (touch(channel="call"), "k8  Tue 24 Nov 10:00 in touch with Dana Reyes by call"),
        (touch(channel="chat"), "k8  Tue 24 Nov 10:00 in touch with Dana Reyes by chat"),
        (
            note("personal", None, -1, on_day=day(9)),
            "n7  personal, Dana Reyes: quick answers (on Sun 29 Nov)",
        ),
        (conflict(), "c2  conflict with Dana Reyes: who owns the roadmap"),
    ],
)
def test_a_record_is_a_sentence(value: Any, line: str) -> None:
    """REF, whom it is about, the text, and how it stands."""
    assert record(value, CLOCK) == line


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (promise(text="x" * 70), 60),
        (meeting(4, title="x" * 70), 60),
        (topic(text="x" * 70), 60),
        (note("need", "open", -1, text="x" * 70), 60),
        (touch(text="x" * 70), 60),
        (conflict(text="x" * 70), 60),
    ],
)
def test_no_sentence_holds_a_long_text(value: Any, shown: int) -> None:
    """It is cut to sixty characters in each."""
    assert record(value, CLOCK).count("x") == shown - 1


def test_the_names_of_those_who_attend() -> None:
    """Nobody, where there is none."""
    assert sentences.names(meeting(1, clients=(DANA, SAM))) == "Dana Reyes, Sam Li"
    assert sentences.names(meeting(1, clients=())) == "nobody"
