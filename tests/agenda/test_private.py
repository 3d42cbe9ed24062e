"""Nothing private stands on a page that can lie on the table; a private one has it in words."""

import json
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientlog.agenda import Page, make_page
from clientlog.agenda.private import about, count_about, news, offers, unconfirmed_needs
from clientlog.agenda.values import Line
from clientlog.queries.agenda import Private
from clientlog.queries.meetings import unsettled_meetings
from clientlog.queries.reliability import Reliability
from clientlog.queries.values import Amendment, Conflict, Direction, Note
from clientlog.render.html.agenda import html
from clientlog.render.json.agenda import document
from clientlog.render.markdown.agenda import markdown
from clientlog.render.text.agenda import text
from clientlog.store.journal_file import open_to_look
from clientlog.vocabulary import NOTE_KINDS
from clientlog.write import commitments, conflicts, notes
from tests.looking import DANA, client, clock_at, give, meet, promise, writing

TONES = {"news": "bad", "feedback": "bad"}


def plant(journal: Path, word: str, kinds: list[str], people: int) -> None:
    """A journal with the word in every text that is not for the table."""
    with writing(journal) as change:
        dana = client(change, vision=word, their_vision=word, stake="executive", channel="chat",
                      emails=[word], phones=[word], direction="up",
                      stage="partnership")  # fmt: skip
        others = [client(change, f"Sam {number}") for number in range(people)]
        alone = meet(change, "2026-11-01 10:00", dana, summary="Kick-off")
        for kind in kinds:
            notes.note(change, dana, f"a {kind} {word}", kind=kind, tone=TONES.get(kind))
        for side in (None, "asked", "given"):
            notes.note(change, dana, f"said {word}", kind="feedback", direction=side)
        quarrel = conflicts.open_conflict(change, dana, f"about {word}")
        conflicts.take_step(change, quarrel, f"heard {word}")
        conflicts.agree(change, quarrel, f"agreed {word}", date(2026, 12, 1))
        moved = give(change, "a draft", date(2026, 11, 10))
        commitments.renegotiate(change, moved, date(2026, 11, 30), f"why {word}", told=False)
        give(change, f"owed to somebody else {word}", whom=client(change, "Eve"))
        if others:
            give(change, f"between two {word}", meeting=alone)
        meet(change, "2026-11-24 10:00", dana, *others, state="planned")


def drawn(page: Page) -> list[str]:
    """The page in every form."""
    return [text(page), markdown(page), html([page]), json.dumps(document([page]))]


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(
    st.text("abcdefghjkmnpqrtuvwxyz", min_size=9, max_size=20).map("x".__add__),
    st.permutations(NOTE_KINDS),
    st.integers(0, 2),
)
def test_no_planted_private_word_is_on_an_open_page(
    word: str, kinds: list[str], people: int
) -> None:
    """Whatever is written down privately, none of it shows; with --private some of it does."""
    with TemporaryDirectory() as folder:
        journal = Path(folder) / "journal.db"
        plant(journal, word, kinds, people)
        with closing(open_to_look(journal)) as db:
            (meeting,) = unsettled_meetings(db)
            clock = clock_at("2026-11-20 12:00")
            pages = [
                make_page(db, clock, meeting, meeting.clients, private=private)
                for private in (False, True)
            ]
    for form in drawn(pages[0]):
        assert word not in form
        assert not [said for said in ("executive", "partnership", "best by chat") if said in form]
    assert all(word in form for form in drawn(pages[1]))


def test_news_to_tell_has_its_ref(journal: Path) -> None:
    """It is what `told` takes."""
    with writing(journal) as change:
        dana = client(change)
        notes.note(change, dana, "a new office", kind="news")
        meet(change, "2026-11-20 14:00", dana, state="planned")
    clock = clock_at("2026-11-20 12:00")
    with closing(open_to_look(journal)) as db:
        (meeting,) = unsettled_meetings(db)
        page = make_page(db, clock, meeting, meeting.clients, private=True)
    assert [
        line.ref
        for section in page.sections
        for line in section.lines
        if line.text == "a new office"
    ] == ["n1"]


NOON = clock_at("2026-11-20 12:00")
BEFORE = NOON.now - timedelta(days=2)


def known(*notes: Note, **more: Any) -> Private:
    """What is known of Dana, the newest note first."""
    nothing = {"conflicts": (), "untold": (), "my_word": None, "their_word": None}
    return Private(notes=notes, **nothing | more)


