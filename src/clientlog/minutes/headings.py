"""The headings and headers of the template, and near misses of them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from clientlog.suggest import near_matches

Shape = Literal["entries", "ticks", "texts", "summary", "plans"]


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the template: the field of Minutes it fills and how its lines are read."""

    field: str
    heading: str
    shape: Shape
    letter: str = ""
    """What the REFs of its lines begin with; '' where lines have none."""
    hint: str = ""


SECTIONS = (
    Section(
        "topics",
        "Topics",
        "ticks",
        "t",
        "[x] discussed, [-] dropped; the others come up again next time",
    ),
    Section("summary", "Summary", "summary"),
    Section(
        "my_actions",
        "My actions",
        "entries",
        "a",
        "- [ ] what to do due:fri pri:must owner:NAME   with [x] it is done, with [-] dropped",
    ),
    Section("their_actions", "Their actions", "entries", "a"),
    Section("my_promises", "My promises", "entries", "p"),
    Section("their_promises", "Their promises", "entries", "p"),
    Section("decisions", "Decisions", "texts", "n", "- what was decided"),
    Section("next", "Next", "plans", "m", "- fri 10:00 planning"),
    Section("notes", "Notes", "texts", "n", "- what is worth remembering"),
)
BY_NAME = {section.heading.lower(): section for section in SECTIONS}
SUMMARY = BY_NAME["summary"]

_SYNONYMS = {
    "my actions": (
        "action item", "action items", "actions", "my action items", "my tasks", "next steps",
        "tasks", "to do", "to dos", "todo", "todos",
    ),
    "their actions": ("their action items", "their tasks"),
    "my promises": ("i promise", "promises"),
    "their promises": ("they promise",),
    "decisions": ("decided",),
    "next": ("next meeting", "next meetings"),
}  # fmt: skip
BY_SYNONYM = {
    synonym: BY_NAME[name] for name, synonyms in _SYNONYMS.items() for synonym in synonyms
}
"""Headings that stand for a section of a template; they do not make a text one."""

HEADERS = ("client", "with", "when", "title", "for", "via")
"""The keys of the lines at the top; the last two are written only where they say something."""

HEADER_FIELDS = {
    "client": "client", "when": "when", "title": "title", "for": "length", "via": "channel",
}  # fmt: skip
"""The field of Minutes that each fills; `with` fills `others`, which is a list."""

OURS = ("summary", "my actions", "their actions", "my promises", "their promises")
"""Headings that make a text a template; the others stand in minutes of every kind."""

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|(?<=##))(?!#)([^\n]{0,60}?)[ \t]*#*[ \t]*$")
_HEADER = re.compile(r"([A-Za-z-]{2,20})[ \t]{0,9}:(?!//)(.*)", re.DOTALL)


def heading_name(line: str) -> str | None:
    """Return the text of a Markdown heading in lower case, no colon; None for other lines."""
    if len(line) > 100 or not (match := _HEADING.match(line)):
        return None
    return re.sub(r"[-_ \t]+", " ", match[2].strip(" \t:*")).lower()


def is_structure(line: str) -> bool:
    """Return whether a line is a heading of the template, or nearly one."""
    name = heading_name(line)
    return name is not None and bool(find_section(name) or near_heading(name))


def find_section(name: str) -> Section | None:
    """Return the section of a heading or of a synonym of it."""
    return BY_NAME.get(name) or BY_SYNONYM.get(name)


def near_heading(name: str) -> Section | None:
    """Return the section whose heading an unknown one is a misspelling of."""
    meant = _nearest(name, tuple(BY_NAME), 0.77)
    return BY_NAME[meant] if meant else None


def split_header(line: str) -> tuple[str, str] | None:
    """Return key and value of a line in the form of a header, whether its key is known or not."""
    match = _HEADER.fullmatch(line)
    return (match[1].lower(), match[2].strip(" \t")) if match else None


def near_header(key: str) -> str | None:
    """Return the header that an unknown key is a misspelling of."""
    # Two letters swapped in a word of four are a ratio of 0.75.
    return _nearest(key, HEADERS, 0.75)


@lru_cache(maxsize=1024)
def _nearest(word: str, known: tuple[str, ...], cutoff: float) -> str | None:
    likely = [
        name
        for name in known
        if word != name and abs(len(word) - len(name)) <= 2 and len(set(word) ^ set(name)) <= 4
    ]
    if not likely:
        return None
    matches = near_matches(word, likely, cutoff=cutoff)
    return matches[0] if matches else None
