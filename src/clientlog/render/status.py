"""A status as text to paste into a message, as Markdown, as JSON."""

from typing import Any

from clientlog.clock import Clock
from clientlog.render.markdown.escaping import escaped
from clientlog.status import OrganizationVerdict, Section, Status
from clientlog.text import escape_controls

NOTHING = {"Next": "nothing for you in the next two weeks"}
"""What a leader's line says if there is nothing; the others say `nothing new for you`."""


def document(status: Status, clock: Clock) -> dict[str, Any]:
    """Return the status as JSON; `text` is what would be pasted."""
    return {
        "client": status.client.handle,
        "direction": status.client.direction,
        "color": status.color,
        "reason": status.reason,
        "since": clock.local(status.since).isoformat() if status.since else None,
        "organizations": [
            {
                "name": organization.name,
                "color": organization.verdict.color,
                "reason": organization.verdict.reason,
            }
            for organization in status.organizations
        ],
        "sections": [
            {
                "title": section.title,
                "items": [{"ref": point.ref, "text": point.text} for point in section.points],
            }
            for section in status.sections
            if section.points
        ],
        "text": text(status),
    }


def text(status: Status) -> str:
    """Return three lines for a leader and one per organization, else a sentence and lists."""
    body = _lines(status) if status.client.direction == "up" else _lists(status)
    return escape_controls(body, lines=True)


def _lines(status: Status) -> str:
    moved, comes, *needed = status.sections
    last = [_line(comes), *(_line(section) for section in needed[:2] if section.points)]
    private = [_line(section) for section in needed[2:]]
    organizations = [f"{_organization(organization)}." for organization in status.organizations]
    return "\n".join([_head(status), *organizations, _line(moved), " ".join(last), *private])


def _head(status: Status) -> str:
    """Return a line such as `RED: late: the draft (was due Mon 16 Nov)`."""
    return f"{status.color.upper()}: {status.reason}." if status.color else _sentence(status)


def _organization(organization: OrganizationVerdict) -> str:
    """Return `Kestrel Freight: RED, late: the draft (was due Mon 16 Nov)`."""
    verdict = organization.verdict
    color = f"{verdict.color.upper()}, " if verdict.color else ""
    return f"{organization.name}: {color}{verdict.reason}"


def _line(section: Section) -> str:
    """Return a line such as `Next: the plan by Fri 27 Nov; we meet Tue 24 Nov 10:00`."""
    points = "; ".join(point.text for point in section.points)
    points = points or NOTHING.get(section.title, "nothing new for you")
    return f"{section.title}: {points}{'' if points.endswith(('.', '!', '?')) else '.'}"


def _lists(status: Status) -> str:
    blocks = [_sentence(status)]
    if status.organizations:
        rows = [f"- {_organization(organization)}" for organization in status.organizations]
        blocks.append("\n".join(["With your colleagues:", *rows]))
    for section in status.sections:
        if section.points:
            rows = [f"- {point.text}" for point in section.points]
            blocks.append("\n".join([f"{section.title}:", *rows]))
    return "\n\n".join(blocks)


def _sentence(status: Status) -> str:
    """Return how things stand, such as `Late: the draft (was due Mon 16 Nov)`."""
    return f"{status.reason[:1].upper()}{status.reason[1:]}."


def markdown(status: Status) -> str:
    """Return the status in Markdown."""
    color = f"**{status.color.capitalize()}**: " if status.color else ""
    head = f"{color}{escaped(escape_controls(status.reason))}."
    sentence = escaped(escape_controls(_sentence(status)))
    lines = [head if status.client.direction == "up" else sentence, ""]
    if status.organizations:
        lines += ["**Organizations**", ""]
        lines += [f"- {escaped(escape_controls(_organization(o)))}" for o in status.organizations]
        lines.append("")
    for section in status.sections:
        if section.points:
            lines += [f"**{section.title}**", ""]
            lines += [f"- {escaped(escape_controls(point.text))}" for point in section.points]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"
