"""The line prompts: what each line does, and some whole meetings in a pseudo-terminal."""

import io
import readline
import sys
from pathlib import Path
from typing import Any

import pytest

from clientlog.cli.capture import prompts as module
from clientlog.cli.capture.prompt_lines import HELP, READ_BACK_HELP, SUMMARY_HELP
from clientlog.cli.capture.prompts import Dialogue, ask, ask_key
from clientlog.items import Item
from clientlog.minutes import Entry, Line, Minutes
from clientlog.text import TEXT_LIMIT
from tests.cli.capture.conftest import Typist
from tests.cli.capturing import Cli, Prompts
from tests.cli.contexts import context

OPEN = Minutes(
    client="dana-reyes",
    topics=(Line("the budget", ref="t1"), Line("the order", ref="t2")),
    my_promises=(Entry(Item("send the plan"), ref="p1"),),
)


@pytest.fixture
def dialogue(journal: Path) -> Dialogue:
    """A dialogue about a meeting with two open topics and a promise."""
    return Dialogue(context(journal), OPEN, lambda _minutes: None)


def typed(dialogue: Dialogue, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Run a dialogue until it is saved; return what was told."""
    assert dialogue.run() == "save"
    return capsys.readouterr().err.splitlines()


@pytest.mark.parametrize(
    ("line", "section", "text", "echo"),
    [
        ("call", "my_actions", "call", "no date  I will: call"),
        ("a: call due:mon", "my_actions", "call", "Mon 23 Nov  I will: call"),
        ("p: send it due:fri", "my_promises", "send it", "Fri 27 Nov  I promise: send it"),
        ("tp: sign it pri:must", "their_promises", "sign it",
         "no date  they promise: sign it (must)"),
        ("ta: sign\n  it", "their_actions", "sign it", "no date  they will: sign it"),
        ("n: likes tea", "notes", "likes tea", "note: likes tea"),
        ("d: two phases", "decisions", "two phases", "decision: two phases"),
        ("t: the team", "topics", "the team", "next time: the team"),
        ("next: fri 10:00 planning", "next", "fri 10:00 planning",
         "Fri 27 Nov 10:00  next meeting: planning"),
        ("next: fri 10:00", "next", "fri 10:00", "Fri 27 Nov 10:00  next meeting"),
    ],
)  # fmt: skip
def test_a_line_is_added_to_its_section_and_echoed(
    dialogue: Dialogue, typist: Typist, capsys: pytest.CaptureFixture[str], line: str,
    section: str, text: str, echo: str,
) -> None:  # fmt: skip
    """As it was understood: the day, whose it is, the text."""
    typist("", line, "", "n")
    assert typed(dialogue, capsys) == [f"-> {echo}"]
    added: Any = getattr(dialogue.minutes, section)[-1]
    assert (added.text if isinstance(added, Line) else added.item.text) == text
    assert added.ref is None


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("p:", "   there is no text after p:"),
        ("promse: x",
         "   unknown prefix 'promse'; did you mean promise:?"
         " (a: before it makes it an action of mine)"),
        ("x t9", "   t9 is not one of those listed here"),
        ("tp: sign it owner:Ann",
         "   owner: names someone of your team; what a client owes has none"),
        ("next: 2026-11-19 10:00 planning", "   the next meeting must be in the future"),
        ("u", "   there is nothing to take back"),
        ("n: tea\x00", "   notes holds a NUL character"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_taken_is_named_and_changes_nothing(
    dialogue: Dialogue, typist: Typist, capsys: pytest.CaptureFixture[str], line: str,
    complaint: str,
) -> None:  # fmt: skip
    """The prompt comes again."""
    shown = typist("", line, "")
    told = typed(dialogue, capsys)
    assert told == [complaint]
    assert dialogue.minutes == OPEN
    assert shown == ["summary> ", "item> ", "item> "]


def test_a_date_at_the_end_of_an_item_is_remarked_on(
    dialogue: Dialogue, typist: Typist, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before the echo, and only where no date was understood."""
    typist("", "p: send it by friday", "p: send it by friday due:mon", "", "n")
    assert typed(dialogue, capsys) == [
        "   did you mean due:friday?",
        "-> no date  I promise: send it by friday",
        "-> Mon 23 Nov  I promise: send it by friday",
    ]


def test_records_are_settled_once_and_taken_back_together(
    dialogue: Dialogue, typist: Typist, capsys: pytest.CaptureFixture[str]
) -> None:
    """In any case of letters; a topic is discussed, anything else is done."""
    typist("", "x T1 t1 p1", "u", "u", "x p1, t2", "")
    assert typed(dialogue, capsys) == [
        "-> discussed: t1; done: p1",
        "   taken back: discussed: t1; done: p1",
        "   there is nothing to take back",
        "-> done: p1; discussed: t2",
    ]
    assert [topic.mark for topic in dialogue.minutes.topics] == ["open", "done"]
    assert [entry.mark for entry in dialogue.minutes.my_promises] == ["done"]


def test_lines_are_taken_back_one_by_one(
    dialogue: Dialogue, typist: Typist, capsys: pytest.CaptureFixture[str]
) -> None:
    """The last one first; its name is told, and what is left is handed on to be kept."""
    kept: list[Minutes] = []
    dialogue.keep = kept.append
    typist("", "n: likes tea", "d: two phases", "u", "u", "")
    assert typed(dialogue, capsys)[2:] == ["   taken back: decision", "   taken back: note"]
    assert [len(minutes.notes + minutes.decisions) for minutes in kept] == [1, 2, 1, 0]
    assert dialogue.minutes == OPEN


@pytest.mark.parametrize(
    ("before", "replaces", "summary"),
    [
        ("", False, "second"), ("first", False, "first\n\nsecond"), ("first", True, "second"),
    ],
)  # fmt: skip
def test_the_summary_is_added_to_the_one_there_is(
    journal: Path, typist: Typist, before: str, replaces: bool, summary: str
) -> None:
    """Or replaces it; it is handed on to be kept."""
    kept: list[Minutes] = []
    dialogue = Dialogue(context(journal), Minutes(summary=before), kept.append, replaces=replaces)
    typist("second", "")
    assert dialogue.run() == "save"
    assert [minutes.summary for minutes in kept] == [summary]


def test_a_summary_that_is_too_long_is_asked_for_again(
    dialogue: Dialogue, typist: Typist, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the reason."""
    shown = typist("x" * (TEXT_LIMIT + 1), "we met", "")
    (complaint,) = typed(dialogue, capsys)
    assert complaint.startswith("   the summary ")
    assert shown == ["summary> ", "summary> ", "item> "]
    assert dialogue.minutes.summary == "we met"


def test_each_prompt_has_a_help(
    dialogue: Dialogue, typist: Typist, capsys: pytest.CaptureFixture[str]
) -> None:
    """By ?, h or help; nothing else is done by it."""
    shown = typist("?", "", "h", "help", "theirs: sign it", "?", "n", "call", "", "?", "h", "y")
    told = "\n".join(typed(dialogue, capsys))
    assert told == "\n".join(
        [SUMMARY_HELP, HELP, HELP, HELP, HELP, "   not taken", "-> no date  I will: call",
         READ_BACK_HELP, READ_BACK_HELP]
    )  # fmt: skip
    question = "   theirs: is not a prefix (? lists them). An action of mine? [y/N] "
    read_back = "items read back? [y/N/?] "
    assert shown == ["summary> ", "summary> ", "item> ", "item> ", "item> ", question, question,
                     "item> ", "item> ", read_back, read_back, read_back]  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "is_taken"), [("y", True), (" YES ", True), ("n", False), ("", False)]
)
def test_a_line_with_an_unknown_prefix_is_an_action_after_a_yes(
    dialogue: Dialogue, typist: Typist, answer: str, is_taken: bool
) -> None:
    """Whole, with the word before the colon."""
    typist("", "legal: write to them", answer, "", "n")
    assert dialogue.run() == "save"
    texts = [entry.item.text for entry in dialogue.minutes.my_actions]
    assert texts == (["legal: write to them"] if is_taken else [])


@pytest.mark.parametrize(("key", "confirmed"), [("y", True), ("Y", True), ("n", False)])
def test_new_items_may_have_been_read_back(
    dialogue: Dialogue, typist: Typist, key: str, confirmed: bool
) -> None:
    """One key tells; it is asked once."""
    shown = typist("", "call", "", key, "p: write", "")
    assert dialogue.run() == "save"
    assert dialogue.confirmed is confirmed
    assert dialogue.resume() == "save"
    assert shown.count("items read back? [y/N/?] ") == 1


@pytest.mark.parametrize(
    ("lines", "confirmed"),
    [(["x p1", ""], None), (["n: likes tea", ""], None), (["call", ""], True)],
)
def test_nothing_is_asked_without_new_items_or_after_an_option(
    dialogue: Dialogue, typist: Typist, lines: list[str], confirmed: bool | None
) -> None:
    """What was open before was read back another time."""
    dialogue.confirmed = confirmed
    shown = typist("", *lines)
    assert dialogue.run() == "save"
    assert set(shown) == {"summary> ", "item> "}
    assert dialogue.confirmed is confirmed


@pytest.mark.parametrize(
    ("lines", "ending"),
    [
        (["e"], "editor"),
        (["", "e"], "editor"),
        (["", ""], "save"),
        ([], "over"),
        ([""], "over"),
        ([KeyboardInterrupt()], "interrupted"),
        (["", "call", "", "\x03"], "interrupted"),
    ],
)
def test_the_ways_to_end(dialogue: Dialogue, typist: Typist, lines: list[Any], ending: str) -> None:
    """The editor, saving, no more input, or Ctrl-C, which may come as a key."""
    typist(*lines)
    assert dialogue.run() == ending


def test_more_is_asked_for_without_the_summary(dialogue: Dialogue, typist: Typist) -> None:
    """After something could not be saved."""
    shown = typist("")
    assert dialogue.resume() == "save"
    assert shown == ["item> "]


def test_an_answer_is_a_line_of_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its own blanks are kept, the end of input is one, and the prompt is on stderr."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(" we met \n\n"))
    assert [ask("summary> "), ask("item> ")] == [" we met ", ""]
    with pytest.raises(EOFError):
        ask("item> ")
    assert capsys.readouterr() == ("", "summary> item> item> ")


@pytest.mark.parametrize(
    ("stdin", "stdout", "is_edited"),
    [(True, True, True), (True, False, False), (False, True, False)],
)
def test_an_answer_on_a_terminal_is_edited(
    monkeypatch: pytest.MonkeyPatch, stdin: bool, stdout: bool, is_edited: bool
) -> None:
    """And kept in no history; a paste has one kind of line end."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("a line\n"))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: stdin)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: stdout)
    histories: list[bool] = []
    monkeypatch.setattr(readline, "set_auto_history", histories.append)
    monkeypatch.setattr(module, "edit_line", lambda _prompt: "first\r\nsecond\rthird")
    assert ask("summary> ") == ("first\nsecond\nthird" if is_edited else "a line")
    assert histories == ([False] if is_edited else [])


@pytest.mark.parametrize(("key", "echo"), [("y", "y"), ("\x1b", ""), ("\x04", "")])
def test_a_key_is_echoed_behind_its_question(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], key: str, echo: str
) -> None:
    """As far as it is a letter."""
    monkeypatch.setattr(module, "read_key", lambda: key)
    assert ask_key("read back? ") == key
    assert capsys.readouterr().err == f"read back? {echo}\n"


# In a pseudo-terminal


@pytest.mark.slow
def test_a_wrong_line_at_the_prompt_is_said_and_nothing_is_lost(
    cli: Cli, people: None, environment: dict[str, str]
) -> None:
    """A slip is named at once, `u` takes a line back, and the rest is saved."""
    prompts = Prompts(environment, "log", "dana")
    prompts.answer("summary>", "we met")
    prompts.answer("item>", "p: send it duue:fri")
    prompts.expect("did you mean due:fri")
    prompts.answer("item>", "p: send it due:fri")
    prompts.expect("-> Fri 27 Nov")
    prompts.answer("item>", "note: to be taken back")
    prompts.answer("item>", "u")
    prompts.expect("taken back")
    assert prompts.save()[0] == 0
    assert [one["text"] for one in cli("list", "--json").json["items"]] == ["send it"]
    assert cli("list", "notes", "--json").json["items"] == []


@pytest.mark.slow
def test_a_paste_of_several_lines_is_one_summary(
    cli: Cli, people: None, environment: dict[str, str]
) -> None:
    """A bracketed paste keeps its line breaks instead of answering the next prompts."""
    prompts = Prompts(environment, "log", "dana")
    prompts.expect("summary>")
    prompts.child.send("\x1b[200~first line\nsecond line\x1b[201~")
    prompts.child.send("\r")
    prompts.answer("item>", "")
    code, out = prompts.end()
    assert code == 0, out
    summary = cli("meeting", "list", "--json").json["meetings"][0]["summary"]
    assert summary.splitlines() == ["first line", "second line"]


@pytest.mark.slow
def test_a_whole_meeting_takes_at_most_105_keys(
    cli: Cli, people: None, environment: dict[str, str]
) -> None:
    """A summary, a dated promise, a topic discussed and the read-back, the command included."""
    cli("topic", "dana", "the travel budget")
    keys = [
        "clientlog log dana\r",
        "Paused the migration until review\r",
        "tp: approve travel due:mon\r",
        "x t1\r",
        "\r",
        "y",
    ]
    assert sum(len(line) for line in keys) <= 105
    prompts = Prompts(environment, *keys[0].split()[1:])
    prompts.expect("t1  topic: the travel budget")
    asked = ("summary>", "item>", "item>", "item>", "read back?")
    for prompt, line in zip(asked, keys[1:], strict=True):
        prompts.expect(prompt)
        prompts.child.send(line)
    assert prompts.end()[0] == 0
    assert cli("list", "promises", "--json").json["items"][0]["due"] == "2026-11-23"
    assert cli("show", "t1", "--json").json["item"]["state"] == "discussed"
    assert cli("meeting", "list", "--json").json["meetings"][0]["confirmed"]


@pytest.mark.slow
def test_open_items_are_listed_and_settled_by_x(
    cli: Cli, people: None, environment: dict[str, str]
) -> None:
    """Several REFs at once; one that is not listed is refused; u takes the line back."""
    cli("topic", "dana", "the travel budget")
    cli("promise", "dana", "send the plan due:fri")
    cli("promise", "dana", "--theirs", "sign the order")
    cli("topic", "sam", "somebody else's")
    prompts = Prompts(environment, "log", "dana")
    prompts.expect("p1  I promised: send the plan (due Fri 27 Nov)")
    prompts.expect("p2  they promised: sign the order")
    prompts.answer("summary>", "we met")
    prompts.answer("item>", "x t1 t2")
    prompts.expect("t2 is not one of those listed here")
    prompts.answer("item>", "x t1 p1")
    prompts.expect("-> discussed: t1; done: p1")
    prompts.answer("item>", "x p2")
    prompts.answer("item>", "u")
    prompts.expect("taken back: done: p2")
    prompts.answer("item>", "")
    assert prompts.end()[0] == 0
    states = {ref: cli("show", ref, "--json").json["item"]["state"] for ref in ("t1", "p1", "p2")}
    assert states == {"t1": "discussed", "p1": "kept", "p2": "open"}


@pytest.mark.slow
def test_a_question_mark_helps_at_every_prompt(
    cli: Cli, people: None, environment: dict[str, str]
) -> None:
    """T10: at the summary, at an item, at an unknown prefix and at the read-back."""
    prompts = Prompts(environment, "log", "dana")
    prompts.answer("summary>", "?")
    prompts.expect("tp: approve travel due:mon")
    prompts.answer("summary>", "we met")
    prompts.answer("item>", "?")
    prompts.expect("x t4 p13")
    prompts.answer("item>", "theirs: sign it")
    prompts.answer("theirs: is not a prefix", "?")
    prompts.expect("ta: send the figures")
    prompts.answer("An action of mine?", "n")
    prompts.answer("item>", "ta: sign it")
    prompts.answer("item>", "")
    prompts.expect("read back?")
    prompts.child.send("?")
    prompts.expect("everybody agreed")
    prompts.expect("read back?")
    prompts.child.send("n")
    assert prompts.end()[0] == 0
    (item,) = cli("list", "--json").json["items"]
    assert (item["by"], item["text"]) == ("dana-reyes", "sign it")


@pytest.mark.slow
def test_a_second_summary_at_the_prompts_is_added_or_replaces(
    cli: Cli, people: None, environment: dict[str, str]
) -> None:
    """What is there is shown first; --replace puts the new one in its place."""
    cli("log", "dana", "first")
    for options, said in ((), "first\n\nsecond"), (("--replace",), "second"):
        prompts = Prompts(environment, "log", "dana", "--meeting", "m1", *options)
        prompts.expect("first")
        prompts.answer("summary>", "second")
        prompts.answer("item>", "")
        assert prompts.end()[0] == 0
        assert cli("show", "m1", "--json").json["item"]["summary"] == said


@pytest.mark.slow
def test_a_slip_in_the_word_before_the_colon_is_asked_about(
    cli: Cli, people: None, environment: dict[str, str]
) -> None:
    """`they promisse:` does not become an action of mine; text with a colon in it does."""
    prompts = Prompts(environment, "log", "dana")
    prompts.expect("with Dana Reyes")
    prompts.answer("summary>", "we met")
    prompts.answer("item>", "they promisse: approve it due:mon")
    prompts.expect("did you mean they promise:?")
    prompts.answer("item>", "they promise: approve it owner:Ann")
    prompts.expect("owner: names someone of your team")
    prompts.answer("item>", "PS: write to legal")
    prompts.expect("I will: PS: write to legal")
    prompts.answer("item>", "Notes: likes tea")
    prompts.expect("note: likes tea")
    assert prompts.save()[0] == 0
    assert [one["kind"] for one in cli("list", "--json").json["items"]] == ["action"]


@pytest.mark.slow
def test_a_paste_of_several_items_is_several_items(
    cli: Cli, people: None, environment: dict[str, str]
) -> None:
    """Each line with a word of its own is one; another line continues the one above."""
    prompts = Prompts(environment, "log", "dana")
    prompts.answer("summary>", "we met")
    prompts.expect("item>")
    prompts.child.send("\x1b[200~p: send it due:fri\nn: likes tea\nand cake\n- call\x1b[201~")
    prompts.child.send("\r")
    prompts.expect("I will: call")
    assert prompts.save()[0] == 0
    assert [one["text"] for one in cli("list", "--json").json["items"]] == ["send it", "call"]
    assert cli("list", "notes", "--json").json["items"][0]["text"] == "likes tea\nand cake"


@pytest.mark.slow
def test_whoever_is_met_now_is_offered_first_among_namesakes(
    cli: Cli, people: None, environment: dict[str, str]
) -> None:
    """The question shows name, role and organization; nobody is taken without an answer."""
    cli("client", "add", "Dana Abel", "--org", "Acme", "--role", "CFO")
    cli("client", "add", "Dana Zorn", "--org", "Borealis")
    cli("plan", "dana-zorn", "--at", "12:15")
    prompts = Prompts(environment, "note", "dana", "likes tea")
    prompts.expect("1  Dana Zorn (dana-zorn), Borealis, meeting now")
    prompts.expect("Dana Abel (dana-abel), CFO, Acme")
    prompts.answer("which number?", "1")
    assert prompts.end()[0] == 0
    assert cli("list", "notes", "--json").json["items"][0]["client"] == "dana-zorn"
