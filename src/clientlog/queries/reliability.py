"""Count how often promises were kept."""

from collections.abc import Iterable
from dataclasses import dataclass

from clientlog.clock import Clock
from clientlog.lateness import dates_before
from clientlog.queries.values import Commitment

ENOUGH = 3
"""The fewest settled promises for which reliability is shown."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """The settled promises of one side, by how they ended; released ones are not counted."""

    kept: int
    """Kept by the last agreed date."""
    moved: int
    """Of those kept, how many had been moved, each time before the old date had passed."""
    kept_late: int
    broken: int

    @property
    def settled(self) -> int:
        """Return how many promises these counts are about."""
        return self.kept + self.kept_late + self.broken


def reliability(promises: Iterable[Commitment], clock: Clock) -> Reliability | None:
    """Return the counts; None if too few promises are settled."""
    settled = [promise for promise in promises if promise.state in {"kept", "broken"}]
    if len(settled) < ENOUGH:
        return None
    kept = [commitment for commitment in settled if commitment.state == "kept"]
    in_time = [commitment for commitment in kept if commitment.kept_on_time]
    return Reliability(
        kept=len(in_time),
        moved=sum(moved_in_time(commitment, clock) for commitment in in_time),
        kept_late=len(kept) - len(in_time),
        broken=len(settled) - len(kept) + sum(_skipped_dates(commitment) for commitment in kept),
    )


def _skipped_dates(promise: Commitment) -> int:
    """Return how many dates of a recurring promise passed before it was kept, besides its own.

    Its own date counts as the promise that was kept late.
    """
    if promise.due is None or promise.settled_on is None:
        return 0
    return max(0, dates_before(promise.due, promise.every, promise.settled_on) - 1)


def moved_in_time(commitment: Commitment, clock: Clock) -> bool:
    """Return whether its date was moved, and never after it had passed."""
    moves = [(change.from_due, clock.day(change.at)) for change in commitment.renegotiations]
    return any(old for old, _ in moves) and all(old is None or on <= old for old, on in moves)
