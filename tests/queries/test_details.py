"""Everything about one client or one record."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from clientlog.clock import Clock
from clientlog.errors import NotFoundError
from clientlog.queries.clients import find_client
from clientlog.queries.details import ClientPage, RecordPage, client_page, record_page
from clientlog.queries.self_checks import QUESTIONS
from clientlog.refs import parse_ref
from clientlog.store.journal_file import open_to_look
from clientlog.write import clients, commitments, conflicts, notes
from clientlog.write.organizations import set_end
from clientlog.write.self_checks import save
from tests.looking import client, give, meet, writing


def page_of(journal: Path, clock: Clock, who: str = "dana") -> ClientPage:
    with closing(open_to_look(journal)) as db:
        return client_page(db, clock, find_client(db, who))


def record(journal: Path, ref: str) -> RecordPage:
    with closing(open_to_look(journal)) as db:
        return record_page(db, parse_ref(ref))


def test_open_commitments_of_both_sides_are_on_the_page_the_late_ones_first(
    journal: Path, clock: Clock
) -> None:
    """Settled ones are not, nor those of somebody else."""
    with writing(journal) as change:
        give(change, "later", date(2026, 12, 1))
        give(change, "late", date(2026, 11, 10), kind="action")
        give(change, "theirs", theirs=True)
        give(change, "another's", whom=client(change, "Sam Li"))
        commitments.finish(change, give(change, "kept"), change.today)
    page = page_of(journal, clock)
    assert [one.ref for one in page.mine] == ["a1", "p1"]
    assert [one.ref for one in page.theirs] == ["p2"]


def test_the_last_meetings_and_the_next_one_are_on_the_page(journal: Path, clock: Clock) -> None:
    """Held ones newest first, five of them; the soonest that has not ended is next."""
    with writing(journal) as change:
        for number in range(1, 8):
            meet(change, f"2026-11-0{number} 10:00")
        meet(change, "2026-11-08 10:00", state="cancelled")
        meet(change, "2026-12-08 10:00", state="planned")
        meet(change, "2026-11-20 11:30", state="planned")
        meet(change, "2026-11-19 11:30", state="planned")
    page = page_of(journal, clock)
    assert [one.ref for one in page.meetings] == ["m7", "m6", "m5", "m4", "m3"]
    assert page.next_meeting is not None
    assert page.next_meeting.ref == "m10"
    assert page.rhythm == 1


def test_unsettled_notes_come_before_the_latest_plain_ones(journal: Path, clock: Clock) -> None:
    """A need that is open is never pushed off the page by small talk."""
    with writing(journal) as change:
        dana = client(change)
        for number in range(7):
            notes.note(change, dana, f"small talk {number}", kind="personal")
        notes.note(change, dana, "report on Mondays", kind="need")
        notes.finish_note(change, notes.note(change, dana, "met", kind="need"), change.today)
    assert [one.ref for one in page_of(journal, clock).notes] == [
        "n8",
        "n7",
        "n6",
        "n5",
        "n4",
        "n3",
    ]


def test_the_page_has_tags_aliases_and_reliability_of_both_sides(
    journal: Path, clock: Clock
) -> None:
    """Three settled promises of theirs are shown, two of mine are too few."""
    with writing(journal) as change:
        clients.tag(change, client(change), ["vip"], [])
        clients.add_alias(change, client(change), "Ortega")
        for theirs in (True, True, True, False, False):
            commitments.finish(change, give(change, "word", theirs=theirs), change.today)
    page = page_of(journal, clock)
    assert (page.client.tags, page.client.aliases) == (("vip",), ("Ortega",))
    assert page.my_reliability is None
    assert page.their_reliability is not None
    assert page.their_reliability.kept == 3


def test_a_meeting_has_what_came_out_of_it(journal: Path) -> None:
    """Commitments, topics and notes of the meeting, and no others."""
    with writing(journal) as change:
        meeting = meet(change, "2026-11-03 10:00")
        give(change, "one", meeting=meeting)
        give(change, "two", kind="action", meeting=meeting)
        give(change, "elsewhere")
        notes.raise_topic(change, client(change), "three", meeting=meeting)
        notes.note(change, client(change), "four", meeting=meeting, kind="decision")
    assert [one.ref for one in record(journal, "m1").items] == ["a1", "p1", "t1", "n1"]


def test_a_commitment_has_its_meeting_and_need_and_the_need_what_serves_it(journal: Path) -> None:
    """The way from a need to what is done about it goes both ways."""
    with writing(journal) as change:
        meeting = meet(change, "2026-11-03 10:00")
        notes.note(change, client(change), "report on Mondays", kind="need")
        give(change, "write it", meeting=meeting, need=1)
        give(change, "send it", kind="action", need=1)
    page = record(journal, "p1")
    assert page.meeting is not None and page.meeting.ref == "m1"
    assert page.need is not None and page.need.ref == "n1"
    assert [one.ref for one in record(journal, "n1").items] == ["a1", "p1"]


def test_a_conflict_has_its_steps_in_order(journal: Path) -> None:
    """Each step with what was heard."""
    from clientlog.store.tables import Conflict, ConflictStep

    with writing(journal) as change:
        change.add(Conflict(client_id=client(change).id, text="the roadmap"))
        for step in ("listening", "empathy"):
            change.add(ConflictStep(conflict_id=1, step=step, text=f"about {step}"))
    steps = record(journal, "c1").steps
    assert [(one.step, one.text) for one in steps] == [
        ("listening", "about listening"),
        ("empathy", "about empathy"),
    ]


@pytest.mark.parametrize("ref", ["m9", "a9", "p9", "t9", "n9", "k9", "c9", "p999999999999999"])
def test_a_record_that_is_not_there_is_said_to_be_so(journal: Path, ref: str) -> None:
    """Every kind has its way of not being there."""
    with pytest.raises(NotFoundError, match=f"there is no {ref}"):
        record(journal, ref)


def test_what_a_client_left_comes_latest_first(journal: Path, clock: Clock) -> None:
    """The organizations of that client alone."""
    from clientlog.store.tables import Affiliation

    with writing(journal) as change:
        for who, name, month in (
            ("Dana Reyes", "Acme", 1),
            ("Sam Li", "Zorg", 2),
            ("Dana Reyes", "Berg", 3),
        ):
            change.add(
                Affiliation(
                    client_id=client(change, who).id, organization=name, until=date(2026, month, 1)
                )
            )
    before = page_of(journal, clock).before
    assert [affiliation.organization for affiliation in before] == ["Berg", "Acme"]


def test_everything_on_a_page_is_of_that_client(journal: Path, clock: Clock) -> None:
    """Of every kind one record, and of another client one as well; what is settled is not open."""
    with writing(journal) as change:
        for who in ("Dana Reyes", "Sam Li"):
            whom = client(change, who, organization=f"Home of {who}")
            set_end(change, f"Home of {who}", date(2026, 12, whom.id or 0))
            give(change, who, whom=whom)
            give(change, who, whom=whom, theirs=True)
            notes.raise_topic(change, whom, who)
            notes.settle_topic(
                change, notes.raise_topic(change, whom, who), "dropped", change.today
            )
            notes.note(change, whom, who, kind="need")
            meet(change, "2026-11-01 10:00", whom)
            meet(change, "2026-12-01 10:00", whom, state="planned")
            notes.touch(change, whom, change.clock.now, text=who)
            conflicts.open_conflict(change, whom, who)
            save(change, whom, dict.fromkeys(QUESTIONS, 3))
        give(change, "in hands", whom=whom, owner="dana-reyes")
    page = page_of(journal, clock)
    assert page.engagement_ends_on == date(2026, 12, 1)
    for records in (page.mine, page.theirs, page.topics, page.notes, page.touches, page.conflicts):
        assert [record.client.handle for record in records] == ["dana-reyes"]
    assert [meeting.ref for meeting in page.meetings] == ["m1"]
    assert page.next_meeting and page.next_meeting.ref == "m2"
    assert [held.text for held in page.in_hands] == ["in hands"]
    assert page.before == ()
    assert len(page.self_checks) == 1
