"""Items to offer from minutes that somebody else wrote: taken as they stand, never invented."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from clientlog.dates import DateContext
from clientlog.minutes.attributes import (
    read_due,
    split_due,
    split_last_owner,
    split_owner,
    split_tail,
)
from clientlog.minutes.metadata import find_metadata
from clientlog.minutes.sections import Block, Bullet, Heading, Kind, TableRow, Topic, blocks
from clientlog.text import has_visible_text, name_key


@dataclass(frozen=True, slots=True)
class Offered:
    """Something that minutes seem to ask for, for a person to take or leave."""

    kind: Kind
    text: str
    owner: str | None
    """As written, without the @; who that is, is for a person to say."""
    due_text: str | None
    due: date | None
    """None where `due_text` is none that a date can be made of, as in `next sprint`."""
    line: int


_WHAT = (
    "what", "task", "action", "action item", "action items", "actions", "item", "todo", "to do",
    "next step", "step", "activity", "decision", "description", "details",
)  # fmt: skip
_WHO = ("who", "owner", "assignee", "responsible", "assigned to", "by whom", "person", "lead",
        "name")  # fmt: skip
_WHEN = ("when", "due", "due date", "deadline", "by", "by when", "date", "target date",
         "target", "eta")  # fmt: skip
_STATE = ("status", "state", "done")

_NOTHING = frozenset(
    {"none", "n/a", "na", "nothing", "no action items", "no actions", "no decisions", "-", "tbd"}
)
_DONE = frozenset(
    {"done", "x", "yes", "closed", "complete", "completed", "finished", "✓", "✅", "✔"}
)
_DECIDED = re.compile(
    r"\b(?:decided|agreed|approved|accepted|rejected|adopted|no objections?|resolved)\b",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"(?:[A-Za-z]{1,6}[-#. ]?)?#?\d{1,5}[.)]?")


def own_names(addresses: Iterable[str]) -> frozenset[str]:
    """Return what minutes may call the user, by the addresses that are the user's own."""
    mailboxes = {name_key(re.sub("[._+-]+", " ", a.partition("@")[0])) for a in addresses}
    return frozenset(name for box in mailboxes if box for name in (box, box.split()[0]))


def offered_items(
    text: str, calendar: DateContext, mine: Collection[str] = ()
) -> tuple[Offered, ...]:
    """Find what minutes ask for, with owner and date where they are written.

    That is open boxes anywhere, lines such as `Decision: …`, and the list items and tables
    under headings such as Action items, Decisions or Next steps. Boxes ticked already are
    done and not offered. Items further in are details of the one above, unless they have
    a box of their own. `mine` is what they may call the user.
    """
    attendees = find_metadata(text).attendees
    names = frozenset(
        name_key(name)
        for attendee in attendees
        for name in (attendee.name, attendee.name.split()[0])
    )
    reader = _Reader(calendar, names.union(mine))
    return tuple(reader.read(blocks(text)))


@dataclass(slots=True)
class _Reader:
    calendar: DateContext
    names: frozenset[str]
    """The names of those who were there, as they are compared."""
    topic: Topic | None = None
    level: int = 0
    indent: int | None = None
    """How far in the items of this list begin."""

    def read(self, parts: Iterable[Block]) -> Iterator[Offered]:
        """Yield what the parts of minutes ask for."""
        for block in parts:
            if isinstance(block, Heading):
                self._enter(block)
            elif isinstance(block, TableRow):
                yield from self._read_row(block)
            elif self._asks(block) and _says_something(block.text):
                yield self._read_bullet(block)

    def _enter(self, heading: Heading) -> None:
        if heading.topic or heading.level <= self.level:
            self.topic, self.level = heading.topic, heading.level
        self.indent = None

    def _asks(self, bullet: Bullet) -> bool:
        if bullet.box:
            return bullet.box == " "
        if bullet.label:
            return True
        if self.topic and (self.indent is None or bullet.indent <= self.indent):
            self.indent = bullet.indent
            return True
        return False

    def _read_bullet(self, bullet: Bullet) -> Offered:
        action = self._action(bullet.text, bullet.line)
        if bullet.label:
            is_decision = bullet.label == "decision"
        elif self.topic == "both":
            has_parts = bool(bullet.box or action.owner or action.due_text)
            is_decision = not has_parts and _DECIDED.search(bullet.text) is not None
        else:
            is_decision = self.topic == "decision"
        return _decision(bullet.text, bullet.line) if is_decision else action

    def _action(self, what: str, line: int) -> Offered:
        text, owner, due_text, due = split_tail(what, self.calendar, self.names)
        if owner is None:
            text, owner = split_last_owner(text)
        if due_text is None:
            text, due_text, due = split_due(text, self.calendar)
        if owner is None:
            owner, text = split_owner(text, self.calendar, self.names)
        return Offered("action", text, owner, due_text, due, line)

    def _read_row(self, row: TableRow) -> Iterator[Offered]:
        """Yield what a row of a table asks for, by what its columns are called."""
        whats = [row.cells[name] for name in row.cells if name in _WHAT and row.cells[name]]
        is_list = self.topic or any(name in row.cells for name in (*_WHO, *_WHEN))
        if not is_list or _cell(row.cells, _STATE).lower() in _DONE:
            return
        # A number of its own says nothing to anybody else.
        parts = [part for part in whats if not _SERIAL.fullmatch(part)]
        text = ": ".join(dict.fromkeys(parts))
        if not _says_something(text):
            return
        if self.topic == "decision" or (self.topic != "action" and "decision" in row.cells):
            yield _decision(text, row.line)
            return
        action = self._action(text, row.line)
        owner = _cell(row.cells, _WHO).strip("@*_ ")
        when = _cell(row.cells, _WHEN)
        if owner or len(parts) > 1:
            action = replace(action, text=text, owner=owner or None)
        if when:
            action = replace(action, due_text=when, due=read_due(when, self.calendar))
        yield action


def _decision(text: str, line: int) -> Offered:
    return Offered("decision", text, None, None, None, line)


def _cell(cells: Mapping[str, str], names: Iterable[str]) -> str:
    cell = next((cells[name] for name in names if cells.get(name)), "")
    return "" if cell.lower() in _NOTHING else cell


def _says_something(text: str) -> bool:
    return has_visible_text(text) and text.strip(" .*_").lower() not in _NOTHING
