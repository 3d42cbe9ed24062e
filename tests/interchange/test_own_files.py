"""Files that an export wrote, told from other files."""

import os
from pathlib import Path

import pytest

from clientlog.interchange.csv_records import write_commitments, write_people
from clientlog.interchange.ical.writer import PRODUCT
from clientlog.interchange.own_files import MEETING_HEADER, PAGE_MARK, TOUCH_HEADER, is_own


@pytest.mark.parametrize(
    ("format_", "start", "own"),
    [
        ("json", '{"version": 1, "format": "clientlog", "records": [', True),
        ("json", '{"version": 1}', False),
        ("ical", f"BEGIN:VCALENDAR\r\nPRODID:{PRODUCT}\r\n", True),
        ("ical", "BEGIN:VCALENDAR\r\nPRODID:-//other\r\n", False),
        ("vcard", f"BEGIN:VCARD\r\nPRODID:{PRODUCT}\r\n", True),
        ("vcard", "BEGIN:VCARD\r\n", False),
        ("csv", write_people([]), True),
        ("csv", write_commitments([]), True),
        ("csv", ",".join(MEETING_HEADER) + "\r\n1,2\r\n", True),
        ("csv", ",".join(TOUCH_HEADER) + "\r\n", True),
        ("csv", "name,email\r\n", False),
        ("md", f"# Dana\n\n{PAGE_MARK}\n", True),
        ("md", "# Dana\n", False),
        ("md", "", True),
        ("json", "", True),
    ],
)
def test_a_file_is_known_by_how_it_begins(
    tmp_path: Path, format_: str, start: str, own: bool
) -> None:
    """An empty one may be written over."""
    path = tmp_path / "file"
    path.write_text(start, "utf-8", newline="")
    assert is_own(path, format_) is own


def test_a_mark_far_inside_and_what_is_no_plain_file_are_not_own(tmp_path: Path) -> None:
    """A folder, a link, or nothing at all; a pipe is not waited for."""
    far, link, pipe = (tmp_path / name for name in ("far", "link", "pipe"))
    far.write_text(" " * 5000 + PAGE_MARK)
    link.symlink_to(tmp_path / "empty")
    (tmp_path / "empty").touch()
    os.mkfifo(pipe)
    edge, beyond = (tmp_path / name for name in ("edge", "beyond"))
    edge.write_text(" " * (4096 - len(PAGE_MARK)) + PAGE_MARK)
    beyond.write_text(" " * (4097 - len(PAGE_MARK)) + PAGE_MARK)
    assert is_own(edge, "md")
    for path in (beyond, far, link, pipe, tmp_path, tmp_path / "missing"):
        assert not is_own(path, "md")
