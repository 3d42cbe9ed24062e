"""Which backups may go."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from clientlog.store.retention import expired

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


class Backup(NamedTuple):
    path: Path
    made_at: datetime


def made(*ages: timedelta) -> list[Backup]:
    return [Backup(Path(str(number)), NOW - age) for number, age in enumerate(ages)]


def gone(backups: list[Backup]) -> list[int]:
    return [int(backup.path.name) for backup in expired(backups, NOW)]


def test_all_of_two_days_stay() -> None:
    """And what a wrong clock dated ahead; of older ones only the newest of a day."""
    hours = [timedelta(hours=hour) for hour in (-24, 1, 2, 47)]
    older = [timedelta(hours=hour) for hour in (48, 49, 50)]
    assert gone(made(*hours, *older)) == [4, 5, 6]


def test_the_newest_of_each_day_week_and_month_stays() -> None:
    """Twelve days, ten weeks and nine months in which there were any."""
    daily = made(*(timedelta(days=day) for day in range(400)))
    left = {int(backup.path.name) for backup in daily} - set(gone(daily))
    sundays = {5, 12, 19, 26, 33, 40, 47, 54, 61}
    last_of_months = {20, 51, 81, 112, 143, 173, 204, 234}
    assert left == {*range(12)} | sundays | last_of_months


@pytest.mark.parametrize("count", [1, 9, 10, 12])
def test_old_backups_stay_where_there_are_few(count: int) -> None:
    """One a year ago in each of so many months: nine of them, and the days among them twelve."""
    monthly = made(*(timedelta(days=365 + 31 * month) for month in range(count)))
    assert len(gone(monthly)) == max(0, count - 12)


def test_the_only_backup_stays_however_old() -> None:
    """Of several of one old day the newest."""
    assert gone(made(timedelta(days=4000))) == []
    day = timedelta(days=4000)
    assert gone(made(day + timedelta(hours=2), day, day + timedelta(hours=1))) == [2, 0]
