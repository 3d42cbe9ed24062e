"""An event that repeats, with its changed and cancelled occurrences, within a window."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from clientlog.interchange.ical.moments import Moment
from clientlog.interchange.ical.parsing import YEARS, MomentError, parse_value
from clientlog.interchange.ical.properties import Draft, end_of
from clientlog.interchange.ical.recurrence import Budget, RecurrenceError, expand_rule
from clientlog.interchange.ical.values import Event
from clientlog.interchange.ical.version import version_of
from clientlog.interchange.ical.window import Window
from clientlog.interchange.problems import Notice, Problem, Skipped

OUTSIDE = "not in the window of time"


def expand_series(
    drafts: Sequence[Draft], window: Window, budget: Budget
) -> Iterator[Event | Notice | Skipped | Problem]:
    """Yield the occurrences of one UID that lie in the window, in the order of time.

    An occurrence that the series leaves out (EXDATE) is yielded as cancelled: it may have been
    taken in before.
    """
    drafts = sorted(drafts, key=lambda draft: version_of(draft.event).order)
    series = next((draft for draft in reversed(drafts) if draft.original is None), None)
    changes: dict[datetime, tuple[Event, Moment]] = {}
    for draft in drafts:
        yield from (Notice(draft.event.source, text) for text in draft.notices)
        if draft.original is not None:
            original = _on_clock_of(series.start, draft.original) if series else draft.original
            changes[original.wall] = (draft.event, original)
    # An occurrence counts that was moved within the window, into it or out of it.
    events = [
        replace(event, recurrence_id=original.key)
        for event, original in changes.values()
        if window.holds(event.starts_at) or window.holds(original.value)
    ]
    if series is not None:
        try:
            events += _expand(series, changes.keys(), window, budget)
        except (RecurrenceError, MomentError) as error:
            yield Problem(series.event.source, f"event left out: {error}")
            return
    if not events:
        yield Skipped(drafts[-1].event.source, OUTSIDE)
    yield from sorted(events, key=lambda event: window.instant(event.starts_at))


def _expand(
    series: Draft, changed: Collection[datetime], window: Window, budget: Budget
) -> list[Event]:
    """Return the occurrences that nothing changed, with those that are left out as cancelled."""
    left_out = {_on_clock_of(series.start, moment).wall for moment in series.excluded_dates}
    left_out |= _walls(series, series.excluded_rules, window, budget)
    walls = _walls(series, series.rules, window, budget)
    if series.dates:
        first, last = _bounds(series.start, window)
        dates = {_on_clock_of(series.start, moment).wall for moment in series.dates}
        walls |= {wall for wall in dates | {series.start.wall} if first <= wall <= last}
    return [_occurrence(series, wall, wall in left_out) for wall in walls - set(changed)]


def _occurrence(series: Draft, wall: datetime, is_left_out: bool) -> Event:
    start = series.start.at(wall)
    return replace(
        series.event,
        starts_at=start.value,
        ends_at=end_of(start, series.length),
        recurrence_id=start.key,
        status="cancelled" if is_left_out else series.event.status,
    )


def _walls(
    series: Draft, rules: Sequence[dict[str, str]], window: Window, budget: Budget
) -> set[datetime]:
    """Return what the rules give in the window, on the clock of the series."""
    first, last = _bounds(series.start, window)
    walls: set[datetime] = set()
    for parts in rules:
        end = _rule_end(parts, series.start)
        rule = {name: value for name, value in parts.items() if name != "UNTIL"}
        walls.update(expand_rule(rule, series.start.wall, first, min(last, end or last), budget))
    return walls


def _bounds(start: Moment, window: Window) -> tuple[datetime, datetime]:
    """Return the window on the clock of a series."""
    zone = start.zone or window.local
    first = window.since.astimezone(zone).replace(tzinfo=None)
    return first, window.until.astimezone(zone).replace(tzinfo=None) - timedelta(microseconds=1)


def _on_clock_of(start: Moment, moment: Moment) -> Moment:
    """Return a moment as one of the series: of its kind, on its clock."""
    if start.zone is None:
        return start.at(datetime.combine(moment.wall.date(), time()))
    if moment.zone is None:
        return start.at(datetime.combine(moment.wall.date(), start.wall.time()))
    return start.at(start.wall_of(moment.instant))


def _rule_end(parts: dict[str, str], start: Moment) -> datetime | None:
    """Return the last moment of a rule on the clock of the series; None without an end."""
    if "UNTIL" not in parts:
        return None
    try:
        value = parse_value(parts["UNTIL"])
    except MomentError as error:
        raise MomentError(f"UNTIL: {error}") from error
    if not isinstance(value, date):
        raise MomentError(f"UNTIL: '{parts['UNTIL'][:40]}' is not a date")
    if value.year not in YEARS:
        return None if value.year > YEARS[-1] else datetime(YEARS[0], 1, 1)
    if isinstance(value, datetime) and start.zone is not None:
        return start.wall_of(value) if value.tzinfo else value
    return datetime(value.year, value.month, value.day, 23, 59, 59)
