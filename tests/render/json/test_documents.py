"""Values as JSON."""

from datetime import date, timedelta
from typing import Any

import pytest

from clientlog.clock import Clock
from clientlog.queries.values import Amendment, Conflict, Meeting, Note, Topic, Touch
from clientlog.render.json import documents
from tests.looking import DANA, moment_at, promise

WHEN = moment_at("2026-11-02 09:00")

ITEM_KEYS = ["ref", "kind", "text", "client", "by", "owner", "due", "state", "priority",
             "meeting", "renegotiations"]  # fmt: skip


@pytest.mark.parametrize(
    "one",
    [
        promise(),
        Topic(number=1, text="hire", client=DANA, raised_at=WHEN),
        Note(number=1, kind="need", text="x", client=DANA, recorded_at=WHEN),
        Touch(number=1, client=DANA, at=WHEN),
        Conflict(number=1, text="x", client=DANA, opened_at=WHEN),
    ],
)
def test_every_record_has_the_same_keys_first(one: Any, clock: Clock) -> None:
    """A script reads any list the same way."""
    document = documents.item(one, clock)
    assert list(document)[:11] == ITEM_KEYS
    assert document["client"] == "dana-reyes"
    assert document["renegotiations"] == []


def test_a_commitment_says_who_when_and_every_renegotiation(clock: Clock) -> None:
    """Dates are days, moments carry the local offset, what is absent is null."""
    moved = Amendment(
        kind="renegotiated", at=WHEN, from_due=date(2026, 11, 6), to_due=date(2026, 11, 10), why="x"
    )
    broken = Amendment(kind="broken", at=WHEN, from_due=date(2026, 11, 10), told_at=WHEN)
    one = promise(
        42, due=date(2026, 11, 10), owner="Ann", meeting=3, need=7, amendments=(moved, broken)
    )
    document = documents.item(one, clock)
    assert {key: document[key] for key in ("ref", "by", "owner", "due", "meeting", "need")} == {
        "ref": "p42", "by": "me", "owner": "Ann", "due": "2026-11-10",
        "meeting": "m3", "need": "n7",
    }  # fmt: skip
    assert document["renegotiations"] == [
        {"from": "2026-11-06", "to": "2026-11-10", "why": "x", "at": "2026-11-02T09:00:00+01:00",
         "told": None}
    ]  # fmt: skip
    assert [one["kind"] for one in document["changes"]] == ["renegotiated", "broken"]
    assert document["days_late"] == 10
    assert documents.item(promise(theirs=True), clock)["by"] == "dana-reyes"


@pytest.mark.parametrize(
    ("state", "settled", "on_time"),
    [("kept", 10, True), ("kept", 11, False), ("broken", 10, None), ("open", None, None)],
)
def test_only_a_kept_word_was_on_time_or_not(
    state: str, settled: int | None, on_time: bool | None, clock: Clock
) -> None:
    """Of what was broken or is open nothing is said about time."""
    day = date(2026, 11, settled) if settled else None
    one = promise(due=date(2026, 11, 10), state=state, settled_on=day)
    assert documents.item(one, clock)["on_time"] is on_time


def test_a_meeting_has_its_attendees_as_handles_and_its_topics_as_refs(clock: Clock) -> None:
    """Confirmed is the moment it was read back, or null."""
    one = Meeting(
        number=15, starts_at=WHEN, ends_at=WHEN + timedelta(hours=1), ends_set_at=WHEN,
        clients=(DANA,), state="held", summary="good",
    )  # fmt: skip
    document = documents.meeting(one, clock, ["t9"])
    assert list(document)[:9] == ["ref", "title", "starts_at", "ends_at", "state", "clients",
                                  "topics", "summary", "confirmed"]  # fmt: skip
    assert document["starts_at"] == "2026-11-02T09:00:00+01:00"
    assert (document["clients"], document["topics"]) == (["dana-reyes"], ["t9"])
    assert document["confirmed"] is None


def test_a_client_has_the_documented_keys_first(clock: Clock) -> None:
    """More may follow; lists are there when empty."""
    document = documents.client(DANA, clock)
    assert list(document)[:12] == ["handle", "name", "direction", "organization", "role", "stake",
                                   "stage", "cadence_days", "channel", "tags", "archived",
                                   "last_contact"]  # fmt: skip
    assert (document["tags"], document["last_contact"]) == ([], None)
