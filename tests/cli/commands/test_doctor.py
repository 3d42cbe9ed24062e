"""What the doctor sees, each made wrong once."""

import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.helping import assert_help_is_documented
from tests.prepared import prepared_once

Cli = Callable[..., Any]


def checks(cli: Cli) -> dict[str, bool]:
    """The checks by name, whatever the exit code."""
    return {one["name"]: one["ok"] for one in cli("doctor", "--json").json["checks"]}


@prepared_once()
def used(cli: Cli) -> Cli:
    """A journal with a day's backup."""
    for command in (("client", "add", "Dana"), ("touch", "dana", "called")):
        assert cli(*command).code == 0
    return cli


def test_without_a_journal_all_is_well(cli: Cli, journal: Path, tmp_path: Path) -> None:
    """It says so, names where it will be, and creates nothing."""
    answer = cli("doctor")
    assert answer.code == 0
    assert str(journal) in answer.out
    assert "none yet" in answer.out
    assert not journal.exists()
    assert not (tmp_path / "state").exists()


def test_a_journal_in_use_is_well(used: Cli, journal: Path) -> None:
    """Everything is in the document, and nothing is changed by looking."""
    before = journal.read_bytes()
    answer = used("doctor", "--json")
    assert answer.code == 0
    assert answer.json["ok"] is True
    assert set(answer.json["checks"][0]) == {"name", "ok", "detail"}
    names = {one["name"] for one in answer.json["checks"]}
    assert {"journal", "integrity", "search index", "contacts", "backups", "zone"} <= names
    assert journal.read_bytes() == before


BROKEN = {
    "contacts": "DELETE FROM contact",
    "search index": "INSERT INTO search (search) VALUES ('delete-all')",
    "references": "PRAGMA foreign_keys = OFF; UPDATE touch SET client_id = 77",
    "journal": "DROP TRIGGER log_note_insert",
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_inside_is_named(used: Cli, journal: Path, name: str) -> None:
    """Exit code 5, and what to do."""
    with sqlite3.connect(journal) as connection:
        connection.executescript(BROKEN[name])
    connection.close()
    answer = used("doctor")
    assert answer.code == 5
    assert f"BAD  {name}" in answer.out
    assert "clientlog" in answer.out.split(f"BAD  {name}")[1].splitlines()[1]
    named = used("doctor", "--db", str(journal), CLIENTLOG_DB="").out
    assert f"clientlog --db {journal}" in named


def _bad_backup(_journal: Path, state: Path) -> None:
    next(state.rglob("*.clientlog-backup")).write_bytes(b"bad")


def _bad_settings(journal: Path, _state: Path) -> None:
    journal.with_name("config.toml").write_text("zone = 7")


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("backups", _bad_backup),
        ("configuration", _bad_settings),
    ],
)
def test_what_is_wrong_around_it_is_named(
    used: Cli, journal: Path, tmp_path: Path, name: str, spoil: Callable[[Path, Path], None]
) -> None:
    """Exit code 5; everything else is still looked at."""
    spoil(journal, tmp_path / "state")
    assert used("doctor").code == 5
    found = checks(used)
    assert [one for one, ok in found.items() if not ok] == [name]


def test_what_a_killed_command_left_is_told(used: Cli, journal: Path) -> None:
    """It may hold what was written about people; it harms nothing."""
    leftover = journal.with_name(f".{journal.name}.0a1b2c3d.new")
    leftover.touch()
    answer = used("doctor")
    assert answer.code == 0
    assert str(leftover) in answer.out


@pytest.mark.parametrize(("folder", "well"), [(0o755, False), (0o700, True)])
def test_a_journal_that_others_can_read_is_named(
    used: Cli, journal: Path, tmp_path: Path, folder: int, well: bool
) -> None:
    """Unless a folder above it keeps everybody out."""
    with tempfile.TemporaryDirectory() as open_folder:
        Path(open_folder).chmod(folder)
        copy = Path(open_folder, "journal.db")
        copy.write_bytes(journal.read_bytes())
        copy.chmod(0o644)
        answer = used("doctor", "--db", str(copy), "--json")
    found = {one["name"]: one["ok"] for one in answer.json["checks"]}
    assert found["journal file"] is well


