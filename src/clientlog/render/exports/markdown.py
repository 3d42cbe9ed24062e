"""A Markdown page for each client, readable without clientlog."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from clientlog.clock import Clock
from clientlog.interchange.own_files import PAGE_MARK
from clientlog.queries.commitments import TABLES, by_due, list_commitments
from clientlog.queries.conflicts import list_conflicts
from clientlog.queries.meetings import meetings_between
from clientlog.queries.notes import list_notes
from clientlog.queries.topics import list_topics
from clientlog.queries.touches import list_touches
from clientlog.queries.values import Client, Commitment, Note
from clientlog.text import escape_controls
from clientlog.vocabulary import NOTE_KINDS

PRIVATE_NOTES = frozenset({"personal", "need", "feedback"})
"""The kinds of note that are not for other eyes."""

_TITLES = {
    "decision": "Decisions",
    "agreement": "Agreements",
    "goal": "Goals",
    "need": "Needs",
    "offer": "Offers",
    "news": "News",
    "recognition": "Recognition",
    "feedback": "Feedback",
    "personal": "Personal",
    "note": "Notes",
}


class Pages(NamedTuple):
    """What the pages are made from."""

    db: sqlite3.Connection
    clock: Clock
    is_private: bool = False

    def page(self, client: Client) -> str:
        """Return the page of one client."""
        blocks = [f"# {_line(client.name)}", PAGE_MARK, _list(self._facts(client))]
        blocks += self._commitments(client)
        blocks += self._topics(client)
        blocks += self._meetings(client)
        blocks += self._touches(client)
        blocks += self._notes(client)
        if self.is_private:
            blocks += self._conflicts(client)
        return "\n\n".join(filter(None, blocks)) + "\n"

    def _facts(self, client: Client) -> Iterator[str]:
        work = ", ".join(filter(None, (client.role, client.organization)))
        facts = {
            "Work": work,
            "Email": ", ".join(client.emails),
            "Phone": ", ".join(client.phones),
            "Direction": client.direction,
            "Channel": client.channel,
            "Also called": ", ".join(client.aliases),
            "Tags": ", ".join(client.tags),
            "In clientlog": client.handle,
        }
        if self.is_private:
            facts |= {
                "Stake": client.stake,
                "Stage": client.stage,
                "Aim": client.aim,
                "My vision": client.vision,
                "Their vision": client.their_vision,
            }
        for name, value in facts.items():
            if value:
                yield f"{name}: {value}"

    def _commitments(self, client: Client) -> Iterator[str]:
        commitments = [
            commitment
            for kind in TABLES
            for commitment in list_commitments(self.db, kind, settled=True, client=client.id)
        ]
        commitments.sort(key=by_due)
        for title, theirs in (("What I owe", False), ("What they owe", True)):
            items = [c for c in commitments if c.theirs is theirs and c.state == "open"]
            yield from _section(title, (_commitment(item) for item in items))
        settled = [c for c in commitments if c.state != "open"]
        yield from _section("Settled", (_commitment(item) for item in settled))

    def _topics(self, client: Client) -> Iterator[str]:
        topics = list_topics(self.db, client=client.id)
        texts = (f"{t.text}{f' (why: {t.why})' if t.why else ''}" for t in topics)
        yield from _section("To raise", texts)

    def _meetings(self, client: Client) -> Iterator[str]:
        meetings = meetings_between(self.db, client=client.id)
        if meetings:
            yield "## Meetings"
        for meeting in reversed(meetings):
            state = "" if meeting.state == "held" else f" ({meeting.state})"
            start = self.clock.local(meeting.starts_at)
            title = _line(meeting.title or "Meeting")
            yield f"### {start:%Y-%m-%d %H:%M} {title}{state}"
            others = [c.name for c in meeting.clients if c.id != client.id]
            yield f"With {_line(', '.join(others))}." if others else ""
            yield _quote(meeting.summary) if meeting.summary else ""

    def _touches(self, client: Client) -> Iterator[str]:
        touches = reversed(list_touches(self.db, client=client.id))
        lines = (
            " ".join(
                filter(
                    None,
                    (
                        f"{self.clock.local(touch.at):%Y-%m-%d}",
                        touch.channel,
                        f"by {touch.by}" if touch.by else "",
                        touch.text,
                    ),
                )
            )
            for touch in touches
        )
        yield from _section("Contacts in between", lines)

    def _notes(self, client: Client) -> Iterator[str]:
        notes = list_notes(self.db, NOTE_KINDS, settled=True, client=client.id)
        for kind, title in _TITLES.items():
            if kind in PRIVATE_NOTES and not self.is_private:
                continue
            yield from _section(title, (self._note(note) for note in notes if note.kind == kind))

    def _note(self, note: Note) -> str:
        words = ", ".join(filter(None, (note.tone, note.priority, note.state)))
        day = f"{self.clock.local(note.recorded_at):%Y-%m-%d}"
        return f"{day}: {note.text}{f' ({words})' if words else ''}"

    def _conflicts(self, client: Client) -> Iterator[str]:
        conflicts = list_conflicts(self.db, settled=True, client=client.id)
        texts = (
            f"{c.text} ({c.state}){f'; agreed: {c.agreement}' if c.agreement else ''}"
            for c in conflicts
        )
        yield from _section("Conflicts", texts)


_BOXES = {"open": " ", "done": "x", "kept": "x"}
"""What stands in the box by state; what was broken, released or dropped is not ticked."""


def _commitment(commitment: Commitment) -> str:
    box = _BOXES.get(commitment.state, "-")
    details = [
        f"due {commitment.due.isoformat()}" if commitment.due else "",
        "must" if commitment.priority == "must" else "",
        f"by {commitment.owner}" if commitment.owner else "",
        f"tried until {commitment.try_until.isoformat()}" if commitment.try_until else "",
        "" if commitment.state == "open" else commitment.state,
        f"{commitment.settled_on.isoformat()}" if commitment.settled_on else "",
    ]
    words = ", ".join(filter(None, details))
    return f"[{box}] {commitment.text}{f' ({words})' if words else ''}"


def _section(title: str, items: Iterable[str]) -> Iterator[str]:
    if text := _list(items):
        yield f"## {title}"
        yield text


def _list(items: Iterable[str]) -> str:
    """Return a list; an item with several lines stays one item."""
    return "\n".join(f"- {_visible(item).replace(chr(10), f'{chr(10)}  ')}" for item in items)


def _quote(text: str) -> str:
    """Return a text word for word, so that nothing in it is taken for a heading of the page."""
    return "\n".join(f"> {line}".rstrip() for line in _visible(text).split("\n"))


def _line(text: str) -> str:
    return " ".join(_visible(text).split())


def _visible(text: str) -> str:
    return escape_controls(text, lines=True)
