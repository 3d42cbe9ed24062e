"""How far a review has come."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from clientlog.cli.review_progress import LASTS, ReviewProgress, digest, read_progress

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The state folder of the test."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def read(journal: Path, today: date = TODAY) -> ReviewProgress:
    return read_progress(journal, today)


def test_what_was_seen_is_seen_the_next_time(journal: Path) -> None:
    """Kept as digests, which name nobody."""
    progress = read(journal)
    assert not progress.has("open:p4")
    progress.add("open:p4", "quiet:dana")
    again = read(journal)
    assert again.has("open:p4")
    assert again.has("quiet:dana")
    assert not again.has("open:p5")
    assert "dana" not in progress.path.read_text()
    assert json.loads(progress.path.read_text())["version"] == 1


def test_what_is_undone_is_to_be_seen_again(journal: Path) -> None:
    """In this review."""
    progress = read(journal)
    progress.add("open:p4", "open:p5")
    progress.remove("open:p4")
    assert (progress.has("open:p4"), progress.has("open:p5")) == (False, True)


def test_a_finished_review_leaves_nothing(journal: Path) -> None:
    """Finishing twice is no error."""
    progress = read(journal)
    progress.add("open:p4")
    progress.finish()
    progress.finish()
    assert not progress.path.exists()
    assert not read(journal).has("open:p4")


@pytest.mark.parametrize(
    ("days", "goes_on"), [(0, True), (LASTS.days, True), (LASTS.days + 1, False), (-1, False)]
)
def test_a_review_goes_on_for_a_week(journal: Path, days: int, goes_on: bool) -> None:
    """After that, or where the clock was set back, it begins again on that day."""
    read(journal).add("open:p4")
    later = read(journal, TODAY + timedelta(days=days))
    assert later.has("open:p4") is goes_on
    assert later.started == (TODAY if goes_on else TODAY + timedelta(days=days))


def test_every_journal_has_its_own(journal: Path) -> None:
    """By its real path."""
    read(journal).add("open:p4")
    assert not read(journal.with_name("other.db")).has("open:p4")
    link = journal.with_name("link.db")
    journal.write_text("")
    link.symlink_to(journal)
    assert read(link).has("open:p4")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"started": 3, "seen": []}', '{"started": "2026-11-20", "seen": 1}']
)
def test_a_file_that_makes_no_sense_is_a_new_review(journal: Path, text: str) -> None:
    """Nothing is lost with it but the place in the list."""
    progress = read(journal)
    progress.add("open:p4")
    progress.path.write_text(text)
    assert not read(journal).has("open:p4")


def test_a_digest_is_short_and_stable() -> None:
    """Whatever the text holds."""
    assert digest("a") == "ca978112ca1bbdca"
    assert len(digest("\udcff")) == 16
