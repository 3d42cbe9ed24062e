"""`snooze`, `unsnooze`, and how long a flag stays away."""

from collections.abc import Callable

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
