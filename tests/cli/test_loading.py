"""What a command does not load: SQLAlchemy would take longer than everything else."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.conftest import Answer

Cli = Callable[..., Answer]


@pytest.mark.parametrize(
    "command",
    [
        ("status", "dana"),
        ("status", "dana", "--json", "--private"),
        ("review", "--no-input"),
        ("conflict", "list"),
        ("conflict", "show", "c1"),
        ("client", "check", "dana"),
        ("promise", "dana", "send the plan due:fri"),
        ("log", "dana", "spoke of the plan"),
        ("touch", "dana"),
        ("done", "p1"),
        ("renegotiate", "p1", "--to", "mon", "--why", "they asked"),
        ("client", "add", "Sam"),
        ("undo",),
    ],
    ids=" ".join,
)
def test_no_command_loads_sqlalchemy(
    cli: Cli, environment: dict[str, str], command: tuple[str, ...]
) -> None:
    """Neither a look nor a change imports it: rows are generated from the models."""
    for arguments in (
        ("client", "add", "Dana"),
        ("conflict", "open", "dana", "x"),
        ("promise", "dana", "call back"),
    ):
        assert cli(*arguments).code == 0
    assert {"sqlalchemy", "sqlmodel"} & set(_loaded(command, environment)) == set()


@pytest.mark.parametrize(
    "command",
    [("list", "promises"), ("agenda", "dana")],
    ids=" ".join,
)
def test_a_look_loads_nothing_of_the_write_side(
    cli: Cli, environment: dict[str, str], command: tuple[str, ...]
) -> None:
    """A module of it is loaded by the first function that is called."""
    assert cli("client", "add", "Dana").code == 0
    loaded = _loaded(command, environment)
    assert [name for name in loaded if name.startswith("clientlog.write.")] == []


LOOKS = [
    ("list", "promises"),
    ("show", "dana"),
    ("today",),
    ("report",),
    ("stats",),
]


@pytest.mark.parametrize("look", LOOKS, ids=" ".join)
def test_a_look_loads_only_the_form_it_is_printed_in(
    cli: Cli, environment: dict[str, str], look: tuple[str, ...]
) -> None:
    """JSON goes without Rich and the text, and text without the documents."""
    for arguments in (("client", "add", "Dana"), ("promise", "dana", "call back")):
        assert cli(*arguments).code == 0
    as_json = _loaded((*look, "--json"), environment)
    assert [name for name in as_json if name.startswith(("rich.", "clientlog.render.text."))] == []
    as_text = _loaded(look, environment)
    assert [name for name in as_text if name.startswith("clientlog.render.json.")] == []


def _loaded(command: tuple[str, ...], environment: dict[str, str]) -> list[str]:
    """Return the modules that a command loads in a process of its own."""
    code = (
        "import sys\n"
        "from clientlog.cli.main import run_program\n"
        f"assert run_program({list(command)!r}) == 0\n"
        "print('LOADED', *sys.modules)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    return ran.stdout.partition("LOADED ")[2].split()
