"""Journals that pages are made from: one person in each direction, light and overfull meetings."""

from datetime import date
from pathlib import Path
from typing import Any

from clientlog.write import commitments, conflicts, meetings, notes
from clientlog.write.change import Change
from tests.looking import client, give, meet, writing

HOSTILE = "<script>alert(1)</script> [/] :smile:"

PEOPLE = {
    "up": {"name": "Maria Okafor", "role": "Chief Engineer", "stake": "manager", "channel": "chat"},
    "down": {"name": "Tom Berg", "role": "Developer", "channel": "in-person"},
    "sideways": {"name": "李小龍", "role": "数据平台", "organization": "Harbour"},
    "outside": {
        "name": "Dana Reyes", "role": "VP Engineering", "organization": "Acme",
        "stake": "executive", "channel": "call", "stage": "relationship",
        "vision": "trusted with the whole platform", "their_vision": "no outage at year's end",
    },
}  # fmt: skip
"""One client in each direction."""


def everything(change: Change, whom: Any) -> None:
    """Something of every kind about one client."""
    held = meet(change, "2026-11-03 10:00", whom, summary="Paused the move until the review is in.")
    meet(change, "2026-10-20 10:00", whom, summary="Agreed on the outline, and on who does what.")
    draft = give(change, "a draft of the contract", date(2026, 11, 18), whom=whom)
    give(change, "name a deputy for December", whom=whom, owner="Ann Lee")
    given = {"kind": "action", "whom": whom, "meeting": held}
    give(change, "send the hiring plan", date(2026, 11, 20), owner="Ann Lee", **given)
    sent = give(change, "book the room", date(2026, 11, 10), **given)
    give(change, "send last year's figures", date(2026, 11, 25), theirs=True, **given)
    late = {"whom": whom, "theirs": True, "meeting": held, "priority": "must"}
    give(change, "approve the travel budget", date(2026, 11, 16), **late)
    commitments.finish(change, sent, date(2026, 11, 9))
    commitments.renegotiate(change, draft, date(2026, 11, 19), "legal was ill", told=False)
    topics(change, whom)
    for kind, text, more in (
        ("personal", "plays the cello, two children", {}),
        ("need", "a weekly mail of three lines", {"must": True}),
        ("goal", "run the platform alone by 2028", {}),
        ("feedback", "the last release came without a warning", {"tone": "bad"}),
        ("recognition", "stayed until the migration was safe", {}),
        ("agreement", "changes of scope go by mail, never by chat", {}),
        ("offer", "an introduction to the audit team", {}),
        ("news", "the licence costs more from January on", {"tone": "bad"}),
    ):
        notes.note(change, whom, text, kind=kind, **more)
    quarrel = conflicts.open_conflict(change, whom, "who decides on releases")
    conflicts.take_step(change, quarrel, "was not asked before the last one")


def topics(change: Change, whom: Any) -> None:
    """An ask with a reason, one without, a plain topic."""
    reason = "two projects overlap in May"
    notes.raise_topic(change, whom, "hire one more developer", ask=True, why=reason)
    notes.raise_topic(change, whom, "skip the December release", ask=True)
    notes.raise_topic(change, whom, "the travel rules")


def one_in_each_direction(journal: Path) -> None:
    """Four clients, all that is known of each, and a meeting with each on Tuesday."""
    for hour, (direction, known) in enumerate(PEOPLE.items(), 9):
        values = {name: value for name, value in known.items() if name != "name"}
        with writing(journal, "2026-10-02 09:00") as change:
            whom = client(change, known["name"], direction=direction, **values)
            notes.raise_topic(change, whom, "the training budget")
        with writing(journal, "2026-11-17 09:00") as change:
            everything(change, client(change, known["name"]))
            meet(change, f"2026-11-24 {hour:02}:00", client(change, known["name"]),
                 state="planned", place="Room 4", review=direction == "outside")  # fmt: skip


def light(journal: Path) -> None:
    """A meeting with somebody nothing is known of."""
    with writing(journal) as change:
        meet(change, "2026-11-24 10:00", client(change, HOSTILE), state="planned")


def overfull(journal: Path, people: int = 2, wide: str = "") -> None:
    """A meeting with far more of everything than any sheet holds."""
    long = wide or "a sentence that goes on and on about something that has to be said in full "
    with writing(journal) as change:
        all_of_them = [
            client(change, f"{HOSTILE} {number}", direction=("up", "down")[number % 2],
                   role=(wide or "Head of many things")[:150], organization="Acme")
            for number in range(people)
        ]  # fmt: skip
        held = meet(change, "2026-11-03 10:00", *all_of_them, summary=long * 30)
        for number in range(25 if people == 1 else 10):
            for whom in all_of_them:
                for kind, theirs in (("promise", False), ("action", True), ("action", False)):
                    give(change, f"{long * 3}{number}", date(2026, 11, 10), kind=kind, whom=whom,
                         theirs=theirs, meeting=held)  # fmt: skip
                notes.raise_topic(change, whom, f"{long}{number}", ask=number % 2 == 1)
                for kind in ("personal", "need", "goal", "feedback", "agreement", "offer", "news"):
                    notes.note(change, whom, f"{long * 2}{number}", kind=kind)
        arranged = meetings.MeetingDetails(
            clients=tuple(all_of_them), starts_at=held.starts_at.replace(day=24), review=True,
            title=long[:200],
        )  # fmt: skip
        meetings.create(change, arranged)
