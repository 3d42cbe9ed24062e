"""Rows of several tables by the REF or handle a person knows them by."""

from datetime import date
from pathlib import Path

import pytest

from clientlog.queries.labels import load_labels
from clientlog.store.tables import Affiliation
from clientlog.write import clients, commitments, conflicts, meetings, notes
from tests.looking import client, give, meet, moment_at, reading, writing


@pytest.fixture
def filled(journal: Path) -> Path:
    """A journal with a row in every table that has labels."""
    with writing(journal) as change:
        dana, sam = client(change, organization="Acme"), client(change, "Sam Li")
        clients.add_alias(change, dana, "Dany")
        clients.edit(change, dana, organization="Zorg")
        meet(change, "2026-11-01 10:00", sam, dana, title="Review", summary="spoke")
        meet(change, "2026-11-02 10:00", summary="spoke")
        meetings.set_summary(
            change, meet(change, "2026-11-03 10:00", title="Lunch"), None, nothing=True
        )
        meetings.set_summary(change, meet(change, "2026-11-04 10:00"), None, nothing=True)
        meet(change, "2026-11-05 10:00")
        promise = give(change, "a table", date(2026, 12, 1), whom=sam)
        commitments.renegotiate(change, promise, date(2026, 12, 8), "ill", told=True)
        item = give(change, "a chair", date(2026, 12, 1), kind="action")
        commitments.settle(change, item, "released", "no wish", told=True)
        notes.raise_topic(change, dana, "the plan", ask=True, why="it is late")
        notes.raise_topic(change, dana, "the weather")
        notes.note(change, dana, "likes tea")
        notes.touch(change, dana, moment_at("2026-10-01 10:00"), text="rang")
        notes.touch(change, dana, moment_at("2026-10-02 10:00"))
        conflict = conflicts.open_conflict(change, dana, "the roadmap")
        conflicts.take_step(change, conflict, "tired", "listening")
    return journal


@pytest.mark.parametrize(
    ("table", "labels"),
    [
        ("client", ["dana-reyes dana-reyes: Dana Reyes", "sam-li sam-li: Sam Li"]),
        ("alias", ["dana-reyes dana-reyes: Dany"]),
        ("affiliation", ["dana-reyes dana-reyes: left Acme for Zorg"]),
        (
            "meeting",
            [
                "m1 sam-li dana-reyes: Review: spoke",
                "m2 dana-reyes: spoke",
                "m3 dana-reyes: Lunch",
                "m4 dana-reyes: nothing to note",
                "m5 dana-reyes: ",
            ],
        ),
        ("promise", ["p1 sam-li: a table"]),
        ("action_item", ["a1 dana-reyes: a chair"]),
        (
            "amendment",
            [
                "p1 sam-li: a table (renegotiated from 2026-12-01 to 2026-12-08: ill)",
                "a1 dana-reyes: a chair (released: no wish)",
            ],
        ),
        ("topic", ["t1 dana-reyes: the plan (it is late)", "t2 dana-reyes: the weather"]),
        ("note", ["n1 dana-reyes: likes tea"]),
        ("touch", ["k1 dana-reyes: rang", "k2 dana-reyes: "]),
        ("conflict", ["c1 dana-reyes: the roadmap"]),
        ("conflict_step", ["c1 dana-reyes: listening: tired"]),
    ],
)
def test_every_row_has_its_ref_its_people_and_its_text(
    filled: Path, table: str, labels: list[str]
) -> None:
    """Rows that are not there are left out; attendees stand in the order they were named."""
    with reading(filled) as db:
        loaded = load_labels(db, table, range(1, 9))
    assert sorted(loaded) == list(range(1, len(labels) + 1))
    assert [
        f"{label.ref} {' '.join(person.handle for person in label.clients)}: {label.text}"
        for _, label in sorted(loaded.items())
    ] == labels


def test_a_label_has_the_moment_of_what_happened(filled: Path) -> None:
    """A meeting its start, a touch its time, everything else when it was recorded."""
    with reading(filled) as db:
        assert load_labels(db, "meeting", [2])[2].at == moment_at("2026-11-02 10:00")
        assert load_labels(db, "touch", [1])[1].at == moment_at("2026-10-01 10:00")
        assert load_labels(db, "note", [1])[1].at == moment_at("2026-11-02 09:00")
        assert load_labels(db, "promise", [1])[1].clients[0].name == "Sam Li"
        assert load_labels(db, "meeting", [1])[1].clients[0].name == "Sam Li"


def test_what_a_client_left_was_left_for_the_next_place_of_that_client(journal: Path) -> None:
    """Not for the last one, and not for another client's."""
    with writing(journal) as change:
        dana, sam = client(change, organization="Zorg"), client(change, "Sam Li")
        for whom, name in ((dana, "Acme"), (sam, "Home"), (dana, "Berg"), (dana, "Corp")):
            change.add(Affiliation(client_id=whom.id, organization=name, until=date(2026, 11, 1)))
    with reading(journal) as db:
        labels = load_labels(db, "affiliation", range(1, 5))
    assert {number: label.text for number, label in labels.items()} == {
        1: "left Acme for Berg",
        2: "left Home",
        3: "left Berg for Corp",
        4: "left Corp for Zorg",
    }
