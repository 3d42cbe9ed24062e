"""Two journals that are kept apart and exchange what they hold, in any order."""

import json
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from clientlog.clock import Clock, format_moment, read_clock
from clientlog.store import undo
from clientlog.write.change import transaction
from tests.journals import export, take_in, unwell
from tests.store.test_undo import DEEDS, WHICH, enter

pytestmark = pytest.mark.slow

SIDE = st.integers(0, 1)

SAID_TWICE = {"tag", "attendance"}
"""What both sides may put down without knowing of the other; one of the two is enough."""


def content(path: Path) -> dict[str, dict[str, Any]]:
    """The records by UUID, without what each journal gives out by itself."""
    return {
        one["uuid"]: {key: one[key] for key in one if key not in {"number", "handle"}}
        for one in json.loads(export(path))["records"]
        if one["record"] not in SAID_TWICE
    }


class Exchanging(RuleBasedStateMachine):
    """Changes here and there, imports either way, undone or not."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.sides = [self.folder / "here.db", self.folder / "there.db"]
        self.moment = datetime(2026, 11, 20, 12, tzinfo=UTC)
        with transaction(self.sides[0], self.clock(), "enter") as change:
            enter(change, 0)
        take_in(self.sides[1], export(self.sides[0]), self.clock())

    def clock(self) -> Clock:
        """A minute later at every change, so that one of two is the newer."""
        self.moment += timedelta(minutes=1)
        return read_clock({"CLIENTLOG_NOW": format_moment(self.moment), "TZ": "UTC"}, None)[0]

    @rule(side=SIDE, deed=st.sampled_from(DEEDS), which=WHICH)
    def change(self, side: int, deed: Any, which: int) -> None:
        """Something is changed on one side."""
        with transaction(self.sides[side], self.clock(), deed.__name__) as change:
            deed(change, which)

    @rule(side=SIDE)
    def import_and_undo(self, side: int) -> None:
        """What came in with an import leaves with one undo."""
        before = export(self.sides[side])
        took = take_in(self.sides[side], export(self.sides[1 - side]), self.clock())
        if took.created or took.changed:
            undo.undo(self.sides[side], self.clock())
        assert export(self.sides[side]) == before

    @rule(side=SIDE)
    def import_twice(self, side: int) -> None:
        """The second time nothing is new, and nothing is written."""
        text = export(self.sides[1 - side])
        take_in(self.sides[side], text, self.clock())
        once = export(self.sides[side])
        again = take_in(self.sides[side], text, self.clock())
        assert (again.created, again.changed) == ([], [])
        assert export(self.sides[side]) == once

    @rule()
    def exchange(self) -> None:
        """Once each has taken in the other's, both hold the same."""
        for side in (0, 1):
            take_in(self.sides[side], export(self.sides[1 - side]), self.clock())
        assert content(self.sides[0]) == content(self.sides[1])

    @rule(side=SIDE)
    def move(self, side: int) -> None:
        """An empty journal that takes in all of another is that journal, byte for byte."""
        new, text = self.folder / "new.db", export(self.sides[side])
        take_in(new, text, self.clock())
        assert export(new) == text
        new.unlink()

    @invariant()
    def well(self) -> None:
        """References, search index and contacts are in step on both sides."""
        for path in self.sides:
            assert unwell(path) == []

    def teardown(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.folder)


TestExchanging = Exchanging.TestCase
TestExchanging.settings = settings(max_examples=8, stateful_step_count=20, deadline=None)
