"""K2 to K13: what was not kept as it was given; each with neighbours (K1 stands with P4)."""

import json
import os
import sqlite3
import subprocess
import sysconfig
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Answer

Cli = Callable[..., Answer]


@pytest.fixture(autouse=True)
def _dana(cli: Cli) -> None:
    """Enter the client that most lines speak of."""
    assert cli("client", "add", "Dana Reyes").code == 0


@pytest.mark.parametrize("command", ["break p1 --why ill", "drop p1 --why no", "done p1"])
def test_k2_a_series_goes_on_and_says_so(cli: Cli, command: str) -> None:
    """The next occurrence is open under a REF of its own, which is said."""
    assert cli("promise", "dana", "weekly", "every:week", "due:fri").code == 0
    answer = cli(*command.split())
    assert answer.code == 0
    assert "p2" in answer.out + answer.err
    assert "Fri 4 Dec" in answer.out + answer.err
    items = cli("list", "promises", "--json").json["items"]
    assert [(item["ref"], item["due"]) for item in items] == [("p2", "2026-12-04")]


@pytest.mark.parametrize("command", ["break p1 --why ill", "drop p1 --why no"])
def test_k2_a_series_is_ended_where_that_is_asked_for(cli: Cli, command: str) -> None:
    """With `--series`."""
    assert cli("promise", "dana", "weekly", "every:week", "due:fri").code == 0
    assert cli(*command.split(), "--series").code == 0
    assert cli("list", "promises", "--json").json["items"] == []


def _editor(folder: Path, script: str) -> str:
    editor = folder / "editor"
    editor.write_text(f"#!/bin/sh\n{script}\n")
    editor.chmod(0o700)
    return str(editor)


def test_k3_options_beside_the_editor_are_applied_or_refused(cli: Cli, tmp_path: Path) -> None:
    """Never dropped with exit code 0."""
    assert cli("log", "dana", "before").code == 0
    editor = _editor(tmp_path, 'sed -i "s/before/edited/" "$1"')
    answer = cli("meeting", "edit", "m1", "-e", "--place", "Room 5", EDITOR=editor)
    place = cli("show", "m1").out
    assert answer.code == 2 or "Room 5" in place


def test_k5_and_l5_an_untouched_draft_is_none(cli: Cli, tmp_path: Path) -> None:
    """`--resume` brings back the one that holds something, and not the later one."""
    failing = _editor(
        tmp_path, 'printf "client: dana\\n\\n## Summary\\nan hour of words\\n" > "$1"; exit 1'
    )
    assert cli("log", "dana", "-e", EDITOR=failing).code == 1
    assert cli("log", "dana", "-e", EDITOR="false").code == 1
    answer = cli("log", "--resume", EDITOR="true")
    assert "an hour of words" in cli("meeting", "list", "--json").out + answer.out + answer.err


@pytest.mark.parametrize("when", ["thu 10:00", "wed 15:00", "19 nov 9:00"])
def test_k6_a_held_meeting_stays_in_the_past(cli: Cli, when: str) -> None:
    """The nearest past is meant."""
    assert cli("log", "dana", "talked", "--at", "wed 10:00").code == 0
    assert cli("meeting", "move", "m1", "--at", when).code == 0
    start = cli("meeting", "list", "--json").json["meetings"][0]["starts_at"]
    assert start < "2026-11-20T12:00"


@pytest.mark.parametrize("when", ["tomorrow 10:00", "2026-12-01 10:00", "+2h"])
def test_k6_a_held_meeting_is_not_moved_into_the_future(cli: Cli, when: str) -> None:
    """Nor can one be recorded that has not begun."""
    assert cli("log", "dana", "talked", "--at", "wed 10:00").code == 0
    assert cli("meeting", "move", "m1", "--at", when).code == 2


def test_k6_a_meeting_that_has_not_begun_is_not_logged(cli: Cli) -> None:
    """`--meeting` names one of next week."""
    assert cli("plan", "dana", "--at", "tue 10:00").code == 0
    assert cli("log", "dana", "talked", "--meeting", "m1").code == 2


@pytest.mark.parametrize(
    "command", ["config set date_order dmy", "rule mute due-soon", "rule set due-soon 3"]
)
def test_k7_a_configuration_is_written_through_its_link(
    cli: Cli, tmp_path: Path, command: str
) -> None:
    """It stays a link, as in a repository of dotfiles."""
    target = tmp_path / "dotfiles" / "cl.toml"
    target.parent.mkdir()
    target.write_text("# mine\n")
    (tmp_path / "config.toml").symlink_to(Path("dotfiles") / "cl.toml")
    assert cli(*command.split()).code == 0
    assert (tmp_path / "config.toml").is_symlink()
    assert target.read_text().startswith("# mine\n")
    assert len(target.read_text()) > len("# mine\n")


BAD_CONFIGURATIONS = {
    "bom": ("\ufeffdate_order = 'dmy'\n", None),
    "rule": ("[rules.due-soons]\ndays = 3\n", "due-soon"),
    "mute": ("[rules]\nmute = ['due-soons']\n", "due-soon"),
}


