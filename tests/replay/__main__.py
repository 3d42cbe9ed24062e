"""`python -m tests.replay [--days]`: live both stretches and print what the rules said."""

import sys
import tempfile
from pathlib import Path

from tests.demo.conftest import NOW, ZONE, clock_at
from tests.demo.test_replay import lived
from tests.replay.figures import Evening, day_by_day, measure, table
from tests.replay.half_year import evenings


def main() -> None:
    """Print a table for the demo year and one for the messy half-year."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        year = [
            Evening(evening.db, tuple(evening.flags.values()))
            for evening in lived(folder / "year.db", clock_at(NOW, ZONE))
        ]
        half_year = list(evenings(folder))
    for title, lived_evenings in (("The demo year", year), ("A messy half-year", half_year)):
        print(f"## {title}\n\n{table(measure(lived_evenings))}\n")
        if "--days" in sys.argv:
            print(day_by_day(lived_evenings) + "\n")


if __name__ == "__main__":
    main()
