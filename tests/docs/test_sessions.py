"""The sessions shown in the pages are what the program prints.

Written anew with `pytest --update-golden`.
"""

from pathlib import Path

import pytest

from tests.docs.pages import Block, all_pages, name_of
from tests.docs.sessions import Ran, Shell, rewritten, run_page

RUN = [page for page in all_pages() if "<!-- now:" in page.read_text("utf-8")]


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """A home for one page."""
    return Shell(tmp_path, monkeypatch, capsys)


@pytest.mark.slow
@pytest.mark.parametrize("page", RUN, ids=map(name_of, RUN))
def test_a_page_shows_what_the_program_prints(
    page: Path, shell: Shell, request: pytest.FixtureRequest
) -> None:
    """Every command of the page, run in order, prints what stands below it."""
    text = page.read_text("utf-8")
    ran = list(run_page(text, shell))
    if request.config.getoption("--update-golden"):
        page.write_text(rewritten(text, ran), "utf-8")
        ran = [Ran(one.block, one.command, one.truth, one.printed) for one in ran]
    wrong = [(one.command, one.shown, one.printed) for one in ran if not one.is_as_shown]
    assert ran
    assert not wrong


def test_the_pages_a_newcomer_reads_first_are_run() -> None:
    """The README and the how-to pages of daily work cannot fall behind the program."""
    names = {name_of(page) for page in RUN}
    first = ("after-a-meeting", "end-of-the-day", "people", "promises", "scripting", "take-back")
    assert names >= {"README.md", *(f"docs/how-to/{name}.md" for name in first)}


def test_a_page_that_shows_something_else_is_found_out(shell: Shell) -> None:
    """The check of the pages can fail."""
    text = "<!-- now: 2026-11-20T12:00 -->\n\n```console\n$ clientlog --version\nother 9\n```\n"
    [ran] = run_page(text, shell)
    assert not ran.is_as_shown
    assert ran.truth == ran.printed
    assert ran.printed[0].startswith("clientlog ")


@pytest.mark.parametrize(
    ("shown", "printed", "fits"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a", "b"], ["a", "c"], False),
        (["a"], ["a", "b"], False),
        (["a …"], ["a 7"], True),
        (["a", "…", "d"], ["a", "b", "c", "d"], True),
        (["a", "…", "d"], ["a", "d"], True),
        (["a", "…", "d"], ["a"], False),
        (["a", "…", "d"], ["a", "b", "c"], False),
    ],
)
def test_what_is_left_out_stands_for_anything(
    shown: list[str], printed: list[str], fits: bool
) -> None:
    """Within a line, and as a line of its own."""
    ran = Ran(Block("console", 0, (), ""), "", tuple(shown), tuple(printed))
    assert ran.is_as_shown is fits
    assert not fits or ran.truth == tuple(shown)


def test_a_page_written_anew_still_leaves_out_what_it_left_out() -> None:
    """What changed is shown, and the rest stays short."""
    ran = Ran(Block("console", 0, (), ""), "", ("a 1", "b …", "…", "z"), ("a 2", "b 9", "c", "z"))
    assert ran.truth == ("a 2", "b …", "…", "z")
