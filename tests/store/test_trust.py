"""A file is trusted once its whole schema was compared, and its data is never SQL."""

import os
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.prepared import prepared_once

Cli = Callable[..., Any]

FOREIGN = {
    "a view": "CREATE VIEW spy AS SELECT 1",
    "a trigger": "CREATE TRIGGER spy AFTER INSERT ON note BEGIN SELECT 1; END",
    "an index": "CREATE INDEX spy ON note (text)",
    "a table": "CREATE TABLE spy (a)",
    "a trigger of ours that says something else": (
        "DROP TRIGGER log_note_insert;"
        "CREATE TRIGGER log_note_insert AFTER INSERT ON note BEGIN SELECT 1; END"
    ),
    "a table with another CHECK": (
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET"
        " sql = replace(sql, 'CHECK (position >= 0)', 'CHECK (1)') WHERE name = 'address';"
    ),
}


@prepared_once()
def used(cli: Cli) -> Cli:
    """A client with one note."""
    cli("client", "add", "Dana Reyes")
    cli("note", "dana", "likes tea")
    return cli


def alter(journal: Path, script: str) -> None:
    """Let another program write to the journal."""
    connection = sqlite3.connect(journal)
    connection.executescript(script)
    connection.commit()
    connection.close()


@pytest.mark.parametrize("name", FOREIGN)
@pytest.mark.parametrize("command", ["list", "note dana hello", "backup", "undo"])
def test_x3_a_foreign_schema_is_refused(used: Cli, journal: Path, name: str, command: str) -> None:
    """For looks as well: exit code 5, and the file stays as it is."""
    alter(journal, FOREIGN[name])
    before = journal.read_bytes()
    answer = used(*command.split())
    assert answer.code == 5
    assert "clientlog did not write" in answer.err
    assert journal.read_bytes() == before


@pytest.mark.parametrize(
    "value",
    [
        "table_name = 'change_row WHERE 1 --'",
        "table_name = 'sqlite_schema'",
        "before = '{}', after = '{bad'",
        "before = '[1]'",
    ],
)
def test_x2_data_of_the_log_is_never_sql(used: Cli, journal: Path, value: str) -> None:
    """What is not a table of ours, or no record, ends an undo with one line."""
    alter(journal, f"UPDATE change_row SET {value} WHERE id = (SELECT max(id) FROM change_row)")
    before = used("export").out
    answer = used("undo")
    assert answer.code == 5
    assert "the log of changes is damaged" in answer.err
    assert used("export").out == before
    assert "BAD  change log" in used("doctor").out


def test_x2_a_column_of_the_log_is_never_sql(used: Cli, journal: Path) -> None:
    """A name that is no column of the table is refused by SQLite, quoted as it is."""
    used("rm", "n1", "--yes")
    column = 'text") SELECT 1 --'
    alter(
        journal,
        f"UPDATE change_row SET before = json_object('id', 1, '{column}', 2)"
        " WHERE id = (SELECT max(id) FROM change_row)",
    )
    assert used("undo").code == 1


@pytest.mark.parametrize("version", [0, -1, -(2**31)])
def test_c2_a_version_that_cannot_be_is_refused(used: Cli, journal: Path, version: int) -> None:
    """Without a backup at each look."""
    alter(journal, f"PRAGMA user_version = {version}")
    backups = used("backup", "list").out
    for command in ("list", "note dana hello", "list"):
        assert used(*command.split()).code == 5
    assert used("backup", "list").out == backups


@pytest.mark.parametrize("table", ["note", "change", "change_row"])
def test_l2_a_number_out_of_reach_is_mended(used: Cli, journal: Path, table: str) -> None:
    """The doctor names it; the next change writes, as if nothing had been."""
    alter(journal, f"UPDATE sqlite_sequence SET seq = {2**63 - 1} WHERE name = '{table}'")
    assert "BAD  numbers" in used("doctor").out
    answer = used("note", "dana", "more tea")
    assert answer.code == 0
    assert answer.out.startswith("n2 ")
    assert used("doctor").code == 0


