"""Files of every format with bytes changed, cut, doubled: values or problems, never a traceback.

`pytest tests/interchange/test_mutations.py -m "" --mutations 400` reads 89,600 of them: 400 for
each of 28 seeds and 8 files.
"""

import random

import pytest

from clientlog.interchange.problems import Problem
from tests.interchange.mutations import FORMATS, mutate

SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 28))]
"""The everyday run takes the first."""


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> int:
    """Return how many inputs each seed makes of each file."""
    return int(request.config.getoption("--mutations"))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_mutated_file_gives_values_or_problems(seed: int, name: str, rounds: int) -> None:
    """Some of either over all; nearly every mutation of a template is refused."""
    content, read, value = FORMATS[name]
    source = random.Random(seed)
    values = problems = 0
    for _ in range(rounds):
        for result in read(mutate(content.encode(), source)):
            if isinstance(result, Problem):
                problems += 1
            else:
                values += isinstance(result, value)
    assert values or name == "template"
    assert problems or name == "minutes"
