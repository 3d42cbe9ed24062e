"""`status`: what a client should hear now."""

from collections.abc import Callable
from pathlib import Path

import pytest

from clientlog.vocabulary import DIRECTIONS
from tests import golden
from tests.conftest import Answer

Cli = Callable[..., Answer]

GOLDEN = Path(__file__).parent / "golden"

EARLIER = {"CLIENTLOG_NOW": "2026-11-02T10:00:00+01:00"}

SECRETS = (
    ("note", "dana", "secret-plain"),
    ("note", "dana", "secret-personal", "--kind", "personal"),
    ("note", "dana", "secret-need", "--kind", "need", "--must"),
    ("note", "dana", "secret-goal", "--kind", "goal"),
    ("note", "dana", "secret-bad", "--kind", "feedback", "--bad"),
    ("note", "dana", "secret-asked", "--kind", "feedback", "--asked"),
    ("note", "dana", "secret-given", "--kind", "feedback", "--given"),
    ("note", "dana", "secret-offer", "--kind", "offer"),
    ("note", "dana", "secret-recognition", "--kind", "recognition"),
    ("note", "dana", "secret-agreement", "--kind", "agreement"),
    ("note", "dana", "secret-decision", "--kind", "decision"),
    ("note", "sam", "secret-customer", "--kind", "feedback", "--good"),
    ("client", "edit", "dana", "--vision", "secret-vision", "--their-vision", "secret-theirs"),
    ("conflict", "open", "dana", "secret-conflict"),
    ("conflict", "step", "c1", "secret-step"),
    ("conflict", "agree", "c1", "secret-agreed"),
    ("touch", "dana", "secret-touch"),
    ("topic", "dana", "secret-topic"),
    ("promise", "sam", "secret-other due:fri"),
)


@pytest.fixture
def known(cli: Cli) -> Cli:
    """A journal that knows Dana Reyes, a leader, and Sam Li outside."""
    cli("client", "add", "Dana Reyes", "--direction", "up")
    cli("client", "add", "Sam Li")
    return cli


def all_of(cli: Cli, *steps: tuple[str, ...], **changed: str) -> None:
    """Run these commands one after another."""
    for step in steps:
        answer = cli(*step, **changed)
        assert answer.code == 0, answer.err


def fill(cli: Cli) -> None:
    """Something of everything that can be said."""
    all_of(
        cli,
        ("promise", "dana", "send the draft due:2026-11-16"),
        ("promise", "dana", "hiring plan due:2026-11-19"),
        ("promise", "dana", "migration due:2026-11-24"),
        ("action", "dana", "close the books due:2026-11-25"),
        ("promise", "dana", "--theirs", "approve travel due:2026-11-23"),
        ("promise", "dana", "--theirs", "read the plan due:2026-11-18"),
        **EARLIER,
    )
    all_of(
        cli,
        ("done", "p1"),
        ("done", "p5"),
        ("renegotiate", "p2", "--to", "2026-11-27", "--why", "waiting for legal"),
        ("edit", "a1", "--owner", "Jo"),
        ("note", "dana", "the launch slips a week", "--kind", "news", "--bad"),
        ("note", "dana", "the pilot is live", "--kind", "news", "--good"),
        ("topic", "dana", "hire one more", "--ask", "--why", "two projects overlap in May"),
        ("plan", "dana", "--at", "tue 10:00"),
    )


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_each_direction_hears_it_in_its_way(known: Cli, direction: str) -> None:
    """One journal, four statuses, word for word."""
    fill(known)
    known("client", "edit", "dana", "--direction", direction)
    golden.check(GOLDEN / f"status-{direction}.txt", known("status", "dana").out)
    golden.check(GOLDEN / f"status-{direction}.md", known("status", "dana", "--format", "md").out)


