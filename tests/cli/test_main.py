"""The public interface, from outside: what scripts rely on stays, whatever else is added."""

import errno
import gc
import os
import re
import shlex
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer

from clientlog.cli import app
from clientlog.cli import main as module
from clientlog.cli.main import BUG, SPELL_OUT, Stopped, run_program, spell_out
from clientlog.errors import NotFoundError
from tests.conftest import Answer
from tests.prepared import prepared_once

Cli = Callable[..., Answer]

SHARED = "--db --json --no-input -q --quiet --color -h --help"

OF_A_PERSON = (
    "--direction --org --role --stake --stage --aim --cadence --channel --vision --their-vision"
    " --email --phone --tag --handle"
)

OPTIONS = {
    "today": "",
    "log": "--with --at --for --title --via --action --their-action --promise --their-promise"
    " --note --nothing --no-show --meeting -e --file --new --take-items --resume --when --date"
    " --discussed --done --told --confirmed -m --add",
    "plan": "--at --with --for --title --place --topic --review --every --routine --standing",
    "report": "--severity --rule --direction --all --exit-code --care --format",
    "promise": "--theirs --due --every",
    "action": "--theirs --owner --due --must",
    "topic": "--ask --why",
    "note": "--kind --good --bad --asked --given --must --told",
    "touch": "--via --at --by",
    "done": "--at",
    "renegotiate": "--to --why --told",
    "break": "--why --told --series",
    "drop": "--why --told --series",
    "reopen": "",
    "told": "",
    "confirm": "",
    "snooze": "--until",
    "show": "",
    "timeline": "--since --until",
    "search": "",
    "list": "--all --client --mine --theirs --due-before",
    "edit": "--client",
    "rm": "-y --yes",
    "client add": OF_A_PERSON,
    "client edit": OF_A_PERSON,
    "client list": "",
    "client show": "",
    "client rm": "-y --yes",
    "client alias": "",
    "client merge": "-y --yes",
    "client duplicates": "",
    "client archive": "",
    "client unarchive": "",
    "client away": "--until",
    "client check": "",
    "client purge": "-y --yes",
    "meeting add": "--at --with",
    "meeting list": "--since --until --client",
    "meeting show": "",
    "meeting edit": "",
    "meeting rm": "-y --yes",
    "meeting move": "--at",
    "meeting cancel": "",
    "org list": "",
    "org show": "",
    "rule list": "",
    "rule explain": "",
    "rule set": "",
    "rule mute": "",
    "rule unmute": "",
    "demo": "",
}

ITEM = "ref kind text client by owner due state priority meeting renegotiations"
MEETING = "ref title starts_at ends_at state clients topics summary confirmed"
CLIENT = (
    "handle name direction organization role stake stage cadence_days channel tags archived"
    " last_contact"
)
FLAG = "key rule severity client ref since text why settle"
CHANGED = "created changed message"

LOOKS = {
    "client list": ("clients", CLIENT),
    "list": ("items", ITEM),
    "list --all": ("items", ITEM),
    "meeting list": ("meetings", MEETING),
    "report": ("flags", FLAG),
    "search draft": ("hits", "ref client date text"),
    "timeline": ("events", "at kind ref clients text"),
}

CHANGES: list[tuple[str, str, str | None]] = [
    ("client add Sam Li", "sam-li", ""),
    ("client edit sam --role Lead", "", "sam-li"),
    ("client alias sam Sammy", "", "sam-li"),
    ("client away sam --until +7d", "", "sam-li"),
    ("client archive sam", "", "sam-li"),
    ("client unarchive sam", "", "sam-li"),
    ("plan sam --at tomorrow_10:00 --topic budget", "m1 t1", ""),
    ("meeting move m1 --at tomorrow_11:00", "", "m1"),
    ("meeting edit m1 --title Kick-off", "", "m1"),
    ("meeting cancel m1", "", "m1"),
    ("log sam hello --action draft --their-promise budget", "m2 a1 p1", ""),
    ("confirm m2", "", "m2"),
    ("topic sam travel", "t2", ""),
    ("touch sam hi", "k1", ""),
    ("note sam children --kind personal", "n1", ""),
    ("note sam slip --kind news --bad", "n2", ""),
    ("told n2", "", "n2"),
    ("promise sam send due:fri", "p2", ""),
    ("edit p2 send it", "", "p2"),
    ("renegotiate p2 --to +9d --why legal", "", "p2"),
    ("told p2", "", "p2"),
    ("done p2 t2", "", "p2 t2"),
    ("promise sam report due:mon every:week", "p3", ""),
    ("done p3", "p4", "p3"),
    ("break p4 --why gone --told", "p5", "p4"),
    ("drop p5 --why over --series", "", "p5"),
    ("reopen p5", "", "p5"),
    ("action sam check", "a2", ""),
    ("drop a2 --why over", "", "a2"),
    ("rm a2 n1 --yes", "", "a2 n1"),
    ("snooze never-spoken:sam-li --until +3d", "", "sam-li"),
    ("client add Samuel Li", "samuel-li", ""),
    ("client merge samuel-li sam-li --yes", "", "samuel-li sam-li"),
    ("client rm sam-li --yes", "", None),
]
"""A command, what it creates and what it changes; None where that is a long list."""


