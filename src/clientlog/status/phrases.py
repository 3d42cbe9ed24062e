"""Texts of records on one line, as a status says them."""

from clientlog.queries.values import Commitment, Note, Topic

LONGEST = 200
"""Characters of a text that are shown."""


def text_of(record: Commitment | Note | Topic) -> str:
    """Return a record's text on one line, not too long."""
    return on_one_line(record.text)


def on_one_line(text: str) -> str:
    """Return a text on one line, cut to a length."""
    line = " ".join(text[: 4 * LONGEST].split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
