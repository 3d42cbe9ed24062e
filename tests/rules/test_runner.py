"""The runner: flags from findings, their order, groups, snoozes and commands."""

import shlex
from collections.abc import Iterator
from datetime import timedelta
from typing import TypedDict, Unpack

import pytest

from clientlog.errors import UsageError
from clientlog.queries.snapshot_values import Snapshot, Snoozed
from clientlog.queries.values import Meeting
from clientlog.rules import RULES
from clientlog.rules.base import Finding, rule, rule_id, thresholds_of
from clientlog.rules.runner import (
    LONGEST_SNOOZE,
    Thresholds,
    check_thresholds,
    find_flags,
    renamed_thresholds,
    rule_named,
)

from .build import (
    DANA,
    Record,
    Records,
    absence,
    action,
    at,
    cases,
    change,
    client,
    day,
    days,
    held,
    known,
    note,
    organization,
    promise,
    snapshot,
)

REGULAR_AND_QUIET = known(-60, held_days=days(-105, -90, -75, -60))


TILL_TOMORROW = Snoozed(day(1))


class Settings(TypedDict, total=False):
    thresholds: Thresholds
    muted: list[str]
    snoozed: dict[str, Snoozed]


def keys(*records: Record, **settings: Unpack[Settings]) -> list[str]:
    return [flag.key for flag in find_flags(snapshot(*records), **settings)]


def test_a_flag_says_everything() -> None:
    """A flag carries its key, rule, severity, client, REF, day, reason and commands."""
    (flag,) = find_flags(snapshot(promise(due=-2)))
    assert (flag.key, flag.rule, flag.severity) == ("missed-promise:p4", "missed-promise", "late")
    assert (flag.client, flag.ref, flag.since) == ("dana", "p4", day(-1))
    assert flag.why.startswith("The date has passed")
    assert flag.settle == (
        "clientlog renegotiate p4 --to DATE --why WHY",
        "clientlog done p4",
        "clientlog break p4 --why WHY",
        "clientlog snooze missed-promise:p4 --until +7d",
    )


def test_a_flag_about_a_person_has_no_ref() -> None:
    """The flag about a client names the handle alone."""
    (flag,) = find_flags(snapshot(known(-22)))
    assert (flag.key, flag.client, flag.ref) == ("quiet-relationship:dana", "dana", None)


def test_a_flag_about_a_meeting_names_its_first_attendee() -> None:
    """Of several attendees the first one stands for the meeting."""
    (flag,) = find_flags(snapshot(held(-1, clients=(client("lee"), DANA))))
    assert (flag.client, flag.ref) == ("lee", "m3")
    assert flag.settle[1] == "clientlog log lee --meeting m3 --nothing"


def test_a_flag_about_an_organization_is_quoted_for_the_shell() -> None:
    """An organization's name with blanks and quotes survives being pasted."""
    name = "O'Neil & Co; rm"
    two = client("anna"), client("ben")
    (flag,) = find_flags(
        snapshot(organization(*two, name=name), known(-20, two[0])),
        muted=["feedback-not-asked"],
    )
    assert (flag.client, flag.ref) == (None, None)
    assert shlex.split(flag.settle[1])[5] == name
    assert shlex.split(flag.settle[-1]) == [
        *("clientlog", "snooze", f"no-executive:org/{name}", "--until", "+7d"),
    ]


def test_the_worst_comes_first() -> None:
    """Flags are ordered by severity, then by day, then by rule, then by key."""
    records = (
        promise(due=4, number=1),
        promise(number=2, recorded_at=at(0)),
        promise(due=0, number=3),
        promise(due=-2, number=5),
        promise(due=-2, number=11),
        action(due=-2, number=4),
        promise(due=-9, number=6),
    )
    assert keys(*records) == [
        "missed-promise:p6",
        "missed-promise:p11",
        "missed-promise:p5",
        "missed-deadline:a4",
        "due-soon:p3",
        "undated-promise:p2",
        "due-soon:p1",
    ]