def words(command: str) -> list[str]:
    """A command in words; `_` stands for a blank within one."""
    return [word.replace("_", " ") for word in command.split()]


def options_in(page: str) -> set[str]:
    """Every option that a help page lists, by each of its names."""
    listed = re.findall(r"^  (-[^ ,]+(?:(?:, | / )-[^ ,]+)*)", page, re.MULTILINE)
    return {name for names in listed for name in re.split(", | / ", names)}


@pytest.mark.parametrize("command", OPTIONS)
def test_every_promised_option_is_there(cli: Cli, command: str) -> None:
    """Each command has its own options and the shared ones, and help with examples first."""
    answer = cli(*words(command), "--help")
    assert answer.code == 0
    assert not set(f"{OPTIONS[command]} {SHARED}".split()) - options_in(answer.out)
    assert answer.out.index("Examples:") < answer.out.index("Options:")
    assert cli(*words(command), "-h").out == answer.out


@pytest.mark.parametrize("noun", ["client", "meeting", "org", "rule", "config"])
def test_a_noun_begins_with_examples_too(cli: Cli, noun: str) -> None:
    """Its help names a few of its verbs at work before it lists them all."""
    page = cli(noun, "--help").out
    assert page.index("Examples:") < page.index("Commands:")


def test_usage_lines_are_those_of_a_manual_page(cli: Cli) -> None:
    """What may be left out stands in one pair of brackets, what repeats has dots."""
    first = cli("log", "--help").out.splitlines()[0]
    assert first == "Usage: clientlog log [OPTIONS] [WHO] [TEXT...]"
    assert cli("done", "-h").out.startswith("Usage: clientlog done [OPTIONS] REF...\n")


@prepared_once()
def lived(cli: Cli) -> Cli:
    """A journal with a record of each kind that is asked for below."""
    cli("client", "add", "Dana Reyes", "--direction", "up", "--org", "Acme", "--tag", "vip")
    cli("log", "dana", "talked", "--action", "draft the plan due:tomorrow", "--note", "draft it")
    cli("plan", "dana", "--at", "tomorrow 9:00")
    cli("renegotiate", "a1", "--to", "today", "--why", "sooner")
    return cli


@pytest.mark.parametrize("look", LOOKS)
def test_every_promised_key_is_there(lived: Cli, look: str) -> None:
    """Version first, one list, and in each of its entries the keys in their order."""
    document = lived(*look.split(), "--json").json
    name, keys = LOOKS[look]
    assert next(iter(document.items())) == ("version", 1)
    assert document[name]
    for entry in document[name]:
        assert [key for key in entry if key in keys.split()] == keys.split()


def test_the_head_of_the_report_counts_by_severity(lived: Cli) -> None:
    """A moment with an offset, and the four severities, the worst first."""
    document = lived("report", "--json").json
    assert list(document)[:4] == ["version", "as_of", "counts", "flags"]
    assert document["as_of"] == "2026-11-20T12:00:00+01:00"
    assert list(document["counts"]) == ["late", "now", "soon", "care"]


def test_a_renegotiation_has_its_keys(lived: Cli) -> None:
    """From and to are days, at and told moments; told is null until told."""
    [moved] = lived("show", "a1", "--json").json["item"]["renegotiations"]
    assert moved == {
        "from": "2026-11-21",
        "to": "2026-11-20",
        "why": "sooner",
        "at": "2026-11-20T12:00:00+01:00",
        "told": None,
    }


def test_show_has_a_client_or_an_item(lived: Cli) -> None:
    """A person under `client`, a record under `item`."""
    assert set(CLIENT.split()) <= set(lived("show", "dana", "--json").json["client"])
    assert set(ITEM.split()) <= set(lived("show", "a1", "--json").json["item"])
    assert set(MEETING.split()) <= set(lived("show", "m1", "--json").json["item"])


