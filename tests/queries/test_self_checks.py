"""The self-checks of a client, as they were kept over time."""

from pathlib import Path

from clientlog.queries.self_checks import HIGHEST, LOWEST, QUESTIONS, self_checks
from clientlog.write import self_checks as written
from tests.looking import client, moment_at, reading, writing


def test_self_checks_come_oldest_first_with_all_six_points(journal: Path) -> None:
    """Those of another client are not among them."""
    points = {name: number % 5 + 1 for number, name in enumerate(QUESTIONS)}
    for day, abundance in ((2, 5), (3, 4)):
        with writing(journal, f"2026-11-0{day} 09:00") as change:
            written.save(change, client(change), points | {"abundance": abundance})
            written.save(change, client(change, "Sam Li"), points)
    with reading(journal) as db:
        first, second = self_checks(db, 1)
    assert first.at == moment_at("2026-11-02 09:00")
    assert first.points == {
        "abundance": 5, "trust": 2, "dreams": 3, "truth": 4, "balance": 5, "grace": 1,
    }  # fmt: skip
    assert second.points["abundance"] == 4


def test_a_point_is_given_from_one_to_five() -> None:
    """Of six questions."""
    assert (LOWEST, HIGHEST, len(QUESTIONS)) == (1, 5, 6)