def test_of_a_record_one_date_is_flagged() -> None:
    """A promise that is late and slips is only late; other flags about it stay."""
    moves = (change(),) * 3
    assert keys(promise(due=-1, amendments=moves)) == [
        "untold-change:p4",
        "missed-promise:p4",
    ]


def test_the_more_severe_date_wins_then_the_earlier_rule() -> None:
    """Due today beats slipping, slipping beats being due tomorrow or undated."""
    moves = (change(told=True),) * 3
    assert keys(promise(due=0, amendments=moves)) == ["due-soon:p4"]
    assert keys(promise(due=3, amendments=moves)) == ["slipping-promise:p4"]
    assert keys(promise(amendments=moves)) == ["slipping-promise:p4"]


def test_of_a_client_one_silence_is_flagged() -> None:
    """The first contact rule that holds is the only one."""
    boss = client("vera", stake="executive", organization="Acme", entered_at=at(-90))
    manager = known(-1, client("mick", stake="manager", organization="Acme"))
    regular = days(-105, -90, -75, -60)
    assert keys(known(-60, boss, held_days=regular), manager) == ["forgotten-executive:vera"]
    assert keys(known(-60, boss, held_days=regular)) == ["quiet-relationship:vera"]
    transactional = client("vera", stage="transactional")
    assert keys(known(-60, transactional, held_days=regular)) == ["no-next-meeting:vera"]
    assert keys(known(None, boss), manager) == ["forgotten-executive:vera"]
    assert keys(known(None, boss)) == ["never-spoken:vera"]


def test_a_muted_rule_makes_room() -> None:
    """A muted rule says nothing, and the next one of its group speaks."""
    assert keys(REGULAR_AND_QUIET) == ["quiet-relationship:dana"]
    assert keys(REGULAR_AND_QUIET, muted=["quiet-relationship"]) == ["no-next-meeting:dana"]


def test_a_rule_that_is_muted_for_one_client_speaks_of_the_others() -> None:
    """And the other rules speak of that client."""
    sam = client(handle="sam")
    late = (promise(due=-2), promise(due=-2, number=5, client=sam))
    pairs = {("missed-promise", "dana")}
    flags = find_flags(snapshot(*late), muted_for=pairs)
    assert [flag.key for flag in flags] == ["missed-promise:p5"]
    flags = find_flags(snapshot(*late), muted_for={("due-soon", "dana")})
    assert [flag.key for flag in flags] == ["missed-promise:p4", "missed-promise:p5"]


def test_a_snoozed_flag_makes_no_room() -> None:
    """A snoozed flag was put off, so no lesser one of its group comes in its place."""
    assert keys(REGULAR_AND_QUIET, snoozed={"quiet-relationship:dana": TILL_TOMORROW}) == []


def test_a_worse_flag_comes_through_a_snooze() -> None:
    """A snooze silences one key, not the record: when the date passes it is flagged."""
    assert keys(promise(due=-1), snoozed={"due-soon:p4": TILL_TOMORROW}) == ["missed-promise:p4"]


def test_snoozed_flags_are_shown_when_asked_for() -> None:
    """With the snoozed ones included each flag says whether it is."""
    flags = find_flags(
        snapshot(promise(due=-1), promise(due=-1, number=5)),
        snoozed={"missed-promise:p4": TILL_TOMORROW},
        include_snoozed=True,
    )
    assert [(flag.key, flag.snoozed) for flag in flags] == [
        ("missed-promise:p4", True),
        ("missed-promise:p5", False),
    ]


