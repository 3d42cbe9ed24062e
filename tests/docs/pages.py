"""The pages of the documentation, read as what they claim: blocks, sessions, commands, tables.

Comments in a page that a reader never sees say how its sessions are run:

- `<!-- now: 2026-11-20T12:00 -->` names the present from here on; without one nothing is run;
- `<!-- new journal -->` begins again with an empty home;
- `<!-- file: minutes.md -->` makes the next block a file of that name;
- `<!-- continues: README.md -->` runs the sessions of another page first, in the same home;
- `<!-- before: … -->` holds commands to run first, a line each.

A block of `console` whose lines begin with `$ ` is a session: each command is followed by
what it prints. In what it prints, `…` stands for anything, and a line of it for any lines.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

SHELLS = ("console", "sh", "bash")
"""The languages of blocks in which commands stand."""

_COMMENT = re.compile(
    r"<!--\s*(now|new journal|file|before|continues)(?::\s*(.*?))?\s*-->", re.DOTALL
)
_FENCE = re.compile(r"^( *)(`{3,}|~{3,})(\w*)\s*$")
_ASSIGNMENT = re.compile(r"[A-Z_]+=")


@dataclass(frozen=True)
class Block:
    """What stands between two fences; lines count from 0."""

    language: str
    first: int
    lines: tuple[str, ...]
    heading: str

    @property
    def is_session(self) -> bool:
        """Whether it shows commands with what they print."""
        return self.language == "console" and any(line.startswith("$ ") for line in self.lines)


@dataclass(frozen=True)
class Comment:
    """How the sessions after it are run."""

    kind: str
    text: str


def all_pages() -> list[Path]:
    """Every page, the README first."""
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]


def name_of(page: Path) -> str:
    """The page as its tests are called."""
    return str(page.relative_to(ROOT))


def parts(text: str) -> Iterator[Block | Comment]:
    """The blocks of a page, and the comments between them."""
    heading, outside, lines, number = "", [], text.split("\n"), 0
    while number < len(lines):
        fence = _FENCE.match(lines[number])
        if not fence:
            outside.append(lines[number])
            if lines[number].startswith("#"):
                heading = lines[number].lstrip("# ")
            number += 1
            continue
        yield from _comments("\n".join(outside))
        outside = []
        end = next(n for n in range(number + 1, len(lines)) if lines[n].strip() == fence[2])
        inside = tuple(line.removeprefix(fence[1]) for line in lines[number + 1 : end])
        yield Block(fence[3], number + 1, inside, heading)
        number = end + 1


def _comments(text: str) -> Iterator[Comment]:
    for found in _COMMENT.finditer(text):
        yield Comment(found[1], (found[2] or "").strip())


def blocks(text: str) -> list[Block]:
    """The blocks alone."""
    return [one for one in parts(text) if isinstance(one, Block)]


def commands_of(text: str) -> Iterator[list[str]]:
    """Every clientlog command of a page in words, from blocks and from within sentences."""
    for block in blocks(text):
        if block.language in SHELLS:
            joined = "\n".join(block.lines).replace("\\\n", " ")
            for line in joined.split("\n"):
                yield from _clientlog_in(line.removeprefix("$ "))
    prose = re.sub(r"(?ms)^ *```.*?^ *```$", "", text)
    for span in re.findall(r"`(clientlog [^`\n]+)`", prose):
        yield from _clientlog_in(span)


def _clientlog_in(line: str) -> Iterator[list[str]]:
    if "clientlog " not in line:
        return
    reader = shlex.shlex(line, posix=True, punctuation_chars=";|&()<>")
    reader.commenters = "#"
    reader.whitespace_split = True
    command: list[str] = []
    try:
        words = list(reader)
    except ValueError:
        return
    for word in [*words, ";"]:
        if set(word) <= set(";|&()<>"):
            yield from _without_assignments(command)
            command = []
        else:
            command.append(word)


def _without_assignments(words: list[str]) -> Iterator[list[str]]:
    while words and (_ASSIGNMENT.match(words[0]) or words[0] in {"if", "!", "then", "while"}):
        words = words[1:]
    if len(words) > 1 and words[0] == "clientlog":
        yield words[1:]


def table_names(text: str, heading: str | None = None) -> list[str]:
    """What stands in backticks in the first column of a page's tables, or of one section's."""
    found, here = [], ""
    for line in text.split("\n"):
        if line.startswith("#"):
            here = line.lstrip("# ")
        if heading in {None, here} and (cell := re.match(r"\| *((?:`[^`]+`[, /]*)+)", line)):
            found += re.findall(r"`([^`]+)`", cell[1])
    return found


def anchors(text: str) -> set[str]:
    """What a link to a heading of the page can name, after GitHub's rule."""
    headings = re.findall(r"(?m)^#+ (.+)$", re.sub(r"(?ms)^ *```.*?^ *```$", "", text))
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}
