"""Who is away, now or later."""

from datetime import date
from pathlib import Path

from clientlog.queries.absences import list_absences, skipped_meetings
from clientlog.refs import Ref
from clientlog.store.tables import Absence, Meeting
from clientlog.write import absences, meetings, notes, records
from tests.looking import client, meet, reading, writing


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
        listed = list_absences(db, date(2026, 11, 20))
    assert [(handle, absence.from_day.day) for handle, absence in listed] == [
        ("dana-reyes", 5),
        ("dana-reyes", 10),
        ("sam-li", 10),
        (None, 12),
    ]
    assert listed[0][1] == (2, date(2026, 11, 5), date(2026, 11, 25))
    assert listed[3][1].client_id is None


def test_skipped_meetings_are_those_that_an_absence_cancelled(journal: Path) -> None:
    """By whose absence it was; what was cancelled by hand is none."""
    with writing(journal) as change:
        for day in (10, 12):
            meet(change, f"2026-11-{day} 10:00", state="planned", every="4w")
    with writing(journal) as change:
        meetings.cancel(change, change.get(Meeting, 1))
    with writing(journal) as change:
        absences.begin(change, None, date(2026, 11, 9), date(2026, 11, 16))
    with reading(journal) as db:
        assert skipped_meetings(db, None) == [2]
        assert skipped_meetings(db, 1) == []


def test_skipped_meetings_are_known_by_whose_absence_was_dropped_again(journal: Path) -> None:
    """Each dropped absence is that of its client, whatever else was removed since."""
    with writing(journal) as change:
        dana, sam = client(change), client(change, "Sam Li")
        meet(change, "2026-11-10 10:00", dana, sam, state="planned", every="4w")
        meet(change, "2026-12-10 10:00", dana, state="planned", every="4w")
        notes.raise_topic(change, dana, "x")
    for who, month in ((None, 11), (dana.id, 12)):
        with writing(journal) as change:
            absences.begin(change, who, date(2026, month, 9), date(2026, month, 12))
    with writing(journal) as change:
        for who in (None, dana.id):
            absences.end(change, who)
        records.remove(change, Ref("t", 1))
    with reading(journal) as db:
        skipped = {who: skipped_meetings(db, who) for who in (None, dana.id, sam.id)}
    assert (skipped[None][0], skipped[dana.id][0], skipped[sam.id]) == (1, 2, [])
    assert not set(skipped[None]) & set(skipped[dana.id])


def test_what_is_cancelled_when_an_absence_ends_was_not_skipped(journal: Path) -> None:
    """Only an absence that begins skips meetings."""
    with writing(journal) as change:
        meet(change, "2026-11-24 10:00", state="planned")
        absences.begin(change, None, date(2026, 11, 9), date(2026, 11, 16))
    with writing(journal) as change:
        absences.end(change, None)
        meetings.cancel(change, change.get(Meeting, 1))
    with reading(journal) as db:
        assert skipped_meetings(db, None) == []
