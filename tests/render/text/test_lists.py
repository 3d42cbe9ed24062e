"""Clients, meetings, hits, events and organizations as rows."""

from datetime import date
from typing import Any

import pytest

from clientlog.queries.labels import Person
from clientlog.queries.organizations import Member, OrganizationMap
from clientlog.queries.search import Hit
from clientlog.queries.timeline import Event
from clientlog.render.terminal import UNBOUNDED
from clientlog.render.text import lists
from tests.render.text.drawing import drawn, lines
from tests.rules.build import DANA, at, client, day, held, meeting, noon, note

CLOCK = noon()
SAM = client("sam", name="Sam Li")


@pytest.mark.parametrize(
    ("last", "words"),
    [(None, "never"), (at(0), "today"), (at(-1), "yesterday"), (at(-2), "2 days ago")],
)
def test_the_last_contact_in_words(last: Any, words: str) -> None:
    """In local days."""
    assert lists.last_contact(client(last_contact=last), CLOCK) == words


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({}, ["outside"]),
        ({"role": "CTO", "organization": "Acme"}, ["outside", "CTO at Acme"]),
        ({"role": "CTO"}, ["outside", "CTO"]),
        ({"organization": "Acme"}, ["outside", "Acme"]),
        ({"stake": "executive", "stage": "relationship"}, ["outside", "executive", "relationship"]),
        ({"stage": "relationship", "aim": "relationship"}, ["outside", "relationship"]),
        ({"aim": "partnership"}, ["outside", "to become partnership"]),
        ({"cadence_days": 14, "channel": "call"}, ["outside", "quiet after 14 days", "by call"]),
        ({"emails": ("a@x", "b@x"), "phones": ("1",)}, ["outside", "a@x", "b@x", "1"]),
        ({"aliases": ("Dee", "D")}, ["outside", "also Dee, D"]),
        ({"tags": ("vip", "north")}, ["outside", "tags: vip, north"]),
        ({"away_until": day(1)}, ["outside", "away until Sat 21 Nov"]),
        ({"away_until": day(0)}, ["outside"]),
        (
            {"away_from": day(3), "away_until": day(10)},
            ["outside", "away from Mon 23 Nov until Mon 30 Nov"],
        ),
        ({"away_from": day(0), "away_until": day(1)}, ["outside", "away until Sat 21 Nov"]),
        ({"archived": True}, ["outside", "archived"]),
    ],
)
def test_what_is_known_of_a_client(known: dict[str, Any], words: list[str]) -> None:
    """A few words each; what is not known is left out."""
    assert lists.client_details(client(**known), CLOCK) == words


def test_clients_are_a_table() -> None:
    """The details say direction and organization; a program gets them as columns."""
    listing = lists.clients([client(organization="Acme", last_contact=at(0))], CLOCK)
    assert [line.split() for line in lines(listing, 100)] == [
        ["handle", "name", "last", "contact", "details"],
        ["dana", "Dana", "today", "outside;", "Acme"],
    ]
    assert drawn(listing, UNBOUNDED) == "dana\tDana\toutside\tAcme\ttoday\toutside; Acme\n"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (meeting(1), ["60 minutes"]),
        (meeting(1, state="held"), ["no summary", "60 minutes"]),
        (meeting(1, state="held", summary="x"), ["60 minutes"]),
        (meeting(1, state="held", nothing_to_note=True), ["nothing to note", "60 minutes"]),
        (
            meeting(1, review=True, place="Room 4", channel="call", every="2w"),
            ["a review", "60 minutes", "at Room 4", "by call", "every 2w"],
        ),
        (meeting(1, topics=1), ["60 minutes", "1 open topic"]),
        (meeting(1, topics=2), ["60 minutes", "2 open topics"]),
        (meeting(1, open_actions=1), ["60 minutes", "1 open action item"]),
        (meeting(1, open_actions=3), ["60 minutes", "3 open action items"]),
        (meeting(1, confirmed_at=at(-1)), ["60 minutes", "confirmed Thu 19 Nov"]),
    ],
)
def test_what_is_known_of_a_meeting(value: Any, words: list[str]) -> None:
    """A held one without a summary says so."""
    assert lists.meeting_details(value, CLOCK) == words


