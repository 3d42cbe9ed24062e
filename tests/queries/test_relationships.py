"""What is read of each client: only what a rule asks about such a client."""

from datetime import date
from pathlib import Path

from clientlog.queries.relationships import load_relationships
from clientlog.store import tables
from clientlog.write import commitments
from tests.looking import client, clock_at, give, meet, reading, writing

NOW = clock_at("2026-11-20 12:00")


def steps(journal: Path) -> int:
    """Return how many instructions SQLite's machine works off to read all clients."""
    counted = [0]

    def count() -> int:
        counted[0] += 1
        return 0

    with reading(journal) as db:
        db.set_progress_handler(count, 1)
        load_relationships(db, NOW, (), (), exchanges=5)
    return counted[0]


def add(journal: Path, numbers: range) -> None:
    """Add clients, each of whom was met and got what was promised."""
    with writing(journal) as change:
        for number in numbers:
            whom = client(change, f"Client {number}")
            meet(change, "2026-11-03 10:00", whom)
            kept = give(change, "send the draft", whom=whom)
            commitments.finish(change, kept, date(2026, 11, 2))


def test_a_client_takes_few_steps(journal: Path) -> None:
    """Of somebody outside nothing is looked for that is only asked about people one leads."""
    add(journal, range(10))
    ten = steps(journal)
    add(journal, range(10, 60))
    assert (steps(journal) - ten) / 50 < 280


def test_of_those_one_leads_more_is_read(journal: Path) -> None:
    """Their goals, the recognition and the feedback that they got."""
    add(journal, range(20))
    outside = steps(journal)
    with writing(journal) as change:
        for whom in change.all(tables.Client):
            whom.direction = "down"
    assert steps(journal) > outside
