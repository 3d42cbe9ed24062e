"""How often a word was kept."""

from datetime import date

import pytest

from clientlog.clock import Clock
from clientlog.queries.reliability import Reliability, reliability
from clientlog.queries.values import Amendment, Commitment
from tests.looking import moment_at, promise

DUE = date(2026, 11, 10)


def kept(on: int, *moves: Amendment) -> Commitment:
    return promise(state="kept", due=DUE, settled_on=date(2026, 11, on), amendments=moves)


def moved(on: int, due: int) -> Amendment:
    return Amendment(
        kind="renegotiated",
        at=moment_at(f"2026-11-{on:02} 23:30"),
        from_due=date(2026, 11, due),
        to_due=DUE,
    )


DATED = moved(4, 5)._replace(from_due=None)
"""What had no date before has not been moved."""

BROKEN = promise(state="broken", due=DUE, settled_on=DUE)


@pytest.mark.parametrize(
    ("promises", "counts"),
    [
        ([kept(10), kept(10)], None),
        ([kept(10), kept(10), promise()], None),
        ([kept(10), kept(10), promise(state="released", settled_on=DUE)], None),
        ([kept(9), kept(10), kept(11)], Reliability(2, 0, 1, 0)),
        ([kept(9), BROKEN, BROKEN], Reliability(1, 0, 0, 2)),
        ([kept(10, moved(5, 5)), kept(10), BROKEN], Reliability(2, 1, 0, 1)),
        ([kept(10, moved(6, 5)), kept(10), BROKEN], Reliability(2, 0, 0, 1)),
        ([kept(10, DATED, moved(5, 5)), kept(10), BROKEN], Reliability(2, 1, 0, 1)),
        ([kept(10, DATED), kept(10), BROKEN], Reliability(2, 0, 0, 1)),
        ([kept(10, moved(4, 5), moved(8, 7)), kept(10), BROKEN], Reliability(2, 0, 0, 1)),
        ([kept(11, moved(5, 5)), kept(10), BROKEN], Reliability(1, 0, 1, 1)),
        ([promise(state="kept", settled_on=DUE)] * 3, Reliability(3, 0, 0, 0)),
        ([kept(10), kept(10), kept(25)._replace(every="1w")], Reliability(2, 0, 1, 2)),
        ([kept(10), kept(10), kept(17)._replace(every="1w")], Reliability(2, 0, 1, 0)),
        ([kept(10), kept(10), kept(25)], Reliability(2, 0, 1, 0)),
        (
            [kept(10), kept(10), kept(25)._replace(every="1w", due=None)],
            Reliability(3, 0, 0, 0),
        ),
    ],
)
def test_settled_promises_are_counted_from_three_on(
    promises: list[Commitment], counts: Reliability | None, clock: Clock
) -> None:
    """Kept by the last agreed date, moved in time, kept late and broken; the rest is left out."""
    assert reliability(promises, clock) == counts


def test_all_that_was_not_released_is_settled() -> None:
    """In time, late and not at all; those moved are among those kept."""
    assert Reliability(kept=5, moved=3, kept_late=2, broken=4).settled == 11
