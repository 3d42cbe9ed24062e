"""What most tests need: a fixed moment, a journal of their own, and the program to run on it."""

import compileall
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from clientlog.clock import Clock, read_clock
from tests.prepared import remove_prepared

NOW = "2026-11-20T12:00:00+01:00"
"""Friday noon in Berlin: the present of every test that says nothing else."""


# A shell that runs the suite in the background lets everything in it ignore Ctrl-C, and what
# ignores a signal hands that on to the program under test.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# How long an example takes depends on what else the machine is doing. The everyday run tries
# fewer of them than the one that must skip nothing.
settings.register_profile("everyday", deadline=None, max_examples=30)
settings.register_profile("thorough", deadline=None, max_examples=100)
settings.load_profile("thorough" if os.environ.get("CLIENTLOG_TESTS_MUST_RUN") else "everyday")


GOLDEN = Path(__file__).parent / "render" / "golden"
"""What pages and reports look like; `pytest --update-golden` writes them afresh."""


def pytest_configure(config: pytest.Config) -> None:
    """Compile the program once, so that no program under test writes bytecode.

    A program that may write 1,024 bytes would leave a truncated file for all that come after it.
    """
    if not hasattr(config, "workerinput"):
        import clientlog

        compileall.compile_dir(str(Path(clientlog.__file__).parent), quiet=2)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a skipped test where every test must run: with CLIENTLOG_TESTS_MUST_RUN set."""
    report = yield
    must_run = os.environ.get("CLIENTLOG_TESTS_MUST_RUN")
    if must_run and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and must run here: {report.longrepr}"
    return report


def pytest_sessionfinish() -> None:
    """Remove the journals that were prepared for many tests."""
    remove_prepared()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switches of this suite."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files afresh")
    parser.addoption("--purge-histories", default="3", help="how many are tried, or FIRST:LAST")
    parser.addoption("--mutations", default=100, type=int, help="inputs for each seed; 400 is all")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the golden file of that name."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        assert text == path.read_text("utf-8"), f"{name} changed: look, then --update-golden"

    return compare


@dataclass(frozen=True)
class Answer:
    """What a run of the program left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Where the journal of this test is, or will be."""
    return tmp_path / "journal.db"


@pytest.fixture
def environment(tmp_path: Path, journal: Path) -> dict[str, str]:
    """Everything the program reads from around it, and nothing of this machine."""
    return {
        "CLIENTLOG_DB": str(journal),
        "CLIENTLOG_CONFIG": str(tmp_path / "config.toml"),
        "CLIENTLOG_NOW": NOW,
        "COLUMNS": "100",
        "HOME": str(tmp_path),
        "PATH": os.environ.get("PATH", ""),
        "PYTHONDONTWRITEBYTECODE": "1",
        "TZ": "Europe/Berlin",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }


@pytest.fixture
def clock(environment: dict[str, str]) -> Clock:
    """The present of the test."""
    return read_clock(environment, None)[0]


@pytest.fixture
def cli(
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., Answer]:
    """Run the program in this process: `cli("list", "promises", stdin="", COLUMNS="40")`."""
    from clientlog.cli.main import run_program

    def run(*arguments: str, stdin: str = "", **changed: str) -> Answer:
        with monkeypatch.context() as patch:
            for name in os.environ:
                patch.delenv(name)
            for name, value in (environment | changed).items():
                patch.setenv(name, value)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
            capsys.readouterr()
            code = run_program(arguments)
        return Answer(code, *capsys.readouterr())

    return run


@pytest.fixture
def program(environment: dict[str, str]) -> Callable[..., Answer]:
    """Run the installed program in a process of its own: `program("list", stdin="", TZ="UTC")`."""
    found = shutil.which("clientlog", path=sysconfig.get_path("scripts"))
    assert found, "clientlog is not installed here: pip install -e ."

    def run(*arguments: str, stdin: str = "", **changed: str) -> Answer:
        ended = subprocess.run(
            [found, *arguments],
            input=stdin,
            env=environment | changed,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        return Answer(ended.returncode, ended.stdout, ended.stderr)

    return run
