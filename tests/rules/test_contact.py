"""Rules about clients who have not been spoken with."""

from typing import Unpack

import pytest

from clientlog.queries.values import Client
from clientlog.rules.base import Rule, traits_of
from clientlog.rules.contact import (
    forgotten_executive,
    never_spoken,
    no_next_meeting,
    quiet_relationship,
)

from .build import (
    DANA,
    Record,
    Records,
    absence,
    at,
    cases,
    client,
    day,
    days,
    flagged,
    known,
    since_and_text,
    snapshot,
    text_of,
)
from .fields import ClientFields

BOSS = client("vera", name="Vera Stone", organization="Acme", stake="executive")
MANAGER = client("mick", organization="Acme", stake="manager")
AWAY = day(1)


def boss(**fields: Unpack[ClientFields]) -> Client:
    return BOSS._replace(**fields)


@cases(
    thirty_one_days=(known(-31, BOSS), known(-3, MANAGER)),
    never=(known(None, BOSS), known(-3, MANAGER)),
    only_a_team_member_wrote=(
        known(-2, BOSS, last_conversation=at(-31)),
        known(-3, MANAGER),
    ),
    planned_in_eight_days=(known(-31, BOSS, planned=(at(8),)), known(-3, MANAGER)),
    entered_thirty_one_days_ago=(known(None, boss(entered_at=at(-31))), known(-3, MANAGER)),
    manager_thirty_days_ago=(known(-31, BOSS), known(-30, MANAGER)),
    back_today=(known(-41, boss(away_until=day(0))), known(-3, MANAGER)),
)
def test_a_forgotten_executive_is_flagged(records: Records) -> None:
    """An executive is forgotten after thirty days in which a manager was not."""
    assert flagged(forgotten_executive, records) == ["vera"]


@cases(
    thirty_days=(known(-30, BOSS), known(-3, MANAGER)),
    planned_in_seven_days=(known(-31, BOSS, planned=(at(7, "23:00"),)), known(-3, MANAGER)),
    longer_cadence=(known(-31, boss(cadence_days=60)), known(-3, MANAGER)),
    entered_thirty_days_ago=(known(None, boss(entered_at=at(-30))), known(-3, MANAGER)),
    manager_thirty_one_days_ago=(known(-99, BOSS), known(-31, MANAGER)),
    no_manager=known(-31, BOSS),
    manager_elsewhere=(
        known(-31, BOSS),
        known(-3, client("mick", organization="Other", stake="manager")),
    ),
    no_organization=(
        known(-31, client("vera", stake="executive")),
        known(-3, client("mick", stake="manager")),
    ),
    influencer=(
        known(-31, client("vera", organization="Acme", stake="influencer")),
        known(-3, MANAGER),
    ),
    only_an_influencer=(known(-31, BOSS), known(-3, MANAGER._replace(stake="influencer"))),
    away=(known(-99, boss(away_until=AWAY)), known(-3, MANAGER)),
    back_today_after_a_pause=(known(-40, boss(away_until=day(0))), known(-3, MANAGER)),
)
def test_other_executives_are_not_forgotten(records: Records) -> None:
    """On the thirtieth day, without a manager in touch, or while away nothing is said."""
    assert flagged(forgotten_executive, records) == []


@cases(
    outside=known(-22),
    up=known(-15, client(direction="up")),
    down=known(-8, client(direction="down")),
    sideways=known(-31, client(direction="sideways")),
    own_cadence=known(-4, client(cadence_days=3)),
    longer_cadence=known(-61, client(cadence_days=60)),
    counted_from_entry=known(-90, client(entered_at=at(-22))),
    planned_in_four_working_days=known(-22, planned=(at(6, "00:01"),)),
    back_today=known(-32, client(away_until=day(0))),
    partnership=known(-22, client(stage="partnership")),
)
def test_a_quiet_relationship_is_flagged(records: Records) -> None:
    """A relationship is quiet from the day after its cadence has run out."""
    assert flagged(quiet_relationship, records) == ["dana"]


@cases(
    outside=known(-21),
    up=known(-14, client(direction="up")),
    down=known(-7, client(direction="down")),
    sideways=known(-30, client(direction="sideways")),
    own_cadence=known(-3, client(cadence_days=3)),
    entered_later=known(-90, client(entered_at=at(-21))),
    planned_in_three_working_days=known(-22, planned=(at(5, "23:59"),)),
    in_a_routine_series=known(-99, in_routine=True),
    while_i_was_away=(known(-30), absence(-20, -10)),
    while_they_were_away=(known(-30), absence(-20, -10, DANA)),
    never_spoken=known(),
    transactional=known(-99, client(stage="transactional")),
    away=known(-99, client(away_until=AWAY)),
    back_today_after_a_pause=known(-31, client(away_until=day(0))),
)
def test_other_relationships_are_not_quiet(records: Records) -> None:
    """Within the cadence, away, transactional or with a meeting near nobody is quiet."""
    assert flagged(quiet_relationship, records) == []


