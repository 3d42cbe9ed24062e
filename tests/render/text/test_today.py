"""The day on one screen."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientlog.queries.snapshot_values import Organization
from clientlog.render.text.today import DUE, MEETINGS, NAMED, listing, text
from clientlog.today import DayMeeting, Today
from tests.render.flags import flag
from tests.render.text.drawing import drawn, lines
from tests.rules.build import DANA, action, client, meeting, noon, promise


def day(**known: Any) -> Today:
    """A day with nothing in it but this."""
    nothing: dict[str, Any] = {
        "clock": noon(), "program": "clientlog", "meetings": (), "following": (), "due": (),
        "late": (), "urgent": (), "quiet": (), "back": (), "counts": {}, "away_until": None,
        "snoozed": 0, "muted": 0, "failed": 0, "empty": False, "path": Path(),
    }  # fmt: skip
    return Today(**nothing | known)


def shown(**known: Any) -> list[str]:
    return lines(text(day(**known)), 100)


def test_a_day_of_nothing_says_so() -> None:
    """The date, no meetings, and that all is well; what is snoozed is counted."""
    assert shown() == ["Fri 20 Nov", "  no meetings today", "Nothing needs attention."]
    assert shown(snoozed=2, counts={"late": 0})[-1] == "Nothing needs attention. 2 snoozed."


def test_the_user_who_is_away_is_told_so() -> None:
    """With the first day back."""
    back = date(2026, 11, 23)
    assert shown(away_until=back)[0] == "Fri 20 Nov: you are away until Mon 23 Nov"
    assert len(listing(day(away_until=back)).rows) == 1


def test_a_meeting_is_a_time_a_person_and_what_it_needs() -> None:
    """Title and place are cut; a state is named unless it is planned."""
    plain = DayMeeting(meeting(0, "10:00"))
    full = DayMeeting(
        meeting(0, "14:00", title="t" * 50, place="p" * 30, state="held"),
        ("needs a summary", "2 to read back"),
    )
    found = shown(meetings=(plain, full))
    assert found[1:3] == [
        "  10:00  m3  Dana Reyes",
        f"  14:00  m3  Dana Reyes: {'t' * 39}…, {'p' * 19}… (held)",
    ]
    assert found[3].strip() == "(needs a summary, 2 to read back)"


@pytest.mark.parametrize("more", [0, 1, 3])
def test_four_meetings_are_shown(more: int) -> None:
    """Of others there is a count and a command; else the next meeting after today."""
    several = tuple(
        DayMeeting(meeting(0, number=number)) for number in range(1, MEETINGS + more + 1)
    )
    found = shown(meetings=several, following=(meeting(4, "10:00", number=99),))
    assert sum("Dana Reyes" in line and "next" not in line for line in found) == MEETINGS
    assert found[MEETINGS + 1] == (
        f"  and {more} more: clientlog agenda"
        if more
        else "  next: Tue 24 Nov 10:00  m99  Dana Reyes"
    )


def test_what_is_due_next_is_said_both_ways() -> None:
    """Today by that word, other days by their date; texts are cut."""
    owed = (promise(0), action(1, theirs=True), promise(3, text="x" * 50))
    assert shown(due=owed)[2:6] == [
        "due next",
        "  p4  today: send the draft, for Dana Reyes",
        "  a4  Sat 21 Nov: send the draft, from Dana Reyes",
        f"  p4  Mon 23 Nov: {'x' * 39}…, for Dana Reyes",
    ]


@pytest.mark.parametrize("more", [0, 1, 2])
def test_three_of_what_is_due_are_shown(more: int) -> None:
    """Of others there is a count and a command."""
    owed = tuple(promise(1, number=number) for number in range(1, DUE + more + 1))
    found = shown(due=owed)
    assert sum("send the draft" in line for line in found) == DUE
    assert (f"  and {more} more: clientlog report" in found) is (more > 0)


def test_what_is_flagged_is_a_line_each() -> None:
    """Late, for now, quiet, and back; each name once."""
    found = shown(
        late=(flag("late", 1), flag("late", 1)),
        urgent=(flag("now", 2),),
        quiet=(
            flag(ref=None, client="sam"),
            flag(ref=None, client=None, subject=Organization("Acme")),
        ),
        back=(DANA,),
        counts={"late": 1, "now": 0, "soon": 2},
        snoozed=3,
    )
    assert found[2:] == [
        "late: p1 dana (due soon)",
        "now: p2 dana (due soon)",
        "gone quiet: sam, Acme",
        "back today: Dana Reyes",
        "1 late, 2 soon, 3 snoozed: clientlog report",
    ]


def test_a_reason_stands_after_the_last_it_is_for() -> None:
    """Where all are named: of more there is no room."""
    urgent = [flag("now", number) for number in range(1, 6)]
    urgent[1] = urgent[1]._replace(rule="no-agenda")
    found = shown(urgent=tuple(urgent[:4]))
    assert found[2] == ("now: p1 dana (due soon), p2 dana (no agenda), p3 dana, p4 dana (due soon)")
    found = shown(urgent=tuple(urgent))
    assert found[2] == "now: p1 dana, p2 dana, p3 dana, p4 dana and 1 more"


@pytest.mark.parametrize(("count", "rest"), [(NAMED, ""), (NAMED + 1, " and 1 more")])
def test_four_names_are_shown(count: int, rest: str) -> None:
    """The rest is counted."""
    back = tuple(client(f"c{number}", name=f"c{number}") for number in range(count))
    assert shown(back=back)[2] == f"back today: c0, c1, c2, c3{rest}"


def test_an_empty_journal_greets() -> None:
    """It says where the journal is, and names the first commands for this journal."""
    found = "\n".join(shown(empty=True, path=Path("/data/j\x1b.db"), program="clientlog --db x"))
    assert "Welcome to clientlog. Nobody is in the journal yet." in found
    assert "It is, or will be, in /data/j^[.db" in found
    assert (
        '  clientlog --db x client add "Dana Reyes" --direction up  enter the first person' in found
    )
    assert "  clientlog --db x import vcard contacts.vcf               take in" in found
    assert "no meetings today" not in found


def test_nothing_in_the_data_acts_on_the_terminal() -> None:
    """Names, titles and texts are escaped."""
    evil = client(name="a\x1bb")
    made = day(
        meetings=(DayMeeting(meeting(0, clients=(evil,))),), due=(promise(0, text="\x1b"),),
        back=(evil,), late=(flag(client="\x1b"),), following=(meeting(3, clients=(evil,)),),
    )  # fmt: skip
    assert "\x1b" not in drawn(text(made))


def test_titles_are_bold_and_what_is_quiet_is_dim() -> None:
    """Where there is colour; that all is well is green."""
    made = drawn(text(day()), color=True)
    assert "\x1b[1mFri 20 Nov" in made
    assert "\x1b[2m  no meetings today" in made
    assert "\x1b[32mNothing needs attention." in made
    assert "\x1b[1mdue next" in drawn(text(day(due=(promise(3),))), color=True)


def test_every_line_of_a_list_says_what_it_knows() -> None:
    """A flag of no record is named by its key; what has no title or client leaves a blank."""
    made = listing(
        day(
            following=(meeting(1, "10:00"), meeting(2, "10:00", title="Weekly")),
            due=(promise(3), promise()),
            late=(flag("late", 1), flag("late", ref=None, key="quiet:dana", client=None, text="x")),
        )
    )
    rows = [
        [*(cell.text for cell in row.cells), "".join(piece for piece, _ in row.text)]
        for row in made.rows
    ]
    assert rows == [
        ["next", "m3", "Sat 21 Nov 10:00", "Dana Reyes", ""],
        ["next", "m3", "Sun 22 Nov 10:00", "Dana Reyes", "Weekly"],
        ["due", "p4", "Mon 23 Nov", "Dana Reyes", "send the draft"],
        ["due", "p4", "Fri 20 Nov", "Dana Reyes", "send the draft"],
        ["late", "p1", "", "dana", "p1 is due"],
        ["late", "quiet:dana", "", "", "x"],
    ]
