"""G9, G11 and G15: what people and surroundings may throw at it."""

import os
import random
import re
import subprocess
import time
import warnings
from collections.abc import Sequence

from tests.store import released
from tests.torture.bench import Bench, Figure

TEXTS = (
    "[/]", "[draft]", "[link=http://x]y[/link]", ":100:", "\x1b[31mred", "\x1b]52;c;aGk=\x07",
    "\x9b31m", "\x7f", "a\u202eb", "a\u200bb", "\u2066x\u2069", "\ufeffb", "a\u2028b", "\u0085x",
    "\r\nx", "tab\there", "=cmd()", "+1", "-1", "@x", "%s%n", "{0}", "$(id)", "`id`", "'; DROP",
    '"', "\\", "o'brien", "a@b.c", "\u0301accent", "é", "e\u0301", "ﷺ", "𝒳", "👩‍👩‍👧", "李小龍",
    "שלום", "x" * 5000, "due:tomorow", "\x00",
)  # fmt: skip
"""Forty strings that something takes for an order."""

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")

LIMIT = 300_000_000
"""Bytes of memory that no input may make the program exceed."""

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("client", "add", "?"), ("client", "edit", "?", "--org", "?"), ("client", "show", "?"),
    ("client", "alias", "dana", "?"), ("client", "rm", "?", "--yes"), ("note", "dana", "?"),
    ("note", "dana", "x", "--kind", "?"), ("promise", "dana", "?"), ("action", "?", "?"),
    ("promise", "dana", "x", "--due", "?"), ("topic", "dana", "?", "--why", "?"),
    ("touch", "dana", "?", "--at", "?"), ("plan", "dana", "--at", "?"), ("log", "dana", "?"),
    ("done", "?"), ("renegotiate", "p1", "--to", "?", "--why", "?"), ("rm", "?", "--yes"),
    ("list", "?"), ("show", "?"), ("search", "?"), ("timeline", "--since", "?"), ("report", "?"),
    ("history", "?"), ("undo", "?"), ("undo", "--change", "?"), ("snooze", "?", "--until", "?"),
    ("import", "json", "?"), ("export", "--format", "?"), ("restore", "?", "--yes"), ("?", "?"),
    ("client", "list", "?"), ("edit", "n1", "--text", "?"), ("rule", "explain", "?"),
)  # fmt: skip


def word(chance: random.Random) -> str:
    """Something that might be typed by a cat."""
    kind = chance.randrange(5)
    if kind == 0:
        return chance.choice(TEXTS).replace("\x00", "\x01")
    if kind == 1:
        return "".join(chr(chance.randrange(1, 0x3000)) for _ in range(chance.randrange(1, 40)))
    if kind == 2:
        return chance.choice(
            ["p1", "p0", "p" + "9" * 5000, "m-1", "2026-02-30", "9999-12-31", "+999999999999d",
             "02:30", "fri", "due:fri", "--", "-", "", " ", "\u200b", "due:", "--yes", "../..", "/"]
        )  # fmt: skip
    if kind == 3:
        return "".join(chance.choice('{}[]",:0123456789eE+-.nulltrue\\ ud8') for _ in range(60))
    return "".join(
        chance.choice("abc due:pri:owner:every 0123") for _ in range(chance.randrange(60))
    )


def fuzz(bench: Bench, size: float) -> Figure:
    """G9: 20,000 fuzzed inputs: no traceback, documented codes, within 5 s and 300 MB.

    What fails leaves the export as it was.
    """
    figure, chance = Figure(), random.Random(1)
    bench.must("client", "add", "dana")
    state = bench.journal.read_bytes()
    text = released.export_of(released.versions()[-1]).encode()
    file = bench.home / "fuzzed.json"
    for number in range(max(30, int(20_000 * size))):
        template = COMMANDS[number % len(COMMANDS)]
        typed = [word(chance) if part == "?" else part for part in template]
        if template[0] == "import":
            file.write_bytes(_damaged(text, chance))
            typed[-1] = str(file)
        if "--yes" in typed and typed[0] == "restore":
            typed[1] = str(file)
        started = time.monotonic()
        ended = bench.run(*typed, memory=LIMIT)
        where = f"{number}: {typed}"
        figure.count("inputs")
        figure.expect(time.monotonic() - started < 5, f"{where}: slow")
        bench.check_error(figure, ended, where)
        now = bench.journal.read_bytes()
        figure.expect(ended.code == 0 or now == state, f"{where}: changed something")
        state = now
    return figure


