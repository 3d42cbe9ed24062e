"""Nothing written is lost: the editor's loop, drafts, and whatever interrupts them."""

import contextlib
import signal
from pathlib import Path

import pytest

from tests.cli.capturing import Cli, Prompts, editor, export


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


def test_a_draft_that_is_a_folder_is_a_line(cli: Cli, people: None, tmp_path: Path) -> None:
    """Whatever an editor leaves in its place, it is no bug."""
    script = editor(tmp_path, "path.unlink(); path.mkdir()")
    answer = cli("log", "dana", "-e", CLIENTLOG_EDITOR=script)
    assert answer.code == 1
    assert "cannot be written" in answer.err
    assert cli("log", "--resume").code == 1


def test_a_missing_editor_is_a_line(cli: Cli, people: None) -> None:
    """An editor that is not there is named; the template waits as a draft."""
    answer = cli("log", "dana", "-e", CLIENTLOG_EDITOR="/no such/editor")
    assert answer.code == 1
    assert "cannot be started" in answer.err


def test_a_text_that_cannot_be_taken_is_kept_and_resumed(
    cli: Cli, people: None, tmp_path: Path
) -> None:
    """A misspelt heading is marked at its line in the draft; mended, it is saved and gone."""
    wrong = "path.write_text(text.replace('## Notes', '## Noes\\n- likes tea'))"
    answer = cli("log", "dana", "-e", CLIENTLOG_EDITOR=editor(tmp_path, wrong))
    assert answer.code == 2
    (draft,) = (tmp_path / "state" / "clientlog" / "drafts").glob("*.md")
    assert "<!-- ! " in draft.read_text()
    mend = "path.write_text(text.replace('## Noes', '## Notes'))"
    answer = cli("log", "--resume", CLIENTLOG_EDITOR=editor(tmp_path, mend))
    assert answer.code == 0, answer.err
    assert cli("list", "notes", "--json").json["items"][0]["text"] == "likes tea"
    assert not draft.exists()


def test_a_draft_that_holds_nothing_is_none(
    cli: Cli, people: None, environment: dict[str, str], tmp_path: Path, drafts: Path
) -> None:
    """An untouched template, made later than an hour's minutes, does not hide them."""
    cli("client", "add", "Marc Roth")
    wrong = "path.write_text(text.replace('## Notes', '## Noes\\n- likes tea'))"
    assert cli("log", "dana", "-e", CLIENTLOG_EDITOR=editor(tmp_path, wrong)).code == 2
    assert cli("log", "sam", "-e", CLIENTLOG_EDITOR=editor(tmp_path, "pass")).code == 1
    slow = editor(tmp_path, "import time; print('open', flush=True); time.sleep(30)")
    prompts = Prompts(environment | {"CLIENTLOG_EDITOR": slow}, "log", "marc", "-e")
    prompts.expect("open")
    prompts.child.kill(signal.SIGKILL)
    prompts.child.close()
    assert len(list(drafts.iterdir())) == 2
    mend = editor(tmp_path, "path.write_text(text.replace('## Noes', '## Notes'))")
    assert cli("log", "--resume", CLIENTLOG_EDITOR=mend).code == 0
    assert cli("list", "notes", "--json").json["items"][0]["client"] == "dana-reyes"


def test_several_drafts_are_named(cli: Cli, people: None, tmp_path: Path) -> None:
    """Resuming the newest names the others, so that none is forgotten."""
    for who in ("dana", "sam"):
        script = editor(
            tmp_path,
            f"text = text.replace('## Summary', '## Summary\\nwith {who}')\n"
            "path.write_text(text.replace('## Notes', '## Noes'))",
        )
        assert cli("log", who, "-e", CLIENTLOG_EDITOR=script).code == 2
    mend = editor(tmp_path, "path.write_text(text.replace('## Noes', '## Notes'))")
    answer = cli("log", "--resume", CLIENTLOG_EDITOR=mend)
    assert answer.code == 0
    assert "sam-li" in answer.out or "Sam Li" in answer.out
    assert "there is also" in answer.err
    assert cli("log", "--resume", CLIENTLOG_EDITOR=mend).code == 0
    meetings = cli("meeting", "list", "--json").json["meetings"]
    assert sorted(one["summary"] for one in meetings) == ["with dana", "with sam"]


