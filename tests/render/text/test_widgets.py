"""What screens are put together from."""

from clientlog.render.terminal import UNBOUNDED
from clientlog.render.text.widgets import (
    Facts,
    Page,
    Remark,
    VerbatimText,
    facts_under_labels,
    heading,
)
from tests.render.text.drawing import drawn, lines

FACTS = facts_under_labels([("who", "CTO at Acme"), ("tags", ""), ("next", "no meeting planned")])


def test_a_page_is_its_parts_one_below_the_other() -> None:
    """A heading is bold where there is colour."""
    page = Page([heading("Dana"), "", "CTO"])
    assert lines(page) == ["Dana", "", "CTO"]
    assert "\x1b[1mDana" in drawn(page, color=True)


def test_a_text_is_line_for_line_as_it_was_typed() -> None:
    """Blanks and empty lines stay, tabs become blanks, and what is too long is folded."""
    text = VerbatimText("  first\n\nsec\tond\n" + "x" * 25)
    assert drawn(text, 20) == "  first\n\nsec     ond\n" + "x" * 20 + "\n" + "x" * 5 + "\n"


def test_wide_letters_are_folded_by_their_width() -> None:
    """Each takes two columns."""
    assert lines(VerbatimText("李" * 11), 20) == ["李" * 10, "李"]


def test_what_is_not_known_has_no_label() -> None:
    """Labels stand in a column; a long fact is folded within its own."""
    assert lines(FACTS, 20) == ["who   CTO at Acme", "next  no meeting", "      planned"]


def test_without_bounds_a_fact_is_a_line() -> None:
    """Its label and the fact apart by a tab."""
    assert drawn(FACTS, UNBOUNDED) == "who\tCTO at Acme\nnext\tno meeting planned\n"


def test_a_remark_is_for_a_person_only() -> None:
    """A program that reads the list does not get it."""
    assert lines(Remark("3 more"), 80) == ["", "3 more"]
    assert lines(Remark("3 more"), UNBOUNDED - 1) == ["", "3 more"]
    assert drawn(Remark("3 more"), UNBOUNDED).strip() == ""


def test_facts_have_no_empty_lines_between_them() -> None:
    """Nor blanks before the labels."""
    assert lines(FACTS, 40) == ["who   CTO at Acme", "next  no meeting planned"]


def test_a_label_is_whole_and_a_long_word_is_folded() -> None:
    """On a narrow terminal."""
    made = Facts((("last contact", "x" * 12), ("a", "b")))
    assert lines(made, 20) == ["last contact  xxxxxx", "              xxxxxx", "a             b"]
