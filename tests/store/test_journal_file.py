"""The journal, opened to look or to change."""

import os
import sqlite3
import stat
import time
from collections.abc import Callable
from contextlib import closing
from math import inf
from pathlib import Path

import pytest

from clientlog.errors import JournalError
from clientlog.store import connection, journal_file, schema
from clientlog.store.backup import list_backups
from clientlog.store.connection import connect
from clientlog.store.file_state import read_state
from clientlog.store.journal_file import JournalUpgraded
from tests.looking import client, writing
from tests.store import released

Opening = Callable[[Path], sqlite3.Connection]

OPENINGS: list[Opening] = [journal_file.open_to_look, journal_file.open_to_change]


def test_a_look_at_no_journal_finds_an_empty_one_and_creates_nothing(tmp_path: Path) -> None:
    """Unless there must be one."""
    path = tmp_path / "a.db"
    with closing(journal_file.open_to_look(path)) as db:
        assert db.execute("SELECT count(*) FROM client").fetchone() == (0,)
        assert db.execute("SELECT count(*) FROM journal").fetchone() == (0,)
        assert not db.in_transaction
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


def test_what_cannot_be_a_journal_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder, a link that leads nowhere, and a file that may not be read."""
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "missing")
    with pytest.raises(JournalError, match="which is not there"):
        journal_file.exists(link)
    with pytest.raises(JournalError, match="not a plain file"):
        journal_file.exists(tmp_path)
    assert journal_file.exists(tmp_path / "missing") is False
    (tmp_path / "closed").touch()
    assert journal_file.exists(tmp_path / "closed") is True
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    with pytest.raises(JournalError, match="closed cannot be read: permission denied"):
        journal_file.exists(tmp_path / "closed")


@pytest.fixture
def used(journal: Path) -> Path:
    """A journal with one client, which was last written to a moment ago."""
    with writing(journal) as change:
        client(change)
    settle(journal)
    return journal


def settle(path: Path) -> int:
    """Wait until the clock of the file system has gone on; return the size of the file."""
    state = read_state(path)
    assert state
    while not state.is_settled:
        time.sleep(0.005)
    return state.size


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Up to which size of the journal each check has looked at its pages."""
    sizes: list[float] = []

    def check(db: sqlite3.Connection, path: Path, *, pages_within: float = inf) -> int:
        sizes.append(pages_within)
        return connection.checked_version(db, path, pages_within=pages_within)

    monkeypatch.setattr(journal_file, "checked_version", check)
    return sizes


def test_a_journal_is_checked_once_until_somebody_writes_to_it(
    used: Path, checks: list[float]
) -> None:
    """By a look or a change of the same process."""
    for opening in (*OPENINGS, *OPENINGS):
        opening(used).close()
    assert len(checks) == 1
    os.utime(used)
    settle(used)
    journal_file.open_to_look(used).close()
    assert len(checks) == 2


@pytest.mark.parametrize(("beyond", "count"), [(0, 1), (1, 2)])
def test_a_look_checks_the_pages_of_a_journal_up_to_a_size(
    used: Path, checks: list[float], monkeypatch: pytest.MonkeyPatch, beyond: int, count: int
) -> None:
    """A change needs those of a larger one as well."""
    limit = settle(used) - beyond
    monkeypatch.setattr(journal_file, "LOOKED_THROUGH", limit)
    journal_file.open_to_look(used).close()
    journal_file.open_to_look(used).close()
    assert checks == [limit]
    journal_file.open_to_change(used).close()
    assert checks == [limit, inf][:count]


@pytest.mark.parametrize("opening", OPENINGS)
def test_a_journal_of_the_newest_schema_is_opened_as_it_is(used: Path, opening: Opening) -> None:
    """Nothing is upgraded, and no backup is made for that."""
    before = used.read_bytes()
    opening(used).close()
    assert used.read_bytes() == before
    assert list_backups(used) == []


@pytest.mark.parametrize("opening", OPENINGS)
def test_an_older_journal_is_brought_up_to_date_by_whoever_opens_it(
    journal: Path, opening: Opening
) -> None:
    """After a backup, which the warning names."""
    released.journal_of(2, journal)
    with pytest.warns(JournalUpgraded, match="as it was before: ") as warned:
        db = opening(journal)
    with closing(db):
        assert schema.version_of(db) == schema.VERSION
        assert db.execute("SELECT count(*) FROM client").fetchone() == (2,)
    (copy,) = list_backups(journal)
    assert copy.reason == "upgrade"
    assert str(warned[0].message).endswith(str(copy.path))


def test_an_upgrade_that_another_process_was_faster_with_is_none(used: Path) -> None:
    """No warning, no change."""
    before = used.read_bytes()
    journal_file.upgrade(used)
    assert used.read_bytes() == before


