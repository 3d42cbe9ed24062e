"""Gives and asks, found by few statements however many clients there are."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from clientlog.queries.exchanges import last_kept_promises, one_sided_exchanges
from clientlog.queries.snapshot import load_snapshot
from clientlog.store.journal_file import open_to_look
from clientlog.write import commitments, notes
from clientlog.write.change import Change
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
    assert exchange == (("ask",) * 5, date(2026, 11, 9))


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


def test_gives_and_asks_of_every_kind_are_read_newest_last(journal: Path) -> None:
    """Promises and action items of theirs and topics to ask are asks; the rest is given."""
    with writing(journal, "2026-11-02 09:00") as change:
        commitments.finish(change, give(change, "send the draft"), change.today)
    steps: list[Callable[[Change], object]] = [
        lambda change: give(change, "figures", theirs=True),
        lambda change: give(change, "figures", theirs=True, kind="action"),
        lambda change: notes.raise_topic(change, client(change), "budget?", ask=True),
        lambda change: give(change, "mine, which is no ask"),
        lambda change: notes.raise_topic(change, client(change), "no ask either"),
    ]
    for day, step in enumerate(steps, start=3):
        with writing(journal, f"2026-11-{day:02} 09:00") as change:
            step(change)
    with closing(open_to_look(journal)) as db:
        exchanges = {latest: one_sided_exchanges(db, NOW, latest) for latest in (3, 4)}
    assert exchanges[3][1] == (("ask",) * 3, date(2026, 11, 5))
    assert exchanges[4] == {}


def test_the_asks_of_a_client_are_the_latest_ones(journal: Path) -> None:
    """Of many asks the day is that of the newest."""
    ask(journal, "Dana Reyes", range(3, 12))
    with closing(open_to_look(journal)) as db:
        assert one_sided_exchanges(db, NOW, 2)[1][1] == date(2026, 11, 11)


def test_the_last_promise_kept_is_mine_and_does_not_recur(journal: Path) -> None:
    """The one that was kept last, whichever was recorded last."""
    fields: list[tuple[str, int, dict[str, Any]]] = [
        ("kept last", 12, {}),
        ("kept before", 10, {}),
        ("weekly", 14, {"every": "1w", "due": date(2026, 11, 14)}),
        ("theirs", 15, {"theirs": True}),
    ]
    with writing(journal) as change:
        for text, day, more in fields:
            promise = give(change, text, **more)
            promise.state, promise.settled_on = "kept", date(2026, 11, day)
        give(change, "open")
        client(change, "Sam Li")
    with closing(open_to_look(journal)) as db:
        assert last_kept_promises(db) == {1: ("kept last", date(2026, 11, 12))}
