"""A messy half-year: holidays, a vacation, a leave, a move, an all-hands, stand-ups, no-shows.

It is typed as commands, each at its moment, through the program's own entry point.
"""

import shlex
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from clientlog.clock import Clock
from clientlog.workdays import WorkCalendar

from .figures import Evening
from .life import at, report, run

FIRST, LAST = date(2026, 7, 1), date(2026, 12, 31)
HOLIDAYS = frozenset({date(2026, 8, 31), date(2026, 12, 25), date(2026, 12, 28)})
CALENDAR = WorkCalendar(holidays=HOLIDAYS)
CLOCK = Clock(datetime(2026, 7, 1, tzinfo=UTC), ZoneInfo("Europe/London"), "Europe/London")
EVENING = "18:40"
FRIDAY = 4

PEOPLE = """
Vera Stone --direction up --org House --stake executive
Mick Lund --direction up --org House --stake manager
Ada Okoro --direction down --org House
Tom Berg --direction down --org House
Lee Park --direction sideways --org House
Nora Vik --direction sideways --org House
Margaret Hale --org Harbor --stake executive
Ben Ode --org Harbor --stake manager
Ida Holm --org Lindqvist
Otto Frey --org Lindqvist
Rosa Diaz --org Mill --stake executive
Karl Weiss --stage transactional
"""

SCRIPT = """
07-02 plan ada --with tom --with lee --at "2026-07-03 09:15" --for 15m --every weekday --routine
07-02 plan mick --at "2026-07-07 09:00" --every week --standing "numbers, risks"
07-02 plan ben --at "2026-07-08 09:00" --every 2w
07-06 topic ben "who signs the change requests"
07-07 log mick "numbers fine" --promise "monthly outlook due:2026-07-31"
07-08 log ben "kick-off" --promise "route map due:2026-07-22"
07-08 promise ben --theirs "data dump due:2026-07-17"
07-10 touch margaret "short call after the kick-off"
07-13 log ida "first talk" --action "send references due:2026-07-16"
07-14 log mick "risks named"
07-15 done a1
07-16 log otto "wants it weekly" --promise "status update due:2026-07-24 every:week"
07-20 chase p3
07-21 log mick "fine"
07-22 done p2
07-22 log ben "route map shown" --note "likes maps"
07-24 done p3
07-24 status otto --sent
07-27 note ada "wants to lead a team" --kind goal
07-28 log mick "fine"
07-29 plan vera --at "2026-08-04 09:00" --title "strategy" --topic "where are we"
07-30 done p1
07-31 status otto --sent
08-03 away me --from 2026-08-08 --until 2026-08-24
08-04 log vera "likes it"
08-04 log mick "outlook read"
08-05 log ben "change requests are slow" --promise "shorter form due:2026-08-26"
08-06 promise rosa "send the offer due:2026-08-28"
08-07 note tom "stayed late for the release" --kind recognition
08-25 log mick "after the vacation"
08-25 renegotiate p7 --to 2026-09-02 --why "reading first" --told
08-26 touch otto "back again"
08-27 plan rosa --at "2026-09-01 09:00" --topic "the offer"
08-28 status otto --sent
09-01 log rosa --no-show
09-02 done p7
09-03 done p8
09-03 plan rosa --at "2026-09-08 09:00" --topic "the offer"
09-04 note ben "the form is still too long" --kind feedback --bad
09-07 done n7
09-08 log rosa "wants two options" --promise "two options due:2026-09-18"
09-09 away tom --until 2026-10-05
09-10 told n8
09-14 client edit otto --org Mill
09-15 drop p9 --why "otto moved to Mill" --told
09-15 plan vera --with mick --with ada --with lee --with nora --with ben --with ida \
--with otto --with rosa --at "2026-09-17 09:00" --title all-hands --topic news
09-17 log vera "all-hands"
09-18 done p10
09-22 log margaret "how it goes" --note "prefers calls"
09-23 org edit Harbor --ends 2026-12-18
09-29 action ida "minutes of the workshop due:2026-10-06"
10-01 touch nora "coffee"
10-06 done a2
10-07 conflict open lee "who owns the roadmap"
10-09 conflict step c1 "listened to her side"
10-13 conflict agree c1 "Lee owns it" --check 2026-10-27
10-14 log ada "growth talk"
10-15 confirm n3
10-20 note ida "exam of her son" --kind personal --on 2026-10-22
10-23 touch ida "asked about the exam"
10-27 conflict check c1 --holds
10-29 touch lee "thanks"
11-02 promise margaret "final report due:2026-12-11"
11-05 note rosa "how was it" --kind feedback --asked
11-12 edit n11 --good
11-17 log ben "last steps" --promise "handover due:2026-12-04"
11-20 touch margaret "invited to the last meeting"
12-01 log mick "year end" --note "plans for next year"
12-04 done p12
12-08 log margaret "final report read"
12-09 done p11
12-15 log vera "thanks"
12-18 away me --from 2026-12-21 --until 2027-01-04
"""
"""`MM-DD command`, in order; the time of day follows from the place within the day."""


def evenings(folder: Path) -> Iterator[Evening]:
    """Live the half-year in a journal in this folder; yield the report of each evening."""
    journal = folder / "half-year.db"
    (folder / "config.toml").write_text(
        f"holidays = [{', '.join(day.isoformat() for day in sorted(HOLIDAYS))}]\n"
    )
    script = [line.split(" ", 1) for line in SCRIPT.strip().splitlines()]
    day = FIRST
    while day <= LAST:
        if day == FIRST:
            for line in PEOPLE.strip().splitlines():
                first, last, *options = line.split()
                run(journal, _moment(day, 0), ["client", "add", f"{first} {last}", *options])
        place = 0
        while script and script[0][0] == f"{day:%m-%d}":
            place += 1
            run(journal, _moment(day, place), shlex.split(script.pop(0)[1]))
        if CALENDAR.is_working_day(day):
            evening = report(journal, at(day, EVENING, CLOCK), CALENDAR)
            yield replace(evening, copy=partial(shutil.copy, journal))
            if day.weekday() == FRIDAY and evening.is_read:
                settle(journal, evening)
        day += timedelta(days=1)
    assert not script, f"out of order: {script[0]}"


def _moment(day: date, place: int) -> Clock:
    """Return the moment of the so many-th command of a day."""
    return at(day, f"{9 + place // 2:02}:{30 * (place % 2):02}", CLOCK)


def settle(journal: Path, evening: Evening) -> None:
    """Do on Friday evening what the report asks for, as somebody does who reads it once a week."""
    for flag in evening.flags:
        if flag.rule == "no-summary":
            arguments = ["log", str(flag.client), "--meeting", str(flag.ref), "--nothing"]
        elif flag.rule in {"quiet-relationship", "forgotten-executive"}:
            arguments = ["touch", str(flag.client), "how are you"]
        else:
            continue
        run(journal, _moment(evening.day, 20), arguments)