def test_days_of_silence_are_local_days() -> None:
    """A contact late in the evening counts for its own day, not for that in UTC."""
    late = client(cadence_days=1)
    half_past_midnight = known(who=late, last_contact=at(-1, "00:30"))
    just_before = known(who=late, last_contact=at(-2, "23:59"))
    assert flagged(quiet_relationship, (half_past_midnight,)) == []
    assert flagged(quiet_relationship, (just_before,)) == ["dana"]


def test_a_quiet_relationship_says_for_how_long() -> None:
    """The days since the last contact are said, and the flag stands since the cadence ended."""
    assert (
        text_of(quiet_relationship, known(-30))
        == "No contact with Dana Reyes for 30 days (cadence: 21 days)"
    )
    (finding,) = quiet_relationship(snapshot(known(-30)))
    assert finding.since == day(-8)


def test_long_silence_is_for_now() -> None:
    """From one and a half times the cadence on it is more severe."""
    (soon,) = quiet_relationship(snapshot(known(-31)))
    (now,) = quiet_relationship(snapshot(known(-32)))
    assert (soon.severity, now.severity) == (None, "now")
    (exactly,) = quiet_relationship(snapshot(known(-30, client(cadence_days=20))))
    assert exactly.severity == "now"


WEEKLY = (-32, -25, -18, -11)
EVERY_TEN_DAYS = (-46, -36, -26, -16)


@cases(
    over_one_and_a_half_times=known(-11, held_days=days(*WEEKLY)),
    median_of_uneven_gaps=known(-16, held_days=days(-300, -36, -26, -16)),
    median_of_four_gaps=known(-16, held_days=days(-80, -44, -35, -24, -16)),
    back_today=known(-21, client(away_until=day(0)), held_days=days(-42, -35, -28, -21)),
)
def test_a_missing_next_meeting_is_flagged(records: Records) -> None:
    """A regular client is missed after one and a half times the rhythm."""
    assert flagged(no_next_meeting, records) == ["dana"]


@cases(
    exactly_one_and_a_half_times=known(-15, held_days=days(-45, -35, -25, -15)),
    three_meetings=known(-99, held_days=days(-119, -109, -99)),
    planned=known(-11, held_days=days(*WEEKLY), planned=(at(60),)),
    all_on_one_day=known(-9, held_days=days(-9, -9, -9, -9)),
    every_four_days=known(-9, held_days=days(-21, -17, -13, -9)),
    in_a_routine_series=known(-11, in_routine=True, held_days=days(*WEEKLY)),
    away=known(-21, client(away_until=AWAY), held_days=days(-42, -35, -28, -21)),
    back_today_after_a_pause=known(
        -20, client(away_until=day(0)), held_days=days(-41, -34, -27, -20)
    ),
    exactly_one_and_a_half_times_besides_a_pause=known(
        -25, client(away_until=day(0)), held_days=days(-55, -45, -35, -25)
    ),
)
def test_other_meetings_are_not_missing(records: Records) -> None:
    """Within the rhythm, without one, away, or with a meeting planned nothing is said."""
    assert flagged(no_next_meeting, records) == []


def test_a_missing_meeting_stands_since_the_first_day_over() -> None:
    """With a rhythm of ten days the sixteenth day is the first one over."""
    (finding,) = no_next_meeting(snapshot(known(-20, held_days=days(-50, -40, -30, -20))))
    assert finding.since == day(-4)


@cases(
    fifteen_days=known(who=client(entered_at=at(-15))),
    long_ago=known(who=client(entered_at=at(-300))),
)
def test_a_client_never_spoken_with_is_flagged(records: Records) -> None:
    """A client entered by hand is expected to be spoken with within fourteen days."""
    assert flagged(never_spoken, records) == ["dana"]


@cases(
    fourteen_days=known(who=client(entered_at=at(-14))),
    imported=known(who=client(by_hand=False)),
    spoken_with=known(-200),
    away=known(who=client(away_until=AWAY)),
    entered_at_an_unknown_time=known(who=client(entered_at=None)),
)
def test_other_clients_are_not_never_spoken_with(records: Records) -> None:
    """On the fourteenth day, imported, or after any contact nothing is said."""
    assert flagged(never_spoken, records) == []


