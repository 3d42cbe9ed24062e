"""Every date that a command prints in the demo's year is read back with the same meaning."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from clientlog.clock import Clock
from clientlog.dates import DateContext, format_day, format_moment_text, parse_moment_text
from tests.conftest import Answer

Cli = Callable[..., Answer]

COMMANDS = (
    "today", "report --full --care", "timeline --limit 0", "list --all", "list notes --all",
    "meeting list", "client list", "org list", "history", "show ingrid", "show m20", "show p1",
    "status ingrid", "agenda --private", "search cut-over", "conflict list",
)  # fmt: skip

PRINTED = re.compile(
    r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? [0-9]{1,2} [A-Z][a-z]{2}\b(?: 20[0-9]{2}\b)?"
    r"(?:,? [0-9]{2}:[0-9]{2}\b)?|\b20[0-9]{2}-[0-9]{2}-[0-9]{2}\b(?: [0-9]{2}:[0-9]{2}\b)?"
    r"|\b[0-9]+ days ago|\byesterday\b"
)


@pytest.fixture
def demo(cli: Cli, tmp_path: Path) -> Path:
    """The journal of the demo."""
    journal = tmp_path / "demo.db"
    assert cli("demo", "--db", str(journal), "-q").code == 0
    return journal


@pytest.mark.slow
def test_printed_dates_are_read_back(cli: Cli, demo: Path, clock: Clock) -> None:
    """Whichever way one looks: with `--past`, or for what is to come."""
    calendar = DateContext(clock.today, now=clock.local(clock.now))
    found: set[str] = set()
    for command in COMMANDS:
        answer = cli(*command.split(), "--db", str(demo), "--no-input", COLUMNS="200")
        assert answer.code == 0, answer.err
        # A date at the end of a line may go on in the next.
        found |= set(PRINTED.findall(" ".join(answer.out.split())))
    assert len(found) > 100
    for text in found:
        for past in (False, True):
            when = parse_moment_text(text, calendar, past=past)
            day = format_day(when.day, clock.today)
            if text[0].isdigit() and "-" in text:
                assert when.day.isoformat() == text[:10]
            elif "ago" in text or text == "yesterday":
                assert when.day < clock.today
            elif when.time:
                moment = clock.at(when.day, when.time)[0]
                assert format_moment_text(clock.local(moment), clock.today) == text
            else:
                assert day == text
