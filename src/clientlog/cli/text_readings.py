"""Tables and minutes, ready to be compared with the journal."""

import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from clientlog.cli.context import Context
from clientlog.cli.readings import INPUT, Reading, failure_of
from clientlog.interchange.plan.values import Plan
from clientlog.interchange.problems import Problem
from clientlog.render.progress import Progress
from clientlog.text import TEXT_LIMIT, has_visible_text


def read_tables(
    context: Context, paths: Sequence[Path], mapping: Mapping[str, str], progress: Progress
) -> Reading:
    """Read tables of people and commitments in CSV."""
    from clientlog.interchange.csv_records import read_records
    from clientlog.interchange.plan.tables import TablePlanner
    from clientlog.queries.imports import known_commitments, load_directory

    problems: list[Problem] = []
    notices: list[Problem] = []
    tables = []
    for path, data in progress.track("reading tables", _contents(paths, _TABLES, problems)):
        records = read_records(data, path, context.date_context, problems, mapping)
        notices.append(Problem(path, f"read as {records.description}"))
        if records.ignored:
            names = ", ".join(records.ignored)
            notices.append(Problem(path, f"columns that were not understood: {names}"))
        tables.append(records)

    def make_plan(db: sqlite3.Connection) -> Plan:
        plan = Plan(problems=list(problems), notices=list(notices))
        planner = TablePlanner(plan, load_directory(db, "csv"), known_commitments(db))
        for records in tables:
            planner.add_all(records)
        return plan

    return Reading("csv", make_plan)


def read_minutes(
    context: Context, paths: Sequence[Path], progress: Progress, *, take_items: bool = False
) -> Reading:
    """Read minutes in other formats, one meeting a file."""
    from clientlog.interchange.csv_table import decode
    from clientlog.interchange.plan.minutes import MinutesFile, MinutesPlanner
    from clientlog.minutes import is_template
    from clientlog.minutes.metadata import find_metadata
    from clientlog.minutes.offered import offered_items
    from clientlog.queries.imports import (
        known_texts,
        load_directory,
        load_meetings,
        summary_of,
    )

    problems: list[Problem] = []
    files = []
    for path, data in progress.track("reading minutes", _contents(paths, _PAGES, problems)):
        text = decode(data)[0].replace("\r\n", "\n")
        name = Path(path).name
        if len(text.encode("utf-8", "replace")) > TEXT_LIMIT:
            problems.append(Problem(path, f"is longer than {TEXT_LIMIT:,} bytes"))
        elif "\x00" in text or not has_visible_text(text):
            problems.append(Problem(path, "is no text"))
        elif is_template(text):
            problems.append(Problem(path, "is a template: clientlog log --file takes it"))
        else:
            offered = offered_items(text, context.date_context)
            files.append(
                MinutesFile(
                    source=path,
                    key=name,
                    text=text,
                    metadata=find_metadata(text, name),
                    offered=offered,
                )
            )

    def make_plan(db: sqlite3.Connection) -> Plan:
        planner = MinutesPlanner(
            Plan(problems=list(problems)),
            load_directory(db, "vcard"),
            load_meetings(db, "md"),
            context.clock,
            lambda number: summary_of(db, number),
            take_items,
            known_texts(db) if take_items else (),
        )
        for file in files:
            planner.add(file)
        return planner.plan

    return Reading("md", make_plan, failure="" if files else failure_of(problems, paths[0]))


_TABLES = frozenset({".csv", ".tsv", ".txt"})
_PAGES = frozenset({".md", ".markdown", ".txt"})


def _contents(
    paths: Sequence[Path], suffixes: frozenset[str], problems: list[Problem]
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each file; what cannot be read becomes a problem."""
    from clientlog.interchange.files import SIZE_LIMIT, TooLargeError, find_files, open_plain

    for path in paths:
        if path == INPUT:
            data = sys.stdin.buffer.read(SIZE_LIMIT + 1)
            if len(data) <= SIZE_LIMIT:
                yield "standard input", data
            else:
                problems.append(Problem("standard input", str(TooLargeError())))
            continue
        for file in find_files(path.expanduser(), suffixes):
            if isinstance(file, Problem):
                problems.append(file)
                continue
            try:
                with open_plain(file) as stream:
                    yield str(file), stream.read()
            except OSError as error:
                problems.append(Problem(str(file), f"cannot be read: {error.strerror}"))
