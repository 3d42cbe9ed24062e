"""P1 to C5: attacks that succeeded once, each with neighbours."""

import json
import os
import shutil
import sqlite3
import subprocess
import sysconfig
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from clientlog.store.paths import path_digest
from tests.conftest import Answer

Cli = Callable[..., Answer]

SECRET = "zanzibar"


def _remains(folder: Path) -> list[str]:
    """Return the files under a folder that hold the secret."""
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and SECRET.encode() in path.read_bytes()
    ]


def _installed() -> str:
    """Return the path of the installed program."""
    return str(Path(sysconfig.get_path("scripts")) / "clientlog")


def _add(cli: Cli, *names: str) -> None:
    for name in names:
        assert cli("client", "add", name).code == 0


# P: purge


@pytest.mark.parametrize("first", ["note", "vision", "email", "alias"])
def test_p1_who_was_merged_is_purged_too(cli: Cli, tmp_path: Path, first: str) -> None:
    """Their notes, visions, addresses and names, in the history and in backups."""
    _add(cli, "Old Name", "Dana Reyes")
    detail = {
        "note": ("note", "old-name", SECRET),
        "vision": ("client", "edit", "old-name", "--vision", SECRET),
        "email": ("client", "edit", "old-name", "--email", f"{SECRET}@example.org"),
        "alias": ("client", "alias", "old-name", SECRET),
    }[first]
    assert cli(*detail).code == 0
    assert cli("backup").code == 0
    assert cli("client", "merge", "old-name", "dana-reyes", "--yes").code == 0
    assert cli("client", "purge", "dana-reyes", "--yes").code == 0
    assert _remains(tmp_path) == []


@pytest.mark.parametrize("how", ["entered again", "gone", "undone"])
def test_p2_who_was_removed_is_purged_too(cli: Cli, tmp_path: Path, how: str) -> None:
    """By handle, whether they were entered again or not."""
    _add(cli, "Dana Reyes")
    cli("note", "dana", SECRET)
    cli("client", "rm", "dana-reyes", "--yes")
    if how == "entered again":
        _add(cli, "Dana Reyes")
    elif how == "undone":
        cli("undo")
    assert cli("client", "purge", "dana-reyes", "--yes").code == 0
    assert _remains(tmp_path) == []
    assert SECRET not in cli("history").out


def test_p2_who_is_gone_is_purged_by_uuid(cli: Cli, tmp_path: Path) -> None:
    """The export of an older day has it."""
    _add(cli, "Dana Reyes")
    cli("note", "dana", SECRET)
    uuid = json.loads(cli("export", "--format", "json").out)["records"][0]["uuid"]
    cli("client", "rm", "dana-reyes", "--yes")
    assert cli("client", "purge", uuid, "--yes").code == 0
    assert _remains(tmp_path) == []


@pytest.mark.parametrize("then", ["change", "purge", "doctor"])
def test_p3_a_purge_that_was_stopped_goes_on(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, then: str
) -> None:
    """The doctor names it; the next change or purge finishes it."""
    _add(cli, "Dana Reyes", "Sam Li")
    cli("note", "dana", SECRET)
    cli("backup")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("clientlog.store.purge_files.sweep", stop)
        assert cli("client", "purge", "dana-reyes", "--yes").code == 130
    assert _remains(tmp_path)
    if then == "doctor":
        assert cli("doctor").code == 5
    if then == "purge":
        assert cli("client", "purge", "sam-li", "--yes").code == 0
    else:
        answer = cli("client", "add", "Eve")
        assert answer.code == 0
        assert "was finished" in answer.err
    assert _remains(tmp_path) == []
    assert cli("doctor").code == 0


