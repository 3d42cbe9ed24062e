"""The reference page of the rules."""

import runpy
from pathlib import Path

import pytest

from clientlog.rules import RULES, reference
from clientlog.rules.base import rule_id
from clientlog.rules.reference import rules_page

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "rules.md"


def test_the_committed_page_is_the_generated_one() -> None:
    """`python -m clientlog.rules.reference > docs/reference/rules.md` would change nothing."""
    assert PAGE.read_text(encoding="utf-8") == rules_page()


def test_every_rule_has_a_section() -> None:
    """Each rule is found under its id."""
    headings = [line[3:] for line in rules_page().splitlines() if line.startswith("## ")]
    assert headings == [rule_id(one) for one in RULES]


def test_the_page_is_printed_by_the_module(capsys: pytest.CaptureFixture[str]) -> None:
    """And only where it is run, not where it is imported."""
    runpy.run_path(reference.__file__)
    assert capsys.readouterr().out == ""
    runpy.run_path(reference.__file__, run_name="__main__")
    assert capsys.readouterr().out == rules_page()
