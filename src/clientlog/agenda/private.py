"""The parts of a private page: how to treat a client, what you know of them, what to tell them."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from clientlog.agenda.values import Line
from clientlog.clock import Clock
from clientlog.dates import format_day
from clientlog.queries.agenda import Private
from clientlog.queries.reliability import Reliability
from clientlog.queries.values import Amendment, Client, Commitment, Conflict, Direction, Note

ADVICE: dict[Direction, str] = {
    "up": "short and in context, about outcomes, in line with their priorities;"
    " not who fixes what and how",
    "down": "their ambitions first; say the problem, leave the solution to them;"
    " candour, and cover",
    "sideways": "a client with needs of their own: respect, and a common way through",
    "outside": "professional, positive, on time; plain words; any request is worth a thought",
}
"""How each direction is treated."""

PROMPTS: dict[Direction, tuple[str, ...]] = {
    "up": ("Green, yellow or red", "Are we where we said", "What customers say"),
    "down": ("Effort to recognize", "What is in their way", "Room to grow"),
    "sideways": ("What they need from me", "What I need from them"),
    "outside": ("Where things stand", "What comes next, and when"),
}
"""What to have ready, with room to write it down."""

NEED_QUESTIONS = ("Who", "When", "Where", "What", "How", "Why")
"""What to ask about a need before it is confirmed."""

_GOAL_NAMES = {"up": "priority", "down": "ambition"}

_ORDER: dict[Direction, tuple[str, ...]] = {
    "up": (
        "goal", "vision", "agreement", "conflict", "word", "feedback", "need", "personal", "note",
    ),
    "down": (
        "goal", "recognition", "feedback", "personal", "need", "agreement", "conflict", "word",
        "vision", "note",
    ),
    "sideways": (
        "need", "agreement", "conflict", "word", "feedback", "goal", "personal", "vision", "note",
    ),
    "outside": (
        "need", "personal", "agreement", "feedback", "conflict", "word", "goal", "vision", "note",
    ),
}  # fmt: skip
"""What you know of a client, the most useful first; recognition only for people you lead."""

_CAPS = {
    "personal": 3,
    "need": 4,
    "goal": 3,
    "feedback": 3,
    "agreement": 3,
    "recognition": 1,
    "note": 2,
}


def about(client: Client, known: Private, clock: Clock) -> Iterator[Line]:
    """Yield what to keep in mind about a client, in the order for their direction."""
    rest: dict[str, Callable[[], Iterable[Line]]] = {
        "conflict": lambda: (_conflict(conflict, clock) for conflict in known.conflicts),
        "word": lambda: _words_kept(known),
        "vision": lambda: _visions(client),
    }
    for kind in _ORDER[client.direction]:
        yield from rest[kind]() if kind in rest else _notes(known, kind, client, clock)


def count_about(client: Client, known: Private) -> int:
    """Return how many notes `about` leaves out because of its limits."""
    kinds = [kind for kind in _ORDER[client.direction] if kind in _CAPS and kind != "recognition"]
    counts = {kind: sum(note.kind == kind for note in known.notes) for kind in kinds}
    return sum(max(0, number - _CAPS[kind]) for kind, number in counts.items())


def _notes(known: Private, kind: str, client: Client, clock: Clock) -> Iterator[Line]:
    """Yield the latest notes of a kind, newest first."""
    label = _GOAL_NAMES.get(client.direction, kind) if kind == "goal" else kind
    for latest in islice((note for note in known.notes if note.kind == kind), _CAPS[kind]):
        yield Line(
            text=latest.text,
            label=label,
            remarks=tuple(_note_remarks(latest, clock)),
            ref=latest.ref,
        )


def _note_remarks(note: Note, clock: Clock) -> Iterator[str]:
    """Yield remarks on a note: the priority of a need, its tone, its state."""
    if note.priority:
        yield note.priority if note.priority == "must" else "good to have"
    if note.tone:
        yield note.tone
    if note.kind in {"need", "goal"}:
        yield f"confirmed {_day(clock, note)}" if note.confirmed_at else "not confirmed yet"
    elif note.kind == "feedback":
        yield f"asked {_day(clock, note)}" if note.state == "asked" else _day(clock, note)
        if note.state == "received" and note.tone == "bad":
            yield "not acted on yet"
    elif note.kind in {"recognition", "agreement"}:
        yield _day(clock, note)


def _day(clock: Clock, note: Note) -> str:
    return format_day(clock.day(note.confirmed_at or note.received_at), clock.today)


def _conflict(conflict: Conflict, clock: Clock) -> Line:
    steps = f"at {conflict.step}" if conflict.step and conflict.state == "open" else None
    check = f"check it {format_day(conflict.check_on, clock.today)}" if conflict.check_on else None
    agreed = f"agreed: {conflict.agreement}" if conflict.agreement else None
    remarks = (steps, agreed, check)
    return Line(
        text=conflict.text,
        label="conflict",
        remarks=tuple(w for w in remarks if w),
        ref=conflict.ref,
    )


def _words_kept(known: Private) -> Iterator[Line]:
    for label, reliability in (("my word", known.my_word), ("their word", known.their_word)):
        if reliability:
            yield Line(text=_counts(reliability), label=label)


def _counts(reliability: Reliability) -> str:
    moved = f" ({reliability.moved} moved in time)" if reliability.moved else ""
    return (
        f"{reliability.kept} kept{moved}, {reliability.kept_late} late, {reliability.broken} broken"
    )


def _visions(client: Client) -> Iterator[Line]:
    for label, text in (("my vision", client.vision), ("their vision", client.their_vision)):
        if text:
            yield Line(text=text, label=label)


def unconfirmed_needs(known: Private) -> list[Note]:
    """Return the open needs that the client has not confirmed, the latest first."""
    return [
        note
        for note in known.notes
        if note.kind == "need" and note.state == "open" and not note.confirmed_at
    ]


# What to bring and to tell


def offers(known: Private) -> list[Line]:
    """Return the open offers."""
    return [
        Line(text=note.text, label="I bring", ref=note.ref, box="open")
        for note in reversed(known.notes)
        if note.kind == "offer" and note.state == "open"
    ]


def news(known: Private, clock: Clock) -> list[Line]:
    """Return what they do not know yet: news, and changes of my promises."""
    untold = [
        note for note in reversed(known.notes) if note.kind == "news" and note.state == "untold"
    ]
    news_lines = [
        Line(text=note.text, label=f"{note.tone or ''} news".strip(), ref=note.ref, box="open")
        for note in untold
    ]
    return news_lines + [_changed(commitment, clock) for commitment in known.untold]


def _changed(commitment: Commitment, clock: Clock) -> Line:
    last = [change for change in commitment.amendments if change.told_at is None][-1]
    return Line(
        text=commitment.text,
        label="to tell",
        remarks=tuple(_change_words(last, commitment, clock)),
        ref=commitment.ref,
        box="open",
    )


def _change_words(last: Amendment, commitment: Commitment, clock: Clock) -> Iterator[str]:
    if last.kind == "delegated":
        yield f"passed on to {commitment.owner}" if commitment.owner else "mine again"
        return
    yield f"moved to {format_day(last.to_due, clock.today)}" if last.to_due else last.kind
    if last.why:
        yield last.why
