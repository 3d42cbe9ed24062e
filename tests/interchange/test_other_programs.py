"""What clientlog writes is read by the programs people have: khal, todoman and khard."""

import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from clientlog.interchange.ical.values import Attendee, Event, Task
from clientlog.interchange.ical.writer import write_calendar
from clientlog.interchange.vcard.values import Card
from clientlog.interchange.vcard.writer import write_cards
from tests.conftest import Answer

Cli = Callable[..., Answer]

TEN = datetime(2026, 11, 24, 9, tzinfo=UTC)
TEXT = 'Review, with; Dana \\ "n" and so much more that the line has to be folded – ümlaut'

KHAL = """
[calendars]
[[work]]
path = {folder}
[locale]
local_timezone = Europe/Vienna
default_timezone = Europe/Vienna
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""

KHARD = """
[addressbooks]
[[people]]
path = {folder}
[general]
default_action = list
"""


def run(folder: Path, program: str, *arguments: str) -> str:
    """Run another program with a home of its own; return what it prints."""
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"{program} is not installed")
    home = folder / "home"
    home.mkdir()
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C.UTF-8"}
    result = subprocess.run(
        [path, *arguments], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def write(folder: Path, name: str, content: str, config: str) -> str:
    """Write a file into a folder that a configuration names; return the configuration's path."""
    data = folder / "data"
    data.mkdir()
    (data / name).write_bytes(content.encode())
    path = folder / "config.py"
    path.write_text(config.format(folder=data))
    return str(path)


def test_khal_lists_the_events(tmp_path: Path) -> None:
    """A meeting of an hour and a whole day."""
    meeting = Event(
        "",
        "m1@example.org",
        TEN,
        TEN.replace(hour=10),
        TEXT,
        location="Room 1\nsecond floor",
        attendees=(Attendee("dana@example.org", 'Dana "D" Reyes'),),
    )
    content = "".join(write_calendar([meeting]))
    config = write(tmp_path, "m1.ics", content, KHAL)
    form = "{start}/{end}/{title}/{location}/{uid}"
    output = run(tmp_path, "khal", "-c", config, "list", "2026-11-24", "1d", "--format", form)
    assert f"2026-11-24 10:00/2026-11-24 11:00/{TEXT}/Room 1\nsecond floor/m1@example.org" in output


def test_todoman_lists_the_tasks(tmp_path: Path) -> None:
    """With their due date and their priority; what is done is not listed."""
    task = Task("a1@example.org", TEXT, TEN, date(2026, 11, 27), is_must=True)
    done = Task("a2@example.org", "done before", TEN, completed_at=TEN)
    content = "".join(write_calendar([task]))
    config = write(
        tmp_path,
        "a1.ics",
        content,
        'path = "{folder}"\ndate_format = "%Y-%m-%d"\ntime_format = ""\n',
    )
    (tmp_path / "data" / "a2.ics").write_bytes("".join(write_calendar([done])).encode())
    output = run(tmp_path, "todoman", "--config", config, "--color", "never", "list")
    (line,) = output.splitlines()
    assert TEXT in line
    assert "2026-11-27" in line
    assert "!!!" in line


def test_khard_shows_the_people(tmp_path: Path) -> None:
    """With both addresses and the organization."""
    card = Card(
        "",
        "Dana Reyes",
        ("dana@example.org", "d@example.com"),
        ("+43 1 234",),
        "Acme, Inc; Wien",
        "Head of sales",
        ("vip", "a,b"),
        "c-1",
    )
    config = write(tmp_path, "dana.vcf", "".join(write_cards([card])), KHARD)
    lines = [line.strip() for line in run(tmp_path, "khard", "-c", config, "show").splitlines()]
    assert lines[0] == "Name: Dana Reyes"
    for expected in (
        "Organisation: Acme, Inc; Wien",
        "Title: Head of sales",
        "pref=1: dana@example.org",
        "internet: d@example.com",
        "voice: +43 1 234",
        "UID: c-1",
        "- a,b",
    ):
        assert expected in lines


def test_the_programs_read_what_is_exported(tmp_path: Path, cli: Cli) -> None:
    """A planned meeting, a promise and a person, as the journal has them."""
    for command in (
        ("client", "add", "Dana Reyes", "--email", "dana@example.org"),
        ("plan", "dana", "--at", "tue 10:00", "--title", "Weekly"),
        ("promise", "dana", "send the draft due:fri"),
    ):
        assert cli(*command).code == 0
    folders = [tmp_path / name for name in ("khal", "todoman", "khard")]
    for folder in folders:
        folder.mkdir()
    khal, todoman, khard = folders
    calendar = cli("export", "--format", "ical").out
    config = write(khal, "c.ics", calendar, KHAL)
    listed = run(khal, "khal", "-c", config, "list", "2026-11-24", "1d", "--format", "{title}")
    assert "Weekly" in listed
    form = 'path = "{folder}"\ndate_format = "%Y-%m-%d"\ntime_format = ""\n'
    # todoman reads one entry from each file.
    task = calendar[calendar.index("BEGIN:VTODO") :]
    config = write(todoman, "a.ics", f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{task}", form)
    listed = run(todoman, "todoman", "--config", config, "--color", "never", "list")
    assert "send the draft (Dana Reyes)" in listed
    config = write(khard, "d.vcf", cli("export", "--format", "vcard").out, KHARD)
    assert "pref" not in (shown := run(khard, "khard", "-c", config, "show"))
    assert "dana@example.org" in shown
