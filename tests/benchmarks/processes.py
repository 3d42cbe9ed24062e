"""Whole processes, run in turn and measured: CPU time and peak memory."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True, slots=True)
class Case:
    """A command to measure."""

    name: str
    group: str
    """What it is measured on: the name of a journal, `peers`, or empty for the empty program."""
    command: Callable[[], list[str]]
    """Return the program and its arguments; called before each round, unmeasured."""
    environment: Mapping[str, str]
    prepare: Callable[[], object] | None = None
    """What to do before each round, unmeasured."""


@dataclass(slots=True)
class Figures:
    """What the rounds of one case took."""

    seconds: list[float] = field(default_factory=list)
    mebibytes: float = 0
    failed: int = 0

    @property
    def cpu(self) -> float:
        """The median CPU time in seconds."""
        return median(self.seconds)


def measure(cases: Sequence[Case], rounds: int) -> list[Figures]:
    """Run the cases in turn, A B A B; the first round warms up and is not counted."""
    figures = [Figures() for _ in cases]
    for number in range(rounds + 1):
        for case, figure in zip(cases, figures, strict=True):
            if case.prepare:
                case.prepare()
            seconds, mebibytes, code = run(case.command(), case.environment)
            if number:
                figure.seconds.append(seconds)
                figure.mebibytes = max(figure.mebibytes, mebibytes)
                figure.failed += code != 0
    return figures


def run(command: list[str], environment: Mapping[str, str]) -> tuple[float, float, int]:
    """Run one process to its end; return CPU seconds, peak MiB and the exit code."""
    with open(os.devnull, "r+b") as null:  # noqa: PTH123 - a descriptor for the child
        actions = [(os.POSIX_SPAWN_DUP2, null.fileno(), stream) for stream in (0, 1, 2)]
        process = os.posix_spawnp(command[0], command, environment, file_actions=actions)
    _, status, usage = os.wait4(process, 0)
    # Linux counts in KiB, macOS in bytes.
    unit = 1024 if os.uname().sysname == "Linux" else 1024 * 1024
    return (
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss / unit,
        os.waitstatus_to_exitcode(status),
    )
