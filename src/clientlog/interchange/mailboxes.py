"""Mailboxes: a Maildir, an mbox, a message file, or a folder of these, read message by message.

A cursor says what has been read, so that the next reading begins after it. Only the bytes of
headers are kept in memory.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO

from clientlog.interchange.files import open_plain, walk_files
from clientlog.interchange.mail import HEADER_LIMIT, MailHeader, read_header
from clientlog.interchange.problems import Problem

_TAIL = 256
"""How many bytes before the end of what was read recognize an mbox again."""

_ENVELOPE = re.compile(rb"From (?:\S+ +[^\n]{0,200}\d:\d\d[^\n]*|-?)\r?\n?\Z")
"""The line that begins a message in an mbox; newer Thunderbirds write `From ` alone."""
_BLANK_LINES = frozenset({b"\n", b"\r\n"})
_HEADER_LINE = re.compile(rb"(?:>?From |[!-9;-~]{1,100}[ \t]*:)")


@dataclass(frozen=True, slots=True)
class MailCursor:
    """What of a source has been read."""

    messages: frozenset[str] = frozenset()
    """Digests of the names of message files."""
    mailboxes: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """By the name of an mbox, how many bytes were read and a digest of the last of them."""

    def to_json(self) -> dict[str, Any]:
        """Return the cursor as a value that JSON can hold."""
        return {
            "messages": sorted(self.messages),
            "mailboxes": {name: list(state) for name, state in sorted(self.mailboxes.items())},
        }

    @classmethod
    def from_json(cls, value: Any) -> "MailCursor":
        """Return the cursor that a stored value stands for; an empty one where it makes no sense.

        Reading everything again is safe, so a damaged cursor is no error.
        """
        try:
            return cls(
                frozenset(map(str, value["messages"])),
                {str(k): (int(size), str(tail)) for k, (size, tail) in value["mailboxes"].items()},
            )
        except (TypeError, ValueError, KeyError, AttributeError):
            return cls()


class MailSource:
    """A mailbox or a folder of mail; `cursor` says what has been read once `read` is through."""

    def __init__(
        self, path: Path, cursor: MailCursor | None = None, *, with_subjects: bool = False
    ) -> None:
        self.path = path
        self.with_subjects = with_subjects
        self._before = cursor or MailCursor()
        self._messages: set[str] = set()
        self._mailboxes: dict[str, tuple[int, str]] = {}

    @property
    def cursor(self) -> MailCursor:
        """What has been read so far, now or before, of what is still there."""
        return MailCursor(frozenset(self._messages), dict(self._mailboxes))

    def read(self) -> Iterator[MailHeader | Problem]:
        """Yield the header of each message that is new since the cursor, or what is wrong with it.

        A message that disappears meanwhile, as one being moved does, is left for the next time.
        """
        for path in walk_files(self.path, _holds_mail):
            if isinstance(path, Problem):
                yield path
                continue
            in_maildir = path != self.path and path.parent.name in {"cur", "new"}
            name = str(path.relative_to(self.path)) if path != self.path else path.name
            key = _digest(path.name.partition(":")[0] if in_maildir else name)
            if key in self._before.messages:
                self._messages.add(key)
                continue
            try:
                with open_plain(path, limit=None) as file:
                    yield from self._read_file(file, path, name, key, in_maildir)
            except FileNotFoundError:
                continue
            except OSError as error:
                yield Problem(str(path), f"cannot be read: {error.strerror}")

    def _read_file(
        self, file: BinaryIO, path: Path, name: str, key: str, in_maildir: bool
    ) -> Iterator[MailHeader | Problem]:
        first = file.readline(HEADER_LIMIT)
        if not in_maildir and _ENVELOPE.match(first):
            yield from self._read_mailbox(file, path, name)
        elif in_maildir or path.suffix.lower() == ".eml" or path == self.path:
            if not first and not in_maildir:
                return
            if not _HEADER_LINE.match(first):
                yield Problem(str(path), "is neither a mailbox nor a mail message")
                return
            file.seek(0)
            self._messages.add(key)
            yield read_header(_read_header(file), str(path), with_subject=self.with_subjects)

    def _read_mailbox(
        self, file: BinaryIO, path: Path, name: str
    ) -> Iterator[MailHeader | Problem]:
        offset = _resume_offset(file, self._before.mailboxes.get(name))
        file.seek(offset)
        last_start, last_header = offset, b"\n"
        for last_start, last_header in _messages_in(file):
            source = f"{path}: message at byte {last_start}"
            yield read_header(last_header, source, with_subject=self.with_subjects)
        # A header without its end may still be in the writing: read it again next time.
        is_whole = _is_whole(last_header) or len(last_header) >= HEADER_LIMIT
        end = file.tell() if is_whole else last_start
        self._mailboxes[name] = (end, _tail(file, end))


# Messages


def _read_header(file: BinaryIO) -> bytes:
    """Read up to the blank line that ends a header, or as much of it as is looked at."""
    header = bytearray()
    while len(header) < HEADER_LIMIT and (line := file.readline(HEADER_LIMIT)):
        header += line
        if line in _BLANK_LINES:
            break
    return bytes(header)


def _messages_in(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield where each message of an mbox begins, and its header."""
    position = file.tell()
    at_line_start = may_begin = True
    while line := file.readline(HEADER_LIMIT):
        start, position = position, position + len(line)
        if may_begin and _ENVELOPE.match(line):
            header = _read_header(file)
            position += len(header)
            yield start, header
            at_line_start, may_begin = header.endswith(b"\n"), _is_whole(header)
        else:
            may_begin = at_line_start and line in _BLANK_LINES
            at_line_start = line.endswith(b"\n")


def _is_whole(header: bytes) -> bool:
    """Return whether a header has its end: the blank line after it, or the limit."""
    return header.endswith((b"\n\n", b"\n\r\n")) or header in _BLANK_LINES


def _resume_offset(file: BinaryIO, before: tuple[int, str] | None) -> int:
    """Return where to go on reading an mbox: at its start, unless it was only added to."""
    if before is None:
        return 0
    offset, tail = before
    size = os.fstat(file.fileno()).st_size
    return offset if 0 <= offset <= size and _tail(file, offset) == tail else 0


def _tail(file: BinaryIO, end: int) -> str:
    start = max(0, end - _TAIL)
    file.seek(start)
    return _digest(file.read(end - start))


def _digest(content: str | bytes) -> str:
    data = os.fsencode(content) if isinstance(content, str) else content
    return blake2b(data, digest_size=8).hexdigest()


# Files


def _holds_mail(name: str, siblings: Mapping[str, str]) -> bool:
    """Return whether an entry may hold mail; `tmp` of a Maildir may not."""
    return not (name == "tmp" and siblings[name] == "folder" and siblings.get("cur") == "folder")
