"""Measure imports and exports: `python -m tests.benchmarks.imports [--parts 0.1,0.5,1]`.

Each is run on several parts of the whole, so that the table shows whether the time grows in a
straight line. Prints a Markdown table and never fails on a time.
"""

import argparse
import os
import shutil
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from tests.benchmarks.journals import FIRST, LAST, NOW, WORDS
from tests.benchmarks.processes import run

ME = "me@example.com"
PEOPLE = 50
"""With whom events and mails are."""


@dataclass(slots=True)
class Source:
    """What is imported, and how much of it there is in the whole."""

    whole: int
    write: Callable[[Path, int], object]
    """Write so many to a path."""
    arguments: list[str]
    """The command that reads them; the path follows."""
    exports: list[list[str]] = field(default_factory=list)
    """What is measured afterwards on the journal that they became: exports, and a refresh."""


def write_events(path: Path, count: int) -> None:
    """Write a calendar of single events; each tenth is a weekly one that has ended."""
    start = datetime(2026, 11, 20, 8, tzinfo=UTC)
    with path.open("w") as file:
        file.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n")
        for number in range(count):
            at = start + timedelta(minutes=7 * (number % 10_000))
            rule = "RRULE:FREQ=WEEKLY;COUNT=2\r\n" if number % 10 == 0 else ""
            file.write(
                f"BEGIN:VEVENT\r\nUID:{number}@example.org\r\nDTSTART:{at:%Y%m%dT%H%M%SZ}\r\n"
                f"DURATION:PT1H\r\nSUMMARY:{text(number, 5)}\r\n{rule}"
                f"ATTENDEE:mailto:{address(number)}\r\nATTENDEE:mailto:{ME}\r\nEND:VEVENT\r\n"
            )
        file.write("END:VCALENDAR\r\n")


def write_cards(path: Path, count: int) -> None:
    """Write an address book; of ten people two have the same name as others."""
    with path.open("w") as file:
        for number in range(count):
            file.write(
                f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{number}\r\nFN:{name(number)}\r\n"
                f"EMAIL;TYPE=work:{address(number)}\r\nTEL:+43 1 {number}\r\n"
                f"ORG:Organization {number % 100}\r\nNOTE:{text(number, 20)}\r\nEND:VCARD\r\n"
            )


def write_mails(path: Path, count: int) -> None:
    """Write a Maildir of messages from and to the people, some of them to lists."""
    for folder in ("cur", "new", "tmp"):
        (path / folder).mkdir(parents=True)
    for number in range(count):
        at = NOW - timedelta(minutes=30 * number)
        sender, recipient = (ME, address(number)) if number % 2 else (address(number), ME)
        more = "List-Id: <l.example.org>\n" if number % 5 == 0 else ""
        (path / "cur" / f"{number}.host:2,S").write_text(
            f"From: {sender}\nTo: {recipient}\n{more}Date: {at:%d %b %Y %H:%M:%S} +0000\n"
            f"Message-ID: <{number}@example.org>\nSubject: {text(number, 4)}\n\n"
            f"{text(number, 60)}\n"
        )


def write_records(path: Path, count: int) -> None:
    """Write a journal of meetings, who attended, what was noted and promised."""
    with path.open("w") as file:
        file.write('{"version": 1, "format": "clientlog", "schema": 2, "records": [')
        separator = "\n"
        for record in records(count):
            file.write(f"{separator}{{{record}}}")
            separator = ",\n"
        file.write("\n]}\n")


