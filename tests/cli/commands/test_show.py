"""`show`, `client list`, `meeting list` and their like."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientlog.write import clients, commitments, notes
from tests.cli.helping import assert_help_is_documented
from tests.looking import client, give, meet, writing
from tests.prepared import prepared_once

Cli = Callable[..., Any]


@prepared_once()
def some(journal: Path) -> Path:
    """A journal with one client who has something of everything."""
    with writing(journal) as change:
        dana = client(
            change, direction="up", organization="Acme", role="CTO", stake="executive",
            stage="relationship", aim="partnership", cadence_days=14, channel="call",
            vision="asks me first", their_vision="no surprises", emails=["dana@acme.example"],
        )  # fmt: skip
        clients.tag(change, dana, ["vip"], [])
        clients.add_alias(change, dana, "Ortega")
        meeting = meet(
            change, "2026-11-03 10:00", title="Kick-off", summary="first line\nsecond line"
        )
        meet(change, "2026-11-24 10:00", state="planned", title="Steering", review=True)
        notes.note(change, dana, "report on Mondays", kind="need", must=True, meeting=meeting)
        late = give(change, "send the draft", date(2026, 11, 10), meeting=meeting, need=1)
        commitments.renegotiate(change, late, date(2026, 11, 17), "legal", told=True)
        give(change, "approve travel", theirs=True)
        notes.raise_topic(change, dana, "hire one more", ask=True, why="two projects\noverlap")
        notes.touch(change, dana, change.clock.now, text="sent the link", channel="chat", by="Ann")
    return journal


def test_a_clients_page_has_everything_about_them(cli: Cli, some: Path) -> None:
    """Who they are, what is open, what was last, in words."""
    page = cli("show", "dana", COLUMNS="200").out
    for said in (
        "Dana Reyes  (dana-reyes)",
        "CTO at Acme; up; executive",
        "relationship, to become partnership",
        "asks me first",
        "no surprises",
        "17 days ago (Tue 3 Nov); quiet after 14 days",
        "m2  Tue 24 Nov 10:00: Steering",
        "call; dana@acme.example",
        "vip",
        "Ortega",
        "3 days late",
        "moved from Tue 10 Nov to Tue 17 Nov: legal (told Mon 2 Nov)",
        "approve travel",
        "because: two projects overlap",
        "report on Mondays",
        "Kick-off: first line second line",
        "by chat; through Ann",
    ):
        assert said in page


def test_a_clients_json_has_what_the_page_has(cli: Cli, some: Path) -> None:
    """The client first, then what is open, then what was last."""
    document = cli("show", "ortega", "--json").json
    assert list(document) == [
        "version", "client", "before", "next_meeting", "commitments", "in_hands", "topics", "notes",
        "conflicts", "meetings", "touches", "reliability", "self_checks",
    ]  # fmt: skip
    assert document["client"]["last_contact"] == "2026-11-03T10:00:00+01:00"
    assert document["client"]["tags"] == ["vip"]
    assert document["next_meeting"]["ref"] == "m2"
    assert [one["ref"] for one in document["commitments"]] == ["p1", "p2"]
    assert document["reliability"] == {"mine": None, "theirs": None}


def test_a_page_with_nothing_open_says_so(cli: Cli, journal: Path) -> None:
    """A client of whom nothing is known still has a page."""
    with writing(journal) as change:
        client(change)
    page = cli("show", "dana-reyes").out
    assert "No open commitments." in page
    assert "last contact  never\n" in page
    assert "no meeting planned" in page


def test_reliability_is_shown_from_three_settled_promises_on(cli: Cli, some: Path) -> None:
    """In counts, and never in percent."""
    with writing(some) as change:
        for _ in range(3):
            commitments.finish(change, give(change, "word"), change.today)
    page = cli("show", "dana").out
    assert "my promises   3 kept by the agreed date, 0 kept late, 0 broken\n" in page
    mine = cli("show", "dana", "--json").json["reliability"]["mine"]
    assert mine == {"kept": 3, "moved": 0, "kept_late": 0, "broken": 0, "settled": 3}


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("p1", ["p1  promise", "owed by  me", "due      Tue 17 Nov",
                "m1  Tue 3 Nov 10:00: Kick-off", "n1  report on Mondays",
                "history  moved from Tue 10 Nov to Tue 17 Nov: legal (told Mon 2 Nov)",
                "\nsend the draft\n"]),
        ("p2", ["owed by  them", "due      no date"]),
        ("m1", ["m1  meeting: Kick-off", "with     Dana Reyes", "\nfirst line\nsecond line\n",
                "send the draft", "report on Mondays"]),
        ("m2", ["state    planned", "a review"]),
        ("t1", ["t1  topic", "an ask", "\nBecause\ntwo projects\noverlap\n"]),
        ("n1", ["n1  need", "must; not confirmed", "Served by", "send the draft"]),
        ("k1", ["k1  touch", "by chat; through Ann", "\nsent the link\n"]),
        ("P1", ["p1  promise"]),
    ],
)  # fmt: skip
def test_a_records_page_has_its_texts_in_full(
    cli: Cli, some: Path, ref: str, said: list[str]
) -> None:
    """With its meeting, its need, its history, and what came out of it."""
    answer = cli("show", ref)
    assert answer.code == 0
    for words in said:
        assert words in answer.out


def test_a_records_json_is_one_item_with_its_texts_as_typed(cli: Cli, some: Path) -> None:
    """For a meeting the meeting's keys and what came out of it."""
    document = cli("show", "p1", "--json").json
    assert list(document) == ["version", "item"]
    assert document["item"]["renegotiations"][0]["told"] == "2026-11-02T09:00:00+01:00"
    meeting = cli("show", "m1", "--json").json["item"]
    assert meeting["summary"] == "first line\nsecond line"
    assert [one["ref"] for one in meeting["items"]] == ["p1", "n1"]
    assert cli("show", "t1", "--json").json["item"]["why"] == "two projects\noverlap"


