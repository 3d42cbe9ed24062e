"""The report for a terminal."""

from typing import Any

import pytest
from rich.console import Group
from rich.text import Text

from clientlog.render.report import Report, Shape
from clientlog.render.text.report import (
    FEW,
    MOST,
    NAMED,
    Pointer,
    command_line,
    indented,
    listing,
    text,
)
from clientlog.render.text.widgets import Page
from tests.render.flags import flag, report
from tests.render.text.drawing import drawn, lines
from tests.rules.build import DANA, TODAY, client, organization


def shown(made: Report, **shape: bool) -> list[str]:
    return lines(text(made, Shape(**shape)), 100)


def test_a_few_flags_are_shown_with_reasons_and_every_command() -> None:
    """By severity; a rule gives its reason once in a section."""
    flags = (
        flag("late", 1), flag("now", 2, put_off=1),
        flag("now", 3, templates=("clientlog done p3",)),
    )  # fmt: skip
    made = report(*flags, program="clientlog --db x")
    assert shown(made) == [
        "late: a promise or a date is broken, or a change was not told",
        "  p1  p1 is due",
        "    A word counts.",
        "    clientlog --db x done p1",
        "    clientlog --db x drop p1",
        "now: act today",
        "  p2  p2 is due (snoozed once before)",
        "    A word counts.",
        "    clientlog --db x done p2",
        "    clientlog --db x drop p2",
        "  p3  p3 is due",
        "    clientlog --db x done p3",
        "Fri 20 Nov 12:00: 1 late, 2 now",
    ]


def test_many_flags_are_shown_with_one_command_each() -> None:
    """The foot names the command for the rest; `full` shows it anyway."""
    made = report(*(flag("now", number) for number in range(1, FEW + 2)))
    assert shown(made)[:3] == ["now: act today", "  p1  p1 is due", "    clientlog done p1"]
    assert shown(made)[3] == "  p2  p2 is due"
    assert shown(made)[-1] == "reasons and every command: clientlog report --full"
    assert "    A word counts." in shown(made, full=True)
    assert shown(made, full=True)[-1] == "Fri 20 Nov 12:00: 4 now"


def test_a_flag_of_no_record_is_named_by_its_key() -> None:
    """That is what it is snoozed by."""
    assert "  quiet:dana  quiet" in shown(report(flag(ref=None, key="quiet:dana", text="quiet")))


def test_care_is_a_line_for_each_rule() -> None:
    """With the names, and how many flags there are; it does not count as one of few."""
    people = [client(f"c{number}") for number in range(NAMED + 2)]
    care = [
        flag("care", rule="no-goal", ref=None, client=who.handle, key=f"no-goal:{who.handle}",
             subject=who)
        for who in people
    ]  # fmt: skip
    asked = flag("care", rule="ask", client="dana", ref="t9")
    made = report(*care, asked, asked, flag("now", 1))
    assert shown(made)[:5] == [
        "now: act today",
        "  p1  p1 is due",
        "    A word counts.",
        "    clientlog done p1",
        "    clientlog drop p1",
    ]
    assert shown(made)[5:8] == [
        "care: worth a thought (8)",
        "  no-goal: C0, C1, C2, C3 and 2 more",
        "  ask: Dana Reyes (t9)",
    ]
    assert sum(line.startswith("  t9  ") for line in shown(made, care=True)) == 2


def test_old_flags_are_counted_unless_asked_for() -> None:
    """The foot names the command that shows them."""
    made = report(flag("now", 1), flag("soon", 2, old=True))
    assert "  p2  p2 is due" not in shown(made)
    assert shown(made)[-1] == "older than 28 days: 1, shown by: clientlog report --old"
    assert "  p2  p2 is due" in shown(made, old=True)
    assert shown(made, old=True)[-1] == "Fri 20 Nov 12:00: 1 now, 1 soon"


def test_what_fell_into_an_absence_comes_first() -> None:
    """Also where nothing is flagged."""
    assert (
        shown(report(flag("now"), digest="While you were away: 2"))[0] == "While you were away: 2"
    )
    assert text(report(digest="While you were away: 2"), Shape()) == (
        "While you were away: 2\nNothing needs attention."
    )
    assert text(report(), Shape()) == "Nothing needs attention."


def test_a_command_is_in_one_piece() -> None:
    """The terminal wraps it, so that a copy of it is whole."""
    command = "clientlog note dana " + "x" * 60
    assert drawn(Page([command_line(command)]), 40).rstrip() == "    " + command


def test_a_text_that_wraps_keeps_its_indentation() -> None:
    """Below the REF."""
    made = report(flag(text="one two three four five six seven"))
    wrapped = lines(text(made, Shape()), 20)
    assert wrapped[1:4] == ["  p4  one two three", "      four five six", "      seven"]


def test_nothing_in_the_data_acts_on_the_terminal() -> None:
    """REF, text and names are escaped."""
    evil = "a\x1b[31mb"
    made = report(flag(ref=evil, text=evil), flag("care", subject=client(name=evil), client=evil))
    assert "\x1b" not in drawn(text(made, Shape()))


