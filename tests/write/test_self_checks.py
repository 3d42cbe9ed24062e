"""A relationship judged on six points."""

from pathlib import Path

from clientlog.queries.self_checks import QUESTIONS, self_checks
from clientlog.write.self_checks import save
from tests.looking import client, reading, writing


def test_every_point_is_kept_as_it_was_given(journal: Path) -> None:
    """Six different values come back as six different values."""
    points = dict(zip(QUESTIONS, (1, 2, 3, 4, 5, 2), strict=True))
    with writing(journal) as change:
        client(change, "Sam Li")
        save(change, client(change), points)
    with reading(journal) as db:
        (check,) = self_checks(db, 2)
    assert check.points == points