@pytest.mark.parametrize(
    ("function", "records", "since", "text"),
    [
        (
            forgotten_executive,
            (known(-40, BOSS), known(-1, MANAGER)),
            -9,
            "No conversation with Vera Stone (executive, Acme) for 40 days",
        ),
        (
            forgotten_executive,
            (known(None, BOSS), known(-1, MANAGER)),
            -869,
            "No conversation with Vera Stone (executive, Acme) yet",
        ),
        (
            forgotten_executive,
            (known(-70, boss(cadence_days=60)), known(-50, MANAGER)),
            -9,
            "No conversation with Vera Stone (executive, Acme) for 70 days",
        ),
        (
            forgotten_executive,
            (known(-40, boss(cadence_days=10)), known(-1, MANAGER)),
            -9,
            "No conversation with Vera Stone (executive, Acme) for 40 days",
        ),
        (
            forgotten_executive,
            (
                known(-40, BOSS),
                known(-1, MANAGER),
                known(-35, client("lou", organization="Acme", stake="manager")),
            ),
            -9,
            "No conversation with Vera Stone (executive, Acme) for 40 days",
        ),
        (
            forgotten_executive,
            (
                known(-40, BOSS),
                known(-1, MANAGER),
                known(None, client("lou", organization="Acme", stake="manager")),
            ),
            -9,
            "No conversation with Vera Stone (executive, Acme) for 40 days",
        ),
        (
            quiet_relationship,
            known(-30),
            -8,
            "No contact with Dana Reyes for 30 days (cadence: 21 days)",
        ),
        (
            quiet_relationship,
            known(-30, client(entered_at=at(-23))),
            -1,
            "No contact with Dana for 30 days (cadence: 21 days)",
        ),
        (
            quiet_relationship,
            known(-30, client(entered_at=None)),
            -8,
            "No contact with Dana for 30 days (cadence: 21 days)",
        ),
        (
            quiet_relationship,
            (known(-30), absence(-20, -15)),
            -3,
            "No contact with Dana Reyes for 30 days (cadence: 21 days)",
        ),
        (
            quiet_relationship,
            known(-2, client(cadence_days=1)),
            0,
            "No contact with Dana for 2 days (cadence: 1 day)",
        ),
        (
            no_next_meeting,
            known(-20, held_days=days(-50, -40, -30, -20)),
            -4,
            (
                "No next meeting with Dana Reyes: the last was 20 days ago, usually there is one"
                " every 10 days"
            ),
        ),
        (
            no_next_meeting,
            known(-9, held_days=days(-24, -19, -14, -9)),
            -1,
            (
                "No next meeting with Dana Reyes: the last was 9 days ago, usually there is one"
                " every 5 days"
            ),
        ),
        (
            never_spoken,
            known(who=client(entered_at=at(-20))),
            -5,
            "No contact with Dana yet, entered on Sat 31 Oct",
        ),
    ],
)
def test_a_flag_says_what_was_found_and_since_when(
    function: Rule, records: Record | Records, since: int, text: str
) -> None:
    """It stands since the first day on which the rule had something to say."""
    assert since_and_text(function, records) == (since, text)


@pytest.mark.parametrize(
    ("function", "severity", "group", "commands"),
    [
        (
            forgotten_executive,
            "now",
            "contact",
            ["plan {handle} --at WHEN", "touch {handle} TEXT", "log {handle} TEXT"],
        ),
        (
            quiet_relationship,
            "soon",
            "contact",
            ["plan {handle} --at WHEN", "touch {handle} TEXT", "log {handle} TEXT"],
        ),
        (no_next_meeting, "care", "contact", ["plan {handle} --at WHEN"]),
        (
            never_spoken,
            "care",
            "contact",
            ["touch {handle} TEXT", "log {handle} TEXT", "client archive {handle}"],
        ),
    ],
)
def test_a_flag_has_a_severity_a_group_and_commands_that_settle_it(
    function: Rule, severity: str, group: str | None, commands: list[str]
) -> None:
    """Of one group only the worst flag on a record or a client is shown."""
    settle = tuple(f"clientlog {command}" for command in commands)
    assert traits_of(function) == (severity, settle, group)


def test_an_executive_of_whom_nothing_is_known_is_not_forgotten() -> None:
    """Neither a conversation nor the day of entry."""
    unknown = known(None, boss(entered_at=None))
    assert flagged(forgotten_executive, (unknown, known(-1, MANAGER))) == []
