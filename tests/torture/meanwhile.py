"""G17: an editor, prompts, a draft or a question, and another terminal's change in between."""

import json
import os
import pty
import random
import re
import select
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.torture.bench import TIMEOUT, Bench, Ended, Figure

EDITOR = '#!/bin/sh\nprintf \'%s\\n\' "$1" > "$0.opened"\nread code < "$0.closed"\nexit "$code"\n'
"""An editor that says which file is open, and waits to be told how to end."""

QUICK = '#!/bin/sh\nsed -i "s/^before.*/$WORD/" "$1"\n'
"""Another terminal's editor, which replaces the summary at once."""

PREPARED: tuple[tuple[str, ...], ...] = (
    ("client", "add", "Dana Reyes", "--org", "Acme"),
    ("client", "add", "Sam Li", "--org", "Acme"),
    ("client", "add", "Lea Vogt", "--org", "Umbrella"),
    ("note", "sam", "plays chess"),
    ("log", "dana", "before it all", "--at", "10:00", "--new", "--action", "write the plan due:mon",
     "--their-promise", "approve travel due:tue", "--note", "likes tea"),
    ("plan", "dana", "--at", "12:20", "--title", "Sync", "--topic", "the budget"),
    ("promise", "dana", "send the draft", "--due", "wed", "--past"),
    ("note", "dana", "a quiet team", "--kind", "need"),
    ("note", "dana", "a new office", "--kind", "news"),
    ("promise", "sam", "call the bank", "--due", "+9d"),
)  # fmt: skip

OTHERS: tuple[str, ...] = (
    "meeting edit m1 --summary WORD", "meeting edit m1 --title WORD", "meeting edit m1 -e",
    "meeting edit m1 --with sam", "meeting rm m1 --yes", "meeting move m1 --at 09:00",
    "meeting move m2 --at 12:25", "meeting move m2 --at +1d", "meeting cancel m2",
    "meeting edit m2 --title WORD", "meeting rm m2 --yes", "log dana WORD --meeting m2",
    "log dana --no-show --meeting m2", "edit p1 WORD", "edit p2 WORD", "edit a1 WORD",
    "edit n2 WORD", "edit t1 WORD", "done p2", "done a1", "done t1", "done p1",
    "drop p2 --why WORD", "break p2 --why WORD", "renegotiate p2 --to +20d --why WORD",
    "renegotiate a1 --to +20d --why WORD", "rm p2 --yes", "rm a1 --yes", "rm n2 --yes",
    "rm t1 --yes", "edit p2 --client sam", "edit a1 --owner WORD", "edit p2 --must",
    "note dana WORD", "note sam WORD", "promise dana WORD", "topic dana WORD", "touch sam WORD",
    "client edit dana --handle reyes", "client edit dana --name WORD",
    "client edit sam --role WORD",
    "client rm dana-reyes --yes", "client rm sam-li --yes", "client archive sam",
    "client merge sam-li dana-reyes --yes", "undo", "undo 2", "confirm m1", "told n4", "done n3",
    "snooze p2 --until +5d", "chase p1", "edit n3 WORD", "edit p3 WORD", "done p3",
)  # fmt: skip
"""What the other terminal does; WORD is a new one each time."""

IGNORED = {"changed_at", "recorded_at", "zone"}

SILENT = 10
"""After so many seconds a program waits for a key."""

Records = dict[tuple[str, str], dict[str, Any]]


