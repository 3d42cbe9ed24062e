"""Content lines, the shape that vCard (RFC 6350) and iCalendar (RFC 5545) share.

Reading is a stream: only the properties that a reader wants are kept, so that neither a photo nor
a line of 100 MB takes memory.
"""

import codecs
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from clientlog.interchange.files import SIZE_LIMIT, CutOffError, TooLargeError
from clientlog.text import has_visible_text

LINE_LIMIT = 256_000
"""The longest property that is read, in bytes."""

PROPERTY_LIMIT = 5_000
"""How many properties of one component are read."""

LINES_LIMIT = 100_000
"""After so many lines of one component the rest of the file is not read."""

COMPONENT_LIMIT = 2_000_000
"""How large one component may be, in bytes of the properties that are read."""

DEPTH_LIMIT = 32
"""How deep components may lie in one another."""

_CHUNK = 65_536
_NAME = re.compile(rb"\s*(?:[\w-]{1,60}\.)?([\w-]{1,60})\s*[;:]")
_QUOTED_PRINTABLE = re.compile(rb"[^:]*quoted-printable[^:]*:", re.IGNORECASE)
_BEGIN_END = re.compile(rb"\s*(?:BEGIN|END)\s*:", re.IGNORECASE)
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


@dataclass(slots=True)
class Component:
    """The lines between BEGIN and END; `fault` says why they must not be used."""

    name: str
    line: int
    """The number of its first line, from 1."""
    lines: list[bytes] = field(default_factory=list)
    """Its own properties, unfolded, undecoded."""
    children: list["Component"] = field(default_factory=list)
    fault: str = ""
    size: int = 0

    def add(self, content: bytes, fault: str) -> None:
        """Keep a property, unless the component has grown too large."""
        self.size += len(content)
        if len(self.lines) >= PROPERTY_LIMIT:
            fault = f"more than {PROPERTY_LIMIT:,} properties"
        elif self.size > COMPONENT_LIMIT:
            fault = f"larger than {COMPONENT_LIMIT:,} bytes"
        if fault:
            self.fault = self.fault or fault
        else:
            self.lines.append(content)


