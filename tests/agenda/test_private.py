"""Nothing private stands on a page that can lie on the table."""

import json
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientlog.agenda import Page, make_page
from clientlog.queries.meetings import unsettled_meetings
from clientlog.render.html.agenda import html
from clientlog.render.json.agenda import document
from clientlog.render.markdown.agenda import markdown
from clientlog.render.text.agenda import text
from clientlog.store.journal_file import open_to_look
from clientlog.vocabulary import NOTE_KINDS
from clientlog.write import commitments, conflicts, notes
from tests.looking import client, clock_at, give, meet, writing

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
