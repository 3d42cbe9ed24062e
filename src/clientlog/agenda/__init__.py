"""The page to take into a meeting, as values; `render/` draws it."""

from clientlog.agenda.page import make_page
from clientlog.agenda.values import Line, Page, Section

__all__ = ["Line", "Page", "Section", "make_page"]