def test_a_leader_gets_three_lines_without_names(known: Cli) -> None:
    """Colour and reason, what moved, what comes; never who of the team does it."""
    fill(known)
    shown = known("status", "dana").out
    assert len(shown.splitlines()) == 3
    assert "Jo" not in shown
    assert "because two projects overlap in May" in shown


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("form", ["text", "md", "json"])
def test_nothing_private_is_said(known: Cli, direction: str, form: str) -> None:
    """No planted word is in any form of a status, nor in what --sent keeps."""
    all_of(known, *SECRETS)
    known("client", "edit", "dana", "--direction", direction)
    assert "secret" not in known("status", "dana", "--format", form).out
    assert "secret" not in known("status", "dana", "--format", form, "--sent").out


def test_private_adds_what_can_be_said_to_them(known: Cli) -> None:
    """With --private come goals, needs, feedback and customers; never conflicts or personal."""
    all_of(known, *SECRETS)
    shown = known("status", "dana", "--private").out
    for said in ("need", "goal", "bad", "customer"):
        assert f"secret-{said}" in shown
    for kept in ("personal", "conflict", "step", "agreed", "plain", "other", "touch", "vision"):
        assert f"secret-{kept}" not in shown


def color(cli: Cli, **changed: str) -> tuple[str, str]:
    """The colour of Dana's status and its reason."""
    found = cli("status", "dana", "--json", **changed).json
    return found["color"], found["reason"]


@pytest.mark.parametrize(
    ("steps", "expected", "said"),
    [
        ((), "green", "nothing is open"),
        ((("promise", "dana", "x due:2026-11-20"),), "green", "the next by Fri 20 Nov"),
        ((("promise", "dana", "x due:2026-11-19"),), "red", "x (was due Thu 19 Nov)"),
        ((("action", "dana", "x due:2026-11-19"),), "red", "x (was due Thu 19 Nov)"),
        ((("promise", "dana", "--theirs", "x due:2026-11-19"),), "yellow", "still to come"),
        ((("promise", "dana", "--theirs", "x due:2026-11-20"),), "green", "on track"),
        ((("note", "dana", "it slips", "--kind", "news", "--bad"),), "yellow", "it slips"),
        ((("note", "dana", "it is live", "--kind", "news", "--good"),), "green", "on track"),
        ((("promise", "dana", "x"), ("break", "p1", "--why", "y")), "red", "x (will not come)"),
        ((("promise", "dana", "x"), ("break", "p1", "--why", "y", "--told")), "green", "on track"),
        ((("promise", "dana", "x"), ("drop", "p1", "--why", "y")), "green", "on track"),
        (
            (
                ("promise", "dana", "x due:2026-11-25"),
                ("renegotiate", "p1", "--to", "2026-11-27", "--why", "y"),
            ),
            "yellow",
            "x (moved)",
        ),
        (
            (
                ("promise", "dana", "x due:2026-11-25"),
                ("renegotiate", "p1", "--to", "2026-11-27", "--why", "y", "--told"),
            ),
            "green",
            "on track",
        ),
        ((("promise", "sam", "x due:2026-11-19"),), "green", "nothing is open"),
    ],
)
def test_the_colour_follows_from_facts(
    known: Cli, steps: tuple[tuple[str, ...], ...], expected: str, said: str
) -> None:
    """Red is late or broken, yellow at risk, green the rest; the reason names which."""
    all_of(known, *steps, **EARLIER)
    found, reason = color(known)
    assert (found, said in reason) == (expected, True), reason


def test_what_was_over_when_recorded_makes_nothing_red(known: Cli) -> None:
    """History is not an alarm: a date in the past as it was recorded is not late."""
    all_of(known, ("promise", "dana", "x due:2026-11-02", "--past"))
    assert color(known)[0] == "green"


