"""S1 to S13: what was said back and was not true; each with neighbours."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Answer

Cli = Callable[..., Answer]


@pytest.fixture(autouse=True)
def _dana(cli: Cli) -> None:
    """Enter the client that most lines speak of."""
    assert cli("client", "add", "Dana Reyes").code == 0


def _must(cli: Cli, *commands: str) -> Answer:
    """Run commands that cannot fail; return what the last one answered."""
    for command in commands:
        answer = cli(*command.split())
        assert answer.code == 0, (command, answer)
    return answer


@pytest.mark.parametrize(
    ("settled", "again"),
    [("break p1 --why ill", "done p1"), ("done p1", "done p1"), ("drop p1 --why x", "break p1")],
)
def test_s1_a_hint_undoes_nothing_but_what_it_speaks_of(cli: Cli, settled: str, again: str) -> None:
    """Something else was done since."""
    _must(cli, "promise dana x due:fri", settled, "touch dana hi")
    why = ("--why", "x") if again.startswith("break") else ()
    answer = cli(*again.split(), *why)
    assert answer.code != 0
    assert "clientlog undo\n" not in answer.err
    assert answer.err.endswith("  hint: to open it again: clientlog reopen p1\n")


FILTERS = ["--severity late", "--rule untold-news", "--direction up", "sam"]


@pytest.mark.parametrize("options", FILTERS)
def test_s2_a_filter_says_what_it_left_out(cli: Cli, options: str) -> None:
    """Nothing late is no good day while something else is open."""
    _must(cli, "client add Sam", "promise dana call")
    answer = _must(cli, f"report {options}")
    assert "good day" not in answer.out
    assert "1 soon" in answer.out


def test_s2_what_is_snoozed_is_counted(cli: Cli) -> None:
    """It is not gone."""
    _must(cli, "promise dana call", "snooze p1 --until +5d")
    answer = _must(cli, "report")
    assert "1 snoozed" in answer.out


@pytest.mark.parametrize("who", ["eve", "lea"])
def test_s3_a_status_knows_what_is_late_in_the_organization(cli: Cli, who: str) -> None:
    """The executive's, where the promise is to the manager."""
    _must(
        cli, "client edit dana --org Acme --stake manager",
        "client add Eve --org Acme --stake executive", "client add Lea --direction up",
        "promise dana figures --due 2026-10-19 --past",
    )  # fmt: skip
    answer = _must(cli, f"status {who}")
    assert "on track" not in answer.out.lower()
    assert "GREEN" not in answer.out.upper().split("\n")[0]


def test_s3_a_status_of_nothing_says_so(cli: Cli) -> None:
    """Nothing recorded is not all well."""
    answer = _must(cli, "status dana")
    assert "on track" not in answer.out.lower()


def test_s4_an_open_word_with_a_past_date_is_never_invisible(cli: Cli) -> None:
    """It has one flag of its own."""
    assert cli("log", "dana", "x", "--promise", "x due:2026-09-11", "--past").code == 0
    flags = cli("report", "--json").json["flags"]
    assert [(flag["rule"], flag["severity"]) for flag in flags if flag["ref"] == "p1"] == [
        ("past-date", "soon")
    ]


def test_s4_archiving_lists_what_is_open_and_asks(cli: Cli) -> None:
    """Without a terminal it needs `--yes`; afterwards the word still has its flag."""
    _must(cli, "promise dana figures --due 2026-11-01 --past")
    answer = cli("client", "archive", "dana")
    assert answer.code == 2
    assert "p1" in answer.out + answer.err
    _must(cli, "client archive dana --yes")
    assert [flag["ref"] for flag in cli("report", "--json").json["flags"]] == ["p1"]


@pytest.mark.parametrize("told", [False, True])
def test_s5_a_break_that_nothing_followed_is_said(cli: Cli, told: bool) -> None:
    """Five days later as well."""
    _must(cli, "promise dana figures --due fri")
    options = ("--told",) if told else ()
    assert cli("break", "p1", "--why", "ill", *options).code == 0
    answer = cli("status", "dana", CLIENTLOG_NOW="2026-11-25T12:00:00+01:00")
    assert "figures" in answer.out
    assert "on track" not in answer.out.lower()


@pytest.mark.parametrize("command", ["report", "report -q --exit-code", "today", "list", "export"])
@pytest.mark.parametrize("place", ["typo.db", "unmounted/j.db", "dangling.db"])
def test_s6_a_journal_that_was_named_and_is_not_there_is_5(
    cli: Cli, tmp_path: Path, command: str, place: str
) -> None:
    """Only the default place may be empty."""
    (tmp_path / "dangling.db").symlink_to(tmp_path / "gone" / "j.db")
    assert cli(*command.split(), "--db", str(tmp_path / place)).code == 5
    assert not (tmp_path / "typo.db").exists()


def test_s6_the_default_place_may_be_empty_and_says_so(cli: Cli) -> None:
    """Nothing is created by looking."""
    answer = cli("report", CLIENTLOG_DB="")
    assert answer.code == 0
    assert "no journal yet" in answer.err


