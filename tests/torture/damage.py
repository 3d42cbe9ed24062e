"""G13 and G14: backups under writers, flipped bits, and damaged journals."""

import random
import threading

from tests.torture.bench import Bench, Figure
from tests.torture.kills import prepare

PAGE = 4096


def backups(bench: Bench, size: float) -> Figure:
    """G13: 100 backups under two writers are all good; 300 flipped bits in one all found."""
    figure, chance = Figure(), random.Random(1)
    bench.must("client", "add", "Dana")
    bench.must("note", "dana", "first")
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            figure.expect(bench.run("note", "dana", "word").code == 0, "a writer failed")

    writers = [threading.Thread(target=write) for _ in range(2)]
    for one in writers:
        one.start()
    paths = [bench.home / f"backup-{n}" for n in range(max(3, int(100 * size)))]
    for path in paths:
        figure.expect(bench.run("backup", str(path)).code == 0, "a backup failed")
        figure.count("backups")
    stop.set()
    for one in writers:
        one.join()
    for path in paths:
        figure.expect(bench.run("backup", "verify", str(path)).code == 0, f"{path} is bad")
    whole = paths[0].read_bytes()
    for _ in range(max(5, int(300 * size))):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        paths[0].write_bytes(damaged)
        found = bench.run("backup", "verify", str(paths[0])).code == 5
        figure.expect(found, "a flipped bit was not found")
        figure.count("flipped bits")
    return figure


def damaged_journals(bench: Bench, size: float) -> Figure:
    """G14: 300 truncations and 300 zeroed pages: never written to, exit code 5."""
    figure, chance = Figure(), random.Random(1)
    prepare(bench)
    whole = bench.journal.read_bytes()
    for number in range(max(6, int(600 * size))):
        kind = "truncations" if number % 2 else "zeroed pages"
        damaged = _cut(whole, chance) if number % 2 else _wiped(whole, chance)
        bench.journal.write_bytes(damaged)
        figure.count(kind)
        for command in (("doctor",), ("list", "notes"), ("note", "dana", "x")):
            ended = bench.run(*command)
            where = f"{number}, {kind}: {command}"
            bench.check_error(figure, ended, where)
            figure.expect(ended.code == 5, f"{where} gave {ended.code}")
            figure.expect(bench.journal.read_bytes() == damaged, f"{where} wrote to it")
    return figure


def _cut(whole: bytes, chance: random.Random) -> bytes:
    return whole[: chance.randrange(len(whole))]


def _wiped(whole: bytes, chance: random.Random) -> bytes:
    """One page of zeros more than there were."""
    while True:
        start = chance.randrange(len(whole) // PAGE) * PAGE
        damaged = whole[:start] + bytes(PAGE) + whole[start + PAGE :]
        if damaged != whole:
            return damaged
