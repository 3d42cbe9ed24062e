"""Both stretches, lived once for all tests."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from clientlog.queries.snapshot_values import Organization
from clientlog.rules.runner import Flag

from . import demo_year, half_year
from .figures import Evening
from .life import filled, report, run


@dataclass
class Life:
    """Every evening of a stretch, and the flags that their own command did not settle."""

    name: str
    evenings: list[Evening] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """Flags that were there after their command was run."""
    back: list[str] = field(default_factory=list)
    """Flags that were there again on the next working day."""
    today: list[int] = field(default_factory=list)
    """Lines of `clientlog today`, on each evening with a new flag."""


@pytest.fixture(scope="package", params=[demo_year, half_year], ids=["demo-year", "half-year"])
def life(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Life:
    """A stretch, lived day by day; the first command of each new flag is run in a copy."""
    folder = tmp_path_factory.mktemp("life")
    lived = Life(request.param.__name__)
    seen: set[object] = set()
    for evening in request.param.evenings(folder):
        lived.evenings.append(evening)
        for flag in evening.flags if evening.is_read else ():
            stand = (flag.key, flag.since)
            if stand not in seen:
                seen.add(stand)
                _settle(evening, flag, folder / "copy.db", lived)
    return lived


def _settle(evening: Evening, flag: Flag, copy: Path, lived: Life) -> None:
    """Run the first command of a flag in a copy of the journal; look twice whether it is gone."""
    evening.copy(copy)
    clock, calendar = evening.snapshot.clock, evening.snapshot.calendar
    lived.today.append(run(copy, clock, ["today"]).count("\n"))
    command = filled(flag.settle[0], flag.client or _member(flag))
    run(copy, clock, command)
    name = f"{evening.day} {flag.key}: {flag.settle[0]}"
    if flag.key in _keys(report(copy, clock, calendar)):
        lived.left.append(name)
    following = calendar.next_working_day(evening.day)
    next_evening = clock.__class__(
        clock.now + timedelta(days=(following - evening.day).days), clock.zone, clock.zone_name
    )
    # The meeting that was planned for the next day has passed by then, and nobody recorded it.
    if command[0] != "plan" and flag.key in _keys(report(copy, next_evening, calendar)):
        lived.back.append(name)


def _keys(evening: Evening) -> set[str]:
    return {flag.key for flag in evening.flags}


def _member(flag: Flag) -> str:
    """Return a client of the organization that a flag is about."""
    assert isinstance(flag.subject, Organization)
    return flag.subject.clients[0].handle
