"""The report in Markdown."""

from clientlog.render.markdown.report import markdown
from tests.render.flags import flag, report


def test_a_report_has_a_section_for_each_severity_that_occurs() -> None:
    """The worst first; each flag with its reason and its commands."""
    made = markdown(
        report(
            flag("soon", 5, templates=()), flag("late", put_off=1, text="p4 *late*"),
            program="clientlog --db x",
        )
    )  # fmt: skip
    assert made.split("\n") == [
        "# Report, Fri 20 Nov 12:00", "",
        "1 late, 1 soon", "",
        "## late: a promise or a date is broken, or a change was not told", "",
        "- p4 \\*late\\* (snoozed once before)",
        "  A word counts.", "",
        "  ```console", "  clientlog --db x done p4", "  clientlog --db x drop p4", "  ```", "",
        "## soon: act this week", "",
        "- p5 is due",
        "  A word counts.", "",
        "  ```console", "  ```", "",
    ]  # fmt: skip


def test_flags_about_one_client_stand_together() -> None:
    """Within their severity."""
    made = markdown(report(flag(number=1), flag(number=2, client="sam"), flag(number=3)))
    assert made.index("p1") < made.index("p3 is due") < made.index("p2 is due")


def test_a_report_without_flags_says_so() -> None:
    """In one sentence under the title."""
    made = markdown(report(snoozed=1))
    assert made == "# Report, Fri 20 Nov 12:00\n\nNothing needs attention. 1 snoozed.\n"


def test_no_control_character_is_in_it() -> None:
    """Neither in a text nor in a command."""
    made = markdown(report(flag(text="\x1b[31m", templates=("clientlog done '\x1b'",))))
    assert "\x1b" not in made
    assert "^\\[\\[31m" in made
