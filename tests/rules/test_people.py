"""Rules about balance, credit and growth, and about knowing who decides."""

from typing import Literal, Unpack

import pytest

from clientlog.queries.snapshot_values import Organization
from clientlog.queries.values import Client
from clientlog.rules.base import Rule, traits_of
from clientlog.rules.people import (
    executive_before_end,
    growth_talk_due,
    no_executive,
    one_sided,
    recognition_due,
)

from .build import (
    Record,
    Records,
    at,
    cases,
    client,
    day,
    flagged,
    known,
    note,
    organization,
    since_and_text,
    snapshot,
)
from .fields import ClientFields

ASKS: tuple[Literal["ask"], ...] = ("ask",) * 5


@cases(five_asks=known(-1, exchange=ASKS), give_before=known(-1, exchange=("give", *ASKS)))
def test_a_one_sided_relationship_is_flagged(records: Records) -> None:
    """Five asks in a row are too many."""
    assert flagged(one_sided, records) == ["dana"]


@cases(
    four_asks=known(-1, exchange=ASKS[:4]),
    a_give_last=known(-1, exchange=("ask", "ask", "ask", "ask", "give")),
    a_give_first=known(-1, exchange=("give", "ask", "ask", "ask", "ask")),
    nothing=known(-1),
)
def test_other_relationships_are_not_one_sided(records: Records) -> None:
    """Four asks, or a give among five, are balanced enough."""
    assert flagged(one_sided, records) == []


def test_a_waiting_offer_comes_first() -> None:
    """An open offer to this client settles the flag, one to somebody else does not."""
    offers = (
        note("offer", "open", -3, number=8),
        note("offer", "open", -3, number=9, client=client("lee")),
    )
    (finding,) = one_sided(snapshot(known(-1, exchange=ASKS, exchange_since=day(-40)), *offers))
    assert finding.settle == (
        "clientlog done n8",
        "clientlog note {handle} TEXT --kind recognition",
    )
    assert finding.since == day(-40)


ANNA, BEN = client("anna"), client("ben", stake="manager")


@cases(
    fifteen_days=(
        organization(ANNA, BEN),
        known(-1, ANNA, first_contact=at(-15)),
        known(None, BEN),
    ),
    the_earlier_contact_counts=(
        organization(ANNA, BEN),
        known(-1, ANNA),
        known(-15, BEN),
    ),
    of_three=(organization(ANNA, BEN, client("cleo")), known(-15, ANNA)),
)
def test_an_organization_without_executive_is_flagged(records: Records) -> None:
    """After fourteen days it should be known who decides."""
    assert flagged(no_executive, records) == ["org/Acme Ltd"]


@cases(
    fourteen_days=(organization(ANNA, BEN), known(-14, ANNA)),
    no_contact=(organization(ANNA, BEN), known(None, ANNA), known(None, BEN)),
    one_client=(organization(ANNA), known(-15, ANNA)),
    executive_known=(
        organization(ANNA, client("ben", stake="executive")),
        known(-15, ANNA),
    ),
    internal=(organization(ANNA, client("ben", direction="up")), known(-15, ANNA)),
)
def test_other_organizations_are_not_flagged(records: Records) -> None:
    """Early, small, internal, or with an executive nothing is said."""
    assert flagged(no_executive, records) == []


def report(**fields: Unpack[ClientFields]) -> Client:
    return client("kim", **fields)._replace(direction="down")


@cases(
    thirty_one_days=known(-1, report(), last_recognition=day(-31)),
    feedback_earlier=known(-1, report(), last_recognition=day(-31), last_feedback_out=day(-60)),
    never=known(-1, report(entered_at=at(-31))),
)
def test_due_recognition_is_flagged(records: Records) -> None:
    """People you lead hear from you how they are doing within thirty days."""
    assert flagged(recognition_due, records) == ["kim"]


@cases(
    thirty_days=known(-1, report(), last_recognition=day(-30)),
    feedback_given=known(-1, report(), last_recognition=day(-90), last_feedback_out=day(-30)),
    entered_thirty_days_ago=known(-1, report(entered_at=at(-30))),
    a_leader=known(-1, client(direction="up")),
    nothing_known=known(-1, report(entered_at=None)),
)
def test_other_recognition_is_not_due(records: Records) -> None:
    """On the thirtieth day, or for others than those you lead, nothing is said."""
    assert flagged(recognition_due, records) == []


@cases(
    ninety_one_days=known(-1, report(), last_goal=day(-91)),
    a_leader=known(-1, client("kim", direction="up"), last_goal=day(-91)),
    never=known(-1, report(entered_at=at(-91))),
)
def test_a_due_growth_talk_is_flagged(records: Records) -> None:
    """Goals are talked about at least every ninety days."""
    assert flagged(growth_talk_due, records) == ["kim"]


