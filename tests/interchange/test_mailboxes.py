"""Mailboxes of every make, read once."""

import json
import os
from pathlib import Path

import pytest

from clientlog.interchange.files import DEPTH_LIMIT, SIZE_LIMIT
from clientlog.interchange.mail import HEADER_LIMIT, MailHeader
from clientlog.interchange.mailboxes import MailCursor, MailSource
from clientlog.interchange.problems import Problem


def message(number: int, body: str = "hello") -> bytes:
    """Write a message that the others are told apart from by its number."""
    return (
        f"From: dana{number}@example.org\nTo: me@example.com\n"
        f"Date: Fri, 20 Nov 2026 11:{number % 60:02}:00 +0000\n"
        f"Message-ID: <{number}@example.org>\n\n{body}\n"
    ).encode()


def mailbox(*messages: bytes) -> bytes:
    """Write an mbox."""
    line = b"From dana@example.org Fri Nov 20 11:00:00 2026\n"
    return b"".join(line + content + b"\n" for content in messages)


def maildir(folder: Path, count: int) -> Path:
    """Make a Maildir with messages in `cur`."""
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    for number in range(count):
        (folder / "cur" / f"{number}.host:2,S").write_bytes(message(number))
    return folder


def read(
    path: Path, cursor: MailCursor | None = None
) -> tuple[list[str], list[Problem], MailCursor]:
    """Read a source: message ids, problems, and the cursor as it is stored."""
    source = MailSource(path, cursor)
    results = list(source.read())
    ids = [result.message_id for result in results if isinstance(result, MailHeader)]
    problems = [result for result in results if isinstance(result, Problem)]
    return ids, problems, MailCursor.from_json(json.loads(json.dumps(source.cursor.to_json())))


def test_a_maildir_is_read_once(tmp_path: Path) -> None:
    """Afterwards only what is new is read, wherever a message was moved, whatever its flags."""
    box = maildir(tmp_path / "mail", 3)
    (box / "tmp" / "9.host").write_bytes(message(9))
    ids, problems, cursor = read(box)
    assert (len(ids), problems) == (3, [])
    (box / "cur" / "0.host:2,S").rename(box / "cur" / "0.host:2,RS")
    (box / "cur" / "1.host:2,S").unlink()
    (box / "new" / "4.host").write_bytes(message(4))
    ids, problems, cursor = read(box, cursor)
    assert (ids, problems) == (["<4@example.org>"], [])
    assert len(cursor.messages) == 3


def test_folders_in_folders_are_read(tmp_path: Path) -> None:
    """Maildirs, mboxes and messages side by side; other files are no mail."""
    maildir(tmp_path / "work", 1)
    maildir(tmp_path / "work" / ".Sent", 1)
    (tmp_path / "Inbox").write_bytes(mailbox(message(1), message(2)))
    (tmp_path / "Inbox.msf").write_bytes(b"// an index")
    (tmp_path / "note.eml").write_bytes(message(3))
    ids, problems, cursor = read(tmp_path)
    assert sorted(ids) == [f"<{n}@example.org>" for n in (0, 0, 1, 2, 3)]
    assert problems == []
    assert read(tmp_path, cursor)[0] == []


def test_an_mbox_is_read_on_where_it_ended(tmp_path: Path) -> None:
    """What was added is read; a mailbox that was rewritten is read from its start."""
    box = tmp_path / "inbox"
    box.write_bytes(mailbox(message(1), message(2, "say\n\nFrom here on\n>From there")))
    ids, problems, cursor = read(box)
    assert (ids, problems) == (["<1@example.org>", "<2@example.org>"], [])
    with box.open("ab") as file:
        file.write(mailbox(message(3)))
    ids, _, cursor = read(box, cursor)
    assert ids == ["<3@example.org>"]
    box.write_bytes(mailbox(message(2), message(3), message(4)))
    assert len(read(box, cursor)[0]) == 3


def test_a_message_in_the_writing_is_read_again(tmp_path: Path) -> None:
    """A header without its end may not be all of it."""
    box = tmp_path / "inbox"
    box.write_bytes(mailbox(message(1)) + mailbox(message(2)).partition(b"Message-ID")[0])
    ids, _, cursor = read(box)
    assert ids == ["<1@example.org>", ""]
    box.write_bytes(mailbox(message(1), message(2)))
    assert read(box, cursor)[0] == ["<2@example.org>"]


