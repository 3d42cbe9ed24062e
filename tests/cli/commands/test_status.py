"""`status`: what a client should hear now."""

from collections.abc import Callable

import pytest

from clientlog.vocabulary import DIRECTIONS
from tests.cli.helping import assert_help_is_documented
from tests.conftest import Answer
from tests.prepared import prepared_once

Cli = Callable[..., Answer]

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


@prepared_once()
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
def test_each_direction_hears_it_in_its_way(
    known: Cli, golden: Callable[[str, str], None], direction: str
) -> None:
    """One journal, four statuses, word for word."""
    fill(known)
    known("client", "edit", "dana", "--direction", direction)
    golden(f"status-{direction}.txt", known("status", "dana").out)
    golden(f"status-{direction}.md", known("status", "dana", "--format", "md").out)


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


def color(cli: Cli, **changed: str) -> tuple[str | None, str]:
    """The colour of Dana's status and its reason."""
    found = cli("status", "dana", "--json", **changed).json
    return found["color"], found["reason"]


@pytest.mark.parametrize(
    ("steps", "expected", "said"),
    [
        ((), None, "no commitment, meeting or news with you is recorded"),
        (
            (("promise", "dana", "x due:2026-11-20"),),
            "green",
            "on track; open: 1, next due Fri 20 Nov",
        ),
        ((("promise", "dana", "x due:2026-11-19"),), "red", "x (was due Thu 19 Nov)"),
        ((("action", "dana", "x due:2026-11-19"),), "red", "x (was due Thu 19 Nov)"),
        ((("promise", "dana", "--theirs", "x due:2026-11-19"),), "yellow", "still to come"),
        (
            (("promise", "dana", "--theirs", "x due:2026-11-20"),),
            "green",
            "on track; no commitment of mine is open",
        ),
        ((("note", "dana", "it slips", "--kind", "news", "--bad"),), "yellow", "it slips"),
        ((("note", "dana", "it is live", "--kind", "news", "--good"),), "green", "on track"),
        ((("promise", "dana", "x"), ("break", "p1", "--why", "y")), "red", "x (will not be kept)"),
        ((("promise", "dana", "x"), ("break", "p1", "--why", "y", "--told")), "red", "broken: x"),
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
        (
            (("promise", "sam", "x due:2026-11-19"),),
            None,
            "no commitment, meeting or news with you is recorded",
        ),
    ],
)
def test_the_colour_follows_from_facts(
    known: Cli, steps: tuple[tuple[str, ...], ...], expected: str | None, said: str
) -> None:
    """Red is late or broken, yellow at risk, green the rest; the reason names which."""
    all_of(known, *steps, **EARLIER)
    found, reason = color(known)
    assert (found, said in reason) == (expected, True), reason


def test_what_was_over_when_recorded_makes_nothing_red(known: Cli) -> None:
    """History is not an alarm, but what is open and past its date is never on track."""
    all_of(known, ("promise", "dana", "x due:2026-11-02", "--past"))
    assert color(known) == ("yellow", "at risk: x (was due Mon 2 Nov)")


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
    assert after[1] == "Since Fri 20 Nov: nothing new for you."
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
        (("dana", "--about", "org/"), 2),
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


@pytest.fixture
def freight(known: Cli) -> Cli:
    """An organization with an executive and a manager, to whom something is late."""
    known("client", "add", "Margaret Osei", "--org", "Kestrel Freight", "--stake", "executive")
    known("client", "add", "Ben Ode", "--org", "Kestrel Freight", "--stake", "manager")
    known("client", "add", "Ida Holm", "--org", "Lindenhof")
    known("promise", "ben", "clean the route data due:2026-10-19", CLIENTLOG_NOW="2026-10-01T12:00")
    known("promise", "ida", "the plan due:2026-11-27")
    return known


def test_an_organization_where_nothing_is_open_is_left_out(freight: Cli) -> None:
    """There is nothing to hear about it."""
    freight("client", "add", "Ines Sato", "--org", "Sato Labs")
    assert "Sato Labs" not in freight("status", "dana").out


def test_an_executive_and_a_leader_hear_what_their_organizations_wait_for(freight: Cli) -> None:
    """A promise late to the manager turns the executive's status and the leader's red."""
    late = "late: clean the route data (was due Mon 19 Oct)"
    executive = freight("status", "margaret", "--json").json
    assert (executive["color"], executive["reason"]) == ("red", late)
    leader = freight("status", "dana", "--json").json
    assert leader["color"] == "red"
    assert leader["organizations"] == [
        {"name": "Kestrel Freight", "color": "red", "reason": late},
        {"name": "Lindenhof", "color": "green", "reason": "on track; open: 1, next due Fri 27 Nov"},
    ]
    assert "Ben Ode" not in freight("status", "dana").out
    assert freight("status", "ben", "--json").json["organizations"] == []


def test_a_status_can_be_about_one_organization(freight: Cli) -> None:
    """`--about` leaves the other organizations out; one that is not there is 4."""
    found = freight("status", "dana", "--about", "org/Lindenhof", "--json").json
    assert [one["name"] for one in found["organizations"]] == ["Lindenhof"]
    assert found["color"] == "green"
    assert freight("status", "dana", "--about", "org/Nowhere").code == 4


