"""Items offered from minutes of another make."""

from datetime import date

import pytest

from clientlog.dates import DateContext
from clientlog.minutes.offered import Offered, offered_items, own_names

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


def offers(text: str) -> list[tuple[str, str, str | None, date | None]]:
    """What is offered: kind, text, owner and due date."""
    return [(item.kind, item.text, item.owner, item.due) for item in offered_items(text, CALENDAR)]


@pytest.mark.parametrize(
    "heading",
    [
        "## Actions Required",
        "**ACTIONS REQUIRED**",
        "### Action Items from last week",
        "Next steps",
        "Action items:",
        "## To-do",
        "## My actions",
        "__Follow-ups__",
        "## Action points & next steps",
    ],
)
def test_headings_that_ask_for_actions_are_known(heading: str) -> None:
    """However people call them."""
    assert offers(f"{heading}\n\n- go on\n") == [("action", "go on", None, None)]


@pytest.mark.parametrize(
    "heading",
    ["Reactions", "Discussion of actions", "Actions speak louder", "Taskforce", "Agreed?!"],
)
def test_other_headings_ask_for_nothing(heading: str) -> None:
    """A word in them is not enough."""
    assert offers(f"## {heading}\n- go on\n") == []


@pytest.mark.parametrize(
    "heading", ["Decisions / Action Items", "Action Items and decisions from 2026-11-20"]
)
def test_under_both_the_item_itself_tells(heading: str) -> None:
    """What has an owner or a date is an action, what was agreed a decision."""
    text = f"## {heading}\n- Sam: draft it\n- draft it by Friday\n- Agreed to stop\n- update it\n"
    assert offers(text) == [
        ("action", "draft it", "Sam", None),
        ("action", "draft it", None, FRIDAY),
        ("decision", "Agreed to stop", None, None),
        ("action", "update it", None, None),
    ]


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ("Agreed to stop", "decision"),
        ("[ ] Agreed to stop", "action"),
        ("Agreed to stop by Friday", "action"),
        ("Sam: agreed to stop", "action"),
    ],
)
def test_what_was_agreed_with_a_box_an_owner_or_a_date_is_an_action(item: str, kind: str) -> None:
    """Without any of them it is a decision."""
    assert [kind for kind, *_ in offers(f"## Decisions and actions\n- {item}\n")] == [kind]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("Action items", "action"), ("Decisions and actions", "decision"), ("Else", "decision")],
)
def test_a_table_with_a_column_of_decisions_holds_decisions(heading: str, kind: str) -> None:
    """Unless its heading asks for actions alone."""
    table = "| Decision | Owner |\n|---|---|\n| stop it | Sam |\n"
    assert [kind for kind, *_ in offers(f"## {heading}\n\n{table}")] == [kind]


def test_a_date_in_a_table_is_kept_as_it_was_written() -> None:
    """Whether a day can be made of it or not."""
    table = "| Who | What | When |\n|---|---|---|\n| Sam | draft | fri |\n| Jo | seal | soon |\n"
    assert [(item.due_text, item.due) for item in offered_items(table, CALENDAR)] == [
        ("fri", FRIDAY),
        ("soon", None),
    ]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("| Who | What | When |\n|---|---|---|\n| Sam | draft | 2026-11-27 |\n| | go \\| on | |",
         [("action", "draft", "Sam", FRIDAY), ("action", "go | on", None, None)]),
        ("| Action | Description |\n|:--|--:|\n| AI-1 | send it |\n| Plan | for Q1 |\n| none | |",
         [("action", "send it", None, None), ("action", "Plan: for Q1", None, None)]),
        ("Task | Owner | Status\n--- | --- | ---\ndraft | @sam | open\nsign | Ann | Done",
         [("action", "draft", "sam", None)]),
        ("| Action |\n|---|\n| Sam: draft (due 2026-11-27) |",
         [("action", "draft", "Sam", FRIDAY)]),
    ],
)  # fmt: skip
def test_tables_are_read_by_their_columns(
    table: str, expected: list[tuple[str, str, str | None, date | None]]
) -> None:
    """Under a heading that asks for actions."""
    assert offers(f"## Action items\n\n{table}\n\n## Else\n| What |\n|---|\n| no |\n") == expected


def test_a_table_of_who_and_what_needs_no_heading() -> None:
    """Any other does."""
    assert offers("| Who | What |\n|---|---|\n| Sam | draft |\n") == [
        ("action", "draft", "Sam", None)
    ]
    assert offers("| Name | Room |\n|---|---|\n| Sam | 4 |\n") == []


@pytest.mark.parametrize(
    ("item", "owner", "due"),
    [
        ("draft (Sam, due 2026-11-27)", "Sam", FRIDAY),
        ("draft (due 2026-11-27)", None, FRIDAY),
        ("draft [Sam Li; fri].", "Sam Li", FRIDAY),
        ("draft (@sam)", "sam", None),
        ("draft (owner: Sam Li)", "Sam Li", None),
        ("draft, @sam", "sam", None),
        ("draft by 27 Nov — @sam", "sam", FRIDAY),
        ("Sam: draft (due 2026-11-27)", "Sam", FRIDAY),
    ],
)
def test_owner_and_date_may_stand_at_the_end(
    item: str, owner: str | None, due: date | None
) -> None:
    """In brackets, or with an @."""
    assert offers(f"- [ ] {item}\n") == [("action", "draft", owner, due)]


@pytest.mark.parametrize(
    "item", ["draft with @sam", "draft (API)", "draft (see page 3, API)", "draft (Optional)"]
)
def test_other_brackets_are_text(item: str) -> None:
    """A capital letter is no owner."""
    assert offers(f"- [ ] {item}\n") == [("action", item, None, None)]


def test_the_names_of_attendees_are_known() -> None:
    """One who was there and is `to` do something, does it."""
    text = (
        "## Present\n- Dana Reyes\n\n## Actions\n- Dana to draft it\n- Talk to Sam\n- go (Dana)\n"
    )
    assert offers(text) == [
        ("action", "draft it", "Dana", None),
        ("action", "Talk to Sam", None, None),
        ("action", "go", "Dana", None),
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Decision: stop it", "decision"),
        ("**Decision:** stop it", "decision"),
        ("**DECISION** – stop it", "decision"),
        ("- Decided: stop it", "decision"),
        ("Decision 3: stop it", "decision"),
        ("Action: stop it", "action"),
        ("AI: stop it", "action"),
        ("• TODO: stop it", "action"),
    ],
)
def test_a_line_may_say_itself_what_it_is(line: str, kind: str) -> None:
    """Anywhere, with the lines that continue it."""
    assert offers(f"We talked.\n\n{line}\nat once\n\nMore.\n") == [
        (kind, "stop it at once", None, None)
    ]


def test_quoted_mail_is_read() -> None:
    """Whatever depth of quotes; other bullets than Markdown's; ballot boxes."""
    text = "> > - [ ] draft\n> > - [x] done\n\n> Actions:\n> • sign\n> – seal\n☐ deliver\n☑ sent\n"
    assert [text for _, text, _, _ in offers(text)] == ["draft", "sign", "seal", "deliver"]


def test_an_item_is_offered_whole() -> None:
    """Lines right below belong to it, indented or not."""
    text = "## Actions\n- send\nthe plan\n  to Sam\n\nNot this\n- next\n"
    assert [text for _, text, _, _ in offers(text)] == ["send the plan to Sam", "next"]


def test_many_items_are_read_once() -> None:
    """Thousands of them, and lines of any length."""
    text = "## Actions\n" + "- Sam: draft it (due 2026-11-27)\n" * 8_000
    assert len(offers(text)) == 8_000
    for piece in ("(", "|", "> ", "- ", "**", "[ ] ", "Sam ", "a, ", "@a "):
        offers("## Actions\n- x " + piece * 20_000 + "\n" + piece * 20_000)


def test_the_user_is_named_as_in_their_addresses() -> None:
    """By the whole mailbox or its first word, with accents or without."""
    mine = own_names(["Renee.Dubois@x.example", "@", "rd+work@y.example"])
    assert mine == {"renee dubois", "renee", "rd work", "rd"}
    assert [
        (item.owner, item.text) for item in offered_items("- [ ] Renée to send it", CALENDAR, mine)
    ] == [("Renée", "send it")]
    assert [item.owner for item in offered_items("- [ ] Renée to send it", CALENDAR)] == [None]
