"""Address cards, ready to be compared with the journal."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from clientlog.cli.importing.reading import Reading, ReadingOptions, failure_of, folded, read_each
from clientlog.interchange.plan.cards import CardPlanner
from clientlog.interchange.plan.values import Plan
from clientlog.interchange.vcard import reader
from clientlog.queries.imports import load_directory
from clientlog.render.progress import Progress


def read_cards(paths: Sequence[Path], options: ReadingOptions, progress: Progress) -> Reading:
    """Read address cards."""
    files = read_each(paths, reader.read_cards, reader.read_card_stream)
    cards = list(progress.track("reading cards", files))
    me = folded(options.me)

    def make_plan(db: sqlite3.Connection) -> Plan:
        planner = CardPlanner(Plan(), load_directory(db, "vcard"), me, create=options.create)
        planner.add_all(cards)
        return planner.plan

    return Reading("vcard", make_plan, failure=failure_of(cards, paths[0]))