@pytest.mark.parametrize("kind", BAD_CONFIGURATIONS)
def test_k8_a_configuration_that_is_odd_stops_nothing(cli: Cli, tmp_path: Path, kind: str) -> None:
    """It is named with its file and the near match; the doctor finds it."""
    text, near = BAD_CONFIGURATIONS[kind]
    (tmp_path / "config.toml").write_text(text)
    answer = cli("report")
    assert answer.code == 0
    if near:
        assert "config.toml" in answer.err
        assert near in answer.err
        assert near in cli("doctor").out


@pytest.mark.parametrize(
    ("arguments", "changed", "codes"),
    [
        (("log", "dana", "-e"), {"EDITOR": " "}, {1, 2}),
        (("doctor",), {"CLIENTLOG_DB": "dangling"}, {5}),
        (("client", "list"), {"CLIENTLOG_DB": "x" * 300}, {1, 5}),
        (("export", "-o", "y" * 300), {}, {1, 2}),
    ],
)
def test_k9_what_cannot_be_used_is_one_line(
    cli: Cli,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    changed: dict[str, str],
    codes: set[int],
) -> None:
    """With the documented code, never 70."""
    monkeypatch.chdir(tmp_path)
    Path("dangling").symlink_to("gone")
    answer = cli(*arguments, **changed)
    assert answer.code in codes
    assert answer.code == 5 or answer.err.startswith("clientlog: ")


@pytest.mark.parametrize("command", ["note dana hi", "promise dana call", "undo"])
def test_k10_a_change_whose_answer_nobody_reads_is_1(
    environment: dict[str, str], command: str
) -> None:
    """It was saved, and says so."""
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [Path(sysconfig.get_path("scripts")) / "clientlog", *command.split()],
        env=environment,
        stdout=writing,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    os.close(writing)
    assert ended.returncode == 1
    assert "saved" in ended.stderr


def _starts(cli: Cli, **environment: str) -> list[str]:
    meetings = cli("meeting", "list", "--json", **environment).json["meetings"]
    return [meeting["starts_at"] for meeting in meetings if meeting["state"] == "planned"]


@pytest.mark.parametrize("elsewhere", ["America/New_York", "Asia/Tokyo", "UTC"])
def test_k11_a_series_keeps_the_zone_it_was_made_in(cli: Cli, elsewhere: str) -> None:
    """Across a clock change, and wherever it is closed."""
    before = "2026-10-19T12:00:00+02:00"
    assert (
        cli("plan", "dana", "--at", "tue 9:15", "--every", "week", CLIENTLOG_NOW=before).code == 0
    )
    for day in ("20", "27"):
        now = f"2026-10-{day}T20:00:00+01:00"
        assert cli("log", "dana", "talked", CLIENTLOG_NOW=now, TZ=elsewhere).code == 0
    later = "2026-10-28T12:00:00+01:00"
    assert _starts(cli, CLIENTLOG_NOW=later) == ["2026-11-03T09:15:00+01:00"]


@pytest.mark.parametrize("how", ["meeting cancel m1", "log dana --no-show --meeting m1"])
def test_k12_the_next_occurrence_is_the_first_that_has_not_started(cli: Cli, how: str) -> None:
    """Today's is not skipped because last week's was missed."""
    made = "2026-11-12T12:00:00+01:00"
    assert cli("plan", "dana", "--at", "fri 13:00", "--every", "week", CLIENTLOG_NOW=made).code == 0
    now = "2026-11-20T08:30:00+01:00"
    assert cli(*how.split(), CLIENTLOG_NOW=now).code == 0
    assert _starts(cli, CLIENTLOG_NOW=now) == ["2026-11-20T13:00:00+01:00"]


@pytest.mark.slow
def test_k13_what_is_exported_is_taken_back_whatever_its_size(
    cli: Cli, tmp_path: Path, journal: Path
) -> None:
    """Sixty-three megabytes of text."""
    assert cli("note", "dana", "x").code == 0
    document = json.loads(cli("export").out)
    (note,) = (record for record in document["records"] if record["record"] == "note")
    others = [record for record in document["records"] if record["record"] != "note"]
    text = "words " * 150_000
    notes = [
        note | {"uuid": f"{number:08x}{note['uuid'][8:]}", "number": number, "text": text}
        for number in range(1, 71)
    ]
    file = tmp_path / "large.json"
    file.write_text(json.dumps(document | {"records": [*others, *notes]}))
    assert file.stat().st_size > 60_000_000
    new = tmp_path / "new.db"
    assert cli("import", "json", str(file), "--db", str(new)).code == 0
    with closing(sqlite3.connect(new)) as db:
        assert db.execute("SELECT count(*), min(length(text)) FROM note").fetchone() == (
            70,
            len(text),
        )
    again = tmp_path / "again.json"
    assert cli("export", "-o", str(again), "--db", str(new)).code == 0
    assert cli("import", "json", str(again), "--db", str(tmp_path / "third.db")).code == 0
