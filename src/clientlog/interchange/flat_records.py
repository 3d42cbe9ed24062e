"""JSON documents that hold a list of flat records, read with a bounded amount of memory.

The standard reader builds whatever is nested in a document before anybody can look at it:
50 MB of `[{},{},…` become more than a gigabyte. Here the records are cut out by a pattern
that knows no nesting, and only then read, one at a time.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

RECORD_LIMIT = 16_000_000
"""The longest record, in bytes: twice that of a client with two full texts, escaped."""

_SPACE = re.compile(rb"[ \t\n\r]*+")
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_SCALAR = re.compile(rb"[^\s,:{}\[\]\"]++")
_FLAT = re.compile(rb'\{[^{}\[\]"]*+(?:"(?:[^"\\]++|\\.)*+"[^{}\[\]"]*+)*+\}', re.DOTALL)


_NO_RECORD = "must be an object without lists or objects in it; or the file was cut short here"


class MalformedError(Exception):
    """What is wrong, and the path to it (`records[3].due`)."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}" if path else reason)


@dataclass(slots=True)
class FlatReader:
    """A walk through one document: `{"key": scalar, …, "records": [{flat}, …]}`."""

    data: bytes
    position: int = 0

    def document(self, header: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        """Fill in `header`, and yield each record with its path, as it is met."""
        if self.data.startswith(b"\xef\xbb\xbf"):
            self.position = 3
        self._expect(b"{", "", "the document must be one object, as clientlog export writes it")
        seen: set[str] = set()
        while not self._take(b"}"):
            if seen:
                self._expect(b",", "", "a comma is missing between two keys, or the end")
            key = str(_value(self._match(_STRING, "", "a key is missing"), ""))
            if key in seen:
                raise MalformedError(key, "the key stands there twice")
            seen.add(key)
            self._expect(b":", key, "a colon is missing")
            if key == "records":
                yield from self._records()
            else:
                header[key] = self._scalar(key)
        if self._peek():
            raise MalformedError("", f"something follows the document at byte {self.position}")

    def _records(self) -> Iterator[tuple[str, dict[str, Any]]]:
        self._expect(b"[", "records", "must be a list")
        count = 0
        while not self._take(b"]"):
            path = f"records[{count}]"
            if count:
                self._expect(b",", path, "a comma is missing before it, or the end of the list")
            found = self._match(_FLAT, path, _NO_RECORD)
            if len(found) > RECORD_LIMIT:
                raise MalformedError(path, f"is longer than {RECORD_LIMIT:,} bytes")
            yield path, _value(found, path)
            count += 1

    def _scalar(self, key: str) -> Any:
        pattern = _STRING if self._peek() == b'"' else _SCALAR
        return _value(self._match(pattern, key, "must be a text or a number"), key)

    def _peek(self) -> bytes:
        found = _SPACE.match(self.data, self.position)
        self.position = found.end() if found else self.position
        return self.data[self.position : self.position + 1]

    def _take(self, wanted: bytes) -> bool:
        if self._peek() != wanted:
            return False
        self.position += 1
        return True

    def _expect(self, wanted: bytes, path: str, reason: str) -> None:
        if not self._take(wanted):
            self._refuse(path, reason)

    def _match(self, pattern: re.Pattern[bytes], path: str, reason: str) -> bytes:
        self._peek()
        found = pattern.match(self.data, self.position)
        if not found:
            self._refuse(path, reason)
        self.position = found.end()
        return found.group()

    def _refuse(self, path: str, reason: str) -> NoReturn:
        if self.position >= len(self.data):
            raise MalformedError(path, "the file ends here; it was cut short")
        raise MalformedError(path, reason)


def _value(data: bytes, path: str) -> Any:
    """A scalar or one flat object; refuse what JSON readers disagree about."""

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(found)
        if len(value) < len(found):
            keys = [key for key, _ in found]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise MalformedError(f"{path}.{twice[:40]}", "the key stands there twice")
        return value

    def refuse(number: str) -> NoReturn:
        raise MalformedError(path, f"{number[:40]} is not a whole number")

    try:
        return json.loads(
            data.decode(), object_pairs_hook=pairs, parse_float=refuse, parse_constant=refuse
        )
    except UnicodeDecodeError:
        raise MalformedError(path, "is not valid UTF-8") from None
    except json.JSONDecodeError as error:
        raise MalformedError(path, f"is not JSON: {error.msg.lower()}") from None
    except ValueError:
        raise MalformedError(path, "holds a number of too many digits") from None
