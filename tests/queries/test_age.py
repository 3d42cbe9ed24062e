"""What a look reads on a journal that is ten times as old."""

import shlex
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from clientlog.clock import Clock
from clientlog.store import connection as connection_module
from clientlog.store import journal_file
from clientlog.store.changes import raw_change, start
from tests.conftest import Answer
from tests.store.filled import fill

Ask = Callable[..., Answer]

OF_EVERYBODY = (
    "today", "report", "review --json", "list", "list promises", "list topics", "list needs",
    "org list", "history --limit 5", "meeting list --since yesterday", "client list",
    "timeline --since yesterday",
)  # fmt: skip

CHANGES = (
    "promise one 'send the plan' --due +3d", "touch one 'a word'", "note one 'likes tea'",
    "log one 'talked' --promise 'call back due:+2d'", "done a1", "undo",
    "renegotiate a1 --to +20d --why 'more to do'", "undo", "plan one --at '+9d 10:00'",
    "undo 3 --yes", "topic one 'the offer'", "action one 'write it up' --must", "chase a1",
    "confirm m1", "edit n1 'likes plans'", "rm n1 --yes", "undo",
    "client edit one --role CTO", "client alias one uno", "client away one --until +9d",
    "away me --until +3d", "snooze stale-topic:one --until +9d",
    "rule mute stale-topic --client one", "conflict open one 'who decides'",
    "client check one --abundance 3 --trust 4 --dreams 2 --truth 5 --balance 3 --grace 4",
    "log one --discussed t1",
    "client archive one --yes", "client unarchive one",
)  # fmt: skip

SCHEMA_READ = 40
"""A change that finds the files of the journal changed reads its schema again, once or twice."""

OF_ONE = ("agenda one", "status one", "show one", "timeline one --since yesterday")
"""The looks at one client, whose cost follows what was written about that client."""

SETTLED = """
WITH RECURSIVE number (n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM number WHERE n < {last}),
record AS (SELECT
  n + 1000 AS id, printf('%08d-0000-4000-8000-', n) AS half,
  strftime('%Y-%m-%dT%H:%M:%SZ', '2010-01-01', (n % 4000) || ' days') AS at,
  date('2010-01-08', (n % 4000) || ' days') AS day
FROM number)
"""
"""Records of the years 2010 to 2020."""

HISTORY = (
    "INSERT INTO meeting (id, uuid, recorded_at, changed_at, zone, title, starts_at, ends_at,"
    " ends_set_at, state, summary, nothing_to_note, review, confirmed_at) SELECT id,"
    " half || '000000000001', at, at, 'UTC', 'plan', at, strftime('%Y-%m-%dT%H:%M:%SZ', at,"
    " '+1 hours'), at, 'held', 'spoke of the plan', 0, 0, at FROM record",
    "INSERT INTO attendance (uuid, recorded_at, changed_at, zone, meeting_id, client_id)"
    " SELECT half || '000000000002', at, at, 'UTC', id, {client} FROM record",
    *(
        f"INSERT INTO {table} (uuid, recorded_at, changed_at, zone, client_id, meeting_id, text,"
        f" theirs, priority, due, due_set_at, state, settled_on) SELECT half || '00000000000{n}',"
        f" at, at, 'UTC', {{client}}, id, 'send the plan', id % 3 = 0, 'good', day, at,"
        f" '{state}', day FROM record"
        for n, table, state in ((3, "promise", "kept"), (4, "action_item", "done"))
    ),
    "INSERT INTO note (uuid, recorded_at, changed_at, zone, client_id, meeting_id, kind, text)"
    " SELECT half || '000000000005', at, at, 'UTC', {client}, id, 'note', 'likes plans'"
    " FROM record",
    "INSERT INTO topic (uuid, recorded_at, changed_at, zone, client_id, text, ask, state,"
    " settled_on) SELECT half || '000000000006', at, at, 'UTC', {client}, 'the plan', 0,"
    " 'discussed', day FROM record",
)


def grow_old(journal: Path, clock: Clock, client: int, numbers: range) -> None:
    """Add what came out of meetings with a client long ago, all of it settled."""
    records = SETTLED.format(first=numbers[0], last=numbers[-1])
    with raw_change(journal) as connection:
        start(connection, clock, "import")
        for statement in HISTORY:
            connection.execute(records + statement.format(client=client))


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The hundreds of instructions that SQLite's machine has worked off, in the first element."""
    counted = [0]
    connect = connection_module.connect

    def count() -> int:
        counted[0] += 1
        return 0

    def counting(path: Path, mode: str) -> sqlite3.Connection:
        connection = connect(path, mode)
        connection.set_progress_handler(count, 100)
        return connection

    monkeypatch.setattr(journal_file, "connect", counting)
    return counted


@pytest.mark.parametrize(("client", "looks"), [(1, OF_EVERYBODY), (2, OF_ONE)])
def test_a_look_reads_no_more_of_a_journal_ten_times_as_old(
    cli: Ask, journal: Path, clock: Clock, steps: list[int], client: int, looks: tuple[str, ...]
) -> None:
    """What is settled long since is not read; SQLite's machine takes as many steps."""
    fill(journal, clock)

    def count(look: str) -> int:
        steps[0] = 0
        assert cli(*shlex.split(look)).code == 0
        return steps[0]

    grow_old(journal, clock, client, range(1, 101))
    before = {look: count(look) for look in looks}
    grow_old(journal, clock, client, range(101, 1001))
    after = {look: count(look) for look in looks}
    assert {look: after[look] for look in looks if after[look] > 1.2 * before[look] + 5} == {}


def test_a_change_reads_no_more_of_a_journal_ten_times_as_old(
    cli: Ask, journal: Path, clock: Clock, steps: list[int], tmp_path: Path
) -> None:
    """Neither a command that writes nor an undo looks at what is settled."""
    fill(journal, clock)

    def count(command: str, path: Path) -> int:
        steps[0] = 0
        answer = cli(*shlex.split(command), CLIENTLOG_DB=str(path))
        assert answer.code == 0, (command, answer)
        return steps[0]

    grow_old(journal, clock, 1, range(1, 101))
    younger = Path(shutil.copy(journal, tmp_path / "younger.db"))
    before = [count(command, younger) for command in CHANGES]
    grow_old(journal, clock, 1, range(101, 1001))
    after = [count(command, journal) for command in CHANGES]
    grown = {
        command: (old, new)
        for command, old, new in zip(CHANGES, before, after, strict=True)
        if new > old + SCHEMA_READ
    }
    assert grown == {}
