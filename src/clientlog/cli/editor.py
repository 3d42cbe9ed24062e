"""The person's editor, started without a shell."""

import shlex
import subprocess
from pathlib import Path

from clientlog.cli.context import Run
from clientlog.errors import ClientlogError
from clientlog.text import visible


def editor_command(run: Run) -> list[str]:
    """CLIENTLOG_EDITOR, then the configuration, VISUAL, EDITOR, then vi."""
    found = (
        run.environ.get("CLIENTLOG_EDITOR")
        or run.settings.text("editor")
        or run.environ.get("VISUAL")
        or run.environ.get("EDITOR")
        or "vi"
    )
    try:
        return shlex.split(found)
    except ValueError as error:
        raise ClientlogError(f"the editor {visible(found)} cannot be read: {error}") from None


def edit_file(run: Run, path: Path) -> None:
    """Let the person edit a file; raise ClientlogError when the editor does not end well."""
    command = editor_command(run)
    try:
        ended = subprocess.run([*command, str(path)], check=False)
    except OSError as error:
        raise ClientlogError(
            f"the editor {visible(command[0])} cannot be started: {error.strerror}",
            "name another with CLIENTLOG_EDITOR or EDITOR",
        ) from None
    if ended.returncode:
        raise ClientlogError(f"the editor {visible(command[0])} ended with {ended.returncode}")
