"""G1, G2 and G4: killed at any moment, and at every system call that writes; failing ones."""

import os
import random
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from tests.torture.bench import Bench, Ended, Figure, at_once

CALLS = "pwrite64,write,fdatasync,fsync,unlink,ftruncate,rename,link,openat"

UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

COMMANDS: dict[str, tuple[str, ...]] = {
    "note": ("note", "dana", "a new note"),
    "log": ("log", "dana", "we spoke", "--promise", "the plan due:2026-12-03"),
    "renegotiate": ("renegotiate", "p1", "--to", "2027-01-05", "--why", "so"),
    "client rm": ("client", "rm", "dana", "--yes"),
    "client purge": ("client", "purge", "dana", "--yes"),
    "undo": ("undo",),
    "import": ("import", "json", "{home}/other.json"),
    "restore": ("restore", "{home}/copy", "--yes"),
    "backup": ("backup", "{home}/another"),
    "first": ("client", "add", "Zoe", "--db", "{home}/new/journal.db"),
}
"""The commands whose every write is hit; what each may leave is the state before or after."""

WORDS = (b"dana", b"Dana", b"the word", b"earlier", b"imported")
"""What `prepare` writes about the person who is purged."""


class Call(NamedTuple):
    """A system call of a command: its name, which of its name it is, and the file it is for."""

    name: str
    number: int
    file: str


def random_kills(bench: Bench, size: float) -> Figure:
    """G1: 1,000 SIGKILLs at random moments under four writers: nothing acknowledged is lost."""
    figure, wanted = Figure(), max(20, int(1000 * size))
    bench.must("client", "add", "Dana")
    started = time.monotonic()
    bench.run("note", "dana", "calibration")
    length = time.monotonic() - started
    acknowledged: list[str] = []
    chance = random.Random(1)

    def write(writer: int) -> None:
        number = 0
        while figure.counts.get("kills", 0) < wanted:
            number += 1
            word = f"word-{writer}-{number}"
            process = bench.start("note", "dana", word)
            try:
                _, err = process.communicate(timeout=chance.uniform(0, length * 10))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                _, err = process.communicate()
                figure.count("kills")
            if process.returncode == 0:
                acknowledged.append(word)
            figure.expect(process.returncode <= 0, f"failed with {process.returncode}: {err!r}")

    at_once(4, write)
    kept = {one["text"] for one in bench.records("note")}
    lost = [word for word in acknowledged if word not in kept]
    figure.count("acknowledged", len(acknowledged))
    figure.expect(not lost, f"{len(lost)} acknowledged notes lost")
    bench.check(figure, "after the kills")
    figure.expect(bench.run("note", "dana", "afterwards").code == 0, "the next change fails")
    return figure


def kill_at_every_write(bench: Bench, size: float) -> Figure:
    """G2: SIGKILL at every writing system call of every changing command: before or after."""
    return _hit_every_call(bench, size, ["signal=KILL"])


def fail_every_write(bench: Bench, size: float) -> Figure:
    """G4: ENOSPC and EIO at every writing system call: one line, nothing half stored or lost."""
    return _hit_every_call(bench, size, ["error=ENOSPC", "error=EIO"])


def prepare(bench: Bench) -> Path:
    """A journal with a past, a backup and a file to import; a copy of all of it."""
    bench.must("client", "add", "Dana")
    bench.must("promise", "dana", "the word", "due:2026-12-01")
    bench.must("backup", f"{bench.home}/copy")
    bench.must("note", "dana", "imported")
    bench.must("export", "-o", f"{bench.home}/other.json")
    bench.must("undo")
    bench.must("note", "dana", "earlier")
    return bench.save()


def _hit_every_call(bench: Bench, size: float, injections: list[str]) -> Figure:
    if not shutil.which("strace"):
        raise LookupError("strace is not installed")
    figure = Figure()
    copy = prepare(bench)
    chance = random.Random(1)
    for name, command in COMMANDS.items():
        if bench.only not in {"", name}:
            continue
        arguments = [part.format(home=bench.home) for part in command]
        bench.bring_back(copy)
        before = _states(bench)
        calls = calls_of(bench, arguments)
        after = _states(bench)
        for injection in injections:
            for call in sample(calls, size, chance, every_run=bool(bench.only)):
                bench.bring_back(copy)
                ended = hit(bench, arguments, call, injection)
                where = f"{name}, {call.name} {call.number}, {injection}"
                figure.count(name)
                _judge(bench, figure, ended, where, injection, (before, after))
                if name == "client purge":
                    _purge_again(bench, figure, ended, where)
    return figure


def sample(
    calls: list[Call], size: float, chance: random.Random, *, every_run: bool
) -> Iterator[Call]:
    """Yield a share of the calls; with `every_run` all but the inner writes of a page too.

    A run is what is written to one file without another call in between: a purge writes most of
    its pages in a few long runs.
    """
    for (name, _), group in groupby(calls, lambda call: (call.name, call.file)):
        run = [*group]
        for call in run:
            at_an_end = name != "pwrite64" or call in (run[0], run[-1])
            if (every_run and at_an_end) or chance.random() <= size:
                yield call


