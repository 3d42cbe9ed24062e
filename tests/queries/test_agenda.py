"""Which meeting a page is for, and what is read for whom."""

from contextlib import closing
from pathlib import Path

import pytest

from clientlog.queries import agenda, clients, meetings
from clientlog.queries.series import first_after_today
from clientlog.store.journal_file import open_to_look
from clientlog.write import commitments, conflicts, notes
from tests.looking import client, clock_at, give, meet, writing


def test_today_is_the_local_day(journal: Path) -> None:
    """What begins between midnight and midnight in the user's zone is today, held ones left out."""
    with writing(journal) as change:
        for when in (
            "2026-11-19 10:00",
            "2026-11-20 00:00",
            "2026-11-20 23:59",
            "2026-11-21 00:00",
        ):
            meet(change, when, state="planned")
        meet(change, "2026-11-20 09:00")
    with closing(open_to_look(journal)) as db:
        found = meetings.planned_on_day(db, clock_at("2026-11-20 12:00"))
        after = first_after_today(db, clock_at("2026-11-20 12:00"))
    assert [one.ref for one in found] == ["m2", "m3"]
    assert after and after.ref == "m4"


@pytest.mark.parametrize("private", [False, True])
def test_what_one_was_promised_alone_is_not_for_the_others(journal: Path, private: bool) -> None:
    """On an open page for two stands only what was agreed where both were."""
    with writing(journal) as change:
        dana, sam = client(change), client(change, "Sam Li")
        give(change, "in passing", whom=dana)
        give(change, "between the two of us", whom=dana, meeting=meet(change, "2026-11-01 10:00"))
        give(change, "with both", whom=dana, meeting=meet(change, "2026-11-01 11:00", dana, sam))
    with closing(open_to_look(journal)) as db:
        both = [clients.find_client(db, who) for who in ("dana", "sam")]
        read = {
            len(whom): agenda.read_attendees(
                db, clock_at("2026-11-20 12:00"), whom, None, private=private
            )[0]
            for whom in (both, both[:1])
        }
    heard = ["with both"] if not private else ["in passing", "between the two of us", "with both"]
    assert [one.text for one in read[2].mine] == heard
    assert len(read[1].mine) == 3
    assert (read[1].private is not None) == private


def test_the_action_items_of_a_meeting_are_mine_then_theirs(journal: Path) -> None:
    """In any state; promises that were given there are no action items."""
    with writing(journal) as change:
        held = meet(change, "2026-11-03 10:00")
        give(change, "theirs", kind="action", meeting=held, theirs=True)
        give(change, "mine", kind="action", meeting=held)
        give(change, "promised", meeting=held)
        give(change, "elsewhere", kind="action")
        done = give(change, "done", kind="action", meeting=held)
        commitments.finish(change, done, change.today)
    with closing(open_to_look(journal)) as db:
        meeting = meetings.find_meeting(db, 1)
        assert meeting
        actions = agenda.actions_of(db, meeting)
    assert [action.text for action in actions] == ["mine", "done", "theirs"]


@pytest.mark.parametrize("private", [False, True])
def test_a_topic_of_one_alone_is_not_for_the_others(journal: Path, private: bool) -> None:
    """On an open page for two stands what was raised for both; what is left off is counted."""
    with writing(journal) as change:
        dana, sam = client(change), client(change, "Sam Li")
        both = meet(change, "2026-11-20 14:00", dana, sam, state="planned")
        notes.raise_topic(change, dana, "the raise")
        notes.raise_topic(change, dana, "the board", meeting=both)
    with closing(open_to_look(journal)) as db:
        whom = [clients.find_client(db, who) for who in ("dana", "sam")]
        meeting = meetings.find_meeting(db, 1)
        read = agenda.read_attendees(
            db, clock_at("2026-11-20 12:00"), whom, meeting, private=private
        )
        assert agenda.count_topics_left_off(db, whom, meeting) == 1
        assert agenda.count_topics_left_off(db, whom[:1], meeting) == 0
    shown = ["the board", "the raise"] if private else ["the board"]
    assert [topic.text for topic in read[0].topics] == shown


def test_open_offers_and_untold_news_of_those_at_the_table_are_left_off(journal: Path) -> None:
    """Neither what was given or told, nor another kind of note, nor that of others."""
    with writing(journal) as change:
        dana, sam = client(change), client(change, "Sam Li")
        for whom in (dana, sam):
            notes.note(change, whom, "help", kind="offer")
            notes.finish_note(change, notes.note(change, whom, "help", kind="offer"), change.today)
            for told in (False, True):
                notes.note(change, whom, "a price", kind="news", told=told)
            notes.note(change, whom, "figures", kind="need")
    with closing(open_to_look(journal)) as db:
        whom = [clients.find_client(db, who) for who in ("dana", "sam")]
        assert agenda.count_left_off(db, whom[:1]) == 2
        assert agenda.count_left_off(db, whom) == 4


def test_a_private_page_has_each_clients_own_conflicts_and_words(journal: Path) -> None:
    """Mine and theirs are counted apart, and what was passed on to somebody is theirs."""
    with writing(journal) as change:
        dana, sam = client(change), client(change, "Sam Li")
        for whom in (sam, dana):
            conflicts.open_conflict(change, whom, "who decides")
        for theirs in (False, True):
            for _ in range(3 + theirs):
                commitments.finish(change, give(change, "x", theirs=theirs), change.today)
            give(change, f"open {theirs}", theirs=theirs)
        give(change, "passed on", whom=sam, owner="dana-reyes")
    clock = clock_at("2026-11-20 12:00")
    with closing(open_to_look(journal)) as db:
        both = [clients.find_client(db, who) for who in ("dana", "sam")]
        open_page = agenda.read_attendees(db, clock, both, None, private=False)
        page = agenda.read_attendees(db, clock, both, None, private=True)
        alone = agenda.read_attendees(db, clock, both[:1], None, private=False)
    known = page[0].private
    assert known and known.my_word and known.their_word
    assert [conflict.ref for conflict in known.conflicts] == ["c2"]
    assert (known.my_word.kept, known.their_word.kept) == (3, 4)
    assert [owed.text for owed in page[0].mine] == ["open False"]
    assert [owed.text for owed in page[0].theirs] == ["open True"]
    assert [owed.text for owed in page[0].in_hands] == ["passed on"]
    assert [owed.text for owed in alone[0].in_hands] == ["passed on"]
    assert open_page[0].in_hands == ()
