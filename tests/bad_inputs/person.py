"""Somebody at a keyboard: a home of their own, a journal in it, and the installed program."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sysconfig
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.conftest import NOW
from tests.journals import export
from tests.torture.hostile import CONTROL

NOBODY = 65534
"""An ordinary user, whom every system has."""

TIMEOUT = 60
"""Seconds after which "at once" was not kept on any machine, however busy."""


@dataclass(frozen=True)
class Ended:
    """What a process left behind; `code` is negative when a signal ended it."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The document on standard output."""
        return json.loads(self.out)

    @property
    def warnings(self) -> list[str]:
        """The lines on standard error, without what each begins with."""
        return [line.removeprefix("clientlog: ") for line in self.err.splitlines()]


@dataclass(frozen=True)
class Person:
    """Runs the program; every answer is looked through for what none may hold."""

    home: Path
    ordinary: bool
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def journal(self) -> Path:
        """The journal that commands mean when they name none."""
        return self.home / "journal.db"

    @property
    def state(self) -> Path:
        """Where drafts, backups and reports of bugs lie."""
        return self.home / "state" / "clientlog"

    @property
    def command(self) -> list[str]:
        """The program, as this person."""
        return [*(as_nobody() if self.ordinary else []), program()]

    def run(
        self,
        *arguments: str | bytes,
        stdin: bytes = b"",
        under: Sequence[str] = (),
        **changed: str,
    ) -> Ended:
        """Run the program to its end, by itself or `under` another such as strace."""
        return self._ended([*under, *self.command, *arguments], stdin, changed)

    def shell(self, line: str, stdin: bytes = b"", **changed: str) -> Ended:
        """Run a line of bash in the home folder; `clientlog` in it is the installed one.

        The shell is that of whoever runs the tests: it only opens what the line redirects.
        """
        line = f'clientlog() {{ {shlex.join(self.command)} "$@"; }}; {line}'
        return self._ended(["bash", "-c", line], stdin, changed)

    def on_a_terminal(self, *arguments: str, **changed: str) -> Ended:
        """Run the program on a pseudo-terminal of 80 columns; what it printed is all `out`."""
        import pexpect

        child = pexpect.spawn(
            self.command[0],
            [*self.command[1:], *arguments],
            env=self.surroundings(**changed),
            dimensions=(24, 80),
            encoding="utf-8",
            timeout=TIMEOUT,
            cwd=str(self.home),
        )
        child.expect(pexpect.EOF)
        child.close()
        return Ended(child.exitstatus or 0, child.before or "", "")

    def _ended(
        self, command: Sequence[str | bytes], stdin: bytes, changed: Mapping[str, str]
    ) -> Ended:
        ended = subprocess.run(
            command,
            input=stdin,
            env=self.surroundings(**changed),
            cwd=self.home,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
        out, err = (part.decode("utf-8", "replace") for part in (ended.stdout, ended.stderr))
        _look_through(out, err)
        return Ended(ended.returncode, out, err)

    def surroundings(self, **changed: str) -> dict[str, str]:
        """All that the program reads from around it; an empty value takes a name away."""
        home = str(self.home)
        usual = {
            "CLIENTLOG_DB": str(self.journal),
            "CLIENTLOG_NOW": NOW,
            "COLUMNS": "100",
            "HOME": home,
            "PATH": os.environ.get("PATH", ""),
            "PYTHONDONTWRITEBYTECODE": "1",
            "TZ": "Europe/Berlin",
            "XDG_CONFIG_HOME": f"{home}/config",
            "XDG_DATA_HOME": f"{home}/data",
            "XDG_STATE_HOME": f"{home}/state",
        }
        return {name: value for name, value in (usual | changed).items() if value}

    # What is promised

    def refused(self, code: int, says: str, *arguments: str | bytes, **more: Any) -> Ended:
        """The command fails with this code and says this; the journal is as it was."""
        before = self.export()
        ended = self.run(*arguments, **more)
        self.is_refused(ended, code, says, before)
        return ended

    def is_refused(self, ended: Ended, code: int, says: str, before: str) -> None:
        """One line and at most a hint, which says this; the journal is as it was `before`."""
        assert ended.code == code, (ended.out, ended.err)
        first, *hint = ended.err.splitlines()
        assert first.startswith("clientlog: "), ended.err
        assert len(first) < 400, ended.err
        assert len(hint) <= 1, ended.err
        assert all(line.startswith("  hint: ") for line in hint), ended.err
        assert says in ended.err
        assert self.export() == before

    def taken(self, *arguments: str, **more: Any) -> Ended:
        """The command works; what there is to remark stands in lines of its own."""
        ended = self.run(*arguments, **more)
        assert ended.code == 0, ended.err
        assert all(line.startswith("clientlog: ") for line in ended.err.splitlines()), ended.err
        return ended

    # What is there

    def export(self, journal: Path | None = None) -> str:
        """The whole journal, read in this process."""
        return export(journal or self.journal)

    def texts(self, kind: str) -> list[str]:
        """The texts of every record of a kind, as they are stored."""
        records = json.loads(self.export())["records"]
        return [one["text"] for one in records if one["record"] == kind]

    def file(self, name: str, content: str | bytes = b"", mode: int = 0o600) -> Path:
        """A file of this person's in their home."""
        path = self.home / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        path.chmod(mode)
        self.give(path.parent)
        return self.give(path)

    def config(self, text: str, mode: int = 0o600) -> Path:
        """The configuration file."""
        return self.file("config/clientlog/config.toml", text, mode)

    def give(self, path: Path) -> Path:
        """Let a file or a folder be this person's."""
        if self.ordinary and os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
        return path


def _look_through(out: str, err: str) -> None:
    """No traceback, and nothing that a terminal would act on, but for colours that were asked."""
    assert "Traceback" not in out + err, err
    shown = re.sub("\x1b\\[[0-9;]*m", "", out) + err
    found = CONTROL.search(shown)
    assert not found, f"{found and found.group()!r} in {shown[:500]!r}"


def program() -> str:
    """The installed program."""
    found = shutil.which("clientlog", path=sysconfig.get_path("scripts"))
    assert found, "clientlog is not installed here: pip install -e ."
    return found


def as_nobody() -> list[str]:
    """What root puts before a command to run it as an ordinary user; nothing for such a user."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups"]
