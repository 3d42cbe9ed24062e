"""The journal, opened to look or to change."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from clientlog.errors import JournalError
from clientlog.store import journal_file
from tests.looking import client, writing


def test_a_look_at_no_journal_finds_an_empty_one_and_creates_nothing(tmp_path: Path) -> None:
    """Unless there must be one."""
    path = tmp_path / "a.db"
    with closing(journal_file.open_to_look(path)) as db:
        assert db.execute("SELECT count(*) FROM client").fetchone() == (0,)
    with pytest.raises(JournalError, match="there is no journal at") as caught:
        journal_file.open_to_look(path, must_exist=True)
    assert caught.value.hint == "create it with: clientlog client add NAME"
    assert not path.exists()


def test_a_look_cannot_write(tmp_path: Path) -> None:
    """Neither to the journal nor to the one in memory."""
    with writing(tmp_path / "a.db") as change:
        client(change)
    for path in (tmp_path / "a.db", tmp_path / "b.db"):
        with (
            closing(journal_file.open_to_look(path)) as db,
            pytest.raises(sqlite3.OperationalError),
        ):
            db.execute("DELETE FROM client")


def test_a_new_journal_is_its_owners_alone_and_is_not_created_twice(tmp_path: Path) -> None:
    """Its folder as well; the second run finds the first one's."""
    path = tmp_path / "sub" / "a.db"
    journal_file.create(path)
    with writing(path) as change:
        client(change)
    journal_file.create(path)
    with closing(journal_file.open_to_look(path)) as db:
        assert db.execute("SELECT name FROM client").fetchall() == [("Dana Reyes",)]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["a.db"]


def test_what_cannot_be_a_journal_is_refused(tmp_path: Path) -> None:
    """A folder, and a link that leads nowhere."""
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "missing")
    with pytest.raises(JournalError, match="which is not there"):
        journal_file.exists(link)
    with pytest.raises(JournalError, match="not a plain file"):
        journal_file.exists(tmp_path)
    assert journal_file.exists(tmp_path / "missing") is False