def _damaged(content: bytes, chance: random.Random) -> bytes:
    """A document with something changed, doubled, or missing."""
    data = bytearray(content)
    for _ in range(chance.randrange(1, 6)):
        place = chance.randrange(len(data))
        other = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[place] = chance.randrange(256)
            case 1:
                del data[place : place + chance.randrange(30)]
            case 2:
                data[place:place] = data[other : other + chance.randrange(200)]
            case _:
                data[place:place] = chance.choice([b"[" * 1000, b"1e400", b"NaN", b'"\\ud800"'])
    return bytes(data)


OUTPUTS: tuple[tuple[str, ...], ...] = (
    (), ("today",), ("report",), ("list", "notes", "--all"), ("list", "promises"), ("show", "n1"),
    ("show", "dana"), ("client", "list"), ("client", "show", "dana"), ("timeline",), ("history",),
    ("history", "n1"), ("search", "x"), ("agenda", "dana"), ("status", "dana"), ("meeting", "list"),
    ("export",), ("doctor",),
)  # fmt: skip


def hostile_texts(bench: Bench, size: float) -> Figure:
    """G11: 40 hostile strings through every output, terminal and pipe: no control character."""
    figure = Figure()
    bench.must("client", "add", "dana")
    texts = TEXTS[: max(6, int(len(TEXTS) * size))]
    for text in texts:
        stored = [
            bench.run(*command).code if "\x00" not in text else 2
            for command in (
                ("note", "dana", text), ("promise", "dana", text), ("topic", "dana", text),
                ("client", "alias", "dana", text), ("log", "dana", text), ("touch", "dana", text),
            )
        ]  # fmt: skip
        figure.count("stored", stored.count(0))
        figure.expect(set(stored) <= {0, 2}, f"{text!r}: {stored}")
    for command in OUTPUTS:
        for before in ([], ["script", "-qec"]):
            out = _shown(bench, command, before)
            figure.count("outputs")
            coloured = re.sub("\x1b\\[[0-9;]*m", "", out)
            if not before:
                # Records in a pipe have their values apart by tabs; no value holds one.
                coloured = coloured.replace("\t", " ")
            found = CONTROL.search(coloured.replace("\r\n", "\n"))
            figure.expect(not found, f"{command} {before}: shows {found and found.group()!r}")
    kept = [one["text"] for one in bench.records("touch")]
    figure.expect(all(text in texts for text in kept), "a text was not kept as it was typed")
    return figure


