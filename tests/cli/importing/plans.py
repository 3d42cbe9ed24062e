"""Plans of a reading, made for a journal."""

from contextlib import closing
from pathlib import Path

from clientlog.cli.importing.reading import Reading
from clientlog.interchange.plan.values import Plan
from clientlog.store.journal_file import open_to_look


def plan_of(reading: Reading, journal: Path) -> Plan:
    """Return what the reading changes in a journal."""
    with closing(open_to_look(journal)) as db:
        return reading.make_plan(db)


def steps(plan: Plan) -> list[tuple[str, str]]:
    """The action of each step, and what it is about."""
    return [(step.action, step.what) for step in plan.steps]