@dataclass
class Sitting:
    """Somebody who has begun with something, and is not ready yet."""

    bench: Bench
    chance: random.Random
    worker: ThreadPoolExecutor
    between: Callable[[], None]
    """Lets the other terminal do its change; called once."""
    words: list[str] = field(default_factory=list)
    """The words that were typed."""
    screen: str = ""

    def word(self) -> str:
        """Return a new word, which is typed next."""
        self.words.append(f"mine{self.chance.randrange(10**9)}")
        return self.words[-1]

    # In an editor

    def edit(self, *arguments: str, code: int = 0, early: bool = False) -> Ended:
        """Change a line of what the editor opens; the other change comes before it closes.

        With `early` it came before, and the text is only closed.
        """
        editor = self.bench.home / "editor"
        editor.write_text(EDITOR)
        editor.chmod(0o700)
        pipes = [Path(f"{editor}.opened"), Path(f"{editor}.closed")]
        for path in pipes:
            path.unlink(missing_ok=True)
            os.mkfifo(path)
        opened, closed = (os.open(path, os.O_RDWR | os.O_NONBLOCK) for path in pipes)
        more = {"CLIENTLOG_EDITOR": str(editor)}
        running = self.worker.submit(self.bench.run, *arguments, more=more)
        try:
            while name := _line(opened, running):
                self._change(Path(name))
                if not early:
                    self.between()
                    early = True
                os.write(closed, f"{code}\n".encode())
        finally:
            os.close(opened)
            os.close(closed)
        return running.result()

    def _change(self, path: Path) -> None:
        """Type something into a file of minutes."""
        lines = path.read_text("utf-8").split("\n")
        word = self.word()
        marked = [n for n, line in enumerate(lines) if re.match(r"- \[ \] .*\([apt]\d+\)", line)]
        known = [n for n, line in enumerate(lines) if re.match(r"- .*\([apnt]\d+\)", line)]
        summary = [n for n, line in enumerate(lines) if line.startswith("before")]
        heading = {line: n for n, line in enumerate(lines) if line.startswith("## ")}
        kind = self.chance.choice(["summary", "more", "note", "action", "settle", "text", "title"])
        if kind == "settle" and marked:
            where = self.chance.choice(marked)
            lines[where] = lines[where].replace("[ ]", "[x]", 1)
            lines.insert(heading["## Notes"] + 1, f"- {word}")
        elif kind == "text" and known:
            where = self.chance.choice(known)
            lines[where] = re.sub(r"^(- (?:\[.\] )?)\S+", rf"\1{word}", lines[where])
        elif kind == "title" and any(line.startswith("title:") for line in lines):
            lines = [f"title: {word}" if line.startswith("title:") else line for line in lines]
        elif kind == "more" or (kind == "summary" and not summary):
            lines.insert(heading["## Summary"] + 1, word)
        elif kind == "summary":
            lines[summary[0]] = word
        elif kind == "action":
            lines.insert(heading["## My actions"] + 1, f"- [ ] {word} due:+5d")
        else:
            lines.insert(heading["## Notes"] + 1, f"- {word}")
        text = "\n".join(lines)
        path.write_text(text, "utf-8")
        # What was typed over in the same text is not lost.
        self.words = [word for word in self.words if word in text]

    # On a terminal

    def converse(self, *arguments: str, answers: "list[Answer]", silence: str = "") -> Ended:
        """Answer what is asked on a terminal, each time with the first answer that fits.

        `silence` is the key for a program that waits and has asked nothing.
        """
        master, slave = pty.openpty()
        self.screen = ""
        running = self.worker.submit(self.bench.run_on, os.ttyname(slave), *arguments)
        unread = ""
        stop = time.monotonic() + TIMEOUT
        try:
            while not (running.done() and not select.select([master], [], [], 0)[0]):
                if not select.select([master], [], [], 0.02)[0]:
                    if silence and time.monotonic() > stop - TIMEOUT + SILENT:
                        os.write(master, silence.encode())
                        silence = ""
                    if time.monotonic() > stop:
                        # Nobody can answer what was asked; the terminal is hung up.
                        self.screen += "\nTraceback: nothing answers this"
                        break
                    continue
                text = os.read(master, 10_000).decode("utf-8", "replace")
                stop = time.monotonic() + TIMEOUT
                self.screen += text
                unread += text
                for answer in answers:
                    if asked := re.search(answer.to, unread):
                        unread = unread[asked.end() :]
                        os.write(master, answer.text(self).encode())
                        break
        finally:
            os.close(master)
            os.close(slave)
        return Ended(running.result(), "", self.screen)


@dataclass(frozen=True)
class Answer:
    """What is typed when a pattern appears on the terminal."""

    to: str
    text: Callable[[Sitting], str]


def _line(handle: int, running: "Future[Ended]") -> str:
    """Return what an editor says; nothing if the program has ended."""
    stop = time.monotonic() + TIMEOUT
    while not running.done() and time.monotonic() < stop:
        if select.select([handle], [], [], 0.02)[0]:
            return os.read(handle, 4096).decode().strip()
    return ""


def _first(text: Callable[[Sitting], str]) -> Callable[[Sitting], str]:
    """Let the other change come before this answer."""

    def answer(sitting: Sitting) -> str:
        sitting.between()
        return text(sitting)

    return answer


# What can be begun


def edit_minutes(sitting: Sitting) -> Ended:
    """The minutes of a meeting that was held."""
    return sitting.edit("meeting", "edit", "m1", "-e")


def write_minutes(sitting: Sitting) -> Ended:
    """The minutes of a planned meeting, of a new one, and of one with somebody else."""
    more = sitting.chance.choice([(), ("--new",), ("--with", "sam"), ("--meeting", "m1")])
    return sitting.edit("log", "dana", "-e", *more)


def resume_draft(sitting: Sitting) -> Ended:
    """A draft of before the other change, in the editor or without one."""
    begun = sitting.chance.choice([("meeting", "edit", "m1"), ("log", "dana")])
    sitting.edit(*begun, "-e", code=1, early=True)
    if sitting.chance.random() < 0.5:
        return sitting.edit("log", "--resume")
    sitting.between()
    return sitting.bench.run("log", "--resume")


def answer_prompts(sitting: Sitting) -> Ended:
    """Line by line, with the other change before the last line."""
    chance = sitting.chance
    lines = ["note: WORD", "x p2", "x t1", "topic: WORD", "WORD due:+3d", "they promise: WORD", "e"]
    typed = [*chance.sample(lines[:-1], chance.randrange(3)), ""]
    if chance.random() < 0.1:
        typed[-1:] = ["\x03"]

    def item(sitting: Sitting) -> str:
        if not typed:
            return "\x03"
        line = typed.pop(0)
        if not typed:
            sitting.between()
        line = line.replace("WORD", sitting.word()) if "WORD" in line else line
        return line if line == "\x03" else f"{line}\n"

    summary = "" if chance.random() < 0.3 else sitting.word()
    more = chance.choice([(), ("--new",), ("--with", "sam"), ("--meeting", "m1")])
    return sitting.converse(
        "log", "dana", *more,
        answers=[
            Answer(r"summary> ", lambda _: f"{summary}\n"),
            Answer(r"item> ", item),
            Answer(r"read back\? \[y/N/\?\] ", lambda _: "y"),
        ],
    )  # fmt: skip


def review(sitting: Sitting) -> Ended:
    """A key for one of the first items, with the other change before it is pressed."""
    skipped = sitting.chance.randrange(4)
    pressed: list[str] = []

    def key(sitting: Sitting) -> str:
        pressed.append("n")
        if len(pressed) <= skipped:
            return "n"
        if len(pressed) > skipped + 1:
            return "q"
        sitting.between()
        offered = re.findall(
            r"[\[ ]([drtcxas]) [a-z\s]+(?=[,\]])", sitting.screen.split("to look at")[-1]
        )
        return str(sitting.chance.choice(offered or ["n"]))

    return sitting.converse(
        "review",
        silence="q",
        answers=[
            Answer(r"q\s+quit\]", key),
            Answer(r"which date\? ", lambda _: "+8d\n"),
            Answer(r"why\? ", lambda sitting: f"{sitting.word()}\n"),
            Answer(r"do they know\? \[y/N\] ", lambda _: "n\n"),
            Answer(r"to raise\? \(enter: this\) ", lambda sitting: f"{sitting.word()}\n"),
            Answer(r"in a week\) ", lambda _: "\n"),
        ],
    )


QUESTIONS = (
    "rm p2", "rm a1 n2", "meeting rm m1", "meeting rm m2", "client rm sam-li",
    "client rm dana-reyes", "client merge sam-li dana-reyes", "client archive sam", "undo 4",
    "client purge sam-li", "org rename Acme Umbrella",
)  # fmt: skip


def confirm(sitting: Sitting) -> Ended:
    """A question before something is removed, merged or taken back."""
    command = sitting.chance.choice(QUESTIONS)
    return sitting.converse(
        *command.split(), answers=[Answer(r"\[y/N\] ", _first(lambda _: "y\n"))]
    )


