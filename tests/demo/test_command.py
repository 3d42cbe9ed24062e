"""`clientlog demo`: a journal of its own, and what to try in it."""

import shlex
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from clientlog.cli.registry import MODULES
from tests.conftest import Answer

Cli = Callable[..., Answer]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def test_it_fills_a_temporary_file_of_its_owners_and_says_where(cli: Cli, temporary: Path) -> None:
    """The folder and the file are for their owner alone, and nothing else is left there."""
    answer = cli("demo")
    assert answer.code == 0
    assert answer.err == ""
    (folder,) = temporary.iterdir()
    (path,) = folder.iterdir()
    assert str(path) in answer.out
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_users_own_journal_is_never_touched(
    program: Callable[..., Answer], environment: dict[str, str], tmp_path: Path
) -> None:
    """Neither the one that CLIENTLOG_DB names nor that of the data folder, nor any other file."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    before = set(tmp_path.rglob("*"))
    for journal in (environment["CLIENTLOG_DB"], ""):
        answer = program("demo", TMPDIR=str(temporary), CLIENTLOG_DB=journal)
        assert answer.code == 0
    made = set(tmp_path.rglob("*")) - before
    assert made
    assert all(temporary in path.parents for path in made)


def test_a_journal_in_use_is_left_byte_for_byte(cli: Cli, journal: Path, temporary: Path) -> None:
    """Somebody who keeps a journal can look at the sample without a risk."""
    assert cli("client", "add", "Dana Reyes").code == 0
    before = journal.read_bytes()
    assert cli("demo").code == 0
    assert journal.read_bytes() == before
    assert len(list(temporary.iterdir())) == 1


def test_it_fills_a_new_file_that_is_named(cli: Cli, tmp_path: Path) -> None:
    """Its folder is made as well, and every command shown leads to it."""
    path = tmp_path / "new folder" / "sample.db"
    answer = cli("demo", "--db", str(path))
    assert answer.code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]
    commands = [line for line in answer.out.splitlines() if line.startswith("    clientlog --db")]
    assert len(commands) > 20
    assert all(shlex.quote(str(path)) in command for command in commands)


@pytest.mark.parametrize("kind", ["journal", "text", "folder", "dangling link"])
def test_nothing_that_exists_is_overwritten(cli: Cli, tmp_path: Path, kind: str) -> None:
    """Exit 2 with a hint, and it is as it was."""
    path = tmp_path / "there"
    if kind == "journal":
        cli("client", "add", "Dana Reyes", "--db", str(path))
    elif kind == "text":
        path.write_text("dear diary")
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "nowhere")
    before = path.read_bytes() if path.is_file() else b""
    answer = cli("demo", "--db", str(path))
    assert answer.code == 2
    assert "exists already" in answer.err
    assert "hint: name a new file" in answer.err
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert not (tmp_path / "nowhere").exists()
    assert not [one for one in tmp_path.iterdir() if one.name.endswith(".new")]


def test_the_place_of_the_own_journal_is_refused_before_there_is_one(
    cli: Cli, environment: dict[str, str], journal: Path, tmp_path: Path
) -> None:
    """A sample must not become what the next command takes for the real thing."""
    own = tmp_path / "data" / "clientlog" / "journal.db"
    for path in (journal, tmp_path / "." / "journal.db", own):
        answer = cli("demo", "--db", str(path))
        assert answer.code == 2, path
        assert "own journal" in answer.err
        assert not path.exists()


def test_json_says_where_it_is_and_what_it_holds(cli: Cli, tmp_path: Path) -> None:
    """One document with the created records, and how many of each kind."""
    path = tmp_path / "sample.db"
    document = cli("demo", "--db", str(path), "--json").json
    assert document["version"] == 1
    assert document["db"] == str(path)
    assert document["changed"] == []
    assert {"soren-kjaer", "lin-mei-ling", "m1", "p1", "a1", "t1", "n1", "k1", "c1"} <= set(
        document["created"]
    )
    assert document["counts"]["meeting"] > 150
    assert len(document["created"]) == sum(document["counts"].values())
    assert str(path) in document["message"]


def test_quiet_prints_nothing(cli: Cli, tmp_path: Path) -> None:
    """When it went well."""
    answer = cli("demo", "--db", str(tmp_path / "sample.db"), "-q")
    assert (answer.code, answer.out, answer.err) == (0, "", "")


def test_what_it_names_to_try_works(cli: Cli, tmp_path: Path) -> None:
    """The report it shows is the report, and each command beside it runs as it stands."""
    path = tmp_path / "sample.db"
    shown = cli("demo", "--db", str(path), COLUMNS="80").out
    report = cli("report", "--db", str(path), COLUMNS="80")
    assert report.out in shown
    _, _, after = shown.partition("Right before a meeting")
    prefix = f"clientlog --db {path} "
    tried = [line.strip().removeprefix(prefix) for line in after.splitlines() if prefix in line]
    verbs = [command.split()[0] for command in tried]
    assert {"agenda", "log", "show", "search", "timeline"} <= set(verbs)
    for command in tried:
        first, *rest = shlex.split(command)
        if first in MODULES:
            answer = cli(first, *rest, "--db", str(path))
            assert answer.code == 0, f"{command}\n{answer.err}"
            assert answer.out.strip()


def test_what_it_names_runs_as_it_stands(cli: Cli, tmp_path: Path) -> None:
    """Every command that is shown is one to be pasted."""
    shown = cli("demo", "--db", str(tmp_path / "sample.db")).out
    first = next(line for line in shown.splitlines() if line.startswith("    clientlog --db"))
    assert cli(*shlex.split(first, comments=True)[1:]).code == 0


def test_a_settling_command_of_the_sample_settles(cli: Cli, tmp_path: Path) -> None:
    """The sample is a journal like any other: a flag that is dealt with is gone."""
    path = str(tmp_path / "sample.db")
    cli("demo", "--db", path)
    flags = cli("report", "--db", path, "--json").json["flags"]
    (missed,) = [flag for flag in flags if flag["rule"] == "missed-promise"]
    done = next(command for command in missed["settle"] if " done " in command)
    assert cli(*done.split()[3:], "--db", path).code == 0
    keys = {flag["key"] for flag in cli("report", "--db", path, "--json").json["flags"]}
    assert missed["key"] not in keys
    assert cli("undo", "--db", path).code == 0
    assert missed["key"] in {
        flag["key"] for flag in cli("report", "--db", path, "--json").json["flags"]
    }


def test_undo_takes_back_the_last_command_of_the_year(cli: Cli, tmp_path: Path) -> None:
    """The year is not one change, but hundreds."""
    path = str(tmp_path / "sample.db")
    cli("demo", "--db", path)
    assert cli("undo", "20", "--yes", "--db", path).code == 0
    assert cli("redo", "--db", path).code == 0
    assert cli("doctor", "--db", path).code == 0


@pytest.mark.parametrize("now", ["1900-06-01T12:00", "2200-06-01T12:00"])
def test_a_year_that_no_journal_can_hold_is_refused(cli: Cli, temporary: Path, now: str) -> None:
    """Exit 2, and neither a file nor an empty folder is left."""
    answer = cli("demo", CLIENTLOG_NOW=now)
    assert answer.code == 2
    assert "sample year" in answer.err
    assert not list(temporary.iterdir())


def test_where_no_file_can_be_it_says_so(cli: Cli, tmp_path: Path) -> None:
    """Below a file, and under too long a name: one line that names what was typed."""
    (tmp_path / "file").write_text("")
    for path, code in ((tmp_path / "file" / "sample.db", 5), (tmp_path / ("x" * 300), 1)):
        answer = cli("demo", "--db", str(path))
        assert answer.code == code
        assert str(path) in answer.err
        assert answer.err.count("\n") == 1
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []
