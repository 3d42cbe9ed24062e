"""The line prompts, in a real pseudo-terminal."""

import pytest

from tests.cli.capturing import Cli, Prompts

pytestmark = pytest.mark.slow


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
