"""Values as JSON."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from clientlog.client_fields import CLIENT_FIELDS
from clientlog.clock import Clock
from clientlog.queries.labels import Person
from clientlog.queries.search import Hit
from clientlog.queries.timeline import Event
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


LATER = moment_at("2026-11-03 09:00")
ON = date(2026, 11, 9)


@pytest.mark.parametrize(
    ("record", "values"),
    [
        (
            promise(priority="must", every="2w", try_until=ON, is_update=True, delegate="sam-li",
                    owner="Sam", settled_on=ON, state="done"),
            {
                "kind": "promise", "owner": "sam-li", "due": None, "state": "done",
                "priority": "must", "meeting": None, "changes": [], "every": "2w", "need": None,
                "try_until": "2026-11-09", "update": True, "days_late": None, "on_time": True,
                "settled_on": "2026-11-09", "recorded_at": "2026-11-02T09:00:00+01:00",
            },
        ),
        (
            Topic(number=9, text="x", client=DANA, raised_at=WHEN, state="discussed", meeting=3,
                  ask=True, why="y", meetings_since=2, settled_on=ON),
            {
                "ref": "t9", "kind": "topic", "by": None, "state": "discussed", "meeting": "m3",
                "ask": True, "why": "y", "meetings_since": 2, "settled_on": "2026-11-09",
                "recorded_at": "2026-11-02T09:00:00+01:00",
            },
        ),
        (
            Note(number=7, kind="need", text="x", client=DANA, recorded_at=WHEN, state="open",
                 priority="must", meeting=3, tone="bad", on_day=ON, confirmed_at=LATER,
                 told_at=LATER, served=True, settled_on=ON),
            {
                "ref": "n7", "kind": "need", "state": "open", "priority": "must", "meeting": "m3",
                "tone": "bad", "on": "2026-11-09", "confirmed": "2026-11-03T09:00:00+01:00",
                "told": "2026-11-03T09:00:00+01:00", "served": True, "settled_on": "2026-11-09",
                "recorded_at": "2026-11-02T09:00:00+01:00",
            },
        ),
        (
            Note(number=7, kind="news", text="x", client=DANA, recorded_at=WHEN, served=True),
            {"kind": "news", "served": None, "on": None, "told": None},
        ),
        (
            Touch(number=8, client=DANA, at=WHEN, by="Ann", channel="call"),
            {
                "ref": "k8", "kind": "touch", "by": "me", "owner": "Ann", "channel": "call",
                "at": "2026-11-02T09:00:00+01:00",
            },
        ),
        (
            Conflict(number=2, text="x", client=DANA, opened_at=WHEN, state="settled",
                     step="empathy", agreement="y", agreed_at=LATER, check_on=ON,
                     settled_at=LATER),
            {
                "ref": "c2", "kind": "conflict", "state": "settled", "step": "empathy",
                "agreement": "y", "agreed_at": "2026-11-03T09:00:00+01:00",
                "check_on": "2026-11-09", "settled_at": "2026-11-03T09:00:00+01:00",
                "recorded_at": "2026-11-02T09:00:00+01:00",
            },
        ),
    ],
)  # fmt: skip
def test_everything_that_is_known_of_a_record_is_in_its_document(
    record: Any, values: dict[str, Any], clock: Clock
) -> None:
    """Each under its own key."""
    document = documents.item(record, clock)
    assert {key: document[key] for key in values} == values


def test_the_first_address_and_number_of_a_client_have_keys_of_their_own(clock: Clock) -> None:
    """Beside the lists of all of them; null where there is none."""
    known = DANA._replace(
        emails=("a@x", "b@x"), phones=("1", "2"), aliases=("D",), away_from=ON, away_until=ON
    )
    document = documents.client(known, clock)
    assert (document["email"], document["phone"]) == ("a@x", "1")
    assert (document["emails"], document["phones"]) == (["a@x", "b@x"], ["1", "2"])
    assert (document["aliases"], document["away_from"], document["away_until"]) == (
        ["D"], "2026-11-09", "2026-11-09",
    )  # fmt: skip
    document = documents.client(DANA, clock)
    assert (document["email"], document["phone"]) == (None, None)


def test_a_hit_and_an_event_are_documents(clock: Clock) -> None:
    """A hit has a day, an event a moment and everybody it is about."""
    hit = Hit(ref="p4", client="dana", name="Dana", day=ON, text="x")
    assert documents.hit(hit) == {"ref": "p4", "client": "dana", "date": "2026-11-09", "text": "x"}
    event = Event(WHEN, "meeting", "m3", (Person("dana", "Dana"),), "Weekly")
    assert documents.event(event, clock) == {
        "at": "2026-11-02T09:00:00+01:00", "kind": "meeting", "ref": "m3", "clients": ["dana"],
        "text": "Weekly",
    }  # fmt: skip


def test_a_field_that_came_later_follows_those_that_are_promised(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And changes none of them."""
    before = documents.client(DANA, clock)
    fields = (*CLIENT_FIELDS, replace(CLIENT_FIELDS[0], name="id"))
    monkeypatch.setattr(documents, "CLIENT_FIELDS", fields)
    assert list(documents.client(DANA, clock).items()) == [*before.items(), ("id", DANA.id)]
