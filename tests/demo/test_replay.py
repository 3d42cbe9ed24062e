"""The sample year lived again: day by day with one report a day, and command by command."""

import shlex
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from clientlog.clock import Clock
from clientlog.demo.player import Player, fill, playing
from clientlog.demo.story import Event, read_events
from clientlog.queries.snapshot import load_snapshot
from clientlog.queries.snapshot_values import Snapshot
from clientlog.queries.snoozes import snoozed_keys
from clientlog.queries.values import Client, Commitment, Meeting
from clientlog.rules.base import Group, traits_of
from clientlog.rules.contact import WORKING_DAYS_AHEAD
from clientlog.rules.helpers import days_after, is_away
from clientlog.rules.needs import ASK_WITHIN
from clientlog.rules.runner import Flag, find_flags, rule_named
from clientlog.store.changes import current_image, name_of, rows_of
from clientlog.store.journal_file import open_to_look
from tests.conftest import Answer
from tests.demo.conftest import NOW, ZONE, clock_at
from tests.demo.test_player import contents

EVENING = time(18, 40)


@dataclass(frozen=True)
class Evening:
    """One day's report, and whatever was written that day."""

    db: Snapshot
    flags: dict[str, Flag]
    touched: frozenset[str]
    snoozed: frozenset[str]

    @property
    def day(self) -> date:
        return self.db.clock.today


def group_of(flag: Flag) -> Group | None:
    return traits_of(rule_named(flag.rule)).group


def lived(path: Path, clock: Clock) -> Iterator[Evening]:
    """The year, day by day; on its last day the report is made at its last moment."""
    told = list(read_events(clock))
    day = clock.day(told[0].at)
    with playing(path, replace(clock, now=told[0].at)) as player:
        while day <= clock.today:
            evening = min(clock.at(day, EVENING)[0], clock.now)
            touched: set[str] = set()
            while told and told[0].at <= evening:
                touched |= done_by(player, told.pop(0))
            yield report(player.change.connection, replace(clock, now=evening), touched)
            day += timedelta(days=1)
    assert not told


def done_by(player: Player, event: Event) -> set[str]:
    """Do what was done, and return the REFs, handles and organizations that it was about."""
    player.play(event)
    change = player.change
    touched: set[str] = set()
    for row in rows_of(change.connection, change.id):
        touched.add(name_of(change.connection, row) or "")
        # The log has no image of what was created.
        current = current_image(change.connection, row.table, row.number)
        for image in filter(None, (row.before, row.after, current)):
            touched |= owners(change.connection, row.table, image)
    return touched


def owners(db: sqlite3.Connection, table: str, image: dict[str, object]) -> set[str]:
    """The client that a row belongs to, the client's organization, the need that it serves."""
    number = image.get("id" if table == "client" else "client_id")
    found = db.execute("SELECT handle, organization FROM client WHERE id = ?", (number,))
    named = {str(one) for row in found for one in row if one}
    return named | ({f"n{image['need_id']}"} if image.get("need_id") else set())


def report(db: sqlite3.Connection, clock: Clock, touched: set[str]) -> Evening:
    opened = load_snapshot(db, clock, {})
    snoozed = snoozed_keys(db, clock.today)
    flags = find_flags(opened, snoozed=snoozed)
    assert len({flag.key for flag in flags}) == len(flags)
    return Evening(
        opened, {flag.key: flag for flag in flags}, frozenset(touched), frozenset(snoozed)
    )


@pytest.fixture(scope="module", params=[(NOW, ZONE), ("2028-02-29T19:30", "America/New_York")])
def year(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Evening]:
    """Every evening of the year."""
    path = tmp_path_factory.mktemp("lived") / "journal.db"
    return list(lived(path, clock_at(*request.param)))


@pytest.mark.slow
def test_a_report_a_day_for_a_whole_year(year: list[Evening]) -> None:
    """The year is a year, and on most of its days something needed her."""
    assert 350 <= len(year) <= 366
    assert sum(bool(evening.flags) for evening in year) > 300
    assert len({flag.rule for evening in year for flag in evening.flags.values()}) >= 26


@pytest.mark.slow
def test_nothing_is_flagged_twice_under_two_keys(year: list[Evening]) -> None:
    """A record has at most one flag about its date, a client at most one about contact."""
    for evening in year:
        grouped = [(group_of(flag), flag.subject.key) for flag in evening.flags.values()]
        spoken = [one for one in grouped if one[0]]
        assert len(set(spoken)) == len(spoken), evening.day


@pytest.mark.slow
def test_no_flag_vanishes_without_a_reason(year: list[Evening]) -> None:
    """It was settled, changed, snoozed, or time itself has overtaken it."""
    for before, after in pairwise(year):
        for key in before.flags.keys() - after.flags.keys():
            flag = before.flags[key]
            assert has_reason(flag, before, after), f"{after.day}: {flag.text} ({key})"


