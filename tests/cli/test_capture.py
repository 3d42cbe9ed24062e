"""The four ways of writing a meeting down, and what happens when one is interrupted."""

import contextlib
import os
import re
import shutil
import signal
import sys
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pexpect
import pytest

from tests.conftest import Answer

Cli = Callable[..., Answer]

TEMPLATE = """client: dana-reyes
with: sam-li
when: 2026-11-20 11:00
title: Kick-off

## Summary
Paused the migration until the review lands

## My actions
- [ ] write to legal due:fri pri:must
## Their actions
- [ ] send the figures
## My promises
- [ ] send the hiring plan due:2026-12-01
## Their promises
- [ ] approve the travel budget due:mon
## Decisions
- two phases, not one
## Next
- fri 10:00 planning
## Notes
- prefers short mails
"""


@pytest.fixture
def people(cli: Cli) -> None:
    """Dana, whom the meetings are with, and Sam."""
    cli("client", "add", "Dana Reyes")
    cli("client", "add", "Sam Li")


def _editor(tmp_path: Path, script: str) -> str:
    """An editor that does what `script` says with the file `path`."""
    file = tmp_path / "editor.py"
    file.write_text(
        "import pathlib, sys\npath = pathlib.Path(sys.argv[1])\ntext = path.read_text()\n" + script
    )
    return f"{sys.executable} {file}"


def _export(cli: Cli) -> list[str]:
    """The journal as text, without what no two journals share."""
    text = cli("export", "--format", "json").out
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "UUID", text)
    text = re.sub(r'"(recorded|changed)_at": ?"[^"]*"', "MOMENT", text)
    return text.splitlines()


class Prompts:
    """The program on a real pseudo-terminal."""

    def __init__(self, environment: dict[str, str], *arguments: str) -> None:
        program = shutil.which("clientlog", path=sysconfig.get_path("scripts"))
        assert program
        self.child = pexpect.spawn(
            program,
            list(arguments),
            env={**environment, "TERM": "xterm"},  # type: ignore[arg-type]
            dimensions=(40, 120),
            encoding="utf-8",
            timeout=20,
        )

    def answer(self, prompt: str, text: str) -> None:
        self.child.expect_exact(prompt)
        self.child.sendline(text)

    def expect(self, text: str) -> None:
        self.child.expect_exact(text)

    def end(self) -> tuple[int, str]:
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.child.exitstatus, self.child.before


def by_flags(cli: Cli, **_: Any) -> None:
    answer = cli(
        "log", "dana", "Paused the migration until the review lands",
        "--with", "sam", "--at", "11:00", "--title", "Kick-off",
        "--action", "write to legal due:fri pri:must", "--their-action", "send the figures",
        "--promise", "send the hiring plan due:2026-12-01",
        "--their-promise", "approve the travel budget due:mon",
    )  # fmt: skip
    assert answer.code == 0, answer.err


FLAGS_TEMPLATE = re.sub(
    r"## (Decisions|Next|Notes)\n.*?(?=\n##|\Z)", r"## \1", TEMPLATE, flags=re.DOTALL
)


def by_stdin(cli: Cli, **_: Any) -> None:
    assert cli("log", "-", stdin=FLAGS_TEMPLATE).code == 0


def by_file(cli: Cli, tmp_path: Path, **_: Any) -> None:
    file = tmp_path / "minutes.md"
    file.write_text(FLAGS_TEMPLATE)
    assert cli("log", "dana", "--file", str(file)).code == 0


def by_editor(cli: Cli, tmp_path: Path, **_: Any) -> None:
    editor = _editor(tmp_path, f"path.write_text({FLAGS_TEMPLATE!r})")
    answer = cli("log", "dana", "--with", "sam", "-e", CLIENTLOG_EDITOR=editor)
    assert answer.code == 0, answer.err


def by_prompts(cli: Cli, environment: dict[str, str], **_: Any) -> None:
    prompts = Prompts(
        environment, "log", "dana", "--with", "sam", "--at", "11:00", "--title", "Kick-off"
    )
    prompts.answer("summary>", "Paused the migration until the review lands")
    prompts.answer("item>", "I will: write to legal due:fri pri:must")
    prompts.expect("-> Fri 27 Nov")
    prompts.answer("item>", "they will: send the figures")
    prompts.answer("item>", "p: send the hiring plan due:2026-12-01")
    prompts.answer("item>", "they promise: approve the travel budget due:mon")
    prompts.expect("-> Mon 23 Nov")
    prompts.answer("item>", "")
    code, out = prompts.end()
    assert code == 0, out


