"""Files made to take for ever, or all memory: refused or cut off with a word, through the program.

Each holds something that is good as well, where the format lets one go on after the bad part.
"""

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.conftest import Answer

Run = Callable[..., Answer]

MILLION = 1_000_000

HEAD = "BEGIN:VCALENDAR\nVERSION:2.0\n"
GOOD = (
    "BEGIN:VEVENT\nUID:good\nDTSTART:20261124T090000Z\nSUMMARY:Weekly\n"
    "ATTENDEE:mailto:dana@example.org\nEND:VEVENT\n"
)
STARTED = "BEGIN:VEVENT\nUID:bad\nDTSTART:20261124T090000Z\n"
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Zoe\nEND:VCARD\n"
ZONE = (
    "BEGIN:VTIMEZONE\nTZID:Zone {0}\nBEGIN:STANDARD\nDTSTART:19701025T030000\n"
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n"
    "END:STANDARD\nEND:VTIMEZONE\n"
    "BEGIN:VEVENT\nUID:{0}\nDTSTART;TZID=Zone {0}:20261124T090000\nEND:VEVENT\n"
)
MAIL = (
    "From a@b.c Fri Nov 20 11:30:00 2026\nFrom: dana@example.org\nTo: me@example.com\n"
    "Date: Fri, 20 Nov 2026 11:30:00 +0100\n\n"
)
ME = ("--me", "me@example.com")


@pytest.fixture
def dana(cli: Run) -> None:
    """Add a client whom the good part of a file is about."""
    assert cli("client", "add", "Dana", "--email", "dana@example.org").code == 0


def event(properties: str) -> str:
    """Return a calendar of an event with these properties, and a good one."""
    return f"{HEAD}{STARTED}{properties}\nEND:VEVENT\n{GOOD}END:VCALENDAR\n"


def year(moment: str) -> str:
    """Return a calendar of an event at a moment, and a good one."""
    return event("").replace("20261124T090000Z", moment, 1)


