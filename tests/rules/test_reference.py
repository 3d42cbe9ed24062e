"""The reference page of the rules."""

from pathlib import Path

from clientlog.rules import RULES
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