def test_a_word_of_120_000_letters_is_shown_whole(cli: Cli, journal: Path) -> None:
    """The record's own page cuts nothing."""
    with writing(journal) as change:
        give(change, "x" * 120_000)
    assert cli("show", "p1").out.count("x") == 120_000


@pytest.mark.parametrize(
    ("what", "code"),
    [("p9", 4), ("m9", 4), ("p0", 2), ("p" + "9" * 5000, 2), ("nobody", 4), ("", 2), ("c1", 4)],
)
def test_what_is_not_there_or_no_ref_has_its_exit_code(
    cli: Cli, some: Path, what: str, code: int
) -> None:
    """4 for what nothing answers to, 2 for what cannot be a REF or is empty."""
    answer = cli("show", what)
    assert answer.code == code
    assert answer.err.startswith("clientlog: ")
    assert len(answer.err.splitlines()[0]) < 200


def test_client_list_leaves_the_archived_out_unless_asked(cli: Cli, some: Path) -> None:
    """By name, each with the documented keys."""
    with writing(some) as change:
        clients.archive(change, client(change, "Old Hand"))
        client(change, "Ana Bay", organization="acmé")
    handles = [one["handle"] for one in cli("client", "list", "--json").json["clients"]]
    assert handles == ["ana-bay", "dana-reyes"]
    assert "archived" in cli("client", "list", "--all").out
    assert "17 days ago" in cli("client", "list").out


@pytest.mark.parametrize(
    ("narrow", "handles"),
    [
        (["--direction", "up"], ["dana-reyes"]),
        (["--org", "ACMÉ"], ["dana-reyes"]),
        (["--tag", "vip"], ["dana-reyes"]),
        (["--tag", "other"], []),
    ],
)
def test_client_list_is_narrowed_by_direction_organization_and_tag(
    cli: Cli, some: Path, narrow: list[str], handles: list[str]
) -> None:
    """The organization is compared without case and accents."""
    found = cli("client", "list", *narrow, "--json").json["clients"]
    assert [one["handle"] for one in found] == handles


@pytest.mark.parametrize(
    ("narrow", "refs"),
    [
        ([], ["m1", "m2"]),
        (["--since", "4 nov"], ["m2"]),
        (["--until", "3 nov 2026"], ["m1"]),
        (["--since", "3 nov", "--until", "24 nov"], ["m1", "m2"]),
        (["--client", "dana"], ["m1", "m2"]),
    ],
)
def test_meeting_list_has_all_of_them_oldest_first(
    cli: Cli, some: Path, narrow: list[str], refs: list[str]
) -> None:
    """Whole days on both ends; in text as in JSON."""
    found = cli("meeting", "list", *narrow, "--json").json["meetings"]
    assert [one["ref"] for one in found] == refs
    rows = cli("meeting", "list", *narrow).out.splitlines()[1:]
    assert [row.split()[0] for row in rows if not row.startswith(" ")] == refs


def test_meeting_show_is_the_page_of_the_meeting(cli: Cli, some: Path) -> None:
    """The bare number will do."""
    assert cli("meeting", "show", "1").out == cli("show", "m1").out


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("show")
