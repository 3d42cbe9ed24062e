"""The bare command: on the first run it greets, and then it shows the day."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cli.commands.journals import lived
from tests.cli.helping import assert_help_is_documented

__all__ = ["lived"]

Cli = Callable[..., Any]


def test_the_first_run_greets_and_says_where_the_journal_will_be(cli: Cli, tmp_path: Path) -> None:
    """Three commands to begin with are offered; nothing is created."""
    journal = tmp_path / "data" / "clientlog" / "journal.db"
    answer = cli(CLIENTLOG_DB="", COLUMNS="400")
    assert answer.code == 0
    assert "Welcome to clientlog." in answer.out
    assert str(journal) in answer.out
    for command in ('client add "Dana Reyes"', "import vcard", "demo"):
        assert f"clientlog {command}" in answer.out
    assert not journal.exists()


def test_the_greeting_ends_with_the_first_client(cli: Cli) -> None:
    """From then on the day is shown."""
    cli("client", "add", "Dana Reyes")
    assert "Welcome" not in cli().out


def test_the_greeting_fits_a_narrow_screen(cli: Cli) -> None:
    """No line is wider than forty columns."""
    assert max(map(len, cli(CLIENTLOG_DB="", COLUMNS="40").out.splitlines())) <= 40


def test_a_series_is_shown_on_a_morning_after_days_without_a_change(cli: Cli) -> None:
    """Today, on the pages of the day and of the client, and in JSON; looking writes nothing."""
    cli("client", "add", "Dana Reyes")
    cli("plan", "dana", "mon 09:00", "--every", "weekday", "--routine", "--title", "Standup")
    now = {"CLIENTLOG_NOW": "2026-11-26T08:00"}
    assert "09:00  m1  Dana Reyes: Standup" in cli("today", **now).out
    (meeting,) = cli("today", "--json", **now).json["meetings"]
    assert meeting["starts_at"].startswith("2026-11-26T09:00")
    for command in (["agenda", "dana"], ["show", "dana"]):
        assert "Thu 26 Nov 09:00" in cli(*command, **now).out
    evening = {"CLIENTLOG_NOW": "2026-11-26T18:00"}
    answer = cli("agenda", **evening)
    assert "The next one is Fri 27 Nov 09:00" in answer.out + answer.err
    assert len(cli("history", "--json", **now).json["changes"]) == 2


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("today")


def test_what_is_snoozed_is_counted_and_not_shown(cli: Cli) -> None:
    """Until the day on which it is shown again."""
    cli("client", "add", "Dana Reyes", CLIENTLOG_NOW="2026-11-02T12:00")
    cli("promise", "dana", "send it due:2026-11-19", CLIENTLOG_NOW="2026-11-02T12:00")
    assert "1 snoozed" not in cli("today").out
    cli("snooze", "missed-promise:p1", "--until", "+3d")
    assert "1 snoozed" in cli("today").out


def test_the_flags_of_the_day_stand_where_they_belong(lived: Cli) -> None:
    """Late and for today, who went quiet apart from both, and nothing that is snoozed."""
    lived("client", "edit", "sam", "--cadence", "7d")
    lived("action", "dana", "pay the bill due:2026-11-20")
    lived("promise", "sam", "send the plan due:2026-11-20")
    lived("snooze", "due-soon:p2", "--until", "+3d")
    day = lived("today", "--json").json
    assert [flag["key"] for flag in day["late"]] == ["missed-promise:p1", "due-soon:a3"]
    assert [flag["key"] for flag in day["quiet"]] == ["quiet-relationship:sam-li"]
    assert day["counts"] == {"late": 1, "now": 2, "soon": 0, "care": 0}
    assert day["snoozed"] == 1


def test_a_day_that_i_am_away_says_so(lived: Cli) -> None:
    """With the first day back."""
    lived("away", "me", "--until", "+2w")
    assert lived("today").out.startswith("Fri 20 Nov: you are away until Fri 4 Dec\n")
    assert lived("today", "--json").json["away_until"] == "2026-12-04"


def test_a_day_without_flags_says_which_rules_did_not_look(cli: Cli, tmp_path: Path) -> None:
    """Those that are muted, and those of mine that do not work."""
    cli("client", "add", "Dana Reyes")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "broken.toml").write_text("?")
    cli("rule", "mute", "one-sided")
    answer = cli("today")
    assert "1 rule muted" in answer.out
    assert "1 problem with own rules" in answer.out


def test_meetings_stand_in_their_order_with_the_next_of_a_series(lived: Cli) -> None:
    """One at midnight belongs to the day that begins; of those to come, three are shown."""
    lived("plan", "dana", "--at", "thu 09:00", "--every", "weekday")
    for at in (
        "2026-11-30 00:00",
        "2026-11-30 08:00",
        "2026-12-01 00:00",
        "2026-12-01 08:00",
        "2026-12-18 08:00",
    ):
        assert lived("plan", "sam", "--at", at).code == 0
    day = lived("today", "--json", CLIENTLOG_NOW="2026-11-30T07:00").json
    assert [meeting["starts_at"][5:16] for meeting in day["meetings"]] == [
        "11-30T00:00", "11-30T08:00", "11-30T09:00",
    ]  # fmt: skip
    assert [meeting["starts_at"][5:16] for meeting in day["next"]] == [
        "12-01T00:00", "12-01T08:00", "12-08T10:00",
    ]  # fmt: skip


def test_a_plain_day_is_values_with_tabs(lived: Cli) -> None:
    """But the greeting is not: it looks as ever."""
    assert lived("today", "--plain").out.startswith("next\tm2\tTue 24 Nov 10:00\tDana Reyes")
    assert "Welcome to clientlog." in lived("today", "--plain", CLIENTLOG_DB="").out


def test_the_next_of_a_series_at_midnight_is_tomorrows(lived: Cli) -> None:
    """And only that."""
    lived("plan", "sam", "--at", "thu 00:00", "--every", "weekday")
    day = lived("today", "--json", CLIENTLOG_NOW="2026-11-30T07:00").json
    assert day["meetings"] == []
    assert day["next"][0]["starts_at"] == "2026-12-01T00:00:00+01:00"
