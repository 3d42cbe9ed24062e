"""Screens: one client, one record, one organization."""

from typing import Any

import pytest

from clientlog.queries.details import Affiliation, ClientPage, RecordPage, Step
from clientlog.queries.organizations import Member, OrganizationMap
from clientlog.queries.reliability import Reliability
from clientlog.queries.self_checks import QUESTIONS, SelfCheck
from clientlog.queries.values import Touch
from clientlog.render.terminal import UNBOUNDED
from clientlog.render.text.pages import client_page, organization_page, record_page
from tests.render.text.drawing import drawn, lines
from tests.rules.build import (
    DANA,
    action,
    at,
    change,
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
SAM = client("sam", name="Sam Li")


def page(**known: Any) -> ClientPage:
    """The screen of a client of whom only this is known."""
    empty: dict[str, Any] = dict.fromkeys(
        ("before", "mine", "theirs", "in_hands", "topics", "notes", "meetings", "touches",
         "conflicts", "self_checks"), (),
    )  # fmt: skip
    usual: dict[str, Any] = {
        "client": DANA, "next_meeting": None, "rhythm": 0, "my_reliability": None,
        "their_reliability": None, "engagement_ends_on": None,
    }  # fmt: skip
    return ClientPage(**empty | usual | known)


def facts(**known: Any) -> dict[str, str]:
    """What stands under each label."""
    shown = drawn(client_page(page(**known), CLOCK), UNBOUNDED).splitlines()
    return dict(line.split("\t", 1) for line in shown if "\t" in line)


def test_of_a_client_of_whom_nothing_is_known_little_is_shown() -> None:
    """Name, direction, and what is missing."""
    assert lines(client_page(page(), CLOCK)) == [
        "Dana Reyes  (dana)", "who           outside", "last contact  never",
        "next          no meeting planned", "", "No open commitments.",
    ]  # fmt: skip


def test_all_that_is_known_stands_under_its_label() -> None:
    """Each fact once."""
    dana = client(
        name="Dana Reyes", role="CTO", organization="Acme", stake="executive",
        stage="relationship", aim="partnership", vision="mine", their_vision="hers",
        cadence_days=14, channel="call", emails=("d@x",), phones=("1",), tags=("vip", "north"),
        aliases=("Dee",), away_until=day(3), archived=True, last_contact=at(-3),
    )  # fmt: skip
    known = facts(
        client=dana, rhythm=7.5, next_meeting=meeting(4, "10:00", title="Weekly"),
        before=(Affiliation("Beta", "COO", day(-9)), Affiliation("Gamma", None, day(-99))),
        my_reliability=Reliability(5, 2, 1, 1), their_reliability=Reliability(3, 0, 0, 0),
        self_checks=(SelfCheck(at(-1), dict.fromkeys(QUESTIONS, 3)),),
    )  # fmt: skip
    assert known.pop("self-check").startswith("abundance ▃ 3")
    assert known == {
        "who": "CTO at Acme; outside; executive",
        "formerly": "Beta (COO) until Wed 11 Nov; Gamma until Thu 13 Aug",
        "stage": "relationship, to become partnership",
        "vision": "mine", "theirs": "hers",
        "last contact": "3 days ago (Tue 17 Nov); you meet every 7.5 days; quiet after 14 days",
        "next": "m3  Tue 24 Nov 10:00: Weekly",
        "reach": "call; d@x; 1", "tags": "vip, north", "also called": "Dee",
        "away": "until Mon 23 Nov", "archived": "only your open promises are flagged",
        "my promises":
            "5 kept by the agreed date (2 of them moved in time), 1 kept late, 1 broken",
        "their promises": "3 kept by the agreed date, 0 kept late, 0 broken",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("known", "label", "words"),
    [
        ({"stage": "relationship", "aim": "relationship"}, "stage", "relationship"),
        ({"aim": "partnership"}, "stage", "not said, to become partnership"),
        ({"last_contact": at(0)}, "last contact", "today"),
        ({"last_contact": at(-1)}, "last contact", "yesterday"),
        ({"away_until": day(1)}, "away", "until Sat 21 Nov"),
        ({"away_until": day(0)}, "away", None),
        ({"away_from": day(1), "away_until": day(3)}, "away", "from Sat 21 Nov until Mon 23 Nov"),
    ],
)
def test_a_fact_in_its_cases(known: dict[str, Any], label: str, words: str | None) -> None:
    """A day that has a word is said by it; an absence that ends today is over."""
    assert facts(client=client(**known)).get(label) == words


def test_sections_stand_in_order_and_empty_ones_are_left_out() -> None:
    """With what is open the sentence about nothing is not there."""
    shown = lines(
        client_page(
            page(
                mine=(promise(3),), theirs=(promise(theirs=True),), in_hands=(action(client=SAM),),
                topics=(topic(),), notes=(note("need", "open", -1),), conflicts=(conflict(),),
                meetings=(held(-1, summary="s " * 300),), touches=(Touch(8, DANA, at(-2)),),
            ),
            CLOCK,
        )
    )  # fmt: skip
    titles = ["I owe", "They owe", "In their hands", "To raise", "Notes", "Conflicts",
              "Last meetings", "Last touches"]  # fmt: skip
    assert [line for line in shown if line in titles] == titles
    assert "No open commitments." not in shown
    assert sum(line.count("s ") for line in shown) < 110
    for known in ("mine", "theirs", "in_hands"):
        made = client_page(page(**{known: (promise(),)}), CLOCK)
        assert "No open commitments." not in lines(made)


def record(value: Any, **known: Any) -> list[str]:
    return lines(record_page(RecordPage(value, **known), CLOCK))


def test_a_meeting_shows_what_came_out_of_it() -> None:
    """Its summary in full, then each kind of record under its title."""
    made = record(
        held(-1, title="Weekly", summary="first\n  second", standing="the figures"),
        items=(promise(3), action(theirs=True), topic(), note("need", "open", -1)),
    )
    assert made[:9] == [
        "m3  meeting: Weekly", "when        Thu 19 Nov 12:00", "state       held",
        "with        Dana Reyes", "details     60 minutes", "every time  the figures",
        "", "first", "  second",
    ]  # fmt: skip
    titles = ["I owe", "They owe", "Topics", "Notes"]
    assert [line for line in made if line in titles] == titles


def test_a_meeting_of_nobody_with_nothing_is_its_facts() -> None:
    """No title, no summary, no sections."""
    made = record(meeting(1, clients=()))
    assert made[0] == "m3  meeting"
    assert "with     nobody" in made
    assert len(made) == 5


def test_a_promise_shows_its_history_its_need_and_its_meeting() -> None:
    """Its text in full; what stands elsewhere on the page is not said twice."""
    moved = change(-5)._replace(from_due=day(3), why="legal")
    made = record(
        promise(9, text="send\nthe draft", amendments=(moved,), meeting=3, need=7, owner="Ann",
                priority="must"),
        meeting=held(-1), need=note("need", "open", -1),
    )  # fmt: skip
    assert made == [
        "p4  promise",
        "client   Dana Reyes  (dana)",
        "owed by  me",
        "due      Sun 29 Nov",
        "given    Wed 12 Aug",
        "state    open",
        "meeting  m3  Thu 19 Nov 12:00",
        "need     n7  quick answers",
        "details  must; through Ann",
        "history  moved from Mon 23 Nov to Sun 29 Nov: legal (not told)",
        "", "send", "the draft",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "title", "fact"),
    [
        (promise(), "p4  promise", "due      no date"),
        (action(theirs=True), "a4  action item", "owed by  them"),
        (topic(), "t9  topic", "raised   Mon 21 Sep"),
        (note("news", "untold", -1, tone="bad"), "n7  bad news", "written  Thu 19 Nov"),
        (note("need", "open", -1), "n7  need", "written  Thu 19 Nov"),
        (Touch(8, DANA, at(-2, "10:00")), "k8  touch", "when     Wed 18 Nov 10:00"),
        (conflict(), "c2  conflict", "opened   Thu 1 Oct"),
    ],
)
def test_every_kind_has_its_title_and_its_day(value: Any, title: str, fact: str) -> None:
    """The day that matters for it."""
    made = record(value)
    assert made[0] == title
    assert fact.split() in [line.split() for line in made]


