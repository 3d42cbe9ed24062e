"""`completion`: the scripts that let a shell complete commands, options and values."""

from importlib.resources import files
from typing import Annotated

import typer
from typer import completion as typer_completion

from clientlog.cli.command import command
from clientlog.cli.completion_records import VARIABLE
from clientlog.cli.completion_words import SHELLS
from clientlog.cli.context import Context
from clientlog.cli.options import parse_word
from clientlog.cli.result import Result

app = typer.Typer()

Shell = Annotated[str, typer.Argument(metavar="SHELL", help=", ".join(SHELLS))]


@command(
    app,
    "completion",
    'eval "$(clientlog completion bash)"',
    'eval "$(clientlog completion zsh)"',
    "clientlog completion fish > ~/.config/fish/completions/clientlog.fish",
)
def completion(context: Context, shell: Shell) -> Result:
    """Print the completion script of a shell."""
    name = parse_word("SHELL", shell, SHELLS)
    script = _typer_script(name) if name == "powershell" else _script(name)
    return context.result(lambda: {"shell": name, "script": script}, lambda: script)


def _script(shell: str) -> str:
    """Return our own script, which keeps the order of the answers and evaluates none of them."""
    return files("clientlog.cli").joinpath("shells", f"clientlog.{shell}").read_text("utf-8")


def _typer_script(shell: str) -> str:
    typer_completion.completion_init()  # type: ignore[attr-defined]  # not in __all__
    script: str = typer_completion.get_completion_script(  # type: ignore[attr-defined]  # likewise
        prog_name="clientlog", complete_var=VARIABLE, shell=shell
    )
    return script
