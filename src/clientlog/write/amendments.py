"""Changes of a commitment: recorded, told to the client, and found."""

from datetime import date
from typing import TypedDict

from clientlog.errors import UsageError
from clientlog.kinds import LETTERS
from clientlog.store.tables import ActionItem, Amendment, Promise
from clientlog.write.change import Change

Commitment = ActionItem | Promise


def amend(
    change: Change,
    commitment: Commitment,
    kind: str,
    *,
    why: str,
    told: bool,
    to: date | None = None,
) -> None:
    """Record a change of a commitment; with `told` the client knows of it and of earlier ones."""
    if told:
        mark_told(change, commitment)
    change.add(
        Amendment(
            **link_to(commitment),
            kind=kind,
            from_due=commitment.due,
            to_due=to,
            why=why,
            told_at=change.clock.now if told else None,
        )
    )


def mark_told(change: Change, commitment: Commitment) -> int:
    """Mark every change as told to the client; return how many were not told before."""
    untold = [
        amendment for amendment in amendments(change, commitment) if amendment.told_at is None
    ]
    for one in untold:
        one.told_at = change.clock.now
    change.flush()
    return len(untold)


def amendments(change: Change, commitment: Commitment) -> list[Amendment]:
    """Return every change of a commitment, oldest first."""
    return change.all(Amendment, **link_to(commitment))


def link_to(commitment: Commitment) -> "_Link":
    """Return the column of an amendment that names this commitment, and its value."""
    if isinstance(commitment, Promise):
        return {"promise_id": commitment.id}
    return {"action_item_id": commitment.id}


class _Link(TypedDict, total=False):
    promise_id: int | None
    action_item_id: int | None


def refuse_told_again(change: Change, commitment: Commitment) -> None:
    """Raise UsageError, naming `told`, for a settled commitment with a change not told yet."""
    if commitment.state != "open" and any(
        amendment.told_at is None for amendment in amendments(change, commitment)
    ):
        raise UsageError(
            f"{ref_of(commitment)} was {commitment.state} on {commitment.settled_on}",
            f"if the client knows now: clientlog told {ref_of(commitment)}",
        )


def require_open(commitment: Commitment) -> None:
    """Raise UsageError for a commitment that is settled."""
    if commitment.state != "open":
        raise UsageError(
            f"{ref_of(commitment)} was {commitment.state} on {commitment.settled_on}",
            f"to open it again: clientlog reopen {ref_of(commitment)}",
        )


def ref_of(commitment: Commitment) -> str:
    """Return its REF."""
    return f"{LETTERS[str(commitment.__tablename__)]}{commitment.id}"
