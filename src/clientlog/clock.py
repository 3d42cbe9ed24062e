"""The present moment, the local day and the user's zone: the only place that reads the clock.

Moments are aware datetimes in UTC, in whole seconds; days are dates in the user's zone.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from io import BytesIO
from pathlib import Path
from struct import pack
from zoneinfo import ZoneInfo

from clientlog.dates import FIRST_YEAR, LAST_YEAR, format_day, format_moment_text
from clientlog.errors import UsageError, quote
from clientlog.text import escape_controls

SYSTEM_ZONE = Path("/etc/localtime")
SYSTEM_ZONE_NAME = Path("/etc/timezone")

UNKNOWN = (ValueError, LookupError, OSError, EOFError)
"""What ZoneInfo raises for an unknown zone, a folder or a damaged file."""

WallTime = time
"""A parameter called `time` hides the type of that name."""


@dataclass(frozen=True, slots=True)
class Clock:
    """One moment, and the zone its days are counted in."""

    now: datetime
    zone: tzinfo
    zone_name: str
    today: date = field(init=False)
    """The local day, which every rule asks for about every client."""

    def __post_init__(self) -> None:
        """Work out the local day once."""
        object.__setattr__(self, "today", self.day(self.now))

    def day(self, moment: datetime) -> date:
        """Return the local day of a moment."""
        return self.local(moment).date()

    def stored_day(self, text: str) -> date:
        """Return the local day of a stored moment, of which a long look reads thousands."""
        return datetime.fromisoformat(text).astimezone(self.zone).date()

    def local(self, moment: datetime) -> datetime:
        """Return a moment in the user's zone."""
        return moment.astimezone(self.zone)

    def in_zone(self, name: str) -> "Clock":
        """Return the clock in another zone; unchanged if the system does not know the zone."""
        try:
            return Clock(self.now, _named_zone(name), name)
        except UNKNOWN:
            return self

    def at(self, day: date, time: WallTime) -> tuple[datetime, str]:
        """Return the moment of a local time, and a notice if the clocks skip or repeat it.

        A time that the clocks skip in spring is moved forward by what they skip; of one
        that comes twice in autumn the first is taken.
        """
        wall = datetime.combine(day, time.replace(fold=0), self.zone)
        moment = wall.astimezone(UTC)
        return moment, self._notice(wall, moment)

    def _notice(self, wall: datetime, moment: datetime) -> str:
        # PEP 495: the offsets of both folds differ in a gap (the second is larger) and
        # in a repeated hour (the second is smaller), and nowhere else.
        first, second = wall.utcoffset(), wall.replace(fold=1).utcoffset()
        if first == second or first is None or second is None:
            return ""
        typed_time, day = f"{wall:%H:%M}", format_day(wall.date(), self.today)
        if first > second:
            offset = wall.isoformat()[-6:]
            return f"{typed_time} comes twice on {day}; the first ({offset}) was taken"
        taken = self.local(moment)
        same_day = taken.date() == wall.date()
        taken_time = f"{taken:%H:%M}" if same_day else format_moment_text(taken, self.today)
        return f"{typed_time} does not exist on {day}; {taken_time} was taken"

    def start_of(self, day: date) -> datetime:
        """Return the moment at which a local day begins, also where the clocks skip midnight."""
        return self.at(day, WallTime())[0]

    def end_of(self, day: date) -> datetime:
        """Return the moment at which a local day ends and the next one begins."""
        return self.start_of(day + timedelta(days=1))


def read_clock(environ: Mapping[str, str], configured_zone: str | None) -> tuple[Clock, list[str]]:
    """Return the clock that the environment sets, and warnings about its zone.

    Raises UsageError for a CLIENTLOG_NOW that is no moment of the years 1900 to 2200.
    """
    (zone, name), warnings = _find_zone(environ.get("TZ"), configured_zone)
    clock = Clock(real_now(), zone, name)
    if stated := environ.get("CLIENTLOG_NOW"):
        now, notice = _stated_now(stated, clock)
        clock = Clock(now, zone, name)
        warnings += [f"CLIENTLOG_NOW: {notice}"] if notice else []
    return clock, warnings


def format_moment(moment: datetime) -> str:
    """Return a moment as it is stored: `2026-11-22T06:03:00Z`."""
    # Not strftime, which writes the year 99 with two digits.
    return f"{moment.astimezone(UTC).isoformat()[:19]}Z"


