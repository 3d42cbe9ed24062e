"""Every command that a page names is one of the program, with options it has."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clientlog.cli.app import build
from clientlog.cli.reference import commands_page
from clientlog.cli.registry import MODULES
from tests.docs.pages import DOCS, all_pages, commands_of, name_of

PAGES = all_pages()
EVERYWHERE = {"-h", "--help"}


def test_the_committed_page_of_commands_is_the_generated_one() -> None:
    """`python -m clientlog.cli.reference > docs/reference/commands.md` would change nothing."""
    page = DOCS / "reference" / "commands.md"
    assert page.read_text("utf-8") == commands_page()


def test_every_command_has_a_section() -> None:
    """Each command of the program is found under its name."""
    page = commands_page()
    missing = [name for name in MODULES if f"\n### clientlog {name}\n" not in page]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=map(name_of, PAGES))
def test_every_command_of_a_page_is_real(page: Path) -> None:
    """The command exists, and so does each option it is shown with."""
    root = build()
    wrong = [
        f"clientlog {' '.join(words)}: {reason}"
        for words in commands_of(page.read_text("utf-8"))
        for reason in _wrong_with(words, root)
    ]
    assert not wrong


def _wrong_with(words: list[str], root: Any) -> Iterator[str]:
    command, rest, options = root, list(words), EVERYWHERE | {"--version"}
    context = root.make_context("clientlog", [], resilient_parsing=True)
    while hasattr(command, "get_command") and rest and not rest[0].startswith("-"):
        name = rest.pop(0)
        if not (name.islower() or name.isdigit()):
            return
        command = command.get_command(context, name)
        if command is None:
            yield f"there is no {name}"
            return
    if command is root:
        command = root.get_command(context, "today")
    options |= {option for one in command.params for option in (*one.opts, *one.secondary_opts)}
    for word in rest:
        option = word.split("=")[0]
        if option.startswith("-") and option.strip("-.…") and option not in options:
            yield f"it has no {option}"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("clientlog frobnicate dana", "there is no frobnicate"),
        ("clientlog log dana --wiht sam", "it has no --wiht"),
        ("clientlog client frobnicate", "there is no frobnicate"),
        ("FOO=1 clientlog report --exit-code | jq .", None),
    ],
)
def test_a_command_that_is_not_real_is_found_out(line: str, said: str | None) -> None:
    """The check of the commands can fail, and only there."""
    [words] = commands_of(f"```console\n$ {line}\n```\n")
    assert list(_wrong_with(words, build())) == ([said] if said else [])