def test_every_change_says_what_it_created_and_changed(cli: Cli) -> None:
    """REFs and handles of what is new and of what is otherwise now, and a sentence."""
    for command, created, changed in CHANGES:
        answer = cli(*words(command), "--json")
        assert answer.code == 0, (command, answer.err)
        document: dict[str, Any] = answer.json
        assert list(document) == ["version", *CHANGED.split()], command
        assert document["message"], command
        assert document["created"] == created.split(), command
        if changed is not None:
            assert sorted(document["changed"]) == sorted(changed.split()), command


@pytest.mark.parametrize(
    "command",
    [
        "action dana x --due",
        "log dana hi --at",
        "log dana hi --meeting",
        "plan dana --at tomorrow --via",
        "list --client",
        "list --due-before",
        "timeline --since",
        "timeline",
        "report",
        "show",
        "done",
        "client list --org",
        "client add Sam --direction",
        "client away dana --until",
        "meeting edit m1 --for",
    ],
)
def test_an_empty_value_is_never_taken_for_none(lived: Cli, command: str) -> None:
    """A variable that a script left empty is refused, with the name of what is empty."""
    before = lived("list", "--json").out + lived("client", "list", "--json").out
    answer = lived(*command.split(), "")
    last = command.rsplit(maxsplit=1)[-1]
    assert answer.code == 2, answer.out
    assert last in answer.err if last.startswith("--") else "is empty" in answer.err
    assert lived("list", "--json").out + lived("client", "list", "--json").out == before


def test_edits_take_an_empty_value_to_mean_none(lived: Cli) -> None:
    """There it takes something away."""
    assert lived("client", "edit", "dana", "--org", "").code == 0
    assert lived("show", "dana", "--json").json["client"]["organization"] is None


@pytest.mark.parametrize(
    ("typed", "meant"), [("repot", "report"), ("clinet", "client"), ("promsie", "promise")]
)
def test_a_slip_in_a_command_gets_the_one_that_was_meant(cli: Cli, typed: str, meant: str) -> None:
    """Near names are offered, never taken."""
    answer = cli(typed)
    assert answer.code == 2
    assert f"did you mean {meant}" in answer.err


def test_who_and_options_of_the_report_are_read_when_nothing_is_flagged(cli: Cli) -> None:
    """A clean journal hides no slip."""
    cli("client", "add", "Dana Reyes")
    cli("touch", "dana", "hi")
    assert cli("report", "--exit-code").code == 0
    assert cli("report", "nobody").code == 4
    assert cli("report", "--direction", "above").code == 2
    assert cli("report", "--severity", "urgent").code == 2


def test_an_error_in_json_is_ascii_where_stdout_is(program: Callable[..., Answer]) -> None:
    """No character of a message is lost: what stdout cannot carry is escaped."""
    program("client", "add", "Dana Reyes")
    answer = program("show", "żółw", "--json", PYTHONIOENCODING="ascii")
    assert "żółw" in answer.json["error"]["message"]
    assert answer.json["error"]["code"] == answer.code == 4