def test_lines_without_end_are_cut_off(tmp_path: Path) -> None:
    """A long header, a long line of text, and lines that end as Windows ends them."""
    box = tmp_path / "inbox"
    long = b"X-Long: " + b"x" * 300_000 + b"\n"
    box.write_bytes(
        mailbox(message(1), long + message(2), message(3, "x" * 300_000), message(4)).replace(
            b"\n", b"\r\n"
        )
    )
    ids, problems, _ = read(box)
    assert ids == ["<1@example.org>", "<3@example.org>", "<4@example.org>"]
    assert [problem.reason for problem in problems] == ["has no sender (From)"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [("pipe", "not a plain file"), ("/dev/zero", "not a plain file"), ("none", "no such file"),
     ("loop", "symbolic links"), ("text", "neither a mailbox nor")],
)  # fmt: skip
def test_what_is_no_mailbox_is_named_at_once(tmp_path: Path, name: str, reason: str) -> None:
    """A pipe is never waited for."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "text").write_text("dear diary\n")
    ids, problems, _ = read(tmp_path / name)
    assert ids == []
    assert [reason in problem.reason for problem in problems] == [True]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    """Each folder is read once; pipes in it are passed by."""
    box = maildir(tmp_path / "mail", 2)
    (box / "again").symlink_to(tmp_path)
    os.mkfifo(box / "cur" / "pipe")
    ids, problems, _ = read(tmp_path)
    assert (len(ids), problems) == (2, [])


def test_folders_too_deep_are_named(tmp_path: Path) -> None:
    """What lies above them is read."""
    deep = tmp_path.joinpath(*["d"] * (DEPTH_LIMIT + 2))
    maildir(deep, 1)
    maildir(tmp_path / "mail", 1)
    ids, problems, _ = read(tmp_path)
    assert len(ids) == 1
    assert [problem.reason for problem in problems] == ["lies too deep in folders"]


@pytest.mark.parametrize("stored", [None, 7, {}, {"messages": 3, "mailboxes": {"a": 1}}, []])
def test_a_damaged_cursor_reads_everything_again(stored: object) -> None:
    """Reading twice does no harm."""
    assert MailCursor.from_json(stored) == MailCursor()


@pytest.mark.parametrize("with_subjects", [True, False])
def test_subjects_are_read_where_they_are_asked_for(tmp_path: Path, with_subjects: bool) -> None:
    """From message files and from an mbox."""
    content = b"Subject: Budget\n" + message(1)
    (tmp_path / "a.eml").write_bytes(content)
    (tmp_path / "inbox").write_bytes(mailbox(content))
    headers = list(MailSource(tmp_path, with_subjects=with_subjects).read())
    assert [header.subject for header in headers if isinstance(header, MailHeader)] == (
        ["Budget" if with_subjects else None] * 2
    )
    (header,) = MailSource(tmp_path / "a.eml").read()
    assert isinstance(header, MailHeader)
    assert header.subject is None


@pytest.mark.parametrize("folder", ["cur", "new"])
def test_a_file_that_is_named_itself_is_no_part_of_a_maildir(tmp_path: Path, folder: str) -> None:
    """An mbox may lie in a folder of any name, and an empty one has no mail."""
    box = tmp_path / folder / "inbox"
    box.parent.mkdir()
    box.write_bytes(mailbox(message(1), message(2)))
    ids, problems, cursor = read(box)
    assert (ids, problems) == (["<1@example.org>", "<2@example.org>"], [])
    assert list(cursor.mailboxes) == ["inbox"]
    box.write_bytes(b"")
    assert read(box)[:2] == ([], [])


def test_a_file_of_a_maildir_is_one_message(tmp_path: Path) -> None:
    """Also with a line of an mbox before it; an empty one is a problem."""
    box = maildir(tmp_path / "mail", 0)
    (box / "cur" / "1").write_bytes(mailbox(message(1), message(2)))
    (box / "cur" / "2").touch()
    ids, problems, _ = read(box)
    assert (ids, [problem.source for problem in problems]) == (
        ["<1@example.org>"], [str(box / "cur" / "2")]
    )  # fmt: skip


def test_mailboxes_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    """Each is read on where it ended."""
    for number, name in enumerate(("a", "b")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "inbox").write_bytes(mailbox(message(number)))
    ids, _, cursor = read(tmp_path)
    assert ids == ["<0@example.org>", "<1@example.org>"]
    assert sorted(cursor.mailboxes) == ["a/inbox", "b/inbox"]
    assert read(tmp_path, cursor)[0] == []


def test_a_message_that_disappears_meanwhile_is_passed_over(tmp_path: Path) -> None:
    """It may have been moved, and is found next time."""
    for number in range(2):
        (tmp_path / f"{number}.eml").write_bytes(message(number))
    source = MailSource(tmp_path)
    results = source.read()
    next(results)
    (tmp_path / "1.eml").unlink()
    assert list(results) == []
    assert len(source.cursor.messages) == 1


def test_a_mailbox_may_be_larger_than_other_files(tmp_path: Path) -> None:
    """Years of mail lie in one."""
    box = tmp_path / "inbox"
    box.write_bytes(mailbox(message(1)))
    os.truncate(box, SIZE_LIMIT + 1)
    assert read(box)[:2] == (["<1@example.org>"], [])


def test_a_header_as_long_as_its_limit_is_whole(tmp_path: Path) -> None:
    """It is not read again."""
    head = message(1).partition(b"\n\n")[0] + b"\nX: "
    box = tmp_path / "inbox"
    box.write_bytes(b"From x 11:30\n" + head + b"x" * (HEADER_LIMIT - len(head)))
    ids, _, cursor = read(box)
    assert ids == ["<1@example.org>"]
    assert read(box, cursor)[0] == []


@pytest.mark.parametrize(
    "before", [b"a line\n", b"\n" + b"x" * HEADER_LIMIT + b"\n", b"x" * (HEADER_LIMIT - 1) + b"\n"]
)
def test_a_message_of_an_mbox_begins_after_a_blank_line(tmp_path: Path, before: bytes) -> None:
    """A line of the text may look like its beginning."""
    box = tmp_path / "inbox"
    box.write_bytes(mailbox(message(1)) + before + mailbox(message(2)))
    assert read(box)[0] == ["<1@example.org>"]
    box.write_bytes(mailbox(message(1)) + before + b"\n" + mailbox(message(2)))
    assert read(box)[0] == ["<1@example.org>", "<2@example.org>"]


@pytest.mark.parametrize("offset", [-1, 10**30, 1])
def test_a_cursor_that_fits_no_mailbox_reads_it_from_its_start(tmp_path: Path, offset: int) -> None:
    """Whatever number it has, and whatever digest."""
    box = tmp_path / "inbox"
    box.write_bytes(mailbox(message(1)))
    whole = read(box)[2].mailboxes["inbox"][1]
    for digest in (whole, ""):
        assert read(box, MailCursor(mailboxes={"inbox": (offset, digest)}))[0] == [
            "<1@example.org>"
        ]


def test_the_cursor_of_an_earlier_release_is_understood(tmp_path: Path) -> None:
    """What it has is not read again."""
    (tmp_path / "a.eml").write_bytes(message(1))
    (tmp_path / "inbox").write_bytes(mailbox(message(2, "x" * 300)))
    stored = {"messages": ["665db1f1e92cf689"], "mailboxes": {"inbox": [459, "44d722849ed41f3a"]}}
    assert read(tmp_path)[2].to_json() == stored
    assert read(tmp_path, MailCursor.from_json(stored))[0] == []


def test_only_the_tmp_of_a_maildir_holds_no_mail(tmp_path: Path) -> None:
    """Another folder of that name does, and so does a mailbox."""
    for place in ("alone/tmp/1.eml", "beside/cur/1", "box/cur/2", "box/tmp/3.eml", "odd/tmp/4.eml"):
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(message(len(place)))
    (tmp_path / "beside" / "tmp").write_bytes(mailbox(message(9)))
    (tmp_path / "odd" / "cur").write_bytes(b"// a file")
    results = [header for header in MailSource(tmp_path).read() if isinstance(header, MailHeader)]
    assert [header.source.removeprefix(f"{tmp_path}/").partition(":")[0] for header in results] == [
        "alone/tmp/1.eml", "beside/cur/1", "beside/tmp", "box/cur/2", "odd/tmp/4.eml",
    ]  # fmt: skip
