"""A status as text, as Markdown and as JSON."""

from typing import Any

import pytest

from clientlog.clock import Clock
from clientlog.queries.values import Direction
from clientlog.render.status import document, markdown, text
from clientlog.status.values import OrganizationVerdict, Point, Section, Status, Verdict
from tests.rules.build import at, client, noon

CLOCK: Clock = noon()

ACME = OrganizationVerdict("Acme", Verdict("red", "late: the draft"))
IDLE = OrganizationVerdict("Idle", Verdict(None, "no commitment is open"))


def section(title: str, *texts: str) -> Section:
    return Section(title, tuple(Point(one, f"p{number}") for number, one in enumerate(texts, 1)))


LEADER = (
    section("Since Mon 2 Nov", "the draft: done", "call: done"),
    section("Next"),
    section("I recommend", "hire one more."),
    section("I need from you"),
)


def status(direction: Direction = "outside", **known: Any) -> Status:
    """A red status of Dana with nothing but this."""
    usual: dict[str, Any] = {
        "client": client(direction=direction), "color": "red", "reason": "late: the draft",
        "since": None, "organizations": (), "sections": (), "carried": (),
    }  # fmt: skip
    return Status(**usual | known)


def test_a_leader_gets_three_lines() -> None:
    """Colour and reason; what moved; what comes, and what is recommended or needed."""
    assert text(status("up", sections=LEADER)).split("\n") == [
        "RED: late: the draft.",
        "Since Mon 2 Nov: the draft: done; call: done.",
        "Next: nothing for you in the next two weeks. I recommend: hire one more.",
    ]


def test_a_leader_gets_a_line_for_each_organization_and_each_private_section() -> None:
    """Organizations after the head, private sections last."""
    sections = (*LEADER, section("What customers say", "Sam: too slow!"))
    lines = text(status("up", sections=sections, organizations=(ACME, IDLE))).split("\n")
    assert lines[1:3] == ["Acme: RED, late: the draft.", "Idle: no commitment is open."]
    assert lines[-2].endswith("I recommend: hire one more.")
    assert lines[-1] == "What customers say: Sam: too slow!"
    assert len(lines) == 6


def test_a_leader_of_whom_nothing_is_recorded_gets_a_sentence() -> None:
    """There is no colour then, and a section without points says so."""
    nothing = status(
        "up",
        color=None,
        reason="no commitment, meeting or news with you is recorded",
        sections=(section("Since x"), *LEADER[1:]),
    )
    assert text(nothing).split("\n")[:2] == [
        "No commitment, meeting or news with you is recorded.",
        "Since x: nothing new for you.",
    ]


def test_everybody_else_gets_a_sentence_and_lists() -> None:
    """A section without points is left out."""
    sections = (section("Done", "the draft", "call"), section("Next"))
    assert text(status(sections=sections, organizations=(ACME,))).split("\n") == [
        "Late: the draft.", "",
        "With your colleagues:", "- Acme: RED, late: the draft", "",
        "Done:", "- the draft", "- call",
    ]  # fmt: skip
    assert text(status()) == "Late: the draft."


@pytest.mark.parametrize("direction", ["up", "outside"])
def test_no_form_lets_data_act_on_a_terminal(direction: Direction) -> None:
    """Control characters are escaped in texts, names and reasons."""
    hostile = status(
        direction, reason="late: \x1b[31m",
        sections=tuple(section("T", "\x1b[31m") for _ in LEADER),
        organizations=(OrganizationVerdict("\x1b", Verdict("red", "\x1b")),),
    )  # fmt: skip
    assert "\x1b" not in text(hostile)
    assert "\x1b" not in markdown(hostile)


def test_markdown_has_the_color_for_leaders_only() -> None:
    """Titles are bold, points are lists, and what Markdown acts on is escaped."""
    sections = (section("Done", "the *draft*"), section("Next"))
    known: dict[str, Any] = {
        "sections": sections, "organizations": (ACME,), "reason": "late: the *draft*",
    }  # fmt: skip
    rest = [
        "", "**Organizations**", "", "- Acme: RED, late: the draft", "",
        "**Done**", "", "- the \\*draft\\*",
    ]  # fmt: skip
    leader = markdown(status("up", **known)).split("\n")
    assert leader == ["**Red**: late: the \\*draft\\*.", *rest, ""]
    assert markdown(status(**known)).split("\n") == ["Late: the \\*draft\\*.", *rest, ""]
    assert markdown(status("up", color=None, reason="so")) == "so.\n"


def test_json_has_the_text_that_would_be_pasted() -> None:
    """Beside its parts; a section without points is left out."""
    known = status(
        "up", since=at(-3), organizations=(ACME,), sections=LEADER,
    )  # fmt: skip
    made = document(known, CLOCK)
    assert (made["client"], made["direction"]) == ("dana", "up")
    assert (made["color"], made["reason"]) == ("red", "late: the draft")
    assert made["since"] == "2026-11-17T12:00:00+01:00"
    assert made["organizations"] == [{"name": "Acme", "color": "red", "reason": "late: the draft"}]
    assert [one["title"] for one in made["sections"]] == ["Since Mon 2 Nov", "I recommend"]
    assert made["sections"][1]["items"] == [{"ref": "p1", "text": "hire one more."}]
    assert made["text"] == text(known)
    assert document(status(), CLOCK)["since"] is None