def decode(content: bytes) -> str:
    """Return text from bytes: UTF-8, else Windows-1252."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def one_line(text: str) -> str:
    """Return `text` without line breaks; empty if it has no visible character."""
    text = _BLANKS.sub(" ", text).strip()
    return text if has_visible_text(text) else ""


def read_components(
    stream: BinaryIO, wanted: Mapping[str, Collection[str]], yielded: Collection[str]
) -> Iterator[Component]:
    """Yield the components of a stream, each as soon as it ends.

    Args:
        stream: What to read; UTF-16 with a byte order mark is recognized.
        wanted: The properties to keep, by the name of the component.
        yielded: The names of the components to yield; others are children of these.

    A component that holds a yielded one is yielded when that one begins, without it.
    """
    keep = {name.encode() for names in wanted.values() for name in names} | {
        b"BEGIN",
        b"END",
        b"AGENT",
    }
    tree = _Tree(wanted, yielded)
    for line in _logical_lines(stream, keep, yielded):
        yield from tree.add(line)
    yield from tree.close()


class _Tree:
    """The components that are open while a stream is read."""

    def __init__(self, wanted: Mapping[str, Collection[str]], yielded: Collection[str]) -> None:
        self.wanted = wanted
        self.yielded = yielded
        self.open: list[Component | None] = []
        self.names: list[str] = []
        self.too_deep = 0
        self.last = b""

    def add(self, line: "_Line") -> Iterator[Component]:
        """Read a line; yield the components that it ends."""
        if line.name == b"BEGIN":
            yield from self._begin(_argument(line), line.number)
        elif line.name == b"END":
            yield from self._end(_argument(line))
        elif (component := self._innermost()) and line.name.decode() in self.wanted[component.name]:
            component.add(line.content, line.fault)
        self.last = line.name

    def _innermost(self) -> Component | None:
        return self.open[-1] if self.open and not self.too_deep else None

    def _begin(self, name: str, number: int) -> Iterator[Component]:
        if len(self.open) >= DEPTH_LIMIT:
            if not self.too_deep:
                yield Component(name, number, fault=f"more than {DEPTH_LIMIT} levels deep")
            self.too_deep += 1
            return
        # A card that stands for an agent lies in the card of the person; vCard 2.1, section 2.5.2.
        is_agent = self.last == b"AGENT" and name in self.names
        if name in self.yielded and name in self.names and not is_agent:
            yield from self._close_down_to(self.names.index(name), cut_off=True)
        parent = self._innermost()
        if name in self.yielded and parent and parent.name in self.yielded and not is_agent:
            yield parent
            self.open[-1] = None
        self.open.append(Component(name, number) if name in self.wanted and not is_agent else None)
        self.names.append(name)

    def _end(self, name: str) -> Iterator[Component]:
        if self.too_deep:
            self.too_deep -= 1
        elif name in self.names:
            index = len(self.names) - 1 - self.names[::-1].index(name)
            yield from self._close_down_to(index, cut_off=False)

    def close(self) -> Iterator[Component]:
        """Yield what the end of the stream cuts off."""
        yield from self._close_down_to(0, cut_off=True)

    def _close_down_to(self, index: int, *, cut_off: bool) -> Iterator[Component]:
        while len(self.open) > index:
            component = self.open.pop()
            self.names.pop()
            if component is None:
                continue
            if cut_off or len(self.open) > index:
                component.fault = component.fault or f"cut off: END:{component.name} is missing"
            parent = self.open[-1] if self.open else None
            if component.name in self.yielded:
                yield component
            elif parent is not None:
                parent.children.append(component)
                parent.size += component.size + 1
                parent.fault = parent.fault or component.fault
                if len(parent.children) > PROPERTY_LIMIT:
                    parent.fault = f"more than {PROPERTY_LIMIT:,} parts"
                    parent.children.clear()


def _argument(line: "_Line") -> str:
    return decode(line.content.partition(b":")[2]).strip().upper()[:60]


def _logical_lines(
    stream: BinaryIO, keep: Collection[bytes], yielded: Collection[str]
) -> Iterator["_Line"]:
    """Yield the unfolded lines whose property is in `keep`.

    Raises CutOffError where very many lines follow the beginning of a `yielded` component.
    """
    line: _Line | None = None
    begin, count = 1, 0
    for number, physical, is_rest in _physical_lines(stream):
        if line is not None and (is_rest or line.goes_on_with(physical)):
            line.append(physical, is_rest)
            continue
        if line is not None and line.name:
            yield line
        line = _Line(number, physical, keep)
        count += 1
        if line.name == b"BEGIN" and _argument(line) in yielded:
            begin, count = number, 0
        elif count > LINES_LIMIT:
            raise CutOffError(f"has more than {LINES_LIMIT:,} lines in one part, from line {begin}")
    if line is not None:
        yield line


class _Line:
    """A line that is being unfolded; its name is empty if it is not needed."""

    def __init__(self, number: int, start: bytes, keep: Collection[bytes]) -> None:
        name = match[1].upper() if (match := _NAME.match(start)) else b""
        self.number = number
        self.name = name if name in keep else b""
        self._parts = [start] if self.name else []
        self._size = len(start)
        self._is_quoted = bool(name and _QUOTED_PRINTABLE.match(start))
        self._is_soft = self._is_quoted and start.endswith(b"=")

    def goes_on_with(self, physical: bytes) -> bool:
        """Return whether the next line of the file belongs to this one."""
        return physical[:1] in (b" ", b"\t") or (self._is_soft and not _BEGIN_END.match(physical))

    def append(self, physical: bytes, is_rest: bool) -> None:
        """Add the next line of the file, or the rest of a long one."""
        if not is_rest and not self._is_soft:
            physical = physical[1:]
        elif not is_rest and self._parts:
            self._parts[-1] = self._parts[-1][:-1]
        self._size += len(physical)
        if self.name and self._size <= LINE_LIMIT:
            self._parts.append(physical)
        self._is_soft = self._is_quoted and physical.endswith(b"=")

    @property
    def content(self) -> bytes:
        """The unfolded line."""
        return b"".join(self._parts)

    @property
    def fault(self) -> str:
        """Why the line must not be used; empty if it may."""
        too_long = self._size > LINE_LIMIT
        return f"{self.name.decode()} is longer than {LINE_LIMIT:,} bytes" if too_long else ""


def _physical_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes, bool]]:
    """Yield the number of each line, a piece of it, and whether that is not its first."""
    number, size, is_rest = 0, 0, False
    for chunk in _chunks(stream):
        size += len(chunk)
        if size > SIZE_LIMIT:
            raise TooLargeError
        for piece in chunk.splitlines():
            number += not is_rest
            yield number, piece, is_rest
            is_rest = False
        is_rest = not chunk.endswith((b"\n", b"\r"))


def buffer(stream: BinaryIO) -> io.BufferedReader:
    """Return a stream that can be looked into before it is read."""
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(stream)  # type: ignore[arg-type]  # every stream here has readinto


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    reader = buffer(stream)
    mark = reader.peek()[:3]
    if mark[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        text = io.TextIOWrapper(reader, "utf-16", "replace")
        while line := text.readline(_CHUNK):
            yield line.encode("utf-8", "replace")
    else:
        if mark == codecs.BOM_UTF8:
            reader.read(3)
        while chunk := reader.readline(_CHUNK):
            yield chunk