def _shown(bench: Bench, command: Sequence[str], before: list[str]) -> str:
    if not before:
        return bench.run(*command).out
    # `script` gives the program a terminal.
    typed = " ".join([*bench.program, *command])
    ended = subprocess.run(
        [*before, typed, "/dev/null"],
        env=bench.environment | {"TERM": "xterm-256color"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return ended.stdout.decode("utf-8", "replace")


def odd_surroundings(bench: Bench, _size: float) -> Figure:
    """G15: empty environment, odd locales and outputs, read-only folder: no traceback."""
    figure = Figure()
    bench.must("client", "add", "Łukasz")
    bench.must("note", "lukasz", "naïve")
    db = str(bench.journal)
    shell = " ".join(bench.program)
    rounds: list[tuple[str, dict[str, str]]] = [
        (f"{shell} client list --db {db}", {}),
        (f"{shell} report --db {db}", {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}),
        (f"{shell} client list --db {db}", {"LC_ALL": "C", "PYTHONUTF8": "0"}),
        (f"{shell} doctor --db {db}", {"HOME": "/nonexistent"}),
        (f"{shell} client list --db {db} >&-", {}),
        (f"{shell} note lukasz x --db {db} >&-", {}),
        (f"{shell} note lukasz x --db {db} > /dev/full", {}),
        (f"{shell} client list --db {db} > /dev/full", {}),
        (f"{shell} timeline --db {db} | head -c 1", {}),
        (f"{shell} export --db {db} | head -1", {}),
        (f"{shell} client list --db {db} 2>&-", {}),
        (f"{shell} client list --db {db} <&-", {}),
        *[(f"{shell} client list --db {db}", {"COLUMNS": c}) for c in ("0", "1", "-5", "abc")],
        (f"{shell} client list --db {db}", {"TERM": "dumb", "CLIENTLOG_COLOR": "always"}),
        (f"{shell} note lukasz later --db {db}", {"CLIENTLOG_NOW": "2019-01-01T00:00:00Z"}),
        (f"{shell} client list --db {db}", {"TZ": "Nowhere/Atall"}),
    ]
    for command, environment in rounds:
        ended = subprocess.run(
            ["/bin/bash", "-c", command],
            env=environment,
            cwd=bench.home,
            capture_output=True,
            timeout=60,
            check=False,
        )
        figure.count("surroundings")
        wrong = b"Traceback" in ended.stderr or ended.returncode not in {0, 1, 2}
        figure.expect(not wrong, f"{command} {environment}: {ended.returncode} {ended.stderr!r}")
    _read_only(bench, figure)
    bench.check(figure, "after all that")
    return figure


def _read_only(bench: Bench, figure: Figure) -> None:
    """A folder that cannot be written to: looks work, changes are refused in a line."""
    folder = bench.journal.parent
    folder.chmod(0o500)
    bench.journal.chmod(0o400)
    before: list[str] = []
    if os.geteuid() == 0:
        before = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
        if bench.run("--version", before=before).code:
            folder.chmod(0o700)
            bench.journal.chmod(0o600)
            warnings.warn("NOT MEASURED: no ordinary user can reach the program", stacklevel=1)
            return
        for path in (bench.home, folder, bench.journal):
            os.chown(path, 65534, 65534)
    ended = bench.run("client", "list", before=before)
    figure.expect(ended.code == 0, f"a look in a read-only folder: {ended}")
    ended = bench.run("note", "lukasz", "x", before=before)
    figure.expect(ended.code in {1, 5}, f"a change in a read-only folder: {ended}")
    figure.expect("Traceback" not in ended.err, f"{ended}")
    if os.geteuid() == 0:
        for path in (bench.home, folder, bench.journal):
            os.chown(path, 0, 0)
    folder.chmod(0o700)
    bench.journal.chmod(0o600)


def privacy(bench: Bench, _size: float) -> Figure:
    """G12: under umask 000 nothing is readable by others; no planted word after a failure."""
    figure, secret = Figure(), "zanzibar"
    shell = " ".join(bench.program)
    commands = [
        f"client add Dana{secret} --handle dana", f"note dana {secret}", "backup",
        "export -o out.json", "backup copy", "undo", "restore copy --yes", f"log dana {secret}",
        f"promise dana {secret} due:nonsense", f"import json {secret}.json", f"show {secret}",
    ]  # fmt: skip
    for command in commands:
        ended = subprocess.run(
            ["/bin/bash", "-c", f"umask 000; {shell} {command}"],
            env=bench.environment,
            cwd=bench.home,
            capture_output=True,
            check=False,
        )
        figure.count("commands")
        figure.expect(ended.returncode < 6, f"{command}: {ended.stderr!r}")
    for path in bench.home.rglob("*"):
        closed = path.is_symlink() or not path.stat().st_mode & 0o077
        figure.expect(closed, f"{path} is open to others")
        figure.count("files")
    bench.run("client", "purge", "dana", "--yes")
    for path in bench.home.rglob("*"):
        theirs = path.name in {"out.json", "copy"}
        if path.is_file() and not theirs:
            figure.expect(secret.encode() not in path.read_bytes(), f"{path} holds the word")
    return figure
