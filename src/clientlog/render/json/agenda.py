"""The page as a document: what is on it, texts as they were typed."""

from collections.abc import Sequence
from typing import Any

from clientlog.agenda.values import Line, Page, Section


def document(pages: Sequence[Page]) -> dict[str, Any]:
    """Return the first page, and those that follow it on the same day."""
    if not pages:
        return {**_EMPTY, "following": []}
    return {**_page(pages[0]), "following": [_page(page) for page in pages[1:]]}


_EMPTY: dict[str, Any] = {
    "meeting": None,
    "clients": [],
    "title": None,
    "private": False,
    "sections": [],
    "afterwards": None,
}


def _page(page: Page) -> dict[str, Any]:
    sections = [_section(section) for section in page.sections]
    return {
        "meeting": page.meeting.ref if page.meeting else None,
        "clients": [client.handle for client in page.clients],
        "title": page.title,
        "private": page.private,
        "sections": [section for section in sections if section["items"]],
        "afterwards": page.afterwards,
    }


def _section(section: Section) -> dict[str, Any]:
    """Return a section, without lines that are only room to write on paper."""
    return {
        "title": section.title,
        "items": [_item(line) for line in section.lines if line.text],
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
