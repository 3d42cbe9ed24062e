"""The files in the folder that CLIENTLOG_FIXTURES names: `vcard` and `ical` in it."""

import os
from pathlib import Path

FOLDER = Path(os.environ.get("CLIENTLOG_FIXTURES", ""))


def files(kind: str) -> list[Path]:
    """Return the files of a kind; there has to be one."""
    paths = sorted(path for path in (FOLDER / kind).rglob("*") if path.is_file())
    assert paths, f"no file in {FOLDER / kind}"
    return paths
