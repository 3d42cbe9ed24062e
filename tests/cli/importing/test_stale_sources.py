"""Sources that have not been read for a day."""

from datetime import timedelta
from pathlib import Path

import pytest

from clientlog.cli.importing.stale_sources import warn_of_stale_sources
from clientlog.store.source_states import SourceState, save
from tests.cli.contexts import context
from tests.looking import client, moment_at, writing


def warnings(
    journal: Path, capsys: pytest.CaptureFixture[str], state: SourceState | None = None
) -> str:
    """What is said of the source `work`, of which this is known."""
    with writing(journal) as change:
        client(change)
        if state:
            save(change.connection, state)
    run = context(journal)
    run.config_path.write_text('[sources.work]\nkind = "ical"\npath = "work"\n')
    run.config_path.chmod(0o600)
    warn_of_stale_sources(run)
    return capsys.readouterr().err


def read(minutes: int, failure: str | None = None) -> SourceState:
    """The state of a source that was read a day and so many minutes ago."""
    at = moment_at("2026-11-20 12:00") - timedelta(days=1, minutes=minutes)
    return SourceState(name="work", kind="ical", read_at=at, result={"failure": failure})


def test_a_source_that_was_read_within_a_day_is_not_named(
    journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """To the minute."""
    assert warnings(journal, capsys, read(0)) == ""


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (None, "was never read; clientlog refresh reads it"),
        (SourceState(name="work", kind="ical"), "was never read; clientlog refresh reads it"),
        (
            SourceState(name="work", kind="ical", result={"failure": "not there"}),
            "was never read: not there",
        ),
        (read(1), "was last read on Thu 19 Nov 11:59; clientlog refresh reads it"),
        (read(1, "not there"), "was last read on Thu 19 Nov 11:59: not there"),
    ],
)
def test_one_that_was_not_is_named_with_the_reason(
    journal: Path, capsys: pytest.CaptureFixture[str], state: SourceState | None, said: str
) -> None:
    """Or with the command that reads it."""
    assert warnings(journal, capsys, state) == f"clientlog: the source work {said}\n"


def test_several_sources_are_one_line(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each with when it was read, and one command for all."""
    with writing(journal) as change:
        save(change.connection, read(1))
    run = context(journal)
    sources = ('[sources.work]\nkind = "ical"', '[sources.cards]\nkind = "vcard"')
    run.config_path.write_text("".join(f'{source}\npath = "there"\n' for source in sources))
    run.config_path.chmod(0o600)
    warn_of_stale_sources(run)
    assert capsys.readouterr().err == (
        "clientlog: 2 sources were not read for a day: work last read on Thu 19 Nov 11:59,"
        " cards never read; clientlog refresh reads them\n"
    )
