"""What stands on a page, and in what order."""

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientlog.agenda import Page, Section, make_page
from clientlog.agenda.page import OPEN_QUESTIONS, QUESTIONS
from clientlog.agenda.private import NEED_QUESTIONS
from clientlog.queries.meetings import find_meeting
from clientlog.refs import Ref
from clientlog.render.text.agenda import text
from clientlog.store.journal_file import open_to_look
from clientlog.store.tables import Note
from clientlog.write import close, commitments, meetings, notes
from tests.agenda import journals
from tests.looking import client, clock_at, give, meet, writing


def page(journal: Path, meeting: int = 0, when: str = "2026-11-20 12:00", **more: Any) -> Page:
    """The page of a meeting, or of a talk with the first client."""
    with closing(open_to_look(journal)) as db:
        one = find_meeting(db, meeting)
        from clientlog.queries.clients import list_clients

        whom = one.clients if one else list_clients(db)[:1]
        return make_page(db, clock_at(when), one, whom, **more)


def section(made: Page, title: str) -> Section:
    """The section whose title begins so."""
    return next(one for one in made.sections if one.title.startswith(title))


def texts(made: Page, title: str) -> list[str]:
    return [one.text for one in section(made, title).lines]


def titles(made: Page) -> list[str]:
    return [one.title for one in made.sections]


def test_late_ones_come_first_with_the_date_and_words(journal: Path) -> None:
    """What is late leads, what has no date ends; each says its date and how late it is."""
    with writing(journal) as change:
        give(change, "no date")
        give(change, "ahead", date(2026, 11, 27), kind="action", owner="Ann")
        give(change, "late", date(2026, 11, 18))
        give(change, "today", date(2026, 11, 20), priority="must")
        give(change, "theirs", date(2026, 11, 19), theirs=True)
    found = page(journal)
    assert [(one.text, one.remarks, one.late) for one in section(found, "I owe").lines] == [
        ("late", ("Wed 18 Nov, 2 days late", "promise"), True),
        ("today", ("Fri 20 Nov, today", "promise", "must"), False),
        ("ahead", ("Fri 27 Nov", "through Ann"), False),
        ("no date", ("no date", "promise"), False),
    ]
    beside = section(found, "Owed to me by Dana Reyes")
    assert beside.beside
    assert beside.lines[0].remarks[0] == "Thu 19 Nov, 1 day late"


def test_the_read_back_shows_how_each_item_stands(journal: Path) -> None:
    """The last held meeting's action items, open, done and dropped, and the command to confirm."""
    with writing(journal) as change:
        meet(change, "2026-10-01 10:00")
        held = meet(change, "2026-11-03 10:00")
        items = [
            give(change, text, kind="action", meeting=held, theirs=text == "theirs")
            for text in ("open", "done", "dropped", "theirs")
        ]
        commitments.finish(change, items[1], date(2026, 11, 2))
        commitments.settle(change, items[2], "released", "no need", told=True)
    found = section(page(journal), "Read back: Tue 3 Nov")
    assert [(one.label, one.box) for one in found.lines] == [
        ("me", "open"), ("me", "done"), ("me", "dropped"), ("Dana Reyes", "open"),
    ]  # fmt: skip
    assert found.then == "clientlog confirm m2"


def test_a_confirmed_meeting_asks_for_no_confirmation(journal: Path) -> None:
    """Once it was read back, the title says so and no command is named."""
    with writing(journal) as change:
        held = meet(change, "2026-11-03 10:00")
        give(change, "x", kind="action", meeting=held)
        meetings.confirm(change, held)
    found = section(page(journal), "Read back")
    assert (found.title, found.then) == ("Read back: Tue 3 Nov, confirmed", "")


