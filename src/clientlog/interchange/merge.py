"""Taking another journal's records into this one: matched by UUID, the newer change wins."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from clientlog.interchange.journal_json import Incoming, Mistake, Shape, shape_of
from clientlog.store.changes import LETTERS, rows_of, summarize
from clientlog.store.schema import LOGGED, SEARCHED
from clientlog.text import fold_for_search, name_key

Stored = dict[str, Any]

MOVING = "moving-"
"""What a handle is for a moment, while two clients exchange theirs."""


@dataclass(slots=True)
class Merged:
    """What taking in did, or would do."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    conflicts: list[Mistake] = field(default_factory=list)
    """Records that both sides changed, and which side won."""
    skipped: list[Mistake] = field(default_factory=list)


class MergeError(Exception):
    """Records that the journal cannot hold; nothing was taken in."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__(f"{len(mistakes)} records do not fit")
        self.mistakes = mistakes


def merge(
    connection: sqlite3.Connection, records: list[Incoming], begin: Callable[[], int]
) -> Merged:
    """Take in the records, inside the caller's transaction; raise MergeError if one does not fit.

    `begin` opens a change in the log, and is called only when there is one.
    """
    one = _Merge(connection, begin, shape_of(connection))
    one.number(records)
    records = list(one.resolved(records))
    one.free_handles(records)
    for table in LOGGED:
        for record in records:
            if record.table == table:
                one.take(record)
    if one.mistakes:
        raise MergeError(one.mistakes)
    if one.change:
        rows = rows_of(connection, one.change)
        one.merged.created, one.merged.changed = summarize(connection, rows)
        if not rows:
            connection.execute("DELETE FROM change WHERE id = ?", (one.change,))
    return one.merged


@dataclass(slots=True)
class _Merge:
    connection: sqlite3.Connection
    begin: Callable[[], int]
    shape: Shape
    change: int | None = None
    numbers: dict[str, dict[str, int]] = field(default_factory=dict)
    """By table, the number of each UUID: of what is here, and of what will be."""
    here: dict[str, str] = field(default_factory=dict)
    """The table of each UUID that is in the journal already."""
    merged: Merged = field(default_factory=Merged)
    mistakes: list[Mistake] = field(default_factory=list)

    def number(self, records: list[Incoming]) -> None:
        """Give each new record its number: its own where that was never used here."""
        self.connection.execute("PRAGMA defer_foreign_keys = ON")
        for table in LOGGED:
            rows = self.connection.execute(f"SELECT uuid, id FROM {table}").fetchall()
            self.numbers[table] = dict(rows)
            self.here |= dict.fromkeys(self.numbers[table], table)
        used = {} if not self.here else _last_numbers(self.connection)
        for table in LOGGED:
            new = [one for one in records if one.table == table and one.uuid not in self.here]
            self._number_table(table, new, used.get(table, 0))

    def _number_table(self, table: str, new: list[Incoming], last: int) -> None:
        taken: set[int] = set()
        fresh = []
        for record in new:
            if record.number and record.number > last and record.number not in taken:
                self.numbers[table][record.uuid] = record.number
                taken.add(record.number)
            else:
                fresh.append(record)
        following = max(taken, default=last)
        for count, record in enumerate(fresh, 1):
            self.numbers[table][record.uuid] = following + count

    def resolved(self, records: list[Incoming]) -> Iterator[Incoming]:
        """The records with numbers in place of UUIDs; those that point at nothing are mistakes."""
        for record in records:
            if self.here.get(record.uuid, record.table) != record.table:
                self._mistake(record, "uuid", f"is a {self.here[record.uuid]} in this journal")
            elif self._resolve(record):
                yield record

    def _resolve(self, record: Incoming) -> bool:
        for column in self.shape[record.table]:
            value = record.values[column.name]
            if value is None or column.type not in {"pointer", "subject"}:
                continue
            table, _, uuid = f"{column.target} {value}".strip().partition(" ")
            number = self.numbers[table].get(uuid)
            if number is None:
                self._mistake(record, column.key, f"points at a {table} that is nowhere: {uuid}")
                return False
            is_ref = column.type == "subject"
            record.values[column.name] = f"{LETTERS[table]}{number}" if is_ref else number
        return True

    def _mistake(self, record: Incoming, key: str, reason: str) -> None:
        self.mistakes.append(Mistake(f"{record.source}.{key}", reason))

    def free_handles(self, records: list[Incoming]) -> None:
        """Settle who is called what: a handle that stays another's is made into a free one."""
        clients = [one for one in records if one.table == "client"]
        ours = dict(self.connection.execute("SELECT uuid, handle FROM client"))
        winners = {one.uuid: one for one in clients if self._wins(one)}
        taken = set(ours.values()) - {ours.get(uuid) for uuid in winners}
        for record in clients:
            if record.uuid not in winners:
                self._settle_handle(record, ours[record.uuid], taken)
                continue
            wanted = record.values["handle"]
            record.values["handle"] = _free(wanted, taken)
            taken.add(record.values["handle"])
            if record.values["handle"] != wanted and record.uuid not in ours:
                self._conflict(record, f"the handle {wanted} is another's: it is now"
                               f" {record.values['handle']}")  # fmt: skip
        for record in winners.values():
            if ours.get(record.uuid, record.values["handle"]) != record.values["handle"]:
                self._write(
                    "UPDATE client SET handle = ? WHERE uuid = ?",
                    (f"{MOVING}{self.numbers['client'][record.uuid]}", record.uuid),
                )

    def _settle_handle(self, record: Incoming, ours: str, taken: set[str]) -> None:
        """One taken in before under another handle is no news when it comes again."""
        if record.values["handle"] in taken - {ours} and ours.startswith(record.values["handle"]):
            record.values["handle"] = ours

    def _wins(self, record: Incoming) -> bool:
        """Whether the file's version will stand: new here, or changed later there."""
        ours = self._ours(record)
        return ours is None or record.values["changed_at"] > ours["changed_at"]

    def _ours(self, record: Incoming) -> Stored | None:
        if record.uuid not in self.here:
            return None
        columns = [column.name for column in self.shape[record.table]]
        names = ", ".join(f'"{name}"' for name in columns)
        row = self.connection.execute(
            f"SELECT {names} FROM {record.table} WHERE uuid = ?", (record.uuid,)
        ).fetchone()
        return dict(zip(columns, row, strict=True))

    def take(self, record: Incoming) -> None:
        """Store one record, or say why not."""
        ours = self._ours(record)
        name = self._name(record)
        if ours is None:
            self._store(record, _insert)
        elif ours == record.values:
            self.merged.unchanged += 1
        elif record.values["changed_at"] > ours["changed_at"]:
            if self._store(record, _update):
                self._conflict(record, f"{name} was changed there later: theirs was taken")
        else:
            self._conflict(record, f"{name} was changed here later: ours was kept")
            self.merged.skipped.append(Mistake(record.source, f"{name} is newer here"))

    def _name(self, record: Incoming) -> str:
        number = self.numbers[record.table][record.uuid]
        if record.table == "client":
            return str(record.values["handle"])
        if record.table in LETTERS:
            return f"{LETTERS[record.table]}{number}"
        return f"{record.table.replace('_', ' ')} {number}"

    def _conflict(self, record: Incoming, reason: str) -> None:
        self.merged.conflicts.append(Mistake(record.source, reason))

    def _store(self, record: Incoming, write: "_Writer") -> bool:
        values = {**record.values, **_derived(record)}
        number = self.numbers[record.table][record.uuid]
        try:
            self._write(*write(record, number, values))
        except sqlite3.IntegrityError as error:
            if "UNIQUE" in str(error):
                # The same tag, alias or attendance, put down on both sides.
                self.merged.unchanged += 1
            else:
                self._mistake(record, *_broken_rule(str(error)))
            return False
        return True

    def _write(self, statement: str, values: tuple[object, ...]) -> None:
        if self.change is None:
            self.change = self.begin()
        self.connection.execute(statement, values)