@pytest.mark.parametrize("way", [by_stdin, by_file, by_editor, by_prompts])
def test_every_way_of_capture_gives_the_same_journal(
    way: Callable[..., None],
    cli: Cli,
    people: None,
    tmp_path: Path,
    journal: Path,
    environment: dict[str, str],
) -> None:
    """Flags, prompts, the editor and a text differ in nothing but UUIDs and moments."""
    before = journal.read_bytes()
    by_flags(cli)
    expected = _export(cli)
    journal.write_bytes(before)
    way(cli=cli, tmp_path=tmp_path, environment=environment)
    assert _export(cli) == expected


def test_the_whole_template_is_written_down(cli: Cli, people: None) -> None:
    """Every section becomes what it stands for, in one command and one undo."""
    before = _export(cli)
    answer = cli("log", "-", "--json", stdin=TEMPLATE)
    assert answer.code == 0, answer.err
    assert [ref[0] for ref in answer.json["created"]] == ["m", "a", "a", "p", "p", "n", "n", "m"]
    meetings = cli("meeting", "list", "--json").json["meetings"]
    assert meetings[0]["summary"] == "Paused the migration until the review lands"
    assert meetings[0]["clients"] == ["dana-reyes", "sam-li"]
    assert meetings[1]["title"] == "planning"
    assert meetings[1]["starts_at"].startswith("2026-11-27T10:00")
    assert cli("undo").code == 0
    assert _export(cli) == before


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("## Their promisess", "## Their promises"),
        ("due:mon", "duue:mon"),
        ("due:fri", "due:fri due:mon"),
    ],
)
def test_a_mistake_on_standard_input_is_named_with_its_line(
    wrong: str, right: str, cli: Cli, people: None
) -> None:
    """Exit 2, one line, and nothing saved."""
    text = TEMPLATE.replace(*((right, wrong) if wrong.startswith("##") else (wrong, right)))
    before = _export(cli)
    answer = cli("log", "-", stdin=text)
    assert answer.code == 2
    assert re.match(r"clientlog: line \d+: ", answer.err)
    assert _export(cli) == before


def test_minutes_of_others_are_the_summary_word_for_word(
    cli: Cli, people: None, tmp_path: Path
) -> None:
    """Foreign Markdown is stored as it is; its items are offered and taken only when asked."""
    text = (
        "# Minutes\n\nTrailing blanks  \n\n## Action items\n- [ ] **@sam** — send it — 2026-12-01\n"
    )
    file = tmp_path / "minutes.md"
    file.write_text(text)
    offered = cli("log", "dana", "--with", "sam", "--file", str(file))
    assert "send it" in offered.out
    assert cli("list", "actions", "--json").json["items"] == []
    assert cli("meeting", "list", "--json").json["meetings"][0]["summary"] == text
    cli("log", "dana", "--with", "sam", "--new", "--file", str(file), "--take-items")
    (item,) = cli("list", "actions", "--json").json["items"]
    assert (item["by"], item["text"], item["due"]) == ("sam-li", "send it", "2026-12-01")


def test_open_items_are_ticked_off_in_the_editor(cli: Cli, people: None, tmp_path: Path) -> None:
    """The template shows what is open; a tick settles it, a removed line does nothing."""
    cli("promise", "dana", "send", "the", "plan")
    cli("action", "dana", "write to legal", "--theirs")
    cli("topic", "dana", "the budget")
    editor = _editor(
        tmp_path,
        "text = text.replace('[ ] (p1)', '[x] (p1)').replace('[ ] (t1)', '[x] (t1)')\n"
        "text = ''.join(l for l in text.splitlines(True) if '(a1)' not in l)\n"
        "path.write_text(text.replace('## Summary', '## Summary\\nwe met'))",
    )
    assert cli("log", "dana", "-e", CLIENTLOG_EDITOR=editor).code == 0
    assert cli("show", "p1", "--json").json["item"]["state"] == "kept"
    assert cli("show", "t1", "--json").json["item"]["state"] == "discussed"
    assert cli("show", "a1", "--json").json["item"]["state"] == "open"


def test_the_minutes_of_a_held_meeting_are_edited(cli: Cli, people: None, tmp_path: Path) -> None:
    """`meeting edit` opens what was written; the summary is replaced, new lines are added."""
    cli("log", "dana", "we met", "--promise", "call due:fri")
    editor = _editor(
        tmp_path,
        "text = text.replace('we met', 'we met and agreed')\n"
        "path.write_text(text.replace('## Notes', '## Notes\\n- likes tea'))",
    )
    assert cli("meeting", "edit", "m1", CLIENTLOG_EDITOR=editor).code == 0
    shown = cli("show", "m1", "--json").json["item"]
    assert shown["summary"] == "we met and agreed"
    assert len(cli("list", "promises", "--json").json["items"]) == 1
    assert len(cli("list", "notes", "--json").json["items"]) == 1


