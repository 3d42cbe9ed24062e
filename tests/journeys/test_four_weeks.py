"""Four weeks with an address book, a calendar and a Maildir, read every evening by `refresh`."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.commands.test_refresh import DANA, ME, SAM, Desk, calendar, card, event, mail
from tests.conftest import Answer

MONDAY = datetime(2026, 11, 2, 10)
TUESDAY = MONDAY + timedelta(days=1)

WEEKLY = event("w", TUESDAY, ME, DANA, more="RRULE:FREQ=WEEKLY;COUNT=4", title="Weekly")
MOVED = event(
    "w", MONDAY + timedelta(days=9, hours=1), ME, DANA, title="Weekly",
    more="RECURRENCE-ID;TZID=Europe/Berlin:20261110T100000",
)  # fmt: skip
WITHOUT_THE_THIRD = WEEKLY.replace(
    "COUNT=4", "COUNT=4\r\nEXDATE;TZID=Europe/Berlin:20261117T100000"
)
TALK = event("s", MONDAY + timedelta(days=10), ME, SAM)
LATER_TALK = event("s", MONDAY + timedelta(days=11), ME, SAM)

FILES: dict[int, dict[str, str]] = {
    2: {"people/dana.vcf": card("Dana Reyes", "d", DANA), "calendar/w.ics": calendar(WEEKLY)},
    4: {"mail/new/1": mail(1, ME, DANA, datetime(2026, 11, 4, 9))},
    9: {
        "people/sam.vcf": card("Sam Li", "s", SAM),
        "calendar/w.ics": calendar(WEEKLY, MOVED),
        "calendar/s.ics": calendar(TALK),
    },
    11: {"calendar/s.ics": calendar(LATER_TALK), "mail/new/2": mail(2, SAM, ME, TUESDAY)},
    16: {"calendar/w.ics": calendar(WITHOUT_THE_THIRD, MOVED)},
    18: {"mail/new/3": mail(3, DANA, ME, datetime(2026, 11, 18, 9))},
}
"""What the other programs write, by the day of November."""

EVENINGS: dict[int, set[str]] = {
    2: {"no-agenda:m1"},
    3: {"no-summary:m1"},
    10: {"no-agenda:m2"},
    11: {"no-summary:m2"},
    12: {"no-agenda:m5"},
    13: {"no-summary:m5"},
    23: {"no-agenda:m4"},
    24: {"no-summary:m4"},
}
"""What is late, or needs to be done now, by the day; on all the others nothing."""

SUMMARIES = {
    3: ("dana", "Agreed on the plan"),
    11: ("dana", "Moved the launch"),
    13: ("sam", "Got to know each other"),
    24: ("dana", "Closed the quarter"),
}
"""All that is typed."""


@pytest.mark.slow
def test_every_evening_has_the_right_report(cli: Callable[..., Answer], tmp_path: Path) -> None:
    """With meetings moved and cancelled and mail both ways, where only summaries are typed."""
    desk = Desk(tmp_path, cli)
    for number in range(28):
        day = date(2026, 11, 2) + timedelta(days=number)
        if day.weekday() > 4:
            continue
        desk.evening(day)
        for name, content in FILES.get(day.day, {}).items():
            desk.write(name, content)
        desk.refresh()
        assert desk.refresh() == {"created": [], "changed": []}, day
        assert desk.flags() == EVENINGS.get(day.day, set()), day
        if day.day in SUMMARIES:
            desk.do("log", *SUMMARIES[day.day])
            assert desk.flags() == set(), day
    meetings = desk.do("meeting", "list", "--json").json["meetings"]
    assert {item["ref"]: (item["state"], item["starts_at"][:16]) for item in meetings} == {
        "m1": ("held", "2026-11-03T10:00"),
        "m2": ("held", "2026-11-11T11:00"),
        "m3": ("cancelled", "2026-11-17T10:00"),
        "m4": ("held", "2026-11-24T10:00"),
        "m5": ("held", "2026-11-13T10:00"),
    }
    touches = desk.do("list", "touches", "--json").json["items"]
    assert sorted(touch["client"] for touch in touches) == ["dana-reyes", "dana-reyes", "sam-li"]
    assert desk.do("doctor").code == 0
