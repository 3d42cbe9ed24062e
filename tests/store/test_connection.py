"""What an error of SQLite means to the person whose journal it is."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from clientlog.errors import ClientlogError, JournalError
from clientlog.store import schema
from clientlog.store.connection import (
    LENGTH_LIMIT,
    bounded_memory,
    checked_version,
    connect,
    connect_to_check,
    looking_mode,
    translate_error,
)
from tests.looking import client, writing


def failing(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("told")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "exit_code", "says"),
    [
        (sqlite3.SQLITE_BUSY, 5, "nothing was saved"),
        (sqlite3.SQLITE_FULL, 1, "nothing was saved"),
        (sqlite3.SQLITE_IOERR_WRITE, 1, "nothing was saved"),
        (sqlite3.SQLITE_IOERR_DIR_FSYNC, 1, "perhaps after the change was saved"),
        (sqlite3.SQLITE_IOERR_UNLOCK, 1, "perhaps after the change was saved"),
        (sqlite3.SQLITE_READONLY, 1, "cannot be written"),
        (sqlite3.SQLITE_CORRUPT, 5, "left as it is"),
        (sqlite3.SQLITE_NOTADB, 5, "left as it is"),
    ],
)
def test_each_kind_has_its_exit_code_and_says_what_became_of_the_change(
    code: int, exit_code: int, says: str
) -> None:
    """A failure after the commit never claims that nothing was saved."""
    error = translate_error(failing(code), Path("journal.db"))
    assert isinstance(error, ClientlogError)
    assert error.exit_code == exit_code
    assert says in error.message


def test_what_nobody_expected_stays_a_bug() -> None:
    """It is raised again, for the report."""
    with pytest.raises(sqlite3.OperationalError):
        translate_error(failing(sqlite3.SQLITE_ERROR), Path("journal.db"))


def test_a_vacuum_in_bounded_memory_leaves_no_temporary_file(tmp_path: Path) -> None:
    """SQLite opens one in the folder that it was told, and removes its name at once."""
    sqlite3.connect(tmp_path / "journal.db").close()
    with closing(connect(tmp_path / "journal.db", "rw")) as connection:
        connection.execute("CREATE TABLE text AS SELECT zeroblob(300000) AS value")
        opened: set[str] = set()

        def note_open_files() -> int:
            handles = Path("/proc/self/fd").iterdir()
            opened.update(str(handle.readlink()) for handle in handles if handle.is_symlink())
            return 0

        with bounded_memory(connection, tmp_path):
            connection.execute("PRAGMA cache_size = 10")
            connection.set_progress_handler(note_open_files, 10)
            connection.execute("VACUUM")
        connection.set_progress_handler(None, 0)
        assert connection.execute("PRAGMA temp_store_directory").fetchone() in {None, ("",)}
    temporary = {path for path in opened if "etilqs_" in path}
    assert [path.name for path in tmp_path.iterdir()] == ["journal.db"]
    assert temporary
    assert {Path(path).parent for path in temporary} == {tmp_path}


def test_memory_is_used_where_sqlite_takes_no_folder(tmp_path: Path) -> None:
    """A folder whose name is not UTF-8 is no value of a PRAGMA."""
    folder = Path(os.fsdecode(bytes(tmp_path / "caf") + b"\xe9"))
    folder.mkdir()
    with closing(sqlite3.connect(":memory:")) as connection, bounded_memory(connection, folder):
        connection.execute("VACUUM")
    assert [*folder.iterdir()] == []


class Deaf(sqlite3.Connection):
    """A connection of a SQLite that does not know where to put temporary files."""

    def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
        if "temp_store_directory" in statement:
            statement = "PRAGMA unknown_to_this_build"
        return super().execute(statement, *values)


def test_memory_is_used_where_sqlite_does_not_know_of_the_folder(tmp_path: Path) -> None:
    """What was written about people goes into no folder of the system's."""
    with closing(sqlite3.connect(":memory:", factory=Deaf)) as connection:
        connection.execute("PRAGMA temp_store = MEMORY")
        with bounded_memory(connection, tmp_path):
            assert connection.execute("PRAGMA temp_store").fetchone() == (2,)


