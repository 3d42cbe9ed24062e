"""Files of every format with bytes changed, cut, doubled: what readers make of them.

Each reader takes a file and yields what came of it, once that was looked at: values, or problems.
"""

import io
import json
import random
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path

from clientlog.dates import DateContext
from clientlog.interchange.columns import Shape
from clientlog.interchange.csv_records import read_records
from clientlog.interchange.csv_table import decode
from clientlog.interchange.ical.attendance import read_attendance
from clientlog.interchange.ical.reader import read_event_stream
from clientlog.interchange.ical.values import Event
from clientlog.interchange.ical.window import Window
from clientlog.interchange.journal_json import read_journal, shape_of
from clientlog.interchange.mail import MailHeader
from clientlog.interchange.mailboxes import MailSource
from clientlog.interchange.problems import Problem
from clientlog.interchange.staging import IncomingRecord, Staging
from clientlog.interchange.vcard.reader import read_card_stream
from clientlog.interchange.vcard.values import Card
from clientlog.minutes import MinutesError, is_template, read_minutes
from clientlog.minutes.metadata import find_metadata
from clientlog.minutes.offered import offered_items
from clientlog.store import schema
from tests.interchange.ical.calendars import VIENNA

Reader = Callable[[bytes], Iterator[object]]

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

TABLE = """\ufeffName;E-Mail;Phone;Organization;Direction;Tags
"Reyes; Dana";dana@example.org;'+43 1 234;Acme "A" GmbH;up;vip, board
Łukasz Nowak;l@example.org,n@example.org;;;outside;
"""

TASKS = """sep=,
Task,Client,Due,Owner,Priority,Theirs
"send ""the"" draft, today",dana,2026-12-01,Ann,must,yes
'=1+1,dana,fri,,good,no
"""

MINUTES = """---
date: 2026-11-19
---
# Review of the *quarter*

| Who | What | When |
| --- | --- | --- |
| Sam | send \\| draft | 2026-11-25 |

**Present:** Dana Reyes, Sam Li <sam@example.org>

Action items
------------
- [ ] draft (Sam, due 2026-11-25)
1. Decision: we wait
> - [x] quoted
```
# in a fence
```
• @sam: call — due fri
"""

TEMPLATE = """client: dana-reyes
when: 2026-11-24 10:00
with: sam-li, lee

## Summary
Paused <!-- a comment --> the migration
## My actions
- [ ] send hiring plan due:fri pri:must
- [x] (a12) call owner:Ann every:2w
## Their promises
- [-] \\(p4) approve (due:24 dec)
## Next
fri 10:00-11:30
"""

MAILBOX = """From MAILER-DAEMON Fri Nov 20 11:30:00 2026
From: =?utf-8?q?Dana_Re=C3=BDes?= <dana@example.org>
To: "Me, Myself" <me@example.com>, undisclosed-recipients:;
Cc: list: a@example.org, b@example.org;
Date: Fri, 20 Nov 2026 11:30:00 +0100 (CET)
Message-ID: <1@example.org>
Subject: =?iso-8859-1?b?R3L8bmU=?=
 folded
Content-Type: text/plain

>From here
From
From x@y.z Sat Nov 21 00:00:00 2026
From: me@example.com (comment \\( in it)
To: dana@example.org
Date: 21 Nov 26 00:00 EST
List-Id: <l.example.org>
Auto-Submitted: auto-replied

bye
"""

HEAD = '{"version": 1, "format": "clientlog", "schema": 1, "records": [\n'
MOMENTS = (
    '"recorded_at": "2026-11-20T11:00:00Z", "changed_at": "2026-11-20T11:00:00Z", "zone": "UTC"'
)
DOCUMENT = (
    HEAD
    + '{"record": "client", "uuid": "00000000-0000-4000-8000-000000000002", "number": 1, '
    + MOMENTS
    + ', "handle": "dana", "name": "D\\u00e1na \\ud83d\\ude00", "direction": "up", "by_hand": true,'
    ' "email": "d@example.org", "away_until": "2026-12-24"},\n'
    '{"record": "note", "uuid": "00000000-0000-4000-8000-000000000003", "number": 7, '
    + MOMENTS
    + ', "client": "00000000-0000-4000-8000-000000000002", "kind": "news", "text": "a \\"b\\"",'
    ' "state": "untold", "on_day": "2026-11-20"}\n]}\n'
)

