"""One page for each client, that reads well without clientlog."""

import sqlite3
from contextlib import closing
from pathlib import Path

from clientlog.clock import Clock
from clientlog.items import Item
from clientlog.queries.clients import list_clients
from clientlog.render.exports.markdown import Pages
from clientlog.store.journal_file import open_to_look
from clientlog.write import commitments, conflicts
from tests.looking import client, give, meet, writing

MARK = "<!-- Written by clientlog export, which writes it anew. -->"


def blocks(
    db: sqlite3.Connection, clock: Clock, place: int, *, is_private: bool = False
) -> list[str]:
    """The page of the client who stands there in the list, by its paragraphs."""
    page = Pages(db, clock, is_private).page(list_clients(db)[place])
    assert page.endswith("\n")
    assert not page.endswith("\n\n")
    return page.rstrip("\n").split("\n\n")


def test_a_page_has_everything_in_its_section(exported: sqlite3.Connection, noon: Clock) -> None:
    """In an order that reads well; what has several lines stays one item."""
    assert blocks(exported, noon, 0) == [
        "# Dana Reyes", MARK,
        "- Work: CTO, Acme\n- Email: d@acme.example\n- Phone: +49 1\n- Direction: up\n"
        "- Channel: call\n- Also called: Dee\n- Tags: north, vip\n- In clientlog: dana-reyes",
        "## What I owe",
        "- [ ] send the draft\n  and the plan (due 2026-11-27, must)\n"
        "- [ ] book the room (due 2026-11-30, by Jo)\n- [ ] no date",
        "## What they owe", "- [ ] approve travel (due 2026-11-23)",
        "## Settled", "- [x] call back (due 2026-11-01, kept, 2026-11-02)",
        "## To raise", "- hire one more (why: May is full)\n- the budget",
        "## Meetings", "### 2026-11-25 10:00 Meeting (planned)", "With Sam Li.",
        "### 2026-11-24 10:00 Weekly (planned)",
        "### 2026-11-03 10:00 Meeting", "With Sam Li.", "> Paused\n>\n> # the migration",
        "## Contacts in between", "- 2026-11-02 by Jo\n- 2026-11-01 call first call",
        "## Goals", "- 2026-11-02: a goal (open)",
        "## News", "- 2026-11-02: a news (bad, untold)",
        "## Notes", "- 2026-11-02: a note",
    ]  # fmt: skip


def test_a_section_of_nothing_is_left_out(exported: sqlite3.Connection, noon: Clock) -> None:
    """Of somebody of whom only the name is known there is little."""
    assert blocks(exported, noon, 1) == [
        "# Old Hand", MARK, "- Direction: outside\n- In clientlog: old-hand",
    ]  # fmt: skip


def test_private_adds_what_is_not_for_other_eyes(exported: sqlite3.Connection, noon: Clock) -> None:
    """Facts of the client, three kinds of note, and conflicts."""
    plain, private = (blocks(exported, noon, 0, is_private=wanted) for wanted in (False, True))
    assert private[2].removeprefix(plain[2]) == (
        "\n- Stake: executive\n- Stage: relationship\n- Aim: partnership\n"
        "- My vision: mine\n  long\n- Their vision: theirs"
    )
    assert [block for block in private[3:] if block not in plain] == [
        "## Needs", "- 2026-11-02: a need (good, open)",
        "## Feedback", "- 2026-11-02: a feedback (bad, received)",
        "## Personal", "- 2026-11-02: a personal",
        "## Conflicts", "- who decides (agreed); agreed: we both do",
    ]  # fmt: skip


def test_nothing_typed_speaks_in_the_page(journal: Path, noon: Clock) -> None:
    """Names are one line, and control characters are escaped."""
    with writing(journal) as change:
        dana = client(change, "Dana\x1b Reyes")
        give(change, "a\x1bb", whom=dana)
        meet(change, "2026-11-03 10:00", dana, title="a\x1bb", summary="a\x1bb")
    with closing(open_to_look(journal)) as db:
        found = blocks(db, noon, 0)
    assert found[0] == "# Dana^[ Reyes"
    assert not [block for block in found if "\x1b" in block]


def test_only_what_was_done_is_ticked(journal: Path, noon: Clock) -> None:
    """What was broken, released or dropped has the dash of minutes."""
    with writing(journal) as change:
        dana = client(change)
        for kind, state in (("promise", "broken"), ("promise", "kept"), ("action", "dropped")):
            commitment = commitments.create(change, kind, dana, Item(state))
            commitment.state, commitment.settled_on = state, change.today
    with closing(open_to_look(journal)) as db:
        (settled,) = (block for block in blocks(db, noon, 0) if block.startswith("- ["))
    assert {line[:12] for line in settled.splitlines()} == {
        "- [-] broken", "- [x] kept (", "- [-] droppe",
    }  # fmt: skip


def test_a_page_has_the_conflicts_of_its_client_also_those_that_were_settled(
    journal: Path, noon: Clock
) -> None:
    """And nobody else's."""
    with writing(journal) as change:
        conflicts.open_conflict(change, client(change, "Sam Li"), "about money")
        quarrel = conflicts.open_conflict(change, client(change), "who decides")
        conflicts.agree(change, quarrel, "both", None)
        conflicts.holds(change, quarrel)
    with closing(open_to_look(journal)) as db:
        found = blocks(db, noon, 0, is_private=True)
    assert found[found.index("## Conflicts") + 1 :] == ["- who decides (settled); agreed: both"]