def records(count: int) -> Iterator[str]:
    """Yield the inside of so many records, parents first."""
    meetings = (count - PEOPLE) // 4
    for number in range(count):
        start = NOW - timedelta(minutes=count - number)
        at, end = (f"{t:%Y-%m-%dT%H:%M:%SZ}" for t in (start, start + timedelta(hours=1)))
        table, position = "client", number
        if number >= PEOPLE:
            tables = ("meeting", "attendance", "promise", "note")
            table = tables[min((number - PEOPLE) // meetings, 3)] if meetings else "note"
            position = (number - PEOPLE) % meetings if meetings else number
        about = f'"client": "{uuid_of(position % PEOPLE)}"'
        values = {
            "client": f'"handle": "person-{number}", "name": "{name(number)}",'
            ' "direction": "outside", "by_hand": true',
            "meeting": f'"title": "{text(number, 4)}", "starts_at": "{at}", "ends_at": "{end}",'
            f' "ends_set_at": "{at}", "state": "held", "summary": "{text(number, 40)}",'
            ' "nothing_to_note": false, "review": false, "routine": false, "moves": 0',
            "attendance": f'"meeting": "{uuid_of(PEOPLE + position % max(meetings, 1))}", {about}',
            "promise": f'{about}, "text": "{text(number, 10)}", "theirs": false,'
            f' "priority": "good", "state": "kept", "due": "{at[:10]}", "due_set_at": "{at}",'
            f' "settled_on": "{at[:10]}"',
            "note": f'{about}, "kind": "note", "text": "{text(number, 15)}"',
        }[table]
        yield (
            f'"record": "{table}", "uuid": "{uuid_of(number)}", "recorded_at": "{at}",'
            f' "changed_at": "{at}", "zone": "Europe/Berlin", {values}'
        )


def uuid_of(number: int) -> UUID:
    """Return the UUID of a record: always the same, and in no order.

    They are not kept in a list: Linux counts the peak memory of a process for those that it
    starts by `posix_spawn` as well, so that the list would be measured.
    """
    return UUID(bytes=sha256(str(number).encode()).digest()[:16], version=4)


def text(number: int, words: int) -> str:
    """Return so many words."""
    return " ".join(WORDS[(number * 7 + place * 11) % len(WORDS)] for place in range(words))


def name(number: int) -> str:
    """Return the name of a person."""
    return f"{FIRST[number % len(FIRST)]} {LAST[number // 10 % len(LAST)]} {number * 4 // 5}"


def address(number: int) -> str:
    """Return the address of a person."""
    return f"person{number}@example.org"


SOURCES = {
    "events": Source(10_000, write_events, ["import", "ical", "--create", "--me", ME]),
    "cards": Source(
        5_000, write_cards, ["import", "vcard"], [["export", "--format", "vcard", "-o", "OUT"]]
    ),
    "mails": Source(
        100_000,
        write_mails,
        ["import", "mail", "--me", ME, "--since", "2000-01-01"],
        [["refresh"], ["refresh", "-q"]],
    ),
    "records": Source(1_000_000, write_records, ["import", "json"], [["export", "-o", "OUT"]]),
}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.imports", description=__doc__)
    parser.add_argument("--parts", default="0.1,0.5,1", help="of the whole, such as 0.01,0.1")
    parser.add_argument("--only", default="", help=f"one of {', '.join(SOURCES)}")
    parser.add_argument("--work", type=Path, help="where the files and journals are made")
    options = parser.parse_args()
    print("| what | how many | CPU s | a second | MiB |\n| --- | ---: | ---: | ---: | ---: |")
    for title, source in SOURCES.items():
        for part in map(float, options.parts.split(",") if options.only in title else ()):
            with tempfile.TemporaryDirectory(prefix="benchmarks-", dir=options.work) as folder:
                measure(title, source, int(source.whole * part), Path(folder))
    return 0


def measure(title: str, source: Source, count: int, folder: Path) -> None:
    """Print the figures of a source: taken in, taken in again, and given back."""
    program = shutil.which("clientlog", path=sysconfig.get_path("scripts"))
    assert program, "clientlog is not installed here: pip install -e ."
    environment = {
        "CLIENTLOG_CONFIG": str(folder / "config.toml"),
        "CLIENTLOG_DB": str(folder / "journal.db"),
        "CLIENTLOG_NOW": NOW.isoformat(),
        "HOME": str(folder),
        "PATH": os.environ["PATH"],
        "TZ": "Europe/Berlin",
    }
    data = folder / "data"
    source.write(data, count)
    if title == "mails":
        write_cards(folder / "people", PEOPLE)
        run([program, "import", "vcard", str(folder / "people")], environment)
        (folder / "config.toml").write_text(
            f'me = ["{ME}"]\n[sources.mail]\nkind = "mail"\npath = "{data}"\nsince = "2000-01-01"\n'
        )
    cases = {
        f"import {title}": [*source.arguments, str(data)],
        f"import {title} again": [*source.arguments, str(data)],
        **{" ".join(command): command for command in source.exports},
    }
    for name_, arguments in cases.items():
        command = [str(folder / "out") if word == "OUT" else word for word in arguments]
        seconds, mebibytes, code = run([program, *command], environment)
        failed = f" (exit {code})" if code else ""
        print(
            f"| {name_}{failed} | {count:,} | {seconds:.1f} | {count / seconds:,.0f}"
            f" | {mebibytes:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    sys.exit(main())
