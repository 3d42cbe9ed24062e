"""Self-checks over time, in bars."""

import io
import sys

import pytest

from clientlog.queries.self_checks import QUESTIONS, SelfCheck
from clientlog.render.self_checks import LATEST, LONGEST, document, drawn, short, text
from tests.rules.build import at, noon

CLOCK = noon()


def check(trust: int, offset: int = -7) -> SelfCheck:
    """A check whose points are all 3, but for trust."""
    return SelfCheck(at(offset), dict.fromkeys(QUESTIONS, 3) | {"trust": trust})


def line(*trust: int) -> str:
    """The line of one point over several checks."""
    return text([check(value) for value in trust], CLOCK).split("\n")[1]


def test_each_value_is_a_bar_of_its_height() -> None:
    """From one to five."""
    assert drawn([1, 2, 3, 4, 5]) == "▁▂▃▅▇"


@pytest.mark.parametrize("encoding", ["ascii", "no-such-encoding"])
def test_where_bars_cannot_be_shown_there_are_digits(
    monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    """Nothing turns into question marks."""
    stream = io.TextIOWrapper(io.BytesIO(), "ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr("clientlog.render.self_checks.stdout_encoding", lambda: encoding)
    assert drawn([1, 5]) == "15"


def test_a_point_says_what_it_is_and_was() -> None:
    """What it was is left out where it is the same, or was never asked before."""
    assert line(4) == "trust      ▅  4"
    assert line(3, 4) == "trust      ▃▅  4, was 3"
    assert line(3, 4, 4) == "trust      ▃▅▅  4"


def test_all_six_points_stand_above_the_days() -> None:
    """The first day and the last; one day is said once."""
    lines = text([check(3, -8), check(4, -7), check(4, -1)], CLOCK).split("\n")
    assert [one.split()[0] for one in lines[:-1]] == [*QUESTIONS]
    assert lines[-1] == "Thu 12 Nov to Thu 19 Nov"
    assert text([check(4, -1)], CLOCK).split("\n")[-1] == "Thu 19 Nov"


def test_only_the_latest_checks_are_in_a_line() -> None:
    """Fewer of them where all six points share one."""
    many = [check(1), *(check(5) for _ in range(LONGEST))]
    assert "▁" not in text(many, CLOCK)
    assert "▁" in text(many[:-1], CLOCK)
    assert "▁" not in short([check(1), *(check(5) for _ in range(LATEST))])
    assert "▁" in short([check(1), *(check(5) for _ in range(LATEST - 1))])


def test_all_six_on_one_line() -> None:
    """Nothing where there is no check."""
    assert short([]) == ""
    assert short([check(3), check(4)]).startswith("abundance ▃▃ 3, trust ▃▅ 4, dreams ▃▃ 3")


def test_a_check_as_json_is_its_moment_and_its_points() -> None:
    """Oldest first."""
    made = document([check(4, -1)], CLOCK)
    assert made == [{"at": "2026-11-19T12:00:00+01:00", **check(4).points}]


def test_a_line_of_all_six_has_the_latest_six() -> None:
    """The one before them is left out."""
    assert "▁" in short([check(1), *(check(5) for _ in range(5))])
    assert "▁" not in short([check(1), *(check(5) for _ in range(6))])