@pytest.mark.parametrize("content", [b"", b"hello", b"\0" * 5000])
def test_what_is_no_journal_is_said_to_be_none(cli: Cli, journal: Path, content: bytes) -> None:
    """The file stays as it is."""
    journal.write_bytes(content)
    journal.chmod(0o600)
    answer = cli("doctor")
    assert answer.code == 5
    assert "BAD  journal" in answer.out
    assert journal.read_bytes() == content


@pytest.mark.parametrize("pages", [1, 2, 50, 100])
def test_a_journal_cut_short_is_found_and_not_written_to(
    used: Cli, journal: Path, pages: int
) -> None:
    """Looks, changes and the doctor leave it as it is, with exit code 5."""
    content = journal.read_bytes()[: pages * 4096]
    journal.write_bytes(content)
    for command in (("doctor",), ("client", "list"), ("note", "dana", "x"), ("undo",)):
        assert used(*command).code == 5, command
        assert journal.read_bytes() == content


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("doctor")


def test_an_owner_who_may_be_a_client_is_named_with_the_command(used: Cli) -> None:
    """Unless several may be meant, or something is wrong."""
    used("promise", "dana", "x owner:Ann")
    assert "is owned by" not in used("doctor").out
    used("client", "add", "Ann Lee")
    hint = "p1 is owned by Ann, who may be ann-lee; to link them: clientlog edit p1 --owner ann-lee"
    assert f"     {hint}\neverything is well\n" in used("doctor").out
    used("client", "add", "Ann Berg")
    assert "is owned by" not in used("doctor").out


RULE = """severity = "soon"
sentence = "Dana is a client."
why = "So it is."
query = "SELECT handle AS subject, name AS text FROM clients"
"""


def test_rules_of_ones_own_are_run_once(used: Cli, tmp_path: Path) -> None:
    """Those that work are counted, those that do not are named."""
    folder = tmp_path / "rules"
    folder.mkdir()
    assert "own rules" not in checks(used)
    (folder / "mine.toml").write_text(RULE)
    assert f"ok   own rules: {folder} (1)\n" in used("doctor").out
    (folder / "other.toml").write_text(RULE.replace("AS subject", "AS something"))
    answer = used("doctor")
    assert answer.code == 5
    assert "BAD  own rules: rule other: " in answer.out
    assert "ok   own rules" not in answer.out


def test_settings_of_rules_that_there_are_not_are_named(used: Cli, tmp_path: Path) -> None:
    """Beside the rest of the configuration, which is well."""
    config = tmp_path / "config.toml"
    config.write_text("[rules.nope]\ndays = 3\n")
    config.chmod(0o600)
    assert f"BAD  configuration: {config}: rules.nope.days: there is no rule" in used("doctor").out
    assert "ok   zone: Europe/Berlin" in used("doctor").out
    config.write_text("zone = 7\n")
    assert "zone: unknown: " in used("doctor").out


def test_plain_checks_are_values_with_tabs(used: Cli, journal: Path) -> None:
    """With what to do about what is wrong."""
    lines = used("doctor", "--plain").out.splitlines()
    assert "zone" in [line.split("\t")[1] for line in lines[:-1]]
    assert {line.split("\t")[0] for line in lines[:-1]} == {"ok"}
    assert lines[-1] == "everything is well"
    with sqlite3.connect(journal) as connection:
        connection.executescript(BROKEN["contacts"])
    connection.close()
    (bad,) = [line for line in used("doctor", "--plain").out.splitlines() if line[:3] == "BAD"]
    assert bad.split("\t")[1] == "contacts"
    assert "clientlog" in bad.split("\t")[3]
    assert used("doctor").out.endswith("\nsomething is wrong: see BAD\n")
