"""Real files with bytes changed, cut, doubled: values or problems, never a traceback.

`CLIENTLOG_FIXTURES=FOLDER pytest tests/foreign -m "" --mutations 400` reads 400 of each file.
"""

import random
from pathlib import Path

import pytest

from tests.foreign.corpus import files
from tests.interchange.mutations import mutate, read_calendar, read_card_file, read_page

READERS = {"ical": read_calendar, "vcard": read_card_file, "minutes": read_page}


@pytest.mark.parametrize(
    ("kind", "path"),
    [(kind, path) for kind in READERS for path in files(kind)],
    ids=lambda value: getattr(value, "name", value),
)
def test_a_mutated_file_raises_nothing(
    request: pytest.FixtureRequest, kind: str, path: Path
) -> None:
    """Whatever comes of it; the readers look at each value."""
    source = random.Random(path.name)
    content = path.read_bytes()
    for _ in range(int(request.config.getoption("--mutations"))):
        for value in READERS[kind](mutate(content, source)):
            assert value is not None
