"""What `demo` shows."""

from rich.text import Text

from clientlog.render.text.demo import page, section
from tests.render.text.drawing import drawn, lines


def test_each_part_is_followed_by_an_empty_line() -> None:
    """After the message and before what to try."""
    made = page("made", [Text("report"), Text("agenda")], [section("Try", "clientlog today")])
    assert lines(made) == [
        "made", "", "report", "", "agenda", "", "Try", "    clientlog today",
    ]  # fmt: skip


def test_a_long_line_can_be_copied_whole() -> None:
    """The message holds a path, and is escaped."""
    made = page("x" * 60 + "\x1b", [], [])
    assert "x" * 60 + "^[" in drawn(made, 40)


def test_commands_stand_below_their_title() -> None:
    """Each on a line of its own."""
    assert lines(section("Try\x1b", "clientlog today", "clientlog report")) == [
        "Try^[", "    clientlog today", "    clientlog report",
    ]  # fmt: skip


def test_the_message_keeps_its_lines() -> None:
    """Each is as long as it is, whatever the width."""
    sentence = "a sentence of words that is longer than the terminal"
    assert lines(page(f"{sentence}\n{sentence}", [], []), 30)[:2] == [sentence, sentence]
