"""Every kind of record and every list of them, once: data only.

Parsing a REF, `list`, `show`, `edit`, the names that undo and history use, search and export
read what they need from here. docs/development.md says how to add a kind.
"""

from dataclasses import dataclass

from clientlog.client_fields import CLIENT_FIELDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of record that has a REF."""

    letter: str
    noun: str
    table: str
    listed_by: str
    """The command that lists every record of the kind."""
    searched: tuple[str, ...]
    """The columns whose text is searched."""
    editable: tuple[str, ...] = ()
    """What `clientlog edit` can correct; a meeting has a command of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A table whose rows belong to a record and are named after it."""

    table: str
    owners: tuple[str, ...]
    """The tables that a row can belong to; the column of each is its name with `_id`."""
    searched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordList:
    """What `clientlog list WORD` shows."""

    word: str
    singular: str
    letter: str
    states: tuple[str, ...] = ()
    """The states a record of the list can be in; none where it is neither open nor settled."""
    note_kinds: tuple[str, ...] = ()


_COMMITMENT = ("text", "due", "owner", "priority", "every", "need", "try_until", "is_update")

KINDS = (
    Kind(letter="m", noun="meeting", table="meeting", listed_by="meeting list",
         searched=("title", "summary", "place")),
    Kind(letter="a", noun="action item", table="action_item", listed_by="list actions --all",
         searched=("text",), editable=_COMMITMENT),
    Kind(letter="p", noun="promise", table="promise", listed_by="list promises --all",
         searched=("text",), editable=_COMMITMENT),
    Kind(letter="t", noun="topic", table="topic", listed_by="list topics --all",
         searched=("text", "why"), editable=("text", "ask", "why")),
    Kind(letter="n", noun="note", table="note", listed_by="timeline",
         searched=("text",), editable=("text", "tone", "priority")),
    Kind(letter="k", noun="touch", table="touch", listed_by="list touches",
         searched=("text",), editable=("text", "at", "channel", "by")),
    Kind(letter="c", noun="conflict", table="conflict", listed_by="list conflicts --all",
         searched=("text", "agreement"), editable=("text", "check_on")),
)  # fmt: skip

PARTS = (
    Part(table="alias", owners=("client",), searched=("name",)),
    Part(table="tag", owners=("client",)),
    Part(table="affiliation", owners=("client",), searched=("organization", "role")),
    Part(table="self_check", owners=("client",)),
    Part(table="address", owners=("client",)),
    Part(table="absence", owners=("client",)),
    Part(table="mute", owners=("client",)),
    Part(table="attendance", owners=("meeting",)),
    Part(table="amendment", owners=("promise", "action_item"), searched=("why",)),
    Part(table="chase", owners=("promise", "action_item")),
    Part(table="conflict_step", owners=("conflict",), searched=("text",)),
)

LISTS = (
    RecordList(word="actions", singular="action",
               letter="a", states=("open", "done", "dropped")),
    RecordList(word="promises", singular="promise",
               letter="p", states=("open", "kept", "broken", "released")),
    RecordList(word="topics", singular="topic",
               letter="t", states=("open", "discussed", "dropped")),
    RecordList(word="notes", singular="note",
               letter="n", note_kinds=("note", "personal")),
    RecordList(word="needs", singular="need",
               letter="n", states=("open", "met", "dropped"), note_kinds=("need",)),
    RecordList(word="goals", singular="goal",
               letter="n", states=("open", "reached", "dropped"),
               note_kinds=("goal",)),
    RecordList(word="feedback", singular="feedback",
               letter="n", note_kinds=("feedback",),
               states=("asked", "received", "acted", "given", "dropped")),
    RecordList(word="news", singular="news",
               letter="n", states=("untold", "told", "dropped"),
               note_kinds=("news",)),
    RecordList(word="offers", singular="offer",
               letter="n", states=("open", "given", "dropped"),
               note_kinds=("offer",)),
    RecordList(word="recognition", singular="recognition",
               letter="n", note_kinds=("recognition",)),
    RecordList(word="agreements", singular="agreement",
               letter="n", note_kinds=("agreement",)),
    RecordList(word="decisions", singular="decision",
               letter="n", note_kinds=("decision",)),
    RecordList(word="touches", singular="touch",
               letter="k"),
    RecordList(word="conflicts", singular="conflict",
               letter="c", states=("open", "agreed", "settled")),
)  # fmt: skip

CLIENT_SEARCHED = ("name", *(field.name for field in CLIENT_FIELDS if field.searched))

SEARCH_ORDER = (
    "client", "alias", "affiliation", "meeting", "action_item", "promise", "amendment",
    "topic", "note", "touch", "conflict", "conflict_step",
)  # fmt: skip
"""The searched tables. The place of each is in the search index of every journal: only append."""

BY_LETTER = {kind.letter: kind for kind in KINDS}
LETTERS = {kind.table: kind.letter for kind in KINDS}
"""The letter of the REF of every table whose records have one."""

LIST_BY_WORD = {records.word: records for records in LISTS}

SEARCHED = {
    table: {
        "client": CLIENT_SEARCHED,
        **{kind.table: kind.searched for kind in KINDS},
        **{part.table: part.searched for part in PARTS},
    }[table]
    for table in SEARCH_ORDER
}
"""The columns of each table whose text is searched."""
