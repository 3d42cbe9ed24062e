"""A journal of every schema that was released, as the program of its time wrote it, and its export.

`python -m tests.store.released` adds those of the newest schema; older ones are never
written again.
"""

import gzip
from pathlib import Path

FOLDER = Path(__file__).parent

TEXT = "Łukasz: naïve \u202e text\nand [b]a line[/b]"
"""What every text in them says."""

LINE = "李小龍 O'Brien"
"""What every name and other single line says."""


def versions() -> list[int]:
    """The schemas that are kept here."""
    return sorted(int(path.name.split(".")[0]) for path in FOLDER.glob("*.db.gz"))


def journal_of(version: int, path: Path) -> Path:
    """Put the journal of a schema there."""
    path.write_bytes(gzip.decompress((FOLDER / f"{version:04}.db.gz").read_bytes()))
    path.chmod(0o600)
    return path


def export_of(version: int) -> str:
    """What that journal's own program exported from it."""
    return (FOLDER / f"{version:04}.json").read_text("utf-8")
