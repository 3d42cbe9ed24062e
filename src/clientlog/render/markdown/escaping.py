"""Escape text, so that Markdown shows it as it is."""

import re

_ACTIVE = re.compile(r"[\\`*_\[\]<>#|~&]")
"""The characters with a meaning in Markdown within a line."""


def escaped(text: str) -> str:
    """Return `text` escaped for Markdown."""
    return _ACTIVE.sub(lambda match: "\\" + match[0], text)
