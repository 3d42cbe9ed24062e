"""Due dates and planned meetings for a calendar."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from clientlog.render.exports.ical import calendar
from clientlog.store.journal_file import open_to_look
from tests.conftest import Answer

SERIES = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:weekly@x.example
DTSTAMP:20261101T000000Z
DTSTART:20261123T090000Z
DTEND:20261123T100000Z
RRULE:FREQ=WEEKLY;COUNT=2
SUMMARY:Weekly
ATTENDEE:mailto:dana@x.example
END:VEVENT
END:VCALENDAR
"""


def parts(text: str, kind: str) -> list[dict[str, str]]:
    """The fields of each part of a kind, without identities and stamps."""
    found = re.findall(f"BEGIN:{kind}\r?\n(.*?)END:{kind}", text, re.DOTALL)
    rows = ([line.partition(":") for line in part.splitlines()] for part in found)
    left_out = {"UID", "DTSTAMP", "LAST-MODIFIED", "STATUS"}
    return [{name: value for name, _, value in row if name not in left_out} for row in rows]


def test_planned_meetings_are_events(exported: sqlite3.Connection) -> None:
    """A held one is none; one without a title is named after those who attend."""
    assert parts("".join(calendar(exported)), "VEVENT") == [
        {
            "DTSTART": "20261124T090000Z", "DTEND": "20261124T100000Z", "SUMMARY": "Weekly",
            "LOCATION": "Room 2", 'ATTENDEE;CN="Dana Reyes"': "mailto:d@acme.example",
        },
        {
            "DTSTART": "20261125T090000Z", "DTEND": "20261125T100000Z",
            "SUMMARY": "Meeting with Dana Reyes\\, Sam Li",
            'ATTENDEE;CN="Dana Reyes"': "mailto:d@acme.example",
            'ATTENDEE;CN="Sam Li"': "invalid:nomail",
        },
    ]  # fmt: skip


def test_what_is_due_is_a_task(exported: sqlite3.Connection) -> None:
    """Who does it stands in its title; what is settled or has no date is none."""
    tasks = parts("".join(calendar(exported)), "VTODO")
    assert [(task["SUMMARY"], task["DUE;VALUE=DATE"]) for task in tasks] == [
        ("book the room (Jo for Dana Reyes)", "20261130"),
        ("weekly mail (Sam Li)", "20261204"),
        ("Waiting for Dana Reyes: approve travel", "20261123"),
        ("send the draft (Dana Reyes)", "20261127"),
    ]
    assert tasks[3]["DESCRIPTION"] == "promise p1: send the draft\\nand the plan"
    assert tasks[3]["CATEGORIES"] == "Dana Reyes"
    assert ["PRIORITY" in task for task in tasks] == [False, False, False, True]


def test_identities_last_and_say_when_they_changed(exported: sqlite3.Connection) -> None:
    """A calendar that reads the file again moves what it has."""
    text = "".join(calendar(exported))
    assert "".join(calendar(exported)) == text
    names = re.findall("UID:(.*)", text)
    assert len({*names}) == len(names) == 6
    assert all(re.fullmatch("[0-9a-f-]{36}@clientlog", name.strip()) for name in names)
    assert text.count("LAST-MODIFIED:20261102T080000Z") == 6


def test_a_meeting_that_came_from_a_calendar_is_the_same_event_there(
    cli: Callable[..., Answer], tmp_path: Path, journal: Path
) -> None:
    """Of a series, each occurrence under the one name of the series."""
    cli("client", "add", "Dana Reyes", "--email", "dana@x.example")
    file = tmp_path / "calendar.ics"
    file.write_text(SERIES)
    assert cli("import", "ical", str(file)).code == 0
    with closing(open_to_look(journal)) as db:
        text = "".join(calendar(db))
    assert re.findall("UID:(.*?)\r?\n", text) == ["weekly@x.example"] * 2
    assert re.findall("RECURRENCE-ID[^:]*:(.*?)\r?\n", text) == [
        "20261123T090000Z", "20261130T090000Z",
    ]  # fmt: skip
