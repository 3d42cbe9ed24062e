"""The shape of a year, in numbers."""

from contextlib import closing
from datetime import date
from pathlib import Path

from clientlog.queries.clients import find_client
from clientlog.queries.stats import Stats, load_stats
from clientlog.store.journal_file import open_to_look
from clientlog.write import clients, commitments, notes
from tests.looking import client, clock_at, give, meet, moment_at, writing
from tests.prepared import prepared_once


@prepared_once()
def filled(journal: Path) -> Path:
    """A year with Dana and Sam: four contacts, four settled promises, two weeks with a load."""
    with writing(journal, "2025-09-01 09:00") as change:
        dana, sam = client(change, direction="up"), client(change, "Sam Li", direction="down")
        meet(change, "2025-09-02 10:00", dana)
    with writing(journal, "2026-10-01 09:00") as change:
        dana, sam = client(change), client(change, "Sam Li")
        meet(change, "2026-10-05 00:30", dana, sam, minutes=90)
        meet(change, "2026-10-15 10:00", dana)
        notes.touch(change, sam, moment_at("2026-10-15 18:00"))
        kept = give(change, "kept", date(2026, 10, 9))
        late = give(change, "late", date(2026, 10, 9))
        moved = give(change, "moved", date(2026, 10, 9))
        commitments.renegotiate(change, moved, date(2026, 10, 20), "asked for", told=True)
        commitments.finish(change, kept, date(2026, 10, 9))
        commitments.finish(change, late, date(2026, 10, 12))
        commitments.finish(change, moved, date(2026, 10, 20))
        broken = give(change, "broken", date(2026, 10, 30), theirs=True)
        commitments.settle(change, broken, "broken", "no", told=True)
        give(change, "overdue", date(2026, 11, 2))
        give(change, "today", date(2026, 11, 20))
        give(change, "this week", date(2026, 11, 22))
        give(change, "whenever")
        give(change, "next week", date(2026, 11, 23), theirs=True)
        meet(change, "2026-11-24 10:00", dana, state="planned", minutes=27)
        meet(change, "2026-11-30 10:00", dana, state="planned")
        meet(change, "2026-12-28 00:00", dana, state="planned")
        meet(change, "2026-11-16 10:00", dana, state="planned")
    return journal


def read(journal: Path, who: str | None = None) -> Stats:
    with closing(open_to_look(journal)) as db:
        return load_stats(db, clock_at("2026-11-20 12:00"), find_client(db, who) if who else None)


def test_contacts_are_counted_by_local_day_and_a_meeting_of_two_once(filled: Path) -> None:
    """What is older than 52 weeks is left out."""
    stats = read(filled)
    assert stats.contacts == {date(2026, 10, 5): 1, date(2026, 10, 15): 2}
    assert stats.since == date(2025, 11, 17)
    assert stats.longest_silence == 36


def test_rhythm_is_the_mean_number_of_days_between_contacts_with_one_client(filled: Path) -> None:
    """By direction; a meeting of clients of two directions counts for both."""
    up, down = read(filled).rhythms
    assert (up.direction, up.clients, up.contacts, up.days_between) == ("up", 1, 2, 10.4)
    assert (down.direction, down.contacts, down.days_between) == ("down", 2, 10.7)
    assert (up.meetings, up.hours, down.meetings, down.hours) == (2, 2.5, 1, 1.5)


def test_promises_are_counted_in_the_month_they_were_settled_by_how_they_ended(
    filled: Path,
) -> None:
    """Kept, moved in time, late and broken, each side for itself; every month is there."""
    months = read(filled).promises
    first_days = [date(2025, 12, 1), *(date(2026, month, 1) for month in range(1, 12))]
    assert [(month.month, month.theirs) for month in months] == [
        (day, theirs) for day in first_days for theirs in (False, True)
    ]
    settled = {
        (f"{month.month:%Y-%m}", month.theirs): dict(month.counts)
        for month in months
        if sum(month.counts.values())
    }
    assert settled == {
        ("2026-10", False): {"kept": 1, "late": 1, "moved": 1},
        ("2026-10", True): {"broken": 1},
    }


def test_the_load_of_the_coming_weeks_is_what_is_planned_and_due_from_today_on(
    filled: Path,
) -> None:
    """What is past its date is counted apart; what was planned for past days is no load."""
    stats = read(filled)
    assert (stats.overdue_mine, stats.overdue_theirs) == (1, 0)
    this, following, *others = stats.weeks
    assert (this.meetings, this.hours, this.mine, this.theirs) == (0, 0, 2, 0)
    assert (following.meetings, following.hours, following.mine, following.theirs) == (1, 0.5, 0, 1)
    assert [week.meetings for week in others] == [1, 0, 0, 0]


def test_of_one_client_only_what_is_theirs_is_counted(filled: Path) -> None:
    """Sam attended one meeting and was called once."""
    stats = read(filled, "sam")
    assert sum(stats.contacts.values()) == 2
    (rhythm,) = stats.rhythms
    assert (rhythm.direction, rhythm.meetings) == ("down", 1)
    assert not any(sum(month.counts.values()) for month in stats.promises)
    assert not any(week.mine or week.meetings for week in stats.weeks)


def test_an_empty_journal_has_a_year_of_nothing(journal: Path) -> None:
    """Nothing is divided by zero."""
    stats = read(journal)
    assert (stats.contacts, stats.rhythms, stats.longest_silence) == ({}, (), 0)


def test_contacts_and_meetings_count_at_either_end_of_the_time(journal: Path) -> None:
    """From the first midnight to the present moment, and of an archived client nothing is meant."""
    with writing(journal, "2025-09-01 09:00") as change:
        dana = client(change, direction="up")
        for when in ("2025-11-16 23:59", "2025-11-17 00:00"):
            meet(change, when, dana, minutes=28)
        for when in ("2026-11-20 12:00", "2026-11-20 12:01"):
            meet(change, when, dana, minutes=28)
        clients.archive(change, client(change, "Old Hand", direction="down"))
    stats = read(journal)
    assert stats.contacts == {date(2025, 11, 17): 1, date(2026, 11, 20): 1}
    (up,) = stats.rhythms
    assert (up.direction, up.clients, up.contacts) == ("up", 1, 2)
    assert (up.meetings, up.hours) == (2, 0.9)


def test_promises_of_the_first_of_twelve_months_count(journal: Path) -> None:
    """From its first day on; those of the month before do not."""
    with writing(journal, "2025-12-01 09:00") as change:
        for day in (date(2025, 11, 30), date(2025, 12, 1)):
            commitments.finish(change, give(change, "kept"), day)
    assert read(journal).promises[0].counts == {"kept": 1}
    assert not any(month.counts for month in read(journal).promises[1:])


def test_a_direction_is_listed_for_active_clients_and_for_contacts_in_the_year(
    journal: Path,
) -> None:
    """Who was archived is not counted, but what happened with them is."""
    with writing(journal, "2026-10-01 09:00") as change:
        client(change, direction="outside")
        ann = client(change, "Ann Lee", direction="up")
        for when in ("2026-10-01 09:00", "2026-10-01 19:48"):
            notes.touch(change, ann, moment_at(when))
        clients.archive(change, ann)
        clients.archive(change, client(change, "Old Hand", direction="down"))
    up, outside = read(journal).rhythms
    assert (up.direction, up.clients, up.contacts, up.days_between) == ("up", 0, 2, 0.5)
    assert (up.meetings, up.hours) == (0, 0)
    assert (outside.direction, outside.clients, outside.contacts) == ("outside", 1, 0)
    assert outside.days_between is None
