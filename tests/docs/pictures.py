"""Pictures of what the program prints, made from its real output.

`python -m tests.docs.pictures` writes them anew into docs/pictures: the screens as SVG, by Rich,
and the page of an agenda as PNG, by Chromium where there is one.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from html import unescape
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

from tests.docs.pages import DOCS

FOLDER = DOCS / "pictures"
NOW = "2026-11-20T08:30:00+01:00"
WIDTH = 88

SCREENS = {
    "today": "clientlog",
    "report": "clientlog report --severity now",
    "show": "clientlog show katrin",
    "stats": "clientlog stats",
    "list": "clientlog list --mine",
}
"""The command of each picture, as its title says it."""

AGENDA = "clientlog agenda katrin --format html"

_LINES = 42
"""So many lines a picture has at most."""


class Sample:
    """A sample journal, and the program on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            "CLIENTLOG_NOW": NOW,
            "COLUMNS": str(WIDTH),
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "PATH": os.pathsep.join([sysconfig.get_path("scripts"), os.defpath]),
            "TZ": "Europe/Berlin",
        }
        journal = folder / "journal.db"
        self.run(f"clientlog demo --db {journal}")
        self.environment["CLIENTLOG_DB"] = str(journal)

    def run(self, command: str, *more: str) -> str:
        """What a command prints."""
        ended = subprocess.run(
            [*command.split(), *more],
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return ended.stdout

    def screen(self, name: str, color: str) -> list[str]:
        """The lines of a picture, the last one telling that there are more."""
        lines = self.run(SCREENS[name], "--color", color).rstrip("\n").split("\n")
        return lines if len(lines) <= _LINES else [*lines[: _LINES - 1], "…"]


def draw(name: str, lines: list[str]) -> str:
    """Return a screen as SVG."""
    console = Console(
        record=True, width=WIDTH, file=StringIO(), force_terminal=True, color_system="standard"
    )
    for line in lines:
        console.print(Text.from_ansi(line), soft_wrap=True)
    return console.export_svg(
        title=SCREENS[name], theme=SVG_EXPORT_THEME, unique_id=f"clientlog-{name}"
    )


def letters_in(svg: str) -> str:
    """Return what a drawing says, in reading order, without its title and without blanks."""
    matrix = svg[svg.index('-matrix">') :]
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", matrix)
    return "".join(unescape(" ".join(texts)).replace("\xa0", " ").split())


def page_digest(page: str) -> str:
    """Return what tells one page from another."""
    return hashlib.sha256(page.encode()).hexdigest() + "\n"


def photograph(page: str, target: Path) -> bool:
    """Let Chromium draw a page; return False where there is none."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        return False
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "agenda.html"
        source.write_text(page, "utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        subprocess.run(
            [chromium, *options, "--window-size=820,1160", f"--screenshot={target}", str(source)],
            check=True,
            capture_output=True,
        )
    return True


def main() -> int:
    """Write every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        sample = Sample(Path(folder))
        for name in SCREENS:
            (FOLDER / f"{name}.svg").write_text(draw(name, sample.screen(name, "always")), "utf-8")
        page = sample.run(AGENDA)
    if not photograph(page, FOLDER / "agenda.png"):
        print("there is no Chromium here: agenda.png stays as it is", file=sys.stderr)
        return 1
    (FOLDER / "agenda.sha256").write_text(page_digest(page), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
