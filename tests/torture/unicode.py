"""G10: export, import, export: every kind of record, and every character there is."""

import json
import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.store import released
from tests.torture.bench import Bench, Figure

LINE = 190
"""Characters of a name that are tried at once; the longest line has 200."""

AT_ONCE = 500
"""Copies of the record of every kind in one document: below the 50 MB that an import takes."""

_NO_LINE = re.compile("[\0\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def unicode(bench: Bench, size: float) -> Figure:
    """G10: what is imported is exported with the same values, and again byte for byte."""
    figure = Figure()
    template = json.loads(released.export_of(released.versions()[-1]))
    chunks = list(_chunks())
    chunks = chunks[:: max(1, round(1 / size))]
    for start in range(0, len(chunks), AT_ONCE):
        records = _records(template["records"], chunks[start : start + AT_ONCE])
        paths = [bench.home / f"{start}-{step}.json" for step in ("made", "first", "second")]
        paths[0].write_text(
            json.dumps(template | {"records": records}, ensure_ascii=False), "utf-8"
        )
        for source, target in pairwise(paths):
            _through(bench, figure, source, target)
        first, second = (path.read_bytes() for path in paths[1:])
        figure.expect(first == second, f"chunk {start}: the second export differs")
        same = json.loads(first)["records"] == records
        figure.expect(same, f"chunk {start}: the values differ from those imported")
        figure.count("records", len(records))
    figure.count("characters", sum(len(_NO_LINE.sub("", chunk)) for chunk in chunks))
    return figure


def _through(bench: Bench, figure: Figure, source: Path, target: Path) -> None:
    journal = str(target.with_suffix(".db"))
    for command in (("import", "json", str(source)), ("export", "-o", str(target))):
        ended = bench.run(*command, "--db", journal)
        figure.expect(ended.code == 0, f"{command}: {ended.err}")


def _chunks() -> Iterator[str]:
    """All of Unicode but NUL and the surrogates, which are no characters."""
    everything = [*range(1, 0xD800), *range(0xE000, sys.maxunicode + 1)]
    for start in range(0, len(everything), LINE):
        yield "".join(map(chr, everything[start : start + LINE]))


def _records(template: list[dict[str, Any]], chunks: list[str]) -> list[dict[str, Any]]:
    """A record of every kind for each chunk, in the order of an export."""
    found = []
    for one in template:
        # Of a kind the copies lie apart by as many as there are of it.
        step = max(other["number"] for other in template if other["record"] == one["record"])
        for place, chunk in enumerate(chunks):
            made = {name: _value(value, place, chunk) for name, value in one.items()}
            found.append(made | {"number": one["number"] + place * step})
            if "handle" in made:
                found[-1]["handle"] = f"{one['handle']}-{place}"
            if one["record"] == "organization":
                # Of organizations there is one of a name, and not every character counts in one.
                found[-1]["name"] = f"{place} {str(made['name'])[:150]}"
    kinds = list(dict.fromkeys(one["record"] for one in template))
    return sorted(found, key=lambda one: (kinds.index(one["record"]), one["number"]))


_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _value(value: object, place: int, chunk: str) -> object:
    if not isinstance(value, str):
        return value
    if _UUID.fullmatch(value):
        return str(UUID(int=UUID(value).int ^ place))
    if value == released.TEXT:
        return f"x{chunk}"
    if value == released.LINE:
        return f"x{_NO_LINE.sub('', chunk)}x"
    return value
