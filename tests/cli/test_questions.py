"""Questions at the terminal, and lists with hostile values: X1 through the program."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from clientlog.cli import questions
from clientlog.errors import ClientlogError, UsageError
from tests.conftest import Answer
from tests.looking import give, writing

Cli = Callable[..., Answer]

HOSTILE = "tea\x1b]0;owned\x07\x1b[2J\u202e"


@pytest.fixture
def person(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client with a hostile note, and somebody at the terminal."""
    monkeypatch.setattr("clientlog.cli.questions.can_ask", lambda: True)
    cli("client", "add", "Dana Reyes")
    cli("client", "add", "Dana Royes")
    cli("note", "dana-reyes", HOSTILE)


def _is_harmless(text: str) -> bool:
    return not set(text) & set("\x1b\x07\u202e")


@pytest.mark.usefixtures("person")
def test_a_question_shows_no_escape_sequence(cli: Cli) -> None:
    """A text in a question cannot forge another one."""
    answer = cli("rm", "n1", stdin="n\n")
    assert answer.code == 1
    assert "tea^[]0;owned^G" in answer.err
    assert _is_harmless(answer.err)


@pytest.mark.usefixtures("person")
def test_several_matches_are_a_numbered_pick(cli: Cli) -> None:
    """The number chooses; anything else chooses nobody."""
    assert cli("note", "dana", "hello", stdin="2\n").code == 0
    assert cli("note", "dana", "hello", stdin="x\n").code == 2
    assert cli("note", "dana", "hello", stdin="").code == 2


@pytest.mark.usefixtures("person")
def test_somebody_unknown_at_a_meeting_is_offered_to_be_added(cli: Cli) -> None:
    """Yes adds them with the meeting; anything else records nothing."""
    refused = cli("log", "dana-reyes", "talked", "--with", "Bo Lind", stdin="n\n")
    assert refused.code == 4
    assert "Add 'Bo Lind'?" in refused.err
    assert cli("meeting", "list", "--json").json["meetings"] == []
    assert cli("log", "dana-reyes", "talked", "--with", "Bo Lind", stdin="y\n").code == 0
    (meeting,) = cli("meeting", "list", "--json").json["meetings"]
    assert meeting["clients"] == ["dana-reyes", "bo-lind"]


@pytest.mark.usefixtures("person")
def test_without_a_terminal_yes_has_to_answer(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says why, and what to add."""
    monkeypatch.setattr("clientlog.cli.questions.can_ask", lambda: False)
    answer = cli("rm", "n1")
    assert answer.code == 2
    assert "not a terminal: cannot ask" in answer.err
    assert "--yes" in answer.err


@pytest.mark.usefixtures("person")
def test_lists_show_no_escape_sequence(cli: Cli, tmp_path: Path) -> None:
    """Whatever the configuration, the journal or a file name holds."""
    config = tmp_path / "config.toml"
    config.write_text('editor = "vi \\u001b[2J"\n"\\u001b]0;x\\u0007" = 1\n', "utf-8")
    config.chmod(0o600)
    for command in ("config list", "client duplicates", "backup list", "list notes", "report"):
        answer = cli(*command.split())
        assert answer.code == 0
        assert _is_harmless(answer.out + answer.err)


@pytest.mark.parametrize(
    "command",
    [
        "rm n1", "client rm dana-reyes", "client merge dana-royes dana-reyes", "undo 3",
        "client archive dana-reyes", "client purge dana-royes",
    ],
)  # fmt: skip
@pytest.mark.usefixtures("person")
def test_what_was_confirmed_is_refused_after_another_change(
    cli: Cli, journal: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """The question was about a journal that is another one now; asked again, it is done."""
    cli("promise", "dana-reyes", "send the draft")

    def answer_late(question: str) -> str:
        with writing(journal) as change:
            give(change, "a word from elsewhere")
        return "y"

    with monkeypatch.context() as patch:
        patch.setattr("clientlog.cli.questions.ask", answer_late)
        refused = cli(*command.split())
    assert (refused.code, refused.out) == (1, "")
    assert "the journal was changed meanwhile; nothing was done" in refused.err
    texts = [item["text"] for item in cli("list", "promises", "--json").json["items"]]
    assert texts == ["send the draft", "a word from elsewhere"]
    assert cli(*command.split(), stdin="y\n").code == 0


def type_answers(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


@pytest.mark.parametrize("stdin", [True, False])
@pytest.mark.parametrize("stderr", [True, False])
def test_somebody_can_answer_who_sees_the_question(
    monkeypatch: pytest.MonkeyPatch, stdin: bool, stderr: bool
) -> None:
    """Both the keyboard and the screen are theirs."""
    for name, is_terminal in (("stdin", stdin), ("stderr", stderr)):
        stream = io.StringIO()
        monkeypatch.setattr(stream, "isatty", lambda is_terminal=is_terminal: is_terminal)
        monkeypatch.setattr(sys, name, stream)
    assert questions.can_ask() == (stdin and stderr)


def test_an_answer_has_no_blanks_around_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty one is an answer; the end of the input is none."""
    type_answers(monkeypatch, "  yes \n\n")
    assert [questions.ask("Sure? "), questions.ask("Sure? ")] == ["yes", ""]
    assert capsys.readouterr() == ("", "Sure? Sure? ")
    with pytest.raises(UsageError, match="no answer; nothing was saved"):
        questions.ask("Sure? ")


@pytest.mark.parametrize(
    ("typed", "is_yes"),
    [("y", True), ("YES", True), ("n", False), ("no", False), ("", False), ("maybe\ny", True)],
)
def test_a_question_of_yes_and_no_is_asked_until_it_is_answered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, is_yes: bool
) -> None:
    """Enter is no."""
    type_answers(monkeypatch, f"{typed}\n")
    assert questions.ask_yes("Add it?") is is_yes
    again = "  y for yes, n or Enter for no\nAdd it? [y/N] " if "\n" in typed else ""
    assert capsys.readouterr().err == f"Add it? [y/N] {again}"


@pytest.mark.parametrize(("typed", "choice"), [("1", "one"), (" 2 ", "two"), ("02", "two")])
def test_a_choice_is_made_by_its_number(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, choice: str
) -> None:
    """From one on."""
    type_answers(monkeypatch, f"{typed}\n")
    assert questions.choose("Which", ["one", "two"]) == choice
    assert capsys.readouterr().err == "  1  one\n  2  two\nWhich: which number? "


@pytest.mark.parametrize("typed", ["0", "3", "", "x", "-1", "1.5", "\u0661", "9" * 5000])
def test_anything_else_chooses_nothing(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    """A figure of another script, or a very long number, is none of them."""
    type_answers(monkeypatch, f"{typed}\n")
    with pytest.raises(UsageError, match="nothing was chosen; nothing was saved"):
        questions.choose("Which", ["one", "two"])


@pytest.mark.parametrize("typed", ["y", "Yes"])
def test_what_is_confirmed_goes_on(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    """Any other answer is an error, so that nothing is done."""
    type_answers(monkeypatch, f"{typed}\nno\n\nsure\n")
    questions.confirm("Remove it?")
    for _ in range(3):
        with pytest.raises(ClientlogError, match="nothing was changed"):
            questions.confirm("Remove it?")
