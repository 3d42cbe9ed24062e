"""Snoozes and mutes."""

from datetime import date
from pathlib import Path

import pytest

from clientlog.store.tables import Mute, Snooze
from clientlog.write import snoozes
from clientlog.write.change import Change
from clientlog.write.snoozes import SnoozeKey
from tests.looking import client, writing

UNTIL, SINCE = date(2026, 12, 1), date(2026, 11, 1)


def rows(change: Change) -> list[tuple[str, object, date, date | None, int]]:
    return [
        (
            snooze.rule,
            snooze.client_id or snooze.subject or snooze.organization,
            snooze.until,
            snooze.since,
            snooze.times,
        )
        for snooze in change.all(Snooze)
    ]


@pytest.mark.parametrize(
    "key",
    [
        SnoozeKey("quiet", client_id=1),
        SnoozeKey("quiet", subject="p1"),
        SnoozeKey("quiet", organization="Acme"),
    ],
)
def test_a_later_snooze_takes_the_place_of_the_earlier_and_counts(
    journal: Path, key: SnoozeKey
) -> None:
    """As long as it is about the same day; a new silence begins anew."""
    about = key.client_id or key.subject or key.organization
    with writing(journal) as change:
        client(change)
        snoozes.snooze(change, SnoozeKey("other", subject="p1"), UNTIL, SINCE)
        other = rows(change)
        for until in (date(2026, 11, 25), UNTIL):
            snoozes.snooze(change, key, until, SINCE)
        assert rows(change) == [*other, ("quiet", about, UNTIL, SINCE, 2)]
        snoozes.snooze(change, key, UNTIL, date(2026, 11, 2))
        assert rows(change) == [*other, ("quiet", about, UNTIL, date(2026, 11, 2), 1)]
        for _ in range(2):
            snoozes.snooze(change, key, UNTIL, None)
        assert rows(change) == [*other, ("quiet", about, UNTIL, None, 1)]


@pytest.mark.parametrize(("until", "silent"), [(2, False), (3, True)])
def test_unsnoozing_says_whether_the_flag_was_silent(
    journal: Path, until: int, silent: bool
) -> None:
    """On the day it is back it is not; other flags stay silent."""
    key, other = SnoozeKey("quiet", subject="p1"), SnoozeKey("quiet", subject="p2")
    with writing(journal, "2026-11-02 09:00") as change:
        for snoozed in (key, other):
            snoozes.snooze(change, snoozed, date(2026, 11, until), SINCE)
        assert snoozes.unsnooze(change, key) == silent
        assert snoozes.unsnooze(change, key) is False
        assert [snooze.subject for snooze in change.all(Snooze)] == ["p2"]


def test_of_several_snoozes_of_a_flag_one_is_enough(journal: Path) -> None:
    """As an organization that takes the name of another can have two."""
    with writing(journal) as change:
        for until in (UNTIL, date(2026, 11, 1)):
            change.add(Snooze(rule="quiet", organization="Acme", until=until))
        assert snoozes.unsnooze(change, SnoozeKey("quiet", organization="Acme"))
        assert change.all(Snooze) == []


def test_a_rule_is_muted_once_for_a_client(journal: Path) -> None:
    """Another rule and another client are not touched."""
    with writing(journal) as change:
        dana, sam = client(change), client(change, "Sam Li")
        for rule, whom in (("quiet", dana), ("quiet", dana), ("quiet", sam), ("late", dana)):
            snoozes.mute(change, rule, whom)
        assert len(change.all(Mute)) == 3
        assert snoozes.unmute(change, "quiet", dana) is True
        assert snoozes.unmute(change, "quiet", dana) is False
        assert [(mute.rule, mute.client_id) for mute in change.all(Mute)] == [
            ("quiet", sam.id),
            ("late", dana.id),
        ]


def test_a_snooze_is_of_one_rule_about_one_thing(journal: Path) -> None:
    """Neither the next snooze nor an end touches those of others."""
    keys = [
        SnoozeKey(rule, **about)
        for rule in ("quiet", "late")
        for about in (
            {"client_id": 1}, {"client_id": 2}, {"subject": "p1"}, {"subject": "p2"},
            {"organization": "Acme"}, {"organization": "Zorg"},
        )
    ]  # fmt: skip
    with writing(journal) as change:
        for name in ("Dana Reyes", "Sam Li"):
            client(change, name)
        for key in keys:
            snoozes.snooze(change, key, UNTIL, SINCE)
        assert [row[4] for row in rows(change)] == [1] * 12
        for number, key in enumerate(keys, start=1):
            assert snoozes.unsnooze(change, key)
            assert len(rows(change)) == 12 - number
