"""Values of parameters that are taken as they were typed."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer
from typer.core import TyperCommand
from typer.testing import CliRunner

from clientlog.cli.plain_values import take_plain_values

TEXT = "Müller \N{BLACK HEART SUIT} -- 'a'"


class Plain(TyperCommand):
    """A command whose values are taken as they were typed."""

    def get_params(self, ctx: Any) -> list[Any]:
        return take_plain_values(super().get_params(ctx))


def read(cls: type[TyperCommand], *arguments: str) -> dict[str, object] | str:
    """Return what a command of this class reads, or the last line of its complaint."""
    seen: dict[str, object] = {}
    app = typer.Typer(rich_markup_mode=None)

    @app.command(cls=cls)
    def main(
        word: str,
        files: Annotated[list[Path] | None, typer.Argument()] = None,
        tag: Annotated[list[str] | None, typer.Option()] = None,
        count: Annotated[int, typer.Option()] = 3,
        file: Annotated[Path | None, typer.Option()] = None,
        note: Annotated[str | None, typer.Option()] = None,
        loud: Annotated[bool, typer.Option()] = False,
    ) -> None:
        seen.update(word=word, files=files, tag=tag, count=count, file=file, note=note, loud=loud)

    result = CliRunner().invoke(app, arguments)
    return seen or result.output.splitlines()[-1]


@pytest.mark.parametrize(
    "arguments",
    [
        (TEXT,),
        ("a", "x", "y/z"),
        ("a", "--tag", TEXT, "--tag", ""),
        ("a", "--count", "7", "--file", "-", "--note", "", "--loud"),
        ("a", "--no-loud", "--file", "a/../b"),
        ("a", "--count", "many"),
        (),
        ("a", "--note"),
        ("a", "--help"),
    ],
    ids=str,
)
def test_a_value_is_what_typer_makes_of_it(arguments: tuple[str, ...]) -> None:
    """Texts, paths and lists of them, and the complaint about anything else."""
    assert read(Plain, *arguments) == read(TyperCommand, *arguments)


def test_bytes_that_are_no_utf_8_are_left_to_typer() -> None:
    """The program refuses them before; whoever asks without it gets the same answer."""
    broken = "\udcff"
    for arguments in ((broken,), ("a", "--tag", "whole", "--tag", broken)):
        assert read(Plain, *arguments) == read(TyperCommand, *arguments)


def test_a_default_that_is_no_text_is_left_to_typer() -> None:
    """It is the value that the command gets."""

    def read_folder(cls: type[TyperCommand]) -> object:
        seen: list[Path] = []
        app = typer.Typer(rich_markup_mode=None)

        @app.command(cls=cls)
        def main(folder: Annotated[Path, typer.Option()] = Path("here")) -> None:
            seen.append(folder)

        CliRunner().invoke(app, [])
        return seen

    assert read_folder(Plain) == read_folder(TyperCommand) == [Path("here")]


def test_a_plain_command_does_not_load_pydantic() -> None:
    """Which a command of Typer's own does."""
    code = (
        "import sys; from tests.cli.test_plain_values import Plain, read\n"
        "from typer.core import TyperCommand\n"
        "assert read(Plain, 'a') and 'pydantic' not in sys.modules\n"
        "assert read(TyperCommand, 'a') and 'pydantic' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
