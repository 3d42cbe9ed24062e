"""Where clientlog keeps its files."""

from pathlib import Path

import platformdirs.windows
import pytest

from clientlog.errors import UsageError
from clientlog.store import paths


def test_the_journal_is_where_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the option before the environment, and else in the user's own folder."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    environ = {"CLIENTLOG_DB": "~/a.db", "CLIENTLOG_CONFIG": "~/c.toml"}
    assert paths.journal_path(environ, Path("b.db")) == Path("b.db")
    assert paths.journal_path({}, Path("~/b.db")) == tmp_path / "b.db"
    assert paths.journal_path(environ, None) == tmp_path / "a.db"
    assert paths.journal_path({}, None).name == "journal.db"
    assert paths.journal_path({}, None).parent.name == "clientlog"
    assert paths.config_path(environ) == tmp_path / "c.toml"
    assert paths.config_path({}).name == "config.toml"
    assert paths.config_path({}).parent.name == paths.state_folder().name == "clientlog"
    assert paths.is_named(environ, None)
    assert paths.is_named({}, Path("b.db"))
    assert not paths.is_named({"CLIENTLOG_DB": ""}, None)


def test_a_place_has_one_digest_however_it_is_spelled(tmp_path: Path) -> None:
    """Through links and dots; another place has another."""
    (tmp_path / "link").symlink_to(tmp_path)
    digest = paths.path_digest(tmp_path / "a.db")
    assert paths.path_digest(tmp_path / "link" / ".." / tmp_path.name / "a.db") == digest
    assert paths.path_digest(tmp_path / "b.db") != digest
    assert len(digest) == 8
    assert paths.real_path(tmp_path / "link" / "a") == tmp_path.resolve() / "a"


@pytest.mark.parametrize("suffix", ["", "-journal", "-wal", "-shm"])
def test_an_output_is_not_written_over_a_file_of_clientlogs_own(
    tmp_path: Path, suffix: str
) -> None:
    """Under whatever name; another file in the same folder may be written."""
    journal, config = tmp_path / "a.db", tmp_path / "c.toml"
    own = tmp_path / f"a.db{suffix}"
    own.touch()
    link, hard = tmp_path / "link", tmp_path / "hard"
    link.symlink_to(own)
    hard.hardlink_to(own)
    for path in (own, link, hard, config):
        with pytest.raises(UsageError, match="belongs to clientlog"):
            paths.refuse_own_file(path, journal, config)
    (tmp_path / "b.db").touch()
    paths.refuse_own_file(tmp_path / "b.db", journal, config)


def test_a_home_that_nobody_has_is_an_error() -> None:
    """It names the path."""
    with pytest.raises(UsageError, match="~nobody-here-of-that-name"):
        paths.expand(Path("~nobody-here-of-that-name/a.db"))


def test_an_output_is_not_written_over_a_backup_or_a_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is in the state folder already is clientlog's; a new file there may be written."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    journal, config = tmp_path / "a.db", tmp_path / "c.toml"
    backup = paths.state_folder() / "backups" / "x.db"
    backup.parent.mkdir(parents=True)
    backup.touch()
    with pytest.raises(UsageError, match="belongs to clientlog"):
        paths.refuse_own_file(backup, journal, config)
    paths.refuse_own_file(backup.with_name("new.md"), journal, config)


def test_the_folders_are_named_once_on_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There an author's folder is around that of the program unless it is left out."""
    monkeypatch.setattr(platformdirs, "PlatformDirs", platformdirs.windows.Windows)
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr(platformdirs.windows, "get_win_folder", lambda _: str(tmp_path))
    folder = tmp_path / "clientlog"
    assert paths.journal_path({}, None) == folder / "journal.db"
    assert paths.config_path({}) == folder / "config.toml"
    assert paths.state_folder() == folder