def test_a_topic_counts_the_meetings_it_was_carried_over(journal: Path) -> None:
    """Raised on 2 October and two meetings later: the third time, however the page is reached."""
    with writing(journal, "2026-10-02 09:00") as change:
        ahead = meet(change, "2026-11-24 10:00", state="planned")
        notes.raise_topic(change, client(change), "the budget", meeting=ahead)
    with writing(journal, "2026-11-17 09:00") as change:
        meet(change, "2026-10-20 10:00")
        meet(change, "2026-11-03 10:00")
        later = meet(change, "2026-12-01 10:00", state="planned")
    for meeting in (0, ahead.id, later.id):
        found = section(page(journal, meeting), "To raise").lines
        assert [one.remarks for one in found if one.text == "the budget"] == [
            ("3rd time, first raised 2 Oct",)
        ]


@pytest.mark.parametrize("change_of_plan", ["move", "cancel", "nothing"])
def test_moving_a_meeting_loses_no_topic(journal: Path, change_of_plan: str) -> None:
    """A topic raised for a meeting is on the next page once, whatever happens to that meeting."""
    with writing(journal) as change:
        planned = meet(change, "2026-11-24 10:00", state="planned")
        notes.raise_topic(change, client(change), "the budget", meeting=planned)
        if change_of_plan == "move":
            from tests.looking import moment_at

            meetings.move(change, planned, moment_at("2026-12-24 10:00"))
        elif change_of_plan == "cancel":
            meetings.cancel(change, planned)
        meet(change, "2026-11-30 10:00", state="planned")
    for meeting in (1, 2):
        assert texts(page(journal, meeting), "To raise").count("the budget") == 1


def test_offers_news_asks_and_topics_in_this_order(journal: Path) -> None:
    """What I bring comes first, then what they do not know, what I recommend and why, the rest."""
    with writing(journal) as change:
        journals.everything(change, client(change))
    found = section(page(journal, private=True), "To raise").lines
    assert [one.label for one in found] == [
        "I bring", "bad news", "to tell", "to tell", "I recommend", "I recommend", "",
    ]  # fmt: skip
    assert found[2].remarks == ("moved to Thu 19 Nov", "legal was ill")
    assert found[4].remarks[-1] == "because two projects overlap in May"
    assert found[5].blank


def test_where_there_is_nothing_to_bring_there_is_room_to_write_it(journal: Path) -> None:
    """A blank line leads what is to be raised, and sections with nothing in them are left out."""
    journals.light(journal)
    found = page(journal, 1)
    assert titles(found) == ["Who", "When", "To raise"]
    only = section(found, "To raise").lines
    assert [(one.label, one.blank) for one in only] == [("I bring", True)]


def test_a_section_says_how_much_more_there_is(journal: Path) -> None:
    """Of twenty-five only eight are named, and the command that shows the others."""
    journals.overfull(journal, 1)
    found = section(page(journal, 2), "Owed to me")
    assert (len(found.lines), found.hidden) == (8, 17)
    assert found.see == "clientlog show script-alert-1-script-smile-0"


def test_people_above_get_a_shorter_page(journal: Path) -> None:
    """On a private page the lists for somebody you report to are cut sooner."""
    journals.overfull(journal, 1)
    assert len(section(page(journal, 2, private=True), "Owed to me").lines) == 5


@pytest.mark.parametrize(
    ("place", "first", "about"),
    [
        (0, "Green, yellow or red", "priority"),
        (1, "Effort to recognize", "ambition"),
        (2, "What they need from me", "need"),
        (3, "Where things stand", "need"),
    ],
)
def test_a_private_page_goes_with_the_direction(
    journal: Path, place: int, first: str, about: str
) -> None:
    """Up is about outcomes, down about ambitions, sideways about needs, outside plain words."""
    journals.one_in_each_direction(journal)
    found = page(journal, 3 * (place + 1), private=True)
    name = found.clients[0].name
    assert texts(found, f"Ready for {name}")[0] == first
    assert section(found, f"About {name}").lines[0].label == about
    assert section(found, "How").lines[0].label == list(journals.PEOPLE)[place]


