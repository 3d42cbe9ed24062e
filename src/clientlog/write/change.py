"""One change: a transaction on the journal, seen through the models."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from sqlalchemy import create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session as OrmSession
from sqlalchemy.orm.unitofwork import UOWTransaction
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel, select

from clientlog.clock import Clock
from clientlog.errors import NotFoundError
from clientlog.models import (
    ActionItem,
    Client,
    Conflict,
    Meeting,
    Note,
    Promise,
    Record,
    Topic,
    Touch,
)
from clientlog.refs import Ref
from clientlog.store import changes, schema
from clientlog.store.connection import translate_error
from clientlog.store.journal_file import open_to_change
from clientlog.text import fold_for_search

KINDS: dict[str, type[Record]] = {
    "m": Meeting,
    "a": ActionItem,
    "p": Promise,
    "t": Topic,
    "n": Note,
    "k": Touch,
    "c": Conflict,
}
LETTERS = {str(model.__tablename__): letter for letter, model in KINDS.items()}

R = TypeVar("R", bound=Record)


@dataclass(slots=True)
class Change:
    """A change under way: what the functions of the write side work on."""

    session: Session
    connection: sqlite3.Connection
    clock: Clock
    id: int
    notices: list[str] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The local day."""
        return self.clock.today

    def next_command(self, clock: Clock, command: str) -> None:
        """Go on with another command at another moment: in this transaction, undone by itself."""
        self.session.flush()
        self.clock = clock
        self.session.info["clock"] = clock
        self.id = changes.start(self.connection, clock, command)

    def add(self, record: R) -> R:
        """Store a new record at once, so that numbers follow the order of the words."""
        self.session.add(record)
        self.session.flush()
        return record

    def remove(self, record: Record) -> None:
        """Remove a record, and with it what belongs to it alone."""
        self.session.delete(record)
        self.session.flush()

    def get(self, model: type[R], number: int) -> R:
        """The record of that number, which an earlier look has seen."""
        record = self.session.get(model, number)
        if record is None:
            raise NotFoundError(f"{model.__name__} {number} was removed meanwhile")
        return record

    def record(self, ref: Ref) -> Record:
        """The record a REF names."""
        found = self.session.get(KINDS[ref.letter], ref.number)
        if found is None:
            raise NotFoundError(f"there is no {ref}", "see: clientlog list, clientlog meeting list")
        return found

    def all(self, model: type[R], **values: object) -> list[R]:
        """The records of a model whose columns have these values, in order of number."""
        query = select(model).filter_by(**values).order_by("id")
        return list(self.session.exec(query))

    def touched_refs(self) -> tuple[list[str], list[str]]:
        """REFs and handles of what was created and of what was changed, in order."""
        self.session.flush()
        created: dict[str, None] = {}
        changed: dict[str, None] = {}
        for row in changes.rows_of(self.connection, self.id):
            name = self._name(row)
            if name and row.before is None and row.table in (*LETTERS, "client"):
                created[name] = None
            elif name and name not in created:
                changed[name] = None
        return list(created), [name for name in changed if name not in created]

    def _name(self, row: changes.Row) -> str | None:
        """How a person calls the record that a row of the log belongs to."""
        image = row.after or row.before or {}
        if row.table == "client":
            return str(image["handle"])
        if row.table in LETTERS:
            return f"{LETTERS[row.table]}{row.number}"
        for column, letter in _OWNERS:
            if image.get(column):
                return f"{letter}{image[column]}"
        owner = image.get("client_id")
        client = self.session.get(Client, owner) if owner else None
        return client.handle if client else None


_OWNERS = (
    ("meeting_id", "m"),
    ("promise_id", "p"),
    ("action_item_id", "a"),
    ("conflict_id", "c"),
)


@contextmanager
def transaction(path: Path, clock: Clock, command: str) -> Iterator[Change]:
    """One command's transaction: committed when the block ends, undone whole on any error."""
    connection = open_to_change(path)
    engine = create_engine(
        "sqlite://",
        creator=lambda: connection,
        poolclass=StaticPool,
        pool_reset_on_return=None,
        hide_parameters=True,
    )
    event.listen(engine, "begin", lambda begun: begun.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with Session(engine, expire_on_commit=False, autoflush=True) as session:
            session.connection()
            schema.check_version(connection, path)
            session.info["clock"] = clock
            change = Change(session, connection, clock, changes.start(connection, clock, command))
            yield change
            session.commit()
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise translate_error(error.orig, path) from error
        raise
    except sqlite3.Error as error:
        raise translate_error(error, path) from error
    finally:
        connection.close()


@event.listens_for(OrmSession, "before_flush")
def _fill_in(session: OrmSession, _flush: UOWTransaction, _instances: object) -> None:
    """Give each record its UUID, its moments, and what the search index needs."""
    clock = session.info.get("clock")
    for record in (*session.new, *session.dirty):
        if not isinstance(record, Record):
            continue
        if not record.uuid:
            record.uuid = str(uuid4())
        if clock and record in session.new:
            record.recorded_at = record.recorded_at or clock.now
            record.zone = clock.zone_name
        if clock and session.is_modified(record):
            record.changed_at = clock.now
        _fold(record)


def _fold(record: SQLModel) -> None:
    columns = schema.SEARCHED.get(str(record.__tablename__))
    if columns:
        folded = fold_for_search(getattr(record, column) for column in columns)
        if record.folded != folded:  # type: ignore[attr-defined]  # searched tables have it
            record.folded = folded
