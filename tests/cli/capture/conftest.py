"""Fixtures of capture."""

from collections.abc import Callable
from pathlib import Path

import pytest

from clientlog.cli import questions
from clientlog.cli.capture import interactive, prompts
from clientlog.cli.context import Context

Typist = Callable[..., list[str]]
"""Lets a person type these lines at the prompts; an exception stands for Ctrl-C or Ctrl-D."""

Edit = Callable[..., None]
"""Lets the editor make `edit(path)` of the file, each time the next one."""


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """Where drafts lie."""
    return tmp_path / "state" / "clientlog" / "drafts"


@pytest.fixture
def typist(monkeypatch: pytest.MonkeyPatch) -> Typist:
    """Type at the prompts without a terminal; return the prompts as they are shown."""

    def type_lines(*lines: str | BaseException) -> list[str]:
        left = list(lines)
        shown: list[str] = []

        def answer(prompt: str) -> str:
            shown.append(prompt)
            line = left.pop(0) if left else EOFError()
            if isinstance(line, BaseException):
                raise line
            return line

        monkeypatch.setattr(prompts, "ask", answer)
        monkeypatch.setattr(prompts, "ask_key", answer)
        monkeypatch.setattr(questions, "can_ask", lambda: True)
        return shown

    return type_lines


@pytest.fixture
def edit(monkeypatch: pytest.MonkeyPatch) -> Edit:
    """Edit files without starting a program."""

    def edit_by(*edits: Callable[[Path], object]) -> None:
        left = list(edits)

        def edit_file(_context: Context, path: Path) -> None:
            left.pop(0)(path)

        monkeypatch.setattr(interactive, "edit_file", edit_file)

    return edit_by


def replacing(before: str, after: str) -> Callable[[Path], object]:
    """An edit that replaces a text, which must be there."""

    def edit(path: Path) -> None:
        text = path.read_text("utf-8")
        assert before in text, text
        path.write_text(text.replace(before, after), "utf-8")

    return edit