def test_l2_a_restored_number_out_of_reach_is_mended(
    used: Cli, journal: Path, tmp_path: Path
) -> None:
    """A restore brings the records, not the end of all numbers."""
    copy = tmp_path / "copy.db"
    copy.write_bytes(journal.read_bytes())
    alter(copy, f"UPDATE sqlite_sequence SET seq = {2**63 - 1} WHERE name = 'note'")
    assert used("restore", str(copy), "--yes").code == 0
    assert used("note", "dana", "more tea").out.startswith("n2 ")


def test_l3_a_journal_in_wal_mode_is_brought_back(used: Cli, program: Cli, journal: Path) -> None:
    """Also while the other program has it open, a change is written."""
    other = sqlite3.connect(journal)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("SELECT * FROM client").fetchall()
    assert program("note", "dana", "while it is open").code == 0
    other.close()
    assert program("note", "dana", "afterwards").code == 0
    assert journal.read_bytes()[18:20] == b"\x01\x01"
    assert not journal.with_name("journal.db-wal").exists()


@pytest.mark.parametrize("suffix", ["", "-journal", "-wal", "-shm"])
@pytest.mark.parametrize("command", ["export -o", "agenda dana -o", "backup"])
def test_l4_no_output_goes_onto_the_journal(
    used: Cli, journal: Path, suffix: str, command: str
) -> None:
    """Nor onto its sidecars, by whatever name."""
    before = journal.read_bytes()
    link = journal.with_name("hard.db")
    link.hardlink_to(journal)
    for path in {f"{journal}{suffix}", f"{journal.parent}/x/../{journal.name}{suffix}", str(link)}:
        assert used(*command.split(), path, "--force").code == 2
    assert journal.read_bytes() == before


def test_l4_a_restore_goes_through_a_link(used: Cli, journal: Path, tmp_path: Path) -> None:
    """The damaged file behind it is set aside; the link stays one."""
    used("backup", str(tmp_path / "b"))
    link = tmp_path / "link.db"
    link.symlink_to(journal)
    os.truncate(journal, 5000)
    assert used("restore", str(tmp_path / "b"), "--yes", CLIENTLOG_DB=str(link)).code == 0
    assert link.is_symlink()
    assert used("list", "notes").code == 0


def test_l4_a_file_system_without_hard_links_will_do(
    cli: Cli, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The journal is given its name by a rename, under a lock of the folder."""

    def refuse(*_arguments: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert cli("client", "add", "Dana Reyes").code == 0
    assert [path.name for path in journal.parent.iterdir() if "new" in path.name] == []


def test_k7_the_configuration_is_written_through_a_link(cli: Cli, tmp_path: Path) -> None:
    """A link into a folder of dotfiles stays one."""
    target = tmp_path / "dotfiles.toml"
    target.write_text("# mine\n")
    (tmp_path / "config.toml").symlink_to(target)
    assert cli("config", "set", "zone", "UTC").code == 0
    assert (tmp_path / "config.toml").is_symlink()
    assert target.read_text() == '# mine\nzone = "UTC"\n'


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(path))


@pytest.mark.parametrize("make", [_fifo, _socket, Path.mkdir])
def test_c3_only_plain_files_are_opened(
    used: Cli, journal: Path, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    """As journal, its sidecar, configuration, backup or minutes: one line, at once."""
    odd = tmp_path / "odd"
    make(odd)
    for code, command, more in (
        (5, "list", {"CLIENTLOG_DB": str(odd)}),
        (5, "doctor", {"CLIENTLOG_DB": str(odd)}),
        (2, "list --overdue", {"CLIENTLOG_CONFIG": str(odd)}),
        (5, "doctor", {"CLIENTLOG_CONFIG": str(odd)}),
        (1, "config set zone UTC", {"CLIENTLOG_CONFIG": str(odd)}),
        (5, f"backup verify {odd}", {}),
        (1, f"restore {odd} --yes", {}),
    ):
        answer = used(*command.split(), **more)
        assert (answer.code, "Traceback" in answer.err) == (code, False), (command, answer)
    make(journal.with_name("journal.db-journal"))
    assert used("list").code == 5
