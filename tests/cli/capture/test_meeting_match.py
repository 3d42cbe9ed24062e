"""Which meeting `log` records, and who attended."""

from datetime import datetime
from pathlib import Path

import pytest

from clientlog.cli.capture.meeting_match import (
    MeetingTarget,
    find_attendees,
    match_meeting,
    resolve_item,
)
from clientlog.cli.context import Context
from clientlog.errors import NotFoundError, UsageError
from clientlog.items import Item
from tests.cli.capturing import Cli, Prompts
from tests.cli.contexts import context
from tests.looking import client, meet, moment_at, writing


@pytest.fixture
def known(journal: Path) -> Path:
    """Dana and Sam."""
    with writing(journal) as change:
        client(change)
        client(change, "Sam Li")
    return journal


def plan(journal: Path, *starts: str) -> None:
    with writing(journal) as change:
        for start in starts:
            meet(change, start, state="planned")


def plan_routine(journal: Path, *names: str) -> None:
    """A stand-up from 11:30 to 11:45, now or just over at noon."""
    with writing(journal) as change:
        people = [client(change, name) for name in names]
        meet(change, "2026-11-20 11:30", *people, minutes=15, state="planned", routine=True)


def target(journal: Path, *others: str, add: bool = False) -> MeetingTarget:
    return find_attendees(context(journal), "dana", others, add=add)


def matched(
    journal: Path, *, ref: str | None = None, new: bool = False, began: datetime | None = None
) -> str | None:
    """The REF of the meeting that is recorded."""
    run = context(journal)
    meeting = match_meeting(run, target(journal), ref=ref, new=new, began=began).meeting
    return meeting.ref if meeting else None


def test_each_attendee_is_there_once(known: Path) -> None:
    """WHO first."""
    found = target(known, "sam", "dana-reyes", "sam-li")
    assert [attendee.handle for attendee in found.clients] == ["dana-reyes", "sam-li"]
    assert (found.newcomers, found.meeting) == ((), None)


def test_an_unknown_attendee_is_added_only_if_said(known: Path) -> None:
    """Each once, WHO as well, to whom what was agreed belongs; the hint names the option."""
    assert target(known, "Ann Lee", "Ann Lee", add=True).newcomers == ("Ann Lee",)
    with pytest.raises(NotFoundError) as raised:
        target(known, "Ann Lee")
    assert raised.value.hint.endswith("--add adds them")
    found = find_attendees(context(known), "Ann", ["dana"], add=True)
    assert (found.newcomers, found.newcomer_first) == (("Ann",), True)
    assert not target(known, "Ann Lee", add=True).newcomer_first


@pytest.mark.parametrize(("typed", "is_added"), [("y", True), ("n", False), ("", False)])
def test_a_terminal_offers_to_add_an_unknown_attendee(
    cli: Cli, people: None, environment: dict[str, str], typed: str, is_added: bool
) -> None:
    """The question names the person and who is meant perhaps; anything but yes saves nothing."""
    prompts = Prompts(environment, "log", "dana", "budget cut", "--with", "Sam Lee")
    prompts.expect("did you mean sam-li?")
    prompts.answer("Add 'Sam Lee'? [y/N]", typed)
    code, out = prompts.end()
    assert code == (0 if is_added else 4), out
    meetings = cli("meeting", "list", "--json").json["meetings"]
    attendees = [meeting["clients"] for meeting in meetings]
    assert attendees == ([["dana-reyes", "sam-lee"]] if is_added else [])


@pytest.mark.parametrize(
    ("start", "is_closed"),
    [
        ("2026-11-20 12:30", True),
        ("2026-11-20 12:31", False),
        ("2026-11-20 09:00", True),
        ("2026-11-19 11:00", True),
        ("2026-11-19 10:59", False),
    ],
)
def test_a_planned_meeting_is_closed_from_half_an_hour_before_to_a_day_after(
    known: Path, start: str, is_closed: bool
) -> None:
    """Its end counts, an hour after its start here."""
    plan(known, start)
    assert matched(known) == ("m1" if is_closed else None)


def test_the_nearest_start_is_the_one(known: Path) -> None:
    """A tie has to be decided by the person."""
    plan(known, "2026-11-20 09:40", "2026-11-20 10:20")
    assert matched(known) == "m2"
    assert matched(known, began=moment_at("2026-11-20 09:59")) == "m1"
    with pytest.raises(UsageError, match="m1 and m2 are equally near") as raised:
        matched(known, began=moment_at("2026-11-20 10:00"))
    assert raised.value.hint == "say which: --meeting m1, or --new"


