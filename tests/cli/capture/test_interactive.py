"""Minutes written in the editor or at the prompts."""

from pathlib import Path

import pytest

from tests.cli.capturing import Cli, Prompts, editor, export

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "script",
    [
        "pass",
        "path.write_text('')",
        "sys.exit(1)",
        "path.unlink()",
        "path.unlink(); sys.exit(3)",
        "import os; os.kill(os.getpid(), 9)",
    ],
)
def test_an_editor_that_brings_nothing_saves_nothing(
    script: str, cli: Cli, people: None, tmp_path: Path, drafts: Path
) -> None:
    """The same text, an empty one, a failing or killed editor: exit 1, and no draft is left."""
    before = export(cli)
    answer = cli("log", "dana", "-e", CLIENTLOG_EDITOR=editor(tmp_path, script))
    assert answer.code == 1
    assert "nothing was saved" in answer.err
    assert "draft" not in answer.err
    assert not list(drafts.iterdir())
    assert export(cli) == before


@pytest.mark.parametrize("code", [0, 3])
def test_an_editor_that_removes_the_text_does_not_take_it_away(
    cli: Cli, people: None, environment: dict[str, str], tmp_path: Path, drafts: Path, code: int
) -> None:
    """What was typed at the prompts before is in the draft again."""
    script = editor(tmp_path, f"path.unlink(); sys.exit({code})")
    prompts = Prompts(environment | {"CLIENTLOG_EDITOR": script}, "log", "dana")
    prompts.answer("summary>", "we met")
    prompts.answer("item>", "e")
    assert prompts.end()[0] == 1
    (draft,) = drafts.iterdir()
    assert "we met" in draft.read_text()


def test_a_missing_editor_is_a_line(cli: Cli, people: None) -> None:
    """An editor that is not there is named; the template waits as a draft."""
    answer = cli("log", "dana", "-e", CLIENTLOG_EDITOR="/no such/editor")
    assert answer.code == 1
    assert "cannot be started" in answer.err


def test_the_editor_opens_again_until_the_text_can_be_taken(
    cli: Cli, people: None, environment: dict[str, str], tmp_path: Path, drafts: Path
) -> None:
    """A misspelt heading is marked at its line when the editor opens again; mended, it is saved."""
    script = (
        "wrong = '## Their promisess\\n- [ ] approve it due:mon'\n"
        "if '<!-- ! ' in text:\n"
        "    lines = text.split('\\n')\n"
        "    marked = lines.index('## Their promisess') - 1\n"
        "    assert 'did you mean Their promises?' in lines[marked]\n"
        "    path.write_text(text.replace('promisess', 'promises'))\n"
        "else:\n"
        "    path.write_text(text.replace('## Their promises', wrong))"
    )
    prompts = Prompts(
        environment | {"CLIENTLOG_EDITOR": editor(tmp_path, script)}, "log", "dana", "-e"
    )
    code, out = prompts.end()
    assert code == 0, out
    assert [one["text"] for one in cli("list", "--json").json["items"]] == ["approve it"]
    assert list(drafts.iterdir()) == []


def test_ctrl_c_at_a_prompt_keeps_a_draft(
    cli: Cli, people: None, environment: dict[str, str]
) -> None:
    """Exit 130 with the draft's place; `log --resume` brings it back."""
    prompts = Prompts(environment, "log", "dana")
    prompts.answer("summary>", "we met")
    prompts.answer("item>", "note: likes tea")
    prompts.expect("item>")
    prompts.interrupt()
    code, out = prompts.end()
    assert code == 130
    assert "drafts" in out
    assert cli("meeting", "list", "--json").json["meetings"] == []
    assert cli("log", "--resume").code == 0
    assert cli("meeting", "list", "--json").json["meetings"][0]["summary"] == "we met"


def test_e_at_the_prompt_moves_everything_into_the_editor(
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


def test_leaving_the_editor_without_saving_saves_nothing(
    cli: Cli, people: None, environment: dict[str, str], tmp_path: Path
) -> None:
    """`:q!` after e: what was typed at the prompts stays a draft."""
    prompts = Prompts(environment | {"CLIENTLOG_EDITOR": editor(tmp_path, "pass")}, "log", "dana")
    prompts.answer("summary>", "we met")
    prompts.answer("item>", "e")
    code, out = prompts.end()
    assert code == 1
    assert "without saving; nothing was saved" in out
    assert cli("meeting", "list", "--json").json["meetings"] == []
    assert cli("log", "--resume").code == 0
    assert cli("meeting", "list", "--json").json["meetings"][0]["summary"] == "we met"


def test_what_cannot_be_saved_is_asked_for_again(
    cli: Cli, people: None, environment: dict[str, str]
) -> None:
    """A need that is not there is said when all is saved; the prompts go on."""
    prompts = Prompts(environment, "log", "dana")
    prompts.answer("summary>", "we met")
    prompts.answer("item>", "p: send it need:n9")
    prompts.answer("item>", "")
    prompts.expect("read back?")
    prompts.child.send("n")
    prompts.expect("there is no n9")
    prompts.answer("item>", "u")
    prompts.answer("item>", "")
    assert prompts.end()[0] == 0
    assert cli("meeting", "list", "--json").json["meetings"][0]["summary"] == "we met"
