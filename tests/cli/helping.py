"""What the help of a command says, beside what the reference says of it."""

from pathlib import Path
from unittest.mock import patch

from clientlog.cli import reference

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "commands.md"


def assert_help_is_documented(*names: str) -> None:
    """Compare the help of these commands, and of the verbs under them, with the reference page.

    The values that an option takes, what it is for and which options there are stand in both.
    """
    with patch.object(reference, "SECTIONS", {"": dict.fromkeys(names, "")}):
        ((_, commands),) = reference.command_sections()
    page = PAGE.read_text("utf-8")
    for path, text in commands:
        assert f"### {path}\n\n```text\n{text}\n```\n" in page, f"{path}:\n{text}"
