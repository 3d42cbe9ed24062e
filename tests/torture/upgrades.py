"""G8: journals of every released schema, upgraded by a version with one more migration."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from clientlog.interchange.older import upgrade
from tests.store import released
from tests.torture.bench import Bench, Figure, at_once
from tests.torture.kills import calls_of, hit
from tests.torture.writers import WRITERS

NEWER = (sys.executable, "-m", "tests.torture.control", "newer")


def upgrades(bench: Bench, size: float) -> Figure:
    """G8: the same content; raced by eight; killed anywhere; a newer journal byte-identical."""
    figure, installed = Figure(), bench.program
    for version in released.versions():
        bench.journal.parent.mkdir(mode=0o700, exist_ok=True)
        released.journal_of(version, bench.journal)
        copy = bench.save()
        bench.program = [*NEWER]
        _race(bench, figure, version, copy, max(2, int(25 * size)))
        bench.program = installed
        _leave_newer(bench, figure)
        bench.program = [*NEWER]
        _kill(bench, figure, version, copy, size)
        bench.program = installed
    return figure


def _race(bench: Bench, figure: Figure, version: int, copy: Path, rounds: int) -> None:
    for _ in range(rounds):
        bench.bring_back(copy)
        said: list[str] = []

        def look(writer: int, said: list[str] = said) -> None:
            ended = bench.run("list", "notes") if writer % 2 else bench.run("note", "one", "x")
            figure.expect(ended.code == 0, f"raced: {ended}")
            figure.count("raced")
            said.append(ended.err)

        at_once(WRITERS, look)
        told = sum("brought up to date" in one for one in said)
        figure.expect(told == 1, f"upgraded {told} times")
        for _ in range(WRITERS // 2):
            figure.expect(bench.run("undo").code == 0, "undo failed after a race")
        _same(bench, figure, version, "after a race")


def _kill(bench: Bench, figure: Figure, version: int, copy: Path, size: float) -> None:
    if not shutil.which("strace"):
        raise LookupError("strace is not installed")
    bench.bring_back(copy)
    calls = calls_of(bench, ["list", "notes"])
    for call in calls[:: max(1, round(1 / size))]:
        bench.bring_back(copy)
        hit(bench, ["list", "notes"], call, "signal=KILL")
        figure.count("killed")
        _same(bench, figure, version, f"killed at {call.name} {call.number}")


def _same(bench: Bench, figure: Figure, version: int, where: str) -> None:
    """All that its own program exported is in the journal, and the journal is well."""
    exported = bench.run("export")
    figure.expect(exported.code == 0, f"{where}: {exported.err}")
    now = _records(exported.out) if exported.code == 0 else {}
    then = [
        newest
        for record in _records(released.export_of(version)).values()
        for newest in upgrade(record)
    ]
    whole = all(record.items() <= now.get(record["uuid"], {}).items() for record in then)
    figure.expect(whole and len(now) == len(then), f"{where}: the content differs")
    doctor = bench.run("doctor")
    figure.expect(doctor.code == 0, f"{where}: {doctor.out}")


def _leave_newer(bench: Bench, figure: Figure) -> None:
    """What stands there is newer than the installed program: it says so and leaves it."""
    before = bench.journal.read_bytes()
    for command in (("list",), ("note", "one", "x"), ("undo",), ("backup",), ("client", "list")):
        ended = bench.run(*command)
        figure.expect(ended.code == 5, f"{command} on a newer journal: {ended}")
        figure.expect(bench.journal.read_bytes() == before, f"{command} wrote to a newer journal")
        figure.count("refused as newer")


def _records(text: str) -> dict[str, dict[str, Any]]:
    return {one["uuid"]: one for one in json.loads(text)["records"]}