def noted(kind: str, number: int = 1, **more: Any) -> Note:
    """A note of the day before yesterday, a Wednesday."""
    return Note(number, kind, f"{kind} {number}", DANA, BEFORE)._replace(**more)


def lines_about(private: Private, direction: Direction = "outside", **more: Any) -> list[Line]:
    return [*about(DANA._replace(direction=direction, **more), private, NOON)]


@pytest.mark.parametrize(
    ("note", "remarks"),
    [
        (noted("need", priority="must"), ("must", "not confirmed yet")),
        (noted("need", priority="good"), ("good to have", "not confirmed yet")),
        (noted("need", confirmed_at=NOON.now), ("confirmed Fri 20 Nov",)),
        (noted("goal"), ("not confirmed yet",)),
        (noted("goal", confirmed_at=NOON.now), ("confirmed Fri 20 Nov",)),
        (noted("feedback", state="asked"), ("asked Wed 18 Nov",)),
        (noted("feedback", state="received"), ("Wed 18 Nov",)),
        (noted("feedback", state="received", tone="good"), ("good", "Wed 18 Nov")),
        (
            noted("feedback", state="received", tone="bad", told_at=NOON.now),
            ("bad", "Fri 20 Nov", "not acted on yet"),
        ),
        (noted("feedback", state="given", tone="bad"), ("bad", "Wed 18 Nov")),
        (noted("agreement"), ("Wed 18 Nov",)),
        (noted("recognition"), ("Wed 18 Nov",)),
        (noted("personal"), ()),
        (noted("note"), ()),
    ],
)
def test_a_note_says_how_it_stands(note: Note, remarks: tuple[str, ...]) -> None:
    """Its priority, its tone, and when it was said, asked for or confirmed."""
    (line,) = lines_about(known(note), "down")
    assert line.remarks == remarks
    assert (line.text, line.ref, line.box) == (note.text, "n1", None)
    assert line.label == ("ambition" if note.kind == "goal" else note.kind)


@pytest.mark.parametrize(
    ("conflict", "remarks"),
    [
        ({}, ()),
        ({"step": "listening"}, ("at listening",)),
        (
            {"step": "solution", "state": "agreed", "agreement": "I decide",
             "check_on": date(2026, 12, 1)},
            ("agreed: I decide", "check it Tue 1 Dec"),
        ),
    ],
)  # fmt: skip
def test_a_conflict_says_how_far_it_is(conflict: dict[str, Any], remarks: tuple[str, ...]) -> None:
    """The step while it is open, then what was agreed and when to check it."""
    stored = Conflict(3, "who decides", DANA, BEFORE, **conflict)
    (line,) = lines_about(known(conflicts=(stored,)))
    assert line == Line(text="who decides", label="conflict", remarks=remarks, ref="c3")


def test_words_are_counted_where_enough_were_settled() -> None:
    """Those moved in time are named only where there are any."""
    mine = Reliability(kept=4, moved=1, kept_late=2, broken=3)
    theirs = Reliability(kept=3, moved=0, kept_late=0, broken=0)
    assert [(line.label, line.text) for line in lines_about(known(my_word=mine))] == [
        ("my word", "4 kept (1 moved in time), 2 late, 3 broken")
    ]
    assert [(line.label, line.text) for line in lines_about(known(their_word=theirs))] == [
        ("their word", "3 kept, 0 late, 0 broken")
    ]


def test_visions_are_mine_and_theirs() -> None:
    """What is not known is left out."""
    assert lines_about(known(), vision="the platform") == [
        Line(text="the platform", label="my vision")
    ]
    assert lines_about(known(), their_vision="no outage") == [
        Line(text="no outage", label="their vision")
    ]


@pytest.mark.parametrize(
    ("direction", "labels"),
    [
        (
            "up",
            "priority, my vision, agreement, conflict, my word, feedback, need, personal, note",
        ),
        (
            "down",
            "ambition, recognition, feedback, personal, need, agreement, conflict, my word,"
            " my vision, note",
        ),
        (
            "sideways",
            "need, agreement, conflict, my word, feedback, goal, personal, my vision, note",
        ),
        (
            "outside",
            "need, personal, agreement, feedback, conflict, my word, goal, my vision, note",
        ),
    ],
)
def test_what_matters_most_in_a_direction_comes_first(direction: Direction, labels: str) -> None:
    """Only people you lead are recognized; news, offers and decisions stand elsewhere."""
    notes = tuple(noted(kind) for kind in NOTE_KINDS)
    everything = known(
        *notes,
        conflicts=(Conflict(3, "x", DANA, BEFORE),),
        my_word=Reliability(kept=3, moved=0, kept_late=0, broken=0),
    )
    lines = lines_about(everything, direction, vision="v")
    assert ", ".join(line.label for line in lines) == labels


