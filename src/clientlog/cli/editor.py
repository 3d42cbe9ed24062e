"""The person's editor, started without a shell."""

import shlex
import subprocess
from pathlib import Path

from clientlog.cli.context import Context
from clientlog.errors import ClientlogError
from clientlog.text import escape_controls


def editor_command(context: Context) -> list[str]:
    """CLIENTLOG_EDITOR, then the configuration, VISUAL, EDITOR, then vi."""
    found = (
        context.environ.get("CLIENTLOG_EDITOR")
        or context.settings.text("editor")
        or context.environ.get("VISUAL")
        or context.environ.get("EDITOR")
        or "vi"
    )
    try:
        return shlex.split(found)
    except ValueError as error:
        raise ClientlogError(
            f"the editor {escape_controls(found)} cannot be read: {error}"
        ) from None


def edit_file(context: Context, path: Path) -> None:
    """Let the person edit a file; raise ClientlogError when the editor does not end well."""
    command = editor_command(context)
    try:
        ended = subprocess.run([*command, str(path)], check=False)
    except OSError as error:
        raise ClientlogError(
            f"the editor {escape_controls(command[0])} cannot be started: {error.strerror}",
            "name another with CLIENTLOG_EDITOR or EDITOR",
        ) from None
    if ended.returncode:
        raise ClientlogError(
            f"the editor {escape_controls(command[0])} ended with {ended.returncode}"
        )
