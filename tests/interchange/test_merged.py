"""What became of the records of an import of JSON."""

from typing import Any

from clientlog.interchange.merged import LISTED, Merged
from clientlog.interchange.problems import Problem


class Names:
    """The names of records that a merge wrote down."""

    def created_names(self) -> Any:
        yield from ("p1", "dana")

    def changed_names(self) -> Any:
        yield "p2"


def test_nothing_became_of_anything_at_first() -> None:
    """The names are those that were written down on the way."""
    merged = Merged(Names())  # type: ignore[arg-type]  # only the names are asked for
    counts = (merged.unchanged, merged.created_count, merged.changed_count, merged.unlisted)
    assert counts == (0, 0, 0, 0)
    assert (merged.conflicts, merged.skipped) == ([], [])
    assert (merged.created, merged.changed) == (["p1", "dana"], ["p2"])


def test_a_thousand_conflicts_are_listed_and_the_others_counted() -> None:
    """The first ones."""
    merged = Merged(Names())  # type: ignore[arg-type]  # only the names are asked for
    for number in range(1_003):
        merged.add_conflict(f"p{number}", "both changed it")
    assert len(merged.conflicts) == LISTED == 1_000
    assert merged.conflicts[999] == Problem("p999", "both changed it")
    assert merged.unlisted == 3
