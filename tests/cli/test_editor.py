"""The person's editor."""

import shlex
import sys
from pathlib import Path

import pytest

from clientlog.cli.editor import edit_file, editor_command
from clientlog.errors import ClientlogError
from tests.cli.contexts import context


@pytest.mark.parametrize(
    ("environ", "configured", "command"),
    [
        ({"CLIENTLOG_EDITOR": "a", "VISUAL": "c", "EDITOR": "d"}, "b", ["a"]),
        ({"VISUAL": "c", "EDITOR": "d"}, "b", ["b"]),
        ({"VISUAL": "c", "EDITOR": "d"}, None, ["c"]),
        ({"EDITOR": "d"}, None, ["d"]),
        ({"CLIENTLOG_EDITOR": "  ", "VISUAL": "", "EDITOR": "d"}, None, ["d"]),
        ({}, None, ["vi"]),
        ({"EDITOR": "code --wait 'my file'"}, None, ["code", "--wait", "my file"]),
        ({"EDITOR": "''"}, None, [""]),
    ],
)
def test_the_editor_is_the_first_that_is_named(
    journal: Path, environ: dict[str, str], configured: str | None, command: list[str]
) -> None:
    """Our own variable, the configuration, VISUAL, EDITOR, vi; its words are split."""
    run = context(journal, environ=environ)
    if configured:
        run.config_path.write_text(f'editor = "{configured}"')
    assert editor_command(run) == command


def test_an_editor_that_cannot_be_split_is_refused(journal: Path) -> None:
    """The message shows it, and the hint the variables."""
    with pytest.raises(ClientlogError, match=r"the editor 'vi .x' cannot be read") as raised:
        editor_command(context(journal, environ={"EDITOR": 'vi "x'}))
    assert raised.value.hint == "name another with CLIENTLOG_EDITOR or EDITOR"


def test_a_file_is_edited(journal: Path, tmp_path: Path) -> None:
    """The path is the last word of the command; no shell reads it."""
    file = tmp_path / "a b; $(x).md"
    script = tmp_path / "editor.py"
    script.write_text("import sys; open(sys.argv[1], 'w').write('edited')")
    edit_file(context(journal, environ={"EDITOR": shlex.join([sys.executable, str(script)])}), file)
    assert file.read_text() == "edited"


def test_an_editor_that_fails_is_an_error(journal: Path, tmp_path: Path) -> None:
    """With its exit code; one that is not there says why it could not be started."""
    with pytest.raises(ClientlogError, match=r"the editor false ended with 1$"):
        edit_file(context(journal, environ={"EDITOR": "false"}), tmp_path)
    with pytest.raises(ClientlogError, match="cannot be started: No such file") as raised:
        edit_file(context(journal, environ={"EDITOR": "/no/such"}), tmp_path)
    assert "CLIENTLOG_EDITOR" in raised.value.hint
