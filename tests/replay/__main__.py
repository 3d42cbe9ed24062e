"""`python -m tests.replay [--days]`: live both stretches and print what the rules said.

With `--sample` print flags drawn at random instead, to be read one by one and judged.
"""

import sys
import tempfile
from pathlib import Path

from tests.replay import demo_year, half_year
from tests.replay.figures import day_by_day, measure, table
from tests.replay.sample import draw, sample_table


def main() -> None:
    """Print a table for the demo year and one for the messy half-year, or a sample of both."""
    with tempfile.TemporaryDirectory() as name:
        year, half = (list(life.evenings(Path(name))) for life in (demo_year, half_year))
    if "--sample" in sys.argv:
        print(sample_table(draw([*year, *half])))
        return
    for title, evenings in (("The demo year", year), ("A messy half-year", half)):
        print(f"## {title}\n\n{table(measure(evenings))}\n")
        if "--days" in sys.argv:
            print(day_by_day(evenings) + "\n")


if __name__ == "__main__":
    main()
