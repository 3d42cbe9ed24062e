"""Every card and every event of the files is a record, a skip or an error, and is taken in once."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from clientlog.interchange.ical.reader import read_events
from clientlog.interchange.ical.values import Event
from clientlog.interchange.ical.window import Window
from clientlog.interchange.problems import Notice, Problem, Skipped
from clientlog.interchange.vcard.reader import read_cards
from clientlog.interchange.vcard.values import Card
from tests.conftest import Answer
from tests.foreign.corpus import files
from tests.journals import export

Run = Callable[..., Answer]

WINDOW = Window.of_days(date(1990, 1, 1), date(2030, 12, 31), ZoneInfo("Europe/Berlin"))
PERIOD = ("--since", "1990-01-01", "--until", "2030-12-31")
COMMANDS: dict[str, tuple[str, ...]] = {"vcard": (), "ical": ("--create", *PERIOD)}
FILES = [(kind, path) for kind in COMMANDS for path in files(kind)]
BEGINNINGS = {
    "vcard": re.compile(rb"\s*BEGIN\s*:\s*VCARD\s*\Z", re.IGNORECASE),
    "ical": re.compile(rb"\s*BEGIN\s*:\s*VEVENT\s*\Z", re.IGNORECASE),
}


def beginnings(kind: str, path: Path) -> set[int]:
    """Return the lines on which cards or events begin."""
    lines = path.read_bytes().splitlines()
    return {number for number, line in enumerate(lines, 1) if BEGINNINGS[kind].match(line)}


def places(values: Iterable[Card | Event | Notice | Skipped | Problem]) -> set[int]:
    """Return the lines on which the values that were read began; problems have reasons."""
    lines = set()
    for value in values:
        if isinstance(value, Skipped | Problem):
            assert value.reason.strip()
        if not isinstance(value, Notice) and (found := re.search(r": line (\d+)", value.source)):
            lines.add(int(found[1]))
    return lines


@pytest.mark.parametrize(("kind", "path"), FILES, ids=lambda value: getattr(value, "name", value))
def test_each_card_and_event_is_accounted_for(kind: str, path: Path) -> None:
    """By the line on which it begins."""
    values = read_cards(path) if kind == "vcard" else read_events(path, WINDOW)
    assert places(values) == beginnings(kind, path)


def run(cli: Run, kind: str, path: Path) -> Any:
    """Import a file and return what was answered; there is no traceback in it."""
    answer = cli("import", kind, *COMMANDS[kind], "--json", str(path))
    assert "Traceback" not in answer.err
    assert answer.code == (1 if answer.json["errors"] else 0)
    for problem in (*answer.json["errors"], *answer.json["skipped"]):
        assert problem["reason"].strip()
    return answer.json


@pytest.mark.parametrize(("kind", "path"), FILES, ids=lambda value: getattr(value, "name", value))
def test_a_file_is_taken_in_once_and_back_as_one(
    cli: Run, journal: Path, kind: str, path: Path
) -> None:
    """The plan is what happens; the second time changes nothing; undo gives the journal back."""
    assert cli("client", "add", "Dana Reyes", "--email", "dana@example.org").code == 0
    before = export(journal)
    rehearsal = cli("import", kind, *COMMANDS[kind], "--dry-run", "--json", str(path)).json
    assert export(journal) == before
    first = run(cli, kind, path)
    for key in ("created", "changed", "unchanged", "skipped", "errors", "plan"):
        assert rehearsal[key] == first[key]
    assert first["created"] or first["changed"] or first["skipped"] or first["errors"]
    after = export(journal)
    again = run(cli, kind, path)
    assert (again["created"], again["changed"]) == ([], [])
    assert again["errors"] == first["errors"]
    assert export(journal) == after
    if first["created"] or first["changed"]:
        assert cli("undo").code == 0
    assert export(journal) == before


@pytest.mark.parametrize("kind", COMMANDS)
def test_the_whole_folder_is_taken_in_once_and_back_as_one(
    cli: Run, journal: Path, kind: str
) -> None:
    """As one change."""
    assert cli("client", "add", "Dana Reyes", "--email", "dana@example.org").code == 0
    before = export(journal)
    folder = files(kind)[0].parent
    first = run(cli, kind, folder)
    assert bool(first["created"]) == (kind == "vcard")
    after = export(journal)
    again = run(cli, kind, folder)
    assert (again["created"], again["changed"]) == ([], [])
    assert export(journal) == after
    if first["created"]:
        assert cli("undo").code == 0
    assert export(journal) == before


def test_the_events_are_meetings_where_a_client_attends(
    cli: Run, journal: Path, tmp_path: Path
) -> None:
    """Copies with an attendee in every event: taken in once, and back as one."""
    assert cli("client", "add", "Dana Reyes", "--email", "dana@example.org").code == 0
    before = export(journal)
    folder = tmp_path / "calendars"
    folder.mkdir()
    for path in files("ical"):
        content = re.sub(
            rb"(?mi)^(BEGIN:VEVENT\r?\n)",
            rb"\1ATTENDEE:mailto:dana@example.org\n",
            path.read_bytes(),
        )
        (folder / path.name).write_bytes(content)
    first = run(cli, "ical", folder)
    assert len([ref for ref in first["created"] if ref.startswith("m")]) > 50
    after = export(journal)
    again = run(cli, "ical", folder)
    assert (again["created"], again["changed"]) == ([], [])
    assert export(journal) == after
    assert cli("undo").code == 0
    assert export(journal) == before
