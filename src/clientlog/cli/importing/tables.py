"""Tables of people and commitments, ready to be compared with the journal."""

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

from clientlog.cli.context import Context
from clientlog.cli.importing.contents import contents
from clientlog.cli.importing.reading import Reading
from clientlog.interchange.csv_records import read_records
from clientlog.interchange.plan.tables import TablePlanner
from clientlog.interchange.plan.values import Plan
from clientlog.interchange.problems import Problem
from clientlog.queries.imports import known_commitments, load_directory
from clientlog.render.progress import Progress

MAP_HINT = "--map FIELD=COLUMN says which field a column is"

SUFFIXES = frozenset({".csv", ".tsv", ".txt"})


def read_tables(
    context: Context, paths: Sequence[Path], mapping: Mapping[str, str], progress: Progress
) -> Reading:
    """Read tables of people and commitments in CSV."""
    problems: list[Problem] = []
    notices: list[Problem] = []
    tables = []
    for path, data, _ in progress.track("reading tables", contents(paths, SUFFIXES, problems)):
        records = read_records(data, path, context.date_context, problems, mapping)
        notices.append(Problem(path, f"read as {records.description}"))
        if records.ignored:
            names = ", ".join(records.ignored)
            notices.append(Problem(path, f"columns that were not understood: {names}", MAP_HINT))
        tables.append(records)

    def make_plan(db: sqlite3.Connection) -> Plan:
        plan = Plan(problems=list(problems), notices=list(notices))
        planner = TablePlanner(plan, load_directory(db, "csv"), known_commitments(db))
        for records in tables:
            planner.add_all(records)
        return plan

    return Reading("csv", make_plan)
