"""C4 and C5: ten times as much takes ten times as long, and a signal ends it.

Statements are counted at two sizes: a clock would measure the machine.
"""

import signal
import sqlite3
import subprocess
import sysconfig
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest

from clientlog.clock import Clock
from clientlog.queries.clients import list_clients
from clientlog.queries.duplicates import find_duplicates
from clientlog.store import changes
from clientlog.store.journal_file import open_to_look
from tests.conftest import Answer

pytestmark = pytest.mark.slow

Cli = Callable[..., Answer]


@dataclass
class Counter:
    """How many statements SQLite ran since the last look."""

    statements: int = 0
    last: str = ""

    def take(self) -> int:
        """Return the count, and begin anew."""
        counted, self.statements = self.statements, 0
        return counted


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> Counter:
    """Count what every connection does from now on."""
    counter, connect = Counter(), sqlite3.connect

    def trace(statement: str) -> None:
        # The statements of a trigger are traced with the text of the one that fired it.
        if statement != counter.last and not statement.startswith("--"):
            counter.statements += 1
            counter.last = statement

    def connected(*arguments: object, **options: object) -> sqlite3.Connection:
        connection = connect(*arguments, **options)  # type: ignore[call-overload]  # passed on
        connection.set_trace_callback(trace)
        return connection  # type: ignore[no-any-return]  # as above

    monkeypatch.setattr(sqlite3, "connect", connected)
    return counter


def _add_notes(journal: Path, clock: Clock, count: int) -> None:
    """Write many notes of the first client, as one command."""
    now = "2026-11-20T11:00:00Z"
    with changes.raw_change(journal, foreign_keys=True, spills=True) as db:
        changes.start(db, clock, "fill")
        db.executemany(
            "INSERT INTO note (uuid, recorded_at, changed_at, zone, client_id, kind, text)"
            " VALUES (?, ?, ?, 'UTC', 1, 'note', ?)",
            [(str(uuid4()), now, now, f"text {number}") for number in range(count)],
        )


@pytest.mark.parametrize(
    "command",
    ["client merge dana-reyes sam-li --yes", "client purge dana-reyes --yes",
     "client rm dana-reyes --yes"],
)  # fmt: skip
def test_c4_statements_do_not_grow_with_the_records_of_a_client(
    cli: Cli, tmp_path: Path, clock: Clock, counter: Counter, command: str
) -> None:
    """To merge, purge or remove somebody takes as many, whatever they have."""
    counts = []
    for size in (20, 400):
        journal = tmp_path / f"{size}.db"
        for name in ("Dana Reyes", "Sam Li"):
            assert cli("client", "add", name, "--db", str(journal)).code == 0
        _add_notes(journal, clock, size)
        counter.take()
        assert cli(*command.split(), "--db", str(journal)).code == 0
        counts.append(counter.take())
    assert counts[1] <= counts[0] * 1.2


def test_c4_undo_is_a_straight_line(
    cli: Cli, tmp_path: Path, clock: Clock, counter: Counter
) -> None:
    """Inserted records are taken away many at once; what they refer to is looked at for each."""
    counts = []
    for size in (500, 5000):
        journal = tmp_path / f"{size}.db"
        assert cli("client", "add", "Dana Reyes", "--db", str(journal)).code == 0
        _add_notes(journal, clock, size)
        counter.take()
        assert cli("undo", "--db", str(journal)).code == 0
        counts.append(counter.take())
    assert counts[1] <= counts[0] * 12


def _cards(count: int) -> str:
    return "".join(
        f"BEGIN:VCARD\nVERSION:3.0\nUID:u{number}\nFN:Dana Reyes\n"
        f"EMAIL:a{number}@x.org\nEND:VCARD\n"
        for number in range(count)
    )


