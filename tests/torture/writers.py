"""G5 and G7: several at once."""

from datetime import date, timedelta
from itertools import pairwise

from tests.torture.bench import Bench, Figure, at_once

WRITERS = 8


def adding(bench: Bench, size: float) -> Figure:
    """G5: eight writers add 500 notes each: none lost, no failure."""
    figure, each = Figure(), max(2, int(500 * size))
    bench.must("client", "add", "Dana")

    def write(writer: int) -> None:
        for number in range(each):
            ended = bench.run("note", "dana", f"word-{writer}-{number}")
            figure.expect(ended.code == 0, f"writer {writer}: {ended.code} {ended.err}")
            figure.count("acknowledged", ended.code == 0)

    at_once(WRITERS, write)
    figure.expect(len(bench.records("note")) == WRITERS * each, "notes were lost")
    bench.check(figure, "after adding")
    return figure


def editing(bench: Bench, size: float) -> Figure:
    """G5: eight writers move one promise 500 times each: every move starts where the last ended.

    This is the test that plain inserts cannot be: a writer that read before it had the lock
    breaks the chain.
    """
    figure, each = Figure(), max(3, int(500 * size))
    bench.must("client", "add", "Dana")
    bench.must("promise", "dana", "the word", "due:2026-12-01")

    def write(writer: int) -> None:
        for number in range(each):
            day = date(2027, 1, 1) + timedelta(days=writer * each + number)
            ended = bench.run("renegotiate", "p1", "--to", day.isoformat(), "--why", "so")
            figure.expect(ended.code == 0, f"writer {writer}: {ended.code} {ended.err}")
            figure.count("acknowledged", ended.code == 0)

    at_once(WRITERS, write)
    moves = sorted(bench.records("amendment"), key=lambda one: one["number"])
    figure.expect(len(moves) == WRITERS * each, f"{len(moves)} of {WRITERS * each} moves")
    broken = sum(one["to_due"] != other["from_due"] for one, other in pairwise(moves))
    figure.expect(broken == 0, f"{broken} moves overwrote one they had not seen")
    figure.expect(moves[-1]["to_due"] == bench.records("promise")[0]["due"], "the end differs")
    bench.check(figure, "after editing")
    return figure


def adding_and_undoing(bench: Bench, size: float) -> Figure:
    """G5: eight writers add two and undo one, 500 commands each: exactly a third is left."""
    figure, each = Figure(), max(1, round(500 * size / 3))
    bench.must("client", "add", "Dana")

    def write(writer: int) -> None:
        for number in range(each):
            for command in (
                ("note", "dana", f"one-{writer}-{number}"),
                ("note", "dana", f"two-{writer}-{number}"),
                ("undo",),
            ):
                ended = bench.run(*command)
                figure.expect(ended.code == 0, f"{command}: {ended.code} {ended.err}")
                figure.count("acknowledged", ended.code == 0)

    at_once(WRITERS, write)
    left = len(bench.records("note"))
    figure.expect(left == WRITERS * each, f"{left} notes stand, not {WRITERS * each}")
    bench.check(figure, "after undoing")
    return figure


def first_runs(bench: Bench, size: float) -> Figure:
    """G7: eight first runs at once where there is no journal, 25 rounds: no failure."""
    figure = Figure()
    for round_ in range(max(2, int(25 * size))):
        bench.journal = bench.home / f"round-{round_}" / "journal.db"
        bench.environment["CLIENTLOG_DB"] = str(bench.journal)

        def run(writer: int) -> None:
            ended = bench.run("client", "add", f"Name {writer}")
            figure.expect(ended.code == 0, f"first run: {ended.code} {ended.err}")
            figure.count("first runs")

        at_once(WRITERS, run)
        figure.expect(len(bench.records("client")) == WRITERS, "a first change was lost")
        figure.expect(
            [one.name for one in bench.journal.parent.iterdir()] == ["journal.db"], "leftovers"
        )
    return figure