@pytest.mark.parametrize(
    ("kind", "most"),
    [
        ("personal", 3), ("need", 4), ("goal", 3), ("feedback", 3), ("agreement", 3), ("note", 2),
    ],
)  # fmt: skip
def test_the_latest_of_a_kind_are_shown_and_the_others_counted(kind: str, most: int) -> None:
    """Of each kind for itself."""
    notes = tuple(noted(kind, number) for number in range(9, 0, -1))
    other = noted("agreement" if kind != "agreement" else "note", 20)
    lines = lines_about(known(*notes, other))
    assert [line.ref for line in lines if line.ref != "n20"] == [
        f"n{number}" for number in range(9, 9 - most, -1)
    ]
    assert count_about(DANA, known(*notes, other)) == 9 - most
    assert count_about(DANA, known(*notes[:most], other)) == 0


def test_of_recognition_only_the_last_is_shown_and_none_counted_as_left_out() -> None:
    """The others are history."""
    praise = known(noted("recognition", 2), noted("recognition", 1))
    assert [line.ref for line in lines_about(praise, "down")] == ["n2"]
    assert count_about(DANA._replace(direction="down"), praise) == 0
    assert lines_about(praise) == []


def test_open_offers_are_brought_the_oldest_first() -> None:
    """One that was given is brought no more."""
    private = known(
        noted("offer", 3, state="open"), noted("offer", 2, state="given"),
        noted("offer", 1, state="open"), noted("need", 4, state="open"),
    )  # fmt: skip
    assert offers(private) == [
        Line(text=f"offer {number}", label="I bring", ref=f"n{number}", box="open")
        for number in (1, 3)
    ]


def test_news_is_told_the_oldest_first_with_its_tone() -> None:
    """What they know already is not told again."""
    private = known(
        noted("news", 3, state="untold", tone="bad"), noted("news", 2, state="told"),
        noted("news", 1, state="untold"), noted("feedback", 4, state="untold"),
    )  # fmt: skip
    assert news(private, NOON) == [
        Line(text="news 1", label="news", ref="n1", box="open"),
        Line(text="news 3", label="bad news", ref="n3", box="open"),
    ]


@pytest.mark.parametrize(
    ("change", "owner", "remarks"),
    [
        (
            Amendment("renegotiated", BEFORE, to_due=date(2026, 12, 1), why="legal was ill"),
            None,
            ("moved to Tue 1 Dec", "legal was ill"),
        ),
        (Amendment("broken", BEFORE, why="no time"), None, ("broken", "no time")),
        (Amendment("released", BEFORE), None, ("released",)),
        (Amendment("delegated", BEFORE, why="no time"), "Sam", ("passed on to Sam",)),
        (Amendment("delegated", BEFORE, why="no time"), None, ("mine again",)),
    ],
)
def test_of_a_promise_the_last_change_that_they_do_not_know_is_told(
    change: Amendment, owner: str | None, remarks: tuple[str, ...]
) -> None:
    """Whatever was told since, or changed before."""
    first = Amendment("renegotiated", BEFORE, to_due=date(2026, 11, 30))
    told = Amendment("broken", NOON.now, told_at=NOON.now)
    changed = promise(4, owner=owner, amendments=(first, change, told))
    assert news(known(untold=(changed,)), NOON) == [
        Line(text="send the draft", label="to tell", remarks=remarks, ref="p4", box="open")
    ]


def test_needs_are_understood_until_they_are_confirmed_or_settled() -> None:
    """The latest comes first."""
    needs = (
        noted("need", 4, state="open"), noted("need", 3, state="open", confirmed_at=NOON.now),
        noted("need", 2, state="met"), noted("need", 1, state="open"),
    )  # fmt: skip
    private = known(*needs, noted("offer", 5, state="open"))
    assert [need.number for need in unconfirmed_needs(private)] == [4, 1]
