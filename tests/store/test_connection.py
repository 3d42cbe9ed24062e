"""What an error of SQLite means to the person whose journal it is."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from clientlog.errors import ClientlogError
from clientlog.store.connection import bounded_memory, connect, translate_error


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