SMALL: dict[str, tuple[str, str, str]] = {
    "a rule of every second": (
        "c.ics", event("RRULE:FREQ=SECONDLY"), "event left out: repeats every second",
    ),
    "a rule of every second in disguise": (
        "c.ics",
        event(f"RRULE:FREQ=DAILY;BYSECOND={','.join(map(str, range(60)))}"),
        "event left out: repeats 60 times a day",
    ),
    "a rule that never gives a date": (
        "c.ics", event("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), "never gives a date",
    ),
    "parts in a calendar a thousand deep": (
        "c.ics",
        HEAD + "BEGIN:X-A\n" * 1_000 + "END:X-A\n" * 1_000 + GOOD + "END:VCALENDAR\n",
        "more than 32 levels deep",
    ),
    "events in one another": (
        "c.ics",
        HEAD + STARTED * 1_000 + "END:VEVENT\n" * 1_000 + GOOD + "END:VCALENDAR\n",
        "event left out: cut off: END:VEVENT is missing",
    ),
    "cards in one another": (
        "c.vcf", "BEGIN:VCARD\n" * 1_000 + "END:VCARD\n" * 1_000 + CARD, "END:VCARD is missing",
    ),
    "lists in a journal": (
        "c.json", '{"records": [{"a": ' + "[" * 100_000, r"records\[0\]: must be an object",
    ),
    "the year 1 in a calendar": (
        "c.ics", year("00010101T000000Z"), "the year 1 is not between 1900 and 2199",
    ),
    "the year 9999 in a calendar": (
        "c.ics", year("99991231T235959Z"), "the year 9999 is not between 1900 and 2199",
    ),
    "a length of ten thousand years": (
        "c.ics", event("DURATION:P520000W"), "the length is not known: longer than a year",
    ),
    "the year 1 in a table": (
        "c.csv", "task,client,due\nx,dana,0001-01-01\ny,dana,\n", "outside the years 1900 to 2200",
    ),
    "the year 9999 in a table": (
        "c.csv", "task,client,due\nx,dana,9999-12-31\ny,dana,\n", "outside the years 1900 to 2200",
    ),
    "the year 9999 in a mail": (
        "c.mbox", MAIL.replace("Nov 2026", "Nov 9999") + MAIL, "has no date that can be read",
    ),
}  # fmt: skip
"""By what it is: the name of the file, its content, and the word about it."""


def bomb(unit: str, before: str = "", after: str = "", times: int = MILLION) -> Iterable[str]:
    """Return a file that holds something very often."""
    return (before, *(unit * 1_000 for _ in range(times // 1_000)), after)


LARGE: dict[str, tuple[str, Iterable[str], str]] = {
    "a million attendees": (
        "c.ics", bomb("ATTENDEE:mailto:a@b.c\n", HEAD + STARTED), "more than 100,000 lines in one",
    ),
    "a million properties that nobody reads": (
        "c.ics", bomb("X-A:b\n", HEAD + STARTED), "more than 100,000 lines in one part",
    ),
    "a million addresses of one person": (
        "c.vcf", bomb("EMAIL:a@b.c\n", "BEGIN:VCARD\nFN:A\n"), "more than 100,000 lines in one",
    ),
    "a million alarms of one event": (
        "c.ics",
        bomb("BEGIN:VALARM\nEND:VALARM\n", HEAD + STARTED),
        "more than 100,000 lines in one part",
    ),
    "a million events without a date": (
        "c.ics", bomb("BEGIN:VEVENT\nEND:VEVENT\n", HEAD), "more than 10,000 mistakes",
    ),
    "ten thousand time zones of its own": (
        "c.ics",
        (HEAD, *(ZONE.format(number) for number in range(10_000)), "END:VCALENDAR\n"),
        "defines more than 50 time zones of its own",
    ),
    "a line of 100 MB in a calendar": (
        "c.ics", bomb("x", HEAD + STARTED + "SUMMARY:", times=100 * MILLION), "larger than 50,000",
    ),
    "a line of 40 MB in a calendar": (
        "c.ics",
        bomb("x", HEAD + STARTED + "SUMMARY:", f"\nEND:VEVENT\n{GOOD}", times=40 * MILLION),
        "SUMMARY is longer than 256,000 bytes",
    ),
    "a line of 100 MB in a card": (
        "c.vcf", bomb("x", "BEGIN:VCARD\nFN:", times=100 * MILLION), "larger than 50,000,000",
    ),
    "a line of 100 MB in a table": (
        "c.csv", bomb("x", "name\n", times=100 * MILLION), "larger than 50,000,000",
    ),
    "a line of 100 MB in minutes": (
        "c.md", bomb("x", "# Review\n", times=100 * MILLION), "larger than 50,000,000",
    ),
    "a line of 100 MB in a journal": (
        "c.json",
        bomb("x", '{"records": [{"record": "', times=100 * MILLION),
        r"records\[0\]: is longer than 16,000,000 bytes",
    ),
    "a line of 100 MB in a mailbox": (
        "c.mbox",
        bomb("x", "From a@b.c Fri Nov 20 11:30:00 2026\nTo: ", f"\n\n{MAIL}", times=100 * MILLION),
        "has no sender",
    ),
}  # fmt: skip
"""Those of megabytes."""

COMMANDS = {
    ".ics": ("ical",),
    ".vcf": ("vcard",),
    ".csv": ("csv",),
    ".md": ("md",),
    ".json": ("json",),
    ".mbox": ("mail", *ME),
}


def check(answer: Answer, message: str) -> None:
    """Check that a file was read as far as it goes, and said so in few words."""
    assert answer.code == 1
    assert re.search(message, answer.err), answer.err[:500]
    assert "Traceback" not in answer.err
    assert len(answer.err) < 10_000


@pytest.mark.usefixtures("dana")
@pytest.mark.parametrize("name", SMALL)
def test_a_small_bomb_does_not_go_off(program: Run, cli: Run, tmp_path: Path, name: str) -> None:
    """And what is good beside it is taken."""
    file, content, message = SMALL[name]
    path = tmp_path / file
    path.write_text(content)
    answer = program("import", *COMMANDS[path.suffix], str(path))
    assert re.search(message, answer.err), answer.err[:500]
    if name != "a length of ten thousand years":
        check(answer, message)
    if path.suffix != ".json":
        assert not answer.out.startswith("0 created"), answer.out
    assert cli("doctor").code == 0


@pytest.mark.slow
@pytest.mark.usefixtures("dana")
@pytest.mark.parametrize("name", LARGE)
def test_a_large_bomb_does_not_go_off(program: Run, tmp_path: Path, name: str) -> None:
    """What is good after a part that can be passed over is taken."""
    file, content, message = LARGE[name]
    path = tmp_path / file
    with path.open("w") as stream:
        stream.writelines(content)
    answer = program("import", *COMMANDS[path.suffix], str(path))
    check(answer, message)
    if "40 MB" in name or "mailbox" in name:
        assert "1 created, " in answer.out, answer.out


@pytest.mark.parametrize(
    ("kind", "message"),
    [("ical", "holds no calendar"), ("vcard", "holds no vCard"), ("csv", "is empty"),
     ("md", "is no text"), ("mail", "cannot be read: not a plain file")],
)  # fmt: skip
def test_a_pipe_is_not_waited_for(program: Run, tmp_path: Path, kind: str, message: str) -> None:
    """Nobody writes to it."""
    os.mkfifo(tmp_path / "box")
    answer = program("import", kind, *(ME if kind == "mail" else ()), str(tmp_path / "box"))
    check(answer, f"box: {message}")


def test_a_mailbox_that_is_a_link_to_itself_is_named(program: Run, tmp_path: Path) -> None:
    """As the system says it."""
    (tmp_path / "box").symlink_to("box")
    check(program("import", "mail", *ME, str(tmp_path / "box")), "box: cannot be read: ")


@pytest.mark.usefixtures("dana")
def test_a_mailbox_with_links_in_circles_is_read_once(program: Run, tmp_path: Path) -> None:
    """Its own folder, its parent, a link to itself and a pipe lie in it."""
    folder = tmp_path / "box" / "cur"
    folder.mkdir(parents=True)
    (tmp_path / "box" / "new").mkdir()
    (folder / "1.eml").write_text(MAIL.partition("\n")[2])
    (folder / "self").symlink_to(folder)
    (folder / "up").symlink_to("..")
    (folder / "circle").symlink_to("circle")
    os.mkfifo(folder / "pipe")
    answer = program("import", "mail", *ME, str(tmp_path / "box"))
    assert answer.code == 0, answer.err
    assert "1 created, " in answer.out
