"""Journals to look at, written through the functions of the write side."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from clientlog.clock import Clock, read_clock
from clientlog.items import Item
from clientlog.queries.values import Client, Commitment
from clientlog.store.journal_file import create, open_to_look
from clientlog.write import clients, commitments, meetings
from clientlog.write.change import Change, transaction


def clock_at(when: str) -> Clock:
    """A present in Berlin: `2026-11-20 12:00`."""
    return read_clock({"CLIENTLOG_NOW": f"{when}:00", "TZ": "Europe/Berlin"}, None)[0]


def moment_at(when: str) -> datetime:
    """A moment in Berlin."""
    return clock_at(when).now


@cache
def _empty_journal() -> bytes:
    """A journal in which nothing was written; building one anew takes a quarter of a second."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        create(path)
        return path.read_bytes()


@contextmanager
def writing(journal: Path, when: str = "2026-11-02 09:00") -> Iterator[Change]:
    """One change of the journal, made at that time."""
    if not journal.exists():
        journal.touch(0o600)
        journal.write_bytes(_empty_journal())
    with transaction(journal, clock_at(when), "test") as change:
        yield change


@contextmanager
def reading(journal: Path) -> Iterator[sqlite3.Connection]:
    """One look at the journal."""
    with closing(open_to_look(journal)) as db:
        yield db


def client(change: Change, name: str = "Dana Reyes", **values: Any) -> Any:
    """A client, found by name or entered."""
    from clientlog.store.tables import Client as Stored

    known = change.all(Stored, name=name)
    return known[0] if known else clients.create(change, name, **values)


def give(
    change: Change, text: str, due: date | None = None, *, kind: str = "promise", **more: Any
) -> Any:
    """A commitment to Dana, or to `whom`."""
    whom = more.pop("whom", None) or client(change)
    known = {name: more.pop(name) for name in ("theirs", "meeting", "told") if name in more}
    return commitments.create(change, kind, whom, Item(text=text, due=due, **more), **known)


def finish(change: Change, kind: str, on: date, **more: Any) -> Any:
    """A promise to Dana that was kept, or an action that was done, on that day."""
    item = give(change, f"a {kind}", kind=kind, **more)
    commitments.finish(change, item, on)
    return item


def meet(change: Change, when: str, *whom: Any, state: str = "held", **more: Any) -> Any:
    """A meeting with Dana, or with these, that began at that time."""
    summary = more.pop("summary", None)
    arranged = meetings.MeetingDetails(
        clients=whom or (client(change),), starts_at=moment_at(when), **more
    )
    meeting = meetings.create(change, arranged, state)
    if summary:
        meetings.set_summary(change, meeting, summary, nothing=False)
    return meeting


DANA = Client(id=1, handle="dana-reyes", name="Dana Reyes")


def promise(number: int = 1, **more: Any) -> Commitment:
    """A promise of mine to Dana, as it is seen."""
    common = {"text": "send the draft", "client": DANA}
    recorded = {"recorded_at": moment_at("2026-11-02 09:00")}
    return Commitment(kind="promise", number=number, **common | recorded | more)