def test_a_review_asks_about_the_client_and_about_the_work(journal: Path) -> None:
    """How satisfied, what disappointed, what next; why, what was verified, what else there was."""
    journals.one_in_each_direction(journal)
    questions = texts(page(journal, 12), "To ask in the review")
    assert questions == [*QUESTIONS, *OPEN_QUESTIONS]
    assert questions[3].startswith("Why")
    assert "To ask in the review" not in titles(page(journal, 3))


def test_at_most_three_warnings_each_about_something_else(journal: Path) -> None:
    """Of the flags about these clients three are shown, and how many more there are."""
    from clientlog.queries.snapshot import load_snapshot
    from clientlog.rules.runner import find_flags

    journals.one_in_each_direction(journal)
    with closing(open_to_look(journal)) as db:
        flags = find_flags(load_snapshot(db, clock_at("2026-11-20 12:00")))
    found = section(page(journal, 3, private=True, flags=flags), "Warnings")
    mine = [one for one in flags if one.client == "maria-okafor" or one.ref == "m3"]
    assert len({one.ref or one.text for one in found.lines}) == 3
    assert found.hidden == len(mine) - 3


def test_several_people_have_a_part_each_and_share_the_rest_once(journal: Path) -> None:
    """The read-back and the summaries of a common meeting stand once, the rest under each name."""
    journals.overfull(journal, 2)
    found = titles(page(journal, 2, private=True))
    assert sum(one.startswith("Read back") for one in found) == 1
    assert found.count("Last times") == 1
    for number in (0, 1):
        name = f"{journals.HOSTILE} {number}"
        assert f"I owe {name}" in found
        assert f"To raise with {name}" in found
        assert f"About {name}" in found


def test_a_talk_not_planned_yet_has_a_page_too(journal: Path) -> None:
    """Without a planned meeting the page says so, and how to record the talk."""
    with writing(journal) as change:
        client(change, role="VP")
    found = page(journal)
    assert found.title == "Talk with Dana Reyes"
    assert texts(found, "When") == ["not planned yet"]
    assert found.afterwards == "clientlog log dana-reyes"


def test_the_rhythm_and_the_last_contact(journal: Path) -> None:
    """A regular client's line says how often you meet and when you last spoke."""
    with writing(journal) as change:
        for when in ("2026-10-01", "2026-10-15", "2026-10-29", "2026-11-12"):
            meet(change, f"{when} 10:00")
    remarks = section(page(journal), "Who").lines[0].remarks
    assert remarks == ("every 14 days", "last contact Thu 12 Nov, 8 days ago")


@pytest.mark.parametrize(
    ("number", "said"), [(2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (21, "21st")]
)
def test_ordinals(number: int, said: str) -> None:
    """Numbers are counted in words as people say them."""
    from clientlog.agenda.lines import ordinal

    assert ordinal(number) == said


def test_what_a_need_is_about_is_asked_until_it_is_confirmed(journal: Path) -> None:
    """Six lines about the latest need, on a private page only."""
    with writing(journal) as change:
        dana = client(change)
        notes.note(change, dana, "fewer mails", kind="need")
        notes.note(change, dana, "a weekly mail", kind="need")
        meet(change, "2026-11-24 10:00", dana, state="planned")
    found = section(page(journal, 1, private=True), "To understand (n2): a weekly mail")
    assert [line.text for line in found.lines] == [*NEED_QUESTIONS]
    assert all(line.blank for line in found.lines)
    assert (found.hidden, found.then) == (1, "clientlog confirm n2")
    assert not any(title.startswith("To understand") for title in titles(page(journal, 1)))
    with writing(journal) as change:
        for need in change.all(Note, kind="need"):
            close.confirm(change, Ref("n", need.id or 0))
    found_titles = titles(page(journal, 1, private=True))
    assert not any(title.startswith("To understand") for title in found_titles)


def test_the_questions_about_a_need_make_room_for_what_is_known(journal: Path) -> None:
    """On a full page they go first."""
    journals.overfull(journal, 2)
    full = page(journal, 2, private=True)
    assert any(each.spare for each in full.sections)
    assert "To understand" not in text(full)