@pytest.fixture
def used(journal: Path) -> Path:
    """A journal with one client."""
    with writing(journal) as change:
        client(change)
    return journal


def test_a_connection_commits_by_itself_and_waits_half_a_minute(used: Path) -> None:
    """Nothing longer than 16 MB is read or written on it."""
    with closing(connect(used, "rw")) as connection:
        connection.execute("UPDATE change SET command = 'x'")
        assert not connection.in_transaction
        assert connection.execute("PRAGMA busy_timeout").fetchone() == (30_000,)
        assert connection.getlimit(sqlite3.SQLITE_LIMIT_LENGTH) == LENGTH_LIMIT == 16_000_000


def test_a_connection_to_check_finds_what_the_checks_refuse_and_cannot_write(used: Path) -> None:
    """One that may only look never reads the CHECKs."""
    with closing(sqlite3.connect(used)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE client SET handle = 'Dana Reyes'")
        connection.commit()
    with closing(connect_to_check(used)) as connection:
        assert "CHECK" in connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM change")


@pytest.mark.parametrize(
    ("closed", "mode"), [("", "rw"), ("journal.db", "ro"), ("folder", "ro"), ("both", "ro")]
)
def test_a_look_may_write_where_the_file_and_its_folder_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, closed: str, mode: str
) -> None:
    """To roll back a killed change, the file beside the journal must be removed."""
    journal = tmp_path / "folder" / "journal.db"
    monkeypatch.setattr(os, "access", lambda path, _: closed not in {path.name, "both"})
    assert looking_mode(journal) == mode


def test_a_file_that_is_not_whole_is_no_journal(used: Path) -> None:
    """Cut short by a byte, or with a page that was wiped; the hint says what helps."""
    with closing(connect(used, "rw")) as connection:
        # Its last pages are free ones.
        connection.execute("CREATE TABLE passing AS SELECT zeroblob(20000) AS content")
        connection.execute("DROP TABLE passing")
    whole = used.read_bytes()
    with closing(connect(used, "ro")) as connection:
        find = "SELECT rootpage FROM sqlite_schema WHERE name = 'note'"
        (page,) = connection.execute(find).fetchone()
    wiped = whole[: (page - 1) * 4096] + bytes(4096) + whole[page * 4096 :]
    for content, words in ((whole[:-1], "was cut short"), (wiped, f"has lost page {page};")):
        used.write_bytes(content)
        with (
            closing(connect(used, "ro")) as connection,
            pytest.raises(JournalError, match=words) as caught,
        ):
            checked_version(connection, used)
        assert caught.value.hint == "bring back a backup with: clientlog restore PATH"
        assert not connection_is_busy(used)
    with closing(connect(used, "ro")) as connection:
        assert checked_version(connection, used, pages_within=len(wiped) - 1) == schema.VERSION
        with pytest.raises(JournalError, match="has lost page"):
            checked_version(connection, used, pages_within=len(wiped))


def connection_is_busy(path: Path) -> bool:
    """Return whether somebody holds a lock on the file."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            return True
    return False


def test_a_journal_is_whole_and_no_lock_is_left(used: Path) -> None:
    """Its version is that of the schema."""
    with closing(connect(used, "rw")) as connection:
        assert checked_version(connection, used) == schema.VERSION
        assert not connection.in_transaction


def test_the_first_error_is_told_where_it_ended_the_transaction(
    used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite may do so by itself."""

    def fail(connection: sqlite3.Connection, _path: object) -> int:
        connection.execute("ROLLBACK")
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(schema, "check_version", fail)
    with (
        closing(connect(used, "rw")) as connection,
        pytest.raises(sqlite3.OperationalError, match="disk I/O error"),
    ):
        checked_version(connection, used)
