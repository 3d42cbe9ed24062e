"""The weekly review: what is flagged, then what else is open, each with the keys that apply."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from clientlog.lateness import standing
from clientlog.queries.snapshot_values import Snapshot
from clientlog.queries.values import Client, Commitment, Conflict, Meeting, Note, Topic
from clientlog.queries.week import Week
from clientlog.rules.base import Subject
from clientlog.rules.runner import Flag

KEYS = {
    "d": "done",
    "r": "renegotiate",
    "t": "told",
    "c": "confirm",
    "k": "chase",
    "x": "drop",
    "a": "raise at the next meeting",
    "s": "snooze",
}
"""What each key does to an item; n, space or enter continues, u undoes, q stops."""

NOTE_KEYS = {"news": "tx", "need": "dcx", "goal": "dcx", "offer": "dx", "feedback": "dx"}
"""The keys for a note that is not settled, by its kind."""

QUIET_RULES = frozenset({"quiet-relationship", "forgotten-executive"})


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the review: a flag, or an open record."""

    key: str
    subject: Subject
    flag: Flag | None = None

    @property
    def ref(self) -> str | None:
        """The REF of the record it is about."""
        return None if self.flag and self.flag.ref is None else self.subject.key

    @property
    def client(self) -> Client | None:
        """Whom it is about; for a meeting, the first attendee."""
        match self.subject:
            case Client():
                return self.subject
            case Meeting():
                return self.subject.clients[0] if self.subject.clients else None
            case _:
                return getattr(self.subject, "client", None)

    @property
    def keys(self) -> str:
        """The keys that apply to the item, in the order of KEYS."""
        applicable = {*_closing(self.subject)}
        if self.client and not isinstance(self.subject, Topic):
            applicable.add("a")
        if self.flag:
            applicable.add("s")
        return "".join(key for key in KEYS if key in applicable)


def items(snapshot: Snapshot, flags: Iterable[Flag]) -> Iterator[Item]:
    """Yield every flag that is not snoozed, then every open record without a flag."""
    flagged = set()
    for flag in flags:
        flagged.add(flag.subject.key)
        if not flag.snoozed:
            yield Item(flag.key, flag.subject, flag)
    for subject in _open(snapshot):
        if subject.key not in flagged:
            yield Item(open_key(subject), subject)


def current(snapshot: Snapshot, subject: Subject) -> Subject | None:
    """Return a subject as it is in a later snapshot; None if it was removed or settled."""
    clients = [known.client for known in snapshot.relationships]
    subjects: Iterable[Subject] = chain(
        clients, snapshot.commitments, snapshot.meetings, snapshot.topics, snapshot.notes,
        snapshot.conflicts, snapshot.organizations,
    )  # fmt: skip
    return next((each for each in subjects if each.key == subject.key), None)


def open_key(subject: Subject) -> str:
    """Return the key of a record that is open and not flagged."""
    return f"open:{subject.key}"


def _open(snapshot: Snapshot) -> Iterator[Commitment | Topic | Note | Conflict]:
    yield from (commitment for commitment in snapshot.commitments if commitment.state == "open")
    yield from snapshot.topics
    yield from snapshot.notes
    yield from (conflict for conflict in snapshot.conflicts if conflict.state != "settled")


def _closing(subject: Subject) -> str:
    """Return the keys that settle a record of this kind in this state."""
    match subject:
        case Commitment():
            return (
                ("drx" if subject.state == "open" else "")
                + ("k" if _can_be_chased(subject) else "")
                + ("t" if _is_untold(subject) else "")
            )
        case Topic():
            return "dx"
        case Note(kind="need") if subject.confirmed_at:
            return NOTE_KEYS["need"].replace("c", "")
        case Note():
            return NOTE_KEYS[subject.kind]
        case Meeting(state="held", confirmed_at=None) if subject.open_actions:
            return "c"
    return ""


def _can_be_chased(commitment: Commitment) -> bool:
    return commitment.state == "open" and bool(commitment.theirs or commitment.delegate)


def _is_untold(commitment: Commitment) -> bool:
    return not commitment.theirs and any(change.told_at is None for change in commitment.amendments)


@dataclass(frozen=True, slots=True)
class Review:
    """The items of a review, and the figures of the week."""

    items: tuple[Item, ...]
    week: Week
    late: int
    """How many commitments of the user are overdue now, snoozed or not."""
    snoozed: int
    """How many flags were put off, and are left out."""
    muted: int
    """How many rules are muted, for everybody or for a client."""
    failed: int
    """What was wrong with the user's own rules."""
    quiet: tuple[Client, ...]
    """The clients who have gone quiet, snoozed or not."""


def quiet_clients(flags: Iterable[Flag]) -> tuple[Client, ...]:
    """Return the clients whom a flag finds quiet."""
    subjects = [flag.subject for flag in flags if flag.rule in QUIET_RULES]
    return tuple(subject for subject in subjects if isinstance(subject, Client))


def count_late(snapshot: Snapshot) -> int:
    """Return how many commitments of the user are overdue."""
    today = snapshot.clock.today
    return sum(
        1
        for commitment in snapshot.commitments
        if not commitment.theirs and standing(commitment, today) == "overdue"
    )
