"""What the tests of capture share: editors that do as told, a real pseudo-terminal."""

import re
import shlex
import shutil
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from time import sleep

import pexpect

from tests.conftest import Answer

Cli = Callable[..., Answer]


def editor(tmp_path: Path, script: str) -> str:
    """An editor that does what `script` says with the file `path`."""
    file = tmp_path / "editor.py"
    file.write_text(
        "import pathlib, sys\npath = pathlib.Path(sys.argv[1])\ntext = path.read_text()\n" + script
    )
    return f"{shlex.quote(sys.executable)} {shlex.quote(str(file))}"


def export(cli: Cli) -> list[str]:
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
            program if arguments else shlex.quote(program),  # alone it is split at blanks
            list(arguments),
            env={**environment, "TERM": "xterm"},
            dimensions=(40, 120),
            encoding="utf-8",
            timeout=20,
        )

    def answer(self, prompt: str, text: str) -> None:
        self.child.expect_exact(prompt)
        self.child.sendline(text)

    def save(self, *, read_back: bool = False) -> tuple[int, str]:
        """Save with an empty line, answer whether the items were read back, and end."""
        self.answer("item>", "")
        self.child.expect_exact("read back?")
        self.child.send("y" if read_back else "n")
        return self.end()

    def expect(self, text: str) -> None:
        self.child.expect_exact(text)

    def kill(self, number: int) -> None:
        """Send a signal once the program waits for a key: before that, Python sees it later."""
        sleep(0.3)
        self.child.kill(number)

    def interrupt(self) -> None:
        """Press Ctrl-C, likewise."""
        sleep(0.3)
        self.child.sendintr()

    def end(self) -> tuple[int, str]:
        self.child.expect(pexpect.EOF)
        self.child.close()
        code = self.child.exitstatus
        return -(self.child.signalstatus or 0) if code is None else code, self.child.before or ""
