"""Sections of a template cut into their items."""

import pytest

from clientlog.minutes.headings import BY_NAME, Section
from clientlog.minutes.lines import (
    RawItem,
    begins_item,
    begins_text,
    cut_items,
    cut_texts,
    take_ticks,
)
from clientlog.minutes.values import Problem

ACTIONS, NOTES = BY_NAME["my actions"], BY_NAME["notes"]


def items(text: str, problems: list[Problem] | None = None) -> list[list[str]]:
    lines = enumerate(text.split("\n"), start=1)
    return [item.parts for item in cut_items(lines, [] if problems is None else problems)]


def texts(text: str) -> list[list[str]]:
    return [item.parts for item in cut_texts(enumerate(text.split("\n"), start=1))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("- a\n* b\n+ c", [["a"], ["b"], ["c"]]),
        ("a\nb", [["a"], ["b"]]),
        ("- a\n  b \n\tc", [["a", "b", "c"]]),
        ("- a\n  - b", [["a", "- b"]]),
        ("- a\n  - [ ] b", [["a"], ["[ ] b"]]),
        ("- a\n[x] b", [["a"], ["[x] b"]]),
        ("- a\n\nb", [["a"], ["b"]]),
        ("  - a\n  - b", [["a"], ["b"]]),
        ("-\n- a", [[""], ["a"]]),
        ("-[x] a", [["[x] a"]]),
        ("-a", [["-a"]]),
        ("\n", []),
    ],
)
def test_items_are_one_line_each_with_what_is_further_in(text: str, parts: list[list[str]]) -> None:
    """A box further in begins an item of its own."""
    problems: list[Problem] = []
    assert items(text, problems) == parts
    assert problems == []


@pytest.mark.parametrize(
    ("text", "line"), [("- a\nb", 2), ("- a\n  b\nc", 3), ("a\n- b\nc", 3), ("a\nb", None)]
)
def test_a_line_right_below_a_bullet_is_asked_about(text: str, line: int | None) -> None:
    """Only its writer knows whether it continues; without bullets every line is an item."""
    problems: list[Problem] = []
    items(text, problems)
    assert [problem.line for problem in problems] == ([line] if line else [])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("- a\n- b", [["a"], ["b"]]),
        ("a\nb", [["a", "b"]]),
        ("a\n\nb", [["a"], ["b"]]),
        ("- a\n  b\n\n  c", [["a", "b", "", "c"]]),
        ("- a\n\nb", [["a"], ["b"]]),
        ("- a\n   b", [["a", " b"]]),
        ("- a\n\tb", [["a", "b"]]),
        ("- a\n b", [["a", "b"]]),
        ("a\n```\n\nb\n```", [["a", "```", "", "b", "```"]]),
        ("- ```\n\n  - x\n  ```\n- b", [["```", "", "- x", "```"], ["b"]]),
    ],
)
def test_texts_are_bullets_or_paragraphs(text: str, parts: list[list[str]]) -> None:
    """What is further in belongs to the bullet, and what is fenced to where the fence begins."""
    assert texts(text) == parts


@pytest.mark.parametrize(
    ("line", "item", "text"),
    [
        ("(p4) a", True, True),
        ("(P4)", True, True),
        ("(x4) a", False, False),
        ("(p0) a", False, False),
        ("[v] a", True, False),
        ("[12] a", False, False),
        ("[x] a", True, False),
        ("## Notes", True, True),
        ("## Budget", True, False),
        ("a", False, False),
    ],
)
def test_what_would_mean_something_needs_a_backslash(line: str, item: bool, text: bool) -> None:
    """REFs everywhere, boxes and every heading in items, our headings in texts."""
    assert (begins_item(line), begins_text(line)) == (item, text)


@pytest.mark.parametrize(
    ("line", "mark", "ref", "text"),
    [
        ("[x] (A4) plan", "done", "a4", "plan"),
        ("[-] plan", "dropped", None, "plan"),
        ("[ ] plan", "open", None, "plan"),
        ("[ X ] plan", "done", None, "plan"),
        ("[] plan", "open", None, "plan"),
        ("plan", "open", None, "plan"),
        ("\\(a4) plan ", "open", None, "(a4) plan"),
        ("(a4)", "open", "a4", ""),
    ],
)
def test_box_and_ref_are_taken_off(line: str, mark: str, ref: str | None, text: str) -> None:
    """In either case of the letters."""
    problems: list[Problem] = []
    ticked = take_ticks(RawItem(7, 0, True, [line]), ACTIONS, problems)
    assert (ticked.mark, ticked.ref, ticked.parts, ticked.line) == (mark, ref, (text,), 7)
    assert problems == []


def test_a_note_has_a_ref_and_no_box() -> None:
    """Its lines are joined by whoever reads them."""
    ticked = take_ticks(RawItem(1, 0, True, ["(n4) [x] paid", "more "]), NOTES, [])
    assert (ticked.mark, ticked.ref, ticked.parts) == ("open", "n4", ("[x] paid", "more"))
    assert take_ticks(RawItem(1, 0, True, ["[v] paid"]), NOTES, []).parts == ("[v] paid",)


@pytest.mark.parametrize(
    ("section", "text"), [(ACTIONS, "## Budget"), (NOTES, "\\## Budget")], ids=["item", "text"]
)
def test_a_backslash_is_taken_off_where_one_is_needed(section: Section, text: str) -> None:
    """A heading of one's own is text in a note, with or without it."""
    ticked = take_ticks(RawItem(1, 0, True, ["\\## Budget"]), section, [])
    assert ticked.parts == (text,)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[v] plan", "[v] is not a box: write [x] for done, [-] for dropped, [ ] for open"),
        ("(p4) plan", "p4 is a promise and does not belong under My actions"),
    ],
)
def test_what_does_not_belong_is_a_problem_with_a_way_out(line: str, message: str) -> None:
    """A backslash keeps it as text."""
    problems: list[Problem] = []
    take_ticks(RawItem(7, 0, True, [line]), ACTIONS, problems)
    (problem,) = problems
    assert problem.line == 7
    assert problem.message.startswith(message)
    assert problem.message.endswith(f"write \\{line.split(maxsplit=1)[0]}")
