"""The person's editor, started without a shell."""

import shlex
import subprocess
from pathlib import Path

from clientlog.cli.context import Context
from clientlog.errors import ClientlogError, quote
from clientlog.text import escape_controls


def editor_command(context: Context) -> list[str]:
    """Return the words of CLIENTLOG_EDITOR, the configuration, VISUAL or EDITOR, else vi."""
    named = (
        context.environ.get("CLIENTLOG_EDITOR"),
        context.settings.text("editor"),
        context.environ.get("VISUAL"),
        context.environ.get("EDITOR"),
    )
    # A variable that holds only blanks counts as not set.
    command = next((text for text in named if text and text.strip()), "vi")
    try:
        return shlex.split(command) or ["vi"]
    except ValueError as error:
        raise ClientlogError(
            f"the editor {quote(escape_controls(command))} cannot be read: {error}",
            "name another with CLIENTLOG_EDITOR or EDITOR",
        ) from None


def edit_file(context: Context, path: Path) -> None:
    """Let the user edit a file; raise ClientlogError if the editor fails."""
    command = editor_command(context)
    try:
        ended = subprocess.run([*command, str(path)], check=False)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ClientlogError(
            f"the editor {escape_controls(command[0])} cannot be started: {reason}",
            "name another with CLIENTLOG_EDITOR or EDITOR",
        ) from None
    if ended.returncode:
        raise ClientlogError(
            f"the editor {escape_controls(command[0])} ended with {ended.returncode}"
        )
