"""Backups: sealed, verified, thinned; and restored without losing the present."""

import json
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from clientlog.errors import ClientlogError, JournalError, UsageError
from clientlog.store import backup
from clientlog.store.backup import Backup
from clientlog.store.identity import Identity, identify
from clientlog.store.journal_file import create
from clientlog.store.restore import restore
from clientlog.store.retention import expired
from tests.journals import export


def test_a_backup_is_one_private_file_that_restores_to_the_same(
    filled: Path, tmp_path: Path
) -> None:
    """It is 0600, verified, and a journal made from it exports the same."""
    target = tmp_path / "copy"
    backup.back_up(filled, target, "manual")
    assert target.stat().st_mode & 0o777 == 0o600
    backup.verify(target)
    done = restore(tmp_path / "elsewhere" / "new.db", target)
    assert done.sealed
    assert export(tmp_path / "elsewhere" / "new.db") == export(filled)
    assert not list(tmp_path.rglob("*.new*"))


def test_a_backup_is_the_journal_byte_for_byte(filled: Path, tmp_path: Path) -> None:
    """It is copied and summed, not written anew: the day's first change waits for it."""
    target = tmp_path / "copy"
    backup.back_up(filled, target, "manual")
    assert target.read_bytes()[: -backup.BLOCK] == filled.read_bytes()


def test_a_backup_of_a_journal_in_wal_mode_has_the_latest_changes(
    filled: Path, tmp_path: Path
) -> None:
    """They are in a file beside the journal; the backup is one file that opens by itself."""
    with closing(sqlite3.connect(filled)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("UPDATE change SET command = 'latest' WHERE id = 1")
        other.commit()
        assert filled.with_name(f"{filled.name}-wal").stat().st_size > 0
        backup.back_up(filled, tmp_path / "copy", "manual")
    backup.verify(tmp_path / "copy")
    with closing(sqlite3.connect(f"file:{tmp_path / 'copy'}?mode=ro", uri=True)) as copy:
        assert copy.execute("SELECT command FROM change WHERE id = 1").fetchone() == ("latest",)


@pytest.mark.slow
def test_every_flipped_bit_is_found(filled: Path, tmp_path: Path) -> None:
    """Anywhere in the file: in the pages, between them, in the block with the sum."""
    target = tmp_path / "copy"
    backup.back_up(filled, target, "manual")
    whole = target.read_bytes()
    random.seed(1)
    places = [*(random.randrange(len(whole)) for _ in range(60)), len(whole) - 1, len(whole) - 4096]
    for place in places:
        damaged = bytearray(whole)
        damaged[place] ^= 1 << random.randrange(8)
        target.write_bytes(damaged)
        with pytest.raises(JournalError):
            backup.verify(target)
        before = export(filled)
        with pytest.raises(JournalError):
            restore(filled, target)
        assert export(filled) == before


@pytest.mark.parametrize("left", [0, 1, 100, 4096, -1, -64, -4097])
def test_a_backup_cut_short_is_refused(filled: Path, tmp_path: Path, left: int) -> None:
    """Wherever it ends."""
    target = tmp_path / "copy"
    backup.back_up(filled, target, "manual")
    target.write_bytes(target.read_bytes()[:left])
    with pytest.raises(JournalError):
        backup.verify(target)
    with pytest.raises(ClientlogError):
        restore(filled, target)


def test_nothing_is_written_over_without_force(filled: Path, tmp_path: Path) -> None:
    """A file, a folder and a link stay what they are."""
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    for name in ("file", "link", "state"):
        (tmp_path / "state").mkdir(exist_ok=True)
        with pytest.raises(UsageError):
            backup.back_up(filled, tmp_path / name, "manual")
    assert (tmp_path / "file").read_text() == "mine"
    backup.back_up(filled, tmp_path / "file", "manual", force=True)
    backup.verify(tmp_path / "file")
    with pytest.raises(UsageError):
        backup.back_up(filled, Path("/dev/full"), "manual", force=True)


def test_the_first_change_of_a_day_backs_up_once(filled: Path) -> None:
    """The second finds it done."""
    assert backup.make_daily_backup(filled)
    assert backup.make_daily_backup(filled) is None
    assert [one.reason for one in backup.list_backups(filled)] == ["daily"]


def test_without_a_journal_there_is_nothing_to_back_up(journal: Path) -> None:
    """No file, no folder, no backup."""
    assert backup.make_daily_backup(journal) is None
    with pytest.raises(ClientlogError, match="no journal yet"):
        backup.keep(journal, "manual")
    assert backup.list_backups(journal) == []
    assert not journal.exists()


def test_every_change_through_the_program_is_preceded_by_the_days_backup(
    cli: Callable[..., Any], tmp_path: Path
) -> None:
    """The first change creates the journal, the second makes the day's backup, the third none."""
    for name in ("Dana", "Sam", "Zoe"):
        assert cli("client", "add", name).code == 0
    found = cli("backup", "list", "--json").json["backups"]
    assert [one["reason"] for one in found] == ["daily"]
    assert cli("backup", "verify").code == 0
    Path(found[0]["path"]).write_bytes(b"gone")
    answer = cli("backup", "verify", "--json")
    assert answer.code == 5
    assert answer.json["ok"] is False


def test_restore_asks_first(cli: Callable[..., Any], tmp_path: Path) -> None:
    """Where nobody can answer, --yes must."""
    cli("client", "add", "Dana")
    path = str(tmp_path / "copy")
    assert cli("backup", path).code == 0
    cli("client", "add", "Sam")
    assert cli("restore", path).code == 2
    answer = cli("restore", path, "--yes")
    assert answer.code == 0
    assert "clientlog restore" in answer.out
    assert [one["handle"] for one in cli("client", "list", "--json").json["clients"]] == ["dana"]


def test_a_journal_of_ten_months_keeps_thirty_odd_backups() -> None:
    """All of two days, 12 daily, 10 weekly and 9 monthly ones, each the newest of its time."""
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    found = [
        Backup(Path(f"{hours}"), now - timedelta(hours=hours), "daily")
        for hours in range(0, 24 * 300, 6)
    ]
    gone = {one.path for one in expired(found, now)}
    kept = [one for one in found if one.path not in gone]
    assert all(one in kept for one in found if one.made_at > now - timedelta(days=2))
    days = {one.made_at.date() for one in kept}
    assert {now.date() - timedelta(days=days) for days in range(12)} <= days
    assert {(now - timedelta(days=30 * months)).month for months in range(9)} <= {
        one.made_at.month for one in kept
    }
    assert 8 + 10 + 5 + 5 <= len(kept) <= 8 + 12 + 10 + 9


def test_backups_of_a_clock_that_ran_ahead_stay() -> None:
    """And the newest always stays, however old it is."""
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    ahead = Backup(Path("ahead"), now + timedelta(days=900), "daily")
    old = Backup(Path("old"), now - timedelta(days=9000), "daily")
    assert expired([old, ahead], now) == []


WRITER = """
import sys
from pathlib import Path
from clientlog.clock import read_clock
from clientlog.store.changes import start, raw_change
clock = read_clock({}, None)[0]
for number in range(60):
    with raw_change(Path(sys.argv[1])) as connection:
        start(connection, clock, f"{sys.argv[2]}-{number}")
"""


@pytest.mark.slow
def test_backups_under_two_writers_are_good(filled: Path, tmp_path: Path) -> None:
    """Each is one moment of the journal, whole."""
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(filled), name]) for name in "ab"]
    count = 0
    while any(one.poll() is None for one in writers) or count < 3:
        backup.back_up(filled, tmp_path / f"copy-{count}", "manual")
        count += 1
    assert [one.returncode for one in writers] == [0, 0]
    for number in range(count):
        backup.verify(tmp_path / f"copy-{number}")


def test_backups_are_in_the_folder_of_the_journal_whose_identity_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without opening it; of a journal that cannot be read the folder is named after its place."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    journal = tmp_path / "none.db"
    known = backup.backups_folder(journal, Identity("a-uuid", None))
    assert known == backup.all_backups_folder() / "a-uuid"
    by_place = backup.backups_folder(journal)
    assert by_place.parent == backup.all_backups_folder()
    assert by_place == backup.backups_folder(journal, Identity(None, "first"))
    assert by_place != backup.backups_folder(tmp_path / "other.db")


@pytest.mark.parametrize(("size", "length"), [(4096, 12288), (512, 1536), (1, 196608)])
def test_a_journal_is_as_long_as_its_header_says(size: int, length: int) -> None:
    """The size of a page times their number; 1 stands for 65536."""
    header = bytearray(100)
    header[15:19] = b"\xff" + size.to_bytes(2) + b"\xff"
    header[28:33] = (3).to_bytes(4) + b"\xff"
    assert backup._journal_length(bytes(header)) == length


def header_with(content: bytes, pages: int) -> bytes:
    """Return a journal or a backup whose header says that it has so many pages."""
    return content[:28] + pages.to_bytes(4) + content[32:]


def test_a_checksum_that_does_not_hold_is_told_from_none(filled: Path, tmp_path: Path) -> None:
    """By the mark before it, or by what stands behind the pages."""
    path = tmp_path / "copy"
    backup.back_up(filled, path, "manual")
    whole = path.read_bytes()
    assert backup.sealed_well(path)
    assert not backup.sealed_well(filled)
    mark = whole.rindex(backup.MARK)
    for damaged in (
        whole[:mark] + b"x" + whole[mark + 1 :],
        header_with(whole, 99_999),
        whole[:-1] + b"x",
        bytes(130),
        b"x",
    ):
        path.write_bytes(damaged)
        with pytest.raises(JournalError, match="is damaged: its checksum does not hold"):
            backup.sealed_well(path)
    path.write_bytes(header_with(filled.read_bytes(), 99_999))
    assert not backup.sealed_well(path)


def test_a_backup_says_when_and_why_it_was_made(filled: Path, tmp_path: Path) -> None:
    """In the block behind the journal."""
    backup.back_up(filled, tmp_path / "copy", "before the move")
    block = (tmp_path / "copy").read_bytes()[-backup.BLOCK :]
    assert block.startswith(backup.MARK)
    about = json.loads(block[len(backup.MARK) : -64])
    assert about["reason"] == "before the move"
    made_at = datetime.fromisoformat(about["made_at"])
    assert abs(datetime.now(UTC) - made_at) < timedelta(minutes=5)


def test_backups_of_one_second_have_different_names(filled: Path) -> None:
    """And the same reason; the newest is first, and its size is that of the file."""
    paths = {backup.keep(filled, "manual") for _ in range(5)}
    assert len(paths) == 5
    backups = backup.list_backups(filled)
    assert {item.path for item in backups} == paths
    assert {item.reason for item in backups} == {"manual"}
    assert {item.size for item in backups} == {filled.stat().st_size + backup.BLOCK}
    assert backups == sorted(backups, key=lambda item: item.made_at, reverse=True)


def test_only_files_with_the_name_of_a_backup_are_listed(filled: Path) -> None:
    """Of the newest first, whatever wrote them when."""
    folder = backup.keep(filled, "manual").parent
    for name in ("2026-01-02T100000Z_old", "notes", "yesterday_manual"):
        (folder / name).touch()
    (folder / f"yesterday_manual{backup.SUFFIX}").touch()
    for day in ("02", "03", "01"):
        (folder / f"2020-01-{day}T100000Z_daily_0a1b{backup.SUFFIX}").touch()
    names = [item.path.name[:10] for item in backup.list_backups(filled)]
    assert names[1:] == ["2020-01-03", "2020-01-02", "2020-01-01"]
    assert len(names) == 4
    assert [item.reason for item in backup.list_backups(filled)][1:] == ["daily"] * 3


def test_a_new_backup_thins_out_the_old_ones(filled: Path) -> None:
    """Those that are not to be kept; twelve days of many, and the newest."""
    folder = backup.keep(filled, "manual").parent
    for hour in range(20):
        (folder / f"2020-01-02T{hour:02}0000Z_daily{backup.SUFFIX}").touch()
    backup.keep(filled, "manual")
    assert [item.path.name[:13] for item in backup.list_backups(filled)][2:] == ["2020-01-02T19"]


def test_a_backup_of_today_is_enough_whatever_else_is_there(filled: Path) -> None:
    """One of yesterday is not."""
    folder = backup.backups_folder(filled)
    folder.mkdir(parents=True)
    (folder / f"2020-01-02T100000Z_daily{backup.SUFFIX}").touch()
    assert backup.make_daily_backup(filled)
    assert backup.make_daily_backup(filled) is None


def test_only_a_thorough_backup_reads_every_value(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first change of a day would wait ten times as long."""
    with closing(sqlite3.connect(filled)) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute("UPDATE absence SET from_day = '2026-13-45'")
        db.commit()
    backup.back_up(filled, tmp_path / "quick", "manual")
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    monkeypatch.setattr(backup, "real_now", lambda: now)
    assert backup.keep(filled, "daily")
    for thorough in (
        lambda: backup.back_up(filled, tmp_path / "thorough", "manual", thorough=True),
        lambda: backup.keep(filled, "manual", thorough=True),
        lambda: backup.keep(filled, "daily", thorough=True),
    ):
        with pytest.raises(JournalError, match="is damaged"):
            thorough()
    assert not (tmp_path / "thorough").exists()


def test_backups_in_a_folder_of_the_place_are_the_journals_if_they_belong_to_it(
    filled: Path, journal: Path, tmp_path: Path
) -> None:
    """As older versions named it; those of another journal and damaged ones are not."""
    older = backup.all_backups_folder() / "journal-0123abcd"
    older.mkdir(parents=True)
    name = f"2020-01-0{{}}T100000Z_daily{backup.SUFFIX}"
    backup.back_up(filled, older / name.format(1), "daily")
    other = tmp_path / "other.db"
    create(other)
    backup.back_up(other, older / name.format(2), "daily")
    (older / name.format(3)).write_bytes(b"damaged")
    errors: list[Path] = []
    found = backup.list_backups(filled, None, lambda path, _: errors.append(path))
    assert [item.path for item in found] == [older / name.format(1)]
    assert errors == []
    kept = backup.keep(filled, "manual")
    assert kept.parent != older
    assert backup.folders_by_place() == [older]
    assert backup.list_backups(other) == backup.backups_in(older)[1:2]


def test_a_journal_whose_identity_is_known_is_not_opened_for_it(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large change has locked it."""
    identity = identify(filled)
    kept = backup.keep(filled, "manual", identity)

    def fail(_path: Path) -> Identity:
        raise AssertionError("it was opened")

    monkeypatch.setattr(backup, "identify_or_nobody", fail)
    assert [item.path for item in backup.list_backups(filled, identity)] == [kept]
    assert backup.keep(filled, "manual", identity).parent == kept.parent


def test_a_backup_that_cannot_be_read_for_the_moment_is_told(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whose it is, is not known then."""
    older = backup.all_backups_folder() / "journal-0123abcd"
    older.mkdir(parents=True)
    path = older / f"2020-01-01T100000Z_daily{backup.SUFFIX}"
    backup.back_up(filled, path, "daily")
    identity = identify(filled)

    def fail(_path: Path) -> Identity:
        raise OSError

    monkeypatch.setattr(backup, "identify", fail)
    errors: list[Path] = []
    assert backup.list_backups(filled, identity, lambda path, _: errors.append(path)) == []
    assert errors == [path]