def has_reason(flag: Flag, before: Evening, after: Evening) -> bool:
    about = {flag.ref, flag.client, flag.key.partition("org/")[2] or None} - {None}
    return bool(
        about & after.touched
        or flag.key in after.snoozed
        or overtaken(flag, after)
        or replaced(flag, after)
        or (flag.rule == "forgotten-executive" and managers(before) & after.touched)
    )


def overtaken(flag: Flag, after: Evening) -> bool:
    """Return whether a flag's own end has come: a meeting that has begun or is near, an absence.

    A month after it was due, nobody is asked any more how a kept promise went.
    """
    now, subject = after.db.clock.now, flag.subject
    if flag.rule in {"no-agenda", "review-without-talk"}:
        return isinstance(subject, Meeting) and subject.starts_at <= now
    if flag.rule == "quiet-relationship" and isinstance(subject, Client):
        soon = after.db.calendar.add(after.db.clock.today, WORKING_DAYS_AHEAD)
        known = {one.client.id: one.planned for one in after.db.relationships}
        return any(after.db.clock.day(start) <= soon for start in known[subject.id])
    if flag.text.startswith("You kept a promise"):
        return after.day > days_after(flag.since, ASK_WITHIN)
    if flag.rule == "waiting-on-them" and isinstance(subject, Commitment):
        return is_away(after.db, subject.client)
    if flag.rule == "forgotten-executive":
        return not managers_heard(after)
    return False


def replaced(flag: Flag, after: Evening) -> bool:
    """Another flag of the group speaks of the same thing now."""
    group, subject = group_of(flag), flag.subject.key
    others = [other for other in after.flags.values() if other.subject.key == subject]
    return group is not None and any(group_of(other) == group for other in others)


def managers(evening: Evening) -> set[str]:
    return {one.client.handle for one in evening.db.relationships if one.client.stake == "manager"}


def managers_heard(evening: Evening) -> bool:
    month_ago = evening.db.clock.now - timedelta(days=30)
    return any(
        one.last_contact is not None and one.last_contact > month_ago
        for one in evening.db.relationships
        if one.client.stake == "manager"
    )


@pytest.mark.slow
def test_history_is_never_an_alarm(year: list[Evening]) -> None:
    """No flag about a date or a summary speaks of what was over when it was recorded."""
    for evening in year:
        for flag in evening.flags.values():
            subject, clock = flag.subject, evening.db.clock
            if isinstance(subject, Commitment) and group_of(flag) == "date" and subject.due:
                assert subject.due_set_at
                assert clock.day(subject.due_set_at) <= subject.due
            if flag.rule == "no-summary" and isinstance(subject, Meeting):
                assert subject.ends_set_at <= subject.ends_at


@pytest.mark.slow
def test_the_same_year_typed_afterwards_raises_no_alarm(tmp_path: Path) -> None:
    """Everything recorded on the last day: nothing that was over by then is late or unwritten."""
    clock, path = clock_at(NOW), tmp_path / "afterwards.db"
    fill(path, clock)
    typed_now(path, f"{clock.now:%FT%TZ}")
    db = open_to_look(path)
    found = find_flags(load_snapshot(db, clock, {}))
    db.close()
    alarms = {
        "missed-promise",
        "missed-deadline",
        "waiting-on-them",
        "internal-starved",
        "no-summary",
    }
    assert not alarms & {flag.rule for flag in found}
    assert "due-soon" in {flag.rule for flag in found}


def typed_now(path: Path, now: str) -> None:
    """Pretend that every due date and every meeting's end was recorded at this moment."""
    with sqlite3.connect(path) as connection:
        for table in ("promise", "action_item"):
            connection.execute(f"UPDATE {table} SET due_set_at = ? WHERE due IS NOT NULL", (now,))
        connection.execute("UPDATE meeting SET ends_set_at = ?", (now,))


@pytest.mark.slow
def test_every_command_of_the_year_can_be_typed(
    sample: Path, journal: Path, cli: Callable[..., Answer]
) -> None:
    """The commands in its history, typed one by one at their moments, write the same journal."""
    db = open_to_look(sample)
    commands = db.execute("SELECT at, command FROM change WHERE command <> 'demo' ORDER BY id")
    for at, command in commands.fetchall():
        answer = cli(*shlex.split(command), CLIENTLOG_NOW=at)
        assert answer.code == 0, f"{at} {command}\n{answer.err}"
    typed = open_to_look(journal)
    assert contents(typed) == contents(db)
    db.close()
    typed.close()
