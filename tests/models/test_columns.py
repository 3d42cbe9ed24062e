"""What every table is made of: column types, constraints, and the record itself."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable, DDLElement
from sqlmodel import Field, SQLModel

from clientlog.models import Record, columns
from tests.models.tables import GOOD, models_of, not_in_the_journal, plain_sql, refuses

DIALECT = sqlite.dialect()


@pytest.mark.parametrize(
    ("kind", "value", "stored"),
    [
        (columns.Flag(), True, 1),
        (columns.Flag(), False, 0),
        (columns.Day(), date(2026, 11, 20), "2026-11-20"),
        (columns.Moment(), datetime(2026, 11, 20, 12, tzinfo=UTC), "2026-11-20T12:00:00Z"),
    ],
)
def test_a_value_is_stored_as_sql_compares_it_and_read_back(
    kind: columns.Flag | columns.Day | columns.Moment, value: object, stored: object
) -> None:
    """What is missing stays missing."""
    assert kind.process_bind_param(value, DIALECT) == stored  # type: ignore[arg-type]  # of its kind
    read = kind.process_result_value(stored, DIALECT)
    assert read == value
    assert type(read) is type(value)
    assert kind.process_bind_param(None, DIALECT) is None
    assert kind.process_result_value(None, DIALECT) is None


@pytest.mark.parametrize("table", GOOD)
@pytest.mark.parametrize(
    ("column", "wrong"),
    [
        ("uuid", "u" * 35),
        ("uuid", None),
        ("recorded_at", "2026-11-22 06:50:00"),
        ("changed_at", "2026-02-30T06:50:00Z"),
        ("zone", ""),
        ("zone", "z" * 201),
    ],
)
def test_every_record_has_an_identity_moments_and_a_zone(
    table: str, column: str, wrong: object
) -> None:
    """In every table."""
    assert refuses(table, **{column: wrong})


@pytest.mark.parametrize("table", GOOD)
def test_a_row_without_what_may_be_missing_is_taken(table: str) -> None:
    """And tables are strict: a text is no number."""
    assert not refuses(table)
    assert refuses(table, id="one")


@pytest.mark.parametrize("model", models_of(columns))
def test_what_a_record_declares_stands_in_the_journal(model: type[Record]) -> None:
    """Its table, its indexes, and the row that is generated of it."""
    assert not_in_the_journal(model) == []


def declared() -> str:
    """Return the statements that create a table with a column of each kind, and its indexes."""
    fields: dict[str, tuple[Any, Any]] = {
        "id": (int | None, Field(default=None, primary_key=True)),
        "required": (str, columns.stored_text()),
        "own": (str, columns.stored_text(unique=True)),
        "optional": (str | None, columns.text_or_none()),
        "day": (date | None, columns.day_or_none()),
        "moment": (datetime | None, columns.moment_or_none()),
        "flag": (bool, columns.stored_flag()),
        "later_flag": (bool, columns.added_flag()),
        "later_text": (str, columns.added_text("new")),
        "later_number": (int, columns.added_number(7)),
        "client_id": (int, columns.key("client.id")),
        "plain_id": (int, columns.key("client.id", indexed=False)),
        "other_id": (int | None, columns.key_or_none("client.id")),
        "recorded_at": (datetime, columns.moment_or_none()),
        "changed_at": (datetime, columns.moment_or_none()),
        "uuid": (str, columns.stored_text()),
        "zone": (str, columns.stored_text()),
    }
    namespace = {
        "__annotations__": {name: kind for name, (kind, _) in fields.items()},
        "__module__": __name__,
        "__tablename__": "sample",
        "__table_args__": columns.table(*columns.lately("sample", "day")),
        **{name: column for name, (_, column) in fields.items()},
    }
    metaclass: Any = type(SQLModel)
    model: Any = metaclass("Sample", (SQLModel,), namespace, table=True)
    try:
        table = model.__table__
        parts: list[DDLElement] = [CreateTable(table), *map(CreateIndex, table.indexes)]
        defaults = {
            name: field.default for name, field in model.model_fields.items()
            if name in {"optional", "day", "moment", "flag", "later_flag", "later_text",
                        "later_number", "other_id"}
        }  # fmt: skip
        assert defaults == {
            "optional": None, "day": None, "moment": None, "flag": False, "later_flag": False,
            "later_text": "new", "later_number": 7, "other_id": None,
        }  # fmt: skip
        return "; ".join(sorted(plain_sql(str(part.compile(dialect=DIALECT))) for part in parts))
    finally:
        SQLModel.metadata.remove(model.__table__)


DECLARED = """
CREATE INDEX ix_sample_client_id ON sample (client_id);
CREATE INDEX ix_sample_other_id ON sample (other_id);
CREATE INDEX sample_day ON sample (day) WHERE day IS NOT NULL;
CREATE INDEX sample_recorded_at ON sample (recorded_at);
CREATE TABLE sample (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, required TEXT NOT NULL,
 own TEXT NOT NULL, optional TEXT, day TEXT, moment TEXT, flag INTEGER NOT NULL,
 later_flag INTEGER DEFAULT 0 NOT NULL, later_text TEXT DEFAULT 'new' NOT NULL,
 later_number INTEGER DEFAULT 7 NOT NULL, client_id INTEGER NOT NULL, plain_id INTEGER NOT NULL,
 other_id INTEGER, recorded_at TEXT NOT NULL, changed_at TEXT NOT NULL, uuid TEXT NOT NULL,
 zone TEXT NOT NULL, CHECK (length(uuid) = 36),
 CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02'
 AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
 CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02'
 AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
 CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0), UNIQUE (own),
 FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE,
 FOREIGN KEY(plain_id) REFERENCES client (id) ON DELETE CASCADE,
 FOREIGN KEY(other_id) REFERENCES client (id) ON DELETE SET NULL) STRICT
"""


def test_each_kind_of_column_is_declared_as_sqlite_stores_it() -> None:
    """With its type, what it holds by default, what it refers to and its indexes."""
    assert declared() == " ".join(DECLARED.split())
