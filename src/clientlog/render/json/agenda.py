"""The page as a document: what is on it, texts as they were typed."""

from collections.abc import Sequence
from typing import Any

from clientlog.agenda.values import Line, Page, Section


def document(pages: Sequence[Page]) -> dict[str, Any]:
    """The first page, and those that follow it on the same day."""
    if not pages:
        return {**_EMPTY, "following": []}
    return {**_page(pages[0]), "following": [_page(one) for one in pages[1:]]}


_EMPTY: dict[str, Any] = {
    "meeting": None,
    "clients": [],
    "title": None,
    "private": False,
    "sections": [],
    "afterwards": None,
}


def _page(page: Page) -> dict[str, Any]:
    sections = [_section(one) for one in page.sections]
    return {
        "meeting": page.meeting.ref if page.meeting else None,
        "clients": [one.handle for one in page.clients],
        "title": page.title,
        "private": page.private,
        "sections": [one for one in sections if one["items"]],
        "afterwards": page.afterwards,
    }


def _section(section: Section) -> dict[str, Any]:
    """Room to write is for paper: a line of nothing else is left out."""
    return {
        "title": section.title,
        "items": [_item(one) for one in section.lines if one.text],
        "more": section.hidden,
        "see": (section.see or None) if section.hidden else None,
        "confirm": section.then or None,
    }


def _item(line: Line) -> dict[str, Any]:
    return {
        "ref": line.ref,
        "label": line.label or None,
        "text": line.text,
        "remarks": list(line.remarks),
        "state": line.box,
        "late": line.late,
    }
