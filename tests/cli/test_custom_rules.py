"""The rules of one's own."""

from pathlib import Path

import pytest

from clientlog.cli.custom_rules import load_custom_rules
from clientlog.rules.base import rule_id
from tests.looking import client, writing

RULE = """[rule]
id = "no-phone"
"""


def load(journal: Path, **files: str) -> tuple[list[str], list[str]]:
    """The ids of the rules in these files, and the remarks."""
    folder = journal.with_name("rules")
    folder.mkdir(mode=0o700)
    for name, text in files.items():
        path = folder / f"{name}.toml"
        path.write_text(text)
        path.chmod(0o600)
    remarks: list[str] = []
    rules = load_custom_rules(folder, journal, remarks.append)
    return [rule_id(rule) for rule in rules], remarks


@pytest.fixture
def filled(journal: Path) -> Path:
    with writing(journal) as change:
        client(change)
    return journal
