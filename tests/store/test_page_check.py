"""A page that was overwritten with zeros is found without SQLite; a free page is none."""

import errno
import mmap
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from clientlog.errors import ClientlogError, JournalError
from clientlog.store import connection, journal_file, page_check
from clientlog.store.journal_file import open_to_change, open_to_look
from clientlog.store.page_check import find_zeroed_page

PAGE = 4096

Opening = Callable[[Path], sqlite3.Connection]


def wipe_notes(journal: Path) -> bytes:
    """Overwrite a page of a table with zeros; return what is in the file then."""
    with closing(sqlite3.connect(journal)) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'note'").fetchone()
    whole = journal.read_bytes()
    damaged = whole[: (page - 1) * PAGE] + bytes(PAGE) + whole[page * PAGE :]
    journal.write_bytes(damaged)
    return damaged


@pytest.mark.parametrize("size", [512, 4096, 65536])
def test_a_wiped_page_of_any_size_is_found(filled: Path, size: int) -> None:
    """A header says 1 where it means 65536."""
    with closing(sqlite3.connect(filled)) as db:
        db.execute(f"PRAGMA page_size = {size}")
        db.execute("VACUUM")
    whole = filled.read_bytes()
    assert find_zeroed_page(filled) is None
    filled.write_bytes(whole[: 6 * size] + bytes(size) + whole[7 * size :])
    assert find_zeroed_page(filled) == 7


def in_memory(content: bytes) -> mmap.mmap:
    """Return a file that is not on the disk."""
    pages = mmap.mmap(-1, len(content))
    pages.write(content)
    return pages


@pytest.mark.parametrize("window", [1, 2, 3, 8])
def test_blank_pages_are_found_next_to_each_other_and_in_every_window(
    monkeypatch: pytest.MonkeyPatch, window: int
) -> None:
    """A page that only begins with a zero is none, nor is one behind the length."""
    monkeypatch.setattr(page_check, "_WINDOW", window * PAGE)
    used, starts_with_zero, blank = b"x" * PAGE, b"\0" + b"x" * (PAGE - 1), bytes(PAGE)
    pages = [used, blank, blank, starts_with_zero, blank, used, blank, blank]
    content = in_memory(b"".join(pages))
    assert [*page_check._blank_pages(content, PAGE, 7 * PAGE)] == [2, 3, 5, 7]


@pytest.mark.parametrize(
    ("pages", "changes", "valid_for", "length"),
    [(3, 7, 7, 192), (1, 7, 7, 64), (3, 7, 6, 256), (0, 7, 7, 256), (4, 7, 7, 256), (5, 7, 7, 256)],
)
def test_the_journal_ends_where_its_header_says(
    pages: int, changes: int, valid_for: int, length: int
) -> None:
    """Unless an old SQLite wrote the file, which did not keep the count, or the count is none."""
    content = bytearray(256)
    content[16:18] = (64).to_bytes(2)
    for place, number in ((28, pages), (24, changes), (92, valid_for)):
        content[place : place + 4] = number.to_bytes(4)
    assert page_check._length(in_memory(bytes(content))) == length


def test_every_page_on_the_list_of_free_pages_is_free() -> None:
    """A list that leads back to itself has an end, and a page holds only so many numbers."""
    size = 64
    content = bytearray(5 * size)
    content[16:18] = size.to_bytes(2)

    def write(page: int, *numbers: int) -> None:
        for index, number in enumerate(numbers):
            start = (page - 1) * size + 4 * index
            content[start : start + 4] = number.to_bytes(4)

    content[32:36] = (3).to_bytes(4)
    write(3, 5, 2, 2, 4, 9)
    write(5, 3, 1000, *range(101, 115))
    lock_page = 0x40000000 // size + 1
    free = page_check._free_pages(in_memory(bytes(content)))
    assert free == {lock_page, 2, 3, 4, 5, *range(101, 115)}
    content[32:36] = (6).to_bytes(4)
    assert page_check._free_pages(in_memory(bytes(content))) == {lock_page}
    content[32:36] = bytes(4)
    assert page_check._free_pages(in_memory(bytes(content))) == {lock_page}


def test_every_wiped_page_is_found(filled: Path) -> None:
    """Whichever page holds only zeros, it is named."""
    whole = filled.read_bytes()
    assert find_zeroed_page(filled) is None
    for number in range(2, len(whole) // PAGE + 1):
        filled.write_bytes(whole[: (number - 1) * PAGE] + bytes(PAGE) + whole[number * PAGE :])
        assert find_zeroed_page(filled) == number


@pytest.mark.parametrize("opening", [open_to_look, open_to_change])
def test_a_journal_with_a_wiped_page_is_not_opened(filled: Path, opening: Opening) -> None:
    """Neither a look nor a change works around it, and the file stays as it is."""
    damaged = wipe_notes(filled)
    with pytest.raises(JournalError, match="has lost page"):
        opening(filled)
    assert filled.read_bytes() == damaged


def test_pages_that_became_free_are_well(filled: Path) -> None:
    """What is deleted leaves pages of zeros behind, thousands of them, and nothing is wrong."""
    with closing(sqlite3.connect(filled)) as db:
        db.execute("PRAGMA secure_delete = ON")
        db.execute("CREATE TABLE passing AS SELECT zeroblob(8000000) || 'x' AS content")
        db.execute("DROP TABLE passing")
        db.commit()
        free = db.execute("PRAGMA freelist_count").fetchone()[0]
    assert free > 1500
    assert filled.read_bytes().count(bytes(PAGE)) > 1000
    assert find_zeroed_page(filled) is None


def test_what_a_failed_write_left_after_the_last_page_is_well(filled: Path) -> None:
    """A full disk may leave empty pages that the header does not count and SQLite ignores."""
    with filled.open("ab") as file:
        file.write(bytes(3 * PAGE))
    with closing(sqlite3.connect(filled)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert find_zeroed_page(filled) is None
    with closing(open_to_change(filled)) as db:
        assert db.execute("SELECT count(*) FROM client").fetchone()[0] == 2


def test_a_look_at_a_large_journal_leaves_the_pages_to_changes(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would become slower with the years; what is to be written to is checked whatever it is."""
    damaged = wipe_notes(filled)
    monkeypatch.setattr(journal_file, "LOOKED_THROUGH", len(damaged) - 1)
    open_to_look(filled).close()
    with pytest.raises(JournalError, match="has lost page"):
        open_to_change(filled)


@pytest.mark.parametrize("opening", [open_to_look, open_to_change])
def test_a_file_that_cannot_be_read_is_no_bug(
    filled: Path, opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the system says of it becomes one line."""

    def fail(_path: Path) -> int:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(connection, "find_zeroed_page", fail)
    with pytest.raises(ClientlogError, match="cannot be read: Input/output error"):
        opening(filled)
