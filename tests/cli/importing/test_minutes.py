"""Minutes of other makes, one meeting a file."""

from pathlib import Path

import pytest

from clientlog.cli.importing import minutes as module
from clientlog.cli.importing.minutes import read_minutes
from clientlog.render.progress import Progress
from tests.cli.contexts import context
from tests.cli.importing.plans import plan_of, steps
from tests.looking import client, writing

TEXT = """# Review of the plan

Date: 19 Nov 2026

## Attendees
- Dana Reyes

## Actions
- [ ] send the figures
"""


@pytest.fixture
def known(journal: Path) -> Path:
    with writing(journal) as change:
        client(change)
    return journal


def test_a_file_is_a_meeting(known: Path, tmp_path: Path) -> None:
    """Its items are taken only if asked for."""
    path = tmp_path / "review.md"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    reading = read_minutes(context(known), [path], Progress())
    assert (reading.kind, reading.failure) == ("md", None)
    plan = plan_of(reading, known)
    assert [action for action, _ in steps(plan)].count("create") == 1
    taken = plan_of(read_minutes(context(known), [path], Progress(), take_items=True), known)
    assert "send the figures" in repr(taken.operations)
    assert repr(plan.operations) != repr(taken.operations)


def test_a_text_may_be_as_long_as_the_limit(
    known: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the byte."""
    monkeypatch.setattr(module, "TEXT_LIMIT", 20)
    path = tmp_path / "review.md"
    path.write_text("x" * 20)
    assert read_minutes(context(known), [path], Progress()).failure is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a text \x00 of zeros", "is no text"),
        (" \n\u200b", "is no text"),
        ("client: dana\n\n## Summary\nx\n", "is a template; clientlog log --file takes it"),
        ("x" * 21, "is longer than 20 bytes"),
    ],
)
def test_what_are_no_minutes_is_a_problem(
    known: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, reason: str
) -> None:
    """With the name of the file."""
    if reason.startswith("is longer"):
        monkeypatch.setattr(module, "TEXT_LIMIT", 20)
    path = tmp_path / "review.md"
    path.write_text(text)
    reading = read_minutes(context(known), [path], Progress())
    assert reading.failure
    assert reading.failure.line("clientlog") == f"{path}: {reason}"
    assert plan_of(reading, known).problems == [reading.failure]
