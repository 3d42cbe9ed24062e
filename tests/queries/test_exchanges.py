"""Gives and asks, found by few statements however many clients there are."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientlog.queries.exchanges import last_kept_promises, one_sided_exchanges
from clientlog.queries.snapshot import load_snapshot
from clientlog.store.journal_file import open_to_look
from clientlog.store.tables import Client
from clientlog.write import clients, commitments, notes
from clientlog.write.change import Change
from tests.looking import client, clock_at, finish, give, reading, writing

Act = Callable[[Change, Client], object]

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


ASKS: dict[str, Act] = {
    "promise": lambda change, whom: give(change, "figures", whom=whom, theirs=True),
    "action": lambda change, whom: give(change, "x", whom=whom, theirs=True, kind="action"),
    "topic": lambda change, whom: notes.raise_topic(change, whom, "budget?", ask=True),
}
NO_ASKS: dict[str, Act] = {
    "promise": lambda change, whom: give(change, "mine", whom=whom),
    "action": lambda change, whom: give(change, "mine", whom=whom, kind="action"),
    "topic": lambda change, whom: notes.raise_topic(change, whom, "no ask"),
}


def _finish(kind: str, **more: Any) -> Act:
    def act(change: Change, whom: Client) -> None:
        item = give(change, "a draft", whom=whom, kind=kind, **more)
        commitments.finish(change, item, change.today)

    return act


def _release(kind: str) -> Act:
    def act(change: Change, whom: Client) -> None:
        item = give(change, "a draft", whom=whom, kind=kind)
        commitments.settle(change, item, "released", "no", told=True)

    return act


def _offer(change: Change, whom: Client) -> None:
    notes.finish_note(change, notes.note(change, whom, "help", kind="offer"), change.today)


def _note(kind: str, **more: Any) -> Act:
    return lambda change, whom: notes.note(change, whom, "x", kind=kind, **more)


GIVES: dict[str, Act] = {
    "promise": _finish("promise"),
    "action": _finish("action"),
    "offer": _offer,
    "recognition": _note("recognition"),
}
NO_GIVES: dict[str, Act] = {
    "their promise": _finish("promise", theirs=True),
    "their action": _finish("action", theirs=True),
    "released promise": _release("promise"),
    "released action": _release("action"),
    "open offer": _note("offer"),
    "feedback given": _note("feedback", direction="given"),
    "personal": _note("personal"),
}


def act_on(journal: Path, act: Act, *days: int, who: str = "Dana Reyes") -> None:
    """Write the same on each of these days, in this order."""
    for day in days:
        with writing(journal, f"2026-11-{day:02} 09:00") as change:
            act(change, client(change, who))


def one_sided(journal: Path, latest: int) -> dict[str, date]:
    """Return by handle on which day the last of so many asks was, where no give came between."""
    with reading(journal) as db:
        handles = dict(db.execute("SELECT id, handle FROM client"))
        exchanges = one_sided_exchanges(db, NOW, latest).items()
    assert {exchange for _, (exchange, _) in exchanges} <= {("ask",) * latest}
    return {handles[number]: since for number, (_, since) in exchanges}


@pytest.mark.parametrize("kind", ASKS)
def test_asks_of_one_kind_are_counted_for_each_client_alone(journal: Path, kind: str) -> None:
    """What is mine, and what another client was asked, makes no ask; the latest day counts."""
    act_on(journal, ASKS[kind], 4, 5, 9, 3)
    act_on(journal, ASKS[kind], 15, 14, who="Sam Li")
    act_on(journal, NO_ASKS[kind], 16, 17)
    act_on(journal, NO_ASKS[kind], 16, 17, who="Sam Li")
    assert one_sided(journal, 4) == {"dana-reyes": date(2026, 11, 9)}
    assert one_sided(journal, 5) == {}


def test_asks_of_every_kind_add_up(journal: Path) -> None:
    """A promise, an action item and a topic are three."""
    for day, act in enumerate(ASKS.values(), start=3):
        act_on(journal, act, day)
    assert one_sided(journal, 3) == {"dana-reyes": date(2026, 11, 5)}
    assert one_sided(journal, 4) == {}


@pytest.mark.parametrize("ask", ASKS)
@pytest.mark.parametrize("kind", GIVES)
def test_only_the_asks_since_the_last_give_count(journal: Path, kind: str, ask: str) -> None:
    """The last by its day, whichever was written last; another client's give is another's."""
    act_on(journal, ASKS[ask], 3, 4, 5, 7)
    act_on(journal, GIVES[kind], 2, 6, 1)
    act_on(journal, ASKS[ask], 3, 4, 5, 7, who="Sam Li")
    act_on(journal, GIVES[kind], 2, who="Sam Li")
    assert one_sided(journal, 1) == {
        "dana-reyes": date(2026, 11, 7),
        "sam-li": date(2026, 11, 7),
    }
    assert one_sided(journal, 2) == {"sam-li": date(2026, 11, 7)}


@pytest.mark.parametrize("kind", NO_GIVES)
def test_what_was_not_given_takes_back_no_ask(journal: Path, kind: str) -> None:
    """What they did, what was released or only offered, and other notes are no gives."""
    act_on(journal, ASKS["topic"], 3, 4)
    act_on(journal, NO_GIVES[kind], 5)
    assert "dana-reyes" in one_sided(journal, 2)


@pytest.mark.parametrize("kind", ASKS)
def test_an_ask_of_the_same_moment_counts_after_a_give(journal: Path, kind: str) -> None:
    """Recognition and an ask in one entry: the ask came second."""
    with writing(journal, "2026-11-03 09:00") as change:
        ASKS[kind](change, client(change))
        GIVES["recognition"](change, client(change))
    assert one_sided(journal, 1) == {"dana-reyes": date(2026, 11, 3)}


def test_an_offer_is_given_on_the_day_it_was_settled(journal: Path) -> None:
    """One made first and given last is the last give."""
    with writing(journal, "2026-11-02 09:00") as change:
        early = notes.note(change, client(change), "help", kind="offer")
        late = notes.note(change, client(change), "more help", kind="offer")
        notes.finish_note(change, early, date(2026, 11, 9))
        notes.finish_note(change, late, date(2026, 11, 4))
    act_on(journal, ASKS["topic"], 5, 6, 10)
    assert one_sided(journal, 2) == {}


def test_an_ask_of_an_archived_client_is_not_read(journal: Path) -> None:
    """Nobody is reminded of them."""
    act_on(journal, ASKS["topic"], 3)
    with writing(journal) as change:
        clients.archive(change, client(change))
    assert one_sided(journal, 1) == {}


def test_the_day_of_an_ask_is_the_local_one(journal: Path) -> None:
    """Half past midnight in Berlin is the day before in UTC."""
    with writing(journal, "2026-11-03 00:30") as change:
        ASKS["topic"](change, client(change))
    assert one_sided(journal, 1) == {"dana-reyes": date(2026, 11, 3)}


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
        released = give(change, "released")
        released.state, released.settled_on = "released", date(2026, 11, 16)
        inside, archived = client(change, "Sam Li", direction="up"), client(change, "Ann Lee")
        for whom in (inside, archived):
            finish(change, "promise", date(2026, 11, 17), whom=whom)
        clients.archive(change, archived)
    with closing(open_to_look(journal)) as db:
        assert last_kept_promises(db) == {1: ("kept last", date(2026, 11, 12))}
