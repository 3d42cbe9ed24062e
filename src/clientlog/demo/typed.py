"""The commands of the year: each function is one, as it is typed and with what it writes.

It builds a Line from the day, counted from the last of the year, and from what was said.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time

from clientlog.demo.words import On, Scribe, Task, The, Word
from clientlog.queries.snapshot import load_snapshot
from clientlog.rules.runner import find_flags
from clientlog.write import close, commitments, notes, snoozes


@dataclass(frozen=True, slots=True)
class Line:
    """One command: when it was typed, its words, and what it writes."""

    day: int
    at: time
    words: Sequence[Word | str]
    do: Callable[[Scribe], object]


def line(
    day: int, at: str, words: Sequence[Word | str | None], do: Callable[[Scribe], object]
) -> Line:
    """Return a command without the words that were not said."""
    return Line(day, time.fromisoformat(at), [word for word in words if word is not None], do)


def options(**said: Word | str | Sequence[Word | str] | None) -> list[Word | str]:
    """Return `--name value` for everything that was said, several times for several values."""
    words: list[Word | str] = []
    for name, value in said.items():
        several = value if isinstance(value, tuple | list) else (value,)
        for one in several:
            if one:
                words += [f"--{name.rstrip('_').replace('_', '-')}", one]
    return words


def switches(**on: bool) -> list[str]:
    """Return `--name` for everything that is on."""
    return [f"--{name.replace('_', '-')}" for name, value in on.items() if value]


# What is written down about them


def note(
    day: int,
    who: str,
    text: str,
    kind: str = "note",
    *,
    at: str = "17:00",
    tone: str = "",
    way: str = "",
    must: bool = False,
    told: bool = False,
) -> Line:
    """Return `note`; `tone` is good or bad, `way` is asked or given."""
    words = [*(f"--{one}" for one in (tone, way) if one), *switches(must=must, told=told)]
    return line(
        day, at, ["note", who, text, "--kind", kind, *words],
        lambda it: notes.note(
            it.change, it.client(who), text, kind=kind, tone=tone or None, direction=way or None,
            must=must, told=told,
        ),
    )  # fmt: skip


def topic(day: int, who: str, text: str, *, ask_because: str = "", at: str = "16:50") -> Line:
    """Return `topic`, an ask where it has a reason."""
    ask = ["--ask", "--why", ask_because] if ask_because else []
    return line(
        day, at, ["topic", who, text, *ask],
        lambda it: notes.raise_topic(
            it.change, it.client(who), text, ask=bool(ask), why=ask_because or None
        ),
    )  # fmt: skip


def touch(
    day: int, who: str, text: str, *, via: str = "call", by: str = "", at: str = "14:10"
) -> Line:
    """Return `touch`, by me or by somebody of the team."""
    return line(
        day, at, ["touch", who, text, *options(via=via, by=by)],
        lambda it: notes.touch(
            it.change, it.client(who), it.change.clock.now, text=text, channel=via, by=by or None
        ),
    )  # fmt: skip


# Commitments, and how they end


def promise(
    day: int, who: str, task: Task, *, theirs: bool = False, told: bool = False, at: str = "16:30"
) -> Line:
    """Return `promise`."""
    return line(
        day, at, ["promise", who, task, *switches(theirs=theirs, told=told)],
        lambda it: commitments.create(
            it.change, "promise", it.client(who), it.item(task), theirs=theirs, told=told
        ),
    )  # fmt: skip


def action(day: int, who: str, task: Task, *, theirs: bool = False, at: str = "16:35") -> Line:
    """Return `action`."""
    return line(
        day, at, ["action", who, task, *switches(theirs=theirs)],
        lambda it: commitments.create(
            it.change, "action", it.client(who), it.item(task), theirs=theirs
        ),
    )  # fmt: skip


def done(day: int, *records: str, at: str = "15:40") -> Line:
    """Return `done`, each record by words of it."""

    def do(it: Scribe) -> None:
        for words in records:
            close.done(it.change, it.ref(words), it.today)

    return line(day, at, ["done", *map(The, records)], do)


def renegotiate(
    day: int, record: str, to: int, why: str, *, told: bool = True, at: str = "11:20"
) -> Line:
    """Return `renegotiate`."""
    return line(
        day, at, ["renegotiate", The(record), "--to", On(to), "--why", why, *switches(told=told)],
        lambda it: close.renegotiate(
            it.change, it.ref(record), it.year.day(to), why, told=told
        ),
    )  # fmt: skip


def break_(day: int, record: str, why: str, *, told: bool = True) -> Line:
    """Return `break`."""
    return line(
        day, "11:30", ["break", The(record), "--why", why, *switches(told=told)],
        lambda it: close.break_promise(it.change, it.ref(record), why, told=told),
    )  # fmt: skip


def drop(day: int, record: str, why: str, *, told: bool = True) -> Line:
    """Return `drop`."""
    return line(
        day, "11:40", ["drop", The(record), "--why", why, *switches(told=told)],
        lambda it: close.drop(it.change, it.ref(record), why, told=told),
    )  # fmt: skip


def told(day: int, *records: str, at: str = "13:30") -> Line:
    """Return `told`."""

    def do(it: Scribe) -> None:
        for words in records:
            close.told(it.change, it.ref(words))

    return line(day, at, ["told", *map(The, records)], do)


def chase(day: int, record: str, *, via: str = "call", at: str = "11:10") -> Line:
    """`chase`."""
    return line(
        day, at, ["chase", The(record), *options(via=via)],
        lambda it: close.chase(it.change, it.ref(record), it.change.clock.now, channel=via),
    )  # fmt: skip


def confirm(day: int, *records: str, at: str = "09:05") -> Line:
    """Return `confirm`: a meeting by words of its title or summary, a need, a goal."""

    def do(it: Scribe) -> None:
        for words in records:
            close.confirm(it.change, it.ref(words))

    return line(day, at, ["confirm", *map(The, records)], do)


def flag_since(scribe: Scribe, key: str) -> date | None:
    """Return the day since which a flag stands; None if there is no such flag."""
    scribe.change.flush()
    snapshot = load_snapshot(scribe.change.connection, scribe.change.clock)
    return next((flag.since for flag in find_flags(snapshot) if flag.key == key), None)


def snooze(day: int, rule: str, record: str, until: int) -> Line:
    """Return `snooze`, for a flag about a record."""
    return line(
        day, "17:45", ["snooze", The(record, rule), "--until", On(until)],
        lambda it: snoozes.snooze(
            it.change,
            snoozes.SnoozeKey(rule, subject=str(it.ref(record))),
            it.year.day(until),
            flag_since(it, f"{rule}:{it.ref(record)}"),
        ),
    )  # fmt: skip


def mute(day: int, rule: str, who: str, *, at: str = "17:50") -> Line:
    """`rule mute`, for one client."""
    return line(
        day, at, ["rule", "mute", rule, "--client", who],
        lambda it: snoozes.mute(it.change, rule, it.client(who)),
    )  # fmt: skip
