"""Every key that the JSON page documents is in real output, and every key in output is documented."""

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


@pytest.fixture
def documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> dict[str, list[Any]]:
    """What the commands of the page really print, by the section they stand in."""
    found: dict[str, list[Any]] = {}
    for ran in run_page(PAGE.read_text("utf-8"), Shell(tmp_path, monkeypatch, capsys)):
        found.setdefault(ran.block.heading, []).append(json.loads("\n".join(ran.printed)))
    return found


def test_the_keys_of_the_page_are_the_keys_of_the_program(
    documents: dict[str, list[Any]],
) -> None:
    """In each section what is documented is printed; what is printed is documented somewhere."""
    page = PAGE.read_text("utf-8")
    everywhere = set(table_names(page))
    for heading, printed in documents.items():
        keys = set(_keys(printed))
        assert not set(table_names(page, heading)) - keys, heading
        assert not keys - everywhere, heading


def test_every_document_says_its_version_first(documents: dict[str, list[Any]]) -> None:
    """The first key is `version`, and it is 1."""
    for printed in documents.values():
        assert all(next(iter(one.items())) == ("version", 1) for one in printed)