def test_thresholds_are_overridden() -> None:
    """A configured threshold takes the place of the default."""
    assert keys(promise(due=5), thresholds={"due-soon": {"days": 5}}) == ["due-soon:p4"]
    assert keys(known(-22), thresholds={"quiet-relationship": {"outside": 22}}) == []
    assert keys(known(-15), thresholds={"quiet-relationship": {"up": 1}}) == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"due-son": {}}, "there is no rule 'due-son'"),
        ({"due-soon": {"day": 3}}, "due-soon has no threshold 'day'"),
        ({"missed-promise": {"days": 3}}, "missed-promise has no threshold 'days'"),
        ({"due-soon": {"days": -1}}, "due-soon days must be a whole number"),
        ({"due-soon": {"days": 1.5}}, "due-soon days must be a whole number"),
        ({"due-soon": {"days": True}}, "due-soon days must be a whole number"),
        ({"due-soon": {"days": "3"}}, "due-soon days must be a whole number"),
        ({"due-soon": {"days": 10**9}}, "due-soon days must be a whole number"),
        ({"no-next-meeting": {"factor": float("nan")}}, "factor must be a number"),
        ({"no-next-meeting": {"factor": "2"}}, "factor must be a number"),
    ],
)
def test_a_threshold_that_makes_no_sense_is_refused(given: Thresholds, words: str) -> None:
    """An unknown rule or threshold, or a value of the wrong kind, is wrong usage."""
    with pytest.raises(UsageError, match=words):
        find_flags(snapshot(), thresholds=given)


@pytest.mark.parametrize("highest", [0, 100_000])
def test_every_threshold_bears_its_extremes(highest: int) -> None:
    """No threshold from 0 to the highest makes a rule stumble over its dates."""
    everything = (
        promise(due=-1, amendments=(change(),) * 3),
        held(-9, open_actions=1),
        REGULAR_AND_QUIET,
        known(None, client("lee", direction="down")),
        organization(client("anna"), client("ben")),
    )
    extreme = {rule_id(one): dict.fromkeys(thresholds_of(one), highest) for one in RULES}
    check_thresholds(extreme)
    assert find_flags(snapshot(*everything), thresholds=extreme)


def test_a_near_miss_is_named() -> None:
    """An unknown rule's message names the one that was probably meant."""
    with pytest.raises(UsageError) as caught:
        rule_named("missed-promises")
    assert caught.value.hint == "did you mean missed-promise?"


@rule("care", settle=("clientlog told {ref}",))
def shouting(snapshot: Snapshot, marks: int = 1) -> Iterator[Finding]:
    """A promise is shouted.

    Flagged: with marks.

    Silent: without.

    Why: Calm is better.
    """
    for one in snapshot.commitments:
        if one.text.count("!") >= marks:
            yield Finding(one, day(0), one.text)


def test_rules_of_your_own_run_with_the_others() -> None:
    """A rule from outside is run, explained and configured like any other."""
    loud = promise(due=30, text="now!")
    (flag,) = find_flags(snapshot(loud), extra_rules=[shouting])
    assert (flag.key, flag.why) == ("shouting:p4", "Calm is better.")
    limits = {"shouting": {"marks": 2}}
    assert find_flags(snapshot(loud), extra_rules=[shouting], thresholds=limits) == ()


def test_an_empty_book_has_no_flags() -> None:
    """Where the journal holds nothing, nothing is concluded."""
    assert find_flags(snapshot()) == ()


ARCHIVED = client("ann", archived=True)
AWAY = client("tom", away_until=day(1))


@cases(
    promise=promise(due=-2, client=ARCHIVED),
    undated_promise=promise(client=ARCHIVED),
    past_date=action(due=-9, client=ARCHIVED, due_set_at=at(-3)),
    promise_of_one_away=promise(due=-2, client=AWAY),
    action_of_one_away=action(due=-2, client=AWAY),
    meeting_with_one_archived=held(-1, clients=(ARCHIVED, DANA)),
    meeting_with_one_away=held(-1, clients=(AWAY, DANA)),
)
def test_what_cannot_wait_is_flagged_of_the_archived_and_of_those_away(records: Records) -> None:
    """A word of mine, a date that had passed, and a meeting that somebody else attended."""
    away = absence(-9, 1, AWAY)
    assert len(find_flags(snapshot(*records, away))) == 1


