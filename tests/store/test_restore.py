"""Restoring a backup without losing the present."""

import os
import random
import sqlite3
import stat
import threading
import time
from pathlib import Path

import pytest

from clientlog.clock import Clock
from clientlog.errors import ClientlogError, JournalError, UsageError
from clientlog.store import backup, connection
from clientlog.store import restore as restoring
from clientlog.store.changes import raw_change, start
from clientlog.store.journal_file import create, open_to_look
from clientlog.store.restore import restore
from tests.journals import export


def add_client(path: Path, clock: Clock, handle: str) -> None:
    with raw_change(path) as connection:
        start(connection, clock, f"client add {handle}")
        connection.execute(
            "INSERT INTO client (uuid, recorded_at, changed_at, zone, handle, name, name_key,"
            " direction, by_hand) VALUES (?1 || '-0000-4000-8000-000000000000', ?2, ?2, 'UTC', ?3,"
            " ?3, ?3, 'outside', 1)",
            (f"{random.randrange(10**8):08}", "2026-11-20T11:00:00Z", handle),
        )


def test_restore_keeps_the_present(filled: Path, clock: Clock, tmp_path: Path) -> None:
    """What was there is a backup of its own, and comes back the same way."""
    target = tmp_path / "copy"
    old = export(filled)
    backup.back_up(filled, target, "manual")
    add_client(filled, clock, "later")
    present = export(filled)
    done = restore(filled, target)
    assert export(filled) == old
    assert done.kept
    restore(filled, done.kept)
    assert export(filled) == present


def test_numbers_stay_used_after_a_restore(filled: Path, clock: Clock, tmp_path: Path) -> None:
    """What was given out since the backup is not given to another record."""
    target = tmp_path / "copy"
    backup.back_up(filled, target, "manual")
    add_client(filled, clock, "later")
    restore(filled, target)
    add_client(filled, clock, "other-2")
    numbers = [row[0] for row in open_to_look(filled).execute("SELECT id FROM client ORDER BY id")]
    assert numbers == [1, 2, 4]


def test_a_process_that_has_the_journal_open_sees_the_restored_one(
    filled: Path, clock: Clock, tmp_path: Path
) -> None:
    """The file is the same file: nobody commits into one that is gone."""
    target = tmp_path / "copy"
    backup.back_up(filled, target, "manual")
    open_before = sqlite3.connect(filled)
    add_client(filled, clock, "later")
    restore(filled, target)
    assert open_before.execute("SELECT count(*) FROM client").fetchone() == (2,)
    open_before.close()


def test_a_damaged_journal_is_set_aside(filled: Path, tmp_path: Path) -> None:
    """It cannot be backed up, and is not deleted either."""
    target = tmp_path / "copy"
    old = export(filled)
    backup.back_up(filled, target, "manual")
    damaged = filled.read_bytes()[:20_000]
    filled.write_bytes(damaged)
    done = restore(filled, target)
    assert done.set_aside
    assert done.set_aside.read_bytes() == damaged
    assert export(filled) == old


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"SQLite format 3\0" + b"x" * 5000, b"\0" * 9000]
)
def test_what_is_no_journal_is_not_restored(filled: Path, tmp_path: Path, content: bytes) -> None:
    """The journal stays as it is."""
    before = export(filled)
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(ClientlogError):
        restore(filled, tmp_path / "file")
    for path in (tmp_path, tmp_path / "none", Path("/dev/zero")):
        with pytest.raises(ClientlogError):
            restore(filled, path)
    assert export(filled) == before


@pytest.mark.parametrize(
    "foreign",
    [
        "CREATE TRIGGER evil AFTER INSERT ON note BEGIN DELETE FROM client; END",
        "CREATE VIEW evil AS SELECT 1",
        "CREATE TABLE evil (a)",
        "CREATE INDEX evil ON client (role)",
    ],
)
def test_a_backup_with_something_foreign_is_refused(
    filled: Path, tmp_path: Path, foreign: str
) -> None:
    """A trigger in a restored file would run with every change."""
    target = tmp_path / "other.db"
    create(target)
    with sqlite3.connect(target) as connection:
        connection.execute(foreign)
    connection.close()
    with pytest.raises(JournalError, match="evil"):
        restore(filled, target)


def test_a_trigger_under_our_name_is_written_afresh(filled: Path, tmp_path: Path) -> None:
    """What it says does not matter, it is not taken over."""
    target = tmp_path / "other.db"
    create(target)
    with sqlite3.connect(target) as connection:
        connection.execute("DROP TRIGGER log_note_insert")
        connection.execute(
            "CREATE TRIGGER log_note_insert AFTER INSERT ON note BEGIN DELETE FROM client; END"
        )
    connection.close()
    restore(filled, target)
    sql = open_to_look(filled).execute(
        "SELECT sql FROM sqlite_schema WHERE name = 'log_note_insert'"
    )
    assert "DELETE FROM client" not in sql.fetchone()[0]


def test_another_programs_database_is_no_place_to_restore_to(filled: Path, tmp_path: Path) -> None:
    """Nor is a newer journal: they stay byte for byte what they were."""
    target = tmp_path / "copy"
    backup.back_up(filled, target, "manual")
    for pragma in ("application_id = 7", "user_version = 99"):
        other = tmp_path / f"{pragma[:4]}.db"
        create(other)
        connection = sqlite3.connect(other)
        connection.execute(f"PRAGMA {pragma}")
        connection.close()
        before = other.read_bytes()
        with pytest.raises(JournalError):
            restore(other, target)
        assert other.read_bytes() == before


