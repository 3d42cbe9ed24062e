"""The line prompts, in a real pseudo-terminal."""

from pathlib import Path

from tests.cli.capturing import Cli, Prompts, editor


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
    prompts.answer("item>", "")
    assert prompts.end()[0] == 0
    assert [one["text"] for one in cli("list", "--json").json["items"]] == ["send it"]
    assert cli("list", "notes", "--json").json["items"] == []


def test_e_at_the_prompt_moves_everything_into_theeditor(
    cli: Cli, people: None, environment: dict[str, str], tmp_path: Path
) -> None:
    """What was typed stands in the template that opens."""
    script = "path.write_text(text.replace('we met', 'we met in Basel'))"
    prompts = Prompts(environment | {"CLIENTLOG_EDITOR": editor(tmp_path, script)}, "log", "dana")
    prompts.answer("summary>", "we met")
    prompts.answer("item>", "tp: approve it due:mon")
    prompts.answer("item>", "e")
    assert prompts.end()[0] == 0
    assert cli("meeting", "list", "--json").json["meetings"][0]["summary"] == "we met in Basel"
    assert cli("list", "promises", "--json").json["items"][0]["by"] == "dana-reyes"


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


def test_a_summary_with_one_dated_item_takes_fewer_than_105_keys(
    cli: Cli, people: None, environment: dict[str, str]
) -> None:
    """Thirty seconds of typing are about 105 keystrokes: the prompts need fewer."""
    keys = [
        "clientlog log dana",
        "Paused the migration until review",
        "tp: approve travel due:mon",
        "",
    ]
    assert sum(len(line) + 1 for line in keys) < 105
    prompts = Prompts(environment, *keys[0].split()[1:])
    prompts.answer("summary>", keys[1])
    prompts.answer("item>", keys[2])
    prompts.expect("-> Mon 23 Nov")
    prompts.answer("item>", keys[3])
    assert prompts.end()[0] == 0
    assert len(cli("list", "promises", "--json").json["items"]) == 1


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
    prompts.answer("item>", "")
    assert prompts.end()[0] == 0
    assert [one["kind"] for one in cli("list", "--json").json["items"]] == ["action"]


def test_what_cannot_be_saved_is_asked_for_again(
    cli: Cli, people: None, environment: dict[str, str]
) -> None:
    """A need that is not there is said when all is saved; the prompts go on."""
    prompts = Prompts(environment, "log", "dana")
    prompts.answer("summary>", "we met")
    prompts.answer("item>", "p: send it need:n9")
    prompts.answer("item>", "")
    prompts.expect("there is no n9")
    prompts.answer("item>", "u")
    prompts.answer("item>", "")
    assert prompts.end()[0] == 0
    assert cli("meeting", "list", "--json").json["meetings"][0]["summary"] == "we met"


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
    prompts.answer("item>", "")
    assert prompts.end()[0] == 0
    assert [one["text"] for one in cli("list", "--json").json["items"]] == ["send it", "call"]
    assert cli("list", "notes", "--json").json["items"][0]["text"] == "likes tea\nand cake"
