"""The page as a value."""

import pytest

from clientlog.agenda.values import Line, Section, capped


def section(lines: int, hidden: int = 0) -> Section:
    """A section of that many lines."""
    texts = tuple(Line(text=str(number)) for number in range(lines))
    return Section(title="I owe", lines=texts, hidden=hidden, see="clientlog list promises")


@pytest.mark.parametrize(
    ("lines", "cap", "left", "hidden"), [(2, 3, 2, 0), (3, 3, 3, 0), (4, 3, 3, 1), (5, 1, 1, 4)]
)
def test_a_section_is_cut_to_a_number_of_lines(
    lines: int, cap: int, left: int, hidden: int
) -> None:
    """The first ones stay, and the rest is counted."""
    cut = capped(section(lines), cap)
    assert [line.text for line in cut.lines] == [str(number) for number in range(left)]
    assert cut.hidden == hidden


def test_what_was_hidden_before_is_counted_too() -> None:
    """A second cut adds to the first; a section with room is left as it is."""
    assert capped(section(4, hidden=2), 3).hidden == 3
    assert capped(section(3, hidden=2), 3).hidden == 2


def test_a_cut_section_keeps_its_title_and_its_command() -> None:
    """Only its lines are fewer."""
    cut = capped(section(4), 1)
    assert (cut.title, cut.see) == ("I owe", "clientlog list promises")


def test_a_line_and_a_section_are_plain_unless_said() -> None:
    """No box, no room to write, nothing late; one line always stays."""
    line = Line()
    assert (line.text, line.label, line.remarks, line.ref) == ("", "", (), None)
    assert (line.box, line.blank, line.late) == (None, False, False)
    plain = section(0)
    assert (Section(title="", lines=()).hidden, plain.spare) == (0, False)
    assert (plain.then, plain.compact, plain.beside, plain.keep, plain.long) == (
        "", False, False, 1, False,
    )  # fmt: skip


def test_a_page_is_never_changed() -> None:
    """What is private is left out when the page is made, not taken away later."""
    with pytest.raises(AttributeError):
        Line().text = "x"  # type: ignore[misc]  # what is tried
