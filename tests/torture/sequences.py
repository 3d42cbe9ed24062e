"""G6: sequences of commands, undone step by step."""

import random

from tests.torture.bench import Bench, Figure

NAMES = ("ana", "boris", "chen")


def command(chance: random.Random, known: list[str]) -> list[str]:
    """A command that changes something; it may be refused, which changes nothing."""
    who = chance.choice(NAMES)
    ref = chance.choice(known) if known else "p1"
    day = f"+{chance.randint(1, 30)}d"
    return chance.choice(
        [
            ["client", "add", chance.choice(NAMES)],
            ["client", "edit", who, "--org", chance.choice(["Acme", "Umbrella"]), "--tag", day],
            ["client", "alias", who, f"alias {day}"],
            ["client", "archive", who],
            ["client", "rm", who, "--yes"],
            ["client", "merge", who, chance.choice(NAMES), "--yes"],
            ["promise", who, f"a word due:{day}"],
            ["promise", who, f"weekly due:{day} every:week", "--theirs"],
            ["action", who, f"a task due:{day} owner:Sam"],
            ["note", who, "naïve \u202e note", "--kind", chance.choice(["need", "news", "offer"])],
            ["topic", who, "raise it", "--ask", "--why", "because"],
            ["touch", who, "called", "--via", "call"],
            ["log", who, "talked", "--with", chance.choice(NAMES), "--promise", f"a due:{day}"],
            ["plan", who, "--at", f"{day} 10:00", "--topic", "first"],
            ["conflict", "open", who, "they disagree"],
            ["done", ref],
            ["drop", ref, "--why", "no"],
            ["renegotiate", ref, "--to", day, "--why", "so"],
            ["told", ref],
            ["rm", ref, "--yes"],
        ]
    )


def undone_step_by_step(bench: Bench, size: float) -> Figure:
    """G6: 500 sequences of 20 commands, undone one by one: each state equals its export."""
    figure = Figure()
    for number in range(max(2, int(500 * size))):
        chance = random.Random(number)
        bench.journal = bench.home / f"sequence-{number}" / "journal.db"
        bench.environment["CLIENTLOG_DB"] = str(bench.journal)
        bench.must("client", "add", NAMES[0])
        exports: list[str] = []
        state = bench.export()
        while len(exports) < 20:
            typed = command(chance, [f"{letter}{n}" for letter in "aptnkmc" for n in (1, 2, 3)])
            ended = bench.run(*typed)
            bench.check_error(figure, ended, f"{number}: {typed}")
            now = bench.export()
            if ended.code == 0:
                exports.append(state)
                figure.count("changes")
            else:
                figure.expect(now == state, f"{number}: {typed} failed and changed something")
            state = now
        for before in reversed(exports):
            figure.expect(bench.run("undo").code == 0, f"{number}: undo failed")
            figure.expect(bench.export() == before, f"{number}: undo left something")
        bench.check(figure, f"sequence {number}")
        figure.count("sequences")
    return figure
