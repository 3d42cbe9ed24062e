"""Measure the installed program: `python -m tests.benchmarks [--journals small,ten-years]`.

Prints Markdown tables and never fails on a time. The ratios say more than the times: what a
command takes is divided by what an empty Typer program takes in the same minutes.
"""

import argparse
import os
import platform
import shutil
import sqlite3
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from tests.benchmarks import peers
from tests.benchmarks.journals import NOW, SIZES, cached, counts, run_apart
from tests.benchmarks.processes import Case, Figures, measure

EMPTY = """
import typer

app = typer.Typer()


@app.command()
def main(name: str) -> None:
    pass


app()
"""

WHO = "ada-adler-0"

LOOKS: dict[str, list[str]] = {
    "today": ["today"],
    "report": ["report"],
    "show WHO": ["show", WHO],
    "agenda WHO": ["agenda", WHO],
    "list promises": ["list", "promises"],
    "meeting list --since": ["meeting", "list", "--since", "2026-11-01"],
    "org list": ["org", "list"],
    "search": ["search", "warehouse migration"],
    "timeline WHO": ["timeline", WHO, "--since", "2026-10-01"],
    "status WHO": ["status", WHO],
    "status of a leader": ["status", "elif-ebner-4"],
    "history": ["history"],
}

CHANGES: dict[str, list[str]] = {
    "promise": ["promise", WHO, "send the plan due:fri"],
    "touch": ["touch", WHO, "--via", "call"],
    "log": ["log", WHO, "spoke of the plan", "--new"],
    "done": ["done", "REF"],
    "renegotiate": ["renegotiate", "REF", "--to", "2027-03-01", "--why", "they asked"],
    "undo": ["undo"],
}
"""A fresh promise stands in for REF."""

FIRST_OF_THE_DAY = "the day's first change"
COMPLETION = "a TAB"


def main() -> int:
    """Measure and print."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="benchmarks-", dir=options.work) as folder:
        work = Path(folder)
        cases = [_empty(work)]
        for name in options.journals.split(","):
            cases += _journal_cases(name, cached(name, options.cache), work / name)
        if options.peers:
            cases += peers.cases(options.peers, work / "peers")
        wanted = [case for case in cases if not case.group or options.only in case.name]
        figures = measure(wanted, options.rounds)
        _print(wanted, figures)
        for name in options.journals.split(","):
            _print_size(name, cached(name, options.cache))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--journals", default="small,ten-years", help=", ".join(SIZES))
    parser.add_argument("--rounds", type=int, default=11, help="how often each command is run")
    parser.add_argument("--only", default="", help="commands whose name holds this text")
    parser.add_argument("--peers", default="", metavar="JOURNAL", help="fill them with as much")
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    parser.add_argument("--cache", type=Path, default=cache / "clientlog-benchmarks")
    parser.add_argument("--work", type=Path, help="where the copies are made that are measured")
    return parser.parse_args()


def _empty(work: Path) -> Case:
    script = work / "empty.py"
    script.write_text(EMPTY)
    command = [sys.executable, str(script), "name"]
    return Case("an empty Typer program", "", lambda: command, {"PATH": os.environ["PATH"]})


def _journal_cases(name: str, journal: Path, home: Path) -> list[Case]:
    """Return every command on a copy of the journal."""
    home.mkdir()
    copy = home / "journal.db"
    shutil.copyfile(journal, copy)
    environment = {
        "CLIENTLOG_DB": str(copy),
        "CLIENTLOG_NOW": NOW.isoformat(),
        "COLUMNS": "100",
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "TZ": "Europe/Berlin",
        "XDG_STATE_HOME": str(home / "state"),
    }
    program = shutil.which("clientlog", path=sysconfig.get_path("scripts"))
    assert program, "clientlog is not installed here: pip install -e ."
    cases = [
        Case(title, name, partial(_filled_in, copy, [program, *arguments]), environment)
        for title, arguments in chain(LOOKS.items(), CHANGES.items())
    ]
    tab = environment | {
        "_CLIENTLOG_COMPLETE": "complete_bash",
        "COMP_WORDS": "clientlog show ad",
        "COMP_CWORD": "2",
    }
    cases.append(Case(COMPLETION, name, lambda: [program], tab))
    backups = home / "state" / "clientlog" / "backups"
    first = Case(
        FIRST_OF_THE_DAY,
        name,
        lambda: [program, *CHANGES["touch"]],
        environment,
        lambda: shutil.rmtree(backups, ignore_errors=True),
    )
    return [*cases, first]


def _filled_in(journal: Path, command: list[str]) -> list[str]:
    return [run_apart("promise", journal) if word == "REF" else word for word in command]


def _print(cases: Sequence[Case], figures: Sequence[Figures]) -> None:
    """Print each command's ratios: the first journal's to the empty program, then to itself."""
    taken = {(case.group, case.name): f for case, f in zip(cases, figures, strict=True)}
    empty = taken["", "an empty Typer program"]
    journals = list(dict.fromkeys(case.group for case in cases if case.group not in {"", "peers"}))
    names = list(dict.fromkeys(case.name for case in cases if case.group in journals))
    print(
        f"{date.today()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()},"
        f" Python {platform.python_version()}, SQLite {sqlite3.sqlite_version};"
        f" an empty Typer program takes {empty.cpu * 1000:.0f} ms and {empty.mebibytes:.0f} MiB\n"
    )
    print("| command | " + " | ".join(f"{j} | MiB" for j in journals) + " |")
    print("| --- |" + " ---: | ---: |" * len(journals))
    for name in names:
        base, cells = None, [name]
        for journal in journals:
            figure = taken.get((journal, name))
            if figure is None:
                cells += ["", ""]
                continue
            ratio = figure.cpu / (base or empty.cpu)
            of = " of small" if base else ""
            cells += [f"{ratio:.2f} ×{of}{_failures(figure)}", f"{figure.mebibytes:.0f}"]
            base = base or figure.cpu
        print("| " + " | ".join(cells) + " |")
    if any(case.group == "peers" for case in cases):
        _print_peers(cases, figures, empty)


def _print_peers(cases: Sequence[Case], figures: Sequence[Figures], empty: Figures) -> None:
    print("\n| peer | ratio to the empty program | ms | MiB |\n| --- | ---: | ---: | ---: |")
    for case, figure in zip(cases, figures, strict=True):
        if case.group == "peers":
            print(
                f"| {case.name} | {figure.cpu / empty.cpu:.2f} ×{_failures(figure)}"
                f" | {figure.cpu * 1000:.0f} | {figure.mebibytes:.0f} |"
            )


def _failures(figure: Figures) -> str:
    return f" ({figure.failed} failed)" if figure.failed else ""


def _print_size(name: str, journal: Path) -> None:
    records, text = counts(journal)
    size = journal.stat().st_size
    print(
        f"\n{name}: {records:,} records, {size / 1e6:.1f} MB with its undo log,"
        f" {size / text:.1f} bytes for each byte of text"
    )


if __name__ == "__main__":
    sys.exit(main())