@pytest.mark.parametrize("command", ["show zzz", "client add 'Dana Reyes'"])
def test_remarks_never_reach_stdout(cli: Cli, environment: dict[str, str], command: str) -> None:
    """Errors and warnings go to stderr or, where that is closed, nowhere."""
    cli("client", "add", "Dana Reyes")
    line = f"{shlex.quote(sys.executable)} -m clientlog {command} 2>&-"
    ran = subprocess.run(  # a shell, to close a stream
        ["sh", "-c", line], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert "clientlog:" not in ran.stdout
    assert ran.returncode == (4 if "zzz" in command else 0)


def test_a_journal_that_may_not_be_read_is_unusable(
    cli: Cli, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening it tells, with exit 5, however it was named; no usage error comes first."""
    cli("client", "add", "Dana Reyes")
    allowed = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode, **more: mode != os.R_OK and allowed(path, mode, **more)
    )
    assert cli("client", "list", "--db", str(journal)).code == 5


@pytest.mark.parametrize(
    "typed", ["show nobody", "client add Dana", "client rm dana --yes", "client rm nobody --yes"]
)
def test_a_command_that_is_shown_reaches_the_journal_that_was_named(
    cli: Cli, tmp_path: Path, typed: str
) -> None:
    """Hints, notices and answers repeat `--db`: pasted, they do not meet another journal."""
    other = str(tmp_path / "other.db")
    cli("client", "add", "Dana", "--db", other)
    answer = cli(*typed.split(), "--db", other)
    assert f"clientlog --db {other} " in answer.out + answer.err


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        (("undo",), 1),
        (("redo",), 1),
        (("client", "show", "nobody"), 2),
    ],
)
def test_an_error_is_a_line_and_a_hint_is_another(
    cli: Cli, typed: tuple[str, ...], lines: int
) -> None:
    """Where there is nothing to hint at, no second line stands."""
    said = cli(*typed).err.splitlines()
    assert len(said) == lines
    assert said[0].startswith("clientlog: ")
    assert [line.startswith("  hint: ") for line in said[1:]] == [True] * (lines - 1)


# The boundary, without a process of its own

FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., int]:
    """Run a program whose command ends with a result or an error; return its exit code."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    def run(outcome: Any, *arguments: str, db: Path | None = None) -> int:
        def main(_arguments: list[str], **options: Any) -> Any:
            if db:
                options["obj"](db=db)
            if isinstance(outcome, BaseException):
                raise outcome
            return outcome

        monkeypatch.setattr(app, "build", lambda: SimpleNamespace(main=main))
        return run_program(arguments)

    return run


def aborted(cause: BaseException | None) -> typer.Abort:
    abort = typer.Abort()
    abort.__cause__ = cause
    return abort


@pytest.mark.parametrize(
    ("outcome", "code", "message"),
    [
        (None, 0, ""),
        (3, 3, ""),
        (KeyboardInterrupt(), 130, ""),
        (aborted(None), 130, ""),
        (Stopped(signal.SIGTERM), 143, ""),
        (BrokenPipeError(), 0, ""),
        (FULL, 1, "clientlog: No space left on device\n"),
        (OSError(errno.ENOENT, "No such file", "a.md"), 1, "clientlog: a.md: No such file\n"),
        (OSError("odd"), 1, "clientlog: odd\n"),
        (NotFoundError("no\nbody", "look"), 4, "clientlog: no body\n  hint: look\n"),
    ],
)
def test_every_end_has_its_exit_code(
    end: Callable[..., int], capsys: pytest.CaptureFixture[str], outcome: Any, code: int,
    message: str,
) -> None:  # fmt: skip
    """An error is a line; what somebody asked for, as Ctrl-C, says nothing."""
    assert end(outcome) == code
    assert capsys.readouterr() == ("", message)


@pytest.mark.parametrize("error", [EOFError(), aborted(EOFError())])
def test_a_bug_is_a_line_with_the_place_of_its_details(
    end: Callable[..., int], capsys: pytest.CaptureFixture[str], error: BaseException,
    tmp_path: Path,
) -> None:  # fmt: skip
    """An end of file within the program is one as well, and no interruption."""
    assert end(error) == BUG
    (report,) = (tmp_path / "state" / "clientlog").glob("bug-*")
    assert capsys.readouterr().err == (
        f"clientlog: this is a bug in clientlog (EOFError)\n  hint: the details are in {report}\n"
    )


def test_a_bug_in_a_damaged_journal_is_the_damage(
    cli: Cli, end: Callable[..., int], capsys: pytest.CaptureFixture[str], journal: Path
) -> None:
    """Of a sound journal it is a bug; where its details cannot be written, that is left out."""
    cli("client", "add", "Dana Reyes")
    assert end(ValueError(), db=journal) == BUG
    Path(os.environ["XDG_STATE_HOME"], "clientlog", "x").parent.chmod(0o700)
    capsys.readouterr()
    data = journal.read_bytes()
    journal.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    assert end(ValueError(), db=journal) == 5
    assert "this is a bug" not in capsys.readouterr().err


def test_a_bug_whose_details_cannot_be_written_is_one_line(
    end: Callable[..., int], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is no place to name."""
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null")
    assert end(ValueError()) == BUG
    assert capsys.readouterr().err == "clientlog: this is a bug in clientlog (ValueError)\n"


def test_an_error_is_a_document_as_well_where_json_was_asked_for(
    end: Callable[..., int], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where stdout is closed, the line on stderr is all there is."""
    assert end(NotFoundError("no", "look"), "list", "--json") == 4
    out, err = capsys.readouterr()
    document = Answer(4, out, err).json
    assert document == {"version": 1, "error": {"code": 4, "message": "no", "hint": "look"}}
    assert err == "clientlog: no\n  hint: look\n"
    monkeypatch.setattr(sys, "stdout", None)
    assert end(NotFoundError("no"), "list", "--json") == 4
    assert capsys.readouterr().err == "clientlog: no\n"


@pytest.mark.parametrize(
    ("error", "saved", "code", "message"),
    [
        (None, "saved as p1", 3, ""),
        (BrokenPipeError(), "", 3, ""),
        (BrokenPipeError(), "saved as p1", 1,
         "clientlog: saved as p1, but the output failed\n"),
        (FULL, "saved as p1", 1, "clientlog: saved as p1, but the output failed\n"),
        (FULL, "", 1, "clientlog: the output could not be written: No space left on device\n"),
    ],
)  # fmt: skip
def test_a_result_that_cannot_be_printed_says_what_was_saved(
    end: Callable[..., int], capsys: pytest.CaptureFixture[str], error: Exception | None,
    saved: str, code: int, message: str,
) -> None:  # fmt: skip
    """A reader that stops reading, as `head` does, is no error where nothing was saved."""

    def print_it() -> None:
        if error:
            raise error

    assert end(SimpleNamespace(print=print_it, saved=saved, exit_code=3)) == code
    assert capsys.readouterr().err == message


def test_without_a_standard_output_there_is_nothing_to_flush(
    end: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A result that prints nothing is none the worse for it."""
    monkeypatch.setattr(sys, "stdout", None)
    assert end(0) == 0
    assert end(SimpleNamespace(print=lambda: None, saved="", exit_code=3)) == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["list", "\udcff"], "argument 2 is not valid UTF-8"),
        (["report", "--severty", "now"], "no such option: --severty"),
        (["show"], "missing argument 'WHO|REF'"),
        (["report", "--" + "x" * 78], f"no such option: --{'x' * 78}"),
        (["report", "--" + "x" * 79], f"no such option: --{'x' * 77}…"),
        (["client", "list", *["w" * 70] * 9],
         ("got unexpected extra argument(s) (" + " ".join(["w" * 70] * 9))[:300]),
    ],
)  # fmt: skip
def test_a_usage_error_is_one_line_that_repeats_little(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    """A word is cut at 80 characters, the message at 300."""
    assert run_program(arguments) == 2
    assert capsys.readouterr().err.splitlines()[0] == f"clientlog: {message}"


def test_letters_that_a_stream_lacks_are_spelled_out() -> None:
    """In ASCII, with a question mark for what has no spelling."""
    error = UnicodeEncodeError("ascii", "to Łukasz…\U0010ffff", 3, 11, "no")
    assert spell_out(error) == ("Lukasz...?", 11)
    with pytest.raises(UnicodeDecodeError):
        spell_out(UnicodeDecodeError("ascii", b"\xff", 0, 1, "no"))


class _ExitError(Exception):
    """Stands for the end of the process."""


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], int]]:
    """Run `main` with a program that returns a code; return the code of the process."""
    stopping = (signal.SIGTERM, signal.SIGHUP)
    handlers = [signal.getsignal(number) for number in stopping]
    mask = os.umask(0o022)
    monkeypatch.setattr(warnings, "showwarning", warnings.showwarning)

    def leave(code: int) -> None:
        raise _ExitError(code)

    def run(code: int) -> int:
        monkeypatch.setattr(os, "_exit", leave)
        monkeypatch.setattr(module, "run_program", lambda _arguments: code)
        with pytest.raises(_ExitError) as raised:
            module.main()
        return int(raised.value.args[0])

    yield run
    gc.enable()
    os.umask(mask)
    for number, handler in zip(stopping, handlers, strict=True):
        signal.signal(number, handler)


def test_a_process_is_private_and_ends_on_signals(
    process: Callable[[int], int], capsys: pytest.CaptureFixture[str]
) -> None:
    """Its files are its owner's alone, its warnings lines, its letters those of the stream."""
    assert process(3) == 3
    assert os.umask(0o077) == 0o077
    assert (sys.stdout.errors, sys.stderr.errors) == (SPELL_OUT, SPELL_OUT)
    warnings.warn("brought up to date", stacklevel=1)
    assert capsys.readouterr().err == "clientlog: brought up to date\n"
    for number in (signal.SIGTERM, signal.SIGHUP):
        with pytest.raises(Stopped) as raised:
            os.kill(os.getpid(), number)
        assert raised.value.exit_code == 128 + number


@pytest.mark.parametrize(("code", "ended"), [(0, 1), (3, 3)])
def test_output_that_cannot_be_flushed_at_the_end_is_an_error(
    process: Callable[[int], int], monkeypatch: pytest.MonkeyPatch, code: int, ended: int
) -> None:
    """Unless there was another."""

    def flush() -> None:
        raise FULL

    stream = SimpleNamespace(flush=flush, reconfigure=lambda **_: None)
    monkeypatch.setattr(sys, "stdout", stream)
    assert process(code) == ended