def test_p3_a_disk_that_was_full_is_tried_again_by_the_next_change(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be cleaned is named, with code 1, and cleaned once there is space."""
    _add(cli, "Dana Reyes")
    cli("note", "dana", SECRET)
    cli("backup")

    def fill(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("clientlog.store.backup.seal", fill)
        answer = cli("client", "purge", "dana-reyes", "--yes")
    assert answer.code == 1
    assert "nothing was saved" not in answer.err
    assert cli("client", "list").out.count("Dana") == 0
    assert cli("client", "add", "Eve").code == 0
    assert _remains(tmp_path) == []


@pytest.mark.parametrize("spelling", ["symlink", "dots", "moved", "hard link"])
def test_p4_and_k1_backups_belong_to_the_journal_not_to_its_path(
    cli: Cli, tmp_path: Path, journal: Path, spelling: str
) -> None:
    """However the journal was spelled when they were made, or wherever it was."""
    _add(cli, "Dana Reyes")
    cli("note", "dana", SECRET)
    (tmp_path / "sub").mkdir()
    link = tmp_path / "link.db"
    path = journal
    if spelling == "symlink":
        link.symlink_to(journal)
        cli("backup", "--db", str(link))
    elif spelling == "hard link":
        link.hardlink_to(journal)
        cli("backup", "--db", str(link))
        link.unlink()
    elif spelling == "dots":
        cli("backup", "--db", str(tmp_path / "sub" / ".." / "journal.db"))
    else:
        cli("backup")
        path = journal.rename(tmp_path / "sub" / "moved.db")
    assert "no backups" not in cli("backup", "list", "--db", str(path)).out
    assert cli("client", "purge", "dana-reyes", "--yes", "--db", str(path)).code == 0
    assert _remains(tmp_path) == []


def _backups(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.clientlog-backup"))


def test_p4_a_backup_that_cannot_be_cleaned_is_named(cli: Cli, tmp_path: Path) -> None:
    """With exit code 1, also with `-q`, and by the doctor."""
    _add(cli, "Dana Reyes")
    cli("note", "dana", SECRET)
    cli("backup")
    damaged = _backups(tmp_path)[-1]
    damaged.write_bytes(damaged.read_bytes()[:-100])
    answer = cli("client", "purge", "dana-reyes", "--yes", "-q")
    assert answer.code == 1
    assert damaged.name in answer.out + answer.err
    assert damaged.name in cli("doctor").out


def test_p4_a_file_that_became_accessible_is_cleaned_by_the_next_change(
    cli: Cli, tmp_path: Path
) -> None:
    """Its own times tell that somebody saw to it."""
    _add(cli, "Dana Reyes")
    cli("note", "dana", SECRET)
    cli("backup")
    kept = _backups(tmp_path)[-1]
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-100])
    assert cli("client", "purge", "dana-reyes", "--yes").code == 1
    kept.write_bytes(whole)
    # As if it had taken more than a second.
    with closing(sqlite3.connect(tmp_path / "journal.db")) as db:
        db.execute("UPDATE purge_pending SET noted_at = '2026-01-01T00:00:00Z'")
        db.commit()
    assert cli("client", "add", "Eve").code == 0
    assert _remains(tmp_path) == []


def test_p4_what_a_killed_backup_left_is_removed(cli: Cli, tmp_path: Path, journal: Path) -> None:
    """Under any unfinished name."""
    _add(cli, "Dana Reyes")
    cli("note", "dana", SECRET)
    cli("backup")
    folder = _backups(tmp_path)[-1].parent
    shutil.copy(journal, folder / ".2026-11-20T120000Z_manual.abcdef01.new")
    shutil.copy(journal, journal.with_name(".journal.db.abcdef01.new"))
    assert cli("client", "purge", "dana-reyes", "--yes").code == 0
    assert _remains(tmp_path) == []


def _draft(tmp_path: Path, name: str, text: str) -> Path:
    folder = tmp_path / "state" / "clientlog" / "drafts"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text)
    return path


def test_p5_drafts_of_others_stay(cli: Cli, tmp_path: Path, journal: Path) -> None:
    """`ed` is in "priced", and Ann's draft may speak of Ed."""
    _add(cli, "Ed", "Ann")
    place = path_digest(journal)
    other = _draft(tmp_path, f"20261120T120000-ab12-{place}.md", "client: ann\n\npriced, as Ed\n")
    theirs = _draft(tmp_path, f"20261120T120000-ab13-{place}.md", "client: ed\n\nwords\n")
    assert cli("client", "purge", "ed", "--yes").code == 0
    assert not theirs.exists()
    assert [path.read_text() for path in other.parent.glob("*.md")] == [
        "client: ann\n\npriced, as Ed\n"
    ]


@pytest.mark.parametrize("header", ["client: Ed\n", "with: ann, Eddy\n", "CLIENT: ed, ann\n"])
def test_p5_drafts_with_older_names_are_found_by_their_header(
    cli: Cli, tmp_path: Path, journal: Path, header: str
) -> None:
    """By handle, name or alias, as whole words."""
    _add(cli, "Ed", "Ann")
    cli("client", "alias", "ed", "Eddy")
    draft = _draft(tmp_path, f"20261120T120000-ab12-{path_digest(journal)}.md", f"{header}\nx\n")
    assert cli("client", "purge", "ed", "--yes").code == 0
    assert not draft.exists()
    assert list(draft.parent.glob("*.md")) == []


def test_p5_a_draft_that_does_not_tell_whose_it_is_is_named(
    cli: Cli, tmp_path: Path, journal: Path
) -> None:
    """It may hold the person; only its writer knows."""
    _add(cli, "Ed")
    draft = _draft(tmp_path, f"20261120T120000-ab12-{path_digest(journal)}.md", "some words\n")
    answer = cli("client", "purge", "ed", "--yes")
    assert answer.code == 1
    assert draft.name in answer.out + answer.err
    assert draft.exists()


def test_p5_the_page_of_a_name_with_an_apostrophe_goes(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is found by number, not by the escaped name."""
    monkeypatch.setattr("webbrowser.open", lambda _address: True)
    _add(cli, "Pat O'Brien", "Ann")
    cli("agenda", "pat-obrien", "--open")
    pages = list((tmp_path / "state").rglob("*.html"))
    assert pages
    assert cli("client", "purge", "pat-obrien", "--yes").code == 0
    assert not any(page.exists() for page in pages)


# L: words lost, or the journal made unusable


def _editor(tmp_path: Path, text: str) -> str:
    """Return the path of an editor that changes the journal from another terminal, then saves."""
    editor = tmp_path / "editor"
    editor.write_text(f"#!/usr/bin/env python3\n{text}")
    editor.chmod(0o700)
    return str(editor)


EDITS = {
    "summary": ("MINE", ("meeting", "edit", "m1", "--summary", "OTHER")),
    "title": ("MINE", ("meeting", "edit", "m1", "--title", "OTHER")),
}


@pytest.mark.parametrize("kind", EDITS)
def test_l1_and_k4_an_editor_never_saves_over_another_change(
    cli: Cli, program: Cli, tmp_path: Path, kind: str
) -> None:
    """What differs is merged, or both versions are there."""
    mine, other = EDITS[kind]
    _add(cli, "Dana Reyes")
    cli("log", "dana", "before", "--at", "10:00")
    script = (
        "import subprocess, sys, pathlib\n"
        "path = pathlib.Path(sys.argv[1])\n"
        f"subprocess.run([{_installed()!r},"
        f" *{list(other)!r}], check=False, capture_output=True)\n"
        f"path.write_text(path.read_text().replace('before', {mine!r}))\n"
    )
    answer = program("meeting", "edit", "m1", "-e", EDITOR=_editor(tmp_path, script))
    meeting = cli("meeting", "list", "--json").json["meetings"][0]
    everything = json.dumps(meeting) + answer.err + answer.out
    drafts = [path.read_text() for path in (tmp_path / "state").rglob("*.md")]
    assert "OTHER" in json.dumps(meeting)
    assert mine in everything or any(mine in draft for draft in drafts)


@pytest.mark.parametrize("number", [9007199254740990, 1 << 50, (1 << 41)])
def test_l2_a_number_out_of_reach_is_given_afresh(cli: Cli, tmp_path: Path, number: int) -> None:
    """The next note can be written."""
    _add(cli, "Dana Reyes")
    cli("note", "dana", "one")
    document = json.loads(cli("export", "--format", "json").out)
    for record in document["records"]:
        if record["record"] == "note":
            record["number"] = number
    file = tmp_path / "far.json"
    file.write_text(json.dumps(document))
    new = str(tmp_path / "new.db")
    assert cli("import", "json", str(file), "--db", new).code == 0
    answer = cli("note", "dana", "two", "--db", new)
    assert answer.code == 0, answer.err
    assert cli("doctor", "--db", new).code == 0
    assert cli("list", "notes", "--json", "--db", new).json["items"][-1]["ref"] in {"n2", "n1"}


@pytest.mark.parametrize("table", ["note", "change", "client"])
def test_l2_a_sequence_at_its_end_is_brought_back(cli: Cli, journal: Path, table: str) -> None:
    """By the next change, which the doctor names before."""
    _add(cli, "Dana Reyes")
    cli("note", "dana", "one")
    with closing(sqlite3.connect(journal)) as db:
        db.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", ((1 << 63) - 1, table))
        db.commit()
    assert cli("doctor").code == 5
    assert cli("note", "dana", "two").code == 0
    _add(cli, "Sam Li")
    assert cli("doctor").code == 0


def test_l3_a_journal_in_wal_mode_is_converted(cli: Cli, journal: Path) -> None:
    """By a change and by a look."""
    _add(cli, "Dana Reyes")
    for arguments in (("note", "dana", "x"), ("list", "notes")):
        with closing(sqlite3.connect(journal)) as db:
            db.execute("PRAGMA journal_mode = wal")
        assert cli(*arguments).code == 0
        with closing(sqlite3.connect(journal)) as db:
            assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)


@pytest.mark.parametrize("command", ["export", "agenda"])
@pytest.mark.parametrize("target", ["journal.db", "journal.db-wal", "config.toml", "link.db"])
def test_l4_an_output_is_never_written_onto_our_own_files(
    cli: Cli, tmp_path: Path, journal: Path, command: str, target: str
) -> None:
    """Neither with `--force` nor through a link."""
    _add(cli, "Dana Reyes")
    (tmp_path / "config.toml").touch()
    if target == "link.db":
        (tmp_path / target).symlink_to(journal)
    arguments = (command, "dana") if command == "agenda" else (command,)
    before = journal.read_bytes()
    assert cli(*arguments, "-o", str(tmp_path / target), "--force").code == 2
    assert journal.read_bytes() == before


def test_l4_a_restore_goes_through_the_link(cli: Cli, tmp_path: Path, journal: Path) -> None:
    """Also where the file behind it is damaged."""
    _add(cli, "Dana Reyes")
    cli("backup", str(tmp_path / "copy"))
    link = tmp_path / "link.db"
    link.symlink_to(journal)
    journal.write_bytes(journal.read_bytes()[:5000])
    assert cli("restore", str(tmp_path / "copy"), "--yes", "--db", str(link)).code == 0
    assert link.is_symlink()
    assert "Dana" in cli("client", "list", "--db", str(journal)).out


def test_l4_a_file_system_without_hard_links_has_a_journal(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As exFAT is one."""

    def refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    _add(cli, "Dana Reyes")
    assert "Dana" in cli("client", "list").out


# X: code in data


HOSTILE = "\x1b]0;title\x07\x1b[31mred\x1b[0m\u202ex"


@pytest.mark.parametrize(
    "arguments",
    [
        ("client", "list"), ("client", "duplicates"), ("today",), ("report", "--all", "--care"),
        ("client", "show", "red"), ("client", "rm", "red"), ("client", "purge", "red"),
        ("timeline",), ("config", "list"), ("backup", "list"), ("search", "title"),
    ],
)  # fmt: skip
def test_x1_no_control_character_reaches_the_terminal(cli: Cli, arguments: tuple[str, ...]) -> None:
    """From a name, an organization or a note, in lists, questions and errors."""
    for handle in ("red", "blue"):
        cli("client", "add", f"{HOSTILE} Li", "--handle", handle, "--org", HOSTILE)
    cli("note", "red", HOSTILE)
    cli("promise", "red", HOSTILE, "--due", "2026-11-01", "--past")
    answer = cli(*arguments)
    shown = answer.out + answer.err
    assert not any(character in shown for character in "\x1b\x07\u202e")


@pytest.mark.parametrize(
    "name", ["note; DELETE FROM change", "note WHERE 1 --", "sqlite_schema", "change_row", "Note"]
)
def test_x2_a_table_named_in_the_log_is_never_sql(cli: Cli, journal: Path, name: str) -> None:
    """Undo refuses it, and the log stays."""
    _add(cli, "Dana Reyes")
    cli("note", "dana", "x")
    with closing(sqlite3.connect(journal)) as db:
        db.execute("UPDATE change_row SET table_name = ? WHERE table_name = 'note'", (name,))
        db.commit()
        changes = db.execute("SELECT count(*) FROM change").fetchone()
    assert cli("undo").code == 5
    with closing(sqlite3.connect(journal)) as db:
        assert db.execute("SELECT count(*) FROM change").fetchone() == changes


@pytest.mark.parametrize("handle", ["$(touch pwned)", "`id`", "a;b", "a b", "'"])
def test_x3_a_handle_that_is_none_is_not_completed(
    cli: Cli, journal: Path, environment: dict[str, str], handle: str
) -> None:
    """A journal whose tables let it in is not looked at."""
    _add(cli, "Dana Reyes")
    with closing(sqlite3.connect(journal, isolation_level=None)) as db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (handle NOT GLOB"
            " ''*[^a-z0-9-]*''),', '') WHERE name = 'client'"
        )
        db.execute("PRAGMA writable_schema = RESET")
        db.execute("UPDATE client SET handle = ?", (handle,))
    assert cli("client", "list").code == 5
    completed = subprocess.run(
        [_installed()],
        env=environment
        | {"_CLIENTLOG_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "clientlog show "},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert handle not in completed.stdout


X5 = {
    "view": "CREATE VIEW v AS SELECT 1",
    "trigger": "CREATE TRIGGER t AFTER INSERT ON note BEGIN DELETE FROM note; END",
    "index": "CREATE INDEX i ON note (length(text))",
    "endless view": (
        "CREATE VIEW v AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x FROM c)"
        " SELECT count(*) FROM c"
    ),
    "table": "CREATE TABLE t (x CHECK (x > 1))",
}


@pytest.mark.parametrize("kind", X5)
@pytest.mark.parametrize("command", ["client list", "report", "search x", "note dana x", "undo"])
def test_x5_a_foreign_part_of_a_schema_is_refused(
    cli: Cli, journal: Path, kind: str, command: str
) -> None:
    """For looks as well as for changes; the file stays as it is."""
    _add(cli, "Dana Reyes")
    with closing(sqlite3.connect(journal)) as db:
        db.execute(X5[kind])
        db.commit()
    before = journal.read_bytes()
    assert cli(*command.split()).code == 5
    assert journal.read_bytes() == before


ENDLESS = {
    "one call": "instr(hex(zeroblob(7000000)), hex(zeroblob(3000000)) || '1') > 0",
    "recursion": (
        "(WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT sum(x) FROM c) > 0"
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ENDLESS)
def test_x5_an_own_rule_that_never_ends_is_ended(
    cli: Cli, program: Cli, tmp_path: Path, kind: str
) -> None:
    """Also in one call of a function, which SQLite does not interrupt; the report goes on."""
    _add(cli, "Dana Reyes")
    cli("promise", "dana", "the plan", "--due", "2026-11-01", "--past")
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "endless.toml").write_text(
        'severity = "now"\nsentence = "x"\nwhy = "x"\nquery = """\n'
        f'SELECT handle AS subject, \'x\' AS text FROM clients WHERE {ENDLESS[kind]}\n"""\n'
    )
    answer = program("report")
    assert answer.code == 0
    assert "endless" in answer.err
    assert "second" in answer.err
    assert "the plan" in answer.out


# C: exit 70 and growth


KINDS = (
    "note", "personal", "need", "goal", "feedback", "news", "offer", "recognition", "agreement",
    "decision",
)  # fmt: skip


@pytest.mark.parametrize("command", ["report", "review", "today", "report --format md"])
def test_c1_an_own_rule_may_speak_of_every_kind(cli: Cli, tmp_path: Path, command: str) -> None:
    """Each has commands that settle it, or a snooze."""
    _add(cli, "Dana Reyes")
    for kind in KINDS:
        assert cli("note", "dana", f"a {kind}", "--kind", kind, "--good").code in {0, 2}
        cli("note", "dana", f"a {kind}", "--kind", kind)
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "every.toml").write_text(
        'severity = "now"\nsentence = "x"\nwhy = "x"\n'
        "query = \"SELECT ref AS subject, 'see ' || text AS text FROM notes\"\n"
    )
    answer = cli(*command.split())
    assert answer.code == 0, answer.err
    flags = cli("report", "--rule", "every", "--json", "--all").json["flags"]
    assert len(flags) >= len(KINDS)
    assert all(flag["settle"] for flag in flags)


@pytest.mark.parametrize("version", [0, -1, 99])
def test_c2_a_version_that_cannot_be_is_5(
    cli: Cli, journal: Path, tmp_path: Path, version: int
) -> None:
    """Without a backup at each look."""
    _add(cli, "Dana Reyes")
    with closing(sqlite3.connect(journal)) as db:
        db.execute(f"PRAGMA user_version = {version}")
    for _ in range(2):
        assert cli("client", "list").code == 5
    assert _backups(tmp_path) == []


@pytest.mark.parametrize("image", ["{", "[]", "null", '{"id": {}}'])
def test_c2_bad_json_in_the_log_is_5(cli: Cli, journal: Path, image: str) -> None:
    """Never a bug."""
    _add(cli, "Dana Reyes")
    cli("note", "dana", "x")
    with closing(sqlite3.connect(journal)) as db:
        db.execute("UPDATE change_row SET before = ? WHERE table_name = 'note'", (image,))
        db.commit()
    assert cli("history").code in {0, 5}
    assert cli("undo").code in {0, 1, 5}
    assert cli("client", "purge", "dana-reyes", "--yes").code in {0, 5}


@pytest.mark.parametrize("place", ["journal", "configuration", "backup", "import", "minutes"])
@pytest.mark.parametrize("kind", ["fifo", "folder"])
def test_c3_only_plain_files_are_opened(cli: Cli, tmp_path: Path, place: str, kind: str) -> None:
    """A FIFO that nobody writes to is never waited for."""
    _add(cli, "Dana Reyes")
    path = tmp_path / "special"
    if kind == "fifo":
        os.mkfifo(path)
    else:
        path.mkdir()
    arguments, environment = {
        "journal": (("client", "list"), {"CLIENTLOG_DB": str(path)}),
        "configuration": (("client", "list"), {"CLIENTLOG_CONFIG": str(path)}),
        "backup": (("restore", str(path), "--yes"), {}),
        "import": (("import", "vcard", str(path)), {}),
        "minutes": (("log", "dana", "--file", str(path)), {}),
    }[place]
    assert cli(*arguments, **environment).code in {0, 1, 2, 5}
