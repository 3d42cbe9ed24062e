"""The page in Markdown and as a document."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from clientlog.agenda import Line
from clientlog.render.json.agenda import document
from clientlog.render.markdown.agenda import markdown
from tests.agenda import journals
from tests.render.text.test_agenda import of_lines, page


def test_a_hostile_name_looks_like_itself(journal: Path) -> None:
    """Every character that Markdown or an emoji shortcode begins with is escaped."""
    journals.light(journal)
    shown = markdown(page(journal, 1))
    assert r"\<script\>alert(1)\</script\> \[/\] \:smile:" in shown
    assert "<script>" not in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1. one", r"1\. one"),
        ("- one", r"\- one"),
        ("=====", r"\====="),
        ("# one", r"\# one"),
        ("a | b", r"a \| b"),
        ("at 10:00", "at 10:00"),
        ("a\nb", "a b"),
    ],
)
def test_a_text_starts_nothing(text: str, shown: str) -> None:
    """No text becomes a heading, a list, a table or a line of its own."""
    assert f"\n- {shown}\n" in markdown(of_lines(Line(text=text)))


def test_a_command_cannot_leave_its_backticks() -> None:
    """What stands between backticks holds none."""
    shown = markdown(of_lines(Line(text="x"), hidden=2, see="clientlog --db 'a`b' show dana"))
    assert "`clientlog --db 'a'b' show dana`" in shown


def test_the_document_has_the_same_facts_in_the_same_order(journal: Path) -> None:
    """Sections and items of JSON are those of the page, texts as they were typed."""
    journals.one_in_each_direction(journal)
    made = page(journal, 12, private=True)
    found = json.loads(json.dumps(document([made])))
    assert (found["meeting"], found["clients"]) == ("m12", ["dana-reyes"])
    assert [one["title"] for one in found["sections"]] == [one.title for one in made.sections]
    assert [item["text"] for one in found["sections"] for item in one["items"]] == [
        line.text for one in made.sections for line in one.lines if line.text
    ]
    assert found["following"] == []


def test_a_day_without_meetings_is_an_empty_document() -> None:
    """The keys are there when nothing is."""
    assert document([]) == {
        "meeting": None, "clients": [], "title": None, "private": False, "sections": [],
        "afterwards": None, "following": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (Line(text="send it", ref="p1"), "p1 send it"),
        (
            Line(text="send it", label="Dana", remarks=("late", "must")),
            "Dana: send it — late, must",
        ),
        (Line(text="", label="Dana", remarks=("late",)), "Dana: late"),
        (Line(text="x", remarks=("a_b",)), r"x — a\_b"),
    ],
)
def test_a_line_is_a_ref_a_label_a_text_and_remarks(line: Line, shown: str) -> None:
    """Each only where there is one."""
    assert f"\n- {shown}\n" in markdown(of_lines(line))


def test_a_compact_section_is_one_paragraph_without_refs() -> None:
    """Its lines stand after the title, and how many more there are."""
    made = of_lines(Line(text="tea", ref="n1"), Line(text="oslo", label="home"))
    (section,) = made.sections
    compact = replace(made, sections=(replace(section, compact=True, hidden=0),))
    assert f"**{section.title}:** tea; home: oslo\n" in markdown(compact)


def test_what_is_left_out_and_what_to_run_stand_only_where_there_is_something() -> None:
    """The number of lines and the command; three rows to fill in."""
    plain = markdown(of_lines(Line(text="tea")))
    assert "more:" not in plain
    assert "Accurate?" not in plain
    assert plain.count("\n| | | |") == 3
    full = markdown(of_lines(Line(text="tea"), hidden=2, see="clientlog show", then="clientlog ok"))
    assert "\n- +2 more: `clientlog show`\n" in full
    assert "\nAccurate? `clientlog ok`\n" in full


@pytest.mark.parametrize("text", [":smile:", ":SMILE:", ":+1:"])
def test_no_text_becomes_an_emoji(text: str) -> None:
    """In letters of either case."""
    assert f"\n- \\{text}" in markdown(of_lines(Line(text=text)))
