"""Outputs that cannot be written to, and terminals that are not as they say."""

import re

import pytest

from tests.bad_inputs.person import Person

CLOSED = "clientlog: the output could not be written: Bad file descriptor\n"

LOOKS: dict[str, tuple[int, str, str]] = {
    "closed standard output": (1, "clientlog list notes >&-", CLOSED),
    "a full standard output": (
        1,
        "clientlog list notes > /dev/full",
        "clientlog: the output could not be written: No space left on device\n",
    ),
    "a pipe that nobody reads": (
        0,
        "mkfifo pipe; exec 3<>pipe 4>pipe 3<&-; clientlog list notes >&4",
        "",
    ),
    "a pipe closed after a byte": (0, "clientlog export | head -c 1 | wc -c >&2", "1\n"),
    "closed standard error": (0, "clientlog list notes 2>&-", ""),
    "closed standard input": (0, "clientlog list notes <&-", ""),
    "everything closed": (1, "clientlog list notes <&- >&- 2>&-", ""),
}


@pytest.mark.parametrize("name", LOOKS)
def test_a_look_that_cannot_be_printed_says_so(person: Person, name: str) -> None:
    """Exit 1 where the output is closed or full; a reader may stop reading at any time."""
    code, line, says = LOOKS[name]
    ended = person.shell(f"set -o pipefail; {line}")
    assert ended.code == code
    assert ended.err == says


CHANGES: dict[str, str] = {
    "closed standard output": "clientlog note dana kept >&-",
    "a full standard output": "clientlog note dana kept > /dev/full",
    "a pipe that nobody reads": (
        "mkfifo pipe; exec 3<>pipe 4>pipe 3<&-; clientlog note dana kept >&4"
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_saved_is_told_on_standard_error(person: Person, name: str) -> None:
    """Exit 1; the change stands, and its REF is said."""
    ended = person.shell(CHANGES[name])
    assert ended.code == 1
    assert ended.err == "clientlog: saved as n2, but the output failed\n"
    assert person.texts("note") == ["likes tea", "kept"]


def test_a_change_that_can_say_nothing_is_saved(person: Person) -> None:
    """Exit 1 with every stream closed; it is in the journal all the same."""
    assert person.shell("clientlog note dana kept <&- >&- 2>&-").code == 1
    assert person.texts("note") == ["likes tea", "kept"]


WIDTHS: dict[str, str] = {"0": "0", "1": "1", "below nothing": "-5", "a word": "abc"}


@pytest.fixture(scope="module")
def usual(resident: Person) -> str:
    """A page as wide as 80 columns make it."""
    resident.taken("note", "dana", "a text that is longer than the terminal is wide " * 4)
    return resident.taken("list", "notes", COLUMNS="80").out


@pytest.mark.parametrize("name", WIDTHS)
def test_a_width_that_cannot_be_is_80_columns(resident: Person, usual: str, name: str) -> None:
    """Exit 0, and the same page as in a terminal of 80 columns."""
    assert max(map(len, usual.splitlines())) in range(60, 81)
    assert resident.taken("list", "notes", COLUMNS=WIDTHS[name]).out == usual


def test_a_list_in_a_pipe_has_a_line_for_each_record(resident: Person, usual: str) -> None:
    """Exit 0 without COLUMNS, with the values of a record apart by tabs and none folded."""
    ended = resident.shell("clientlog list notes | tr '\\t' '|'", COLUMNS="")
    texts = [text.strip() for text in resident.texts("note")]
    assert len(usual.splitlines()) > len(texts)
    assert [line.split("|")[0] for line in ended.out.splitlines()] == ["n1", "n2"]
    assert [line.split("|")[-1] for line in ended.out.splitlines()] == texts


TERMINALS: dict[str, bool] = {"dumb": False, "xterm-256color": True}


@pytest.mark.parametrize("name", TERMINALS)
def test_a_dumb_terminal_gets_no_colours(person: Person, name: str) -> None:
    """On a terminal that says it cannot, nothing but text is printed, 80 columns wide."""
    ended = person.on_a_terminal("list", "notes", TERM=name, COLUMNS="0")
    assert ended.code == 0
    assert ("\x1b[" in ended.out) is TERMINALS[name]
    plain = re.sub("\x1b\\[[0-9;]*m", "", ended.out)
    assert max(map(len, plain.splitlines())) <= 80


def test_what_is_taken_back_is_not_said_to_be_saved_as_it(person: Person) -> None:
    """The REF of a record that is gone is not that of a new one."""
    ended = person.shell("clientlog undo >&-")
    assert ended.code == 1
    assert "was saved, but the output failed" in ended.err
    assert "saved as" not in ended.err