@pytest.mark.parametrize(
    "script",
    [
        "pass",
        "path.write_text('')",
        "sys.exit(1)",
        "path.unlink(); sys.exit(3)",
        "import os; os.kill(os.getpid(), 9)",
    ],
)
def test_an_editor_that_brings_nothing_saves_nothing(
    script: str, cli: Cli, people: None, tmp_path: Path
) -> None:
    """The same text, an empty one, a failing or killed editor: exit 1, and the draft is named."""
    before = _export(cli)
    answer = cli("log", "dana", "-e", CLIENTLOG_EDITOR=_editor(tmp_path, script))
    assert answer.code == 1
    assert "nothing was saved" in answer.err
    assert "drafts" in answer.err
    assert _export(cli) == before


def test_a_missing_editor_is_a_line(cli: Cli, people: None) -> None:
    """An editor that is not there is named; the template waits as a draft."""
    answer = cli("log", "dana", "-e", CLIENTLOG_EDITOR="/no such/editor")
    assert answer.code == 1
    assert "cannot be started" in answer.err


def test_a_text_that_cannot_be_taken_is_kept_and_resumed(
    cli: Cli, people: None, tmp_path: Path
) -> None:
    """A misspelt heading is marked at its line in the draft; mended, the draft is saved and gone."""
    wrong = "path.write_text(text.replace('## Notes', '## Noes\\n- likes tea'))"
    answer = cli("log", "dana", "-e", CLIENTLOG_EDITOR=_editor(tmp_path, wrong))
    assert answer.code == 2
    (draft,) = (tmp_path / "state" / "clientlog" / "drafts").glob("*.md")
    assert "<!-- ! " in draft.read_text()
    mend = "path.write_text(text.replace('## Noes', '## Notes'))"
    answer = cli("log", "--resume", CLIENTLOG_EDITOR=_editor(tmp_path, mend))
    assert answer.code == 0, answer.err
    assert cli("list", "notes", "--json").json["items"][0]["text"] == "likes tea"
    assert not draft.exists()


def test_resuming_nothing_is_a_line(cli: Cli, people: None) -> None:
    """Without a draft there is nothing to go on with."""
    assert cli("log", "--resume").code == 1


def test_ctrl_c_at_a_prompt_keeps_a_draft(
    cli: Cli, people: None, environment: dict[str, str]
) -> None:
    """Exit 130 with the draft's place; `log --resume` brings it back."""
    prompts = Prompts(environment, "log", "dana")
    prompts.answer("summary>", "we met")
    prompts.answer("item>", "note: likes tea")
    prompts.expect("item>")
    prompts.child.sendintr()
    code, out = prompts.end()
    assert code == 130
    assert "drafts" in out
    assert cli("meeting", "list", "--json").json["meetings"] == []
    assert cli("log", "--resume").code == 0
    assert cli("meeting", "list", "--json").json["meetings"][0]["summary"] == "we met"


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


def test_e_at_the_prompt_moves_everything_into_the_editor(
    cli: Cli, people: None, environment: dict[str, str], tmp_path: Path
) -> None:
    """What was typed stands in the template that opens."""
    script = "path.write_text(text.replace('we met', 'we met in Basel'))"
    prompts = Prompts(environment | {"CLIENTLOG_EDITOR": _editor(tmp_path, script)}, "log", "dana")
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


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with no room left."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("SKIPPED LOUDLY: mounting a small file system needs root")
    place = tmp_path / "small"
    place.mkdir()
    if os.system(f"mount -t tmpfs -o size=64k tmpfs {place} 2>/dev/null"):
        pytest.skip("SKIPPED LOUDLY: this machine does not let tests mount a file system")
    with contextlib.suppress(OSError):
        (place / "filler").write_bytes(b"x" * 65536)
    yield place
    os.system(f"umount {place}")


def test_a_full_disk_under_the_drafts_is_a_line(
    cli: Cli, people: None, full_disk: Path, tmp_path: Path
) -> None:
    """Where no draft can be kept, nothing is begun, and that is said."""
    editor = _editor(tmp_path, "path.write_text('client: dana-reyes\\n## Summary\\nwe met')")
    answer = cli("log", "dana", "-e", CLIENTLOG_EDITOR=editor, XDG_STATE_HOME=str(full_disk))
    assert answer.code == 1
    assert "nothing was saved" in answer.err or "cannot be" in answer.err
    assert cli("meeting", "list", "--json").json["meetings"] == []


def test_a_terminal_that_hangs_up_saves_nothing_half(
    cli: Cli, people: None, environment: dict[str, str]
) -> None:
    """SIGHUP in the middle of the prompts ends with 129 and an untouched journal."""
    prompts = Prompts(environment, "log", "dana")
    prompts.answer("summary>", "we met")
    prompts.expect("item>")
    prompts.child.kill(signal.SIGHUP)
    code, _ = prompts.end()
    assert code == 129
    assert cli("meeting", "list", "--json").json["meetings"] == []
