"""Other programs of the terminal, filled with as much as a journal, where they are installed."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from tests.benchmarks.journals import NOW, SIZES, WORDS
from tests.benchmarks.processes import Case

Filler = Callable[[Path, int], list[tuple[str, list[str]]]]
"""Fills a home folder with so many entries; returns names and commands to measure."""


def cases(name: str, home: Path) -> list[Case]:
    """Return the commands of every peer that is installed, on as much as that journal holds."""
    home.mkdir(parents=True, exist_ok=True)
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "TZ": "UTC", "LANG": "C.UTF-8"}
    found = []
    for program, fill in PEERS.items():
        if shutil.which(program):
            entries = SIZES[name].clients if program == "khard" else SIZES[name].meetings
            for title, command in fill(home, entries):
                subprocess.run(
                    command,
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    check=False,
                    timeout=600,
                )
                found.append(Case(title, "peers", partial(list, command), environment))
    return found


def _text(number: int) -> str:
    return " ".join(WORDS[(number * 7 + place * 11) % len(WORDS)] for place in range(10))


def _moment(number: int) -> datetime:
    return NOW.astimezone(UTC) - timedelta(hours=7 * number)


def _uuid(number: int) -> str:
    return str(UUID(int=number + 1, version=4))


def jrnl(home: Path, entries: int) -> list[tuple[str, list[str]]]:
    """Fill jrnl: one text file."""
    config = home / ".config" / "jrnl"
    config.mkdir(parents=True)
    text = home / "journal.txt"
    text.write_text(
        "".join(
            f"[{_moment(number):%Y-%m-%d %H:%M}] {_text(number)}\n\n"
            for number in reversed(range(entries))
        )
    )
    (config / "jrnl.yaml").write_text(
        "colors: {body: none, date: none, tags: none, title: none}\n"
        "default_hour: 9\ndefault_minute: 0\neditor: ''\nencrypt: false\nhighlight: false\n"
        f"indent_character: '|'\njournals: {{default: {{journal: {text}}}}}\nlinewrap: 79\n"
        "tagsymbols: '@'\ntemplate: false\ntimeformat: '%Y-%m-%d %H:%M'\nversion: v4.2\n"
    )
    return [("jrnl TEXT", ["jrnl", _text(1)]), ("jrnl -n 5", ["jrnl", "-n", "5"])]


def task(home: Path, entries: int) -> list[tuple[str, list[str]]]:
    """Fill Taskwarrior: one in twenty tasks is pending."""
    (home / ".taskrc").write_text(f"data.location={home}/.task\nconfirmation=off\n")
    tasks = [
        {
            "description": _text(number),
            "entry": f"{_moment(number):%Y%m%dT%H%M%SZ}",
            "uuid": _uuid(number),
            **(
                {"status": "pending"}
                if number % 20 == 0
                else {"status": "completed", "end": f"{_moment(number):%Y%m%dT%H%M%SZ}"}
            ),
        }
        for number in range(entries)
    ]
    home.mkdir(parents=True, exist_ok=True)
    environment = {"HOME": str(home), "PATH": os.environ["PATH"]}
    subprocess.run(
        ["task", "import", "-"],
        input=json.dumps(tasks).encode(),
        env=environment,
        capture_output=True,
        check=False,
    )
    return [
        ("task add", ["task", "add", _text(1), "due:friday"]),
        ("task list", ["task", "list"]),
    ]


def khal(home: Path, entries: int) -> list[tuple[str, list[str]]]:
    """Fill khal: a folder with a file for each event."""
    _calendar(
        home / "events",
        entries,
        lambda number: (
            f"BEGIN:VEVENT\nUID:{_uuid(number)}\nDTSTAMP:{_moment(number):%Y%m%dT%H%M%SZ}\n"
            f"DTSTART:{_moment(number):%Y%m%dT%H%M%SZ}\nDURATION:PT1H\n"
            f"SUMMARY:{_text(number)}\nEND:VEVENT"
        ),
    )
    config = home / ".config" / "khal"
    config.mkdir(parents=True)
    (config / "config").write_text(
        f"[calendars]\n[[events]]\npath = {home}/events\n[locale]\ntimeformat = %H:%M\n"
        "dateformat = %d.%m.\nlongdateformat = %d.%m.%Y\ndatetimeformat = %d.%m. %H:%M\n"
        "longdatetimeformat = %d.%m.%Y %H:%M\n[default]\ndefault_calendar = events\n"
    )
    return [
        ("khal new", ["khal", "new", "25.12.2026", "10:00", _text(1)]),
        ("khal list", ["khal", "list"]),
    ]


def todoman(home: Path, entries: int) -> list[tuple[str, list[str]]]:
    """Fill todoman: a folder with a file for each task; one in twenty is open."""
    _calendar(
        home / "tasks",
        entries,
        lambda number: (
            f"BEGIN:VTODO\nUID:{_uuid(number)}\nDTSTAMP:{_moment(number):%Y%m%dT%H%M%SZ}\n"
            f"SUMMARY:{_text(number)}\n"
            + ("" if number % 20 == 0 else "STATUS:COMPLETED\nPERCENT-COMPLETE:100\n")
            + "END:VTODO"
        ),
    )
    config = home / ".config" / "todoman"
    config.mkdir(parents=True)
    (config / "config.py").write_text(f'path = "{home}/tasks"\ndefault_list = "tasks"\n')
    return [
        ("todo new", ["todoman", "new", "--list", "tasks", _text(1)]),
        ("todo list", ["todoman", "list"]),
    ]


def khard(home: Path, entries: int) -> list[tuple[str, list[str]]]:
    """Fill khard: a folder with a file for each contact."""
    folder = home / "contacts"
    folder.mkdir(parents=True)
    for number in range(entries):
        (folder / f"{_uuid(number)}.vcf").write_text(
            f"BEGIN:VCARD\nVERSION:3.0\nUID:{_uuid(number)}\nFN:Person {number:05}\n"
            f"N:{number:05};Person;;;\nEMAIL:person{number}@example.org\nEND:VCARD\n"
        )
    config = home / ".config" / "khard"
    config.mkdir(parents=True)
    (config / "khard.conf").write_text(f"[addressbooks]\n[[contacts]]\npath = {folder}\n")
    return [
        ("khard list", ["khard", "list"]),
        ("khard show", ["khard", "show", "Person 00003"]),
    ]


def _calendar(folder: Path, entries: int, component: Callable[[int], str]) -> None:
    folder.mkdir(parents=True)
    for number in range(entries):
        (folder / f"{_uuid(number)}.ics").write_text(
            "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//benchmarks//EN\n"
            f"{component(number)}\nEND:VCALENDAR\n"
        )


PEERS: dict[str, Filler] = {
    "jrnl": jrnl,
    "task": task,
    "khal": khal,
    "khard": khard,
    "todoman": todoman,
}
