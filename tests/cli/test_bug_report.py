"""Where the details of a bug go."""

import stat
from pathlib import Path

import pytest

from clientlog.cli.bug_report import write_bug_report


def raise_one(secret: str) -> None:
    try:
        raise KeyError(secret)
    except KeyError as error:
        raise ValueError(secret) from error


@pytest.fixture
def error() -> Exception:
    """An error with a cause, both of which quote the journal."""
    try:
        raise_one("Dana Reyes")
    except ValueError as error:
        return error
    raise AssertionError


def test_it_says_where_an_error_arose_and_not_what_it_says(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of its cause as well; the message may quote the journal."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    path = write_bug_report(error)
    assert path is not None
    assert path.parent == tmp_path / "clientlog"
    text = path.read_text()
    first, *_ = text.splitlines()
    assert first == "ValueError"
    assert "caused by KeyError\n" in text
    assert text.count("in raise_one") == 2
    assert "Dana" not in text


def test_only_its_owner_can_read_it(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paths may name people."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = write_bug_report(error)
    assert path is not None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_where_nothing_can_be_written_nothing_is(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error that is being reported stays the only one."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert write_bug_report(error) is None


def test_an_error_without_a_cause_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One block of frames."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    path = write_bug_report(ValueError("x"))
    assert path is not None
    assert path.read_text() == "ValueError\n"
