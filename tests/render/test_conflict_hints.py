"""What to do next about a conflict."""

import pytest

from clientlog.render.conflict_hints import step_lines, what_next


def test_a_step_says_its_purpose_and_what_good_looks_like() -> None:
    """In two lines."""
    first, second = step_lines("empathy").split("\n")
    assert first == "Next, empathy: Let them see that you understand why it matters to them."
    assert second.startswith("Good: They stop explaining themselves,")


@pytest.mark.parametrize(
    ("step", "following"), [(None, "listening"), ("listening", "empathy"), ("influence", "change")]
)
def test_after_a_step_comes_the_one_above(step: str | None, following: str) -> None:
    """With the command that takes it, which reaches this journal."""
    lines = what_next("c3", "clientlog --db x", "open", step).split("\n")
    assert lines[0].startswith(f"Next, {following}: ")
    assert lines[-1] == "Then: clientlog --db x conflict step c3 TEXT"


def test_after_the_last_step_comes_the_agreement() -> None:
    """There is no step above change."""
    assert what_next("c3", "clientlog", "open", "change") == (
        "When both of you agree: clientlog conflict agree c3 TEXT --check DATE"
    )


def test_an_agreement_is_checked() -> None:
    """Whatever step it was made at."""
    assert what_next("c3", "clientlog", "agreed", "change") == (
        "An agreement is real when it still stands at the check: clientlog conflict check c3"
        " --holds, or --fails"
    )


def test_a_settled_conflict_is_followed_by_a_talk() -> None:
    """No command is named."""
    said = what_next("c3", "clientlog", "settled", "change")
    assert said.startswith("Speak with them within the week")
    assert "clientlog" not in said