@pytest.mark.parametrize("linked", [False, True])
def test_what_is_no_file_is_not_set_aside(filled: Path, tmp_path: Path, linked: bool) -> None:
    """A pipe in the place of the journal stays there, and is not waited for."""
    target = tmp_path / "copy"
    backup.back_up(filled, target, "manual")
    pipe = named = tmp_path / "pipe"
    os.mkfifo(pipe)
    if linked:
        named = tmp_path / "link"
        named.symlink_to(pipe)
    with pytest.raises(JournalError, match="not a plain file"):
        restore(named, target)
    assert pipe.is_fifo()


def test_a_journal_restored_to_a_new_place_is_its_owners_alone(
    filled: Path, tmp_path: Path
) -> None:
    """A plain copy will do as well as a backup, but has no checksum."""
    backup.back_up(filled, tmp_path / "copy", "manual")
    for number, (source, sealed) in enumerate(((tmp_path / "copy", True), (filled, False))):
        new = tmp_path / str(number) / "new.db"
        assert restore(new, source) == restoring.Restored(sealed)
        assert stat.S_IMODE(new.stat().st_mode) == 0o600
        assert [path.name for path in new.parent.iterdir()] == ["new.db"]
        assert export(new) == export(filled)


@pytest.mark.parametrize("damaged", [False, True])
def test_a_journal_that_appears_meanwhile_is_not_written_over(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damaged: bool
) -> None:
    """Where there was none, or where a damaged one was set aside."""
    backup.back_up(filled, tmp_path / "copy", "manual")
    journal = tmp_path / "new" / "a.db"
    journal.parent.mkdir()
    if damaged:
        journal.write_bytes(b"damaged")
    monkeypatch.setattr(restoring, "_sync", lambda _draft: journal.write_bytes(b"another's"))
    with pytest.raises(UsageError, match="exists already"):
        restore(journal, tmp_path / "copy")
    assert journal.read_bytes() == b"another's"


def test_a_change_between_the_backup_and_the_lock_is_backed_up_as_well(
    filled: Path, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The present is copied again; what is kept has the change."""
    backup.back_up(filled, tmp_path / "copy", "manual")
    before = export(filled)
    keep = backup.keep
    copies = []

    def keep_and_write(journal: Path, reason: str) -> Path:
        copies.append(keep(journal, reason))
        if len(copies) == 1:
            add_client(filled, clock, "later")
        return copies[-1]

    monkeypatch.setattr(backup, "keep", keep_and_write)
    done = restore(filled, tmp_path / "copy")
    assert len(copies) == 2
    assert done.kept == copies[1]
    assert export(filled) == before
    restore(tmp_path / "kept.db", copies[1])
    assert '"later"' in export(tmp_path / "kept.db")


def test_nothing_is_restored_where_somebody_writes_all_the_time(
    filled: Path, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After so many attempts."""
    backup.back_up(filled, tmp_path / "copy", "manual")
    attempts = []

    def write(journal: Path, _reason: str) -> Path:
        attempts.append(journal)
        add_client(filled, clock, f"later-{len(attempts)}")
        return tmp_path / "kept"

    monkeypatch.setattr(backup, "keep", write)
    monkeypatch.setattr(restoring, "ATTEMPTS", 3)
    with pytest.raises(JournalError, match="is writing all the time; nothing was restored"):
        restore(filled, tmp_path / "copy")
    assert len(attempts) == 3
    assert '"later-3"' in export(filled)


@pytest.mark.parametrize(("seconds", "is_restored"), [(0.05, False), (20.0, True)])
def test_a_writer_is_waited_for_so_long(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: float, is_restored: bool
) -> None:
    """And then nothing is restored."""
    draft = tmp_path / "draft.db"
    draft.write_bytes(filled.read_bytes())
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0)
    monkeypatch.setattr(restoring, "BUSY_SECONDS", seconds)
    writer = sqlite3.connect(filled, isolation_level=None, check_same_thread=False)
    writer.execute("BEGIN IMMEDIATE")
    handle = os.open(filled, os.O_RDONLY)
    count = restoring._change_count(handle)
    assert count == filled.read_bytes()[24:28]

    def finish() -> None:
        time.sleep(0.1)
        writer.execute("ROLLBACK")

    thread = threading.Thread(target=finish)
    if is_restored:
        thread.start()
        assert restoring._copied(filled, draft, handle, count)
        thread.join()
    else:
        with pytest.raises(JournalError, match="is writing; nothing was restored"):
            restoring._copied(filled, draft, handle, count)
    writer.close()
    os.close(handle)


def test_only_a_damaged_journal_of_ours_is_set_aside(filled: Path, tmp_path: Path) -> None:
    """Or what is no database at all; one that is whole or another program's is not."""
    whole = filled.read_bytes()

    def is_damaged(content: bytes) -> bool:
        (tmp_path / "a.db").write_bytes(content)
        return restoring._is_damaged(tmp_path / "a.db")

    assert is_damaged(b"")
    assert is_damaged(b"hello" * 2000)
    assert is_damaged(whole[:99])
    assert is_damaged(whole[:20_000])
    assert not is_damaged(whole)
    assert not is_damaged(whole[:68] + b"other" + whole[73:])
    assert not is_damaged(whole[:60] + (99).to_bytes(4) + whole[64:])
    with sqlite3.connect(filled) as db:
        db.execute("CREATE VIEW spy AS SELECT * FROM client")
    assert is_damaged(filled.read_bytes())
