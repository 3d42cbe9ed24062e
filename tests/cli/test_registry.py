"""Which module holds which command, and what a command does not load."""

import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from clientlog.cli.registry import MODULES, SECTIONS, WITH_VALUE, WITHOUT_VALUE
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
def test_no_command_loads_sqlalchemy_or_pydantic(
    cli: Cli, environment: dict[str, str], command: tuple[str, ...]
) -> None:
    """Rows are generated from the models, and values are taken as they were typed."""
    for arguments in (
        ("client", "add", "Dana"),
        ("conflict", "open", "dana", "x"),
        ("promise", "dana", "call back"),
    ):
        assert cli(*arguments).code == 0
    assert {"sqlalchemy", "sqlmodel", "pydantic"} & set(_loaded(command, environment)) == set()


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


@pytest.mark.parametrize("name", MODULES)
def test_a_module_has_the_command_that_it_is_registered_for(name: str) -> None:
    """As a noun, or as one of its verbs."""
    app = import_module(f"clientlog.cli.commands.{MODULES[name]}").app
    assert name == app.info.name or name in {info.name for info in app.registered_commands}


def test_every_command_stands_in_one_section() -> None:
    """None is listed twice."""
    assert len(MODULES) == sum(map(len, SECTIONS.values()))
    assert [*SECTIONS] == [
        "Every day", "Meetings", "Commitments", "People", "The rules", "The program",
        "The journal",
    ]  # fmt: skip


@pytest.mark.parametrize("option", [*WITH_VALUE, *WITHOUT_VALUE])
def test_a_shared_option_may_stand_before_the_command(cli: Cli, journal: Path, option: str) -> None:
    """With its value, where it takes one."""
    value = {"--db": [str(journal)], "--color": ["never"]}.get(option, [])
    cli("client", "add", "Dana Reyes")
    answer = cli(option, *value, "client", "list")
    assert answer.code == 0, answer.err
