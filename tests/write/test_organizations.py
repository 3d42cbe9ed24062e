"""What is known of an organization beside its clients."""

from datetime import date
from pathlib import Path

import pytest

from clientlog.store.tables import Organization
from clientlog.write.organizations import set_end
from tests.looking import writing


@pytest.mark.parametrize("again", ["acme", "ACMÉ"])
def test_an_engagement_has_one_end_whatever_the_spelling(journal: Path, again: str) -> None:
    """A later day takes the place of the earlier, and None takes it away."""
    with writing(journal) as change:
        for name, end in (("Acme", date(2026, 12, 1)), (again, date(2027, 1, 1)), ("Zorg", None)):
            set_end(change, name, end)
        assert [(known.name, known.ends_on) for known in change.all(Organization)] == [
            ("Acme", date(2027, 1, 1)),
            ("Zorg", None),
        ]
        assert set_end(change, again, None).ends_on is None


def test_a_name_of_signs_alone_has_an_end_too(journal: Path) -> None:
    """Two of them are told apart."""
    with writing(journal) as change:
        for name in ("!!!", "???"):
            set_end(change, name, date(2026, 12, 1))
        assert len(change.all(Organization)) == 2
