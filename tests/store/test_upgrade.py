"""Journals of older schemas, and what opening them does."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from clientlog.clock import Clock
from clientlog.errors import ClientlogError, JournalError
from clientlog.interchange.journal_json import write_journal
from clientlog.interchange.older import upgrade
from clientlog.store import backup, journal_file, schema, undo
from clientlog.store.journal_file import JournalUpgraded, create, open_to_change, open_to_look
from clientlog.store.tables import Address, Client
from clientlog.write.change import transaction
from tests.journals import export, take_in, unwell
from tests.store import released
from tests.store.filled import fill

NEXT = """
import sys
from clientlog.store import schema
TEXTS = {sql!r}
first = schema.migration_text
schema.MIGRATIONS = (*schema.MIGRATIONS, "next.sql")
schema.VERSION = len(schema.MIGRATIONS)
schema.migration_text = lambda number: (
    TEXTS if number == schema.VERSION - 1 else first(number)
)
"""

ADDS_A_COLUMN = "ALTER TABLE note ADD COLUMN colour TEXT;\nUPDATE note SET text = upper(text);\n"


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Backups go to this test's own folder."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def newer_program(monkeypatch: pytest.MonkeyPatch, sql: str = ADDS_A_COLUMN) -> None:
    """The program as a later version will be, with one more migration."""
    first, number = schema.migration_text, schema.VERSION
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "next.sql"))
    monkeypatch.setattr(schema, "VERSION", number + 1)
    monkeypatch.setattr(
        schema, "migration_text", lambda asked: sql if asked == number else first(asked)
    )


def test_every_schema_has_a_journal_of_its_time() -> None:
    """A schema that is released is kept as a journal, to be upgraded by every later version."""
    assert released.versions() == list(range(1, schema.VERSION + 1))


@pytest.mark.parametrize("version", released.versions())
def test_a_released_migration_is_never_edited(version: int, tmp_path: Path) -> None:
    """Only followed by another: the tables it makes are those in the journal of its time."""
    with closing(sqlite3.connect(released.journal_of(version, tmp_path / "old.db"))) as old:
        then = tables(old)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as new:
        for number in range(version):
            schema.run_script(new, schema.migration_text(number))
        assert tables(new) == then


@pytest.mark.parametrize("version", released.versions())
def test_a_released_journal_keeps_all_it_holds(version: int, tmp_path: Path) -> None:
    """Every value that its own program exported is in the export of this one, and is well."""
    path = released.journal_of(version, tmp_path / "old.db")
    now = records(export(path))
    for then in records(released.export_of(version)).values():
        for newest in upgrade(then):
            assert newest.items() <= now[newest["uuid"]].items()
    assert unwell(path) == []


@pytest.mark.parametrize("version", released.versions())
def test_a_released_journal_goes_on_where_it_was(
    version: int, tmp_path: Path, clock: Clock
) -> None:
    """What its own program did can be undone and redone by this one."""
    path = released.journal_of(version, tmp_path / "old.db")
    whole = export(path)
    undo.undo(path, clock)
    assert records(export(path)) == {}
    undo.redo(path, clock)
    assert export(path) == whole


@pytest.mark.parametrize("version", released.versions())
def test_an_export_of_a_released_schema_is_taken_in(
    version: int, tmp_path: Path, clock: Clock
) -> None:
    """Into an empty journal it gives what the journal itself gives."""
    text, path = released.export_of(version), tmp_path / "new.db"
    take_in(path, text, clock)
    assert export(path) == export(released.journal_of(version, tmp_path / "old.db"))


def test_addresses_and_absences_leave_the_client_with_their_history(
    tmp_path: Path, clock: Clock
) -> None:
    """What schema 1 had in the client's row can be undone and redone as before."""
    path = released.journal_of(1, tmp_path / "old.db")
    with closing(sqlite3.connect(path)) as old:
        old.execute(
            "INSERT INTO change (uuid, at, zone, command, kind)"
            " VALUES ('x', '2026-11-20T13:00:00Z', 'UTC', 'edit', 'do')"
        )
        old.execute(
            "UPDATE client SET email = 'new@example.org', phone = NULL, away_until = '2026-12-24',"
            " changed_at = '2026-11-20T13:00:00Z' WHERE handle = 'one'"
        )
        old.commit()
    query = (
        "SELECT kind, value FROM address"
        " UNION ALL SELECT from_day, until_day FROM absence ORDER BY 1, 2"
    )
    line = released.LINE
    now = [("2026-11-20", "2026-12-24"), ("email", "new@example.org")]
    assert open_to_look(path).execute(query).fetchall() == now
    whole = export(path)
    undo.undo(path, clock)
    assert open_to_look(path).execute(query).fetchall() == [("email", line), ("phone", line)]
    undo.redo(path, clock)
    assert export(path) == whole
    with transaction(path, clock, "more") as change:
        client = change.all(Client, handle="one")[0]
        address = change.add(Address(client_id=client.id or 0, kind="phone", value="1"))
    assert address.id
    assert address.id > 2


