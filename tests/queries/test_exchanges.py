"""Gives and asks, found by few statements however many clients there are."""

from contextlib import closing
from datetime import date
from pathlib import Path

from clientlog.queries.exchanges import one_sided_exchanges
from clientlog.queries.snapshot import load_snapshot
from clientlog.store.journal_file import open_to_look
from clientlog.write import commitments
from tests.looking import client, clock_at, give, writing

NOW = clock_at("2026-11-20 12:00")


def ask(journal: Path, name: str, days: range) -> None:
    """Let a client promise something on each of these days."""
    for day in days:
        with writing(journal, f"2026-11-{day:02} 09:00") as change:
            give(change, "send figures", whom=client(change, name), theirs=True)


def test_only_clients_of_whom_enough_was_asked_since_the_last_give_are_read(journal: Path) -> None:
    """A promise kept in between leaves out the client; one before does not."""
    for name, day in {"Early": 2, "Late": 9, "Few": 2}.items():
        with writing(journal, "2026-11-01 09:00") as change:
            promise = give(change, "send the draft", whom=client(change, name))
            commitments.finish(change, promise, date(2026, 11, day))
    ask(journal, "Early", range(5, 10))
    ask(journal, "Late", range(5, 10))
    ask(journal, "Few", range(6, 10))
    with closing(open_to_look(journal)) as db:
        found = one_sided_exchanges(db, NOW, 5)
        names = dict(db.execute("SELECT id, name FROM client"))
    assert [names[number] for number in found] == ["Early"]
    (exchange,) = found.values()
    assert exchange == {"exchange": ("ask",) * 5, "exchange_since": date(2026, 11, 9)}


def test_the_statements_of_a_snapshot_do_not_grow_with_the_clients(journal: Path) -> None:
    """Thirty clients are read by as many statements as three."""

    def count(clients: range) -> int:
        for number in clients:
            with writing(journal) as change:
                client(change, f"Client {number}")
        statements: list[str] = []
        with closing(open_to_look(journal)) as db:
            db.set_trace_callback(statements.append)
            load_snapshot(db, NOW)
        return len(statements)

    assert count(range(3)) == count(range(3, 30))
