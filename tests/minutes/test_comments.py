"""Problems shown as comments at their lines."""

import pytest

from clientlog.minutes import Problem, annotate
from clientlog.minutes.comments import without_comments

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


def lines_of(text: str) -> tuple[list[tuple[int, str]], list[Problem]]:
    """Return the lines without comments, and what is wrong with the comments."""
    problems: list[Problem] = []
    return list(without_comments(text, problems)), problems


NEVER = "this comment is never closed: end it with -->"
NESTED = "this comment is not closed before the next begins"


@pytest.mark.parametrize(
    ("text", "lines", "problems"),
    [
        ("a <!-- b --> c\nd", [(1, "a  c"), (2, "d")], []),
        ("a\n<!-- b\nc --> d\ne", [(1, "a"), (2, " d"), (4, "e")], []),
        ("a <!-- b", [(1, "a ")], [Problem(1, NEVER)]),
        ("a <!-- b\n<!-- c", [(1, "a ")], [Problem(1, NESTED)]),
        ("<!-- b\n<!-- c -->\nd", [(3, "d")], [Problem(1, NESTED)]),
        ("```\n<!-- a\n```\nb <!-- c -->", [(1, "```"), (2, "<!-- a"), (3, "```"), (4, "b ")], []),
        ("<!-- a --> \t\nb", [(2, "b")], []),
        ("a --> b", [(1, "a --> b")], []),
        ("<!-- a --> b --> c", [(1, " b --> c")], []),
    ],
)
def test_what_is_no_comment_is_left_with_its_lines(
    text: str, lines: list[tuple[int, str]], problems: list[Problem]
) -> None:
    """A comment that is not closed is a problem at the line where it begins."""
    assert lines_of(text) == (lines, problems)


def test_a_problem_in_a_fence_is_annotated_above_it() -> None:
    """Behind it the line has its own place again."""
    fenced = "a\n```\nb\n```\nc"
    assert annotate(fenced, [Problem(3, "x"), Problem(5, "y")]) == (
        "a\n<!-- ! x -->\n```\nb\n```\n<!-- ! y -->\nc"
    )
