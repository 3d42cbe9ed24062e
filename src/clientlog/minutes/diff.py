"""Compare two Minutes, and return the changes as values that can be recorded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from clientlog.dates import ago, format_day
from clientlog.items import Item
from clientlog.minutes.topics import match_topics
from clientlog.minutes.values import Entry, Line, Mark, Minutes, Problem
from clientlog.refs import Ref, parse_ref
from clientlog.text import validate_text

CommitmentKind = Literal["action", "promise"]

COMMITMENTS: tuple[tuple[str, CommitmentKind, bool], ...] = (
    ("my_actions", "action", False),
    ("their_actions", "action", True),
    ("my_promises", "promise", False),
    ("their_promises", "promise", True),
)
"""The sections that hold commitments, in the order in which these are recorded."""

ITEM_FIELDS = ("text", "due", "priority", "owner", "who", "every", "need")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCommitment:
    """A commitment that came out of the meeting."""

    kind: CommitmentKind
    item: Item
    theirs: bool = False
    client: int | str | None = None
    """Whose it is: a client's number, a newcomer's name, or None for the first attendee."""
    mark: Mark = "open"
    """Its state when it was written down."""
    line: int = field(default=0, compare=False)
    """The line it was read from; 0 if it was not read from minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNote:
    """A note, a decision or a topic."""

    kind: Literal["note", "decision", "topic"]
    text: str
    mark: Mark = "open"
    """A topic may be settled at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordUpdate:
    """A record that the journal holds already, settled or corrected."""

    ref: Ref
    how: Literal["done", "dropped", "told", "corrected"]
    values: Mapping[str, Any] = field(default_factory=dict)
    line: int = field(default=0, compare=False)


@dataclass(slots=True)
class MinutesDiff:
    """What was added to minutes or changed in them, and what cannot be recorded."""

    title: str | None = None
    when: str | None = None
    summary: str | None = None
    replaces_summary: bool = False
    commitments: list[NewCommitment] = field(default_factory=list)
    notes: list[NewNote] = field(default_factory=list)
    updates: list[RecordUpdate] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def diff_minutes(before: Minutes, after: Minutes, today: date) -> MinutesDiff:
    """Return what `after` adds to `before` or changes; a line that was removed changes nothing."""
    after = match_topics(after, before)
    diff = MinutesDiff(
        title=after.title if after.title != before.title else None,
        when=after.when if after.when != before.when else None,
    )
    if after.summary and after.summary != before.summary:
        diff.summary = validate_text(after.summary, "the summary")
        diff.replaces_summary = bool(before.summary)
    for section, kind, theirs in COMMITMENTS:
        known = {entry.ref: entry for entry in getattr(before, section) if entry.ref}
        for entry in getattr(after, section):
            _compare_entry(diff, entry, known, kind, theirs=theirs, today=today)
    _compare_topics(diff, before.topics, after.topics)
    _compare_texts(diff, before, after)
    return diff


def _compare_entry(
    diff: MinutesDiff,
    entry: Entry,
    known: Mapping[str | None, Entry],
    kind: CommitmentKind,
    *,
    theirs: bool,
    today: date,
) -> None:
    if entry.ref is None:
        due = entry.item.due
        if due and due < today and entry.mark == "open":
            message = f"{format_day(due, today)} was {ago((today - due).days)}"
            diff.problems.append(Problem(entry.line, message))
        diff.commitments.append(
            NewCommitment(
                kind=kind, item=entry.item, theirs=theirs, mark=entry.mark, line=entry.line
            )
        )
    elif entry.ref in known:
        _compare_known_entry(diff, entry, known[entry.ref])
    else:
        diff.problems.append(_not_listed(entry))


def _compare_known_entry(diff: MinutesDiff, entry: Entry, known: Entry) -> None:
    ref = parse_ref(entry.ref or "")
    values = {
        name: getattr(entry.item, name)
        for name in ITEM_FIELDS
        if getattr(entry.item, name) != getattr(known.item, name)
    }
    if "due" in values and known.item.due is not None:
        diff.problems.append(
            Problem(
                entry.line,
                f"{ref} has a due date already",
                f"to move it: clientlog renegotiate {ref} --to DATE --why TEXT",
            )
        )
    elif values and known.mark == "open":
        diff.updates.append(RecordUpdate(ref=ref, how="corrected", values=values, line=entry.line))
    if entry.mark == known.mark:
        return
    if known.mark != "open":
        hint = f"to open it again: clientlog reopen {ref}"
        diff.problems.append(Problem(entry.line, f"{ref} is settled already", hint))
    elif entry.mark != "open":
        diff.updates.append(RecordUpdate(ref=ref, how=entry.mark, line=entry.line))


def _compare_topics(diff: MinutesDiff, before: Iterable[Line], after: Iterable[Line]) -> None:
    known = {topic.ref: topic for topic in before if topic.ref}
    for topic in after:
        if topic.ref is None:
            continue
        if topic.ref not in known:
            diff.problems.append(_not_listed(topic))
            continue
        if topic.text != known[topic.ref].text:
            diff.updates.append(_corrected(topic))
        if topic.mark != "open":
            diff.updates.append(
                RecordUpdate(ref=parse_ref(topic.ref), how=topic.mark, line=topic.line)
            )


def _compare_texts(diff: MinutesDiff, before: Minutes, after: Minutes) -> None:
    known = {line.ref: line.text for line in (*before.decisions, *before.notes) if line.ref}
    texts: list[tuple[Literal["decision", "note"], Line]] = [
        *(("decision", line) for line in after.decisions),
        *(("note", line) for line in after.notes),
    ]
    for kind, line in texts:
        if line.ref is None:
            diff.notes.append(NewNote(kind=kind, text=line.text))
        elif line.text != known.get(line.ref, line.text):
            diff.updates.append(_corrected(line))
    diff.notes += [
        NewNote(kind="topic", text=topic.text, mark=topic.mark)
        for topic in after.topics
        if topic.ref is None
    ]


def _corrected(line: Line) -> RecordUpdate:
    ref = parse_ref(line.ref or "")
    return RecordUpdate(ref=ref, how="corrected", values={"text": line.text}, line=line.line)


def _not_listed(line: Entry | Line) -> Problem:
    return Problem(line.line, f"{line.ref} is not one of those listed here")
