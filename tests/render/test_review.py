"""The weekly review in words and as JSON."""

from datetime import timedelta
from typing import Any

import pytest

from clientlog.queries.week import ContactCount, Week
from clientlog.render.review import document, key_help, listing, page, said, summary, wrap
from clientlog.review import Item, Review
from tests.render.flags import flag
from tests.rules.build import DANA, TODAY, conflict, meeting, noon, note, promise, topic

CLOCK = noon()


def review(*items: Item, **known: Any) -> Review:
    """A review of these items, of a week in which nothing happened but this."""
    nothing: dict[str, Any] = {
        "since": TODAY - timedelta(days=6), "until": TODAY, "kept": 0, "kept_late": 0,
        "broken": 0, "renegotiated": 0, "met": {}, "given": 0, "asked": 0,
    }  # fmt: skip
    beside = {"late": 0, "snoozed": 0, "muted": 0, "failed": 0, "quiet": ()}
    counts: dict[str, Any] = {name: known.pop(name, none) for name, none in beside.items()}
    return Review(items, Week(**nothing | known), **counts)


FLAGGED = Item("due-soon:p4", promise(), flag("late", rule="missed-promise"))
OPEN = Item("open:t9", topic())


def test_lines_fit_and_those_after_the_first_are_indented() -> None:
    """Twenty columns are the least; a word that is longer, or has a hyphen, stays whole."""
    assert wrap("one two three four five", 20, "  ") == ["one two three four", "  five"]
    assert wrap("one two three four five", 5, "  ") == ["one two three four", "  five"]
    assert wrap("one two three four-five", 20, "") == ["one two three", "four-five"]
    assert wrap("x" * 30, 20, "") == ["x" * 30]


@pytest.mark.parametrize(
    ("item", "line"),
    [
        (FLAGGED, "p4 is due"),
        (Item("k", promise(3)), "p4  I promised Dana Reyes: send the draft (due Mon 23 Nov)"),
        (OPEN, "t9  to raise with Dana Reyes: the budget"),
        (Item("k", note("need", "open", -3)), "n7  need, Dana Reyes: quick answers"),
        (Item("k", conflict()), "c2  conflict with Dana Reyes: who owns the roadmap"),
        (Item("open:m3", meeting(1)), "open:m3"),
        (Item("k", topic(text="a\x1bb")), "t9  to raise with Dana Reyes: a^[b"),
        (Item("k", DANA, flag(text="a\x1bb")), "a^[b"),
    ],
)
def test_an_item_is_a_line(item: Item, line: str) -> None:
    """The flag's own text, or the record in a sentence, escaped."""
    assert said(item, CLOCK) == line


def test_a_flagged_item_in_full_has_its_reason_its_commands_and_its_keys() -> None:
    """The commands reach this journal."""
    assert page(FLAGGED, CLOCK, "clientlog --db x", 80).split("\n") == [
        "late: p4 is due",
        "  A word counts.",
        "  clientlog --db x done p4",
        "  clientlog --db x drop p4",
        "  [d done, r renegotiate, x drop, a raise at the next meeting, s snooze, n next,",
        "   u undo, ? help, q quit]",
    ]


def test_an_item_that_is_only_open_has_no_reason_and_no_commands() -> None:
    """Its keys do not offer to snooze it."""
    assert page(OPEN, CLOCK, "clientlog", 80).split("\n") == [
        "open: t9  to raise with Dana Reyes: the budget",
        "  [d done, x drop, n next, u undo, ? help, q quit]",
    ]


def test_the_keys_of_an_item_are_explained() -> None:
    """A line each, those of every item at the end."""
    lines = key_help(OPEN).split("\n")
    assert [line.split()[0] for line in lines] == ["d", "x", "n", "u", "q", "at"]
    assert lines[1] == "  x  drop it: asks for the reason"


def test_the_list_is_a_line_each() -> None:
    """The severities stand in a column; an empty list says so."""
    assert listing(review(FLAGGED, OPEN, snoozed=1), CLOCK).split("\n") == [
        "late  p4 is due",
        "open  t9  to raise with Dana Reyes: the budget",
    ]
    assert listing(review(), CLOCK) == "Nothing to review."
    assert listing(review(snoozed=2), CLOCK) == "Nothing to review. 2 snoozed."
    aside = review(snoozed=1, muted=2)
    assert listing(aside, CLOCK) == "Nothing to review. 1 snoozed, 2 rules muted."


def test_the_week_in_figures() -> None:
    """Every count has its place, and directions without clients are left out."""
    met = {
        "up": ContactCount(met=1, known=2),
        "down": ContactCount(met=0, known=0),
        "outside": ContactCount(met=0, known=3),
    }
    week = review(
        FLAGGED,
        quiet=(DANA,),
        late=1,
        kept=1,
        kept_late=2,
        broken=6,
        given=4,
        asked=5,
        met=met,
        renegotiated=3,
    )
    assert summary(week, CLOCK).split("\n") == [
        "The week from Sat 14 Nov to Fri 20 Nov",
        "  commitments: 1 kept, 2 kept late, 6 broken, 1 late now, 3 renegotiated",
        "  contacts: up 1 of 2, outside 0 of 3",
        "  gone quiet: Dana Reyes",
        "  given: 4, asked: 5",
    ]


def test_a_week_of_nothing_says_so() -> None:
    """No clients, and nobody quiet."""
    lines = summary(review(), CLOCK).split("\n")
    assert "  contacts: no current clients" in lines
    assert "  gone quiet: nobody" in lines


def test_the_review_as_json() -> None:
    """An item without a flag has null in the places of one."""
    made = document(
        review(FLAGGED, OPEN, late=1, kept=1, met={"up": ContactCount(met=1, known=2)}),
        CLOCK,
        "clientlog",
    )
    assert made["as_of"] == "2026-11-20T12:00:00+01:00"
    assert made["items"] == [
        {
            "key": "due-soon:p4", "rule": "missed-promise", "severity": "late", "client": "dana",
            "ref": "p4", "text": "p4 is due", "why": "A word counts.",
            "settle": ["clientlog done p4", "clientlog drop p4"],
            "can": ["done", "renegotiate", "drop", "raise at the next meeting", "snooze"],
        },
        {
            "key": "open:t9", "rule": None, "severity": None, "client": "dana", "ref": "t9",
            "text": "t9  to raise with Dana Reyes: the budget", "why": None, "settle": [],
            "can": ["done", "drop"],
        },
    ]  # fmt: skip
    assert made["week"] == {
        "since": "2026-11-14", "until": "2026-11-20", "kept": 1, "kept_late": 0, "broken": 0,
        "late": 1, "renegotiated": 0, "met": {"up": {"met": 1, "known": 2}}, "quiet": [],
        "given": 0, "asked": 0,
    }  # fmt: skip


def test_a_text_is_wrapped_between_words_but_never_narrower_than_twenty() -> None:
    """The lines after the first are indented."""
    assert wrap("aaaa bbbb cccc dddd eeeee", 5, "  ") == ["aaaa bbbb cccc dddd", "  eeeee"]
    assert wrap("aaaaa bbbbb ccccc ddd", 5, "") == ["aaaaa bbbbb ccccc", "ddd"]
    assert wrap("aaaaa bbbbb ccccc ddd", 21, "") == ["aaaaa bbbbb ccccc ddd"]
