"""What is written is read back the same, whatever is in it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientlog.dates import DateContext
from clientlog.errors import ClientlogError
from clientlog.items import Item, parse_item, write_item
from clientlog.minutes import (
    Entry,
    Line,
    Minutes,
    MinutesError,
    annotate,
    is_untouched,
    read_minutes,
    write_minutes,
)

CALENDAR = DateContext(today=date(2026, 11, 20))

NASTY = st.sampled_from([
    "#", "## ", "## Notes", "## Summry", "### Else", "- [ ] ", "- ", "[x] ", "[-] ", "* ",
    "<!--", "-->", "<!-- x -->", "client: ", "when:", "---", "\\", "\\\\", "\\## Notes",
    "\\<!--", "(p42) ", "(n7)", "\n", "\n\n", "\r\n", "\r", " ", " ", "\t", "\u2028", "\x0b",
    "\x85", "\xa0", "\ufeff", "&#10;", "&amp;#10;", "&amp;", "&#", ",", "due:", "word", "é",
    "李", "```", "**Actions**",
])  # fmt: skip
TEXTS = st.lists(NASTY | st.text(max_size=4), max_size=12).map("".join)
SAID = TEXTS.filter(bool)
MARKS = st.sampled_from(["open", "done", "dropped"])
NUMBERS = st.integers(1, 10**9)


def _survives(item: Item) -> bool:
    """Whether the grammar of items itself keeps the item."""
    try:
        return parse_item(write_item(item), CALENDAR) == item
    except ClientlogError:
        return False


ITEMS = st.builds(
    Item,
    text=st.tuples(st.sampled_from(["send", ""]), TEXTS, st.sampled_from(["", "it"])).map("".join),
    due=st.none() | st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    priority=st.sampled_from(["must", "good"]),
).filter(_survives)


def _entries(letter: str) -> st.SearchStrategy[tuple[Entry, ...]]:
    refs = st.none() | NUMBERS.map(lambda number: f"{letter}{number}")
    return _distinct(st.builds(Entry, ITEMS, MARKS, refs))


def _lines(
    letter: str, marks: st.SearchStrategy, texts: st.SearchStrategy = SAID
) -> st.SearchStrategy[tuple[Line, ...]]:
    refs = st.none() | NUMBERS.map(lambda number: f"{letter}{number}")
    return _distinct(st.builds(Line, texts, marks, refs))


def _distinct(lines: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(lines, max_size=3, unique_by=lambda one: one.ref or id(one)).map(tuple)


def _refs_are_distinct(minutes: Minutes) -> bool:
    pairs = (
        (minutes.my_actions, minutes.their_actions),
        (minutes.my_promises, minutes.their_promises),
        (minutes.decisions, minutes.notes),
    )
    return not any(
        {one.ref for one in a} & {one.ref for one in b} - {None} for a, b in pairs
    )  # fmt: skip


OPEN = st.just("open")
MINUTES = st.builds(
    Minutes,
    client=st.none() | SAID,
    others=st.lists(SAID, max_size=3).map(tuple),
    when=st.none() | st.sampled_from(["yesterday 10:00", "2026-11-24 10:00", "fri"]),
    title=st.none() | SAID,
    length=st.none() | st.sampled_from(["45m", "1h30"]),
    channel=st.none() | SAID,
    topics=_lines("t", MARKS),
    summary=TEXTS,
    my_actions=_entries("a"),
    their_actions=_entries("a"),
    my_promises=_entries("p"),
    their_promises=_entries("p"),
    decisions=_lines("n", OPEN),
    next=_lines("m", OPEN, st.sampled_from(["fri 10:00 planning", "2026-12-01 09:30"])),
    notes=_lines("n", OPEN),
).filter(_refs_are_distinct)


@pytest.mark.slow
@given(MINUTES, st.booleans())
def test_minutes_survive_the_template(minutes: Minutes, hints: bool) -> None:
    """Written and read again, minutes are equal, with hints and without."""
    assert read_minutes(write_minutes(minutes, hints=hints), CALENDAR) == minutes


@pytest.mark.slow
@given(MINUTES)
def test_minutes_survive_an_editor(minutes: Minutes) -> None:
    """Line ends turned into CRLF and a byte order mark in front change nothing."""
    template = write_minutes(minutes)
    assert read_minutes("\ufeff" + template.replace("\n", "\r\n"), CALENDAR) == minutes
    assert is_untouched(template, template.replace("\n", "\r\n"))


LINES = st.sampled_from([
    "{}", "- {}", " {}", "\t- {}", "- [ ] {}", "- [x] {}", " - [ ] {}", "* {}", "1. {}",
    "[x] {}", "## {}", "# {}", "\\## {}", "\\## Notes {}", "\\{}", "> {}", "(p1) {}",
    "- [ ] (p1) {}", "- (n7) {}", "- (m2) {}", "client: {}", "clinet: {}", "with: {}",
    "title: {}", "place: {}", "{}: {}", "<!-- x --> {}", "{} <!-- x", "\\<!-- {}", "&#10;{}",
    "{}&#32;", "", "", " ", "---", "```{}", "| {} |", "**{}**", "- [?] {}", "## Summary",
    "## Topics", "## My actions", "## Their promises:", "##Decisions", "# next", "## Notes",
    "## Notse", "- fri 10:00 {}", " {}", "-{}", "## Summary {}",
])  # fmt: skip


@given(st.lists(LINES, max_size=14))
def test_nothing_typed_is_lost(lines: list[str]) -> None:
    """Every word typed into a template is in the minutes, or there is a problem to look at."""
    words = [f"w{number}w" for number in range(len(lines))]
    text = "\n".join(line.replace("{}", word) for line, word in zip(lines, words, strict=True))
    try:
        minutes = read_minutes("client: dana\n" + text, CALENDAR)
    except MinutesError as error:
        assert error.problems
    else:
        kept = str(minutes)
        assert [
            w for w, line in zip(words, lines, strict=True) if "{}" in line and w not in kept
        ] == []


@given(st.lists(LINES, max_size=14))
def test_annotating_is_stable(lines: list[str]) -> None:
    """The annotated text has the same problems, and annotated again it is the same text."""
    text = "client: dana\n" + "\n".join(line.replace("{}", "word") for line in lines)
    try:
        read_minutes(text, CALENDAR)
    except MinutesError as error:
        annotated = annotate(text, error.problems)
        try:
            read_minutes(annotated, CALENDAR)
        except MinutesError as again:
            assert [one.message for one in again.problems] == [
                one.message for one in error.problems
            ]
            assert annotate(annotated, again.problems) == annotated
            assert annotate(annotated, ()) == text
        else:
            raise AssertionError("the problems are gone") from error
