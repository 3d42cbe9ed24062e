"""Calendars and cards with bytes changed, cut, doubled: values or problems, never a traceback.

`pytest tests/interchange/test_mutations.py -m "" --mutations 400` reads more than 20,000 of them.
"""

import io
import random
from datetime import date

import pytest

from clientlog.interchange.ical.attendance import read_attendance
from clientlog.interchange.ical.reader import read_event_stream
from clientlog.interchange.ical.values import Event
from clientlog.interchange.ical.window import Window
from clientlog.interchange.problems import Problem
from clientlog.interchange.vcard.reader import read_card_stream
from clientlog.interchange.vcard.values import Card
from tests.interchange.ical.calendars import VIENNA

SEEDS = [*range(3), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(3, 28))]
"""The everyday run takes three."""

CALENDAR = """BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VTIMEZONE
TZID:Here
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
RDATE:20201025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;UNTIL=20990329T010000Z;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:1@example.org
DTSTART;TZID=Here:20261013T090000
DTEND;TZID=Europe/Vienna:20261013T100000
RRULE:FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU;BYSETPOS=1;UNTIL=20270310T090000Z
EXRULE:FREQ=YEARLY;BYMONTHDAY=13;COUNT=2
RDATE;VALUE=PERIOD:20261014T070000Z/PT2H,20261015T070000Z/20261015T080000Z
EXDATE;VALUE=DATE:20261208
ORGANIZER;CN="Reyes, Dana":mailto:dana@example.org
ATTENDEE;ROLE=OPT-PARTICIPANT;PARTSTAT=DECLINED;CUTYPE=ROOM;CN=Blue:mailto:b@
 example.org
SUMMARY;LANGUAGE=de:Gespräch\\, zwei\\nZeilen
STATUS:TENTATIVE
SEQUENCE:2
LAST-MODIFIED:20261101T080000Z
BEGIN:VALARM
TRIGGER:-PT15M
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:1@example.org
RECURRENCE-ID;TZID=Here:20261208T090000
DTSTART;VALUE=DATE:20261209
DURATION:P1DT2H
END:VEVENT
END:VCALENDAR
"""

CARDS = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:L=F6wenstein;J=FC=
rgen;;Dr.
EMAIL;PREF;INTERNET:j@example.org
PHOTO;ENCODING=BASE64:
 R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7

END:VCARD
BEGIN:VCARD
VERSION:4.0
UID:urn:uuid:1
FN;LANGUAGE="x:y":Zoë\\, Ann
item1.EMAIL;TYPE="work,pref":dana@example.org
TEL;VALUE=uri:tel:+43-1-234
ORG:Acme\\; Inc;Sales
CATEGORIES:a\\,b,c
END:VCARD
"""

PIECES = [b":", b";", b"=", b",", b'"', b"\\", b"\n", b"\r", b"\n ", b"\0", b"\xff", b"^", b"/"]
PIECES += [b"BEGIN:VEVENT\n", b"END:VEVENT\n", b"BEGIN:VCARD\n", b"END:VCARD\n", b"AGENT:\n"]
PIECES += [b"99999999", b"-1", b"0", b"=\n", b"QUOTED-PRINTABLE", b"CHARSET=utf-7", b"TZID=../x"]

WINDOW = Window.of_days(date(2026, 1, 1), date(2027, 12, 31), VIENNA)


def mutate(content: bytes, source: random.Random) -> bytes:
    """Return the content with up to five changes."""
    data = bytearray(content)
    for _ in range(source.randint(1, 5)):
        start = source.randrange(len(data) + 1)
        end = min(len(data), start + source.choice([0, 1, 1, 2, 8, 60]))
        change = source.randrange(4)
        if change == 0:
            data[start:end] = source.choice(PIECES)
        elif change == 1:
            del data[start:end]
        elif change == 2:
            data[start:start] = data[start:end] * source.choice([1, 2, 50])
        elif start < len(data):
            data[start] = source.randrange(256)
    return bytes(data)


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> int:
    """Return how many inputs each seed makes."""
    return int(request.config.getoption("--mutations"))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_mutated_calendar_gives_events_or_problems(seed: int, rounds: int) -> None:
    """Each event can be looked at further."""
    source = random.Random(seed)
    events = problems = 0
    for _ in range(rounds):
        stream = io.BytesIO(mutate(CALENDAR.encode(), source))
        for result in read_event_stream(stream, "a", WINDOW):
            if isinstance(result, Event):
                events += 1
                assert result.uid
                assert read_attendance(result).is_meeting in {True, False}
            problems += isinstance(result, Problem)
    assert events
    assert problems


@pytest.mark.parametrize("seed", SEEDS)
def test_a_mutated_card_gives_cards_or_problems(seed: int, rounds: int) -> None:
    """Each card has a name of one line."""
    source = random.Random(seed)
    cards = problems = 0
    for _ in range(rounds):
        for result in read_card_stream(io.BytesIO(mutate(CARDS.encode(), source)), "a"):
            if isinstance(result, Card):
                cards += 1
                assert result.name.strip()
                assert "\n" not in result.name
            problems += isinstance(result, Problem)
    assert cards
    assert problems
