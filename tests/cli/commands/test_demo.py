"""`demo`: a sample journal and its three moments."""

from datetime import date
from pathlib import Path

import pytest

from clientlog.errors import ClientlogError
from clientlog.write import snoozes
from tests.cli.commands.journals import Cli
from tests.cli.helping import assert_help_is_documented
from tests.looking import client, give, meet, writing


@pytest.mark.slow  # the sample year takes seconds
def test_a_named_file_is_filled_once(cli: Cli, tmp_path: Path) -> None:
    """An existing one is never written over."""
    path = tmp_path / "sample.db"
    answer = cli("demo", "--db", str(path), CLIENTLOG_DB="")
    assert answer.code == 0, answer.err
    assert str(path) in answer.out
    titles = [line for line in answer.out.splitlines() if line.endswith(":") and line[0] != " "]
    assert titles[-3].startswith("Right before a meeting, the next being ")
    assert titles[-2:] == ["Right after it:", "And at any time:"]
    before = path.read_bytes()
    again = cli("demo", "--db", str(path), CLIENTLOG_DB="")
    assert again.code == 2
    assert "exists" in again.err
    assert path.read_bytes() == before


def test_an_existing_file_is_never_written_over(cli: Cli, tmp_path: Path) -> None:
    """Whatever it holds; no sample year is made for it."""
    path = tmp_path / "notes.db"
    path.write_text("my own notes")
    answer = cli("demo", "--db", str(path))
    assert answer.code == 2
    assert str(path) in answer.err
    assert path.read_text() == "my own notes"


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("demo")


def small_year(path: Path, _clock: object) -> int:
    """A year of two meetings and two promises, which is made at once."""
    with writing(path) as change:
        meet(change, "2026-11-24 10:00", state="planned")
        meet(change, "2026-11-25 10:00", client(change, "Sam Li"), state="planned")
        for text in ("send the draft", "call the bank"):
            give(change, text, date(2026, 11, 10))
        key = snoozes.SnoozeKey("missed-promise", subject="p2")
        snoozes.snooze(change, key, date(2026, 11, 27), date(2026, 11, 11))
    return 7


def test_the_sample_is_described_as_a_document(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was made, where, and how much; with -q nothing is printed."""
    monkeypatch.setattr("clientlog.cli.commands.demo.fill", small_year)
    path = tmp_path / "new" / "demo.db"
    made = cli("demo", "--json", "--db", str(path)).json
    assert (made["created"], made["changed"], made["db"], made["events"]) == (
        ["dana-reyes", "sam-li", "m1", "m2", "p1", "p2"], [], str(path), 7,
    )  # fmt: skip
    assert (made["counts"]["client"], made["counts"]["meeting"]) == (2, 2)
    assert cli("demo", "-q", "--db", str(tmp_path / "q.db")).out == ""
    assert [each.name for each in path.parent.iterdir()] == ["demo.db"]


def test_the_place_of_the_journal_is_no_place_for_a_sample(cli: Cli, journal: Path) -> None:
    """Though nothing is there yet."""
    refused = cli("demo", "--db", str(journal))
    assert refused.err.startswith(f"clientlog: {journal} is the place of your own journal\n")
    usual = journal.parent / "data" / "clientlog" / "journal.db"
    refused = cli("demo", "--db", str(usual))
    assert refused.err.startswith(f"clientlog: {usual} is the place of your own journal\n")


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (OSError(28, "No space left on device"), "demo.db cannot be written: No space left"),
        (ClientlogError("{draft} is full"), "demo.db is full"),
    ],
)
def test_a_sample_that_cannot_be_made_leaves_nothing(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, message: str
) -> None:
    """The error names the file that was to be, and no temporary folder stays."""

    def fill(path: Path, _clock: object) -> int:
        path.write_text("half")
        if isinstance(error, ClientlogError):
            error.message = f"{path} is full"
        raise error

    monkeypatch.setattr("clientlog.cli.commands.demo.fill", fill)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for options in ([], ["--db", str(tmp_path / "demo.db")]):
        answer = cli("demo", *options)
        assert answer.code == 1
        assert message in answer.err
        assert list(tmp_path.rglob("*demo*")) == []


def test_a_file_that_another_process_made_meanwhile_is_left(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if it had been there before."""
    path = tmp_path / "demo.db"

    def fill(draft: Path, clock: object) -> int:
        path.write_text("theirs")
        return small_year(draft, clock)

    monkeypatch.setattr("clientlog.cli.commands.demo.fill", fill)
    answer = cli("demo", "--db", str(path))
    assert answer.err.startswith(f"clientlog: {path} exists already; it was left as it is\n")
    assert path.read_text() == "theirs"


def test_the_sample_is_shown_with_what_to_try(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its report, and commands on the next meeting as this one was typed."""
    monkeypatch.setattr("clientlog.cli.commands.demo.fill", small_year)
    monkeypatch.setattr("clientlog.cli.commands.demo.typed_program", lambda *_: "prog")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    out = cli("demo", COLUMNS="200").out
    (path,) = tmp_path.glob("clientlog-demo-*/demo.db")
    assert f"    export CLIENTLOG_DB={path}\n" in out
    assert f"\n  {path}\n" in out
    assert "with 2 people and 2 meetings" in out
    assert "'send the draft', promised to Dana Reyes, was due Tue 10 Nov" in out
    assert "call the bank" not in out
    assert "    prog renegotiate p1 --to DATE --why WHY\n" in out
    assert "\n2026-11-20 12:00: 1 late, 2 care; 1 snoozed\n" in out
    assert "Right before a meeting, the next being Tue 24 Nov 10:00 with Dana Reyes:" in out
    for command in ("report", "agenda m1", "log dana-reyes ", "show dana-reyes", "undo"):
        assert f"    prog {command}" in out


def test_a_path_that_no_shell_takes_is_left_to_be_filled_in(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In capitals."""
    monkeypatch.setattr("clientlog.cli.commands.demo.fill", small_year)
    out = cli("demo", "--db", str(tmp_path / "a\x07.db")).out
    assert "    export CLIENTLOG_DB=PATH\n" in out
