"""Generate `store/tables.py` from the models, and `store/schema.sql` from the migrations.

Run it as `python -m clientlog.models`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clientlog import store
from clientlog.models import Record
from clientlog.store.schema import current_script

SCHEMA = Path(store.__file__).with_name("schema.sql")

TABLES = Path(store.__file__).with_name("tables.py")

HEAD = '''"""The rows of every table. Generated from the models: `python -m clientlog.models`."""

from datetime import date, datetime

from clientlog.store.rows import FILLED_IN, Row
'''


def generate() -> str:
    """Return the text of `store/tables.py`."""
    return "\n\n".join([HEAD, *(class_of(model) for model in _models(Record))])


def _models(model: type[Record]) -> Iterator[type[Record]]:
    yield model
    for subclass in model.__subclasses__():
        yield from _models(subclass)


def class_of(model: type[Record]) -> str:
    """Return the text of the class of a record's rows."""
    base = model.__base__
    parent = "Row" if base is None or not issubclass(base, Record) else base.__name__
    lines = [f"class {model.__name__}({parent}):", f'    """{model.__doc__}"""', ""]
    if "table" in model.model_config:
        lines += [f'    __tablename__ = "{model.__tablename__}"', ""]
    own = model.__annotations__
    lines += [f"    {name}: {_type(own[name])}{_default(model, name)}" for name in own]
    return "\n".join(lines).rstrip() + "\n"


def _type(annotation: Any) -> str:
    name = annotation.__name__ if isinstance(annotation, type) else str(annotation)
    return name.replace("datetime.date", "date")


def _default(model: type[Record], name: str) -> str:
    field = model.model_fields[name]
    if field.is_required():
        return ""
    if field.default is None and not str(model.__annotations__[name]).endswith("None"):
        return " = FILLED_IN"
    return f" = {field.default!r}".replace("'", '"')


if __name__ == "__main__":
    TABLES.write_text(generate(), "utf-8")
    SCHEMA.write_text(current_script(), "utf-8")
