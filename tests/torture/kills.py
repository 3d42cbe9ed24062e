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
from pathlib import Path

from tests.torture.bench import Bench, Ended, Figure, at_once, traced_calls

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
            for call, number in calls:
                if size < 1 and chance.random() > size:
                    continue
                bench.bring_back(copy)
                ended = hit(bench, arguments, call, number, injection)
                where = f"{name}, {call} {number}, {injection}"
                figure.count(name)
                _judge(bench, figure, ended, where, injection, (before, after))
    return figure


def _states(bench: Bench) -> tuple[str, str]:
    """What is in the journal, and in the one that a first change makes; without its ids."""
    found = bench.export(), bench.export(bench.home / "new" / "journal.db")
    return tuple(UUID.sub("", one) for one in found)  # type: ignore[return-value]


def calls_of(bench: Bench, arguments: list[str]) -> list[tuple[str, int]]:
    """Every writing system call of a command, counted by kind."""
    with tempfile.NamedTemporaryFile() as trace:
        before = ["strace", "-f", "-o", trace.name, "-e", f"trace={CALLS}"]
        ended = bench.run(*arguments, before=before)
        if ended.code != 0:
            raise RuntimeError(f"{arguments}: {ended.err}")
        text = Path(trace.name).read_text("utf-8", "replace")
    found = traced_calls(text, CALLS)
    # Of the files opened only our own matter: a module that cannot be read is another's trouble.
    opened = [line for line in text.splitlines() if re.match(r"\d+ +openat\(", line)]
    ours = [n for n, line in enumerate(opened, 1) if str(bench.home) in line]
    return [
        (call, number)
        for call, count in found.items()
        for number in (ours if call == "openat" else range(1, count + 1))
    ]


def hit(bench: Bench, arguments: list[str], call: str, number: int, injection: str) -> Ended:
    before = ["strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e", f"trace={call}"]
    return bench.run(*arguments, before=[*before, "-e", f"inject={call}:{injection}:when={number}"])


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
        figure.expect(bench.quick("client", "add", "Eve").code == 0, f"{where}: nothing goes on")
        bench.check(figure, f"{where}, and a change after it")


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