def test_three_moves_are_a_risk_though_told(known: Cli) -> None:
    """A date that keeps moving is at risk however well it was told."""
    all_of(known, ("promise", "dana", "x due:2026-11-25"), **EARLIER)
    for day in ("26", "27", "28"):
        known("renegotiate", "p1", "--to", f"2026-11-{day}", "--why", "y", "--told")
    assert color(known) == ("yellow", "at risk: x (moved 3 times)")


def test_sent_records_it_and_what_it_carried(known: Cli) -> None:
    """News and changes are told, the status is kept as news told, and all is one undo."""
    fill(known)
    before = known("status", "dana").out
    sent = known("status", "dana", "--sent", "--json").json
    assert sent["created"] == ["n3"]
    assert sent["changed"] == ["n1", "n2", "a1", "p2"]
    assert sent["message"] == before.strip()
    assert known("show", "n3", "--json").json["item"]["state"] == "told"
    assert known("told", "p2").code == 2
    after = known("status", "dana").out.splitlines()
    assert after[1] == "Since Fri 20 Nov: nothing new."
    assert known("undo").code == 0
    assert known("status", "dana").out == before


def test_a_status_sent_is_no_contact(known: Cli) -> None:
    """A message keeps no relationship alive: only meetings and touches do."""
    known("status", "dana", "--sent")
    assert known("client", "list", "--json").json["clients"][0]["last_contact"] is None


def test_what_moved_is_counted_from_the_last_telling(known: Cli) -> None:
    """What was finished before they were last told is not said again; what came after is."""
    all_of(known, ("promise", "dana", "first due:fri"), ("promise", "dana", "second due:fri"))
    known("done", "p1")
    known("status", "dana", "--sent", CLIENTLOG_NOW="2026-11-20T13:00:00+01:00")
    known("done", "p2", CLIENTLOG_NOW="2026-11-20T14:00:00+01:00")
    moved = known("status", "dana", CLIENTLOG_NOW="2026-11-20T15:00:00+01:00").out.splitlines()[1]
    assert "second: done" in moved
    assert "first" not in moved


def test_what_is_recorded_as_told_is_never_left_out(known: Cli) -> None:
    """However much news there is, all of it is in the text that --sent stands for."""
    for number in range(12):
        known("note", "dana", f"news-{number:02}", "--kind", "news")
        known("promise", "dana", f"word-{number:02}")
        known("drop", f"p{number + 1}", "--why", "no longer wanted")
    shown = known("status", "dana", "--sent").out
    assert all(f"news-{n:02}" in shown and f"word-{n:02}" in shown for n in range(12))


def test_a_hostile_text_is_shown_in_visible_form(known: Cli) -> None:
    """Control characters never leave, Markdown is taken literally, and huge news is kept."""
    known("note", "dana", "a\x1b[31m *b* [c](d)", "--kind", "news")
    known("note", "dana", "x" * 900_000, "--kind", "news")
    assert "\x1b" not in known("status", "dana").out
    assert "\\*b\\*" in known("status", "dana", "--format", "md").out
    assert known("status", "dana", "--sent", "-q").code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("nobody",), 4),
        (("dana", "--format", "html"), 2),
        (("dana", "--json", "--format", "md"), 2),
    ],
)
def test_what_makes_no_sense_is_refused(known: Cli, arguments: tuple[str, ...], code: int) -> None:
    """The exit code says what was wrong."""
    assert known("status", *arguments).code == code


def test_what_recurs_is_said_once_with_how_often(known: Cli) -> None:
    """Two weeks of the same report are one line."""
    known("client", "edit", "dana", "--direction", "outside")
    known("promise", "dana", "the numbers due:2026-11-02 every:week",
          CLIENTLOG_NOW="2026-11-01T12:00:00+01:00")  # fmt: skip
    for number, day in enumerate((2, 9, 16), 1):
        known("done", f"p{number}", CLIENTLOG_NOW=f"2026-11-{day:02}T12:00:00+01:00")
    shown = known("status", "dana").out
    assert shown.count("the numbers: done 2 times") == 1
