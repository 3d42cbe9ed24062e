"""Who is away, now or later."""

from datetime import date
from pathlib import Path

from clientlog.queries.absences import list_absences
from clientlog.store.tables import Absence
from tests.looking import client, reading, writing


def test_absences_that_have_not_ended_come_by_first_day_and_handle(journal: Path) -> None:
    """The day of return is the first that is not one of them; the user's own has no handle."""
    with writing(journal) as change:
        sam, dana = client(change, "Sam Li"), client(change)
        for who, first, back in (
            (sam, 10, 21),
            (dana, 10, 21),
            (sam, 1, 20),
            (None, 12, 30),
            (dana, 5, 25),
        ):
            change.add(
                Absence(
                    client_id=who.id if who else None,
                    from_day=date(2026, 11, first),
                    until_day=date(2026, 11, back),
                )
            )
    with reading(journal) as db:
        absences = list_absences(db, date(2026, 11, 20))
    assert [(handle, absence.from_day.day) for handle, absence in absences] == [
        ("dana-reyes", 5),
        ("dana-reyes", 10),
        ("sam-li", 10),
        (None, 12),
    ]
    assert absences[0][1] == (2, date(2026, 11, 5), date(2026, 11, 25))
    assert absences[3][1].client_id is None
