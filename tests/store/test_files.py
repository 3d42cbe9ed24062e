"""Files read up to a limit, and written whole or not at all."""

import errno
import os
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from clientlog.errors import ClientlogError, UsageError
from clientlog.store import files


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_is_read_up_to_a_limit(tmp_path: Path) -> None:
    """To the byte."""
    path = tmp_path / "a"
    path.write_bytes(b"x" * 10)
    assert files.read_plain(path, 10) == b"x" * 10
    with pytest.raises(ClientlogError, match="a is larger than 9 bytes"):
        files.read_plain(path, 9)
    with path.open("rb") as file:
        assert files.read_at_most(file, 4) == b"xxxx"


def test_only_a_plain_file_is_read_and_a_pipe_where_it_may_be_one(tmp_path: Path) -> None:
    """None is waited for."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path, reason in ((pipe, "not a plain file"), (tmp_path, ""), (tmp_path / "x", "No such")):
        with pytest.raises(ClientlogError, match=f"cannot be read: {reason}"):
            files.read_plain(path, 10)
    with files.open_file(pipe) as stream:
        assert stream.read() == b""
    with pytest.raises(OSError, match="Is a directory"):
        files.open_file(tmp_path)
    (tmp_path / "a").write_bytes(b"a")
    with files.open_file(tmp_path / "a") as stream:
        assert stream.read() == b"a"


def test_a_pipe_is_waited_for_and_read_as_it_comes(tmp_path: Path) -> None:
    """What is there is had at once, and what is not there yet is not the end."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    is_read = threading.Event()
    handle = os.open(pipe, os.O_RDWR)

    def write() -> None:
        time.sleep(0.05)
        os.write(handle, b"ab")
        is_read.wait(1)
        os.write(handle, b"cd")
        os.close(handle)

    thread = threading.Thread(target=write)
    with files.open_file(pipe) as stream:
        thread.start()
        assert stream.read(10) == b"ab"
        is_read.set()
        assert stream.read(10) == b"cd"
    thread.join()


def test_a_new_file_is_its_owners_alone_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    """Written from bytes or from pieces."""
    path = tmp_path / "a"
    files.write_file(path, (piece for piece in (b"a", b"b")))
    assert (path.read_bytes(), mode_of(path)) == (b"ab", 0o600)
    with pytest.raises(UsageError, match="a exists already") as caught:
        files.write_file(path, b"c")
    assert "--force" in caught.value.hint
    files.write_file(path, b"c", force=True)
    assert path.read_bytes() == b"c"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


def test_a_failure_in_the_middle_leaves_the_old_file(tmp_path: Path) -> None:
    """And no other."""
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def fail() -> Iterator[bytes]:
        yield b"new"
        raise ZeroDivisionError

    for force, target in ((True, path), (False, tmp_path / "b")):
        with pytest.raises(ZeroDivisionError):
            files.write_file(target, fail(), force=force)
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize(
    ("kind", "force", "message"),
    [
        ("folder", False, "is a folder"),
        ("folder", True, "is a folder"),
        ("pipe", True, "is not a plain file"),
        ("link", True, "is not a plain file"),
        ("link", False, "exists already"),
    ],
)
def test_what_is_no_plain_file_is_not_written_over(
    tmp_path: Path, kind: str, force: bool, message: str
) -> None:
    """Not even by force."""
    path = tmp_path / "a"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(tmp_path / "b")
    with pytest.raises(UsageError, match=message):
        files.write_file(path, b"x", force=force)


def test_a_file_of_clientlogs_own_is_replaced_through_a_link(tmp_path: Path) -> None:
    """Its folder is created, for its owner alone; a folder in its place is an error."""
    target = tmp_path / "sub" / "deep" / "a"
    link = tmp_path / "link"
    link.symlink_to(target)
    for content in (b"one", b"two"):
        files.replace_file(link, content)
        assert target.read_bytes() == content
    assert link.is_symlink()
    assert mode_of(target.parent) == mode_of(target.parent.parent) == 0o700
    with pytest.raises(ClientlogError, match="cannot be written: not a plain file"):
        files.replace_file(target.parent, b"x")


def test_leftovers_are_known_by_their_names(tmp_path: Path) -> None:
    """Those of this very file, by name; its sidecars as well."""
    path = tmp_path / "a.db"
    drafts = sorted(files.aside(path) for _ in range(2))
    for name in (*drafts, Path(f"{drafts[0]}-journal"), files.aside(tmp_path / "b.db"), path):
        name.touch()
    (tmp_path / ".a.db.notes.new").touch()
    (tmp_path / "etilqs_0a").touch()
    assert files.leftovers(path) == sorted(
        [*drafts, Path(f"{drafts[0]}-journal"), tmp_path / "etilqs_0a"]
    )
    assert files.is_leftover(drafts[0].name)
    assert not files.is_leftover("a.db")
    assert not files.is_leftover("12345678.new")
    long = tmp_path / ("ä" * 120)
    assert len(os.fsencode(files.aside(long).name)) == len(f".{'ä' * 50}.01234567.new".encode())


def test_a_name_is_given_once(tmp_path: Path) -> None:
    """The draft is gone afterwards; with force it takes the place of what is there."""
    draft, path = tmp_path / "draft", tmp_path / "a"
    draft.write_bytes(b"one")
    files.give_name(draft, path, force=False)
    assert (path.read_bytes(), draft.exists()) == (b"one", False)
    draft.write_bytes(b"two")
    with pytest.raises(UsageError, match="exists already"):
        files.give_name(draft, path, force=False)
    files.give_name(draft, path, force=True)
    assert (path.read_bytes(), draft.exists()) == (b"two", False)


def test_a_name_is_given_once_where_there_are_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on exFAT."""

    def fail(_path: Path, _target: Path) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", fail)
    draft, path = tmp_path / "draft", tmp_path / "a"
    draft.write_bytes(b"one")
    files.give_name(draft, path, force=False)
    assert (path.read_bytes(), draft.exists()) == (b"one", False)
    draft.write_bytes(b"two")
    with pytest.raises(UsageError, match="exists already"):
        files.give_name(draft, path, force=False)
    assert path.read_bytes() == b"one"
