"""The looking commands of status, review, conflicts and self-checks stay light."""

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
    ],
    ids=" ".join,
)
def test_a_look_never_loads_the_write_side(
    cli: Cli, environment: dict[str, str], command: tuple[str, ...]
) -> None:
    """SQLAlchemy costs a quarter of a second: no look imports it."""
    for arguments in (("client", "add", "Dana"), ("conflict", "open", "dana", "x")):
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