def test_a_broken_promise_that_something_followed_is_not_said(known: Cli) -> None:
    """A new commitment to the client follows the break; after a month it is over."""
    all_of(known, ("promise", "dana", "x"), ("break", "p1", "--why", "y", "--told"), **EARLIER)
    assert color(known) == ("red", "broken: x (will not be kept)")
    known("promise", "dana", "half of it due:2026-11-27")
    assert color(known)[0] == "green"
    known("undo")
    assert color(known, CLIENTLOG_NOW="2026-12-03T12:00")[0] != "red"


def test_a_status_for_each_of_a_tag(known: Cli) -> None:
    """`--tag` makes one for each client, and `--sent` records each in one change."""
    for who in ("dana", "sam"):
        known("client", "edit", who, "--tag", "sponsor")
        known("promise", who, "the numbers due:2026-11-27")
    shown = known("status", "--tag", "sponsor").out
    assert "Dana Reyes\nGREEN: on track" in shown
    assert "Sam Li\nOn track" in shown
    assert len(known("status", "--tag", "sponsor", "--json").json["statuses"]) == 2
    assert known("status", "--tag", "sponsor", "--sent", "--json").json["created"] == ["n1", "n2"]
    assert known("status", "--tag", "nobody").code == 4
    assert known("status").code == 2
    assert known("status", "dana", "--tag", "sponsor").code == 2


def test_sending_settles_a_recurring_update(known: Cli) -> None:
    """The week's update is done by sending it; what recurs and is no update stays open."""
    known("promise", "dana", "weekly status update due:2026-11-20 every:week")
    known("promise", "dana", "the numbers due:2026-11-20 every:week")
    sent = known("status", "dana", "--sent", "--json").json
    assert "p1" in sent["changed"]
    assert known("show", "p1", "--json").json["item"]["state"] == "kept"
    assert known("show", "p2", "--json").json["item"]["state"] == "open"
    assert known("show", "p3", "--json").json["item"]["due"] == "2026-11-27"


def test_an_update_is_marked_when_it_is_promised_and_not_guessed_when_it_is_sent(
    known: Cli,
) -> None:
    """The mark is said in the answer, goes on to the next one, and is changed with edit."""
    weekly = ("due:2026-11-20", "every:week")
    assert "an update" in known("promise", "dana", "status report", *weekly).out
    assert "an update" not in known("promise", "dana", "status report", *weekly, "--no-update").out
    assert "an update" in known("promise", "dana", "the numbers", *weekly, "--update").out
    known("edit", "p1", "--no-update")
    changed = known("status", "dana", "--sent", "--json").json["changed"]
    assert [ref for ref in changed if ref.startswith("p")] == ["p3"]
    assert known("show", "p4", "--json").json["item"]["update"] is True
    assert known("promise", "dana", "once", "--update").code == 2
    known("promise", "dana", "once")
    assert known("edit", "p5", "--update").code == 2


def test_what_is_sent_is_not_private(known: Cli) -> None:
    """`--sent` and `--private` are refused together."""
    assert known("status", "dana", "--sent", "--private").code == 2


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("status")


def test_what_was_sent_is_in_the_answer_as_it_is_in_a_look(known: Cli) -> None:
    """Beside what was created; several have a list."""
    for who in ("dana", "sam"):
        known("client", "edit", who, "--tag", "sponsor")
    look = known("status", "dana", "--json").json
    sent = known("status", "dana", "--sent", "--json").json
    assert sent["status"]["reason"] == look["reason"]
    sent = known("status", "--tag", "sponsor", "--sent", "--json").json
    assert len(sent["status"]["statuses"]) == 2
    known("client", "edit", "sam", "--untag", "sponsor")
    for sends in ([], ["--sent"]):
        answer = known("status", "--tag", "sponsor", "--json", *sends).json
        assert len((answer["status"] if sends else answer)["statuses"]) == 1


def test_a_format_of_json_is_json(known: Cli) -> None:
    """The same as --json, and both do not contradict each other."""
    document = known("status", "dana", "--json").json
    assert known("status", "dana", "--format", "json").json == document
    assert known("status", "dana", "--format", "json", "--json").json == document


def test_what_is_sent_is_shown_in_the_format_and_kept_as_text(known: Cli) -> None:
    """Under the names of several."""
    for who in ("dana", "sam"):
        known("client", "edit", who, "--tag", "sponsor")
        known("note", who, "*live*", "--kind", "news")
    shown = known("status", "--tag", "sponsor", "--sent", "--format", "md").out
    assert shown.startswith("Dana Reyes\n")
    assert r"\*live\*" in shown
    kept = known("show", "n3", "--json").json["item"]
    assert kept["state"] == "told"
    assert " *live*" in kept["text"]


@pytest.mark.parametrize(
    ("who", "message"),
    [
        ([], "name one client, or --tag TAG for several"),
        (["dana", "--tag", "vip"], "name one client, or --tag TAG for several"),
        (["--tag", "sponsor"], "no client has the tag 'sponsor'"),
        (["--tag", "gone"], "only archived clients have the tag 'gone'"),
        (["dana", "--sent", "--private"], "--sent and --private contradict each other"),
    ],
)
def test_a_status_is_for_somebody(known: Cli, who: list[str], message: str) -> None:
    """One client, or those with a tag who are not archived."""
    known("client", "edit", "sam", "--tag", "gone")
    known("client", "archive", "sam", "--yes")
    assert known("status", *who).err.startswith(f"clientlog: {message}\n")
