"""K8: a configuration with mistakes is read, and each mistake is named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Answer

Cli = Callable[..., Answer]


@pytest.fixture
def config(cli: Cli, tmp_path: Path) -> Callable[[str], None]:
    """Write the configuration of somebody who has a client."""
    cli("client", "add", "Dana Reyes")

    def write(text: str) -> None:
        file = tmp_path / "config.toml"
        file.write_text(text, "utf-8")
        file.chmod(0o600)

    return write


def test_a_byte_order_mark_is_no_mistake(cli: Cli, config: Callable[[str], None]) -> None:
    """Editors on Windows begin a file with one; `config set` takes it as well."""
    config('\ufeffdate_order = "dmy"\n')
    assert "due Thu 3 Dec" in cli("promise", "dana", "call", "due:3/12").out
    assert cli("config", "set", "date_order", "mdy").code == 0
    assert "due Fri 12 Mar" in cli("promise", "dana", "call", "due:3/12").out


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[rules.due-soons]\ndays = 3\n", "'due-soons'; did you mean due-soon?"),
        ("[rules.due-soon]\ndayz = 3\n", "due-soon has no threshold 'dayz'; it has days"),
        ('[rules]\nmute = ["due-sooon"]\n', "'due-sooon'; did you mean due-soon?"),
        ('zoen = "UTC"\n', "unknown setting zoen; did you mean zone?"),
    ],
)
def test_a_misspelt_setting_is_named_and_stops_nothing(
    cli: Cli, config: Callable[[str], None], text: str, named: str
) -> None:
    """With the file and what was meant; doctor finds it too."""
    config(text)
    for command in ("report", "today"):
        answer = cli(command)
        assert answer.code == 0
        assert answer.err.count(named) == 1
        assert "config.toml: " in answer.err
    assert named in cli("doctor").out
    assert cli("doctor").code == 5


@pytest.mark.parametrize(
    "rule",
    ["x = ", 'severity = "now"', 'severity="now"\nsentence="a"\nwhy="b"\nquery="SELECT nope"\n'],
)
def test_a_broken_own_rule_stops_nothing(
    cli: Cli, config: Callable[[str], None], tmp_path: Path, rule: str
) -> None:
    """It is named with its file, and the other rules still speak."""
    config("")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "mine.toml").write_text(rule)
    cli("promise", "dana", "call", "due:2026-11-10", "--past")
    answer = cli("report", "--all")
    assert answer.code == 0
    assert "mine.toml" in answer.err
    assert "call" in answer.out
    assert "mine.toml" in cli("doctor").out


def test_a_folder_in_the_place_of_the_file(cli: Cli, tmp_path: Path) -> None:
    """One line with the file, and no number of an error."""
    (tmp_path / "config.toml").mkdir()
    answer = cli("report")
    assert answer.code in {1, 2}
    assert "config.toml" in answer.err
    assert "Errno" not in answer.err
