"""What is wrong with minutes, in one line."""

from clientlog.items import Item
from clientlog.minutes.values import Entry, Line, Minutes, MinutesError, Problem


def test_an_error_names_the_first_problem_and_how_many_more() -> None:
    """Each of them is there for who shows them all."""
    problems = (Problem(3, "a"), Problem(1, "b"), Problem(9, "c"))
    assert MinutesError(problems[:1]).message == "line 3: a"
    assert MinutesError(problems[:2]).message == "line 3: a (and 1 more)"
    error = MinutesError(problems)
    assert (error.message, error.problems) == ("line 3: a (and 2 more)", problems)


def test_problems_sort_by_line_and_lines_do_not_tell_entries_apart() -> None:
    """What stands elsewhere in the text is the same entry."""
    assert min(Problem(3, "a"), Problem(1, "b")) == Problem(1, "b")
    assert Entry(Item("a"), line=3) == Entry(Item("a"), line=9)
    assert Line("a", line=3) == Line("a")
    assert (Entry(Item("a")).line, Line("a").line) == (0, 0)
    assert Line("a") != Line("a", "done")


def test_a_problem_says_what_to_do_where_it_knows() -> None:
    """In one sentence."""
    assert Problem(1, "a").sentence == "a"
    assert Problem(1, "a", "b").sentence == "a; b"


def test_where_headers_were_read_does_not_tell_minutes_apart() -> None:
    """As with the lines of entries."""
    assert Minutes(header_lines={"title": 3}) == Minutes()
