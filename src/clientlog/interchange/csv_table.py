"""Tables in CSV: read from whatever spreadsheet wrote them, and written for any to open.

The encoding and the separator are worked out from the bytes. A written cell never becomes a
formula; reading takes the guard away again.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from clientlog.interchange.problems import Problem

CELL_LIMIT = 1_000_000
"""The longest cell, in characters."""

COLUMN_LIMIT = 1_000
ROW_LIMIT = 100_000
PROBLEM_LIMIT = 1_000
"""The most columns and rows of a table, and the most problems after which it is given up."""

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as that of UTF-16 does
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536
"""How much of a file tells its encoding and separator, in bytes."""

_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"')
_LINE_END = re.compile(r"\r\n?|\n")
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""What a spreadsheet may take for a formula, with and without the guard before it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell and where it begins, counted from 1 in lines of the file and columns."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Table:
    """What a CSV file holds: the header, and rows that are as long."""

    encoding: str
    separator: str
    header: tuple[str, ...]
    rows: Iterator[tuple[Cell, ...]]
    """Read as they are asked for."""

    @property
    def description(self) -> str:
        """How the file was read: `utf-8, separated by semicolon`."""
        return f"{self.encoding}, separated by {SEPARATORS[self.separator]}"


class _UnreadableError(Exception):
    """What makes the rest of a file unreadable, and where that begins."""

    def __init__(self, line: int, column: int, reason: str) -> None:
        super().__init__(reason)
        self.place = f"line {line}, column {column}"
        self.reason = reason


def read_table(data: bytes, source: str, problems: list[Problem]) -> Table:
    """Read a table; what is wrong is added to `problems` with line and column.

    A row with a problem is left out, and the others are taken.
    """
    text, encoding = decode(data)
    first, _, rest = text.partition("\n")
    if match := re.fullmatch(r'"?sep=([,;\t|])"?\r?', first, re.IGNORECASE):
        # A line of Excel's own. It stays, emptied, so that lines are still counted from it.
        text, separator = "\n" + rest, match[1]
    else:
        separator = sniff_separator(text)
    rows = _filled_rows(text, separator, source, problems)
    header = next(rows, ())
    if not header and not problems:
        problems.append(Problem(source, "is empty"))
    names = tuple(cell.text.strip() for cell in header)
    return Table(encoding, separator, names, _whole_rows(rows, header, source, problems))


def write_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table that spreadsheets open as text, and that `read_table` reads back the same."""
    output = io.StringIO()
    writer = csv.writer(output)
    for row in [header, *rows]:
        writer.writerow([guard(cell) for cell in row])
    return output.getvalue()


def guard(text: str) -> str:
    """Put an apostrophe before what a spreadsheet might calculate."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Take away the apostrophe that `guard` put there."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def place(source: str, cell: Cell) -> str:
    """Name a cell for a message."""
    return f"{source}: line {cell.line}, column {cell.column}"


# Encoding and separator


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the name of the encoding it was found to be in."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace"), encoding
    sample = data[:_SAMPLE]
    # Letters of the Latin script have a zero byte before or after them in UTF-16.
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if zeros.count(0) * 3 > len(zeros):
            return data.decode(encoding, "replace"), encoding
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), "latin-1"


def sniff_separator(text: str) -> str:
    """Return the separator that stands most often in the header, outside of quotes."""
    header = next((line for line in io.StringIO(text[:_SAMPLE]) if line.strip()), "")
    bare = _QUOTED.sub("", header)
    return max(SEPARATORS, key=bare.count)


# Rows


def _filled_rows(
    text: str, separator: str, source: str, problems: list[Problem]
) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows in which anything stands; what makes the rest unreadable ends them."""
    try:
        for row in _rows(text, separator):
            if any(cell.text.strip() for cell in row):
                yield row
    except _UnreadableError as error:
        problems.append(Problem(f"{source}: {error.place}", error.reason))


def _whole_rows(
    rows: Iterable[tuple[Cell, ...]],
    header: Sequence[Cell],
    source: str,
    problems: list[Problem],
) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows with nothing wrong in them, up to the limits."""
    before = len(problems)
    for count, row in enumerate(rows):
        where = f"{source}: line {row[0].line}"
        if count == ROW_LIMIT:
            problems.append(Problem(where, f"there are more than {ROW_LIMIT:,} rows"))
            return
        if len(problems) - before >= PROBLEM_LIMIT:
            problems.append(Problem(where, "too many problems: the rest was not read"))
            return
        if _fits(row, header, source, problems):
            yield row[: len(header)]


def _rows(text: str, separator: str) -> Iterator[tuple[Cell, ...]]:
    bare = re.compile(rf"[^{re.escape(separator)}\r\n]*+")
    position, line = 0, 1
    row: list[Cell] = []
    while position < len(text):
        if len(row) == COLUMN_LIMIT:
            raise _UnreadableError(line, len(row) + 1, f"has more than {COLUMN_LIMIT:,} columns")
        value, begins_at = "", line
        if text[position] == '"':
            quoted = _QUOTED.match(text, position)
            if not quoted:
                raise _UnreadableError(
                    line, len(row) + 1, "the quote that begins here is not closed"
                )
            value, position = quoted[1].replace('""', '"'), quoted.end()
            line += len(_LINE_END.findall(value))
        # Text after a closing quote is kept, as spreadsheets do.
        tail = bare.match(text, position)
        assert tail is not None  # the pattern may be empty
        position = tail.end()
        row.append(Cell(unguard(value + tail.group()), begins_at, len(row) + 1))
        end = _LINE_END.match(text, position)
        if end or position == len(text):
            yield tuple(row)
            row = []
            line, position = line + 1, end.end() if end else position
        elif position + 1 == len(text):
            position += 1
            yield (*row, Cell("", line, len(row) + 1))
        else:
            position += 1


def _fits(
    row: Sequence[Cell], header: Sequence[Cell], source: str, problems: list[Problem]
) -> bool:
    """Return whether a row has as many cells as the header, none of them too long."""
    before = len(problems)
    if len(row) < len(header):
        missing = header[len(row)]
        end = Cell("", row[-1].line, len(row) + 1)
        problems.append(
            Problem(place(source, end), f"the row ends before {missing.text.strip()[:40]!r}")
        )
    for cell in row[len(header) :]:
        if cell.text.strip():
            problems.append(Problem(place(source, cell), "has no header above it"))
            break
    for cell in row:
        if len(cell.text) > CELL_LIMIT:
            problems.append(
                Problem(place(source, cell), f"is longer than {CELL_LIMIT:,} characters")
            )
        elif "\x00" in cell.text:
            problems.append(Problem(place(source, cell), "holds a NUL character"))
    return len(problems) == before