@pytest.mark.parametrize("opening", OPENINGS)
def test_a_journal_with_a_foreign_schema_is_not_opened(used: Path, opening: Opening) -> None:
    """A view could say anything."""
    add_view(used)
    with pytest.raises(JournalError, match="did not write"):
        opening(used)


def add_view(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE VIEW spy AS SELECT * FROM client")


def test_a_journal_that_was_replaced_while_it_was_open_is_not_written_to(
    used: Path, tmp_path: Path
) -> None:
    """By an older one, or by one with a foreign schema; one that is ours is."""
    with closing(journal_file.open_to_change(used)) as db:
        journal_file.check_in_transaction(db, used)
        add_view(used)
        with pytest.raises(JournalError, match="did not write"):
            journal_file.check_in_transaction(db, used)
    older = released.journal_of(2, tmp_path / "older.db")
    with closing(connect(older, "rw")) as db:
        with pytest.raises(JournalError, match="was replaced by an older journal") as caught:
            journal_file.check_in_transaction(db, older)
        assert caught.value.hint == "try again"


def test_a_change_makes_a_journal_where_there_is_none(tmp_path: Path) -> None:
    """With foreign keys, unless it is told that nothing may cascade."""
    for name, options, cascades in (("a", {}, 1), ("b", {"foreign_keys": False}, 0)):
        with closing(journal_file.open_to_change(tmp_path / name, **options)) as db:
            assert db.execute("PRAGMA foreign_keys").fetchone() == (cascades,)
            assert db.execute("SELECT count(*) FROM journal").fetchone() == (1,)


def mode_of(path: Path) -> str:
    """Return whether a journal is in one file, as its header says."""
    return {b"\1\1": "delete", b"\2\2": "wal"}[path.read_bytes()[18:20]]


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize("is_open", [False, True])
def test_a_journal_that_another_program_put_into_wal_mode_becomes_one_file_again(
    used: Path, opening: Opening, is_open: bool
) -> None:
    """Unless that program still has it open; waiting for a lock is as it was then."""
    with closing(sqlite3.connect(used)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("SELECT * FROM client").fetchall()
        if not is_open:
            other.close()
        with closing(opening(used)) as db:
            assert db.execute("SELECT name FROM client").fetchall() == [("Dana Reyes",)]
            assert db.execute("PRAGMA busy_timeout").fetchone() == (30_000,)
        assert mode_of(used) == ("wal" if is_open else "delete")


def test_a_look_that_may_not_write_leaves_the_mode(
    used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder that is closed to this user."""
    with closing(sqlite3.connect(used)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("UPDATE change SET command = 'latest'")
        other.commit()
        monkeypatch.setattr(journal_file, "looking_mode", lambda _path: "ro")
        with closing(journal_file.open_to_look(used)) as db:
            assert db.execute("SELECT command FROM change").fetchone() == ("latest",)
    assert mode_of(used) == "wal"


def test_an_upgrade_that_loses_a_record_is_refused(used: Path) -> None:
    """A whole table, one of its records, or what a record refers to."""
    with closing(sqlite3.connect(used)) as db:
        journal_file._refuse_loss(db, {"client": 1, "note": 0}, used)
        for before in ({"client": 2}, {"letter": 1, "client": 1}):
            with pytest.raises(JournalError, match="could not be brought up to date"):
                journal_file._refuse_loss(db, before, used)
        assert journal_file._row_counts(db)["client"] == 1
        db.execute("DELETE FROM journal")
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute(
            "INSERT INTO tag SELECT 1, uuid, recorded_at, changed_at, zone, 77, 'x' FROM client"
        )
        with pytest.raises(JournalError, match="could not be brought up to date"):
            journal_file._refuse_loss(db, {"client": 1}, used)


@pytest.mark.parametrize(("free", "is_smaller"), [(22, False), (25, False), (26, True)])
def test_an_upgrade_that_leaves_more_than_a_quarter_of_the_file_free_makes_it_smaller(
    tmp_path: Path, free: int, is_smaller: bool
) -> None:
    """Of a hundred pages."""
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as db:
        db.execute("PRAGMA page_size = 512")
        for name, pages in (("stays", 100 - free - 2), ("passing", free - 1)):
            db.execute(f"CREATE TABLE {name} AS SELECT zeroblob({pages} * 508 + 30) AS content")
        db.execute("DROP TABLE passing")
        assert db.execute("PRAGMA page_count").fetchone() == (100,)
        assert db.execute("PRAGMA freelist_count").fetchone() == (free,)
        journal_file._give_back_pages(db, tmp_path)
        assert db.execute("PRAGMA page_count").fetchone() == ((100 - free) if is_smaller else 100,)
