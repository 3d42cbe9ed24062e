"""Owner and due date of an item in foreign minutes."""

from datetime import date

import pytest

from clientlog.dates import DateContext
from clientlog.minutes.attributes import (
    read_due,
    split_due,
    split_last_owner,
    split_owner,
    split_tail,
)

CALENDAR = DateContext(today=date(2026, 11, 20))
NAMES = frozenset({"sam", "dana reyes"})
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("draft (Sam, due 2026-11-27)", ("draft", "Sam", "2026-11-27", FRIDAY)),
        ("draft [due: fri; @ann].", ("draft", "ann", "fri", FRIDAY)),
        ("draft (owner: Ann Lee)", ("draft", "Ann Lee", None, None)),
        ("draft (sam)", ("draft", "sam", None, None)),
        ("draft (by fri)", ("draft", None, "fri", FRIDAY)),
        ("draft (Ann Lee, fri)", ("draft", "Ann Lee", "fri", FRIDAY)),
        ("draft (due someday)", ("draft", None, "someday", None)),
        ("draft (Ann Lee)", ("draft (Ann Lee)", None, None, None)),
        ("draft (see below)", ("draft (see below)", None, None, None)),
        ("draft (sam, fri, today)", ("draft (sam, fri, today)", None, None, None)),
        ("draft (sam, dana reyes)", ("draft (sam, dana reyes)", None, None, None)),
        ("draft", ("draft", None, None, None)),
    ],
)
def test_a_bracket_at_the_end_holds_an_owner_a_date_or_text(
    what: str, expected: tuple[object, ...]
) -> None:
    """If anything in it is neither, it is left where it stands."""
    assert split_tail(what, CALENDAR, NAMES) == expected


@pytest.mark.parametrize(
    ("what", "owner", "rest"),
    [
        ("@ann plan", "ann", "plan"),
        ("**@ann**: plan", "ann", "plan"),
        ("Ann Lee: plan", "Ann Lee", "plan"),
        ("**Ann** — plan", "Ann", "plan"),
        ("Sam to plan", "Sam", "plan"),
        ("Dana Reyes will plan", "Dana Reyes", "plan"),
        ("Budget to plan", None, "Budget to plan"),
        ("budget — Friday", None, "budget — Friday"),
        ("@ann fri", "ann", "fri"),
        ("plan", None, "plan"),
        ("Ann:", None, "Ann:"),
    ],
)
def test_who_is_named_at_the_start_is_the_owner(what: str, owner: str | None, rest: str) -> None:
    """A date after a dash is no task, and `to` needs a name that is known."""
    assert split_owner(what, CALENDAR, NAMES) == (owner, rest)


@pytest.mark.parametrize(
    ("what", "rest", "owner"),
    [
        ("draft, @sam", "draft", "sam"),
        ("draft — @sam.", "draft", "sam"),
        ("draft -> @sam", "draft", "sam"),
        ("talk to @sam", "talk to @sam", None),
        (", @sam", ", @sam", None),
    ],
)
def test_who_is_named_at_the_end_is_the_owner_after_punctuation_alone(
    what: str, rest: str, owner: str | None
) -> None:
    """In a sentence somebody is only spoken of."""
    assert split_last_owner(what) == (rest, owner)


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("draft — fri", ("draft", "fri", FRIDAY)),
        ("draft - due someday", ("draft", "someday", None)),
        ("draft due fri", ("draft", "fri", FRIDAY)),
        ("draft, until: fri.", ("draft", "fri", FRIDAY)),
        ("draft by hand", ("draft by hand", None, None)),
        ("due fri", ("due fri", None, None)),
        ("stand by by fri", ("stand by", "fri", FRIDAY)),
        ("draft due by fri", ("draft", "fri", FRIDAY)),
        ("draft — plan", ("draft — plan", None, None)),
    ],
)
def test_a_date_at_the_end_is_the_due_date(what: str, expected: tuple[object, ...]) -> None:
    """After a dash, or after the last due, by or until."""
    assert split_due(what, CALENDAR) == expected


def test_what_is_no_date_or_too_long_is_none() -> None:
    """Blanks around it are not counted against it."""
    assert read_due(" fri ", CALENDAR) == FRIDAY
    assert read_due("never", CALENDAR) is None
    assert read_due(" " * 37 + "fri", CALENDAR) == FRIDAY
    assert read_due(" " * 38 + "fri", CALENDAR) is None


@pytest.mark.parametrize("length", [40, 41])
def test_what_is_due_is_said_in_forty_letters(length: int) -> None:
    """A longer text in brackets is no date that was not understood."""
    text = "due " + "x" * (length - 4)
    expected = ("draft", text[4:]) if length == 40 else (f"draft ({text})", None)
    what, _, due_text, _ = split_tail(f"draft ({text})", CALENDAR, NAMES)
    assert (what, due_text) == expected
