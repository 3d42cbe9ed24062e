"""JSON documents that hold a list of flat records, read one record at a time from a stream.

The standard reader builds whatever is nested in a document before anybody can look at it:
50 MB of `[{},{},…` become more than a gigabyte. Here the records are cut out by a pattern
that knows no nesting, and only then read, each by itself.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

RECORD_LIMIT = 16_000_000
"""The longest record, in bytes: twice that of a client with two full texts, escaped."""

_CHUNK = 1 << 18
"""How many bytes are read at a time."""

_SPACE = re.compile(rb"[ \t\n\r]*+")
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_SCALAR = re.compile(rb"[^\s,:{}\[\]\"]++")
_RECORD = rb'\{[^{}\[\]"]*+(?:"(?:[^"\\]++|\\.)*+"[^{}\[\]"]*+)*+\}'
_FLAT = re.compile(_RECORD, re.DOTALL)
_NEXT = re.compile(rb"[ \t\n\r]*+,[ \t\n\r]*+(?=\{)")

_NO_RECORD = "must be an object without lists or objects in it; or the file was cut short here"


class MalformedError(Exception):
    """What is wrong with a document, and the path to it (`records[3].due`)."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}" if path else reason)


class FlatReader:
    """A reader of one document: `{"key": scalar, …, "records": [{flat}, …]}`."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._data = b""
        self._position = 0
        self._dropped = 0
        self._at_end = False

    def read(self, header: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        """Fill in `header`, and yield each record with its path.

        Raises MalformedError at the first thing that is no such document.
        """
        self._fill(3)
        if self._data.startswith(b"\xef\xbb\xbf"):
            self._position = 3
        self._expect(b"{", "", "the document must be one object, as clientlog export writes it")
        keys: set[str] = set()
        while not self._take(b"}"):
            if keys:
                self._expect(b",", "", "a comma is missing between two keys, or the end")
            key = str(parse_flat(self._match(_STRING, "", "a key is missing"), ""))
            if key in keys:
                raise MalformedError(key[:40], "the key occurs twice")
            keys.add(key)
            self._expect(b":", key, "a colon is missing")
            if key == "records":
                yield from self._read_records()
            else:
                header[key] = self._read_scalar(key)
        if self._peek():
            where = self._dropped + self._position
            raise MalformedError("", f"something follows the document at byte {where}")

    def _read_records(self) -> Iterator[tuple[str, dict[str, Any]]]:
        self._expect(b"[", "records", "must be a list")
        count = 0
        while not self._take(b"]"):
            path = f"records[{count}]"
            if count:
                self._expect(b",", path, "a comma is missing before it, or the end of the list")
            yield path, parse_flat(self._match(_FLAT, path, _NO_RECORD), path)
            count += 1
            while (record := self._take_plain()) is not None:
                yield f"records[{count}]", record
                count += 1

    def _take_plain(self) -> dict[str, Any] | None:
        """Return the next record if it is whole in memory and has no bracket in its texts.

        Nearly all are so, and the end of one is found without a pattern. Of any other the
        answer is None, whatever there is about it.
        """
        comma = _NEXT.match(self._data, self._position)
        if not comma:
            return None
        start = comma.end()
        end = self._data.find(b"}", start) + 1
        data = self._data[start:end]
        if b"[" in data or data.rfind(b"{") != 0:
            return None
        record: dict[str, Any]
        try:
            record, _ = _DECODER.raw_decode(data.decode())
        except (_RefusedError, ValueError):
            return None
        self._position = end
        return record

    def _read_scalar(self, key: str) -> Any:
        pattern = _STRING if self._peek() == b'"' else _SCALAR
        return parse_flat(self._match(pattern, key, "must be a text or a number"), key)

    def _peek(self) -> bytes:
        """Return the next byte that is no blank; nothing at the end."""
        while True:
            space = _SPACE.match(self._data, self._position)
            self._position = space.end() if space else self._position
            if self._position < len(self._data) or not self._fill(1):
                return self._data[self._position : self._position + 1]

    def _take(self, wanted: bytes) -> bool:
        if self._peek() != wanted:
            return False
        self._position += 1
        return True

    def _expect(self, wanted: bytes, path: str, reason: str) -> None:
        if not self._take(wanted):
            self._refuse(path, reason)

    def _match(self, pattern: re.Pattern[bytes], path: str, reason: str) -> bytes:
        """Return what the pattern matches here, reading on while it may still become longer."""
        self._peek()
        wanted = _CHUNK
        while True:
            match = pattern.match(self._data, self._position)
            is_whole = match and (match.end() < len(self._data) or pattern is not _SCALAR)
            if match and (is_whole or self._at_end):
                self._position = match.end()
                return match.group()
            if len(self._data) - self._position > RECORD_LIMIT:
                raise MalformedError(path, f"is longer than {RECORD_LIMIT:,} bytes")
            if not self._fill(wanted):
                self._refuse(path, reason)
            # Twice as much each time: a long record is not searched again and again.
            wanted = len(self._data) - self._position

    def _fill(self, wanted: int) -> bool:
        """Read at least so many bytes more, and forget those before; False at the end."""
        if self._at_end:
            return False
        pieces = [self._data[self._position :]]
        self._dropped += self._position
        self._position = 0
        missing = wanted
        while missing > 0 and (piece := self._file.read(max(_CHUNK, missing))):
            pieces.append(piece)
            missing -= len(piece)
        self._at_end = missing > 0
        self._data = b"".join(pieces)
        return len(pieces) > 1

    def _refuse(self, path: str, reason: str) -> NoReturn:
        if self._position >= len(self._data):
            raise MalformedError(path, "the file ends here; it was cut short")
        raise MalformedError(path, reason)


def parse_flat(data: bytes, path: str) -> Any:
    """Parse a scalar or one flat object; refuse what JSON readers disagree about."""
    try:
        return _DECODER.decode(data.decode())
    except _RefusedError as error:
        raise MalformedError(f"{path}{error.key}", error.reason) from None
    except UnicodeDecodeError:
        raise MalformedError(path, "is not valid UTF-8") from None
    except json.JSONDecodeError as error:
        raise MalformedError(path, f"is not JSON: {error.msg.lower()}") from None
    except ValueError:
        raise MalformedError(path, "holds a number of too many digits") from None


class _RefusedError(Exception):
    def __init__(self, reason: str, key: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.key = key


def _unique_pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(items)
    if len(value) < len(items):
        ((twice, _),) = Counter(key for key, _ in items).most_common(1)
        raise _RefusedError("the key occurs twice", f".{twice[:40]}")
    return value


def _refuse_number(number: str) -> NoReturn:
    raise _RefusedError(f"{number[:40]} is not a whole number")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique_pairs, parse_float=_refuse_number, parse_constant=_refuse_number
)
"""One for all records: making it takes as long as parsing a short one."""
