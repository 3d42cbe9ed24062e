"""Near matches."""

import ast
from pathlib import Path

import clientlog
from clientlog.suggest import did_you_mean, near_matches


def test_near_matches() -> None:
    """The most similar words come first, and none that is quite different."""
    assert near_matches("reprot", ["report", "review", "log"]) == ["report"]
    assert near_matches("xyz", ["report", "log"]) == []
    assert near_matches("r" * 10**6, ["r" * 100], cutoff=0.9) == ["r" * 100]


def test_did_you_mean() -> None:
    """A hint names them, else what else there is."""
    assert did_you_mean("lgo", ["log", "list"]) == "did you mean log?"
    assert did_you_mean("xyz", ["log"], "see: help") == "see: help"


def test_there_is_one_of_it() -> None:
    """Nothing else compares spellings."""
    source = Path(clientlog.__file__).parent
    users = [
        path.name
        for path in source.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "difflib"
        if any(name.name == "get_close_matches" for name in node.names)
    ]
    assert users == ["suggest.py"]
