"""What was put off and what was muted, by the keys of flags."""

from datetime import date
from pathlib import Path

from clientlog.queries.snapshot_values import Snoozed
from clientlog.queries.snoozes import muted_for_clients, snoozed_keys
from clientlog.write import clients, snoozes
from clientlog.write.snoozes import SnoozeKey
from tests.looking import client, reading, writing


def test_a_snooze_is_known_by_the_key_of_its_flag(journal: Path) -> None:
    """By a client's present handle, a REF, or an organization."""
    until, since = date(2026, 12, 1), date(2026, 11, 1)
    with writing(journal) as change:
        dana = client(change)
        snoozes.snooze(change, SnoozeKey("quiet", client_id=dana.id), until, since)
        snoozes.snooze(change, SnoozeKey("quiet", client_id=dana.id), until, since)
        snoozes.snooze(change, SnoozeKey("late", subject="p1"), until, None)
        snoozes.snooze(change, SnoozeKey("none", organization="Acme"), until, since)
        clients.edit(change, dana, handle="dana")
    with reading(journal) as db:
        assert snoozed_keys(db, date(2026, 11, 20)) == {
            "quiet:dana": Snoozed(until, since, 2),
            "late:p1": Snoozed(until, None, 1),
            "none:org/Acme": Snoozed(until, since, 1),
        }


def test_an_ended_snooze_is_known_where_it_says_how_often_it_was_put_off(journal: Path) -> None:
    """On its last day it has ended; one for no day of its own is forgotten."""
    until = date(2026, 11, 20)
    with writing(journal) as change:
        snoozes.snooze(change, SnoozeKey("late", subject="p1"), until, None)
        snoozes.snooze(change, SnoozeKey("late", subject="p2"), until, date(2026, 11, 1))
    with reading(journal) as db:
        assert set(snoozed_keys(db, date(2026, 11, 19))) == {"late:p1", "late:p2"}
        assert set(snoozed_keys(db, date(2026, 11, 20))) == {"late:p2"}


def test_mutes_are_pairs_of_a_rule_and_a_handle(journal: Path) -> None:
    """A rule may be muted for several clients."""
    with writing(journal) as change:
        for rule, name in (("quiet", "Dana Reyes"), ("quiet", "Sam Li"), ("late", "Sam Li")):
            snoozes.mute(change, rule, client(change, name))
    with reading(journal) as db:
        assert muted_for_clients(db) == {
            ("quiet", "dana-reyes"), ("quiet", "sam-li"), ("late", "sam-li"),
        }  # fmt: skip
