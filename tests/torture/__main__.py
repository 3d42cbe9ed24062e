"""Run the torture: `python -m tests.torture [--size 1.0] [G1 G5 …]`; exit code 1 when it broke."""

import argparse
import json
import signal
import sys
import time

from tests.torture.bench import Bench
from tests.torture.figures import FIGURES
from tests.torture.kills import COMMANDS


def main() -> int:
    """Measure, and print one JSON line per figure."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("figures", nargs="*", metavar="FIGURE", help=", ".join(FIGURES))
    parser.add_argument("--size", type=float, default=1.0, help="1 is the full size; 0.01 is quick")
    parser.add_argument(
        "--only", default="", help=f"one measure, or of G2 and G4: {', '.join(COMMANDS)}"
    )
    parser.add_argument(
        "--forked",
        action="store_true",
        help="fork the program from one that is loaded already; strace is attached to it",
    )
    options = parser.parse_args()
    # A shell that runs this in the background lets everything in it ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    wanted = [one.upper() for one in options.figures] or list(FIGURES)
    broken = 0
    for name in wanted:
        for measure in FIGURES[name]:
            if options.only not in {"", measure.__name__, *COMMANDS}:
                continue
            started = time.monotonic()
            with Bench(
                forked=options.forked, only=options.only if options.only in COMMANDS else ""
            ) as bench:
                try:
                    figure = measure(bench, options.size)
                except LookupError as error:
                    print(json.dumps({"figure": name, "SKIPPED": str(error)}), flush=True)
                    continue
            broken += len(figure.problems)
            print(
                json.dumps(
                    {
                        "figure": name,
                        "measure": measure.__name__,
                        "size": options.size,
                        "forked": options.forked,
                        "seconds": round(time.monotonic() - started),
                        **figure.counts,
                        "problems": len(figure.problems),
                        "first_problems": figure.problems[:5],
                    }
                ),
                flush=True,
            )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
