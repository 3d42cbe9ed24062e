"""Recognize the columns of a table by the header names that people and programs write."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from clientlog.errors import UsageError, quote
from clientlog.interchange.csv_table import Table
from clientlog.interchange.problems import Problem
from clientlog.text import escape_controls

Kind = Literal["people", "commitments"]

PERSON_FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("full name", "display name", "formatted name", "client", "contact", "person"),
    "first": ("first name", "given name", "forename"),
    "last": ("last name", "family name", "surname"),
    "handle": (),
    "direction": (),
    "organization": ("organisation", "org", "company", "organization name", "company name"),
    "role": ("title", "job title", "organization title", "position"),
    "stake": (),
    "stage": (),
    "aim": (),
    "channel": ("preferred channel",),
    "cadence": ("cadence days",),
    "vision": ("my vision",),
    "their_vision": (),
    "email": ("e mail", "emails", "mail", "email address", "e mail address", "e mail value"),
    "phone": ("phones", "telephone", "mobile", "phone number", "phone value", "mobile phone",
              "business phone", "home phone", "work phone", "cell phone"),
    "tag": ("tags", "labels", "categories"),
    "alias": ("aliases", "nickname", "also known as"),
    "archived": (),
}  # fmt: skip
"""The columns of people, and other names for them."""

COMMITMENT_FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("what", "task", "action", "action item", "item", "promise", "commitment", "todo",
             "to do", "description", "summary"),
    "client": ("who", "name", "person", "contact", "with"),
    "kind": ("type",),
    "by": ("whose", "side"),
    "owner": ("assignee", "assigned to", "responsible", "delegated to"),
    "due": ("when", "due date", "deadline", "by when", "due on"),
    "priority": ("pri",),
    "every": ("repeat", "repeats", "recurs", "recurrence"),
    "state": ("status", "done", "completed"),
    "try_until": (),
}  # fmt: skip
"""The columns of commitments."""

FIELDS: dict[Kind, dict[str, tuple[str, ...]]] = {
    "people": PERSON_FIELDS,
    "commitments": COMMITMENT_FIELDS,
}

REPEATED = frozenset({"email", "phone", "tag", "alias"})
"""The fields that may have several columns."""

Columns = dict[str, list[int]]
"""By field, the columns it stands in, counted from 0."""


def parse_mapping(values: Iterable[str]) -> dict[str, str]:
    """Read each `name=COLUMN`; raise UsageError for any other text."""
    mapping: dict[str, str] = {}
    known = [*PERSON_FIELDS, *COMMITMENT_FIELDS]
    for value in values:
        field, _, column = value.partition("=")
        field = field.strip().lower().replace("-", "_")
        if not column.strip():
            raise UsageError(
                f"--map: {quote(escape_controls(value))} is not FIELD=COLUMN",
                "--map 'name=Full name'",
            )
        if field not in known:
            raise UsageError(
                f"--map: unknown field {quote(escape_controls(field))}",
                f"fields are {', '.join(dict.fromkeys(known))}",
            )
        mapping[field] = column.strip()
    return mapping


def recognize(
    table: Table, mapping: Mapping[str, str], source: str, problems: list[Problem]
) -> tuple[Kind, Columns] | None:
    """Return what a table is about, and the columns of each field.

    None, with a problem, where it is neither about people nor about commitments, or where
    two columns claim to be the same. Raises UsageError for a mapping to no column.
    """
    mapped = {field: _column_of(name, table.header, source) for field, name in mapping.items()}
    kind: Kind = "commitments" if _has_text(table.header, mapped) else "people"
    if unknown := mapping.keys() - FIELDS[kind].keys():
        names = quote(escape_controls(min(unknown)))
        fields = ", ".join(FIELDS[kind])
        raise UsageError(f"--map: {kind} have no field {names}", f"fields are {fields}")
    columns = _columns(kind, table.header, mapped)
    before = len(problems)
    for field, places in columns.items():
        if len(places) > 1 and (field not in REPEATED or _have_one_name(places, table.header)):
            names = " and ".join(
                f"{place + 1} ({table.header[place][:40]})" for place in places[:3]
            )
            where = f"{source}: line 1, column {places[1] + 1}"
            problems.append(Problem(where, f"columns {names} are both {field}: choose with --map"))
    needed = {"text", "client"} if kind == "commitments" else {"name", "first", "last", "email"}
    enough = needed <= columns.keys() if kind == "commitments" else needed & columns.keys()
    if table.header and not enough:
        lacking = "client" if kind == "commitments" else "name"
        reason = f"no column is recognized as {lacking}: name it with --map {lacking}=COLUMN"
        problems.append(Problem(f"{source}: line 1", reason))
    return (kind, columns) if table.header and len(problems) == before else None


def ignored_columns(table: Table, columns: Columns) -> list[str]:
    """Return the headers of the columns that are not imported."""
    used = {place for places in columns.values() for place in places}
    return [name for place, name in enumerate(table.header) if place not in used and name]


def _columns(kind: Kind, header: Sequence[str], mapped: Mapping[str, int]) -> Columns:
    fields = FIELDS[kind]
    names = {other: field for field, others in fields.items() for other in others}
    names |= {_plain(field): field for field in fields}
    columns: Columns = {field: [place] for field, place in mapped.items() if field in fields}
    taken = set(mapped.values())
    for place, name in enumerate(header):
        field = names.get(_plain(name))
        if field and field not in mapped and place not in taken:
            columns.setdefault(field, []).append(place)
    return columns


def _has_text(header: Sequence[str], mapped: Mapping[str, int]) -> bool:
    texts = {"text", *COMMITMENT_FIELDS["text"]}
    return "text" in mapped or (
        "name" not in mapped and any(_plain(name) in texts for name in header)
    )


def _have_one_name(places: Sequence[int], header: Sequence[str]) -> bool:
    return len({header[place].casefold() for place in places}) < len(places)


def _column_of(name: str, header: Sequence[str], source: str) -> int:
    """Return the column of that header, or of that number, counted from 1."""
    for place, title in enumerate(header):
        if title.casefold() == name.casefold():
            return place
    if name.isascii() and name.isdigit() and 1 <= int(name[:6]) <= len(header):
        return int(name[:6]) - 1
    names = escape_controls(", ".join(header)[:200])
    raise UsageError(
        f"--map: {source} has no column {quote(escape_controls(name))}",
        f"its columns are {names}" if names else "it has no header",
    )


def _plain(name: str) -> str:
    """Reduce a header to its words: `E-mail 1 - Value` is `e mail value`."""
    return " ".join(re.sub(r"[\W\d_]+", " ", name.casefold()).split())