PIECES = [b":", b";", b"=", b",", b'"', b"\\", b"\n", b"\r", b"\n ", b"\0", b"\xff", b"^", b"/"]
PIECES += [b"BEGIN:VEVENT\n", b"END:VEVENT\n", b"BEGIN:VCARD\n", b"END:VCARD\n", b"AGENT:\n"]
PIECES += [b"99999999", b"-1", b"0", b"=\n", b"QUOTED-PRINTABLE", b"CHARSET=utf-7", b"TZID=../x"]
PIECES += [
    b"{",
    b"}",
    b"[",
    b"]",
    b"null",
    b"\\ud800",
    b"1e9",
    b"|",
    b"#",
    b"- [ ] ",
    b"```",
    b"<!--",
]
PIECES += [b"=?utf-8?q?", b"?=", b"<", b">", b"(", b")", b"@", b"\nFrom x 11:30\n", b"due:", b"'"]

WINDOW = Window.of_days(date(2026, 1, 1), date(2027, 12, 31), VIENNA)
TODAY = DateContext(today=date(2026, 11, 20))


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


def read_calendar(data: bytes) -> Iterator[object]:
    """Yield events, each of which can be looked at further."""
    for result in read_event_stream(io.BytesIO(data), "a", WINDOW):
        if isinstance(result, Event):
            assert result.uid
            assert read_attendance(result).is_meeting in {True, False}
        yield result


def read_card_file(data: bytes) -> Iterator[object]:
    """Yield cards with a name of one line."""
    for result in read_card_stream(io.BytesIO(data), "a"):
        if isinstance(result, Card):
            assert result.name.strip()
            assert "\n" not in result.name
        yield result


def read_table(data: bytes) -> Iterator[object]:
    """Yield people and commitments."""
    problems: list[Problem] = []
    records = read_records(data, "a.csv", TODAY, problems, {})
    yield from records.people
    yield from records.commitments
    yield from problems


def read_page(data: bytes) -> Iterator[object]:
    """Yield what is offered of minutes, or the template; every item stands in the text."""
    text = decode(data)[0].replace("\r\n", "\n")
    if is_template(text):
        try:
            yield read_minutes(text, TODAY)
        except MinutesError as error:
            yield from (Problem("a.md", str(problem)) for problem in error.problems)
        return
    yield find_metadata(text, "a.md")
    for item in offered_items(text, TODAY):
        assert item.text.strip()
        yield item


def read_mailbox(data: bytes) -> Iterator[object]:
    """Yield headers; when it is read again there are no more."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "box")
        path.write_bytes(data)
        source = MailSource(path, with_subjects=True)
        results = list(source.read())
        assert len(list(MailSource(path, source.cursor).read())) <= len(results)
    for result in results:
        if isinstance(result, MailHeader):
            assert result.sent_at.tzinfo
        yield result


@cache
def journal_shape() -> Shape:
    """Return what records are made of."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.migrate(connection)
        return shape_of(connection)


def read_document(data: bytes) -> Iterator[object]:
    """Yield records that can be staged."""
    problems: list[Problem] = []
    staging = Staging(journal_shape())
    for record in read_journal(io.BytesIO(data), "a", journal_shape(), problems):
        json.dumps(record.values)
        staging.add([record], 0)
        yield record
    yield from problems + staging.index()


FORMATS: dict[str, tuple[str, Reader, type | tuple[type, ...]]] = {
    "calendar": (CALENDAR, read_calendar, Event),
    "cards": (CARDS, read_card_file, Card),
    "people": (TABLE, read_table, object),
    "tasks": (TASKS, read_table, object),
    "minutes": (MINUTES, read_page, object),
    "template": (TEMPLATE, read_page, object),
    "mail": (MAILBOX, read_mailbox, MailHeader),
    "journal": (DOCUMENT, read_document, IncomingRecord),
}
"""By name a file, what reads it, and what is in it that is no problem."""
