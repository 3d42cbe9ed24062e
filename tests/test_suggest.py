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


def test_three_are_suggested_and_a_hundred_letters_compared() -> None:
    """The time grows with the square of them."""
    known = ["loga", "logb", "logc", "logd"]
    assert len(near_matches("log", known)) == 3
    assert did_you_mean("log", known).count("log") == 3
    assert did_you_mean("log", known, count=1).count("log") == 1
    assert near_matches("r" * 100 + "x" * 50, ["r" * 100], cutoff=1.0) == ["r" * 100]
    assert near_matches("r" * 101, ["r" * 101], cutoff=1.0) == []
