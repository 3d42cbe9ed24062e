"""A result is rendered when it is printed, and only in the form that was asked for."""

import sys
from collections.abc import Mapping

import pytest
from rich.text import Text

from clientlog.cli.result import Result, saved_sentence
from clientlog.render import pager
from clientlog.render.terminal import Terminal


def _unwanted() -> str:
    raise AssertionError("this form was not asked for")


def _unwanted_document() -> Mapping[str, object]:
    raise AssertionError("no JSON was asked for")


def test_json_leaves_the_text_unmade(capsys: pytest.CaptureFixture[str]) -> None:
    """The document is made, with the version of the format."""
    Result(Terminal({}, json=True), document=lambda: {"items": []}, body=_unwanted).print()
    assert capsys.readouterr().out == '{\n  "version": 1,\n  "items": []\n}\n'


def test_text_leaves_the_document_unmade(capsys: pytest.CaptureFixture[str]) -> None:
    """The text is printed with one line end."""
    Result(Terminal({}), document=_unwanted_document, body=lambda: "nothing").print()
    assert capsys.readouterr().out == "nothing\n"


def test_a_quiet_result_is_not_made_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    """With --quiet there is nothing to print."""
    Result(Terminal({}), document=_unwanted_document, body=_unwanted, quiet=True).print()
    assert capsys.readouterr().out == ""


def test_pieces_are_written_in_place_of_the_body(capsys: pytest.CaptureFixture[str]) -> None:
    """A long text is written as it comes."""
    pieces = iter(["one\n", "two\n"])
    Result(Terminal({}), document=_unwanted_document, body=_unwanted, pieces=pieces).print()
    assert capsys.readouterr().out == "one\ntwo\n"


def test_a_new_record_is_named_and_of_others_it_is_said_that_they_changed() -> None:
    """What was taken back was not saved as a record of its REF."""
    assert saved_sentence(["n2"], ["dana-reyes"]) == "saved as n2"
    assert saved_sentence([], ["m5", "a1"]) == "the change of m5, a1 was saved"
    assert saved_sentence([], []) == ""


@pytest.mark.parametrize(("records", "lines"), [(True, 1), (False, 3)])
def test_records_are_a_line_each_in_a_pipe(
    capsys: pytest.CaptureFixture[str], records: bool, lines: int
) -> None:
    """Any other text is folded at 80 columns."""
    body = Text("word " * 40)
    Result(Terminal({}), _unwanted_document, lambda: body, records=records).print()
    assert len(capsys.readouterr().out.splitlines()) == lines


def test_what_is_longer_than_the_screen_is_paged(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal."""
    pages: list[str] = []

    def show(text: str, _environ: Mapping[str, str]) -> bool:
        pages.append(text)
        return True

    monkeypatch.setattr(pager, "show_in_pager", show)
    monkeypatch.setattr(pager, "fits_the_screen", lambda _text, _width: False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    terminal = Terminal({"COLUMNS": "80", "TERM": "xterm"})
    Result(terminal, _unwanted_document, lambda: "line\n" * 9).print()
    assert pages == ["line\n" * 9]
