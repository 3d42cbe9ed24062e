"""`completion`: what a shell needs to complete commands, options and handles."""

from typing import Annotated

import typer

from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.options import word_argument
from clientlog.cli.result import Result

app = typer.Typer()

SHELLS = ("bash", "zsh", "fish")
Shell = Annotated[str, typer.Argument(metavar="SHELL", help=", ".join(SHELLS))]


@command(
    app,
    "completion",
    'eval "$(clientlog completion bash)"',
    "clientlog completion fish > ~/.config/fish/completions/clientlog.fish",
)
def completion(context: Context, shell: Shell) -> Result:
    """Print the completion script of a shell."""
    name = word_argument("SHELL", shell, SHELLS) or ""
    from typer import completion as typer_completion

    typer_completion.completion_init()  # type: ignore[attr-defined]  # not in __all__
    script = typer_completion.get_completion_script(  # type: ignore[attr-defined]  # likewise
        prog_name="clientlog", complete_var="_CLIENTLOG_COMPLETE", shell=name
    )
    return context.result({"shell": name, "script": script}, lambda: script)
