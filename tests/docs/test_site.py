"""The pages make a site without a network, and the manual page is the generated one."""

import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from clientlog.cli.manual import manual_page
from clientlog.cli.registry import MODULES
from tests.docs.pages import DOCS, ROOT


@pytest.mark.slow
def test_the_site_is_built_without_a_warning_and_fetches_nothing(tmp_path: Path) -> None:
    """Every link leads somewhere, and no page loads anything from another host."""
    if find_spec("mkdocs") is None:
        print("SKIPPED LOUDLY: mkdocs is not installed: pip install -e '.[docs]'")
        pytest.skip("mkdocs is not installed")
    ended = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(tmp_path / "site")],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    page = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert not re.search(r"<(?:script|link|img)[^>]+(?:src|href)=\"https?:", page)


def test_the_committed_manual_page_is_the_generated_one() -> None:
    """`python -m clientlog.cli.manual > docs/clientlog.1` would change nothing."""
    assert (DOCS / "clientlog.1").read_text("utf-8") == manual_page()


def test_the_manual_page_has_every_command() -> None:
    """Each under its name."""
    page = manual_page()
    assert not [name for name in MODULES if f".SS clientlog {name}\n" not in page]


def test_the_manual_page_can_be_typeset() -> None:
    """Without a complaint of the typesetter, where there is one."""
    typesetter = shutil.which("mandoc") or shutil.which("groff")
    if not typesetter:
        print("SKIPPED LOUDLY: neither mandoc nor groff is installed")
        pytest.skip("neither mandoc nor groff is installed")
    options = ["-T", "utf8"] if typesetter.endswith("mandoc") else ["-man", "-Tutf8", "-ww"]
    ended = subprocess.run(
        [typesetter, *options, str(DOCS / "clientlog.1")], capture_output=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, b"")
