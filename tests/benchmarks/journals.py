"""Journals to measure on: seeded, made once, kept in a cache.

`python -m tests.benchmarks.journals NAME FILE` makes one, and `promise FILE` adds a promise: in
processes of their own, since what starts a program counts in the peak memory of the program.
"""

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from clientlog.clock import Clock, read_clock
from clientlog.kinds import SEARCHED
from clientlog.store import changes, rows, schema
from clientlog.store.tables import (
    ActionItem,
    Amendment,
    Attendance,
    Client,
    Meeting,
    Note,
    Promise,
    Record,
    Topic,
    Touch,
)
from clientlog.text import fold_for_search

NOW = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
"""The present in which every benchmark runs."""

WORDS = """
    agenda approve board budget call change contract date deliver draft estimate figures finance
    forecast hiring invoice launch ledger legal migration milestone network offer office onsite
    owner payment phase pilot plan price proposal quarter question release renew report request
    review risk roadmap schedule scope security send service sign site software staff status
    supplier support team test timeline training transfer travel update vendor version visit
    warehouse week workshop
""".split()  # noqa: SIM905 - eighty quoted words would be harder to read

FIRST = ("Ada", "Bruno", "Clara", "Dario", "Elif", "Femi", "Greta", "Hanna", "Ivan", "Jana")
LAST = ("Adler", "Brandt", "Costa", "Duarte", "Ebner", "Fischer", "Gruber", "Haas", "Ivanova")

LEADER = 4
"""The place of the client who is a leader of one's own: elif-ebner-4."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is in a journal."""

    clients: int
    meetings: int
    years: float
    open: int
    """Commitments that are still open, and about half as many topics."""


SIZES = {
    "small": Size(clients=20, meetings=60, years=0.5, open=20),
    "ten-years": Size(clients=60, meetings=12_500, years=10, open=40),
    "million": Size(clients=5_000, meetings=125_000, years=10, open=2_000),
}


def make(name: str, path: Path) -> None:
    """Make the journal of that name, one change for each meeting."""
    size = SIZES[name]
    with changes.raw_change(path, foreign_keys=True) as connection:
        writer = _Writer(connection, size)
        writer.clients()
        for number in range(size.meetings):
            writer.meeting(number)
        writer.planned()