@cases(
    action=action(due=-2, client=ARCHIVED),
    their_promise=promise(due=-9, client=ARCHIVED, theirs=True),
    untold_change=promise(due=30, client=ARCHIVED, amendments=(change(),)),
    relationship=known(-60, ARCHIVED),
    note=note("need", "open", -30, client=ARCHIVED),
    meeting=held(-1, clients=(ARCHIVED,)),
    undated_promise_of_one_away=promise(client=AWAY),
    their_promise_of_one_away=promise(due=-9, client=AWAY, theirs=True),
    untold_change_of_one_away=promise(due=30, client=AWAY, amendments=(change(),)),
    note_of_one_away=note("need", "open", -30, client=AWAY),
    meeting_with_one_away=held(-1, clients=(AWAY,)),
    meeting_with_both=held(-1, clients=(AWAY, ARCHIVED)),
)
def test_everything_else_of_the_archived_and_of_those_away_waits(records: Records) -> None:
    """It is flagged when they are back, or never."""
    away = absence(-9, 1, AWAY)
    assert find_flags(snapshot(*records, away)) == ()
    present = [
        record._replace(clients=(DANA,))
        if isinstance(record, Meeting)
        else record._replace(client=DANA)  # type: ignore[call-arg]  # it has one
        for record in records
    ]
    assert find_flags(snapshot(*present))


def test_a_meeting_is_muted_where_the_rule_is_muted_for_everybody_who_attended() -> None:
    """What is about an organization is muted for nobody."""
    sam, anna = client("sam"), client("anna")
    acme = organization(anna, client("ben"))
    records = snapshot(held(-1, clients=(DANA, sam)), acme, known(-20, anna))
    muted_for = {("no-summary", "dana"), ("no-executive", "anna"), ("no-executive", "ben")}
    flags = find_flags(records, muted_for=muted_for, muted=["feedback-not-asked"])
    assert [flag.rule for flag in flags] == ["no-summary", "no-executive"]
    flags = find_flags(records, muted_for={*muted_for, ("no-summary", "sam")})
    assert [flag.rule for flag in flags] == ["no-executive"]


def test_a_finding_may_be_more_severe_than_its_rule() -> None:
    """What is due on the day itself is for now."""
    severities = [find_flags(snapshot(promise(due=due)))[0].severity for due in (0, 3)]
    assert severities == ["now", "soon"]


@pytest.mark.parametrize(
    ("record", "old"),
    [
        (promise(recorded_at=at(-28)), False),
        (promise(recorded_at=at(-29)), True),
        (action(recorded_at=at(-60)), True),
        (promise(due=-60), False),
        (promise(due=-60, theirs=True), False),
    ],
)
def test_a_flag_that_is_not_urgent_is_old_after_four_weeks(record: Record, old: bool) -> None:
    """One that is late stays in sight."""
    (flag,) = find_flags(snapshot(record))
    assert flag.old == old


@pytest.mark.parametrize(
    ("snooze", "times"),
    [
        (Snoozed(day(-3), day(-1), times=3), 3),
        (Snoozed(day(-3), day(-2), times=3), 0),
        (None, 0),
    ],
)
def test_a_flag_says_how_often_it_was_put_off(snooze: Snoozed | None, times: int) -> None:
    """Only since the day since which it has stood."""
    snoozed = {"missed-promise:p4": snooze} if snooze else {}
    (flag,) = find_flags(snapshot(promise(due=-2)), snoozed=snoozed)
    assert flag.put_off == times


def test_an_unknown_threshold_comes_with_the_known_ones() -> None:
    """A rule may have none."""
    for name, hint in (("due-soon", "it has days"), ("missed-promise", "it has no thresholds")):
        with pytest.raises(UsageError) as caught:
            check_thresholds({name: {"hour": 3}})
        assert caught.value.hint == hint


def test_a_threshold_of_an_earlier_version_is_reported_and_has_no_effect() -> None:
    """It is not refused, since it stands in configurations."""
    thresholds: Thresholds = {"no-agenda": {"hours": 2, "minutes": 3}, "due-soon": {"days": 2}}
    (sentence,) = renamed_thresholds(thresholds)
    assert sentence.startswith("rules.no-agenda.hours has no effect: no-agenda looks ahead")
    assert find_flags(snapshot(), thresholds=thresholds) == ()


def test_a_late_flag_can_be_put_off_for_two_weeks() -> None:
    """As the page of the rules says."""
    assert timedelta(weeks=2) == LONGEST_SNOOZE