def test_a_planned_meeting_with_exactly_these_people_comes_first(known: Path) -> None:
    """Before one that is nearer, which is named as the other that could be meant."""
    with writing(known) as change:
        meet(change, "2026-11-20 09:00", state="planned")
        both = client(change), client(change, "Sam Li")
        meet(change, "2026-11-20 11:00", *both, state="planned")
    run = context(known)
    alone = match_meeting(run, target(known), ref=None, new=False, began=None)
    assert alone.meeting and alone.meeting.ref == "m1"
    assert [other.ref for other in alone.others] == ["m2"]
    together = match_meeting(run, target(known, "sam"), ref=None, new=False, began=None)
    assert together.meeting and together.meeting.ref == "m2"


@pytest.mark.parametrize(
    ("began", "has_time", "ref"),
    [
        ("2026-11-20 09:30", True, "m1"),
        ("2026-11-20 11:00", True, "m1"),
        ("2026-11-20 11:01", True, None),
        ("2026-11-20 12:00", False, "m1"),
    ],
)
def test_a_time_that_is_typed_lies_within_the_planned_meeting(
    known: Path, began: str, has_time: bool, ref: str | None
) -> None:
    """Else the talk is a meeting of its own; a day without a time is any time of that day."""
    plan(known, "2026-11-20 10:00")
    match = match_meeting(
        context(known), target(known), ref=None, new=False, began=moment_at(began),
        has_time=has_time,
    )  # fmt: skip
    assert (match.meeting and match.meeting.ref) == ref
    assert bool(match.others) == (ref is None)


@pytest.mark.parametrize(
    ("others", "names", "began", "is_closed"),
    [
        ((), ("Dana Reyes",), "2026-11-20 12:15", True),
        ((), ("Dana Reyes",), "2026-11-20 12:16", False),
        ((), ("Dana Reyes", "Sam Li"), "2026-11-20 11:40", False),
        (("sam",), ("Dana Reyes", "Sam Li"), "2026-11-20 11:40", True),
    ],
)
def test_a_routine_meeting_is_closed_only_at_its_time_by_its_people(
    known: Path, others: tuple[str, ...], names: tuple[str, ...], began: str, is_closed: bool
) -> None:
    """Until half an hour after its end; it is never named as what could have been meant."""
    plan_routine(known, *names)
    match = match_meeting(
        context(known), target(known, *others), ref=None, new=False, began=moment_at(began),
        has_time=False,
    )  # fmt: skip
    assert (match.meeting is not None) == is_closed
    assert match.others == ()


@pytest.mark.parametrize(
    ("start", "began", "ref"),
    [
        ("2026-11-19 20:00", None, "m1"),
        ("2026-11-19 20:00", "2026-11-20 12:00", None),
        ("2026-11-19 00:00", "2026-11-19 12:00", "m1"),
        ("2026-11-20 12:30", "2026-11-20 12:00", "m1"),
        ("2026-11-20 18:00", "2026-11-20 12:00", None),
    ],
)
def test_a_day_without_a_time_means_the_meetings_of_that_day(
    known: Path, start: str, began: str | None, ref: str | None
) -> None:
    """As far as they have begun; without a day either, those of the last 24 hours."""
    plan(known, start)
    match = match_meeting(
        context(known), target(known), ref=None, new=False,
        began=moment_at(began) if began else None, has_time=False,
    )  # fmt: skip
    assert (match.meeting and match.meeting.ref) == ref


@pytest.mark.parametrize(
    ("starts", "ref", "others"),
    [
        (["2026-11-17 10:00"], None, ["m1"]),
        (["2026-11-06 11:00"], None, ["m1"]),
        (["2026-11-06 10:59"], None, []),
        (["2026-11-17 10:00", "2026-11-20 10:00"], "m2", []),
        (["2026-11-17 10:00", "2026-11-18 10:00"], None, ["m1", "m2"]),
    ],
)
def test_a_meeting_that_nobody_recorded_is_recalled_for_two_weeks(
    known: Path, starts: list[str], ref: str | None, others: list[str]
) -> None:
    """Where the talk closes no other."""
    plan(known, *starts)
    match = match_meeting(context(known), target(known), ref=None, new=False, began=None)
    assert (match.meeting and match.meeting.ref) == ref
    assert sorted(other.ref for other in match.others) == others


