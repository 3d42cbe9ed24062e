"""The five steps of a conflict."""

import pytest

from clientlog.conflict_steps import STEPS, next_step
from clientlog.vocabulary import CONFLICT_STEPS


@pytest.mark.parametrize(
    ("step", "above"),
    [
        (None, "listening"),
        ("listening", "empathy"),
        ("empathy", "rapport"),
        ("rapport", "influence"),
        ("influence", "change"),
        ("change", "change"),
    ],
)
def test_the_step_above(step: str | None, above: str) -> None:
    """It begins with listening, and nothing is above change."""
    assert next_step(step) == above


def test_the_steps_are_those_that_the_journal_knows() -> None:
    """In the same order."""
    assert tuple(STEPS) == CONFLICT_STEPS


def test_a_step_says_its_purpose_and_how_to_tell_that_it_is_reached() -> None:
    """Each in one sentence, none of them twice."""
    sentences = [sentence for step in STEPS.values() for sentence in (step.purpose, step.good)]
    assert len(set(sentences)) == 2 * len(STEPS)
    assert all(sentence.endswith(".") and sentence[0].isupper() for sentence in sentences)