@pytest.mark.parametrize("severity", ["late", "now", "soon", "care"])
def test_a_severity_has_its_color(severity: str) -> None:
    """Bold, and one of four."""
    color = {"late": 31, "now": 33, "soon": 36, "care": 32}[severity]
    made: Any = text(report(flag(severity)), Shape(care=True))
    assert f"\x1b[1;{color}m{severity}: " in drawn(made, color=True)


def test_flags_about_one_client_stand_together() -> None:
    """Within their severity."""
    made = report(flag(number=1), flag(number=2, client="sam"), flag(number=3))
    assert [line.split()[0] for line in shown(made) if " is due" in line] == ["p1", "p3", "p2"]


def test_an_organization_is_named_in_care() -> None:
    """By its name, it has no handle."""
    acme = organization(DANA)
    made = report(
        flag("care", rule="ends", client=None, ref=None, key="ends:org/Acme Ltd", subject=acme,
             since=TODAY)
    )  # fmt: skip
    assert "  ends: Acme Ltd" in shown(made)


def test_a_text_with_styles_of_its_own_keeps_them() -> None:
    """It is only moved to the right."""
    assert "    \x1b[31mx" in drawn(indented(Text("x", "red"), 4), color=True)
    assert "  \x1b[1mx" in drawn(indented("x", 2, "bold"), color=True)


def test_few_flags_are_in_full_and_many_only_when_asked() -> None:
    """Each of the two is enough by itself."""
    few, many = (report(*(flag("now", n) for n in range(1, count + 1))) for count in (3, 4))
    assert "    A word counts." in shown(few)
    assert "    A word counts." not in shown(many)
    assert "    A word counts." in shown(many, full=True)


def test_a_flag_is_a_line_in_a_listing() -> None:
    """Its key where it has no REF, no client where it is about none, and one command at most."""
    made = report(
        flag("late", 1, put_off=1),
        flag("care", ref=None, client=None, key="no-executive:org/Acme", templates=()),
        program="clientlog --db x",
    )
    rows = [[cell.text for cell in row.cells] for row in listing(made).rows]
    texts = ["".join(piece for piece, _ in row.text) for row in listing(made).rows]
    assert [row[0] for row in rows] == ["late", "care"]
    assert rows[0][1] == "p1"
    assert rows[0][3].endswith("(snoozed once before)")
    assert rows[1][1:3] == ["no-executive:org/Acme", ""]
    assert rows[0][2] == "dana"
    assert texts == ["clientlog --db x done p1", ""]
    assert listing(made).titles == ("severity", "flag", "client", "text", "settled by")


def test_of_more_than_ten_flags_the_soon_ones_become_a_line_for_each_rule() -> None:
    """As many as there is room for have a command; all of them with `care` or `full`."""
    now = [flag("now", number) for number in range(1, 5)]
    soon = [flag("soon", number) for number in range(5, 16)]
    made = report(*now, *soon)
    commands = [line for line in shown(made) if line.startswith("    clientlog done")]
    assert commands == [f"    clientlog done p{number}" for number in range(1, MOST + 1)]
    rest = ", ".join(f"Dana Reyes (p{number})" for number in range(11, 15))
    assert f"  due-soon: {rest} and 1 more" in shown(made)
    for shape in ({"care": True}, {"full": True}):
        assert sum(" is due" in line for line in shown(made, **shape)) == 15
    assert "reasons and every command: clientlog report --care --full" in shown(made, care=True)
    crowded = report(*(flag("now", number) for number in range(1, 13)), flag("soon", 13))
    assert "  due-soon: Dana Reyes (p13)" in shown(crowded)


def test_a_command_to_go_on_with_gets_its_own_line_where_it_does_not_fit() -> None:
    """Below the words, indented."""
    pointer = Pointer("more", "clientlog report")
    whole = "more: clientlog report"
    assert lines(pointer, len(whole)) == [whole]
    assert lines(pointer, len(whole) - 1) == ["more:", "    clientlog report"]


def test_four_names_in_a_line_for_a_rule_are_all_there() -> None:
    """Nobody is left to be counted."""
    care = [flag("care", number, ref=None, subject=client(f"c{number}")) for number in range(NAMED)]
    assert "  due-soon: C0, C1, C2, C3" in shown(report(*care))


def test_a_report_of_care_names_each_flag_once() -> None:
    """Without a line for each rule below."""
    made = shown(report(flag("care", 1), program="clientlog"), care=True)
    assert sum(line.startswith("  p1 ") for line in made) == 1
    assert sum("due" in line for line in made) == 1


def test_what_is_said_aside_is_dim() -> None:
    """And keeps to one line that can be copied."""
    made = drawn(Pointer("more", "clientlog report --full"), color=True)
    assert made == "\x1b[2mmore: clientlog report --full\x1b[0m\n"
    assert drawn(Group(command_line("x " * 30)), 20).splitlines() == ["    " + "x " * 30]
    assert lines(indented("one two three four", 4), 12) == ["    one two", "    three", "    four"]
