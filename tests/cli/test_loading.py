"""No command loads SQLAlchemy: it would take longer than everything else."""

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
    code = (
        "import sys\n"
        "from clientlog.cli.main import run_program\n"
        f"assert run_program({list(command)!r}) == 0\n"
        "print('LOADED', {'sqlalchemy', 'sqlmodel'} & set(sys.modules))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert "LOADED set()" in ran.stdout
