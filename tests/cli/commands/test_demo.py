"""`clientlog demo`: a journal of its own, and what to try in it."""

import shlex
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Answer

Cli = Callable[..., Answer]


SHORT_STORY = """\
D-20 08:40 | client add "Søren Kjær" --org "Kestrel Freight" --stake manager
D-10 16:30 | promise soren "a plan of the first ninety days due:{D-3}"
D-6 16:40 | plan soren --at "{soon}" --for 45m --title "Last check"
"""


@pytest.fixture
def short_story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the year be three commands long, where it does not matter what happened in it."""
    story = tmp_path / "story.txt"
    story.write_text(SHORT_STORY, "utf-8")
    monkeypatch.setattr("clientlog.demo.story.STORY", story)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.mark.usefixtures("short_story")
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


@pytest.mark.slow
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


@pytest.mark.usefixtures("short_story")
def test_a_journal_in_use_is_left_byte_for_byte(cli: Cli, journal: Path, temporary: Path) -> None:
    """Somebody who keeps a journal can look at the sample without a risk."""
    assert cli("client", "add", "Dana Reyes").code == 0
    before = journal.read_bytes()
    assert cli("demo").code == 0
    assert journal.read_bytes() == before
    assert len(list(temporary.iterdir())) == 1


@pytest.mark.usefixtures("short_story")
def test_it_fills_a_new_file_that_is_named(cli: Cli, tmp_path: Path) -> None:
    """Its folder is made as well."""
    path = tmp_path / "new folder" / "sample.db"
    assert cli("demo", "--db", str(path)).code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.usefixtures("short_story")
def test_one_line_sets_the_journal_and_the_commands_after_it_are_short(
    cli: Cli, tmp_path: Path
) -> None:
    """The path is not repeated on every command."""
    path = tmp_path / "it's new" / "sample.db"
    answer = cli("demo", "--db", str(path), SHELL="/bin/bash")
    quoted = str(path).replace("'", "'\\''")
    _, line, after = answer.out.partition(f"    export CLIENTLOG_DB='{quoted}'\n")
    assert line
    assert after.count("    clientlog ") > 5
    assert "--db" not in after


@pytest.mark.usefixtures("short_story")
def test_the_journal_is_set_in_the_language_of_the_shell(cli: Cli, tmp_path: Path) -> None:
    """fish has no `export NAME=VALUE` of its own in all its versions."""
    answer = cli("demo", "--db", str(tmp_path / "sample.db"), SHELL="/usr/bin/fish")
    assert f"    set -gx CLIENTLOG_DB {tmp_path / 'sample.db'}\n" in answer.out


@pytest.mark.usefixtures("short_story")
def test_the_path_that_is_set_does_not_depend_on_the_folder(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is absolute, though it was typed otherwise."""
    monkeypatch.chdir(tmp_path)
    answer = cli("demo", "--db", "sample.db", SHELL="/bin/bash")
    assert f"export CLIENTLOG_DB={tmp_path / 'sample.db'}\n" in answer.out


@pytest.mark.slow
def test_its_commands_start_as_the_program_was_started(
    environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the environment is activated, `clientlog` alone is not found."""
    installed = Path(sys.executable).parent
    (tmp_path / "bin").symlink_to(installed)
    monkeypatch.chdir(tmp_path)
    ended = subprocess.run(
        ["bin/clientlog", "demo", "--db", "sample.db"], capture_output=True, text=True, check=True,
        env=environment,
    )  # fmt: skip
    lines = [line.strip() for line in ended.stdout.splitlines()]
    assert len([line for line in lines if line.startswith("bin/clientlog ")]) > 20
    assert not [line for line in lines if line.startswith("clientlog ")]
    ended = subprocess.run(
        ["bin/clientlog", "report"], capture_output=True, text=True, check=True,
        env={**environment, "CLIENTLOG_DB": str(tmp_path / "sample.db")},
    )  # fmt: skip
    assert ended.stdout


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
    assert not [file for file in tmp_path.iterdir() if file.name.endswith(".new")]


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


@pytest.mark.usefixtures("short_story")
def test_quiet_prints_nothing(cli: Cli, tmp_path: Path) -> None:
    """When it went well."""
    answer = cli("demo", "--db", str(tmp_path / "sample.db"), "-q")
    assert (answer.code, answer.out, answer.err) == (0, "", "")


def test_what_it_names_to_try_works(cli: Cli, tmp_path: Path) -> None:
    """The report it shows is the report, and each command beside it runs as it stands."""
    path = str(tmp_path / "sample.db")
    page = cli("demo", "--db", path, COLUMNS="80").out
    report = cli("report", CLIENTLOG_DB=path, COLUMNS="80")
    assert report.out in page
    _, _, after = page.partition("Right before a meeting")
    commands = [shlex.split(line)[1:] for line in after.splitlines() if line.startswith("    ")]
    assert {"agenda", "log", "show", "search", "timeline"} <= {words[0] for words in commands}
    for words in commands:
        answer = cli(*words, CLIENTLOG_DB=path)
        assert answer.code == 0, f"{words}\n{answer.err}"
        assert answer.out.strip()


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.usefixtures("short_story")
def test_where_no_file_can_be_it_says_so(cli: Cli, tmp_path: Path) -> None:
    """Below a file, and under too long a name: one line that names what was typed."""
    (tmp_path / "file").write_text("")
    for path, code in ((tmp_path / "file" / "sample.db", 5), (tmp_path / ("x" * 300), 1)):
        answer = cli("demo", "--db", str(path))
        assert answer.code == code
        assert str(path) in answer.err
        assert answer.err.count("\n") == 1
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []
