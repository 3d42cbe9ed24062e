"""`backup` and `restore`: the whole journal in one file, and back."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.cli.commands.journals import Cli, lived
from tests.cli.helping import assert_help_is_documented

__all__ = ["lived"]


def test_a_backup_is_written_to_a_file_once(lived: Cli, tmp_path: Path) -> None:
    """Over an existing one only with --force."""
    path = tmp_path / "copy.backup"
    assert lived("backup", str(path)).out == f"backed up to {path}\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert lived("backup", str(path)).code == 2
    assert lived("backup", str(path), "--force").code == 0


def test_without_a_path_it_goes_where_the_others_are(lived: Cli) -> None:
    """`list` lists them with the reason of each, the newest first."""
    made = lived("backup", "--json").json["message"].removeprefix("backed up to ")
    listed = lived("backup", "list", "--json").json
    assert [one["reason"] for one in listed["backups"]] == ["manual", "daily"]
    assert listed["backups"][0]["path"] == made
    assert listed["backups"][0]["bytes"] == Path(made).stat().st_size
    assert Path(made).parent == Path(listed["folder"])
    first = lived("backup", "list").out.splitlines()[0]
    assert first.split()[2:] == ["manual", made]
    assert lived("backup", "list", "--plain").out.splitlines()[0].split("\t")[1:] == [
        "manual",
        made,
    ]


def test_backups_are_verified(lived: Cli, tmp_path: Path) -> None:
    """All of them, or one that is named; a bad one is exit 5."""
    path = tmp_path / "copy.backup"
    lived("backup", str(path))
    assert lived("backup", "verify", str(path)).out == f"ok   {path}\n"
    answer = lived("backup", "verify", "--json")
    assert (answer.code, answer.json["ok"]) == (0, True)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    answer = lived("backup", "verify", str(path))
    assert answer.code == 5
    assert answer.out.startswith("BAD  ")
    assert lived("backup", "verify", str(path), "--json").json["backups"][0]["ok"] is False
    assert lived("backup", str(path), str(path)).err == "clientlog: backup takes one PATH\n"


def test_before_there_is_one_it_says_so(cli: Cli) -> None:
    """To list or to verify."""
    assert cli("backup", "list", CLIENTLOG_DB="").out == "there is no backup yet\n"
    assert cli("backup", "verify", CLIENTLOG_DB="").out == "there is no backup yet\n"


def test_a_restore_asks_and_says_what_was_before(lived: Cli, tmp_path: Path, journal: Path) -> None:
    """The command that brings it back is named, and works."""
    path = tmp_path / "copy.backup"
    lived("backup", str(path))
    lived("topic", "sam", "later")
    refused = lived("restore", str(path))
    assert (refused.code, "not a terminal" in refused.err) == (2, True)
    first, second = lived("restore", str(path), "--yes").out.splitlines()
    assert first == f"{journal} is what it was in {path}"
    assert lived("show", "t2").code == 4
    beginning = "to go back to what it was before (undo does not): clientlog "
    assert second.startswith(beginning)
    words = second.removeprefix(beginning).split()
    assert lived(*words, "--yes").code == 0
    assert lived("show", "t2").code == 0


def test_where_there_is_no_journal_nothing_is_asked(lived: Cli, tmp_path: Path) -> None:
    """Nothing can be lost."""
    path, other = tmp_path / "copy.backup", tmp_path / "other.db"
    lived("backup", str(path))
    assert lived("restore", str(path), "--db", str(other)).out == (
        f"{other} is what it was in {path}\n"
    )
    assert lived("show", "p1", "--db", str(other)).code == 0


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("backup", "restore")


def test_one_bad_backup_is_enough(lived: Cli) -> None:
    """All are looked at."""
    lived("backup")
    bad, good = [Path(each["path"]) for each in lived("backup", "list", "--json").json["backups"]]
    bad.write_bytes(bad.read_bytes()[:-1] + b"x")
    answer = lived("backup", "verify", "--json")
    assert (answer.code, answer.json["ok"]) == (5, False)
    assert [each["ok"] for each in answer.json["backups"]] == [False, True]
    assert [each["path"] for each in answer.json["backups"]] == [str(bad), str(good)]
    lines = lived("backup", "verify").out.splitlines()
    assert lines[0].startswith("BAD  ")
    assert lines[1] == f"ok   {good}"
    good.unlink()
    bad.unlink()
    assert lived("backup", "verify", "--json").json["ok"] is True


def test_a_backup_is_listed_with_its_moment_in_the_zone(lived: Cli) -> None:
    """To the minute."""
    (only,) = lived("backup", "list", "--json").json["backups"]
    made_at = datetime.fromisoformat(only["made_at"])
    when = made_at.astimezone(ZoneInfo("Europe/Berlin"))
    assert lived("backup", "list").out == f"{when:%Y-%m-%d %H:%M}  daily     {only['path']}\n"
    assert lived("backup", "list", "--plain").out == (
        f"{when:%Y-%m-%d %H:%M}\tdaily\t{only['path']}\n"
    )


def test_a_restore_says_what_it_found(lived: Cli, tmp_path: Path, journal: Path) -> None:
    """That there is no checksum, and where the damaged journal is."""
    sealed, copy = tmp_path / "copy.backup", tmp_path / "copy.db"
    lived("backup", str(sealed))
    with closing(sqlite3.connect(journal)) as db, closing(sqlite3.connect(copy)) as other:
        db.backup(other)
    answer = lived("restore", str(sealed), "--yes")
    assert answer.err == ""
    assert "set aside" not in answer.out
    journal.write_bytes(b"damaged")
    answer = lived("restore", str(copy), "--yes")
    assert answer.err == (
        f"clientlog: {copy} carries no checksum; it was only checked for being whole\n"
    )
    first, second = answer.out.splitlines()
    assert first == f"{journal} is what it was in {copy}"
    path = Path(second.removeprefix("the damaged journal was set aside: "))
    assert path.read_bytes() == b"damaged"


def test_whether_a_backup_can_be_read_is_found_out_by_reading(
    lived: Cli, tmp_path: Path, deny_access: Callable[..., None]
) -> None:
    """With the words and the exit code of this program."""
    path = tmp_path / "copy.backup"
    lived("backup", str(path))
    deny_access(path)
    assert lived("backup", "verify", str(path)).code == 0
    assert lived("restore", str(path), "--yes").code == 0


def test_a_backup_that_is_requested_reads_every_value(
    lived: Cli, tmp_path: Path, journal: Path
) -> None:
    """A journal with a day that no calendar has is not backed up."""
    with closing(sqlite3.connect(journal)) as db:
        db.execute("PRAGMA ignore_check_constraints = 1")
        db.execute("UPDATE promise SET due = '2026-13-45'")
        db.commit()
    for place in ([], [str(tmp_path / "copy.backup")]):
        assert lived("backup", *place).code == 5
    assert not (tmp_path / "copy.backup").exists()