_Writer = Callable[[Incoming, int, Stored], tuple[str, tuple[object, ...]]]


def _insert(record: Incoming, number: int, values: Stored) -> tuple[str, tuple[object, ...]]:
    columns = ", ".join(f'"{name}"' for name in values)
    slots = ", ".join("?" * (len(values) + 2))
    return (
        f"INSERT INTO {record.table} (id, uuid, {columns}) VALUES ({slots})",
        (number, record.uuid, *values.values()),
    )


def _update(record: Incoming, number: int, values: Stored) -> tuple[str, tuple[object, ...]]:
    columns = ", ".join(f'"{name}"' for name in values)
    slots = ", ".join("?" * len(values))
    return (
        f"UPDATE {record.table} SET ({columns}) = ({slots}) WHERE id = ?",
        (*values.values(), number),
    )


def _derived(record: Incoming) -> Stored:
    """What the file leaves out because it follows from the rest."""
    found: Stored = {}
    if record.table in {"client", "alias"}:
        name = record.values["name"]
        found["name_key"] = name_key(name) or name.casefold()
    if record.table in SEARCHED:
        texts = (record.values[column] for column in SEARCHED[record.table])
        found["folded"] = fold_for_search(texts)
    return found


def _broken_rule(message: str) -> tuple[str, str]:
    """The column and the rule that SQLite names: `CHECK constraint failed: due BETWEEN …`."""
    rule = message.partition(": ")[2]
    words = re.findall("[a-z_]+", rule.replace("length(", "").replace("CAST(", ""))
    return (words[0] if words else "record"), f"breaks the rule: {rule[:80]}"


def _free(handle: str, taken: set[str]) -> str:
    free, number = handle, 1
    while free in taken:
        number += 1
        free = f"{handle}-{number}"
    return free


def _last_numbers(connection: sqlite3.Connection) -> dict[str, int]:
    """The highest number each table ever used."""
    return dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
