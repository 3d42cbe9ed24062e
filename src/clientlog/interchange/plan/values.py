"""A plan: what is created, changed, merged or left out, one step each."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from clientlog.dates import Every
from clientlog.interchange.plan.people import Person, join_labels
from clientlog.interchange.problems import Problem, Skipped

Action = Literal["create", "change", "merge", "skip"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Operation:
    """What is to be written."""

    key: str = ""
    """The key in the source; empty if it has none."""
    digest: str = ""
    """A digest of what was read, to see later whether it changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClient(_Operation):
    """A client to be created."""

    person: Person
    handle: str = ""
    """The preferred handle, used if it is free."""
    is_archived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientUpdate(_Operation):
    """What a source knows about a client that the journal does not."""

    person: Person
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    values: tuple[tuple[str, str | int], ...] = ()
    """Columns, and what to put there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMeeting(_Operation):
    """A meeting to be entered."""

    people: tuple[Person, ...]
    starts_at: datetime
    ends_at: datetime
    title: str | None = None
    place: str | None = None
    state: Literal["planned", "held"] = "planned"
    summary: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingUpdate(_Operation):
    """A meeting that changes; None leaves a value as it is."""

    id: int
    old_key: str = ""
    """The key that `key` replaces."""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    title: str | None = None
    place: str | None = None
    state: Literal["planned", "held", "cancelled"] | None = None
    summary: str | None = None
    coming: tuple[Person, ...] = ()
    leaving: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTouch(_Operation):
    """A contact to be recorded."""

    person: Person
    at: datetime
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCommitment(_Operation):
    """A promise or an action item to be entered."""

    kind: Literal["action", "promise"]
    person: Person
    text: str
    theirs: bool = False
    owner: str | None = None
    due: date | None = None
    is_must: bool = False
    every: Every | None = None
    state: str = "open"
    try_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNote(_Operation):
    """A note to be written."""

    person: Person
    kind: str
    text: str


Operation = (
    NewClient | ClientUpdate | NewMeeting | MeetingUpdate | NewTouch | NewCommitment | NewNote
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that will happen, in words and as an operation."""

    action: Action
    what: str
    """Such as `client Dana Reyes`."""
    source: str
    reason: str = ""
    operation: Operation | None = None
    """None for what is left out."""
    lookalikes: tuple[Person, ...] = ()
    """Clients who are probably the same person as the new one."""

    @property
    def remark(self) -> Problem | None:
        """Return who is probably the same person; with handles once they are written."""
        if not self.lookalikes or not isinstance(self.operation, NewClient):
            return None
        new, known = (person.handle or "HANDLE" for person in (self.operation.person,
                                                               self.lookalikes[0]))  # fmt: skip
        reason = f"probably the same person as {join_labels(self.lookalikes)}"
        hint = f"if they are one: clientlog client merge {new} {known}"
        return Problem(self.source, reason, hint)


@dataclass(slots=True)
class Plan:
    """Everything that an import will do, in this order."""

    steps: list[Step] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    """What could not be read."""
    notices: list[Problem] = field(default_factory=list)
    """What was imported but needs checking."""
    uncounted: Counter[str] = field(default_factory=Counter)
    """Reasons for which things are counted rather than listed, because there are so many."""

    @property
    def operations(self) -> list[Operation]:
        """What is to be written, in order."""
        return [step.operation for step in self.steps if step.operation is not None]

    @property
    def remarks(self) -> list[Problem]:
        """What the lines of the steps say of new clients who look like others."""
        return [
            replace(step.remark, reason=f"{step.operation.person.name}: {step.remark.reason}")
            for step in self.steps
            if step.remark and isinstance(step.operation, NewClient)
        ]

    @property
    def skipped(self) -> list[Skipped]:
        """What was read and left out, and why."""
        return [Skipped(s.source, s.reason) for s in self.steps if s.action == "skip"]

    def do(
        self, action: Action, what: str, source: str, operation: Operation, why: str = ""
    ) -> None:
        """Add a step that writes something."""
        self.steps.append(Step(action, what, source, why, operation))

    def enter(
        self, operation: NewClient, source: str, lookalikes: tuple[Person, ...], why: str = ""
    ) -> None:
        """Add a new client, and the clients who are probably the same person."""
        what = f"client {operation.person.name}"
        self.steps.append(Step("create", what, source, why, operation, lookalikes))

    def skip(self, what: str, source: str, reason: str) -> None:
        """Add something that is left out."""
        self.steps.append(Step("skip", what, source, reason))
