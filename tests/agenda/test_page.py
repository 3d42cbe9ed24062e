"""What stands on a page, and in what order."""

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientlog.agenda import Page, Section, make_page
from clientlog.agenda.page import OPEN_QUESTIONS, QUESTIONS
from clientlog.agenda.private import ADVICE, NEED_QUESTIONS, PROMPTS
from clientlog.queries.clients import list_clients
from clientlog.queries.meetings import find_meeting
from clientlog.queries.values import Client, Commitment, Meeting
from clientlog.refs import Ref
from clientlog.render.text.agenda import text
from clientlog.rules.runner import Flag
from clientlog.store.journal_file import open_to_look
from clientlog.store.tables import Note
from clientlog.write import close, commitments, meetings, notes
from tests.agenda import journals
from tests.looking import DANA, client, clock_at, give, meet, moment_at, promise, writing


def page(journal: Path, meeting: int = 0, when: str = "2026-11-20 12:00", **more: Any) -> Page:
    """The page of a meeting, or of a talk with the first client."""
    with closing(open_to_look(journal)) as db:
        one = find_meeting(db, meeting)
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


def talk(journal: Path, **more: Any) -> Page:
    """The page of a talk with everybody in the journal, by name."""
    with closing(open_to_look(journal)) as db:
        return make_page(db, clock_at("2026-11-20 12:00"), None, list_clients(db), **more)


@pytest.mark.parametrize(
    ("people", "title", "who"),
    [
        (0, "Talk with nobody", "WHO"),
        (1, "Talk with Client 0", "client-0"),
        (3, "Talk with Client 0, Client 1, Client 2", "client-0"),
        (4, "Talk with Client 0, Client 1, Client 2 and 1 more", "client-0"),
        (5, "Talk with Client 0, Client 1, Client 2 and 2 more", "client-0"),
    ],
)
def test_a_talk_is_called_after_three_people_at_most(
    journal: Path, people: int, title: str, who: str
) -> None:
    """It is recorded with the first of them, by the program as it was started."""
    with writing(journal) as change:
        for number in range(people):
            client(change, f"Client {number}")
    made = talk(journal, program="clientlog --db x.db")
    assert (made.title, made.meeting, made.private) == (title, None, False)
    assert made.afterwards == f"clientlog --db x.db log {who}"
    assert [known.handle for known in made.clients] == [f"client-{i}" for i in range(people)]


def test_a_page_begins_with_who_when_how_and_the_standing_agenda(journal: Path) -> None:
    """Eight people are named; there is one line of advice for each direction."""
    with writing(journal) as change:
        people = [
            client(change, f"Client {number}", direction="up" if number == 8 else "down")
            for number in range(9)
        ]
        meet(change, "2026-11-24 10:00", *people, state="planned", standing="numbers\n \nrisks")
    found = page(journal, 1, private=True)
    assert found.title == "Meeting with Client 0, Client 1, Client 2 and 6 more"
    assert found.afterwards == "clientlog log client-0 --meeting m1"
    assert found.private
    who, when, how, standing = found.sections[:4]
    assert (len(who.lines), who.hidden, who.see) == (8, 1, "clientlog show m1")
    assert (who.compact, who.keep, when.compact, how.compact) == (True, 8, True, True)
    assert [(line.label, line.text) for line in how.lines] == [
        ("down", ADVICE["down"]), ("up", ADVICE["up"]),
    ]  # fmt: skip
    assert how.keep == 2
    assert (standing.title, texts(found, "Every time")) == ("Every time", ["numbers", "risks"])
    assert (standing.keep, standing.compact) == (2, False)


def test_a_meeting_is_called_by_its_title(journal: Path) -> None:
    """One without has the names."""
    with writing(journal) as change:
        for title in ("Kick-off", None):
            meet(change, "2026-11-24 10:00", state="planned", title=title)
    assert page(journal, 1).title == "Kick-off"
    assert page(journal, 2).title == "Meeting with Dana Reyes"
    assert section(talk(journal), "Who").see == ""


