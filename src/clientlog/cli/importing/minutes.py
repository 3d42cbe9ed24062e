"""Minutes of meetings, ready to be compared with the journal."""

import sqlite3
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from clientlog.cli.context import Context
from clientlog.cli.importing.contents import contents
from clientlog.cli.importing.reading import Reading, failure_of
from clientlog.interchange.csv_table import decode
from clientlog.interchange.plan.minutes import MinutesFile, MinutesPlanner
from clientlog.interchange.plan.values import Plan
from clientlog.interchange.problems import Problem
from clientlog.minutes import is_template
from clientlog.minutes.metadata import find_metadata
from clientlog.minutes.offered import offered_items, own_names
from clientlog.queries.imports import known_texts, load_directory, load_meetings, summary_of
from clientlog.render.progress import Progress
from clientlog.text import TEXT_LIMIT, has_visible_text

SUFFIXES = frozenset({".md", ".markdown", ".txt"})


def read_minutes(
    context: Context, paths: Sequence[Path], progress: Progress, *, take_items: bool = False
) -> Reading:
    """Read minutes of other makes, one meeting a file."""
    problems: list[Problem] = []
    files = list(_read_files(context, paths, progress, problems))

    def make_plan(db: sqlite3.Connection) -> Plan:
        planner = MinutesPlanner(
            Plan(problems=list(problems)),
            load_directory(db, "vcard"),
            load_meetings(db, "md"),
            context.clock,
            lambda number: summary_of(db, number),
            take_items,
            known_texts(db) if take_items else (),
            own_names(context.settings.me),
        )
        for file in files:
            planner.add(file)
        return planner.plan

    return Reading("md", make_plan, failure=None if files else failure_of(problems, paths[0]))


def _read_files(
    context: Context, paths: Sequence[Path], progress: Progress, problems: list[Problem]
) -> Iterator[MinutesFile]:
    """Yield what stands in each file; what are no minutes becomes a problem."""
    for content in progress.track("reading minutes", contents(paths, SUFFIXES, problems)):
        text = decode(content.data)[0].replace("\r\n", "\n")
        if problem := _find_problem(content.source, text):
            problems.append(problem)
            continue
        name = Path(content.source).name
        digest = sha256(text.encode("utf-8", "replace")).hexdigest()
        yield MinutesFile(
            source=content.source,
            key=digest if content.is_stream else name,
            text=text,
            metadata=find_metadata(text, name),
            offered=offered_items(text, context.date_context, own_names(context.settings.me)),
        )


def _find_problem(source: str, text: str) -> Problem | None:
    """Return why a text cannot be taken in as minutes; None where it can."""
    if len(text.encode("utf-8", "replace")) > TEXT_LIMIT:
        return Problem(source, f"is longer than {TEXT_LIMIT:,} bytes")
    if "\x00" in text or not has_visible_text(text):
        return Problem(source, "is no text")
    if is_template(text):
        return Problem(source, "is a template", "clientlog log --file takes it")
    return None