@cases(
    ninety_days=known(-1, report(), last_goal=day(-90)),
    entered_ninety_days_ago=known(-1, report(entered_at=at(-90))),
    a_peer=known(-1, client(direction="sideways")),
    nothing_known=known(-1, report(entered_at=None)),
    outside=known(-1),
)
def test_other_growth_talks_are_not_due(records: Records) -> None:
    """On the ninetieth day, and for peers and people outside, nothing is said."""
    assert flagged(growth_talk_due, records) == []


def test_an_open_goal_can_be_confirmed() -> None:
    """Where a goal is open, confirming it is the command that runs as it stands."""
    kim = report()
    (finding,) = growth_talk_due(snapshot(known(-1, kim), note("goal", "open", -99, client=kim)))
    assert finding.settle == ("clientlog confirm n7", "clientlog note {handle} TEXT --kind goal")


VERA = client("vera", stake="executive", organization="Acme Ltd")


def ending(offset: int, *clients: Client) -> Organization:
    return organization(*(clients or (VERA,)))._replace(ends_on=day(offset))


@cases(
    in_thirty_days=(ending(30), known(-31, VERA)),
    today=(ending(0), known(-31, VERA)),
    never_spoken=(ending(10), known(None, VERA)),
    only_a_team_member_wrote=(ending(10), known(-1, VERA, last_conversation=None)),
)
def test_an_executive_before_the_end_is_flagged(records: Records) -> None:
    """Before an engagement ends there is a conversation with its executive."""
    assert flagged(executive_before_end, records) == ["vera"]


@cases(
    in_thirty_one_days=(ending(31), known(-31, VERA)),
    yesterday=(ending(-1), known(-31, VERA)),
    spoken_thirty_days_ago=(ending(10), known(-30, VERA)),
    no_end=(organization(VERA), known(-31, VERA)),
    a_manager=(ending(10, BEN), known(-31, BEN)),
)
def test_other_ends_are_not_flagged(records: Records) -> None:
    """Earlier, afterwards, and with a conversation in the last month nothing is flagged."""
    assert flagged(executive_before_end, records) == []


@pytest.mark.parametrize(
    ("function", "records", "since", "text"),
    [
        (
            one_sided,
            known(-1, exchange=ASKS, exchange_since=day(-40)),
            -40,
            "The last 5 exchanges with Dana Reyes were all requests of yours",
        ),
        (
            one_sided,
            known(-1, exchange=ASKS),
            0,
            "The last 5 exchanges with Dana Reyes were all requests of yours",
        ),
        (
            no_executive,
            (organization(ANNA, BEN), known(-20, ANNA)),
            -5,
            "No active executive is recorded for Acme Ltd",
        ),
        (
            no_executive,
            (organization(ANNA, BEN), known(-20, ANNA), known(-30, BEN)),
            -15,
            "No active executive is recorded for Acme Ltd",
        ),
        (
            executive_before_end,
            (ending(10), known(-90, VERA)),
            -20,
            (
                "The work with Acme Ltd ends Mon 30 Nov: no conversation with Vera (executive)"
                " since Sat 22 Aug"
            ),
        ),
        (
            executive_before_end,
            (ending(10), known(-35, VERA)),
            -4,
            (
                "The work with Acme Ltd ends Mon 30 Nov: no conversation with Vera (executive)"
                " since Fri 16 Oct"
            ),
        ),
        (
            executive_before_end,
            ending(10),
            -20,
            "The work with Acme Ltd ends Mon 30 Nov: no conversation with Vera (executive) yet",
        ),
        (
            recognition_due,
            known(-1, report(), last_recognition=day(-40)),
            -9,
            "No recognition or feedback for Kim for 40 days",
        ),
        (
            growth_talk_due,
            known(-1, report(), last_goal=day(-100)),
            -9,
            "No talk with Kim about their goals for 100 days",
        ),
        (
            growth_talk_due,
            known(-1, report(entered_at=at(-95)), last_goal=day(-100)),
            -4,
            "No talk with Kim about their goals for 95 days",
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
        (one_sided, "care", None, ["note {handle} TEXT --kind recognition"]),
        (
            no_executive,
            "care",
            None,
            [
                "client edit WHO --stake executive",
                "client add NAME --org {organization} --stake executive",
            ],
        ),
        (executive_before_end, "now", None, ["touch {handle} TEXT", "log {handle} TEXT"]),
        (
            recognition_due,
            "care",
            None,
            ["note {handle} TEXT --kind recognition", "note {handle} TEXT --kind feedback --given"],
        ),
        (growth_talk_due, "care", None, ["note {handle} TEXT --kind goal", "confirm REF"]),
    ],
)
def test_a_flag_has_a_severity_a_group_and_commands_that_settle_it(
    function: Rule, severity: str, group: str | None, commands: list[str]
) -> None:
    """Of one group only the worst flag on a record or a client is shown."""
    settle = tuple(f"clientlog {command}" for command in commands)
    assert traits_of(function) == (severity, settle, group)