def test_s7_what_is_printed_as_a_command_is_one(cli: Cli) -> None:
    """No comment behind it: zsh takes `#` for a word."""
    _must(cli, "action dana plan --due 2026-11-01 --past", "promise dana call")
    lines = _must(cli, "report").out.splitlines()
    commands = [line for line in lines if line.strip().startswith("clientlog ")]
    assert commands
    assert not any("#" in line for line in commands)


def test_s8_a_reason_is_printed_once(cli: Cli) -> None:
    """Also where five flags share it; the flags of one client stand together."""
    _must(
        cli,
        "client add Sam",
        *[f"promise {who} call{n}" for n in (1, 2) for who in ("dana", "sam")],
    )
    answer = _must(cli, "report --full")
    why = cli("report", "--json").json["flags"][0]["why"]
    assert answer.out.count(why[:40]) == 1


JOINED = ["می‌خواهم", "क्‍ष", "👩‍💻 works"]


@pytest.mark.parametrize("text", JOINED)
@pytest.mark.parametrize("command", ["agenda dana", "agenda dana --format md", "show n1"])
def test_s9_joiners_inside_words_are_text(cli: Cli, text: str, command: str) -> None:
    """They are escaped nowhere."""
    assert cli("topic", "dana", text).code == 0
    assert cli("note", "dana", text).code == 0
    answer = cli(*command.split())
    assert text in answer.out
    assert "U+200" not in answer.out


@pytest.mark.parametrize("control", ["\u202e", "\u2066", "\x1b"])
def test_s9_overrides_and_controls_stay_escaped(cli: Cli, control: str) -> None:
    """They turn a line round or a terminal upside down."""
    assert cli("topic", "dana", f"a{control}b").code == 0
    assert control not in cli("agenda", "dana").out


def test_s10_commands_in_markdown_are_code(cli: Cli) -> None:
    """One a line, and a REF has no backslashes."""
    _must(cli, "action dana plan --due 2026-11-01 --past")
    page = _must(cli, "report --format md").out
    assert "\\(" not in page
    before, _, after = page.partition("clientlog done a1\n")
    assert before.count("```") % 2 == 1
    assert "```" in after


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Anna Müller", "Anna Mueller"), ("Pat O'Brien", "Pat OBrien"),
        ("Luc Lefèvre", "Luc Lefebvre"), ("Max Reyes", "Max Rayes"),
        ("Jörg Weiß", "Joerg Weiss"), ("Ann-Marie Li", "Ann Marie Li"),
    ],
)  # fmt: skip
def test_s11_clients_who_look_alike_are_found(cli: Cli, first: str, second: str) -> None:
    """With the reason; they work at one organization."""
    for name in (first, second):
        assert cli("client", "add", name, "--org", "Acme").code == 0
    pairs = cli("client", "duplicates", "--json").json["pairs"]
    assert [pair["names"] for pair in pairs] == [[first, second]]
    assert pairs[0]["reason"]


@pytest.mark.parametrize(
    ("first", "second"), [("Li Wei", "Lu Wei"), ("Max Reyes", "Eva Reyes"), ("Ann Li", "Ann Lo")]
)
def test_s11_short_or_different_names_are_two_people(cli: Cli, first: str, second: str) -> None:
    """One letter in a short name is another name."""
    for name in (first, second):
        assert cli("client", "add", name, "--org", "Acme").code == 0
    assert cli("client", "duplicates", "--json").json["pairs"] == []


@pytest.mark.parametrize(("kind", "suffix"), [("md", ".md"), ("html", ".html"), ("text", ".txt")])
def test_s12_a_page_that_is_opened_has_the_right_suffix(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, kind: str, suffix: str
) -> None:
    """Or it is refused; Markdown is no agenda.html."""
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    _must(cli, "plan dana --at tue")
    answer = cli("agenda", "dana", "--open", "--format", kind)
    assert answer.code == 2 or (opened and opened[0].endswith((suffix, ".html")))
    if opened and opened[0].endswith(".html"):
        page = Path(opened[0].removeprefix("file://")).read_text()
        assert page.lstrip().lower().startswith("<!doctype html")


@pytest.mark.parametrize("count", ["4", "5", "99"])
def test_s13_more_than_three_are_asked_about(cli: Cli, count: str) -> None:
    """Without a terminal `--yes` has to answer; nothing is undone."""
    _must(cli, *["note dana x"] * 5)
    assert cli("undo", count).code in {1, 2}
    assert len(cli("list", "notes", "--json").json["items"]) == 5


def test_s13_what_was_undone_by_number_is_redone_by_number(cli: Cli) -> None:
    """`redo N` is the way back."""
    _must(cli, *["note dana x"] * 5, "undo 4 --yes")
    assert len(cli("list", "notes", "--json").json["items"]) == 1
    _must(cli, "redo 4")
    assert len(cli("list", "notes", "--json").json["items"]) == 5