def test_resuming_nothing_is_a_line(cli: Cli, people: None) -> None:
    """Without a draft there is nothing to go on with."""
    assert cli("log", "--resume").code == 1


def test_a_draft_belongs_to_its_journal(cli: Cli, people: None, tmp_path: Path) -> None:
    """m1 and p1 are others in another journal: there the draft is named, not taken."""
    wrong = editor(tmp_path, "path.write_text(text.replace('## Notes', '## Noes\\n- likes tea'))")
    assert cli("log", "dana", "-e", CLIENTLOG_EDITOR=wrong).code == 2
    other = str(tmp_path / "other.db")
    cli("client", "add", "Dana Reyes", "--db", other)
    answer = cli("log", "--resume", "--db", other)
    assert answer.code == 1
    assert "another journal" in answer.err
    assert cli("meeting", "list", "--json", "--db", other).json["meetings"] == []


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


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """Where drafts lie."""
    return tmp_path / "state" / "clientlog" / "drafts"


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


def test_what_options_said_survives_a_draft(cli: Cli, people: None, tmp_path: Path) -> None:
    """When, how long, by what means and about what stand in the draft that is resumed later."""
    wrong = "path.write_text(text.replace('## Notes', '## Noes\\n- likes tea'))"
    arguments = ["--at", "yesterday 15:00", "--for", "45m", "--via", "call", "--title", "Kick-off"]
    assert cli("log", "dana", "-e", *arguments, CLIENTLOG_EDITOR=editor(tmp_path, wrong)).code == 2
    mend = editor(tmp_path, "path.write_text(text.replace('## Noes', '## Notes'))")
    later = "2026-11-20T18:00:00+01:00"
    assert cli("log", "--resume", CLIENTLOG_EDITOR=mend, CLIENTLOG_NOW=later).code == 0
    (met,) = cli("meeting", "list", "--json").json["meetings"]
    assert met["starts_at"] == "2026-11-19T15:00:00+01:00"
    assert met["ends_at"] == "2026-11-19T15:45:00+01:00"
    assert (met["channel"], met["title"]) == ("call", "Kick-off")


def test_an_empty_draft_resumed_later_saves_nothing(cli: Cli, people: None, tmp_path: Path) -> None:
    """A template in which nothing was written does not become a meeting because time has passed."""
    same = editor(tmp_path, "pass")
    assert cli("log", "dana", "-e", "--via", "call", CLIENTLOG_EDITOR=same).code == 1
    later = "2026-11-20T18:00:00+01:00"
    assert cli("log", "--resume", CLIENTLOG_EDITOR=same, CLIENTLOG_NOW=later).code == 1
    assert cli("meeting", "list", "--json").json["meetings"] == []


def test_a_kill_while_the_editor_is_open_loses_nothing(
    cli: Cli, people: None, environment: dict[str, str], tmp_path: Path
) -> None:
    """SIGKILL between saving in the editor and closing it: the text is the draft to resume."""
    script = (
        "import time\n"
        "path.write_text(text.replace('## Summary', '## Summary\\nwe met'))\n"
        "print('written', flush=True)\n"
        "time.sleep(30)"
    )
    prompts = Prompts(
        environment | {"CLIENTLOG_EDITOR": editor(tmp_path, script)}, "log", "dana", "-e"
    )
    prompts.expect("written")
    prompts.child.kill(signal.SIGKILL)
    prompts.child.close()
    assert cli("meeting", "list", "--json").json["meetings"] == []
    assert cli("log", "--resume").code == 0
    assert cli("meeting", "list", "--json").json["meetings"][0]["summary"] == "we met"


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGHUP, 129)]
)
def test_a_kill_at_the_prompts_loses_nothing(
    cli: Cli, people: None, environment: dict[str, str], number: int, code: int
) -> None:
    """Each answer is kept as it is given: `log --resume` brings them back."""
    prompts = Prompts(environment, "log", "dana", "--via", "call")
    prompts.answer("summary>", "we met")
    prompts.answer("item>", "tp: approve it due:mon")
    prompts.expect("-> Mon 23 Nov")
    prompts.expect("item>")
    prompts.kill(number)
    assert prompts.end()[0] == code
    assert cli("meeting", "list", "--json").json["meetings"] == []
    assert cli("log", "--resume").code == 0
    (met,) = cli("meeting", "list", "--json").json["meetings"]
    assert (met["summary"], met["channel"]) == ("we met", "call")
    assert [one["text"] for one in cli("list", "--json").json["items"]] == ["approve it"]


