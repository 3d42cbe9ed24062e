"""Single records: corrected, handed over, removed."""

from datetime import date, datetime
from typing import TypedDict, Unpack

from clientlog.dates import Every, format_day
from clientlog.errors import UsageError
from clientlog.kinds import BY_LETTER
from clientlog.refs import Ref
from clientlog.store.tables import ActionItem, Conflict, Note, Promise, Record, Snooze, Topic, Touch
from clientlog.write import commitments, notes
from clientlog.write.amendments import Commitment, ref_of, require_open
from clientlog.write.change import Change


class RecordValues(TypedDict, total=False):
    """What can be corrected in records; each kind has some of these."""

    text: str
    due: date | None
    owner: str | None
    priority: str
    every: Every | None
    need: int | None
    try_until: date | None
    is_update: bool
    ask: bool
    why: str | None
    tone: str
    at: datetime
    channel: str | None
    by: str | None
    on_day: date | None
    check_on: date
    client: int
    """The number of the client who has it from now on."""


def edit(change: Change, ref: Ref, **values: Unpack[RecordValues]) -> None:
    """Correct a record; a due date that is set already is renegotiated, not corrected."""
    record = change.record(ref)
    if "client" in values:
        _hand_over(change, record, values.pop("client"))
    allowed = BY_LETTER[ref.letter].editable
    for name in values:
        if name not in allowed:
            raise UsageError(
                f"a {BY_LETTER[ref.letter].noun} has no {name}",
                f"what it has: {', '.join(sorted(allowed))}",
            )
    if isinstance(record, ActionItem | Promise):
        _edit_commitment(change, record, values)
    if isinstance(record, Note) and values.get("tone"):
        notes.receive(change, record)
    for name, value in values.items():
        setattr(record, name, value)
    change.flush()


def _hand_over(change: Change, record: Record, client_id: int) -> None:
    """Give a record to another client, without the need that it served."""
    if not isinstance(record, ActionItem | Promise | Topic | Note | Touch | Conflict):
        raise UsageError("a meeting has attendees", "clientlog meeting edit REF --with WHO")
    record.client_id = client_id
    if isinstance(record, ActionItem | Promise):
        record.need_id = None
        if record.owner_client_id == client_id:
            record.owner, record.owner_client_id = None, None
    change.flush()


def _edit_commitment(change: Change, commitment: Commitment, values: RecordValues) -> None:
    """Apply and remove the values that are more than a column."""
    if "due" in values:
        _set_first_due(change, commitment, values.pop("due"))
    if "owner" in values:
        commitments.delegate(change, commitment, values.pop("owner"))
    if "every" in values:
        commitments.repeat(change, commitment, values.pop("every"))
    if values.get("is_update") and (commitment.theirs or not commitment.every):
        raise UsageError(
            f"{ref_of(commitment)} is no promise of yours that recurs",
            f"clientlog edit {ref_of(commitment)} --every week --update",
        )
    if "need" in values:
        commitments.serve(change, commitment, values.pop("need"))


def _set_first_due(change: Change, commitment: Commitment, due: date | None) -> None:
    require_open(commitment)
    if commitment.due is not None:
        ref = ref_of(commitment)
        raise UsageError(
            f"{ref} is due {format_day(commitment.due, change.today)}: a date is moved in the open",
            f"clientlog renegotiate {ref} --to DATE --why TEXT",
        )
    commitment.due = due
    commitment.due_set_at = change.clock.now if due else None


def remove(change: Change, ref: Ref) -> None:
    """Remove a record and what belongs to it alone."""
    record = change.record(ref)
    for snooze in change.all(Snooze, subject=str(ref)):
        change.remove(snooze)
    change.remove(record)