def test_reasons_agreements_and_steps_have_a_heading() -> None:
    """In full, as they were typed; a conflict shows each step with its day."""
    asked = record(topic(ask=True, why="we lose\n May"))
    assert asked[-4:] == ["", "Because", "we lose", " May"]
    quarrel = conflict(agreement="we both\n do", state="agreed", check_on=day(3))
    made = record(quarrel, steps=(Step("empathy", "it hurt", at(-3)),))
    assert made[-7:] == [
        "", "Agreed", "we both", " do", "", "Steps", "Tue 17 Nov  empathy: it hurt",
    ]  # fmt: skip
    assert "Because" not in record(topic())
    assert not {"Agreed", "Steps"} & {*record(conflict())}
    assert not any("agreed: " in line or "because: " in line for line in (*asked, *made))


def test_what_serves_a_need_is_listed() -> None:
    """With whose it is."""
    made = record(note("need", "open", -1), items=(promise(3),))
    assert "Served by" in made
    assert "p4" in made[-1]
    assert "Served by" not in record(note("need", "open", -1))


def test_an_organization_without_an_executive_asks_who_decides() -> None:
    """One with an executive lists its people only."""
    shown = lines(organization_page(OrganizationMap("Beta", others=(Member(SAM),)), CLOCK))
    assert shown[:2] == ["Beta", "No active executive is known: who decides here?"]
    decided = OrganizationMap("Acme", executives=(Member(SAM),))
    shown = lines(organization_page(decided, CLOCK))
    assert shown[0] == "Acme"
    assert not any("who decides" in line for line in shown)
    assert any("decides" in line and "Sam Li" in line for line in shown)


