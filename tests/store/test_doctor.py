"""What is looked at in a journal and around it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from clientlog.store import backup, doctor
from clientlog.store.doctor import Check, examine
from clientlog.store.files import aside
from clientlog.store.paths import state_folder
from clientlog.write import notes
from tests.looking import client, reading, writing
from tests.store import released


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


BRING_BACK = "bring back a backup: clientlog backup list, then clientlog restore PATH"
WRITE_ANEW = (
    "write the journal anew: clientlog export --format json -o FILE,"
    " then clientlog import json FILE --db NEW"
)


@pytest.mark.parametrize(
    ("statement", "name", "detail", "advice"),
    [
        ("DELETE FROM contact", "contacts", "1 wrong date of contact", WRITE_ANEW),
        ("UPDATE touch SET client_id = 77", "references",
         "3 records with a broken reference", BRING_BACK),
        ("UPDATE change SET at = 'x'", "change log", "1 unreadable entry", BRING_BACK),
        ("UPDATE sqlite_sequence SET seq = -1 WHERE name = 'note'", "numbers",
         "the next number is out of reach: note", BRING_BACK),
    ],
)  # fmt: skip
def test_a_check_says_what_is_wrong_and_what_helps(
    used: Path, statement: str, name: str, detail: str, advice: str
) -> None:
    """What the texts themselves do not depend on can be written anew."""
    change_by_hand(used, "INSERT OR IGNORE INTO sqlite_sequence VALUES ('note', 0)")
    change_by_hand(used, statement)
    check = checks(used)[name]
    assert (check.ok, check.advice) == (False, advice)
    assert check.detail == detail or name == "references"


def test_a_journal_that_cannot_be_opened_is_told_by_its_error(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the hint of that, or with what always helps; an older one is no damage."""
    journal.write_bytes(b"x" * 5000)
    check = checks(journal)["journal"]
    assert not check.ok
    assert "older" not in check.detail
    assert check.advice.startswith("see: clientlog doctor")
    released.journal_of(2, journal)
    check = checks(journal)["journal"]
    assert (check.ok, check.detail) == (False, f"{journal} is of an older version")
    assert check.advice == "any other command brings it up to date"
    change_by_hand(journal, "PRAGMA application_id = 7")
    assert checks(journal)["journal"].advice == "name another with --db"
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    assert checks(journal)["journal"].advice == BRING_BACK


def test_a_purge_that_is_not_finished_is_named_with_its_files(used: Path, tmp_path: Path) -> None:
    """Those that are still there."""
    (tmp_path / "left").touch()
    assert checks(used)["purges"] == Check("purges", True, "none pending")
    for kind, target, detail in (
        ("sweep", "files", "one was stopped"),
        ("file", str(tmp_path / "gone"), "one was stopped"),
        ("file", str(tmp_path / "left"), f"could not clean {tmp_path / 'left'}"),
    ):
        change_by_hand(
            used,
            "INSERT INTO purge_pending (kind, target, noted_at)"
            f" VALUES ('{kind}', '{target}', '2026-11-20T11:00:00Z')",
        )
        check = checks(used)["purges"]
        assert (check.ok, check.detail) == (False, detail)
    with reading(used) as db:
        assert doctor._purges(db).advice.startswith("remove these files")


@pytest.mark.parametrize(
    ("folder", "file", "is_well"),
    [
        (0o700, 0o644, True), (0o710, 0o640, False), (0o701, 0o640, True), (0o710, 0o604, True),
        (0o701, 0o604, False), (0o710, 0o601, True), (0o711, 0o600, True), (0o711, 0o622, False),
    ],
)  # fmt: skip
def test_a_file_is_closed_to_who_may_not_enter_its_folder(
    folder: int, file: int, is_well: bool
) -> None:
    """The group and all others, each by its own rights."""
    with TemporaryDirectory() as place:
        path = Path(place, "journal.db")
        path.touch()
        path.chmod(file)
        Path(place).chmod(folder)
        assert doctor._permissions("file", path, 0o077).ok == is_well


@pytest.mark.parametrize(
    ("name", "mode", "is_well"),
    [("clientlog", 0o700, True), ("clientlog", 0o701, False), ("shared", 0o705, True),
     ("shared", 0o702, False)],
)  # fmt: skip
def test_a_folder_of_clientlogs_own_is_closed_and_another_not_written_to_by_others(
    used: Path, name: str, mode: int, is_well: bool
) -> None:
    """Another may be shared on purpose."""
    with TemporaryDirectory() as place:
        Path(place).chmod(0o711)
        folder = Path(place, name)
        folder.mkdir()
        (folder / "journal.db").write_bytes(used.read_bytes())
        (folder / "journal.db").chmod(0o600)
        folder.chmod(mode)
        assert checks(folder / "journal.db")["journal folder"].ok == is_well


def test_the_folder_of_backups_is_closed_as_well(
    used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what cannot be looked at is not well."""
    with TemporaryDirectory() as place:
        monkeypatch.setenv("XDG_STATE_HOME", place)
        backup.keep(used, "manual")
        assert checks(used)["backup folder"].ok
        folder = backup.backups_folder(used)
        for path in (folder, *list(folder.parents)[:3]):
            path.chmod(0o755)
        assert not checks(used)["backup folder"].ok
    assert doctor._permissions("file", used / "below", 0o077) == Check(
        "file", False, f"{used / 'below'}: Not a directory"
    )


def test_what_a_killed_process_left_is_named_and_nothing_else(used: Path) -> None:
    """A change that is under way is told where nothing else is; all of that is well."""
    assert checks(used)["leftovers"] == Check("leftovers", True, "none")
    used.with_name("other.db-journal").touch()
    aside(used.with_name("other.db")).touch()
    assert checks(used)["leftovers"].detail == "none"
    hot = used.with_name(f"{used.name}-journal")
    hot.touch()
    assert doctor._leftovers(used) == Check(
        "leftovers", True, f"a change is under way, or was cut off ({hot.name})"
    )
    beside, draft = aside(used), aside(state_folder() / "drafts" / "a.md")
    draft.parent.mkdir(parents=True)
    for path in (beside, draft):
        path.touch()
    assert doctor._leftovers(used) == Check(
        "leftovers", True, f"of a command that was cut off, not needed: {beside} {draft}"
    )


@pytest.mark.parametrize(("step", "is_well"), [(0, True), (1, False)])
def test_the_oldest_sqlite_that_will_do_is_well(
    monkeypatch: pytest.MonkeyPatch, step: int, is_well: bool
) -> None:
    """One before that is told what is needed."""
    *first, last = sqlite3.sqlite_version_info
    oldest = (*first, last + step)
    monkeypatch.setattr(doctor, "OLDEST_SQLITE", oldest)
    needed = "" if is_well else f"at least {'.'.join(map(str, oldest))} is needed"
    assert doctor._sqlite() == Check("SQLite", is_well, sqlite3.sqlite_version, needed)
