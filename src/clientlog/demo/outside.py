"""Somebody who belongs to no organization: a trainer who works for both programmes."""

# One row is one command, however long its text.
# ruff: noqa: E501
# fmt: off

from clientlog.demo.meetings import log, plan
from clientlog.demo.people import alias, client
from clientlog.demo.typed import done, note, promise
from clientlog.demo.words import Soon, Task

MEILING = (
    client(
        -272, "林美玲", role="Trainer", channel="email", stage="relationship", cadence="8w",
        their_vision="Fewer days on the road, longer courses",
    ),
    alias(-272, "lin-mei-ling", "Meiling Lin"),
    log(-270, "meiling", "Trains drivers in three languages; wants to see the yard before she says yes", at="14:30", minutes=45),
    log(-205, "meiling", "She has seen the yard: two hours a driver, in groups of six", at="14:30", minutes=45),
    promise(-205, "meiling", Task("the routes as exercises", -190)),
    done(-191, "the routes as exercises"),
    note(-204, "meiling", "Train journeys, not flights; leaves at four on Fridays", "personal"),
    log(-140, "meiling", "Dates for the harbour; her exercise with the blocked gate is the best of all", at="14:30", minutes=45),
    note(-90, "meiling", "Her course is why the first morning was calm", "recognition"),
    log(-77, "meiling", "Looking back at the harbour: more practice, fewer pages", at="14:30", minutes=45),
    note(-77, "meiling", "What would you change for the hub?", "feedback", way="asked"),
    log(-28, "meiling", "The hub at night: shorter courses, and twice", at="14:30", minutes=45),
    note(-27, "meiling", "Our recordings of the harbour, for her own courses", "offer"),
    plan(-7, "meiling", Soon(90), minutes=45, title="Training dates", via="call"),
)

LINES = MEILING
