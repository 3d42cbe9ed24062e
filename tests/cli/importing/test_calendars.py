"""Calendars, ready to be compared with the journal."""

from datetime import date
from pathlib import Path

import pytest

from clientlog.cli.importing.calendars import read_calendar
from clientlog.cli.importing.reading import DAYS_AHEAD, DAYS_BACK, ReadingOptions
from clientlog.render.progress import Progress
from tests.cli.contexts import context
from tests.cli.importing.plans import plan_of, steps
from tests.looking import client, writing

EVENT = """BEGIN:VEVENT
UID:{0}
DTSTAMP:20261101T000000Z
DTSTART:{0}T090000Z
DTEND:{0}T100000Z
SUMMARY:on {0}
ATTENDEE:mailto:dana@x.example
ATTENDEE:mailto:me@x.example
END:VEVENT
"""
TODAY = date(2026, 11, 20)


@pytest.fixture
def journal_of_dana(journal: Path) -> Path:
    with writing(journal) as change:
        client(change, emails=["dana@x.example"])
    return journal


def taken(journal: Path, *days: str, options: ReadingOptions | None = None) -> list[str]:
    """Which of the events of these days are taken in."""
    path = journal.with_name("calendar.ics")
    events = "".join(EVENT.format(day) for day in days)
    path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n")
    options = options or ReadingOptions(me=("ME@x.example",))
    reading = read_calendar(context(journal), [path], options, Progress())
    plan = plan_of(reading, journal)
    assert reading.kind == "ical"
    return [what for action, what in steps(plan) if action == "create"]


def test_a_month_back_and_a_quarter_ahead_is_read(journal_of_dana: Path) -> None:
    """Unless said; both ends are days of the user's zone."""
    assert (DAYS_BACK, DAYS_AHEAD) == (30, 90)
    days = ("20261020", "20261021", "20270218", "20270219")
    made = " ".join(taken(journal_of_dana, *days))
    assert [day in made for day in days] == [False, True, True, False]


def test_other_days_may_be_asked_for(journal_of_dana: Path) -> None:
    """From a day on, up to a day; ahead is counted from the later of the two."""
    options = ReadingOptions(me=("me@x.example",), since=date(2026, 1, 1), until=date(2026, 2, 1))
    assert len(taken(journal_of_dana, "20260115", "20260301", options=options)) == 1
    options = ReadingOptions(me=("me@x.example",), since=date(2027, 6, 1))
    assert len(taken(journal_of_dana, "20270601", "20270801", "20271001", options=options)) == 2


def test_titles_are_left_out_by_pattern(journal_of_dana: Path) -> None:
    """As the configuration has them."""
    options = ReadingOptions(me=("me@x.example",), skip=("on 2026112*",))
    assert len(taken(journal_of_dana, "20261124", "20261201", options=options)) == 1


def test_a_calendar_that_is_not_there_is_a_failure(journal: Path) -> None:
    """With its name."""
    path = journal.with_name("no.ics")
    reading = read_calendar(context(journal), [path], ReadingOptions(), Progress())
    assert reading.failure
    assert reading.failure.source == str(path)
