"""Calendars, ready to be compared with the journal."""

from datetime import date
from pathlib import Path

import pytest

from clientlog.cli.importing.calendars import read_calendar
from clientlog.cli.importing.outcome import carry_out
from clientlog.cli.importing.reading import DAYS_AHEAD, DAYS_BACK, Reading, ReadingOptions
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


def read(journal: Path, events: str, options: ReadingOptions, previous: object = None) -> Reading:
    """Read a calendar with these events."""
    path = journal.with_name("calendar.ics")
    path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n")
    return read_calendar(context(journal), [path], options, Progress(), previous)


def taken(journal: Path, *days: str, options: ReadingOptions | None = None) -> list[str]:
    """Which of the events of these days are taken in."""
    events = "".join(EVENT.format(day) for day in days)
    reading = read(journal, events, options or ReadingOptions(me=("ME@x.example",)))
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


WITH_ANN = EVENT.replace("END:V", "ATTENDEE;CN=Ann Lee:mailto:ann@x.example\nEND:V")


def test_attendees_are_entered_only_if_asked(journal_of_dana: Path) -> None:
    """Those of events that were taken in before only if that is asked; I never am."""
    mine = ("ME@x.example",)
    options = ReadingOptions(me=mine)
    events = WITH_ANN.format("20261124")
    plain = carry_out(
        context(journal_of_dana), [read(journal_of_dana, events, options)], Progress(),
        dry_run=False,
    )  # fmt: skip
    assert plain.created == ["m1"]
    for create_known, created in (False, ["ann-lee"]), (True, ["ann-lee"]):
        options = ReadingOptions(me=mine, create=True, create_known=create_known)
        events = WITH_ANN.format("20261124") + ("" if create_known else WITH_ANN.format("20261125"))
        outcome = carry_out(
            context(journal_of_dana), [read(journal_of_dana, events, options)], Progress(),
            dry_run=True,
        )  # fmt: skip
        assert [name for name in outcome.created if name != "m2"] == created, create_known


def test_an_event_that_is_gone_since_the_last_reading_is_cancelled(journal_of_dana: Path) -> None:
    """The cursor holds the events of a reading; a damaged one counts as none."""
    options = ReadingOptions(me=("me@x.example",))
    both = EVENT.format("20261124") + EVENT.format("20261125")
    reading = read(journal_of_dana, both, options)
    carry_out(context(journal_of_dana), [reading], Progress(), dry_run=False)
    assert len(reading.cursor()) == 2
    one = EVENT.format("20261124")
    for previous, actions in (reading.cursor(), ["change"]), (None, []), ("odd", []):
        plan = plan_of(read(journal_of_dana, one, options, previous), journal_of_dana)
        assert [action for action, _ in steps(plan)] == actions


def test_a_calendar_that_is_not_there_is_a_failure(journal: Path) -> None:
    """With its name."""
    path = journal.with_name("no.ics")
    reading = read_calendar(context(journal), [path], ReadingOptions(), Progress())
    assert reading.failure
    assert reading.failure.source == str(path)
