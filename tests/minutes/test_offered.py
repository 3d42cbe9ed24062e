"""Items offered from minutes of another make."""

from datetime import date

import pytest

from clientlog.dates import DateContext
from clientlog.minutes import Offered, offered_items

CALENDAR = DateContext(today=date(2026, 11, 20))
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("**@dana** — send the plan — due Friday", ("dana", "send the plan", "Friday", FRIDAY)),
        ("@dana send the plan", ("dana", "send the plan", None, None)),
        ("@dana: send the plan by 27 Nov.", ("dana", "send the plan", "27 Nov", FRIDAY)),
        ("Dana Reyes: send the plan", ("Dana Reyes", "send the plan", None, None)),
        ("**Dana**: send the plan", ("Dana", "send the plan", None, None)),
        ("**Dana:** send the plan", ("Dana", "send the plan", None, None)),
        ("dana — send the plan", ("dana", "send the plan", None, None)),
        ("李 - send", ("李", "send", None, None)),
        ("send the plan", (None, "send the plan", None, None)),
        ("send the plan (due 2026-11-27)", (None, "send the plan", "2026-11-27", FRIDAY)),
        ("send the plan due:fri", (None, "send the plan", "fri", FRIDAY)),
        ("send the plan — due next sprint", (None, "send the plan", "next sprint", None)),
        ("budget — Friday", (None, "budget", "Friday", FRIDAY)),
        ("sort it by hand", (None, "sort it by hand", None, None)),
        ("see https://a.example/x", (None, "see https://a.example/x", None, None)),
        ("by fri", (None, "by fri", None, None)),
        ("@dana", (None, "@dana", None, None)),
    ],
)
def test_an_open_box_is_offered(
    what: str, expected: tuple[str | None, str, str | None, date | None]
) -> None:
    """Owner, what and due date are told apart where they are plain to see."""
    owner, text, due_text, due = expected
    assert offered_items(f"# Sync\n\n* [ ] {what}\n", CALENDAR) == (
        Offered("action", text, owner, due_text, due, 3),
    )


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("## Actions", "action"),
        ("# ACTION ITEMS:", "action"),
        ("#### Next steps ##", "action"),
        ("**Action items**", "action"),
        ("**Decisions:**", "decision"),
        ("__Decisions__:", "decision"),
        ("Decisions:", "decision"),
    ],
)
def test_the_bullets_of_a_section_are_offered(heading: str, kind: str) -> None:
    """Whatever way its heading is written, until the next one."""
    text = f"- before\n\n{heading}\n\n- go on\n\n# Else\n- after\n"
    assert [(one.kind, one.text, one.line) for one in offered_items(text, CALENDAR)] == [
        (kind, "go on", 5)
    ]


def test_a_decision_is_offered_whole() -> None:
    """Nothing is cut off a decision: it has no owner and no due date."""
    assert offered_items("## Decisions\n1. Dana: go — Friday\n", CALENDAR) == (
        Offered("decision", "Dana: go — Friday", None, None, None, 2),
    )


@pytest.mark.parametrize(
    "text",
    [
        "- [x] done\n",
        "- a bullet\n",
        "## Actions\n- None.\n- [ ]  \n",
        "## Actions\n```\n- code\n```\n",
        "## Actions\n<!-- - hidden -->\n",
        "## Reactions\n- no\n",
        "just text\n",
    ],
)
def test_nothing_is_invented(text: str) -> None:
    """What is done, code, comment or plain text is not offered."""
    assert offered_items(text, CALENDAR) == ()


def test_lines_further_in_belong_to_their_bullet() -> None:
    """Continued lines are joined, details left out, nested boxes offered."""
    text = "## Actions\n- send the\n  plan\n  - detail\n  - [ ] draft\n### Team\n- next\n"
    assert [one.text for one in offered_items(text, CALENDAR)] == ["send the plan", "draft", "next"]
