"""The fixed words that a shell is offered."""

import re
from collections.abc import Callable

import pytest

from clientlog.cli.completion_words import DATES, FORMATS, SHELLS, SORT_KEYS, STATES
from clientlog.cli.options import due_argument
from clientlog.kinds import LISTS
from tests.cli.contexts import context
from tests.conftest import Answer

Cli = Callable[..., Answer]


def test_states_are_those_of_every_kind_and_of_meetings() -> None:
    """Each once."""
    assert {*STATES} == {state for kind in LISTS for state in kind.states} | {
        "planned", "held", "cancelled", "no-show",
    }  # fmt: skip
    assert len(STATES) == len({*STATES})


@pytest.mark.parametrize("word", DATES)
def test_every_date_is_read(journal: object, tmp_path: object, word: str) -> None:
    """As one that is over, where it is."""
    from pathlib import Path

    assert isinstance(journal, Path)
    due_argument(context(journal), "--due", word, past=word == "yesterday")


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_has_its_script(cli: Cli, shell: str) -> None:
    """`completion` prints it."""
    assert cli("completion", shell).code == 0


@pytest.mark.parametrize("key", SORT_KEYS)
def test_every_key_sorts_something(cli: Cli, key: str) -> None:
    """Records, clients or meetings."""
    cli("client", "add", "Dana Reyes")
    looks = (("list", "promises"), ("client", "list"), ("meeting", "list"))
    assert any(cli(*look, "--sort", key).code == 0 for look in looks)


def test_every_format_is_in_the_help_of_its_command(cli: Cli) -> None:
    """Under its name there."""
    assert {*FORMATS} == {"agenda", "export", "import"}
    for command, formats in FORMATS.items():
        page = cli(command, "--help").out
        assert all(re.search(rf"\b{name}\b", page) for name in formats), command
