"""What a command finds around it."""

from pathlib import Path

import pytest

from clientlog.cli.environment import Environment
from clientlog.errors import JournalError, UsageError
from clientlog.rules.base import rule_id
from tests.cli.contexts import context
from tests.looking import client, moment_at, writing
from tests.rules.test_custom_rules import write


@pytest.mark.parametrize("color", [None, "auto", "always", "never"])
def test_a_color_is_one_of_three(color: str | None) -> None:
    """Or none."""
    assert Environment(color=color).color == color


def test_another_color_is_refused() -> None:
    """With those there are."""
    with pytest.raises(UsageError, match="--color: 'purple'") as raised:
        Environment(color="purple")
    assert raised.value.hint == "auto, always or never"


def test_the_terminal_is_as_asked_for() -> None:
    """JSON, plain, colour, a pager unless not."""
    plain = Environment(json_=True, plain=True, no_pager=True, color="never", environ={}).terminal
    assert (plain.json, plain.plain, plain.paging, plain.color) == (True, True, False, "never")
    assert Environment(environ={}).terminal.paging


def test_the_configuration_says_how_dates_are_read(
    journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The end of the week, the order of figures, the zone; what is odd is a remark."""
    run = context(journal, environ={"TZ": ""})
    run.config_path.write_text(
        'zone = "Asia/Tokyo"\ndate_order = "mdy"\nweek_ends_on = "friday"\nodd = 1\n'
    )
    run.config_path.chmod(0o600)
    assert run.clock.now == moment_at("2026-11-20 12:00")
    assert run.clock.zone_name == "Asia/Tokyo"
    assert (run.date_context.today, run.date_context.week_ends_on, run.date_context.date_order) == (
        run.clock.today, 4, "mdy",
    )  # fmt: skip
    assert capsys.readouterr().err.count("unknown setting odd") == 1


def test_an_unknown_zone_is_a_remark(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The clock goes on."""
    assert context(journal, environ={"TZ": "Nowhere/At_all"}).clock.now
    assert "Nowhere/At_all" in capsys.readouterr().err


def test_a_journal_that_was_named_must_be_there(journal: Path, tmp_path: Path) -> None:
    """Unless the command may begin it."""
    with pytest.raises(JournalError):
        _ = context(journal).connection
    with pytest.raises(JournalError):
        _ = context(journal, db=tmp_path / "other.db").connection
    assert context(journal, begins_journal=True).connection
    assert not journal.exists()


def test_the_usual_place_may_be_empty(
    journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """That is said, unless quiet was asked for, the command begins it, or it is there."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    run = context(journal, environ={"CLIENTLOG_DB": ""})
    assert run.connection
    assert capsys.readouterr().err == f"clientlog: there is no journal yet at {run.path}\n"
    assert context(journal, environ={"CLIENTLOG_DB": ""}, quiet=True).connection
    assert context(journal, environ={"CLIENTLOG_DB": ""}, begins_journal=True).connection
    run.path.parent.mkdir()
    with writing(run.path) as change:
        client(change)
    assert context(journal, environ={"CLIENTLOG_DB": ""}).connection
    assert capsys.readouterr().err == ""


def test_a_suggested_command_reaches_this_journal(journal: Path) -> None:
    """Only where it was named by --db; a path is quoted, one that cannot be is left out."""
    assert context(journal).program == "clientlog"
    run = context(journal, db=Path("my journal.db"))
    assert run.program == "clientlog --db 'my journal.db'"
    assert run.qualify_commands("try: clientlog undo, or clientlog --help") == (
        "try: clientlog --db 'my journal.db' undo, or clientlog --help"
    )
    assert context(journal, db=Path("a\nb")).program == "clientlog --db PATH"


def test_rules_of_ones_own_and_settings_of_rules(
    journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """None without a folder; a setting without effect is a remark."""
    with writing(journal) as change:
        client(change)
    run = context(journal)
    assert run.custom_rules == ()
    rules = journal.with_name("rules")
    rules.mkdir(mode=0o700)
    write(rules)
    assert [rule_id(rule) for rule in context(journal).custom_rules] == ["no-email"]
    run.config_path.write_text("[rules.no-such-rule]\ndays = 3\n[rules.due-soon]\ndays = 3\n")
    run.config_path.chmod(0o600)
    assert run.rule_settings.thresholds == {"due-soon": {"days": 3}}
    assert "no-such-rule" in capsys.readouterr().err
