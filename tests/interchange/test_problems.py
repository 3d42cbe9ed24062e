"""What could not be imported, in words."""

import pytest

from clientlog.interchange.problems import PROBLEM_LIMIT, Problem


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (Problem("a.csv: line 2", "x is no client"), "a.csv: line 2: x is no client"),
        (
            Problem("a.csv", "x is no client", "clientlog client add enters them"),
            "a.csv: x is no client; clientlog --db j client add enters them",
        ),
        (Problem("", "run clientlog undo"), "run clientlog undo"),
    ],
)
def test_a_problem_is_its_place_its_reason_and_what_to_do(problem: Problem, line: str) -> None:
    """Only the commands of the hint are ours, and reach the journal that was named."""
    assert problem.line("clientlog --db j") == line
    assert problem.document("clientlog --db j") == {
        "source": problem.source,
        "reason": line.removeprefix(f"{problem.source}: "),
    }


def test_a_hundred_problems_are_enough() -> None:
    """Nobody reads more, and the file is wrong as a whole."""
    assert PROBLEM_LIMIT == 100
