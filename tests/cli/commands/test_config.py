"""The configuration file, read and written through the program."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.helping import assert_help_is_documented
from tests.conftest import Answer

Cli = Callable[..., Answer]


def test_what_is_set_is_read_and_comments_stay(cli: Cli, tmp_path: Path) -> None:
    """`config set` changes one key and leaves the rest of the file as it was written."""
    file = tmp_path / "config.toml"
    file.write_text('# mine\ndate_order = "mdy" # us\n')
    file.chmod(0o600)
    assert cli("config", "set", "date_order", "dmy").code == 0
    assert cli("config", "get", "date_order").out == "dmy\n"
    assert file.read_text() == '# mine\ndate_order = "dmy" # us\n'


def test_a_date_order_lets_numbers_be_read(cli: Cli) -> None:
    """3/4 is refused until it is said how to read it."""
    cli("client", "add", "Dana")
    assert cli("promise", "dana", "call", "due:3/12").code == 2
    cli("config", "set", "date_order", "dmy")
    assert "due Thu 3 Dec" in cli("promise", "dana", "call", "due:3/12").out


def test_the_end_of_the_week_can_be_friday(cli: Cli) -> None:
    """`eow` follows the configured last day of the week."""
    cli("client", "add", "Dana")
    cli("config", "set", "week_ends_on", "friday")
    assert "due Fri 20 Nov" in cli("promise", "dana", "call", "due:eow").out


def test_next_week_begins_with_the_first_working_day(cli: Cli) -> None:
    """`workdays` are what the configuration says."""
    cli("client", "add", "Dana")
    cli("config", "set", "workdays", "tuesday, wednesday")
    assert "due Tue 24 Nov" in cli("promise", "dana", "call", "due:next-week").out


def test_every_setting_is_listed_with_value_default_and_origin(cli: Cli, tmp_path: Path) -> None:
    """A variable comes before the file, and the file before the default."""
    cli("config", "set", "editor", "nano")
    cli("config", "set", "workdays", "monday, friday")
    lines = cli("config", "list", "--plain", TZ="UTC").out.splitlines()
    rows = {line.split("\t")[0]: line.split("\t")[1:] for line in lines}
    file, week = str(tmp_path / "config.toml"), "monday, tuesday, wednesday, thursday, friday"
    assert rows["zone"] == ["UTC", "the zone of the system", "TZ"]
    assert rows["workdays"] == ["monday, friday", week, file]
    assert rows["holidays"] == ["none", "none", "default"]
    assert rows["date_order"] == ["none", "none", "default"]
    assert rows["rules.due-soon.days"] == ["2", "2", "default"]
    assert rows["editor"] == ["nano", "vi", file]
    assert "CLIENTLOG_EDITOR" in cli("config", "list", CLIENTLOG_EDITOR="ed").out


def test_thresholds_and_mutes_are_kept_in_the_file(cli: Cli) -> None:
    """`rule set`, `mute` and `unmute` are seen by the next report."""
    cli("client", "add", "Dana")
    cli("promise", "dana", "call", "due:2026-11-27")
    later = {"CLIENTLOG_NOW": "2026-11-23T12:00:00+01:00"}
    assert cli("report", "--json", **later).json["flags"] == []
    assert cli("rule", "set", "due-soon", "5").code == 0
    assert len(cli("report", "--json", **later).json["flags"]) == 1
    cli("rule", "mute", "due-soon")
    assert cli("report", "--json", **later).json["flags"] == []
    cli("rule", "unmute", "due-soon")
    assert len(cli("report", "--json", **later).json["flags"]) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("date_order = 3", "date_order must be a text"),
        ('date_order = "ydm"', "must be one of dmy, mdy, ymd"),
        ("agenda.private = 1", "must be a true or false"),
        ("[rules.due-soon]\ndays = true", "must be a number"),
        ("not toml at all", "config.toml"),
    ],
)
def test_a_wrong_value_is_one_line_that_names_the_key(
    text: str, said: str, cli: Cli, tmp_path: Path
) -> None:
    """A mistake in the file is exit 2 with the file and the key."""
    (tmp_path / "config.toml").write_text(text)
    answer = cli("report")
    assert answer.code == 2
    assert said in answer.err


def test_an_unknown_key_is_a_warning(cli: Cli, tmp_path: Path) -> None:
    """The report still comes."""
    file = tmp_path / "config.toml"
    file.write_text("colour = 1\n")
    file.chmod(0o600)
    answer = cli("report", CLIENTLOG_DB="")
    assert answer.code == 0
    assert answer.err.startswith(f"clientlog: {file}: unknown setting colour")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("zone", "Mars/Olympus"),
        ("rules.mute", "no-such-rule"),
        ("week_ends_on", "friyay"),
        ("rules.due-soon.days", "-1"),
        ("rules.due-soon.hours", "3"),
        ("colour", "red"),
    ],
)
def test_what_would_be_refused_later_is_not_written(
    key: str, value: str, cli: Cli, tmp_path: Path
) -> None:
    """A value that the next command could not take never reaches the file."""
    assert cli("config", "set", key, value).code == 2
    assert not (tmp_path / "config.toml").exists()


@pytest.mark.parametrize("value", ["0", "50000"])
def test_a_threshold_that_can_be_set_can_be_read(value: str, cli: Cli) -> None:
    """The file takes the numbers that the rules take."""
    assert cli("rule", "set", "due-soon", value).code == 0
    assert cli("report", CLIENTLOG_DB="").code == 0


@pytest.mark.parametrize(
    ("typed", "value"), [("true", True), ("YES", True), ("false", False), ("no", False)]
)
def test_a_switch_takes_yes_and_no(cli: Cli, typed: str, value: bool) -> None:
    """In any case, and reads them back as true and false."""
    assert cli("config", "set", "agenda.private", typed).code == 0
    assert cli("config", "list", "--json").json["settings"]["agenda.private"] is value


def test_settings_are_a_line_each_in_a_pipe(cli: Cli, environment: dict[str, str]) -> None:
    """Key, value, default and origin, with tabs between and no title above."""
    del environment["COLUMNS"]
    lines = cli("config", "list").out.splitlines()
    assert len(lines) > 20
    assert all("\t" in line for line in lines)


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("config")


@pytest.mark.parametrize(
    ("variables", "value", "origin"),
    [
        ({}, None, "default"),
        ({"EDITOR": "nano"}, "nano", "EDITOR"),
        ({"VISUAL": "code", "EDITOR": "nano"}, "code", "VISUAL"),
        ({"CLIENTLOG_EDITOR": "ed", "VISUAL": "code"}, "ed", "CLIENTLOG_EDITOR"),
    ],
)
def test_a_variable_is_named_as_the_origin(
    cli: Cli, variables: dict[str, str], value: str | None, origin: str
) -> None:
    """The first that is set."""
    rows = cli("config", "list", "--json", **variables).json["known"]
    (row,) = [row for row in rows if row["key"] == "editor"]
    assert row == {"key": "editor", "value": value, "default": "vi", "origin": origin}


def test_the_file_comes_between_the_variables(cli: Cli, tmp_path: Path) -> None:
    """Before VISUAL, after CLIENTLOG_EDITOR."""
    cli("config", "set", "editor", "emacs")
    for variable, value in (("VISUAL", "emacs"), ("CLIENTLOG_EDITOR", "ed")):
        lines = cli("config", "list", "--plain", **{variable: "ed"}).out.splitlines()
        (row,) = [line.split("\t") for line in lines if line.startswith("editor\t")]
        assert row[1] == value


def test_a_value_is_read_as_it_is_written(cli: Cli) -> None:
    """A list with commas, a switch as true or false, nothing for what is not set."""
    assert cli("config", "get", "zone").out == ""
    assert cli("config", "get", "zone", "--json").json == {
        "version": 1, "key": "zone", "value": None,
    }  # fmt: skip
    answer = cli("config", "set", "me", "a@x.example, b@x.example", "--json").json
    assert (answer["changed"], answer["message"]) == (["me"], "me = a@x.example, b@x.example")
    assert cli("config", "get", "me").out == "a@x.example, b@x.example\n"
    assert cli("config", "set", "agenda.private", "no").out == "agenda.private = false\n"
    assert cli("config", "get", "agenda.private").out == "false\n"
    assert cli("config", "set", "me", "").out == "me is not set\n"
    assert cli("config", "get", "me").out == ""
    cli("config", "set", "rules.due-soon.days", "4")
    assert cli("config", "get", "rules.due-soon.days").out == "4\n"
    assert cli("config", "set", "rules.mute", "due-soon").code == 0
    assert cli("config", "set", "zone", "Europe/Vienna").out == "zone = Europe/Vienna\n"
    assert cli("config", "set", "holidays", "").code == 0


def test_long_values_are_folded_in_their_columns(cli: Cli) -> None:
    """So that the origin still stands beside them."""
    lines = cli("config", "list", COLUMNS="120").out.splitlines()
    assert lines[0].startswith("setting ")
    assert max(map(len, lines)) <= 120


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("rules.due-soon", "3", "there is no setting 'rules.due-soon'"),
        ("rules.due-soon.days.x", "3", "there is no setting 'rules.due-soon.days.x'"),
        ("roles.due-soon.days", "3", "there is no setting 'roles.due-soon.days'"),
        ("rules.due-soon.days", "many", "rules.due-soon.days: 'many' is not a number"),
        ("rules.due-soon.days", "1.5", "due-soon days must be a whole number"),
        ("agenda.private", "perhaps", ""),
        ("zone", "Mars/Olympus", "zone: "),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(
    cli: Cli, key: str, value: str, message: str
) -> None:
    """Exit code 2."""
    answer = cli("config", "set", key, value)
    assert answer.code == 2
    assert answer.err.startswith(f"clientlog: {message}")


def test_the_file_is_edited_and_checked(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is not there yet begins with a comment; what is there stays."""
    file = tmp_path / "config.toml"
    seen: list[str] = []

    def edit(_context: object, path: Path) -> None:
        seen.append(path.read_text())
        path.write_text("# mine\n" if len(seen) == 1 else "week_ends_on = 3\n")

    monkeypatch.setattr("clientlog.cli.commands.config.edit_file", edit)
    assert cli("config", "edit").out == f"{file} is valid\n"
    refused = cli("config", "edit")
    assert refused.code == 2
    assert "week_ends_on must be a text" in refused.err
    assert seen == ["# clientlog: see the reference of the configuration\n", "# mine\n"]
    assert cli("config", "path", "--json").json["path"] == str(file)
