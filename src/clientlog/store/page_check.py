"""The pages of a journal file, read past SQLite, which misses a wiped page until it needs it."""

import mmap
from collections.abc import Iterator
from pathlib import Path

_WINDOW = 8 << 20
"""A multiple of every page size, in bytes."""

_LOCK_BYTE = 0x40000000
"""SQLite leaves the page with this byte empty (https://sqlite.org/fileformat2.html#the_lock_byte_page)."""


def find_zeroed_page(path: Path) -> int | None:
    """Return the number of the first page that was overwritten with zeros; None if there is none.

    A page in use never holds only zeros; one on the list of free pages may, and often
    does with `secure_delete`. What a failed write left behind the last page is no part of
    the journal (https://sqlite.org/fileformat2.html#in_header_database_size). One byte of each page
    is read, which takes a millisecond for about ten megabytes, the system's work for the
    most part. POSIX locks that this process holds on the file are gone afterwards, as after
    every close of a file (https://sqlite.org/howtocorrupt.html, 2.2).
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        allowed: set[int] | None = None
        for page in _blank_pages(content, _page_size(content), _length(content)):
            allowed = _free_pages(content) if allowed is None else allowed
            if page not in allowed:
                return page
    return None


def _blank_pages(content: mmap.mmap, size: int, length: int) -> Iterator[int]:
    """Yield the numbers of the pages that hold only zeros, in the first `length` bytes.

    What was read is handed back a window at a time: it counts as memory of this process
    otherwise, as much as the journal is large.
    """
    blank = bytes(size)
    for start in range(0, length, _WINDOW):
        first_bytes = content[start : min(start + _WINDOW, length) : size]
        index = first_bytes.find(0)
        while index >= 0:
            place = start + index * size
            if content[place : place + size] == blank:
                yield place // size + 1
            index = first_bytes.find(0, index + 1)
        if hasattr(content, "madvise"):
            content.madvise(mmap.MADV_DONTNEED, start, _WINDOW)


def _page_size(content: mmap.mmap) -> int:
    size = _number(content, 16, 2)
    return 65536 if size == 1 else size


def _length(content: mmap.mmap) -> int:
    """Return how many bytes of the file are the journal, as SQLite reads its header."""
    pages, changes, valid_for = (_number(content, place) for place in (28, 24, 92))
    length = pages * _page_size(content)
    return length if changes == valid_for and 0 < length <= len(content) else len(content)


def _free_pages(content: mmap.mmap) -> set[int]:
    """Return the numbers of the free pages and of the lock page."""
    size = _page_size(content)
    free = {_LOCK_BYTE // size + 1}
    trunk = _number(content, 32)
    while trunk and trunk not in free and trunk * size <= len(content):
        free.add(trunk)
        start = (trunk - 1) * size
        leaves = min(_number(content, start + 4), size // 4 - 2)
        free.update(_number(content, start + 8 + 4 * leaf) for leaf in range(leaves))
        trunk = _number(content, start)
    return free


def _number(content: mmap.mmap, place: int, length: int = 4) -> int:
    return int.from_bytes(content[place : place + length])