BEGUN = (edit_minutes, write_minutes, resume_draft, answer_prompts, review, confirm)


# What is promised


def changed_in_between(
    bench: Bench,
    size: float,
    begun: Sequence[Callable[[Sitting], Ended]] = BEGUN,
    others: Sequence[str] = OTHERS,
) -> Figure:
    """G17: 1,000 pairs: nothing acknowledged is overwritten unseen, nothing typed is lost."""
    figure = Figure()
    for command in PREPARED:
        bench.must(*command)
    copy = bench.save()
    with ThreadPoolExecutor(1) as worker:
        for number in range(max(len(begun), int(1000 * size))):
            chance = random.Random(number)
            bench.bring_back(copy)
            pair = (begun[number % len(begun)], chance.choice(others))
            _try_pair(bench, figure, worker, pair, chance)
    return figure


def _try_pair(
    bench: Bench,
    figure: Figure,
    worker: ThreadPoolExecutor,
    pair: tuple[Callable[[Sitting], Ended], str],
    chance: random.Random,
) -> None:
    begin, other = pair
    word = f"theirs{chance.randrange(10**9)}"
    states: list[Records] = [_records(bench)]
    acknowledged: list[int] = []

    def between() -> None:
        if acknowledged:
            return
        quick = bench.home / "quick"
        quick.write_text(QUICK)
        quick.chmod(0o700)
        more = {"CLIENTLOG_EDITOR": str(quick), "WORD": word}
        ended = bench.run(*other.replace("WORD", word).split(), more=more)
        acknowledged.append(ended.code)
        states.append(_records(bench))

    sitting = Sitting(bench, chance, worker, between)
    ended = begin(sitting)
    where = f"{begin.__name__}, {other}, {word}"
    figure.expect(bool(acknowledged), f"{where}: ended before the other change: {ended.err[-300:]}")
    figure.expect("Traceback" not in ended.err, f"{where}: {ended.err[-400:]}")
    figure.expect(ended.code in {0, 1, 2, 4, 130}, f"{where}: {ended.code}, {ended.err[-300:]}")
    if not acknowledged or acknowledged[0]:
        figure.count("the other change was refused")
        return
    states.append(_records(bench))
    before, between_, after = states
    figure.count("pairs")
    figure.count("saved" if after != between_ else "refused")
    for problem in _overwritten(before, between_, after):
        figure.expect(False, f"{where}: {problem}; {ended.err[-200:]}")
    _check_words(bench, figure, sitting, ended, where, after)


def _records(bench: Bench) -> Records:
    """The records of the journal, by kind and UUID, without the moments of the change itself."""
    records = json.loads(bench.export())["records"]
    return {
        (record["record"], record["uuid"]): {
            name: value for name, value in record.items() if name not in IGNORED
        }
        for record in records
    }


def _overwritten(before: Records, between: Records, after: Records) -> list[str]:
    """Return what the other change did and is no longer so."""
    problems = []
    for key in before.keys() | between.keys():
        old, new, now = before.get(key, {}), between.get(key, {}), after.get(key, {})
        if not new and now:
            problems.append(f"{key} was removed, and is there")
        for name, value in new.items():
            if value == old.get(name, "") and old:
                continue
            if now.get(name) == value or (value and str(value) in str(now.get(name))):
                continue
            problems.append(f"{key[0]}.{name} became {value!r}, and is {now.get(name)!r}")
    return problems


def _check_words(
    bench: Bench, figure: Figure, sitting: Sitting, ended: Ended, where: str, after: Records
) -> None:
    """What was typed is in the journal, in a draft, or on the screen."""
    drafts = [path.read_text("utf-8") for path in (bench.home / "state").rglob("*.md")]
    texts = json.dumps(list(after.values())) + "".join(drafts) + sitting.screen
    for word in sitting.words:
        figure.expect(word in texts, f"{where}: {word} is lost; {ended.code} {ended.err[-200:]}")
    if ended.code == 0 and not sitting.screen:
        for word in sitting.words:
            held = word in json.dumps(list(after.values()))
            figure.expect(held, f"{where}: {word} was acknowledged, and is not there")
