"""A place to torture the program in: folders of its own, and processes."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import get_ident
from typing import Any

from tests.journals import export

NOW = "2026-11-20T12:00:00+01:00"
TIMEOUT = 120


@dataclass(frozen=True)
class Ended:
    """What a process left behind; `code` is negative when a signal ended it."""

    code: int
    out: str
    err: str


@dataclass
class Figure:
    """What was measured: counts, and every promise that was broken."""

    counts: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def count(self, name: str, number: int = 1) -> None:
        """Add to a count."""
        self.counts[name] = self.counts.get(name, 0) + number

    def expect(self, held: bool, problem: str) -> None:
        """Note a promise that was broken."""
        if not held:
            self.problems.append(problem[:500])


class Bench:
    """A home folder with a journal, and the program to run on it."""

    def __init__(
        self, program: Sequence[str] | None = None, *, forked: bool = False, only: str = ""
    ) -> None:
        self.forked, self.only = forked, only
        self._servers: dict[int, subprocess.Popen[str]] = {}
        self._copies: list[Path] = []
        self.home = Path(tempfile.mkdtemp(prefix="torture-"))
        self.journal = self.home / "data" / "journal.db"
        found = shutil.which("clientlog", path=sysconfig.get_path("scripts"))
        self.installed = [str(found)]
        self.program = [*program] if program else self.installed
        self.environment = {
            "CLIENTLOG_DB": str(self.journal),
            "CLIENTLOG_NOW": NOW,
            "HOME": str(self.home),
            "PATH": os.environ.get("PATH", ""),
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
            "TZ": "Europe/Berlin",
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_DATA_HOME": str(self.home / "data"),
            "XDG_STATE_HOME": str(self.home / "state"),
        }

    def __enter__(self) -> "Bench":
        return self

    def __exit__(self, *_: object) -> None:
        for server in self._servers.values():
            server.communicate()
        for folder in (self.home, *self._copies):
            shutil.rmtree(folder, ignore_errors=True)

    @property
    def _forks(self) -> bool:
        """Whether to fork what is measured: only the installed program is loaded to fork from."""
        return self.forked and self.program == self.installed

    def start(
        self, *arguments: str, before: Sequence[str] = (), more: Mapping[str, str] | None = None
    ) -> "subprocess.Popen[bytes]":
        """Start the program in a process group of its own."""
        return subprocess.Popen(
            [*before, *self.program, *arguments],
            env={**self.environment, **(more or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def run_on(self, terminal: str, *arguments: str, more: Mapping[str, str] | None = None) -> int:
        """Run the program on a terminal, and return its exit code."""
        if self._forks:
            return self.quick(*arguments, more=more, terminal=terminal).code
        with Path(terminal).open("r+b", buffering=0) as stream:
            return subprocess.run(
                [*self.program, *arguments],
                env={**self.environment, **(more or {})},
                stdin=stream,
                stdout=stream,
                stderr=stream,
                start_new_session=True,
                check=False,
            ).returncode

    def run(
        self,
        *arguments: str,
        before: Sequence[str] = (),
        more: Mapping[str, str] | None = None,
        memory: int = 0,
    ) -> Ended:
        """Run the program to its end, with at most so many bytes of memory; 0 is no limit."""
        # Only strace can be attached to what is forked; a user has to be set before the start.
        if self._forks and (not before or before[0] == "strace"):
            return self.quick(*arguments, more=more, memory=memory, tracer=before)
        limited = ["prlimit", f"--data={memory}"] if memory else []
        process = self.start(*arguments, before=[*before, *limited], more=more)
        out, err = process.communicate(timeout=TIMEOUT)
        return Ended(process.returncode, *(x.decode("utf-8", "replace") for x in (out, err)))

    def quick(
        self,
        *arguments: str,
        more: Mapping[str, str] | None = None,
        memory: int = 0,
        terminal: str = "",
        tracer: Sequence[str] = (),
    ) -> Ended:
        """Run the program forked from a process that has loaded it, one for each thread."""
        asked = {
            "arguments": arguments,
            "environment": {**self.environment, **(more or {})},
            "memory": memory,
            "terminal": terminal,
            "tracer": tracer,
        }
        server = self._servers.get(get_ident()) or self._serve()
        assert server.stdin
        assert server.stdout
        server.stdin.write(json.dumps(asked) + "\n")
        server.stdin.flush()
        return Ended(**json.loads(server.stdout.readline()))

    def _serve(self) -> "subprocess.Popen[str]":
        self._servers[get_ident()] = server = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.forked"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        return server

    def must(self, *arguments: str) -> str:
        """Run what cannot fail; return what it said."""
        ended = self.quick(*arguments)
        if ended.code != 0:
            raise RuntimeError(f"{arguments} ended with {ended.code}: {ended.err}")
        return ended.out

    def export(self, journal: Path | None = None) -> str:
        """The whole journal, read in this process: what judges may be quick."""
        return export(journal or self.journal)

    def records(self, table: str) -> list[dict[str, Any]]:
        """The records of a table, from the export."""
        found = json.loads(self.export())["records"]
        return [one for one in found if one["record"] == table]

    def check(self, figure: Figure, where: str) -> None:
        """The doctor finds everything well."""
        ended = self.quick("doctor")
        figure.expect(ended.code == 0, f"{where}: the doctor says {ended.out} {ended.err}")

    def check_error(self, figure: Figure, ended: Ended, where: str) -> None:
        """No traceback, no bug; a documented exit code."""
        figure.expect("Traceback" not in ended.out + ended.err, f"{where}: traceback {ended.err}")
        documented = ended.code in {0, 1, 2, 3, 4, 5, 129, 130, 143}
        figure.expect(documented, f"{where}: exit code {ended.code}, {ended.err}")

    def save(self) -> Path:
        """A copy of everything, to begin again from."""
        folder = Path(tempfile.mkdtemp(prefix="torture-"))
        self._copies.append(folder)
        copy = folder / "home"
        shutil.copytree(self.home, copy, symlinks=True)
        return copy

    def bring_back(self, copy: Path) -> None:
        """Everything as it was when it was saved."""
        shutil.rmtree(self.home)
        shutil.copytree(copy, self.home, symlinks=True)


def at_once(count: int, job: Callable[[int], None]) -> None:
    """Run the job in so many threads; what one of them raises is raised."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(count) as pool:
        for _ in pool.map(job, range(count)):
            pass