def test_c4_clients_of_one_name_are_a_straight_line(
    cli: Cli, tmp_path: Path, counter: Counter
) -> None:
    """Their handles are numbered without trying each number."""
    counts, new = [], str(tmp_path / "200.db")
    for size in (20, 200):
        file = tmp_path / f"{size}.vcf"
        file.write_text(_cards(size))
        counter.take()
        assert cli("import", "vcard", str(file), "--db", str(tmp_path / f"{size}.db")).code == 0
        counts.append(counter.take())
    assert counts[1] <= counts[0] * 14
    handles = {
        client["handle"] for client in cli("client", "list", "--json", "--db", new).json["clients"]
    }
    assert handles == {"dana-reyes", *(f"dana-reyes-{number}" for number in range(2, 201))}


def test_c4_a_handle_that_became_free_is_given_again(cli: Cli) -> None:
    """As far as the numbers go: the lowest one, where there are few."""
    for _ in range(3):
        assert cli("client", "add", "Dana Reyes").code == 0
    assert cli("client", "rm", "dana-reyes-2", "--yes").code == 0
    assert cli("client", "add", "Dana Reyes").out.startswith("dana-reyes-2 ")


def test_c4_duplicates_of_one_name_are_as_many_as_there_are_of_it(cli: Cli, tmp_path: Path) -> None:
    """Not as many as there are pairs of them."""
    file = tmp_path / "cards.vcf"
    file.write_text(_cards(100))
    assert cli("import", "vcard", str(file)).code == 0
    with closing(open_to_look(tmp_path / "journal.db")) as db:
        assert len(find_duplicates(list_clients(db))) == 99


def test_c4_a_notice_names_a_few_of_many(cli: Cli, tmp_path: Path) -> None:
    """Thousands of namesakes are a number."""
    file = tmp_path / "cards.vcf"
    file.write_text(_cards(30))
    answer = cli("import", "vcard", str(file), "--json")
    assert answer.code == 0
    assert max(map(len, answer.out.splitlines())) < 400


# C5: signals


@pytest.fixture
def running(environment: dict[str, str]) -> Iterator[Callable[..., "subprocess.Popen[bytes]"]]:
    """Start the installed program: `running("undo")`; what still runs at the end is killed."""
    processes: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str) -> "subprocess.Popen[bytes]":
        program = Path(sysconfig.get_path("scripts")) / "clientlog"
        processes.append(
            subprocess.Popen(
                [program, *arguments],
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        )
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def _notes(journal: Path) -> int:
    with closing(sqlite3.connect(journal)) as db:
        return int(db.execute("SELECT count(*) FROM note").fetchone()[0])


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 129)]
)
@pytest.mark.parametrize("command", ["client purge dana-reyes --yes", "undo", "import"])
def test_c5_a_signal_ends_a_long_change(
    cli: Cli,
    running: Callable[..., "subprocess.Popen[bytes]"],
    tmp_path: Path,
    journal: Path,
    clock: Clock,
    command: str,
    number: signal.Signals,
    code: int,
) -> None:
    """Nothing is half done: the journal is as it was, and the next command works."""
    assert cli("client", "add", "Dana Reyes").code == 0
    size = 30_000
    _add_notes(journal, clock, size)
    arguments = command.split()
    if command == "import":
        file = tmp_path / "export.json"
        assert cli("export", "-o", str(file)).code == 0
        assert cli("undo").code == 0
        size, arguments = 0, ["import", "json", str(file)]
    process = running(*arguments)
    hot = journal.with_name("journal.db-journal")
    # The change has begun once there is a rollback journal beside the file.
    while process.poll() is None and not hot.exists():
        time.sleep(0.002)
    process.send_signal(number)
    process.communicate(timeout=60)
    if process.returncode == 0:
        pytest.skip("the change was over before the signal came")
    assert process.returncode == code
    assert cli("client", "list").code == 0
    left = _notes(journal)
    # A purge that was committed already goes on with the next change.
    assert left == size or (command.startswith("client purge") and left == 0)
    assert cli("client", "add", "Eve").code == 0
    assert cli("doctor").code == 0
