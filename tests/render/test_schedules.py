"""What is printed for the schedulers of each system."""

import plistlib
import re
import shlex

import pytest

from clientlog.render.schedules import SCHEDULERS

PROGRAM = ["/opt/my tools/clientlog", "--db", "/data/100%/j'ournal.db"]


def test_cron_runs_the_very_words_and_no_percent_sign_ends_them() -> None:
    """Cron takes a bare percent sign for the end of the command."""
    lines = [line for line in SCHEDULERS["cron"](PROGRAM).splitlines() if line[0] != "#"]
    for line, command in zip(lines, ("refresh", "report"), strict=True):
        *when, shell = line.split(maxsplit=5)
        assert len(when) == 5
        assert not re.search(r"(?<!\\)%", shell)
        assert shlex.split(shell.replace(r"\%", "%"))[: len(PROGRAM) + 1] == [*PROGRAM, command]


def test_systemd_makes_up_for_what_was_missed() -> None:
    """Words with blanks are quoted, and specifiers doubled."""
    text = SCHEDULERS["systemd"](PROGRAM)
    assert text.count("Persistent=true") == 2
    assert 'ExecStart="/opt/my tools/clientlog" --db "/data/100%%/j\'ournal.db" refresh' in text


def test_launchd_reads_the_lists() -> None:
    """Each part is a property list of its own."""
    parts = re.findall(r"<\?xml.*?</plist>", SCHEDULERS["launchd"](PROGRAM), re.DOTALL)
    lists = [plistlib.loads(part.encode()) for part in parts]
    assert [one["Label"] for one in lists] == ["clientlog.refresh", "clientlog.report"]
    assert lists[1]["ProgramArguments"][: len(PROGRAM) + 1] == [*PROGRAM, "report"]
    assert lists[1]["StartCalendarInterval"] == {"Hour": 18, "Minute": 0}


def test_windows_starts_what_was_missed() -> None:
    """A single quote in a path is doubled."""
    text = SCHEDULERS["windows"](PROGRAM)
    assert "-Execute '/opt/my tools/clientlog'" in text
    assert "-Argument '--db " in text
    assert "j''ournal.db refresh --quiet" in text
    assert text.count("-StartWhenAvailable") == 2


@pytest.mark.parametrize("name", SCHEDULERS)
def test_nothing_waits_for_an_answer(name: str) -> None:
    """Nobody is there."""
    assert SCHEDULERS[name](["clientlog"]).count("no-input") == 2
