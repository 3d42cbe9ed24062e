"""Rules of repetition, expanded within a window and never without end.

dateutil does the arithmetic, on the clock of the event's place. It searches up to the year 9999
for a rule that gives no date (30 February): the Gregorian calendar repeats every 400 years, so a
rule is moved near that year and the search ends within 400 years.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

OCCURRENCE_LIMIT = 2_000
"""How many occurrences of one event may lie in the window."""

STEP_LIMIT = 50_000
"""How many occurrences of one event may lie before the window."""

INTERVAL_LIMIT = 10_000
"""The largest INTERVAL."""

_NAMES = (
    "FREQ INTERVAL COUNT WKST BYSECOND BYMINUTE BYHOUR BYDAY BYMONTHDAY BYYEARDAY BYWEEKNO "
    "BYMONTH BYSETPOS"
)
_KEYS = frozenset(_NAMES.split())
_TOO_OFTEN = {"SECONDLY": "every second", "MINUTELY": "every minute"}
_FIXED = {"HOURLY": timedelta(hours=1), "DAILY": timedelta(days=1), "WEEKLY": timedelta(weeks=1)}


class RecurrenceError(ValueError):
    """A rule that cannot be expanded, with the reason."""


@dataclass(slots=True)
class Budget:
    """What the rules of one file may cost."""

    steps: int = 100_000
    empty_rules: int = 20
    """How many rules may turn out to give no date."""
    zones: dict[tuple[str, bytes], tzinfo | None] = field(default_factory=dict)
    """The zones of its own that were worked out, by name and definition."""

    def add_series(self) -> None:
        """Allow for one more series: a weekly one takes 60 steps in a year."""
        self.steps += 60

    def spend(self) -> None:
        """Count one step."""
        self.steps -= 1
        if self.steps < 0 or self.empty_rules < 0:
            raise RecurrenceError("the repeating events of this file take too long to work out")


def split_rule(rule: str) -> dict[str, str]:
    """Return the parts of an RRULE by their names in capitals."""
    parts = {}
    for part in rule.strip().strip(";").split(";"):
        name, equals, value = part.partition("=")
        if not equals:
            raise RecurrenceError(f"'{part[:40]}' is not a part of a rule of repetition")
        parts[name.strip().upper()] = value.strip().upper()
    return parts


def expand_rule(
    parts: dict[str, str], start: datetime, first: datetime, last: datetime, budget: Budget
) -> list[datetime]:
    """Return the occurrences of a rule from `first` to `last`.

    Args:
        parts: The parts of the rule without UNTIL.
        start: The first occurrence. All times are without a zone, on the clock of one place.
        first: The start of the window.
        last: The end of the window, itself included.
        budget: What may be spent.

    Raises:
        RecurrenceError: The rule makes no sense, or gives too much.
    """
    from dateutil.rrule import rrulestr

    budget.spend()
    _check(parts)
    if last < max(start, first):
        return []
    years = (9998 - last.year) // 400 * 400
    begin = start if "COUNT" in parts else _skip_ahead(parts, start, first)
    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    try:
        dates = (_move(date, -years) for date in rrulestr(rule, dtstart=_move(begin, years)))
        occurrences = _collect(dates, first, last, budget)
    except RecurrenceError:
        raise
    except (ValueError, TypeError, OverflowError, LookupError) as error:
        raise RecurrenceError(f"the rule of repetition is not understood: {rule[:80]}") from error
    return occurrences


def _collect(
    dates: Iterator[datetime], first: datetime, last: datetime, budget: Budget
) -> list[datetime]:
    moments: list[datetime] = []
    steps = 0
    for steps, date in enumerate(dates, 1):
        budget.spend()
        if date > last:
            return moments
        if date >= first:
            moments.append(date)
        if len(moments) > OCCURRENCE_LIMIT:
            raise RecurrenceError(f"repeats more than {OCCURRENCE_LIMIT:,} times")
        if steps > STEP_LIMIT:
            raise RecurrenceError(f"repeats more than {STEP_LIMIT:,} times before the window")
    if not steps:
        budget.empty_rules -= 1
        raise RecurrenceError("the rule of repetition never gives a date")
    return moments


def _check(parts: dict[str, str]) -> None:
    """Refuse what dateutil would spend hours on."""
    if unknown := sorted(set(parts) - _KEYS):
        raise RecurrenceError(f"'{unknown[0][:40]}' is not known in a rule of repetition")
    frequency = parts.get("FREQ", "")
    if frequency in _TOO_OFTEN:
        raise RecurrenceError(f"repeats {_TOO_OFTEN[frequency]}")
    interval = parts.get("INTERVAL", "1")
    if not interval.isdecimal() or not 1 <= int(interval[:6]) <= INTERVAL_LIMIT:
        raise RecurrenceError(f"INTERVAL={interval[:20]} is not between 1 and {INTERVAL_LIMIT:,}")
    lengths = {name: value.count(",") + 1 for name, value in parts.items()}
    times = 1
    for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        times *= lengths.get(name, 1)
    if times > 48:
        raise RecurrenceError(f"repeats {times:,} times a day")
    if max(lengths.values()) > 366 or lengths.get("BYSETPOS", 0) > 31:
        raise RecurrenceError("the rule of repetition is too long")


def _skip_ahead(parts: dict[str, str], start: datetime, first: datetime) -> datetime:
    """Return an occurrence of the same rhythm shortly before the window."""
    step = _FIXED.get(parts.get("FREQ", ""))
    if step is None:
        return start
    step *= int(parts.get("INTERVAL", "1"))
    return start + max(0, (first - start) // step) * step


def _move(moment: datetime, years: int) -> datetime:
    return moment.replace(year=moment.year + years)
