"""The two people whom every bad input is tried by, and what the machine must have for it."""

import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.bad_inputs.person import Person, as_nobody, program

MADE = (
    ("client", "add", "Dana Reyes"),
    ("client", "add", "Łukasz Reyes"),
    ("log", "dana-reyes", "met", "--action", "write due:fri", "--promise", "call due:fri"),
    ("note", "dana-reyes", "likes tea"),
)
"""What is in the journal that everybody starts with."""


EVERYDAY = (
    "test_a_folder_in_its_place_is_refused",
    "test_a_change_that_can_say_nothing_is_saved",
    "test_when_all_is_undone_there_is_nothing_to_undo",
    "test_a_bug_without_a_place_for_its_details_is_a_line",
)
"""What the everyday run tries of all this; the rest takes minutes."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what starts the program as each of the two."""
    for item in items:
        if "prepared" in getattr(item, "fixturenames", ()) and not item.name.startswith(EVERYDAY):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def prepared() -> Iterator[Path]:
    """A journal to copy; making one for each test would take most of the time."""
    with tempfile.TemporaryDirectory() as folder:
        maker = Person(Path(folder), ordinary=False)
        for command in MADE:
            maker.taken(*command)
        yield maker.journal


@pytest.fixture(scope="session")
def reachable() -> str:
    """Why an ordinary user cannot run the program here; empty where they can."""
    if os.geteuid() != 0:
        return ""
    if not shutil.which("setpriv"):
        return "setpriv is not installed"
    ended = subprocess.run([*as_nobody(), program(), "--version"], capture_output=True, check=False)
    return "an ordinary user cannot reach the program" if ended.returncode else ""


def _refuse_to_skip_in_silence(ordinary: bool, reachable: str) -> None:
    if ordinary and reachable:
        pytest.skip(f"SKIPPED LOUDLY: {reachable}")
    if not ordinary and os.geteuid() != 0:
        pytest.skip("SKIPPED LOUDLY: only root can try what root gets")


@contextmanager
def _moved_in(name: str, prepared: Path, reachable: str) -> Iterator[Person]:
    _refuse_to_skip_in_silence(name != "root", reachable)
    # Not in tmp_path: the folders above it are closed to everybody else.
    home = Path(tempfile.mkdtemp(prefix="clientlog-"))
    one = Person(home, ordinary=name != "root")
    one.give(home)
    shutil.copy(prepared, one.journal)
    one.give(one.journal)
    try:
        yield one
    finally:
        shutil.rmtree(home)


@pytest.fixture(params=["root", "ordinary user"])
def person(request: pytest.FixtureRequest, prepared: Path, reachable: str) -> Iterator[Person]:
    """Root, then an ordinary user, each with a copy of the journal in a home of their own."""
    with _moved_in(request.param, prepared, reachable) as one:
        yield one


@pytest.fixture(scope="module", params=["root", "ordinary user"])
def resident(request: pytest.FixtureRequest, prepared: Path, reachable: str) -> Iterator[Person]:
    """The same two, for the tests of a module that look at what one change has left."""
    with _moved_in(request.param, prepared, reachable) as one:
        yield one


@pytest.fixture
def tracer() -> str:
    """strace, which lets system calls fail and signals come at a chosen moment."""
    found = shutil.which("strace")
    if not found:
        pytest.skip("SKIPPED LOUDLY: strace is not installed")
    return found


@pytest.fixture
def everybody(prepared: Path, reachable: str) -> Iterator[list[Person]]:
    """Both at once, for what takes long."""
    names = ["root"] if os.geteuid() == 0 else []
    names += [] if reachable else ["ordinary user"]
    if len(names) < 2:
        warnings.warn(f"SKIPPED LOUDLY: only {names[0]} tried this: {reachable}", stacklevel=1)
    with ExitStack() as stack:
        yield [stack.enter_context(_moved_in(name, prepared, reachable)) for name in names]
