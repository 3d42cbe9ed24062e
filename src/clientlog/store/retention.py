"""Which backups can be removed: all of two days are kept, then fewer the older they are."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol, TypeVar

ALL_OF = timedelta(days=2)
DAYS, WEEKS, MONTHS = 12, 10, 9

_Period = Callable[[datetime], tuple[int, ...]]

_SPANS: tuple[tuple[int, _Period], ...] = (
    (DAYS, lambda made: (made.year, made.month, made.day)),
    (WEEKS, lambda made: tuple(made.isocalendar()[:2])),
    (MONTHS, lambda made: (made.year, made.month)),
)


class Dated(Protocol):
    """A file, and when it was made."""

    @property
    def path(self) -> Path:
        """The file."""

    @property
    def made_at(self) -> datetime:
        """By the real clock."""


_Backup = TypeVar("_Backup", bound=Dated)


def expired(backups: Sequence[_Backup], now: datetime) -> list[_Backup]:
    """Return the backups that may be removed, given all of a journal's.

    Kept are all of the last two days (and what a wrong clock dated ahead), and the newest of
    each of the last 12 days, 10 weeks and 9 months in which there were any.
    """
    newest_first = sorted(backups, key=lambda backup: backup.made_at, reverse=True)
    keep = {backup.path for backup in newest_first[:1]}
    keep |= {backup.path for backup in newest_first if backup.made_at > now - ALL_OF}
    for count, period in _SPANS:
        newest: dict[tuple[int, ...], _Backup] = {}
        for backup in newest_first:
            newest.setdefault(period(backup.made_at), backup)
        keep |= {backup.path for backup in list(newest.values())[:count]}
    return [backup for backup in newest_first if backup.path not in keep]