def records(text: str) -> dict[str, dict[str, Any]]:
    """The records of an export, by UUID."""
    return {one["uuid"]: one for one in json.loads(text)["records"]}


def tables(connection: sqlite3.Connection) -> set[str]:
    """The tables and indexes of a schema: the triggers and the view are written afresh."""
    found = connection.execute("SELECT sql FROM sqlite_schema WHERE type IN ('table', 'index')")
    return {sql for (sql,) in found if sql}


def test_an_older_journal_is_brought_up_to_date_by_a_look(
    journal: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a verified backup, with every record, and the program says so."""
    fill(journal, clock, "a text")
    newer_program(monkeypatch)
    with pytest.warns(JournalUpgraded, match="upgrade"):
        db = open_to_look(journal)
    assert schema.version_of(db) == schema.VERSION
    assert db.execute("SELECT text, colour FROM note").fetchall() == [("A TEXT", None)] * 2
    kept = backup.list_backups(journal)
    assert [one.reason for one in kept] == ["upgrade"]
    backup.verify(kept[0].path)


@pytest.mark.parametrize("obstacle", ["", "a reader"])
def test_a_migration_gives_back_the_pages_that_it_leaves_free(
    journal: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, obstacle: str
) -> None:
    """Unless another process reads the journal: then changes use them again."""
    fill(journal, clock)
    with sqlite3.connect(journal) as db:
        db.execute("UPDATE change SET command = hex(zeroblob(2000000))")
    newer_program(monkeypatch, "UPDATE change SET command = 'x';\n")
    give_back = journal_file._give_back_pages

    def give_back_beside_a_reader(connection: sqlite3.Connection, folder: Path) -> None:
        with closing(sqlite3.connect(journal, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM note").fetchone()
            give_back(connection, folder)

    if obstacle:
        monkeypatch.setattr(journal_file, "_give_back_pages", give_back_beside_a_reader)
    with pytest.warns(JournalUpgraded):
        open_to_look(journal).close()
    assert (journal.stat().st_size > 4_000_000) == bool(obstacle)
    assert unwell(journal) == []
    assert [path.name for path in journal.parent.iterdir() if "etilqs" in path.name] == []


def test_a_migration_is_no_change_that_can_be_undone(
    journal: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Undo takes back the last command, not what the migration did to its rows."""
    fill(journal, clock)
    newer_program(monkeypatch)
    with pytest.warns(JournalUpgraded):
        turned = undo.undo(journal, clock)
    assert [one.command for one in turned.changes] == ["fill"]
    assert '"record"' not in "".join(write_journal(open_to_look(journal)))


@pytest.mark.parametrize("sql", ["DELETE FROM note;\n", "PRAGMA foreign_keys = OFF;\nNONSENSE;\n"])
def test_a_migration_that_loses_or_fails_leaves_the_journal(
    journal: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, sql: str
) -> None:
    """Byte for byte what it was."""
    fill(journal, clock)
    before = journal.read_bytes()
    with monkeypatch.context() as patch:
        newer_program(patch, sql)
        with pytest.raises((ClientlogError, sqlite3.Error)):
            open_to_look(journal)
    assert journal.read_bytes() == before


@pytest.mark.parametrize("opening", [open_to_look, open_to_change])
def test_a_newer_journal_is_left_byte_for_byte(
    journal: Path, opening: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 5, with the way to the newer program."""
    with monkeypatch.context() as patch:
        newer_program(patch)
        create(journal)
    before = journal.read_bytes()
    with pytest.raises(JournalError, match="newer clientlog"):
        opening(journal)  # type: ignore[operator]
    assert journal.read_bytes() == before


@pytest.mark.slow
def test_eight_processes_upgrade_one_journal_once(
    journal: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of them then see the new schema, and the migration ran a single time."""
    fill(journal, clock)
    program = NEXT.format(sql="ALTER TABLE note ADD COLUMN colour TEXT;\n") + (
        "from pathlib import Path\n"
        "from clientlog.store.journal_file import open_to_look\n"
        "print(open_to_look(Path(sys.argv[1])).execute('SELECT colour FROM note').fetchall())\n"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(journal)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(8)
    ]
    answers = [one.communicate(timeout=60) for one in running]
    assert [out for out, _ in answers] == ["[(None,), (None,)]\n"] * 8, answers
    assert sum("brought up to date" in err for _, err in answers) == 1
    newer_program(monkeypatch)
    for one in backup.list_backups(journal):
        backup.verify(one.path)


def test_a_backup_of_an_older_schema_is_restored_and_brought_up_to_date(
    journal: Path, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newer program restores what the older one kept."""
    from clientlog.store.restore import restore

    fill(journal, clock)
    backup.back_up(journal, tmp_path / "copy", "manual")
    newer_program(monkeypatch)
    restore(tmp_path / "new.db", tmp_path / "copy")
    db = open_to_look(tmp_path / "new.db")
    assert db.execute("SELECT count(colour), count(*) FROM note").fetchone() == (0, 2)
