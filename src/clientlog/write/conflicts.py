"""Conflicts: opened, taken through the steps, agreed and checked."""

from datetime import date
from typing import NoReturn

from clientlog.conflict_steps import next_step
from clientlog.errors import UsageError, quote
from clientlog.kinds import BY_LETTER
from clientlog.refs import Ref
from clientlog.store.tables import Client, Conflict, ConflictStep
from clientlog.write.change import Change


def open_conflict(change: Change, client: Client, text: str) -> Conflict:
    """Open a conflict, before its first step."""
    return change.add(Conflict(client_id=client.id or 0, text=text))


def get_conflict(change: Change, ref: Ref) -> Conflict:
    """Return the conflict that a REF names; raise UsageError for a record of another kind."""
    record = change.record(ref)
    if not isinstance(record, Conflict):
        raise UsageError(f"{ref} is a {BY_LETTER[ref.letter].noun}, not a conflict")
    return record


def take_step(
    change: Change, conflict: Conflict, text: str, step: str | None = None
) -> ConflictStep:
    """Record what was heard on a step: the one named, or else the next."""
    if conflict.state == "agreed":
        _refuse_agreed(conflict)
    _require_not_settled(conflict)
    taken = change.all(ConflictStep, conflict_id=conflict.id)
    chosen = step or next_step(taken[-1].step if taken else None)
    return change.add(ConflictStep(conflict_id=conflict.id or 0, step=chosen, text=text))


def agree(change: Change, conflict: Conflict, text: str, check_on: date | None) -> None:
    """Record an agreement, and the day on which to check it."""
    if conflict.state == "agreed":
        _refuse_agreed(conflict)
    _require_not_settled(conflict)
    if not change.all(ConflictStep, conflict_id=conflict.id):
        change.notices.append(
            f"c{conflict.id} was agreed without a step: what nobody listened for seldom holds"
        )
    conflict.state = "agreed"
    conflict.agreement = text
    conflict.agreed_at = change.clock.now
    conflict.check_on = check_on
    change.flush()


def holds(change: Change, conflict: Conflict) -> None:
    """Settle a conflict whose agreement is kept."""
    _require_agreed(conflict)
    conflict.state = "settled"
    conflict.settled_at = change.clock.now
    change.flush()


def fails(change: Change, conflict: Conflict, heard: str | None = None) -> None:
    """Reopen a conflict whose agreement is not kept; it starts again with listening.

    What failed and what was heard is the first step of the new climb, so that the
    conflict has moved today.
    """
    _require_agreed(conflict)
    failed = quote(" ".join((conflict.agreement or "").split()), 200)
    text = f"The agreement did not hold: {failed}" + (f". {heard}" if heard else "")
    conflict.state = "open"
    conflict.agreement = conflict.agreed_at = conflict.check_on = None
    change.add(ConflictStep(conflict_id=conflict.id or 0, step=next_step(None), text=text))


def _refuse_agreed(conflict: Conflict) -> NoReturn:
    raise UsageError(
        f"c{conflict.id} is agreed: look first whether that is real",
        f"clientlog conflict check c{conflict.id} --holds, or --fails",
    )


def _require_agreed(conflict: Conflict) -> None:
    _require_not_settled(conflict)
    if conflict.state != "agreed":
        raise UsageError(
            f"c{conflict.id} has no agreement to check",
            f"clientlog conflict agree c{conflict.id} TEXT --check DATE",
        )


def _require_not_settled(conflict: Conflict) -> None:
    if conflict.state == "settled":
        raise UsageError(
            f"c{conflict.id} is settled", "a new disagreement: clientlog conflict open WHO TEXT"
        )