def test_where_somebody_new_came_nobody_is_exactly_who_was_planned(known: Path) -> None:
    """So the nearest meeting is the one."""
    with writing(known) as change:
        meet(change, "2026-11-20 09:00", state="planned")
        both = client(change), client(change, "Sam Li")
        meet(change, "2026-11-20 11:00", *both, state="planned")
    match = match_meeting(
        context(known), target(known, "Ann Lee", add=True), ref=None, new=False, began=None
    )
    assert match.meeting
    assert match.meeting.ref == "m2"


def test_of_two_that_are_equally_near_a_person_chooses(
    known: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By their day, time and people."""
    asked: list[tuple[str, list[str]]] = []

    def choose(question: str, lines: list[str]) -> str:
        asked.append((question, lines))
        return lines[1]

    monkeypatch.setattr(Context, "interactive", True)
    monkeypatch.setattr(Context, "choose", staticmethod(choose))
    plan(known, "2026-11-20 09:40", "2026-11-20 10:20")
    assert matched(known, began=moment_at("2026-11-20 10:00")) == "m2"
    [(question, lines)] = asked
    assert question == "Which meeting was it"
    assert lines[1].startswith("m2  Fri 20 Nov 10:20 with Dana Reyes")


def test_a_cancelled_meeting_that_is_to_come_may_be_named(known: Path) -> None:
    """It may have taken place all the same."""
    with writing(known) as change:
        meet(change, "2026-11-21 10:00", state="cancelled")
    assert matched(known, ref="m1") == "m1"


def test_a_meeting_of_its_own_closes_none(known: Path) -> None:
    """And contradicts one that is named."""
    plan(known, "2026-11-20 11:00")
    assert matched(known, new=True) is None
    with pytest.raises(UsageError, match="--meeting and --new contradict each other"):
        matched(known, ref="m1", new=True)


def test_a_meeting_that_is_named_must_have_begun(known: Path) -> None:
    """Or be said when it was; half an hour before its start is near enough."""
    plan(known, "2026-11-20 12:30", "2026-11-20 12:31")
    assert matched(known, ref="m1") == "m1"
    with pytest.raises(UsageError, match="has not begun") as raised:
        matched(known, ref="m2")
    assert raised.value.hint == "if it took place earlier, say when: --at WHEN"
    assert matched(known, ref="2", began=moment_at("2026-11-19 10:00")) == "m2"
    with pytest.raises(NotFoundError):
        matched(known, ref="m99")


def test_who_names_one_attendee(known: Path) -> None:
    """A client, or somebody new by a word of the name."""
    both = target(known, "sam", "Ann Lee", add=True)
    run = context(known)
    plain = Item(text="call")
    assert resolve_item(run, both, plain) == (plain, None)
    item, number = resolve_item(run, both, Item(text="call", who="sam"))
    assert (item.who, number) == (None, both.clients[1].id)
    assert resolve_item(run, both, Item(text="call", who="lee")) == (plain, "Ann Lee")


@pytest.mark.parametrize(
    ("who", "others", "name"), [("a\tb", [], "WHO"), ("dana", ["a\tb"], "--with")]
)
def test_somebody_new_has_a_name_in_one_line(
    known: Path, who: str, others: list[str], name: str
) -> None:
    """The error says where it was typed."""
    with pytest.raises(UsageError, match=f"^{name} holds a line break or a tab"):
        find_attendees(context(known), who, others, add=True)


def test_who_that_fits_several_attendees_and_somebody_new_is_refused(known: Path) -> None:
    """Clients come first, but only one of them."""
    with writing(known) as change:
        client(change, "Ann Lee")
        client(change, "Bo Lee")
    several = target(known, "ann", "bo", "Cy Lee", add=True)
    with pytest.raises(UsageError, match="who: 'lee' does not name one attendee"):
        resolve_item(context(known), several, Item(text="call", who="lee"))


@pytest.mark.parametrize("who", ["eve", "an"])
def test_who_that_names_nobody_is_refused(known: Path, who: str) -> None:
    """The hint says who attended."""
    both = target(known, "Ann Lee", "Andy Lee", add=True)
    with pytest.raises(UsageError, match=f"who: '{who}' does not name one attendee") as raised:
        resolve_item(context(known), both, Item(text="call", who=who))
    assert raised.value.hint == (
        "who attended: dana-reyes, Ann Lee, Andy Lee; --with adds somebody"
    )