def parse_moment(text: str) -> datetime:
    """Return the moment of a stored stamp; raises ValueError for a text that is no ISO moment."""
    return datetime.fromisoformat(text)


def real_now() -> datetime:
    """Return the real present, whatever CLIENTLOG_NOW says: for backups and file times."""
    return datetime.now(UTC).replace(microsecond=0)


def _stated_now(text: str, clock: Clock) -> tuple[datetime, str]:
    try:
        stated = datetime.fromisoformat(_iso(text))
        if stated.tzinfo is None:
            now, notice = clock.at(stated.date(), stated.time())
        else:
            now, notice = stated.astimezone(UTC), ""
    except (ValueError, OverflowError):
        raise UsageError(
            f"CLIENTLOG_NOW is {quote(escape_controls(text))}, which is not a moment",
            "try 2026-11-22, 2026-11-22T09:30 or 2026-11-22T09:30:00+01:00",
        ) from None
    if not all(FIRST_YEAR <= moment.year <= LAST_YEAR for moment in (stated, now)):
        raise UsageError(
            f"CLIENTLOG_NOW is {quote(escape_controls(text))},"
            f" which is outside the years {FIRST_YEAR} to {LAST_YEAR}"
        )
    return now.replace(microsecond=0), notice


def _iso(text: str) -> str:
    """Return the text if it has the form of a moment; fromisoformat accepts any character for T."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9:.]+([Zz]|[+-][0-9:]+)?)?", text):
        raise ValueError(text)
    return text.upper()


# Zones


def _find_zone(
    environment: str | None, configured: str | None
) -> tuple[tuple[tzinfo, str], list[str]]:
    """Return the zone of the first source that names a known one, and warnings for the others."""
    warnings: list[str] = []
    for source, name in (("TZ", environment), ("the configuration", configured)):
        if not name:
            continue
        try:
            return (_named_zone(name.removeprefix(":")), name.removeprefix(":")), warnings
        except UNKNOWN:
            warnings.append(
                f"{source} names {quote(escape_controls(name))}, which is no known time zone"
            )
    return _system_zone(), warnings


def _named_zone(name: str) -> tzinfo:
    if name.startswith("/"):
        if not Path(name).is_file():  # A pipe would be waited on for ever.
            raise ValueError(name)
        with Path(name).open("rb") as file:
            return ZoneInfo.from_file(file)
    try:
        return ZoneInfo(name)
    except (ValueError, LookupError, OSError):
        return _rule_zone(name)


def _rule_zone(rule: str) -> tzinfo:
    """Return the zone of a POSIX rule such as `EST5EDT4,M3.2.0,M11.1.0` or `<+0330>-3:30`.

    A zone file ends in such a rule (RFC 8536, section 3.3), so that one with nothing else
    in it lets zoneinfo read the rule; dateutil cannot read names in angle brackets.
    """
    counts = pack(">6l", 0, 0, 0, 0, 1, 4)
    no_transitions = b"TZif2" + bytes(15) + counts + pack(">lbb", 0, 0, 0) + b"UTC\0"
    if not re.fullmatch(r"(?:[A-Za-z]{3,10}|<[A-Za-z0-9+-]{3,10}>)[0-9+-][!-~]{0,80}", rule):
        raise ValueError(rule)
    return ZoneInfo.from_file(BytesIO(no_transitions * 2 + f"\n{rule}\n".encode()))


def _system_zone() -> tuple[tzinfo, str]:
    for find in (_linked_zone, _copied_zone, _written_zone):
        with suppress(*UNKNOWN):
            return find()
    from dateutil.tz import tzlocal

    return tzlocal(), "local"


def _linked_zone() -> tuple[tzinfo, str]:
    name = str(SYSTEM_ZONE.resolve()).partition("/zoneinfo/")[2]
    return _named_zone(name), name


def _copied_zone() -> tuple[tzinfo, str]:
    """Return the zone of a copied file, which does not say its name."""
    return _named_zone(str(SYSTEM_ZONE)), "local"


def _written_zone() -> tuple[tzinfo, str]:
    """Return the zone in Debian's file, for a system with neither link nor copy."""
    name = SYSTEM_ZONE_NAME.read_text("utf-8").strip()
    return _named_zone(name), name
