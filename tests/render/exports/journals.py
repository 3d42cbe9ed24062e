"""A journal with something for every export."""

from datetime import date
from pathlib import Path

from clientlog.dates import parse_every
from clientlog.write import clients, commitments, conflicts, notes
from tests.looking import client, give, meet, moment_at, writing


def fill(journal: Path) -> None:
    """Dana, of whom everything is known, Sam, of whom little is, and Old, who is archived."""
    with writing(journal) as change:
        dana = client(
            change, direction="up", organization="Acme", role="CTO", stake="executive",
            stage="relationship", aim="partnership", channel="call", cadence_days=14,
            vision="mine\nlong", their_vision="theirs", emails=["d@acme.example"], phones=["+49 1"],
        )  # fmt: skip
        clients.tag(change, dana, ["vip", "north"], [])
        clients.add_alias(change, dana, "Dee")
        sam = client(change, "Sam Li")
        clients.archive(change, client(change, "Old Hand"))
        meet(change, "2026-11-24 10:00", dana, state="planned", title="Weekly", place="Room 2")
        meet(change, "2026-11-25 10:00", dana, sam, state="planned")
        meet(change, "2026-11-03 10:00", dana, sam, summary="Paused\n\n# the migration")
        give(change, "send the draft\nand the plan", date(2026, 11, 27), priority="must")
        give(change, "approve travel", date(2026, 11, 23), theirs=True)
        give(change, "book the room", date(2026, 11, 30), kind="action", owner="Jo")
        give(
            change,
            "weekly mail",
            date(2026, 12, 4),
            kind="action",
            whom=sam,
            every=parse_every("week"),
        )
        give(change, "no date")
        done = give(change, "call back", date(2026, 11, 1))
        commitments.finish(change, done, date(2026, 11, 2))
        notes.raise_topic(change, dana, "hire one more", ask=True, why="May is full")
        notes.raise_topic(change, dana, "the budget")
        notes.touch(change, dana, moment_at("2026-11-01 09:00"), text="first call", channel="call")
        notes.touch(change, dana, moment_at("2026-11-02 08:00"), by="Jo")
        for kind in ("note", "personal", "need", "goal", "news", "feedback"):
            tone = "bad" if kind in {"news", "feedback"} else None
            notes.note(change, dana, f"a {kind}", kind=kind, tone=tone)
        quarrel = conflicts.open_conflict(change, dana, "who decides")
        conflicts.agree(change, quarrel, "we both do", date(2026, 12, 1))
