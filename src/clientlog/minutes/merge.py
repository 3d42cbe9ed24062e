"""Merge three versions of minutes: as opened, as typed, and as the journal has them now."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from clientlog.errors import quote
from clientlog.items import write_item
from clientlog.minutes.headings import HEADER_FIELDS, SECTIONS, SUMMARY
from clientlog.minutes.values import Entry, Line, Minutes, MinutesError, Problem
from clientlog.text import escape_controls

L = TypeVar("L", Entry, Line)

_HEADERS = {name: key for key, name in HEADER_FIELDS.items() if name != "client"}


class MergeConflictError(MinutesError):
    """The same part was changed here and in the journal: both versions are named."""

    exit_code = 1


def merge_minutes(opened: Minutes, typed: Minutes, current: Minutes) -> Minutes:
    """Return what was typed on top of what the journal holds now.

    `opened` is what the person saw. A part that only one side changed is taken from that
    side. Raises MergeConflictError for each part that both changed in different ways.
    """
    problems: list[Problem] = []
    summaries = opened.summary, typed.summary, current.summary
    merged: dict[str, Any] = {"summary": _merge_text("the summary", summaries, 1, problems)}
    for name, key in _HEADERS.items():
        texts = (getattr(opened, name), getattr(typed, name), getattr(current, name))
        merged[name] = _merge_text(key, texts, typed.header_lines.get(key, 1), problems)
    for section in SECTIONS:
        if section is not SUMMARY:
            versions = (getattr(minutes, section.field) for minutes in (opened, typed, current))
            merged[section.field] = _merge_lines(tuple(versions), problems)
    if problems:
        raise MergeConflictError(tuple(problems))
    return replace(typed, **merged)


def _merge_text(
    part: str, versions: tuple[str | None, ...], line: int, problems: list[Problem]
) -> str | None:
    opened, typed, current = versions
    if not typed or typed in {opened, current}:
        return current
    if current != opened:
        problems.append(_conflict(line, part, typed, current or "nothing"))
    return typed


def _merge_lines(versions: tuple[Sequence[L], ...], problems: list[Problem]) -> tuple[L, ...]:
    opened, typed, current = versions
    known = {line.ref: line for line in opened if line.ref}
    there = {line.ref: line for line in current if line.ref}
    merged: list[L] = []
    for line in typed:
        if line.ref is None or line.ref not in known:
            merged.append(line)
        elif line.ref not in there:
            if line != known[line.ref]:
                problems.append(
                    Problem(line.line or 1, f"{line.ref} was settled or removed meanwhile")
                )
        elif line in (known[line.ref], there[line.ref]):
            merged.append(there[line.ref])
        else:
            if there[line.ref] != known[line.ref]:
                mine, theirs = _written(line), _written(there[line.ref])
                problems.append(_conflict(line.line or 1, line.ref, mine, theirs))
            merged.append(line)
    return tuple(merged)


def _written(line: Entry | Line) -> str:
    text = write_item(line.item) if isinstance(line, Entry) else line.text
    return text if line.mark == "open" else f"{text} ({line.mark})"


def _conflict(line: int, part: str, typed: str, current: str) -> Problem:
    mine, theirs = (quote(escape_controls(text), 300) for text in (typed, current))
    return Problem(
        line, f"{part} was changed meanwhile: the journal has {theirs}, this text has {mine}"
    )
