"""Add the journal and the export of the newest schema."""

import gzip
import tempfile
from contextlib import closing
from pathlib import Path

from clientlog.clock import read_clock
from clientlog.interchange.journal_json import write_journal
from clientlog.store import schema, undo
from clientlog.store.journal_file import open_to_look
from tests.store.filled import fill
from tests.store.released import FOLDER, LINE, TEXT

CLOCK = read_clock({"CLIENTLOG_NOW": "2026-11-20T12:00:00Z", "TZ": "Europe/Berlin"}, None)[0]


def main() -> None:
    """Write both files; refuse to write over what was released."""
    name = f"{schema.VERSION:04}"
    target = FOLDER / f"{name}.db.gz"
    if target.exists():
        raise SystemExit(f"{target} was released; a new schema needs a new migration")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "journal.db")
        fill(path, CLOCK, TEXT, LINE)
        undo.undo(path, CLOCK)
        undo.redo(path, CLOCK)
        with closing(open_to_look(path)) as db:
            (FOLDER / f"{name}.json").write_text("".join(write_journal(db)), "utf-8")
        target.write_bytes(gzip.compress(path.read_bytes(), mtime=0))


if __name__ == "__main__":
    main()
