"""The dialogue shown on the page about capture is the one a person has at a terminal."""

import shutil
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, blocks
from tests.docs.sessions import Shell

pexpect = pytest.importorskip("pexpect")

PAGE = DOCS / "how-to" / "after-a-meeting.md"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
def test_the_prompts_are_as_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each line typed at a prompt is understood as the line below it says."""
    shell = Shell(tmp_path, monkeypatch, capsys, now="2026-11-20T12:00")
    shell.run("clientlog client add Dana Reyes")
    [shown] = [one for one in blocks(PAGE.read_text("utf-8")) if one.heading == "At the prompts"]
    command, *dialogue = shown.lines
    program = shutil.which("clientlog", path=sysconfig.get_path("scripts"))
    assert program
    words = command.removeprefix("$ clientlog ").split()
    talk = pexpect.spawn(program, words, env=shell.environment, encoding="utf-8", timeout=30)
    for line in dialogue:
        prompt, arrow, typed = line.partition("> ")
        question, mark, key = line.partition("? [y/N/?] ")
        if line.startswith("-> "):
            talk.expect_exact(line)
        elif mark:
            talk.expect_exact(question)
            talk.send(key)
        else:
            talk.expect_exact(prompt.rstrip(">") + "> ")
            talk.sendline(typed if arrow else "")
    talk.expect(pexpect.EOF)
    talk.close()
    assert talk.exitstatus == 0
    assert "p1" in shell.run("clientlog list promises")[1]