def test_meetings_are_a_table() -> None:
    """Title and summary are one text; who attends is named."""
    rows = [
        meeting(1, "10:00", title="Weekly", clients=(DANA, SAM)),
        held(-1, clients=(), title="Talk", summary="went well"),
    ]
    assert drawn(lists.meetings(rows, CLOCK), UNBOUNDED).splitlines() == [
        "m3\tSat 21 Nov 10:00\tplanned\tDana Reyes, Sam Li\tWeekly\t60 minutes",
        "m3\tThu 19 Nov 12:00\theld\tnobody\tTalk: went well\t60 minutes",
    ]


def test_hits_show_their_matches() -> None:
    """In bold; a hit about nobody has an empty place."""
    hits = [
        Hit(ref="p4", client="dana", name="Dana Reyes", day=date(2026, 11, 19), text="the draft",
            marks=((4, 9),)),
        Hit(ref="n7", client=None, name=None, day=date(2026, 11, 18), text="x"),
    ]  # fmt: skip
    listing = lists.hits(hits, CLOCK)
    assert drawn(listing, UNBOUNDED) == (
        "p4\tThu 19 Nov\tDana Reyes\tthe draft\nn7\tWed 18 Nov\t\tx\n"
    )
    assert "\x1b[1;33mdraft" in drawn(listing, color=True)


def test_events_are_a_table() -> None:
    """With everybody they are about."""
    people = (Person("dana", "Dana Reyes"), Person("sam", "Sam Li"))
    listing = lists.events([Event(at(-1), "meeting", "m3", people, "Weekly")], CLOCK)
    assert drawn(listing, UNBOUNDED) == "Thu 19 Nov\tmeeting\tm3\tDana Reyes, Sam Li\tWeekly\n"


def test_what_a_list_leaves_out_is_said_below_it() -> None:
    """To a person, and only where there is something."""
    listing = lists.clients([DANA], CLOCK)
    assert lines(lists.with_rest(listing, "3 more"))[-2:] == ["", "3 more"]
    assert "3 more" not in drawn(lists.with_rest(listing, "3 more"), UNBOUNDED)
    assert lines(lists.with_rest(listing, "")) == lines(listing)


ACME = OrganizationMap(
    "Acme",
    executives=(Member(client("eva", name="Eva", role="CEO", last_contact=at(-1))),),
    managers=(
        Member(
            client("max", name="Max", direction="up"),
            note("feedback", "received", -2, tone="bad", text="too slow"),
        ),
    ),
    others=(Member(SAM),),
)


def test_organizations_say_who_decides() -> None:
    """By stake; one without an executive says that first."""
    rows = lists.organizations([ACME, OrganizationMap("Beta", others=(Member(SAM),))], CLOCK)
    assert drawn(rows, UNBOUNDED).splitlines() == [
        "Acme\t3\texecutives: Eva; managers: Max; others: Sam Li",
        "Beta\t1\tno active executive known; others: Sam Li",
    ]
    rows = lists.organizations([OrganizationMap("Beta", ends_on=day(9))], CLOCK)
    assert drawn(rows, UNBOUNDED).splitlines() == [
        "Beta\t0\tno active executive known\tends Sun 29 Nov"
    ]


def test_members_say_what_they_think_of_the_work() -> None:
    """The latest feedback, its tone, day and REF; then what they do."""
    assert drawn(lists.members(ACME, CLOCK), UNBOUNDED).splitlines() == [
        "decides\tEva\tyesterday\tno feedback yet\tCEO; outside",
        "directs\tMax\tnever\ttoo slow\tbad; Wed 18 Nov; n7; up",
        "\tSam Li\tnever\tno feedback yet\toutside",
    ]
    swaying = OrganizationMap("B", influencers=(Member(SAM),))
    assert drawn(lists.members(swaying, CLOCK), UNBOUNDED).startswith("sways\tSam Li")


def test_a_routine_meeting_says_so_and_a_confirmed_aim_is_no_news() -> None:
    """A few words each; one day is one day."""
    assert lists.meeting_details(meeting(1, routine=True), CLOCK) == ["routine", "60 minutes"]
    assert lists.client_details(client(cadence_days=1), CLOCK) == ["outside", "quiet after 1 day"]


def test_a_table_of_meetings_with_one_client_names_the_others() -> None:
    """Under another title; nobody else is no word."""
    rows = [meeting(1, clients=(DANA, SAM)), meeting(1, clients=(DANA,))]
    listing = lists.meetings(rows, CLOCK, client=DANA)
    assert listing.titles[3] == "with"
    assert [row.cells[3].text for row in listing.rows] == ["Sam Li", ""]
    assert lists.meetings(rows, CLOCK).titles[3] == "client"
    assert listing.names == {"client", "with"}
