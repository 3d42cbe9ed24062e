"""Absences, and the meetings that they skip."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from clientlog.errors import UsageError
from clientlog.store.tables import Absence, Meeting
from clientlog.write import absences, meetings, notes
from clientlog.write.change import Change
from tests.looking import client, meet, writing

NOW = "2026-11-20 12:00"


def day(number: int) -> date:
    return date(2026, 11, number)


def spans(change: Change, client_id: int | None = None) -> list[tuple[int, int]]:
    found = change.all(Absence, client_id=client_id)
    return [(absence.from_day.day, absence.until_day.day) for absence in found]


def test_an_absence_takes_the_place_of_those_it_overlaps(journal: Path) -> None:
    """It covers all of their days; one that only touches it, or is of another, stays."""
    with writing(journal, NOW) as change:
        dana = client(change)
        for first, back in ((21, 23), (26, 28), (12, 21)):
            absences.begin(change, None, day(first), day(back))
        absences.begin(change, dana.id, day(22), day(27))
        assert spans(change) == [(21, 23), (26, 28), (12, 21)]
        absences.begin(change, None, day(22), day(26))
        assert spans(change) == [(26, 28), (12, 21), (21, 26)]
        absences.begin(change, None, day(25), day(27))
        assert spans(change) == [(12, 21), (21, 28)]
        assert spans(change, dana.id) == [(22, 27)]


@pytest.mark.parametrize(
    ("first", "back", "word"), [(10, 20, "today"), (25, 25, "--from"), (26, 25, "--from")]
)
def test_an_absence_ends_after_today_and_after_it_began(
    journal: Path, first: int, back: int, word: str
) -> None:
    """The error names the bound that does not hold."""
    with writing(journal, NOW) as change:
        with pytest.raises(UsageError, match=word):
            absences.begin(change, None, day(first), day(back))
        assert absences.begin(change, None, day(20), day(21)) == []


def test_the_occurrences_of_a_series_within_an_absence_are_skipped(journal: Path) -> None:
    """A single meeting stays, and so does an occurrence that has begun; the series goes on."""
    with writing(journal, NOW) as change:
        for when, every in (
            ("2026-11-20 12:00", "1w"),
            ("2026-11-24 10:00", "1w"),
            ("2026-11-24 11:00", None),
            ("2026-11-28 10:00", "1w"),
        ):
            meet(change, when, state="planned", every=every)
        assert absences.begin(change, None, day(20), day(28)) == ["m2"]
        states = {f"m{meeting.id}": meeting.state for meeting in change.all(Meeting)}
        assert states == {
            "m1": "planned", "m2": "cancelled", "m3": "planned", "m4": "planned", "m5": "planned"
        }  # fmt: skip
        assert change.get(Meeting, 5).starts_at.day == 1


def test_the_absence_of_today_ends_and_later_ones_are_dropped(journal: Path) -> None:
    """One that is over stays as it was; of another client nothing is changed."""
    with writing(journal, NOW) as change:
        dana = client(change)
        for first, back in ((10, 12), (19, 25), (20, 22), (27, 29), (15, 20)):
            change.add(Absence(client_id=None, from_day=day(first), until_day=day(back)))
        change.add(Absence(client_id=dana.id, from_day=day(19), until_day=day(25)))
        absences.end(change, None)
        assert spans(change) == [(10, 12), (19, 20), (15, 20)]
        assert spans(change, dana.id) == [(19, 25)]


def test_there_is_no_end_without_an_absence(journal: Path) -> None:
    """One that ended today is none."""
    with writing(journal, NOW) as change:
        change.add(Absence(client_id=None, from_day=day(10), until_day=day(20)))
        with pytest.raises(UsageError, match="no absence"):
            absences.end(change, None)


def test_a_skipped_meeting_ahead_is_planned_again_when_the_absence_ends(journal: Path) -> None:
    """Not one that has started since, and not while another absence covers it."""
    with writing(journal, NOW) as change:
        for when in ("2026-11-23 10:00", "2026-11-25 10:00", "2026-11-27 10:00"):
            meet(change, when, state="planned", every="4w")
    with writing(journal, NOW) as change:
        assert absences.begin(change, None, day(21), day(28)) == ["m1", "m2", "m3"]
    with writing(journal, NOW) as change:
        absences.begin(change, client(change).id, day(27), day(28))
    with writing(journal, "2026-11-24 12:00") as change:
        absences.end(change, None)
        states = [change.get(Meeting, number).state for number in (1, 2, 3)]
    assert states == ["cancelled", "planned", "cancelled"]


def test_a_skipped_meeting_is_not_planned_again_after_it_was_removed_or_held(journal: Path) -> None:
    """Nor one that starts at this very moment."""
    days = ("2026-11-23 10:00", "2026-11-25 10:00", "2026-11-26 10:00", "2026-11-27 10:00")
    with writing(journal, NOW) as change:
        for when in days:
            meet(change, when, state="planned", every="4w")
    with writing(journal, NOW) as change:
        assert absences.begin(change, None, day(21), day(28)) == ["m1", "m2", "m3", "m4"]
    with writing(journal, "2026-11-23 10:00") as change:
        change.remove(change.get(Meeting, 2))
        change.get(Meeting, 3).state = "held"
        assert absences.end(change, None) == ["m4"]


def test_what_was_planned_in_place_of_a_skipped_meeting_is_withdrawn(journal: Path) -> None:
    """What was moved or prepared since stays."""
    days = ("2026-11-23 10:00", "2026-11-24 10:00", "2026-11-25 10:00")
    with writing(journal, NOW) as change:
        for when in days:
            meet(change, when, state="planned", every="1w")
    with writing(journal, NOW) as change:
        assert absences.begin(change, None, day(21), day(28)) == ["m1", "m2", "m3"]
    with writing(journal, NOW) as change:
        assert [meeting.id for meeting in change.all(Meeting, state="planned")] == [4, 5, 6]
        moved, prepared = change.get(Meeting, 4), change.get(Meeting, 5)
        meetings.move(change, moved, moved.starts_at + timedelta(hours=1))
        notes.raise_topic(change, client(change), "budget", meeting=prepared)
        assert absences.end(change, None) == ["m1", "m2", "m3"]
        assert [meeting.id for meeting in change.all(Meeting)] == [1, 2, 3, 4, 5]