def _states(bench: Bench) -> tuple[str, str]:
    """What is in the journal, and in the one that a first change makes; without its ids."""
    found = bench.export(), bench.export(bench.home / "new" / "journal.db")
    return tuple(UUID.sub("", one) for one in found)  # type: ignore[return-value]


def calls_of(bench: Bench, arguments: list[str]) -> list[Call]:
    """Every writing system call of a command, in order, counted by name."""
    with tempfile.NamedTemporaryFile() as trace:
        before = ["strace", "-f", "-y", "-o", trace.name, "-e", f"trace={CALLS}"]
        ended = bench.run(*arguments, before=before)
        if ended.code != 0:
            raise RuntimeError(f"{arguments}: {ended.err}")
        text = Path(trace.name).read_text("utf-8", "replace")
    calls: list[Call] = []
    counts: dict[str, int] = {}
    for name, file in re.findall(rf"^\d+ +({CALLS.replace(',', '|')})\((.*?)[,)]", text, re.M):
        counts[name] = counts.get(name, 0) + 1
        calls.append(Call(name, counts[name], file))
    # Of the files opened only our own matter: a module that cannot be read is another's trouble.
    ours = _opened(text, str(bench.home))
    return [call for call in calls if call.name != "openat" or call.number in ours]


def _opened(text: str, home: str) -> set[int]:
    """Which of the calls that open a file are for one in this folder."""
    lines = [line for line in text.splitlines() if re.match(r"\d+ +openat\(", line)]
    return {number for number, line in enumerate(lines, 1) if home in line}


def hit(bench: Bench, arguments: list[str], call: Call, injection: str) -> Ended:
    """Run a command with one of its system calls killed or failing."""
    before = ["strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e"]
    inject = f"inject={call.name}:{injection}:when={call.number}"
    return bench.run(*arguments, before=[*before, f"trace={call.name}", "-e", inject])


def _judge(
    bench: Bench,
    figure: Figure,
    ended: Ended,
    where: str,
    injection: str,
    states: tuple[tuple[str, str], tuple[str, str]],
) -> None:
    if injection != "signal=KILL":
        bench.check_error(figure, ended, where)
    doctor = bench.quick("doctor")
    stopped = where.startswith("client purge") and "BAD  purges:" in doctor.out
    figure.expect(stopped or doctor.code == 0, f"{where}: the doctor says {doctor.out}")
    now = _states(bench)
    figure.expect(now in states, f"{where}: neither before nor after")
    if ended.code == 0:
        figure.expect(now == states[1], f"{where}: acknowledged, but not there")
    elif ended.code > 0 and "saved as" not in ended.err and injection != "signal=KILL":
        # A failure to sync a folder after the commit may be told; it is never half a change.
        figure.count("refused", now == states[0])
    figure.expect(bench.quick("touch", "dana").code in {0, 4}, f"{where}: the next change fails")
    if stopped:
        figure.expect(ended.code != 0, f"{where}: a purge that was stopped is called done")


def _purge_again(bench: Bench, figure: Figure, ended: Ended, where: str) -> None:
    """A purge that ended well left no word; one that did not goes on, and leaves none then."""
    figure.expect(ended.code != 0 or not _remains(bench), f"{where}: done, but {_remains(bench)}")
    if figure.counts["client purge"] % 2:
        figure.expect(bench.quick("client", "add", "Eve").code == 0, f"{where}: nothing goes on")
    again = bench.quick("client", "purge", "dana", "--yes")
    # Where the first one, or the change, came to the end there is nobody left to purge.
    figure.expect(again.code in {0, 4}, f"{where}: purged again: {again}")
    figure.expect(not _remains(bench), f"{where}: purged again, but {_remains(bench)}")
    bench.check(figure, f"{where}, and purged again")


def _remains(bench: Bench) -> list[str]:
    """Every file that clientlog manages and that has a word of the person who was purged."""
    return [
        str(path)
        for folder in (bench.home / "data", bench.home / "state")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(word in path.read_bytes() for word in WORDS)
    ]


def interrupted_imports(bench: Bench, size: float) -> Iterator[tuple[int, int, bool]]:
    """SIGINT, SIGTERM and SIGHUP at random moments of an import: code, signal, whether changed."""
    prepare(bench)
    before = bench.export()
    chance = random.Random(2)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) * max(2, int(30 * size)):
        process = bench.start("import", "json", f"{bench.home}/other.json")
        time.sleep(chance.uniform(0.15, 0.5))
        process.send_signal(number)
        process.communicate()
        changed = bench.export() != before
        if changed:
            bench.must("undo")
        yield process.returncode, number, changed
