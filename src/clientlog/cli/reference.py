"""The reference pages of the commands and of the tables, made from the program itself.

`python -m clientlog.cli.reference` writes docs/reference/commands.md to stdout, and
`python -m clientlog.cli.reference schema` writes docs/reference/schema.md.
"""

import sys
from collections.abc import Iterator
from typing import Any

from sqlmodel import SQLModel

from clientlog import models
from clientlog.cli.app import build
from clientlog.cli.help import Group
from clientlog.cli.registry import SECTIONS
from clientlog.store.schema import LOGGED

WIDTH = 88

PLAIN = "demo"
"""A command with no options but the shared ones."""

COMMANDS = """# Commands

Daily work is one verb (`clientlog log dana`), upkeep a noun and a verb (`clientlog client edit
dana`). `clientlog` alone is `clientlog today`. Every command answers `-h` and `--help`.

WHO, REF, ITEM, DATE and WHEN are explained in [the grammar](grammar.md), what `--json` answers
in [JSON](json.md), and what a command exits with in [exit codes](exit-codes.md).

Every command has these options as well, which are left out below:

```text
{shared}
```

This page is made by `python -m clientlog.cli.reference`.
"""

SCHEMA = """# The tables

A journal is one SQLite file. clientlog writes it, and nothing else should: what another program
writes is in no undo, and a trigger or a view of another program makes clientlog refuse the file.
To read it, open it read-only (`sqlite3 -readonly journal.db`).

- Every table is STRICT. Numbers are never used again.
- A *day* is a date such as `2026-11-27`, a *moment* is UTC to the second such as
  `2026-11-20T11:00:00Z`, a *yes or no* is 1 or 0; all but the last are stored as text.
- Every record has `id` (the number of its REF), `uuid` (which matches it across journals),
  `recorded_at`, `changed_at` and `zone` (in which it was written down). They are left out below.
- `folded` is the text as it is searched, where that is not plain ASCII.
- A column that refers to another table is taken along when that record is removed, or, where
  it says *emptied*, becomes empty.

This page is made by `python -m clientlog.cli.reference schema`.

{tables}
## What the program keeps for itself

`change_row`, `contact` and `search` are written by triggers, in the transaction that changes
the records; a meeting of more than eight clients is no `contact`. None of these tables is in an
export, and none is changed by an undo. Undoing what a source of `refresh` gave empties its
`cursor`, so that the source is read again from its beginning.

| table | what is in it |
| --- | --- |
| `change` | one row per command: when, as it was typed, and whether it was undone |
| `change_row` | one row per record that a command added, changed or removed: what it was, in JSON |
| `contact` | when each client was met or reached: `source` is the REF of the meeting or touch |
| `search` | the words of every text, as it is and folded: FTS5, without the text |
| `record_text` | a view of every text in the index, from which it can be built again |
| `journal` | one row: the `uuid` of this journal, which its backups and copies carry too |
| `source_state` | how far `refresh` has read each source, when, and what came of it |
| `purge_pending` | the files that a purge could not clean, and since when |
"""

FOR_EVERY_RECORD = ("id", "uuid", "recorded_at", "changed_at", "zone", "folded")

TYPES = {"Text": "text", "Integer": "number", "Day": "day", "Moment": "moment", "Flag": "yes or no"}


def commands_page() -> str:
    """Return the page of all commands in Markdown, with a line break at its end."""
    root = build()
    plain = root.get_command(_context(root, "clientlog"), PLAIN)
    parts = [COMMANDS.format(shared=_options(plain))]
    for title, commands in command_sections():
        parts.append(f"## {title}\n")
        parts += [f"### {path}\n\n```text\n{text}\n```\n" for path, text in commands]
    return "\n".join(parts)


def command_sections() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield each section with its commands and their help, without the shared options."""
    root = build()
    context = _context(root, "clientlog")
    plain = root.get_command(context, PLAIN)
    shared = {parameter.name for parameter in plain.params if parameter.param_type_name == "option"}
    for title, names in SECTIONS.items():
        commands = ((root.get_command(context, name), f"clientlog {name}") for name in names)
        yield title, [part for command in commands for part in _command(*command, shared)]


def _context(command: Any, path: str) -> Any:
    return command.make_context(path, [], resilient_parsing=True, terminal_width=WIDTH)


def _options(command: Any) -> str:
    """Return the lines of the help about the options of a command."""
    context = _context(command, "")
    formatter = context.make_formatter()
    formatter.write_dl([param.get_help_record(context) for param in command.get_params(context)])
    return str(formatter.getvalue()).rstrip()


def _command(command: Any, path: str, shared: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the help of a command and of those under it, without the shared options."""
    for parameter in command.params:
        if parameter.name in shared:
            parameter.hidden = True
    command.add_help_option = False
    yield path, command.get_help(_context(command, path)).rstrip()
    if isinstance(command, Group):
        for name in command.list_commands(None):
            yield from _command(command.get_command(None, name), f"{path} {name}", shared)


def schema_page() -> str:
    """Return the page of all tables in Markdown, with a line break at its end."""
    # Loading the models takes a quarter of a second, which the other page need not wait for.

    described = {
        model.__tablename__: (model.__doc__ or "")
        for model in vars(models).values()
        if isinstance(model, type)
        and issubclass(model, models.Record)
        and hasattr(model, "__table__")
    }
    tables = SQLModel.metadata.tables
    parts = [_table(tables[name], described[name]) for name in LOGGED]
    return SCHEMA.format(tables="\n".join(parts))


def _table(table: Any, description: str) -> str:
    rows = [_column(column) for column in table.columns if column.name not in FOR_EVERY_RECORD]
    listed = "\n".join(("| column | what it is |", "| --- | --- |", *rows))
    return f"## {table.name}\n\n{description}\n\n{listed}\n"


def _column(column: Any) -> str:
    meaning = _words(column) or TYPES[type(column.type).__name__]
    for key in column.foreign_keys:
        meaning = f"refers to `{key.column.table.name}`"
        meaning += " (emptied)" if key.ondelete == "SET NULL" else ""
    return f"| `{column.name}` | {meaning}{', or empty' if column.nullable else ''} |"


def _words(column: Any) -> str:
    """Return the few words that a column may hold, read from its constraint."""
    begins = f"{column.name} IN ('"
    for constraint in column.table.constraints:
        text = str(getattr(constraint, "sqltext", ""))
        if text.startswith(begins):
            return ", ".join(f"`{word}`" for word in text[len(begins) : -2].split("', '"))
    return ""


if __name__ == "__main__":
    print(schema_page() if sys.argv[1:] == ["schema"] else commands_page(), end="")
