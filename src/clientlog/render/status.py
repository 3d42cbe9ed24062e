"""A status as text to paste into a message, as Markdown, as JSON."""

from typing import Any

from clientlog.clock import Clock
from clientlog.render.markdown.escaping import escaped
from clientlog.status import Section, Status
from clientlog.text import escape_controls

NOTHING = {"Next": "nothing in the next two weeks"}
"""What a leader's line says where there is nothing; else `nothing new`."""


def document(one: Status, clock: Clock) -> dict[str, Any]:
    """The status as JSON; `text` is what would be pasted."""
    return {
        "client": one.client.handle,
        "direction": one.client.direction,
        "color": one.color,
        "reason": one.reason,
        "since": clock.local(one.since).isoformat() if one.since else None,
        "sections": [
            {
                "title": section.title,
                "items": [{"ref": point.ref, "text": point.text} for point in section.points],
            }
            for section in one.sections
            if section.points
        ],
        "text": text(one),
    }


def text(one: Status) -> str:
    """Three lines for a leader, else a sentence and short lists."""
    said = _three_lines(one) if one.client.direction == "up" else _lists(one)
    return escape_controls(said, lines=True)


def _three_lines(one: Status) -> str:
    moved, comes, *needed = one.sections
    last = [_line(comes), *(_line(section) for section in needed[:2] if section.points)]
    private = [_line(section) for section in needed[2:]]
    return "\n".join(
        [f"{one.color.upper()}: {one.reason}.", _line(moved), " ".join(last), *private]
    )


def _line(section: Section) -> str:
    """`Next: the plan by Fri 27 Nov; we meet Tue 24 Nov 10:00.`"""
    said = "; ".join(point.text for point in section.points)
    said = said or NOTHING.get(section.title, "nothing new")
    return f"{section.title}: {said}{'' if said.endswith(('.', '!', '?')) else '.'}"


def _lists(one: Status) -> str:
    blocks = [_sentence(one)]
    for section in one.sections:
        if section.points:
            points = [f"- {point.text}" for point in section.points]
            blocks.append("\n".join([f"{section.title}:", *points]))
    return "\n\n".join(blocks)


def _sentence(one: Status) -> str:
    """How things stand, in plain words."""
    match one.color:
        case "red":
            return f"I am sorry, this is not as I said: {_named(one)}."
        case "yellow":
            return f"To watch: {_named(one)}."
        case "green":
            return f"All is {one.reason}."


def _named(one: Status) -> str:
    """The reason without its first word or two: `late`, `at risk`."""
    return one.reason.partition(": ")[2]


def markdown(one: Status) -> str:
    """The status in Markdown."""
    said = _sentence(one)
    head = f"**{one.color.capitalize()}**: {escaped(escape_controls(one.reason))}."
    lines = [head if one.client.direction == "up" else escaped(escape_controls(said)), ""]
    for section in one.sections:
        if section.points:
            lines += [f"**{section.title}**", ""]
            lines += [f"- {escaped(escape_controls(point.text))}" for point in section.points]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"