SAM = Client(id=2, handle="sam-li", name="Sam Li")
EVE = Client(id=3, handle="eve", name="Eve")


def flag(subject: Commitment | Meeting, number: int, who: Client) -> Flag:
    return Flag(
        key=f"rule:{subject.key}", rule="rule", severity="late", client=who.handle,
        ref=subject.ref, since=date(2026, 11, 20), text=f"flag {number}", why="", templates=(),
        subject=subject, snoozed=False, old=False, put_off=0,
    )  # fmt: skip


def test_warnings_are_the_worst_about_each_thing_with_those_who_attend(journal: Path) -> None:
    """A flag about a meeting concerns everybody who attends it."""
    now = moment_at("2026-11-20 10:00")
    with_sam = Meeting(9, now, now, now, clients=(EVE, SAM))
    with_eve = Meeting(8, now, now, now, clients=(EVE,))
    flags = [
        flag(promise(1), 1, DANA), flag(with_eve, 2, EVE), flag(promise(1), 3, DANA),
        flag(promise(5, client=EVE), 4, EVE), flag(with_sam, 5, EVE), flag(promise(2), 6, DANA),
        flag(promise(3), 7, DANA),
    ]  # fmt: skip
    with writing(journal) as change:
        client(change)
        client(change, SAM.name)
    both = section(talk(journal, private=True, flags=flags), "Warnings")
    assert [(line.text, line.label, line.ref) for line in both.lines] == [
        ("flag 1", "late", "p1"), ("flag 5", "late", "m9"), ("flag 6", "late", "p2"),
    ]  # fmt: skip
    assert (both.hidden, both.see) == (2, "clientlog report")
    with closing(open_to_look(journal)) as db:
        alone = make_page(db, clock_at("2026-11-20 12:00"), None, [DANA], private=True, flags=flags)
    warnings = section(alone, "Warnings")
    assert [line.text for line in warnings.lines] == ["flag 1", "flag 6", "flag 7"]
    assert (warnings.hidden, warnings.see) == (1, "clientlog report dana-reyes")
    assert "Warnings" not in titles(talk(journal, flags=flags))


@pytest.fixture
def both(journal: Path) -> Path:
    """Meetings with Dana and Sam together and alone, each with an action item and a summary."""
    with writing(journal) as change:
        dana, sam = client(change), client(change, SAM.name)
        for day, *whom in (
            (1, dana), (2, sam), (3, dana, sam), (4, dana, sam), (5, dana, sam), (6, sam),
        ):  # fmt: skip
            held = meet(change, f"2026-11-{day:02} 10:00", *whom, summary=f"summary {day}")
            give(change, f"action {day}", kind="action", whom=whom[0], meeting=held)
        give(change, "in hand", whom=dana, owner="sam-li")
        give(change, "theirs", whom=dana, theirs=True)
    return journal


def test_what_was_agreed_with_everybody_is_read_back_before_what_was_agreed_alone(
    both: Path,
) -> None:
    """What was agreed with one alone is for a private page, and nothing stands there twice."""
    private = talk(both, private=True)
    assert [title for title in titles(private) if title.startswith("Read back")] == [
        "Read back: Thu 5 Nov with everybody",
        "Read back: Fri 6 Nov with Sam Li",
    ]
    assert section(private, "Read back: Fri").see == "clientlog show m6"
    assert texts(private, "Read back: Thu") == ["action 5"]
    read_back = [title for title in titles(talk(both)) if title.startswith("Read back")]
    assert read_back == ["Read back: Thu 5 Nov with everybody"]


def test_the_last_times_are_two_with_all_and_one_more_with_each(both: Path) -> None:
    """The latest first; alone with one of them only on a private page."""
    with writing(both) as change:
        meet(change, "2026-11-07 10:00", client(change), client(change, SAM.name))
        meet(change, "2026-11-08 10:00", client(change, SAM.name), summary="summary 8")
    assert texts(talk(both), "Last times") == ["summary 5", "summary 4"]
    private = section(talk(both, private=True), "Last times")
    assert [line.text for line in private.lines] == ["summary 5", "summary 4", "summary 8"]
    assert (private.see, private.long) == ("clientlog timeline dana-reyes", True)
    assert texts(page(both, private=True), "Last times") == ["summary 5", "summary 4"]


