"""What an error of SQLite means to the person whose journal it is."""

import sqlite3
from pathlib import Path

import pytest

from clientlog.errors import ClientlogError
from clientlog.store.connection import translate_error


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
