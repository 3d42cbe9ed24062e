"""Text that Markdown shows as it is."""

import re

_ACTIVE = re.compile(r"[\\`*_\[\]<>#|~&]")
"""What Markdown acts on within a line."""


def escaped(text: str) -> str:
    """Return `text` with nothing in it that Markdown would act on."""
    return _ACTIVE.sub(lambda match: "\\" + match[0], text)
