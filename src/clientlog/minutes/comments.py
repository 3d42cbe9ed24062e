"""Remove comments from a template before it is read, and add comments where it is wrong."""

import re
from collections.abc import Iterable, Iterator

from clientlog.minutes.fences import Fence
from clientlog.minutes.values import Problem
from clientlog.text import escape_controls

_TOKEN = re.compile(r"(?<!\\)<!--|-->")
_ANNOTATION = re.compile(r"<!-- ! (?:(?!-->).)*-->[ \t\r]*")


def split_lines(text: str) -> list[str]:
    """Split a text as an editor does; a byte order mark and CRs at line ends are no text."""
    lines = text.removeprefix("\ufeff").split("\n")
    return [line.removesuffix("\r") for line in lines]


def without_comments(text: str, problems: list[Problem]) -> Iterator[tuple[int, str]]:
    """Yield the lines left when comments are gone, with their numbers.

    A line that held nothing but comment is gone altogether; one that begins within a
    comment has the number of the line where that began, since a message can be put in
    only there. A comment that is never closed, or not before the next begins, is a problem:
    it would swallow what follows. What looks like a comment in a code fence is text.
    """
    opened = 0
    nested: set[int] = set()
    fence = Fence()
    for number, line in enumerate(split_lines(text), 1):
        if not opened and (fence.takes(line) or "<!--" not in line):
            yield number, line
            continue
        start = opened or number
        rest, is_open, is_nested = _outside(line, bool(opened))
        opened = start if is_open else 0
        nested |= {start} if is_nested else set()
        if rest.strip(" \t"):
            yield start, rest
    problems += [
        Problem(line, "this comment is not closed before the next begins") for line in nested
    ]
    if opened and opened not in nested:
        problems.append(Problem(opened, "this comment is never closed: end it with -->"))


def _outside(line: str, is_open: bool) -> tuple[str, bool, bool]:
    """Return what of a line is no comment; whether one is open at its end, or began in another."""
    pieces, start, is_nested = [], 0, False
    for token in _TOKEN.finditer(line):
        if token.group() == "-->":
            if is_open:
                is_open, start = False, token.end()
        elif is_open:
            is_nested = True
        else:
            pieces.append(line[start : token.start()])
            is_open = True
    return "".join(pieces) + ("" if is_open else line[start:]), is_open, is_nested


def annotate(text: str, problems: Iterable[Problem]) -> str:
    """Put a comment before each line that has a problem; take away older ones of these.

    Line numbers are those of `text`. A line beyond the end is annotated at the end, one in a
    code fence above the fence: in it, a comment would be text.
    """
    mark = text[: text.startswith("\ufeff")]
    lines = text.removeprefix(mark).split("\n")
    ending = "\r" if lines[0].endswith("\r") else ""
    messages: dict[int, list[str]] = {}
    fences = _fence_starts(text)
    for problem in sorted(set(problems)):
        place = min(max(problem.line, 1), len(lines))
        messages.setdefault(fences.get(place, place), []).append(problem.sentence)
    annotated: list[str] = []
    due: list[str] = []
    for number, line in enumerate(lines, 1):
        due += [f"<!-- ! {_harmless(message)} -->{ending}" for message in messages.get(number, ())]
        if not _ANNOTATION.fullmatch(line):
            annotated += [*due, line]
            due = []
    return mark + "\n".join(annotated + due)


def _fence_starts(text: str) -> dict[int, int]:
    """Return, for each line in a code fence, the line where the fence begins."""
    fence = Fence()
    starts: dict[int, int] = {}
    start = 0
    for number, line in without_comments(text, []):
        start = start if fence.mark else number
        if fence.takes(line):
            starts[number] = start
    return starts


def _harmless(message: str) -> str:
    """Return a message that cannot end its comment."""
    return escape_controls(message).replace("--", "- -").replace("->", "- >").replace("<!", "< !")
