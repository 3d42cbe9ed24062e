"""What is looked at in a journal and around it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from clientlog.store import backup
from clientlog.store.doctor import Check, examine
from clientlog.write import notes
from tests.looking import client, writing


def checks(journal: Path) -> dict[str, Check]:
    config = journal.with_name("config.toml")
    return {check.name: check for check in examine(journal, config, "Europe/Berlin")}


def change_by_hand(journal: Path, statement: str) -> None:
    with closing(sqlite3.connect(journal)) as connection:
        connection.execute(statement)
        connection.commit()


@pytest.fixture
def used(journal: Path) -> Path:
    """A journal with a client and a touch."""
    with writing(journal) as change:
        notes.touch(change, client(change), change.clock.now, text="call")
    return journal


def test_where_there_is_no_journal_nothing_is_wrong(journal: Path) -> None:
    """Nor is one created by looking."""
    assert all(check.ok for check in checks(journal).values())
    assert not journal.exists()


def test_a_journal_that_is_well_passes_every_check(used: Path) -> None:
    """The zone and the version of SQLite are among them."""
    found = checks(used)
    assert [check for check in found.values() if not check.ok] == []
    assert found["zone"].detail == "Europe/Berlin"
    assert {found[name].detail for name in ("change log", "references", "contacts")} == {"ok"}
    assert {check.advice for check in found.values()} == {""}
    assert found["SQLite"].detail == sqlite3.sqlite_version


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("DELETE FROM contact", "contacts"),
        ("INSERT INTO search (rowid, folded) VALUES (160, 'ghost')", "search index"),
        ("UPDATE change_row SET before = '{}{}' WHERE id = 1", "change log"),
        ("UPDATE touch SET client_id = 77", "references"),
        ("CREATE TABLE evil (a)", "journal"),
    ],
)
def test_what_is_wrong_in_the_journal_is_named(used: Path, statement: str, name: str) -> None:
    """Each check is about one thing."""
    change_by_hand(used, statement)
    assert name in [check.name for check in checks(used).values() if not check.ok]


@pytest.mark.parametrize(("folder", "is_well"), [(0o755, False), (0o700, True)])
def test_a_file_that_others_can_reach_is_to_be_closed(
    used: Path, folder: int, is_well: bool
) -> None:
    """The advice is the command that does it."""
    with TemporaryDirectory() as place:
        Path(place).chmod(folder)
        copy = Path(place, "journal.db")
        copy.write_bytes(used.read_bytes())
        copy.chmod(0o644)
        check = checks(copy)["journal file"]
    assert check.ok == is_well
    assert check.advice == ("" if is_well else f"chmod go= {copy}")


def test_a_backup_that_does_not_verify_is_counted_and_named(
    used: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without backups, and with good ones, all is well."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    found = checks(used)["backups"]
    assert found.ok and found.detail.endswith("(none yet: the first change of a day makes one)")
    folder = backup.backups_folder(used)
    for _ in range(2):
        backup.make_daily_backup(used)
    found = checks(used)["backups"]
    assert found.ok and ", 1 verified, the newest of " in found.detail
    (good,) = backup.list_backups(used)
    bad = good.path.with_name(good.path.name.replace("20", "19", 1))
    bad.write_bytes(b"x" + good.path.read_bytes()[1:])
    found = checks(used)["backups"]
    assert not found.ok
    assert found.detail == f"1 of 2 in {folder} are bad"
    assert found.advice == f"make a new one with clientlog backup, and remove {bad}"


def test_a_configuration_is_well_where_it_can_be_read(used: Path) -> None:
    """None at all is well; a mistake and an unknown key are said."""
    config = used.with_name("config.toml")
    assert checks(used)["configuration"].detail.startswith(f"{config} (none")
    for text, ok, words in (
        ('date_order = "dmy"', True, str(config)),
        ('date_order = "ydm"', False, "must be one of"),
        ("nonsense = 1", False, "nonsense"),
    ):
        config.write_text(text)
        check = checks(used)["configuration"]
        assert (check.ok, words in check.detail) == (ok, True)
