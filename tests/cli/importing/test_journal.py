"""What other journals hold, taken in by `import json`."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from clientlog.cli.importing.journal import SHOWN, import_journal, open_input
from clientlog.errors import UsageError
from clientlog.render import progress
from tests.cli.contexts import context
from tests.conftest import Answer
from tests.journals import CLIENT, document
from tests.looking import give, writing

Cli = Callable[..., Answer]

NOTE = (
    '{"record": "note", "uuid": "00000000-0000-4000-9000-%012d", "number": %d,'
    ' "recorded_at": "2026-11-20T11:00:00Z", "changed_at": "2026-11-20T11:00:00Z",'
    ' "zone": "UTC", "client": "00000000-0000-4000-8000-000000000002", "kind": "note",'
    ' "text": "%s"}'
)


@pytest.mark.parametrize("arguments", [(), ("--dry-run",)])
def test_an_import_that_takes_long_shows_how_far_it_is(
    cli: Callable[..., Answer],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
) -> None:
    """First what is read, then a bar of what is written; nothing of it is left."""
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(progress, "INTERVAL", 0.0)
    monkeypatch.setattr(progress, "_is_terminal", lambda: True)
    file = tmp_path / "journal.json"
    file.write_text(document(CLIENT, *(NOTE % (number, number, "x") for number in (1, 2, 3))))
    error = cli("import", "json", str(file), *arguments).err
    assert "reading: 2" in error
    assert "writing [############            ] 2 of 4" in error
    assert error.endswith("\r\x1b[K")
    assert not cli("import", "json", str(file), *arguments, "-q").err


@pytest.fixture
def exported(cli: Cli, tmp_path: Path) -> Path:
    """What another journal holds: Dana, with a promise to her."""
    other, path = tmp_path / "other.db", tmp_path / "export.json"
    with writing(other) as change:
        give(change, "send the draft")
    assert cli("export", "-o", str(path), "--db", str(other)).code == 0
    return path


def test_only_an_import_that_took_something_in_says_that_it_was_saved(
    journal: Path, exported: Path
) -> None:
    """Where printing fails: not after a dry run, nor where nothing was new."""
    saved = [
        import_journal(context(journal), [exported], dry_run=dry_run).saved
        for dry_run in (True, False, False)
    ]
    taken_in = "saved as one import (2 created, 0 changed, 0 unchanged)"
    assert saved == ["", taken_in, ""]


def test_what_another_journal_holds_is_taken_in_once(cli: Cli, exported: Path) -> None:
    """As one change; the second time nothing is new."""
    first = cli("import", "json", str(exported), "--json").json
    assert (first["created"], first["changed"], first["unchanged"], first["dry_run"]) == (
        ["dana-reyes", "p1"], [], 0, False,
    )  # fmt: skip
    assert cli("import", "json", str(exported)).out == "0 created, 0 changed, 2 unchanged\n"
    assert cli("undo").code == 0
    assert cli("show", "p1").code == 4


def test_a_dry_run_changes_nothing(cli: Cli, exported: Path, journal: Path) -> None:
    """It says what would be; there is no journal yet, and none is made."""
    answer = cli("import", "json", str(exported), "--dry-run")
    assert answer.out == "2 would be created, 0 would be changed, 0 unchanged\n"
    assert cli("import", "json", str(exported), "--dry-run", "--json").json["dry_run"] is True
    assert not journal.exists()


def test_a_file_with_a_mistake_is_not_taken_in_at_all(cli: Cli, exported: Path) -> None:
    """Twenty mistakes are shown, and the rest counted."""
    bad = exported.with_name("bad.json")
    bad.write_text("{}")
    answer = cli("import", "json", str(exported), str(bad))
    assert answer.code == 1
    assert answer.err.splitlines()[-1] == "clientlog: nothing was imported"
    assert cli("show", "p1").code in {4, 5}
    missing = cli("import", "json", "nothing.json", "--json").json
    assert [error["source"] for error in missing["errors"]] == ["nothing.json"]
    assert (missing["created"], missing["changed"], missing["unchanged"]) == ([], [], 0)
    many = [str(exported.with_name(f"{number}.json")) for number in range(SHOWN + 2)]
    lines = cli("import", "json", *many).err.splitlines()
    assert len(lines) == SHOWN + 1
    assert lines[-1] == "clientlog: and 2 more; nothing was imported"


def test_standard_input_is_read_piece_by_piece_and_left_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No more of it is taken than was asked for; where it is closed, that is an error."""
    (tmp_path / "-").write_bytes(b"journal")
    with (tmp_path / "-").open() as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        with open_input(Path("-")) as stream:
            assert stream.read(3) == b"jou"
        assert os.read(stdin.fileno(), 9) == b"rnal"
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(UsageError, match="standard input is closed"):
        open_input(Path("-"))


def test_a_backup_is_made_before(cli: Cli, exported: Path) -> None:
    """Where there is a journal, and something is written."""
    cli("client", "add", "Sam Li")
    cli("import", "json", str(exported), "-q")
    reasons = [one["reason"] for one in cli("backup", "list", "--json").json["backups"]]
    assert "import" in reasons