def test_the_end_of_an_engagement_stands_with_the_organization_and_its_people() -> None:
    """Where there is one."""
    ends = OrganizationMap("Acme", executives=(Member(SAM),), ends_on=day(9))
    assert lines(organization_page(ends, CLOCK))[1] == "The engagement ends Sun 29 Nov."
    assert facts(engagement_ends_on=day(9))["engagement"] == "ends Sun 29 Nov"
    assert "engagement" not in facts()


def test_nothing_in_the_data_acts_on_the_terminal() -> None:
    """Names, texts, reasons and steps are escaped."""
    evil = client(name="a\x1bb", role="\x1b", organization="\x1b", tags=("\x1b",), vision="\x1b")
    assert "\x1b" not in drawn(client_page(page(client=evil), CLOCK))
    for value in (topic(text="\x1b", why="\x1b"), conflict(text="\x1b", agreement="\x1b"),
                  held(-1, title="\x1b", summary="\x1b", clients=(evil,))):  # fmt: skip
        made = RecordPage(value, steps=(Step("empathy", "\x1b", at(-3)),))
        assert "\x1b" not in drawn(record_page(made, CLOCK))


def test_whose_a_record_is_stands_only_where_it_is_not_the_clients() -> None:
    """The page is theirs, and the titles say who owes."""
    texts = [
        *lines(client_page(page(mine=(promise(3),), theirs=(promise(theirs=True),)), CLOCK), 100),
        *lines(client_page(page(topics=(topic(),), conflicts=(conflict(),)), CLOCK), 100),
        *lines(client_page(page(notes=(note("need", "open", -1),)), CLOCK), 100),
        *lines(client_page(page(touches=(Touch(8, DANA, at(-2)),)), CLOCK), 100),
        *lines(client_page(page(meetings=(held(-1, clients=(DANA, SAM)),)), CLOCK), 100),
    ]
    assert {line for line in texts if "Dana Reyes" in line} == {"Dana Reyes  (dana)"}
    assert not any("owed by" in line or "client" in line for line in texts)
    assert any("Sam Li" in line for line in texts)
    handed = lines(client_page(page(in_hands=(action(client=SAM),)), CLOCK), 100)
    assert any("owed by" in line for line in handed)


@pytest.mark.parametrize(
    ("kinds", "has_column"), [(["note"], False), (["need"], True), (["note", "news"], True)]
)
def test_the_kind_of_notes_is_named_unless_all_are_plain_notes(
    kinds: list[Any], has_column: bool
) -> None:
    """A title above says notes."""
    notes = tuple(note(kind, "open", -1) for kind in kinds)
    made = lines(client_page(page(notes=notes), CLOCK), 100)
    (titles,) = [line for line in made if line.startswith("ref")]
    assert ("kind" in titles) == has_column


def test_long_texts_are_cut_on_a_page() -> None:
    """A summary at 200 letters, what a meeting is held for at 300, a field at 2,000."""
    for count, is_whole in ((200, True), (201, False)):
        made = drawn(client_page(page(meetings=(held(-1, summary="s" * count),)), CLOCK), UNBOUNDED)
        assert ("s" * count in made) == is_whole
    for count, is_whole in ((300, True), (301, False)):
        made = drawn(record_page(RecordPage(held(-1, standing="s" * count)), CLOCK), UNBOUNDED)
        assert ("s" * count in made) == is_whole
    for count, is_whole in ((2000, True), (2001, False)):
        assert (facts(client=client(vision="s" * count))["vision"] == "s" * count) == is_whole


def test_a_stage_without_an_aim_is_that_stage() -> None:
    """And nothing that it is to become."""
    assert facts(client=client(stage="relationship"))["stage"] == "relationship"


def test_what_others_owe_of_a_meeting_is_not_mine() -> None:
    """Each has a title of its own."""
    mine = record(held(-1), items=(promise(3),))
    theirs = record(held(-1), items=(promise(theirs=True),))
    assert ("I owe" in mine, "They owe" in mine) == (True, False)
    assert ("I owe" in theirs, "They owe" in theirs) == (False, True)


def test_a_step_keeps_its_lines() -> None:
    """As they were typed."""
    made = record(conflict(), steps=(Step("empathy", "it hurt\nvery much", at(-3)),))
    assert made[-2:] == ["Tue 17 Nov  empathy: it hurt", "very much"]
