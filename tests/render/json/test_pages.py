"""Pages as JSON: one client, one record, one organization."""

from dataclasses import replace

from clientlog.queries.details import Affiliation, RecordPage, Step
from clientlog.queries.organizations import Member, OrganizationMap
from clientlog.queries.reliability import Reliability
from clientlog.queries.self_checks import QUESTIONS, SelfCheck
from clientlog.render.json.pages import client_page, organization, record_page
from tests.render.text.test_pages import page
from tests.rules.build import (
    DANA,
    action,
    at,
    client,
    conflict,
    day,
    held,
    meeting,
    noon,
    note,
    promise,
    topic,
)  # fmt: skip

CLOCK = noon()


def test_a_client_has_everything_in_its_place() -> None:
    """What is open, what was last, and how each word was kept."""
    made = client_page(
        page(
            before=(Affiliation("Beta", "COO", day(-9)),), next_meeting=meeting(4, number=9),
            rhythm=7.5, mine=(promise(),), theirs=(action(theirs=True),),
            in_hands=(action(number=8),), topics=(topic(),), notes=(note("need", "open", -1),),
            conflicts=(conflict(),), meetings=(held(-1),),
            my_reliability=Reliability(5, 2, 1, 1),
            self_checks=(SelfCheck(at(-1), dict.fromkeys(QUESTIONS, 3)),),
        ),
        CLOCK, {9: ["t9"]},
    )  # fmt: skip
    assert made["client"]["handle"] == "dana"
    assert made["client"]["rhythm_days"] == 7.5
    assert made["before"] == [{"organization": "Beta", "role": "COO", "until": "2026-11-11"}]
    assert made["next_meeting"]["topics"] == ["t9"]
    refs = {
        name: [one["ref"] for one in made[name]]
        for name in ("commitments", "in_hands", "topics", "notes", "conflicts", "meetings")
    }
    assert refs == {
        "commitments": ["p4", "a4"], "in_hands": ["a8"], "topics": ["t9"], "notes": ["n7"],
        "conflicts": ["c2"], "meetings": ["m3"],
    }  # fmt: skip
    assert made["meetings"][0]["topics"] == []
    assert made["reliability"] == {
        "mine": {"kept": 5, "moved": 2, "kept_late": 1, "broken": 1, "settled": 7},
        "theirs": None,
    }
    assert made["self_checks"][0]["trust"] == 3


def test_what_is_not_known_is_null_or_empty() -> None:
    """No meeting, no rhythm, no lists."""
    made = client_page(page(), CLOCK, {})
    assert (made["next_meeting"], made["client"]["rhythm_days"]) == (None, None)
    assert made["commitments"] == made["touches"] == made["before"] == []


def test_a_record_has_what_belongs_to_it() -> None:
    """Of a meeting what came out of it, of a need what serves it, of a conflict its steps."""
    made = record_page(RecordPage(held(-1), items=(topic(), promise())), CLOCK)["item"]
    assert (made["kind"], made["topics"]) == ("meeting", ["t9"])
    assert [one["ref"] for one in made["items"]] == ["t9", "p4"]
    assert record_page(RecordPage(held(-1)), CLOCK)["item"]["items"] == []
    need = note("need", "open", -1)
    made = record_page(RecordPage(need, items=(promise(),)), CLOCK)["item"]
    assert [one["ref"] for one in made["items"]] == ["p4"]
    assert "items" not in record_page(RecordPage(need), CLOCK)["item"]
    steps = (Step("empathy", "it hurt", at(-3)),)
    made = record_page(RecordPage(conflict(), steps=steps), CLOCK)["item"]
    assert made["steps"] == [
        {"step": "empathy", "text": "it hurt", "at": "2026-11-17T12:00:00+01:00"}
    ]
    assert "steps" not in record_page(RecordPage(promise()), CLOCK)["item"]


def test_an_organization_has_its_people_by_their_say() -> None:
    """With the latest feedback of each."""
    eva = client("eva", name="Eva", role="CEO", direction="up", last_contact=at(-1))
    acme = OrganizationMap(
        "Acme", executives=(Member(eva),),
        others=(Member(DANA, note("feedback", "received", -2)),),
    )  # fmt: skip
    made = organization(acme, CLOCK)
    assert (made["name"], made["clients"]) == ("Acme", 2)
    assert made["executives"] == [
        {
            "handle": "eva", "name": "Eva", "role": "CEO", "direction": "up",
            "last_contact": "2026-11-19T12:00:00+01:00", "feedback": None,
        }
    ]  # fmt: skip
    assert made["managers"] == made["influencers"] == []
    assert made["others"][0]["feedback"]["ref"] == "n7"
    assert made["ends_on"] is None
    assert organization(replace(acme, ends_on=day(9)), CLOCK)["ends_on"] == "2026-11-29"
