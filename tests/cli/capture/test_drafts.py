"""Nothing written is lost: the editor's loop, drafts, and whatever interrupts them."""

import contextlib
import signal
from pathlib import Path

import pytest

from tests.cli.capturing import Cli, Prompts, editor


def test_a_draft_that_is_a_folder_is_a_line(cli: Cli, people: None, tmp_path: Path) -> None:
    """Whatever an editor leaves in its place, it is no bug."""
    script = editor(tmp_path, "path.unlink(); path.mkdir()")
    answer = cli("log", "dana", "-e", CLIENTLOG_EDITOR=script)
    assert answer.code == 1
    assert "cannot be written" in answer.err
    assert cli("log", "--resume").code == 1


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
