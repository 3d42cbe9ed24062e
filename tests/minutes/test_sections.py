"""The parts of foreign minutes that ask for something."""

import pytest

from clientlog.minutes.sections import Bullet, Heading, TableRow, blocks, topic_of


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("Action items", "action"),
        ("**Next steps:**", "action"),
        ("TO-DOs", "action"),
        ("Follow-ups", "action"),
        ("Open actions from last week", "action"),
        ("Key decisions made", "decision"),
        ("Agreements", "decision"),
        ("Decisions and next steps", "both"),
        ("Actions / Decisions", "both"),
        ("Actions & tasks", "action"),
        ("Decisions, resolutions", "decision"),
        ("Actionable insights", None),
        ("Notes", None),
        ("", None),
    ],
)
def test_a_heading_says_what_its_section_is_about(heading: str, topic: str | None) -> None:
    """Actions, decisions, both or neither."""
    assert topic_of(heading) == topic


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("## Actions ##", Heading(2, "action")),
        ("**Decisions**:", Heading(7, "decision")),
        ("Next steps:", Heading(7, "action")),
        ("Attendees:", Heading(7, None)),
        ("###### Notes", Heading(6, None)),
        ("Next steps", Heading(7, "action")),
        ("Decisions: from last week", Heading(7, "decision")),
        ("Actions for ".ljust(80, "x"), Heading(7, "action")),
    ],
)
def test_headings_are_those_of_markdown_and_lines_that_stand_for_one(
    line: str, heading: Heading
) -> None:
    """In bold, or with a colon, as in mail; these are the least."""
    assert list(blocks(line)) == [heading]


@pytest.mark.parametrize(
    ("line", "box", "label", "text"),
    [
        ("- plan", "", None, "plan"),
        ("* [ ] plan", " ", None, "plan"),
        ("1. [x] plan", "x", None, "plan"),
        ("• [] plan", " ", None, "plan"),
        ("☐ plan", " ", None, "plan"),
        ("☑ plan", "x", None, "plan"),
        ("> - plan", "", None, "plan"),
        ("- Decision: go", "", "decision", "go"),
        ("Agreed: go", "", "decision", "go"),
        ("**Action:** plan", "", "action", "plan"),
        ("AI #3: plan", "", "action", "plan"),
        ("Resolved: go", "", "decision", "go"),
    ],
)
def test_list_items_and_labelled_lines_are_read(
    line: str, box: str, label: str | None, text: str
) -> None:
    """With their box, and what they say themselves that they are."""
    (bullet,) = blocks(line)
    assert isinstance(bullet, Bullet)
    assert (bullet.box, bullet.label, bullet.text) == (box, label, text)


def test_lines_right_below_an_item_belong_to_it_and_prose_to_nothing() -> None:
    """A blank line ends it."""
    text = "prose\n- one\nmore\n\nprose\n- two\n\t- three\n"
    bullets = [block for block in blocks(text) if isinstance(block, Bullet)]
    assert [(bullet.line, bullet.text) for bullet in bullets] == [
        (2, "one more"), (6, "two"), (7, "three"),
    ]  # fmt: skip
    assert bullets[2].indent > bullets[1].indent == 0


@pytest.mark.parametrize("line", ["plain line", "TODO: ask Jess"])
def test_only_lines_further_in_continue_an_item_with_a_box(line: str) -> None:
    """As in minutes of our own."""
    text = f"- [ ] book the room\n  for ten\n{line}\n"
    first, *_ = (block for block in blocks(text) if isinstance(block, Bullet))
    assert first.text == "book the room for ten"


def test_a_tab_is_as_wide_as_four_blanks() -> None:
    """An item is as far in as what stands before it."""
    text = "- one\n\t- two\n    - three\n  ☐ four\n"
    bullets = [block for block in blocks(text) if isinstance(block, Bullet)]
    assert [bullet.indent for bullet in bullets] == [0, 4, 4, 2]


def test_only_the_marks_at_the_start_of_a_line_quote_it() -> None:
    """Others are text; a sentence of over eighty letters is no heading."""
    (bullet,) = blocks("> > - a > b")
    assert isinstance(bullet, Bullet)
    assert bullet.text == "a > b"
    assert list(blocks("Actions for ".ljust(81, "x"))) == []


def test_rows_of_a_table_are_read_by_its_header() -> None:
    """A table ends where its lines do; without a line of dashes there is no header."""
    text = "| Who | What to-do |\n|---|:--:|\n| Sam | a \\| b |\nAnn | plan\n\n| x | y |\n"
    rows = [block for block in blocks(text) if isinstance(block, TableRow)]
    assert [(row.line, row.cells) for row in rows] == [
        (3, {"who": "Sam", "what to do": "a | b"}),
        (4, {"who": "Ann", "what to do": "plan"}),
    ]


def test_code_and_comments_ask_for_nothing() -> None:
    """Line numbers count them."""
    found = list(blocks("```\n- [ ] a\n```\n<!-- - [ ] b -->\n- [ ] c\n"))
    assert [(block.line, block.text) for block in found if isinstance(block, Bullet)] == [(5, "c")]
