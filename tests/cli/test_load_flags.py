"""The flags of the open journal."""

from datetime import date
from pathlib import Path

import pytest

from clientlog.cli.load_flags import all_rules, count_muted_rules, load_flags, read_snapshot
from clientlog.rules import RULES
from clientlog.rules.base import rule_id
from clientlog.write import snoozes
from tests.cli.contexts import context
from tests.looking import client, give, writing
from tests.rules.test_custom_rules import write


@pytest.fixture
def filled(journal: Path) -> Path:
    """A journal in which a promise is late."""
    with writing(journal) as change:
        client(change)
        give(change, "send the draft", date(2026, 11, 10))
    return journal


def keys(journal: Path, *, snoozed: bool = False) -> list[str]:
    return [flag.key for flag in load_flags(context(journal), snoozed=snoozed)]


def test_what_is_unsettled_is_read_with_the_working_days(filled: Path) -> None:
    """Those of the configuration."""
    filled.with_name("config.toml").write_text('workdays = ["monday"]')
    snapshot = read_snapshot(context(filled))
    assert [promise.ref for promise in snapshot.commitments] == ["p1"]
    assert snapshot.calendar.next_working_day(date(2026, 11, 17)) == date(2026, 11, 23)


def test_a_flag_is_raised_unless_its_rule_is_muted(filled: Path) -> None:
    """In the configuration."""
    assert "missed-promise:p1" in keys(filled)
    filled.with_name("config.toml").write_text('rules.mute = ["missed-promise"]')
    assert "missed-promise:p1" not in keys(filled)


def test_a_snoozed_flag_is_silent_unless_asked_for(filled: Path) -> None:
    """Then it says that it is snoozed."""
    flag = next(flag for flag in load_flags(context(filled)) if flag.key == "missed-promise:p1")
    with writing(filled, "2026-11-20 11:00") as change:
        key = snoozes.SnoozeKey("missed-promise", subject="p1")
        snoozes.snooze(change, key, date(2026, 11, 23), flag.since)
    assert "missed-promise:p1" not in keys(filled)
    assert "missed-promise:p1" in keys(filled, snoozed=True)


def test_a_threshold_of_the_configuration_counts(filled: Path) -> None:
    """And one that was renamed is a remark."""
    with writing(filled) as change:
        give(change, "call", date(2026, 11, 28))
    assert "due-soon:p2" not in keys(filled)
    filled.with_name("config.toml").write_text("rules.due-soon.days = 9")
    assert "due-soon:p2" in keys(filled)


def test_a_renamed_threshold_is_a_remark(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the file and what became of it."""
    filled.with_name("config.toml").write_text("rules.no-agenda.hours = 24")
    load_flags(context(filled))
    assert "no-agenda looks ahead" in capsys.readouterr().err


def test_a_rule_may_be_muted_for_a_client(filled: Path) -> None:
    """It is counted once among the muted ones, whoever it is muted for."""
    with writing(filled) as change:
        dana, sam = client(change), client(change, "Sam Li")
        give(change, "call", date(2026, 11, 10), whom=sam)
        snoozes.mute(change, "missed-promise", dana)
        snoozes.mute(change, "missed-promise", sam)
    assert not [key for key in keys(filled) if key.startswith("missed-promise")]
    assert count_muted_rules(context(filled)) == 1
    filled.with_name("config.toml").write_text('rules.mute = ["missed-promise", "due-soon"]')
    assert count_muted_rules(context(filled)) == 2


@pytest.mark.parametrize(
    ("asks", "times", "exchange"), [(5, None, 5), (4, None, 0), (2, 2, 2), (1, 2, 0)]
)
def test_so_many_exchanges_are_loaded_as_a_rule_looks_at(
    filled: Path, asks: int, times: int | None, exchange: int
) -> None:
    """The rule for one-sided relationships: five, unless configured."""
    with writing(filled) as change:
        for number in range(asks):
            give(change, f"ask {number}", theirs=True)
    if times:
        filled.with_name("config.toml").write_text(f"rules.one-sided.times = {times}")
    (relationship,) = read_snapshot(context(filled)).relationships
    assert relationship.exchange == ("ask",) * exchange


def test_flags_are_those_of_the_snapshot_that_was_loaded(filled: Path) -> None:
    """It is not loaded again."""
    run = context(filled)
    snapshot = read_snapshot(run)
    with writing(filled) as change:
        give(change, "call", date(2026, 11, 10))
    assert "missed-promise:p2" not in [flag.key for flag in load_flags(context(filled), snapshot)]


def test_a_rule_of_ones_own_raises_flags_too(filled: Path) -> None:
    """It is the last of all rules."""
    rules = filled.with_name("rules")
    rules.mkdir(mode=0o700)
    write(rules)
    assert "no-email:dana-reyes" in keys(filled)
    assert [rule_id(rule) for rule in all_rules(context(filled))[len(RULES) :]] == ["no-email"]


def test_all_rules_are_ours_without_any_of_ones_own(filled: Path) -> None:
    """In their order."""
    assert all_rules(context(filled)) == RULES
