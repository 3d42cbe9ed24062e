"""Sum up an absence of the user, for the first report after it."""

from collections import Counter
from collections.abc import Iterable

from clientlog.dates import format_day
from clientlog.queries.snapshot_values import Snapshot
from clientlog.queries.values import Absence
from clientlog.rules.runner import Flag


def absence_digest(snapshot: Snapshot, flags: Iterable[Flag]) -> str:
    """Return a line on the flags that arose while the user was away; empty on other days.

    It is there from the first day back to the end of the first working day.
    """
    absence = _just_ended(snapshot)
    if absence is None:
        return ""
    counts = Counter(flag.rule for flag in flags if absence.covers(flag.since))
    rules = (
        ", ".join(f"{rule.replace('-', ' ')} ({count})" for rule, count in counts.items())
        or "nothing"
    )
    first, back = (
        format_day(day, snapshot.clock.today) for day in (absence.from_day, absence.until_day)
    )
    return f"While you were away ({first} to {back}): {rules}"


def _just_ended(snapshot: Snapshot) -> Absence | None:
    today, calendar = snapshot.clock.today, snapshot.calendar
    for absence in snapshot.absences:
        back = absence.until_day
        first_working = back if calendar.is_working_day(back) else calendar.next_working_day(back)
        if absence.client_id is None and back <= today <= first_working:
            return absence
    return None