@dataclass(slots=True)
class _Writer:
    """Writes records straight into the tables, at moments that go by."""

    connection: sqlite3.Connection
    size: Size
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    clock: Clock = field(init=False)

    def __post_init__(self) -> None:
        self.clock = _clock(NOW - timedelta(days=365 * self.size.years))

    def begin(self, moment: datetime, command: str) -> None:
        """Open another change at a later moment."""
        self.clock = _clock(moment)
        changes.start(self.connection, self.clock, command)

    def add(self, record: Record) -> int:
        """Insert a record; return its number."""
        record.uuid = str(UUID(int=self.chance.getrandbits(128), version=4))
        record.recorded_at = record.changed_at = self.clock.now
        record.zone = self.clock.zone_name
        columns = SEARCHED.get(record.__tablename__)
        if columns:
            folded = fold_for_search(getattr(record, column) for column in columns)
            vars(record)["folded"] = folded
        rows.insert(self.connection, record)
        return record.id or 0

    def text(self, words: int) -> str:
        """Return a text of about so many words."""
        return " ".join(
            self.chance.choices(WORDS, k=self.chance.randint(words // 2, words * 3 // 2))
        )

    def clients(self) -> None:
        """Add everybody, in organizations of ten, with a cadence that the meetings keep.

        The LEADER belongs to none of them, and hears of all.
        """
        apart = 365 * self.size.years * self.size.clients / self.size.meetings
        self.begin(self.clock.now, "client add")
        for number in range(self.size.clients):
            first, last = FIRST[number % len(FIRST)], LAST[number % len(LAST)]
            name = f"{first} {last} {number}"
            self.add(
                Client(
                    name=name,
                    name_key=name.casefold(),
                    handle=name.casefold().replace(" ", "-"),
                    organization=f"Organization {number // 10}" if number != LEADER else None,
                    direction=("up", "down", "sideways", "outside")[number % 4],
                    stake=("executive", "manager", "influencer", None)[number % 4],
                    role=self.text(2),
                    cadence_days=round(1.5 * apart),
                )
            )

    def meeting(self, number: int) -> None:
        """Add a meeting that was held, and what came out of it; the last ones leave it open."""
        size = self.size
        part = (number + 1) / (size.meetings + 1)
        days = 365 * size.years
        starts = NOW - timedelta(days=days * (1 - part), hours=2)
        client = number % size.clients + 1
        self.begin(starts + timedelta(hours=1), f"log client-{client}")
        meeting = self.add(
            Meeting(
                title=self.text(4),
                summary=self.text(40),
                starts_at=starts,
                ends_at=starts + timedelta(hours=1),
                ends_set_at=starts,
                state="held",
                confirmed_at=starts + timedelta(hours=1),
            )
        )
        for attendee in {client, client % size.clients + 1} if number % 2 else {client}:
            self.add(Attendance(meeting_id=meeting, client_id=attendee))
        is_open = size.meetings - number <= size.open // 2
        for kind in (ActionItem, Promise):
            self._commitment(kind, client, meeting, starts, is_open=is_open)
        self.add(Note(client_id=client, meeting_id=meeting, text=self.text(15)))
        if number % 2:
            state, settled = ("open", None) if is_open else ("discussed", starts.date())
            self.add(Topic(client_id=client, text=self.text(8), state=state, settled_on=settled))
        if number % 4 == 0:
            self.add(Touch(client_id=client, at=self.clock.now, channel="call", text=self.text(6)))

    def _commitment(
        self,
        kind: type[ActionItem] | type[Promise],
        client: int,
        meeting: int,
        starts: datetime,
        *,
        is_open: bool,
    ) -> None:
        due: date = starts.date() + timedelta(days=self.chance.randint(1, 60))
        if is_open:
            due = NOW.date() + timedelta(days=self.chance.randint(-2, 60))
        closed = "kept" if kind is Promise else "done"
        record = kind(
            client_id=client,
            meeting_id=meeting,
            text=self.text(10),
            theirs=self.chance.random() < 0.3,
            due=due,
            due_set_at=self.clock.now,
            state="open" if is_open else closed,
            settled_on=None if is_open else due,
        )
        self.add(record)
        if kind is Promise and self.chance.random() < 0.2:
            self.add(
                Amendment(
                    promise_id=record.id,
                    kind="renegotiated",
                    from_due=due - timedelta(days=3),
                    to_due=due,
                    why=self.text(6),
                    told_at=self.clock.now,
                )
            )

    def planned(self) -> None:
        """Plan a meeting with each of the first clients, on the days to come."""
        self.begin(NOW - timedelta(hours=1), "plan")
        for number in range(min(self.size.clients, 20)):
            starts = NOW + timedelta(days=number, hours=3)
            ends = starts + timedelta(hours=1)
            meeting = self.add(
                Meeting(title=self.text(4), starts_at=starts, ends_at=ends, ends_set_at=NOW)
            )
            self.add(Attendance(meeting_id=meeting, client_id=number + 1))


def _clock(moment: datetime) -> Clock:
    environ = {"CLIENTLOG_NOW": moment.isoformat(timespec="seconds"), "TZ": "Europe/Berlin"}
    return read_clock(environ, None)[0]


def cached(name: str, folder: Path) -> Path:
    """Return the journal of that name, made now unless it is in the folder."""
    path = folder / f"{name}-{schema.VERSION}.db"
    if not path.exists():
        print(f"making the journal {name}", file=sys.stderr)
        draft = path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.journals", name, str(draft)], check=True
        )
        draft.rename(path)
    return path


def run_apart(*arguments: str | Path) -> str:
    """Run this module in a process of its own; return what it printed."""
    command = [sys.executable, "-m", "tests.benchmarks.journals", *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def add_promise(path: Path) -> str:
    """Add an open promise to a journal; return its REF."""
    with changes.raw_change(path, foreign_keys=True) as connection:
        writer = _Writer(connection, SIZES["small"], random.Random())
        writer.begin(NOW, "promise")
        day = NOW.date()
        promise = Promise(client_id=1, text=writer.text(10), due=day, due_set_at=NOW)
        return f"p{writer.add(promise)}"


def counts(path: Path) -> tuple[int, int]:
    """Return how many records a journal has, and the bytes of text in them."""
    with closing(sqlite3.connect(path)) as connection:
        records = sum(
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in schema.LOGGED
        )
        text = sum(
            connection.execute(
                f"SELECT coalesce(sum(length(CAST({column} AS BLOB))), 0) FROM {table}"
            ).fetchone()[0]
            for table, columns in SEARCHED.items()
            for column in columns
        )
    return records, text


if __name__ == "__main__":
    if sys.argv[1] == "promise":
        print(add_promise(Path(sys.argv[2])))
    else:
        make(sys.argv[1], Path(sys.argv[2]))
