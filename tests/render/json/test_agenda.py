"""The page as a document."""

from typing import Any

from clientlog.agenda.values import Line, Page, Section
from clientlog.render.json.agenda import document
from tests.rules.build import DANA, meeting


def page(*sections: Section, **known: Any) -> Page:
    """A page for a planned meeting with Dana."""
    usual: dict[str, Any] = {
        "title": "Dana Reyes", "meeting": meeting(4), "clients": (DANA,), "private": False,
        "afterwards": "clientlog log dana",
    }  # fmt: skip
    return Page(sections=sections, **usual | known)


def test_a_page_is_its_meeting_and_its_sections() -> None:
    """With the keys that scripts rely on."""
    owed = Line(text="the draft", label="me", remarks=("must",), ref="p4", box="open", late=True)
    made = document([page(Section(title="I owe", lines=(owed,)))])
    assert made == {
        "meeting": "m3", "clients": ["dana"], "title": "Dana Reyes", "private": False,
        "sections": [
            {
                "title": "I owe",
                "items": [
                    {
                        "ref": "p4", "label": "me", "text": "the draft", "remarks": ["must"],
                        "state": "open", "late": True,
                    }
                ],
                "more": 0, "see": None, "confirm": None,
            }
        ],
        "afterwards": "clientlog log dana", "following": [],
    }  # fmt: skip


def test_a_talk_that_is_not_planned_has_no_meeting() -> None:
    """An empty label is null as well."""
    made = document([page(Section(title="T", lines=(Line(text="x"),)), meeting=None)])
    assert made["meeting"] is None
    assert made["sections"][0]["items"][0]["label"] is None


def test_what_is_hidden_is_counted_and_the_command_shows_it() -> None:
    """Where nothing is hidden, no command is named."""
    lines = (Line(text="x"),)
    cut = Section(
        title="T", lines=lines, hidden=2, see="clientlog list", then="clientlog confirm m3"
    )
    whole = Section(title="T", lines=lines, see="clientlog list")
    first, second = document([page(cut, whole)])["sections"]
    assert (first["more"], first["see"], first["confirm"]) == (
        2, "clientlog list", "clientlog confirm m3",
    )  # fmt: skip
    assert (second["more"], second["see"], second["confirm"]) == (0, None, None)


def test_room_to_write_is_left_out() -> None:
    """And so is a section of nothing else."""
    room = Line(blank=True)
    made = document(
        [
            page(
                Section(title="Notes", lines=(room,)),
                Section(title="I owe", lines=(Line(text="x"), room)),
            )
        ]
    )
    assert [(one["title"], len(one["items"])) for one in made["sections"]] == [("I owe", 1)]


def test_the_meetings_of_a_day_follow_the_first() -> None:
    """Each as a page of its own; a day without meetings has the same keys."""
    made = document([page(title="first"), page(title="second", private=True)])
    assert made["title"] == "first"
    assert [(one["title"], one["private"]) for one in made["following"]] == [("second", True)]
    nothing = document([])
    assert list(nothing) == list(made)
    assert nothing == {
        "meeting": None, "clients": [], "title": None, "private": False, "sections": [],
        "afterwards": None, "following": [],
    }  # fmt: skip
