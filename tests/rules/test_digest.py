"""What fell into an absence of the user."""

import pytest

from clientlog.rules.digest import absence_digest
from clientlog.rules.runner import find_flags

from .build import DANA, absence, promise, snapshot


@pytest.mark.parametrize(
    ("first", "back", "there"),
    [
        (-10, 0, True),
        (-10, 1, False),
        (-10, -1, False),
        (-10, -5, False),
    ],
)
def test_the_digest_is_there_on_the_first_working_day_back(
    first: int, back: int, there: bool
) -> None:
    """Today is a Friday; who came back yesterday has read it."""
    assert bool(absence_digest(snapshot(absence(first, back)), [])) is there


def test_flags_that_arose_while_away_are_counted_by_rule() -> None:
    """From the first day away to the last; those before and after are not of it."""
    seen = snapshot(
        absence(-5, 0), promise(due=-2), promise(due=-4, number=5), promise(due=-30, number=6),
        promise(due=-1, number=7),
    )  # fmt: skip
    flags = find_flags(seen)
    assert absence_digest(seen, flags) == (
        "While you were away (Sun 15 Nov to Fri 20 Nov): missed promise (2)"
    )
    assert absence_digest(seen, []) == "While you were away (Sun 15 Nov to Fri 20 Nov): nothing"


def test_the_absence_of_a_client_has_no_digest() -> None:
    """It is the user who was away."""
    assert absence_digest(snapshot(absence(-5, 0, DANA)), []) == ""
