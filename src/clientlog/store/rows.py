"""Rows of the tables as plain objects, and the four statements that read and write them.

The classes are in `tables.py`, which is generated from the models: importing SQLModel
takes longer than everything else that a change does.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar, TypeVar, dataclass_transform

from clientlog.clock import format_moment, parse_moment

FILLED_IN: Any = None
"""The default of a column that gets its value when the row is inserted."""

_READERS: dict[object, Any] = {
    bool: bool,
    date: date.fromisoformat,
    date | None: date.fromisoformat,
    datetime: parse_moment,
    datetime | None: parse_moment,
}
"""How a stored value becomes one of the column's type; other types are stored as they are."""


@dataclass_transform(kw_only_default=True, eq_default=False)
class Row:
    """A row of a table: each annotated attribute is a column, its value the default."""

    __tablename__: ClassVar[str]
    __columns__: ClassVar[dict[str, object]] = {}
    """The type of each column, in the order of the table."""

    id: int | None = None

    def __init_subclass__(cls) -> None:
        cls.__columns__ = {**cls.__columns__, **cls.__annotations__}
        cls.__columns__.pop("__tablename__", None)

    def __init__(self, **values: object) -> None:
        """Take the values of the columns by name."""
        unknown = values.keys() - self.__columns__.keys()
        if unknown:
            raise TypeError(f"{type(self).__name__} has no column {', '.join(sorted(unknown))}")
        vars(self).update(values)

    def values(self) -> dict[str, object]:
        """Return the value of every column."""
        return {column: getattr(self, column) for column in self.__columns__}


R = TypeVar("R", bound=Row)


def insert(connection: sqlite3.Connection, row: Row) -> None:
    """Insert a row; a row without an id is given the next one."""
    values = row.values()
    names = ", ".join(f'"{column}"' for column in values)
    slots = ", ".join("?" * len(values))
    cursor = connection.execute(
        f"INSERT INTO {row.__tablename__} ({names}) VALUES ({slots})",
        [_stored(value) for value in values.values()],
    )
    row.id = cursor.lastrowid


def update(connection: sqlite3.Connection, row: Row, columns: Iterable[str]) -> None:
    """Write these columns of a row that is in the table."""
    values = {column: _stored(getattr(row, column)) for column in columns}
    settings = ", ".join(f'"{column}" = ?' for column in values)
    cursor = connection.execute(
        f"UPDATE {row.__tablename__} SET {settings} WHERE id = ?", [*values.values(), row.id]
    )
    if cursor.rowcount != 1:
        raise LookupError(f"{row.__tablename__} {row.id} is gone")


def update_all(
    connection: sqlite3.Connection,
    table: type[Row],
    where: Mapping[str, object],
    values: Mapping[str, object],
    changed_at: datetime,
) -> None:
    """Write the same values into every row that has the values of `where`, in one statement.

    A row that has them already is left as it is, with the moment it was changed at.
    """
    settings = ", ".join(f'"{column}" = ?' for column in (*values, "changed_at"))
    conditions = " AND ".join(f'"{column}" = ?' for column in where)
    differs = " OR ".join(f'"{column}" IS NOT ?' for column in values)
    stored = [_stored(value) for value in values.values()]
    connection.execute(
        f"UPDATE {table.__tablename__} SET {settings} WHERE {conditions} AND ({differs})",
        [*stored, _stored(changed_at), *map(_stored, where.values()), *stored],
    )


def has(connection: sqlite3.Connection, table: type[Row], column: str, value: object) -> bool:
    """Return whether a row has this value in a column."""
    found = connection.execute(
        f'SELECT 1 FROM {table.__tablename__} WHERE "{column}" = ? LIMIT 1', (_stored(value),)
    )
    return found.fetchone() is not None


def delete(connection: sqlite3.Connection, row: Row) -> None:
    """Delete a row."""
    connection.execute(f"DELETE FROM {row.__tablename__} WHERE id = ?", [row.id])


def select(connection: sqlite3.Connection, table: type[R], **values: object) -> list[R]:
    """Return the rows whose columns have these values, in order of id."""
    names = ", ".join(f'"{column}"' for column in table.__columns__)
    # `=` never finds NULL, and `IS` would not use every index.
    conditions = [
        f'"{column}" IS NULL' if value is None else f'"{column}" = ?'
        for column, value in values.items()
    ]
    rows = connection.execute(
        f"SELECT {names} FROM {table.__tablename__}"
        f" WHERE {' AND '.join(conditions) or 'TRUE'} ORDER BY id",
        [_stored(value) for value in values.values() if value is not None],
    )
    return [_loaded(table, stored) for stored in rows.fetchall()]


def _stored(value: object) -> Any:
    if isinstance(value, datetime):
        return format_moment(value)
    return value.isoformat() if isinstance(value, date) else value


def _loaded(table: type[R], stored: tuple[Any, ...]) -> R:
    values = {
        column: _READERS[kind](value) if value is not None and kind in _READERS else value
        for (column, kind), value in zip(table.__columns__.items(), stored, strict=True)
    }
    return table(**values)
