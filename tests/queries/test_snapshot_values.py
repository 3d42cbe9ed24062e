"""What the values of a snapshot say of themselves."""

from datetime import date, timedelta

import pytest

from clientlog.queries.snapshot_values import Organization, Relationship, Snoozed
from tests.looking import DANA

DAY = date(2026, 11, 20)


def test_an_organization_is_named_by_flags_with_a_word_before_it() -> None:
    """So that it is never taken for a handle."""
    assert Organization("Acme").key == "org/Acme"


@pytest.mark.parametrize(
    ("since", "today", "silent"),
    [
        (DAY, DAY + timedelta(days=4), True),
        (DAY, DAY + timedelta(days=5), False),
        (DAY + timedelta(days=1), DAY + timedelta(days=4), False),
    ],
)
def test_a_snooze_silences_until_its_day_what_has_stood_since_the_same_day(
    since: date, today: date, silent: bool
) -> None:
    """One that was given for no day silences whatever stands."""
    until = DAY + timedelta(days=5)
    assert Snoozed(until, DAY).silences(since, today) == silent
    assert Snoozed(until, None).silences(since, today) == (today < until)


def test_of_a_client_nothing_is_known_unless_said() -> None:
    """Neither a contact nor a note, a plan or an exchange."""
    known = Relationship(client=DANA, entered_on=DAY)
    assert not any(known[2:])
    assert Snoozed(DAY).times == 1
    assert (known.in_routine, known.held_days, known.planned, known.exchange) == (False, (), (), ())
