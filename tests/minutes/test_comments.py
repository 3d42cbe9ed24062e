"""Problems shown as comments at their lines."""

import pytest

from clientlog.minutes import Problem, annotate

TEXT = "client: dana\n\n## Sumary\nwell\n"


def test_a_comment_stands_before_its_line() -> None:
    """The line itself is left as it was typed."""
    assert annotate(TEXT, [Problem(3, "is it Summary?")]) == (
        "client: dana\n\n<!-- ! is it Summary? -->\n## Sumary\nwell\n"
    )


def test_older_comments_go() -> None:
    """Line numbers count the older comments, which are replaced."""
    once = annotate(TEXT, [Problem(1, "a"), Problem(3, "b")])
    assert annotate(once, [Problem(5, "c")]) == "client: dana\n\n<!-- ! c -->\n## Sumary\nwell\n"
    assert annotate(once, []) == TEXT


def test_line_ends_and_byte_order_mark_stay() -> None:
    """A file of another system remains one."""
    assert annotate("\ufeffa\r\nb\r\n", [Problem(1, "x")]) == "\ufeff<!-- ! x -->\r\na\r\nb\r\n"


@pytest.mark.parametrize("message", ["a --> b", "<!-- c", "--->", "d\n-->", "--", "\x1b]0;x"])
def test_a_message_cannot_leave_its_comment(message: str) -> None:
    """What somebody typed into a message neither ends the comment nor breaks its line."""
    line = annotate("text", [Problem(1, message)]).removesuffix("\ntext")
    inside = line.removeprefix("<!-- ! ").removesuffix(" -->")
    assert not {"-->", "<!--", "\n", "\x1b"} & {
        inside[i : i + n] for i in range(99) for n in (1, 3, 4)
    }
    assert annotate(f"{line}\ntext", []) == "text"


def test_a_line_beyond_the_end_is_shown_at_the_end() -> None:
    """No message is dropped."""
    assert (
        annotate("a\nb", [Problem(9, "x"), Problem(0, "y")]) == "<!-- ! y -->\na\n<!-- ! x -->\nb"
    )


def test_what_only_looks_like_an_older_comment_stays() -> None:
    """Text after the end of a comment is text."""
    text = "<!-- ! a --> kept <!-- b -->\n"
    assert annotate(text, []) == text
