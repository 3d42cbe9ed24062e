"""The report as a page."""

import re

from clientlog.render.html.report import html
from tests.render.flags import flag, report


def test_a_report_has_a_list_for_each_severity_that_occurs() -> None:
    """The worst first; each flag with its reason and its commands."""
    made = html(report(flag("soon", 5), flag("late", put_off=1), program="clientlog --db x"))
    assert re.findall(r"<h2.*?</h2>", made) == [
        '<h2 class="late">late: a promise or a date is broken, or a change was not told</h2>',
        '<h2 class="soon">soon: act this week</h2>',
    ]
    assert (
        "<li><p>p4 is due (snoozed once before)</p><p class=why>A word counts.</p>"
        "<code>clientlog --db x done p4</code><code>clientlog --db x drop p4</code></li>"
    ) in made
    assert "<title>Report, Fri 20 Nov 12:00</title>" in made
    assert "<h1>Report, Fri 20 Nov 12:00</h1>" in made
    assert "<p>Nothing" not in made


def test_flags_about_one_client_stand_together() -> None:
    """Within their severity."""
    made = html(report(flag(number=1), flag(number=2, client="sam"), flag(number=3)))
    assert made.index("p1 is") < made.index("p3 is") < made.index("p2 is")


def test_a_report_without_flags_says_so() -> None:
    """In one paragraph, and there is no list."""
    made = html(report(asked_for="late", left_out={"soon": 2}))
    assert "<p>Nothing late. 2 soon.</p>" in made
    assert "<ul>" not in made


def test_nothing_in_the_data_speaks_in_the_page() -> None:
    """Texts, reasons, commands and the moment are escaped, control characters as well."""
    evil = "<b>\x1b"
    made = html(report(flag(text=evil, why="<b>", templates=(f"clientlog {evil}",)), as_of="<b>"))
    assert "<b>" not in made
    assert "\x1b" not in made
    assert made.count("&lt;b&gt;") == 5
