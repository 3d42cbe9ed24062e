"""The parts of every table: column types, constraints, and the base class of records.

Days are ISO dates, moments are UTC to the second (`2026-11-22T06:03:00Z`), both kept as
text so that they sort and compare in SQL. Tables are STRICT, which refuses SQLAlchemy's
`VARCHAR`, `BOOLEAN` and `DATETIME`: hence the three small column types.
https://sqlite.org/stricttables.html
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, Integer, Text, text
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CheckConstraint, SchemaItem
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from clientlog.clock import format_moment, parse_moment


class Flag(TypeDecorator[bool]):
    """True or false, stored as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        """Convert a Python value to what is stored."""
        return None if value is None else int(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        """Convert a stored value to a Python value."""
        return None if value is None else bool(value)


class Day(TypeDecorator[date]):
    """A calendar day."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Convert a Python value to what is stored."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        """Convert a stored value to a Python value."""
        return None if value is None else date.fromisoformat(value)


class Moment(TypeDecorator[datetime]):
    """An aware moment."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Convert a Python value to what is stored."""
        return None if value is None else format_moment(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Convert a stored value to a Python value."""
        return None if value is None else parse_moment(value)


def one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    """Return the constraint: the column is empty or one of these."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})")


def flags(*columns: str) -> list[SchemaItem]:
    """Return the constraints: each column is 0 or 1."""
    return [CheckConstraint(f"{column} IN (0, 1)") for column in columns]


def days(*columns: str) -> list[SchemaItem]:
    """Return the constraints: each column is empty or a real date of the years 1900 to 2200.

    Only with a modifier does SQLite notice that there is no 30 February.
    """
    return [
        CheckConstraint(f"{c} BETWEEN '1900-01-01' AND '2200-12-31' AND date({c}, '+0 days') = {c}")
        for c in columns
    ]


def moments(*columns: str) -> list[SchemaItem]:
    """Return the constraints: each column is empty or a moment written in exactly one way."""
    return [
        CheckConstraint(
            f"{c} BETWEEN '1899-12-30' AND '2201-01-02'"
            f" AND strftime('%Y-%m-%dT%H:%M:%SZ', {c}, '+0 days') = {c}"
        )
        for c in columns
    ]


def lines(*columns: str) -> list[SchemaItem]:
    """Return the constraints: each column is empty or a short text without NUL."""
    return [
        CheckConstraint(f"length({c}) BETWEEN 1 AND 200 AND instr({c}, char(0)) = 0")
        for c in columns
    ]


def texts(*columns: str) -> list[SchemaItem]:
    """Return CHECKs that each column is NULL or at most 1,000,000 bytes without NUL."""
    return [
        CheckConstraint(
            f"length({c}) >= 1 AND length(CAST({c} AS BLOB)) <= 1000000 AND instr({c}, char(0)) = 0"
        )
        for c in columns
    ]


def table(*constraints: SchemaItem | list[SchemaItem]) -> tuple[Any, ...]:
    """Table arguments: these constraints and those of every record."""
    flat: list[SchemaItem] = []
    for constraint in constraints:
        flat += constraint if isinstance(constraint, list) else [constraint]
    flat += [CheckConstraint("length(uuid) = 36"), *moments("recorded_at", "changed_at")]
    flat += lines("zone")
    return (*flat, {"sqlite_strict": True, "sqlite_autoincrement": True})


def lately(name: str, *columns: str) -> list[Index]:
    """Indexes by when a row was recorded and by these columns, which may be empty.

    The latest of everything that happened is found by them, however old the journal.
    """
    recorded = Index(f"{name}_recorded_at", "recorded_at")
    filled = {column: text(f"{column} IS NOT NULL") for column in columns}
    return [recorded, *(Index(f"{name}_{c}", c, sqlite_where=filled[c]) for c in columns)]


def stored_text(**rest: Any) -> Any:
    """Return a column for a required text."""
    return Field(sa_type=Text, **rest)


def text_or_none(**rest: Any) -> Any:
    """Return a column for an optional text."""
    return Field(default=None, sa_type=Text, **rest)


def day_or_none() -> Any:
    """Return a column for an optional day."""
    return Field(default=None, sa_type=Day)


def moment_or_none() -> Any:
    """Return a column for an optional moment."""
    return Field(default=None, sa_type=Moment)


def stored_flag() -> Any:
    """Return a column that is true or false, false by default."""
    return Field(default=False, sa_type=Flag)


def added_flag() -> Any:
    """Return a true-or-false column added by a migration, false in existing rows."""
    return Field(default=False, sa_type=Flag, sa_column_kwargs={"server_default": text("0")})


def added_text(default: str) -> Any:
    """Return a text column that came later: `default` in every row that was there."""
    return Field(default=default, sa_type=Text, sa_column_kwargs={"server_default": default})


def added_number(default: int) -> Any:
    """Return a number column that came later: `default` in every row that was there."""
    return Field(default=default, sa_column_kwargs={"server_default": text(str(default))})


def key(target: str, *, indexed: bool = True, **rest: Any) -> Any:
    """Return a reference that takes this record along when the other is removed.

    It needs no index of its own where it is the first column of another.
    """
    return Field(foreign_key=target, ondelete="CASCADE", index=indexed, **rest)


def key_or_none(target: str) -> Any:
    """Return a column for a reference that is emptied when the other record is removed."""
    return Field(default=None, foreign_key=target, ondelete="SET NULL", index=True)


class Record(SQLModel):
    """What every record has: a number never reused, a UUID, and when it was written down."""

    id: int | None = Field(default=None, primary_key=True)
    uuid: str = stored_text(default="", unique=True)
    recorded_at: datetime = Field(default=None, sa_type=Moment)
    changed_at: datetime = Field(default=None, sa_type=Moment)
    zone: str = stored_text(default="UTC")