def test_what_is_owed_stands_side_by_side(both: Path) -> None:
    """Where I owe nothing there is nothing to stand beside; with several each part is named."""
    private = talk(both, private=True)
    assert section(private, "I owe Dana Reyes").beside is False
    assert section(private, "Owed to me by Dana Reyes").beside is True
    assert texts(private, "In their hands: Sam Li") == ["in hand"]
    assert section(private, "In their hands").see == "clientlog show sam-li"
    assert section(private, "To raise with Sam Li").see == "clientlog show sam-li"
    with writing(both) as change:
        give(change, "x", whom=client(change, "Abe"), theirs=True)
        give(change, "y", whom=client(change, "Cy"), owner="abe")
    alone = page(both)
    assert alone.clients[0].name == "Abe"
    assert section(alone, "Owed to me by Abe").beside is False
    assert texts(alone, "In their hands") == ["y"]
    assert "In their hands" in titles(alone)
    assert "To raise" in titles(alone)


@pytest.mark.parametrize(("direction", "few", "most"), [("outside", 4, 8), ("up", 2, 5)])
def test_of_everything_to_raise_some_is_shown_and_the_rest_counted(
    journal: Path, direction: str, few: int, most: int
) -> None:
    """Of offers, news and asks the first few, of topics more; shorter for a leader."""
    with writing(journal) as change:
        dana = client(change, direction=direction)
        for number in range(9):
            notes.note(change, dana, f"offer {number}", kind="offer")
            notes.note(change, dana, f"news {number}", kind="news")
            notes.raise_topic(change, dana, f"ask {number}", ask=True)
            notes.raise_topic(change, dana, f"topic {number}")
            give(change, f"owed {number}")
    found = page(journal, private=True)
    raised = section(found, "To raise")
    assert [line.text for line in raised.lines] == [
        *(f"{kind} {number}" for kind in ("offer", "news", "ask") for number in range(few)),
        *(f"topic {number}" for number in range(most)),
    ]
    assert (raised.hidden, raised.keep) == (36 - 3 * few - most, 4)
    assert len(section(found, "I owe").lines) == most
    assert len(section(page(journal), "I owe").lines) == 8


def test_questions_have_room_for_the_answers(journal: Path) -> None:
    """In a review they stand beside what is to be ready, on a private page for one."""
    with writing(journal) as change:
        meet(change, "2026-11-24 10:00", state="planned", review=True)
        sam = client(change, SAM.name)
        meet(change, "2026-11-24 10:00", client(change), sam, state="planned", review=True)
        notes.note(change, client(change), "figures", kind="need")
    asked = {
        (number, private): section(page(journal, number, private=private), "To ask")
        for number in (1, 2)
        for private in (False, True)
    }
    assert {key for key, found in asked.items() if found.beside} == {(1, True)}
    assert all(found.keep == 6 for found in asked.values())
    assert all(line.blank for found in asked.values() for line in found.lines)
    private = page(journal, 1, private=True)
    ready = section(private, "Ready for Dana Reyes")
    assert [(line.text, line.blank) for line in ready.lines] == [
        (prompt, True) for prompt in PROMPTS["outside"]
    ]
    needs = section(private, "To understand")
    assert needs.see == "clientlog list needs --client dana-reyes"
    assert (needs.keep, needs.spare, needs.hidden) == (6, True, 0)


def test_what_is_known_of_a_client_says_where_the_rest_is(journal: Path) -> None:
    """Of four personal notes three are shown."""
    with writing(journal) as change:
        for number in range(4):
            notes.note(change, client(change), f"note {number}", kind="personal")
    about = section(page(journal, private=True), "About Dana Reyes")
    assert (len(about.lines), about.hidden, about.see) == (3, 1, "clientlog show dana-reyes")
    assert not any(title.startswith("About") for title in titles(page(journal)))
