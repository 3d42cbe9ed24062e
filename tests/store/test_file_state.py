"""What tells that a journal is still the file that was checked."""

import os
import time
from pathlib import Path

import pytest

from clientlog.store.file_state import FileState, is_checked, read_state, remember


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file that was written a second ago."""
    path = tmp_path / "journal.db"
    path.write_bytes(b"one")
    return path


def _settled(path: Path) -> FileState:
    """Return the state of a file, as it is once the clock of the file system has gone on."""
    state = read_state(path)
    assert state
    while not state.is_settled:
        time.sleep(0.005)
    return state


def test_a_file_that_was_checked_is_known(file: Path) -> None:
    """As long as nobody has written to it."""
    state = _settled(file)
    assert not is_checked(state)
    remember(state, all_pages=True)
    assert is_checked(read_state(file), all_pages=True)


def test_a_file_of_which_some_pages_were_checked_is_not_known_whole(file: Path) -> None:
    """A look leaves out the pages of a large journal; a change does not."""
    remember(_settled(file), all_pages=False)
    assert is_checked(read_state(file))
    assert not is_checked(read_state(file), all_pages=True)
    remember(read_state(file), all_pages=True)
    remember(read_state(file), all_pages=False)
    assert is_checked(read_state(file), all_pages=True)


def test_a_file_that_was_written_to_is_not_known(file: Path) -> None:
    """Even where the size is the same and somebody put the old time back."""
    state = _settled(file)
    remember(state, all_pages=True)
    file.write_bytes(b"two")
    os.utime(file, ns=(state.written, state.written))
    assert not is_checked(read_state(file))


def test_a_file_in_the_place_of_another_is_not_known(file: Path) -> None:
    """Although it has the same size and time."""
    state = _settled(file)
    remember(state, all_pages=True)
    other = file.with_name("other")
    other.write_bytes(b"two")
    os.utime(other, ns=(state.written, state.written))
    other.replace(file)
    assert not is_checked(read_state(file))


def test_a_file_of_this_moment_is_not_remembered(file: Path) -> None:
    """The next write might leave it with the same times."""
    file.write_bytes(b"two")
    state = read_state(file)
    assert state
    if not state.is_settled:
        remember(state, all_pages=True)
        assert not is_checked(state)


@pytest.mark.parametrize("suffix", ["-wal", "-shm"])
def test_a_journal_with_changes_beside_it_is_never_known(file: Path, suffix: str) -> None:
    """Another program's write shows in the file beside it, not in the journal's own times."""
    _settled(file)
    Path(f"{file}{suffix}").touch()
    assert read_state(file) is None
    remember(read_state(file), all_pages=True)
    assert not is_checked(read_state(file))


def test_a_file_is_settled_once_both_its_times_are_past() -> None:
    """That of its content and that of its rights; so is one of a clock that ran ahead."""
    now = time.time_ns()
    for written, changed, is_settled in ((now, 0, False), (0, now, False), (0, 0, True)):
        assert FileState(1, 1, 1, written, changed).is_settled == is_settled
    assert FileState(1, 1, 1, now + 10**12, 0).is_settled
