"""Every key on the JSON page is in real output, and every key in output is on the page."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.docs.pages import DOCS, table_names
from tests.docs.sessions import Shell, run_page

PAGE = DOCS / "reference" / "json.md"

FREE = frozenset({"thresholds", "defaults", "settings", "met"})
"""What stands under these is named by the journal or the configuration, not by the program."""


def _keys(value: Any) -> Iterator[str]:
    """Every key of a document, at any depth."""
    if isinstance(value, list):
        for one in value:
            yield from _keys(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            if key not in FREE:
                yield from _keys(one)


@pytest.mark.slow
def test_the_keys_of_the_page_are_the_keys_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In each section what is documented is printed; what is printed is documented somewhere."""
    page = PAGE.read_text("utf-8")
    printed: dict[str, set[str]] = {}
    for ran in run_page(page, Shell(tmp_path, monkeypatch, capsys)):
        document = json.loads("\n".join(ran.printed))
        assert next(iter(document.items())) == ("version", 1), ran.command
        printed.setdefault(ran.block.heading, set()).update(_keys(document))
    everywhere = set(table_names(page))
    for heading, keys in printed.items():
        assert not set(table_names(page, heading)) - keys, heading
        assert not keys - everywhere, heading
