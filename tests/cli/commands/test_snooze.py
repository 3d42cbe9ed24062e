"""`snooze`, `unsnooze`, and how long a flag stays away."""

from collections.abc import Callable

import pytest

from tests.cli.helping import assert_help_is_documented
from tests.conftest import Answer
from tests.prepared import prepared_once

Cli = Callable[..., Answer]


@prepared_once()
def late(cli: Cli) -> Cli:
    """A promise that is a day late."""
    cli("client", "add", "Dana Reyes", CLIENTLOG_NOW="2026-11-02T12:00")
    cli("promise", "dana", "send it due:2026-11-19", CLIENTLOG_NOW="2026-11-02T12:00")
    return cli


def keys(cli: Cli, now: str = "2026-11-20T12:00") -> list[str]:
    return [flag["key"] for flag in cli("report", "--json", CLIENTLOG_NOW=now).json["flags"]]


def test_a_record_is_snoozed_by_its_ref(late: Cli) -> None:
    """The REF stands for what is flagged about it, and is back on its day."""
    answer = late("snooze", "p1", "--until", "2026-11-25")
    assert answer.out == "snoozed missed-promise:p1 until Wed 25 Nov\n"
    assert "missed-promise:p1" not in keys(late)
    assert "missed-promise:p1" in keys(late, "2026-11-25T00:00")


def test_a_snooze_lapses_when_the_flag_stands_since_another_day(late: Cli) -> None:
    """The next missed date is new."""
    late("snooze", "p1", "--until", "2026-12-04")
    late("renegotiate", "p1", "--to", "2026-11-23", "--why", "legal", "--told")
    assert "missed-promise:p1" in keys(late, "2026-11-24T09:00")


def test_what_is_late_is_put_off_for_two_weeks_at_most(late: Cli) -> None:
    """Fourteen days are taken, fifteen are refused with what is possible."""
    refused = late("snooze", "p1", "--until", "2026-12-05")
    assert refused.code == 2
    assert "can be snoozed for 14 days at most" in refused.err
    assert "--until 2026-12-04" in refused.err
    assert late("snooze", "p1", "--until", "2026-12-04").code == 0


def test_the_report_says_how_often_it_was_put_off(late: Cli) -> None:
    """Each snooze of the same flag counts."""
    late("snooze", "p1", "--until", "2026-11-21")
    late("snooze", "p1", "--until", "2026-11-23", CLIENTLOG_NOW="2026-11-21T12:00")
    shown = late("report", CLIENTLOG_NOW="2026-11-23T12:00").out
    assert "4 days late (snoozed twice before)" in shown


def test_snoozes_are_listed_and_taken_back(late: Cli) -> None:
    """`snooze list` names them, `unsnooze` shows the flag again."""
    assert late("snooze", "list").out == "Nothing is snoozed.\n"
    late("snooze", "missed-promise:p1", "--until", "+3d")
    assert "missed-promise:p1" in late("snooze", "list").out
    assert late("snooze", "list", "--json").json["snoozes"] == [
        {"key": "missed-promise:p1", "until": "2026-11-23", "times": 1}
    ]
    assert late("unsnooze", "p1").code == 0
    assert "missed-promise:p1" in keys(late)
    assert late("unsnooze", "p1").code == 4


def test_what_is_not_flagged_cannot_be_snoozed_by_its_ref(late: Cli) -> None:
    """A REF without a flag is 4, what is neither key nor REF is 2."""
    late("done", "p1")
    assert late("snooze", "p1", "--until", "+3d").code == 4
    assert late("snooze", "nonsense", "--until", "+3d").code == 2


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("snooze", "unsnooze")


def test_a_flag_about_an_organization_is_snoozed_by_its_name(cli: Cli) -> None:
    """One to whom nobody belongs is not there."""
    cli("client", "add", "Dana Reyes", "--org", "Acme", "--direction", "outside")
    key = "no-executive:org/Acme"
    assert cli("snooze", key, "--until", "+3d").code == 0
    assert [row["key"] for row in cli("snooze", "list", "--json").json["snoozes"]] == [key]
    assert cli("snooze", "no-executive:org/Nowhere", "--until", "+3d").code == 4


def test_what_lies_ahead_is_snoozed_by_its_key(late: Cli) -> None:
    """A record or a client without a flag; the severity of the rule says for how long."""
    late("promise", "dana", "sign due:2026-11-27")
    assert "is late and can" in late("snooze", "missed-promise:p2", "--until", "2026-12-05").err
    answer = late("snooze", "missed-promise:p2", "--until", "2026-12-04", "--json").json
    assert (answer["changed"], answer["message"]) == (
        ["p2"], "snoozed missed-promise:p2 until Fri 4 Dec",
    )  # fmt: skip
    quiet = "quiet-relationship:dana-reyes"
    assert late("snooze", quiet, "--until", "+90d", "--json").json["changed"] == ["dana-reyes"]
    assert late("unsnooze", quiet, "--json").json["changed"] == ["dana-reyes"]


def test_a_flag_is_snoozed_by_its_key_among_others(late: Cli) -> None:
    """And put off once more by its REF."""
    late("promise", "dana", "sign due:2026-11-18", "--past")
    late("snooze", "missed-promise:p1", "--until", "+3d")
    assert "missed-promise:p1" not in keys(late)
    assert late("snooze", "p1", "--until", "+4d").code == 0
    assert late("snooze", "list", "--json").json["snoozes"][0]["times"] == 2


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("p1",), 2, "--until is missing"),
        (("p1", "--until", "today"), 2, "--until must be a day after today"),
        (("list", "--until", "+3d"), 2, "'list' is neither the key of a flag nor a REF"),
        (("missed-promise:", "--until", "+3d"), 2, "'missed-promise:' is neither the key"),
        (("no-rule:p1", "--until", "+3d"), 2, "there is no rule 'no-rule'"),
        (("missed-promise:p9", "--until", "+3d"), 4, "there is no p9"),
        (("never-spoken:nobody", "--until", "+3d"), 4, "no client has the handle 'nobody'"),
    ],
)
def test_what_cannot_be_snoozed_is_refused(
    late: Cli, arguments: tuple[str, ...], code: int, message: str
) -> None:
    """With what is wrong."""
    answer = late("snooze", *arguments)
    assert answer.code == code
    assert answer.err.startswith(f"clientlog: {message}")


def test_on_its_day_nothing_is_snoozed_any_more(late: Cli) -> None:
    """Neither listed nor to be taken back."""
    late("snooze", "p1", "--until", "2026-11-23")
    for now, listed, code in (("2026-11-23T00:00", 0, 4), ("2026-11-22T23:59", 1, 0)):
        moment = {"CLIENTLOG_NOW": now}
        assert len(late("snooze", "list", "--json", **moment).json["snoozes"]) == listed
        assert late("unsnooze", "p1", **moment).code == code


def test_in_a_pipe_a_snooze_is_a_line(late: Cli, environment: dict[str, str]) -> None:
    """Values with tabs between them."""
    late("snooze", "p1", "--until", "+3d")
    del environment["COLUMNS"]
    assert late("snooze", "list").out == "missed-promise:p1\tMon 23 Nov\t1\n"
