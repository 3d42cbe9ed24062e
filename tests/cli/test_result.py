<<<<<<< HEAD
"""A result is rendered when it is printed, and only in the form that was asked for."""

from collections.abc import Mapping
=======
"""An answer and its two renderings."""

from typing import Any
>>>>>>> adbf1bb (wip)

import pytest

from clientlog.cli.result import Result
from clientlog.render.terminal import Terminal


<<<<<<< HEAD
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
=======
def printed(capsys: pytest.CaptureFixture[str], *, json: bool = False, **known: Any) -> str:
    """What is written to stdout."""
    usual: dict[str, Any] = {"document": {"message": "saved"}, "body": lambda: "saved"}
    Result(terminal=Terminal({}, json=json), **usual | known).print()
    return capsys.readouterr().out


def test_a_text_or_a_document_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """A document begins with its version."""
    assert printed(capsys) == "saved\n"
    assert printed(capsys, json=True) == '{\n  "version": 1,\n  "message": "saved"\n}\n'


def test_only_what_is_printed_is_made(capsys: pytest.CaptureFixture[str]) -> None:
    """The text of a document is never drawn."""

    def fail() -> str:
        raise AssertionError

    assert printed(capsys, json=True, body=fail)
    assert printed(capsys, body=fail, quiet=True) == ""


def test_quiet_prints_json_all_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    """It was asked for."""
    assert printed(capsys, quiet=True, json=True) != ""


def test_a_long_text_is_written_piece_by_piece(capsys: pytest.CaptureFixture[str]) -> None:
    """As it is, also where quiet was asked for: it is what the command is for."""
    assert printed(capsys, pieces=["a\n", "b"]) == "a\nb"
    assert printed(capsys, pieces=["a"], quiet=True) == "a"


def test_an_answer_is_a_success_of_one_text_unless_said() -> None:
    """Nothing saved, nothing listed."""
    result = Result(Terminal({}), {}, str)
    assert (result.exit_code, result.quiet, result.saved_as, result.records, result.pieces) == (
        0, False, (), False, None,
    )  # fmt: skip
>>>>>>> adbf1bb (wip)