def test_what_is_saved_or_taken_back_leaves_no_draft(
    cli: Cli, people: None, environment: dict[str, str], drafts: Path
) -> None:
    """A draft goes when its content is in the journal, or nowhere any more."""
    for answers in (["we met", ""], ["", "n: likes tea", "u", ""]):
        prompts = Prompts(environment, "log", "dana")
        prompts.answer("summary>", answers[0])
        for one in answers[1:]:
            prompts.answer("item>", one)
        prompts.end()
        assert list(drafts.iterdir()) == []
    assert len(cli("meeting", "list", "--json").json["meetings"]) == 1


def test_a_full_disk_under_the_drafts_is_a_line(
    cli: Cli, people: None, full_disk: Path, tmp_path: Path
) -> None:
    """Where no draft can be kept, nothing is begun, and that is said."""
    script = editor(tmp_path, "path.write_text('client: dana-reyes\\n## Summary\\nwe met')")
    answer = cli("log", "dana", "-e", CLIENTLOG_EDITOR=script, XDG_STATE_HOME=str(full_disk))
    assert answer.code == 1
    assert "nothing was saved" in answer.err or "cannot be" in answer.err
    assert cli("meeting", "list", "--json").json["meetings"] == []


def test_a_full_disk_under_the_drafts_loses_no_answer(
    cli: Cli, people: None, environment: dict[str, str], full_disk: Path
) -> None:
    """At the prompts no draft can be kept: what is saved is saved, what is not is shown."""
    full = environment | {"XDG_STATE_HOME": str(full_disk)}
    prompts = Prompts(full, "log", "dana")
    prompts.answer("summary>", "we met")
    prompts.answer("item>", "e")
    prompts.expect("none can be kept")
    prompts.answer("item>", "")
    assert prompts.end()[0] == 0
    assert cli("meeting", "list", "--json").json["meetings"][0]["summary"] == "we met"
    prompts = Prompts(full, "log", "dana", "--new")
    prompts.answer("summary>", "we met again")
    prompts.expect("item>")
    prompts.interrupt()
    code, out = prompts.end()
    assert code == 130
    assert "we met again" in out
    assert "no draft can be kept" in out


def test_a_full_disk_under_the_journal_keeps_the_draft(
    cli: Cli, people: None, journal: Path, full_disk: Path, tmp_path: Path
) -> None:
    """What cannot be saved stays the draft that is named; with room again, it is resumed."""
    (full_disk / "filler").unlink()
    small = full_disk / "journal.db"
    small.write_bytes(journal.read_bytes())
    with contextlib.suppress(OSError):
        (full_disk / "filler").write_bytes(b"x" * 2**20)
    long = "path.write_text(text.replace('## Summary', '## Summary\\n' + 'we met ' * 3000))"
    answer = cli(
        "log", "dana", "-e", CLIENTLOG_EDITOR=editor(tmp_path, long), CLIENTLOG_DB=str(small)
    )
    assert answer.code == 1
    assert "log --resume" in answer.err
    assert cli("meeting", "list", "--json", CLIENTLOG_DB=str(small)).json["meetings"] == []
    (full_disk / "filler").unlink()
    small.write_bytes(journal.read_bytes())
    journal_there = {"CLIENTLOG_DB": str(small)}
    assert cli("log", "--resume", **journal_there).code == 0
    (met,) = cli("meeting", "list", "--json", **journal_there).json["meetings"]
    assert met["summary"].startswith("we met we")


def test_a_terminal_that_hangs_up_saves_nothing_half(
    cli: Cli, people: None, environment: dict[str, str]
) -> None:
    """SIGHUP in the middle of the prompts ends with 129 and an untouched journal."""
    prompts = Prompts(environment, "log", "dana")
    prompts.answer("summary>", "we met")
    prompts.expect("item>")
    prompts.kill(signal.SIGHUP)
    code, _ = prompts.end()
    assert code == 129
    assert cli("meeting", "list", "--json").json["meetings"] == []
