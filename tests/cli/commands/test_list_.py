"""`list`, `search` and `timeline` as they are typed, and what all looks have in common."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientlog.write import clients, commitments, notes
from tests.cli.helping import assert_help_is_documented
from tests.looking import client, give, meet, writing
from tests.prepared import prepared_once

Cli = Callable[..., Any]


@prepared_once()
def some(journal: Path) -> Path:
    """A journal with a little of what is looked for."""
    with writing(journal) as change:
        dana = client(change, organization="Acme", stake="executive")
        clients.tag(change, dana, ["pilot"], [])
        client(change, "Łukasz Żak", organization="Zürich Re")
        meeting = meet(change, "2026-11-03 10:00", title="Kick-off", summary="budget agreed")
        give(change, "send the budget draft", date(2026, 11, 10), meeting=meeting)
        give(change, "approve travel", date(2026, 11, 20), theirs=True)
        notes.note(change, dana, "report on Mondays", kind="need", must=True)
        commitments.finish(change, give(change, "kept word", date(2026, 11, 2)), change.today)
    return journal


@pytest.mark.parametrize("arguments", [[], ["promises"], ["promise"], ["PROMISE"], ["prom"]])
def test_a_list_takes_its_kind_in_the_plural_singular_or_short(
    cli: Cli, some: Path, arguments: list[str]
) -> None:
    """Without a kind all open commitments are listed."""
    answer = cli("list", *arguments, "--json")
    assert answer.code == 0
    assert answer.json["version"] == 1
    assert [one["ref"] for one in answer.json["items"]] == ["p1", "p2"]


def test_the_table_says_what_the_json_says_in_the_same_order(cli: Cli, some: Path) -> None:
    """REF, date, client, who owes, state and text of each record."""
    rows = cli("list", "--all", COLUMNS="200").out.splitlines()
    refs = [one["ref"] for one in cli("list", "--all", "--json").json["items"]]
    assert [row.split()[0] for row in rows[1:] if row[0] != " "] == refs
    assert "p1   Tue 10 Nov  me       Dana Reyes  10 days late  send the budget draft" in rows
    assert "p2   Fri 20 Nov  them     Dana Reyes  today         approve travel" in rows


@pytest.mark.parametrize(
    ("arguments", "refs"),
    [
        (["promises", "--mine"], ["p1"]),
        (["promises", "--theirs"], ["p2"]),
        (["promises", "--due-before", "today"], ["p1"]),
        (["promises", "--all", "--mine"], ["p3", "p1"]),
        (["promises", "--client", "luk"], []),
        (["needs", "--client", "dana"], ["n1"]),
        (["touches"], []),
        (["--overdue"], ["p1"]),
        (["--kind", "promises", "--state", "kept"], ["p3"]),
        (["--tag", "PILOT"], ["p1", "p2"]),
        (["--tag", "other"], []),
        (["--since", "2 nov", "--sort", "-due"], ["p2", "p1"]),
        (["--since", "3 nov"], []),
        (["--sort", "text"], ["p2", "p1"]),
        (["--owner", "ann"], []),
        (["--sort", "-text"], ["p1", "p2"]),
        (["--all", "--sort", "date"], ["p3", "p1", "p2"]),
        (["--all", "--sort", "-ref"], ["p3", "p2", "p1"]),
        (["--all", "--sort", "-client"], ["p3", "p1", "p2"]),
        (["promises", "--client", "dana", "--theirs"], ["p2"]),
    ],
)
def test_a_list_is_narrowed_by_its_options(
    cli: Cli, some: Path, arguments: list[str], refs: list[str]
) -> None:
    """Mine and theirs, a client, a day; and the settled ones on demand."""
    answer = cli("list", *arguments, "--json")
    assert [one["ref"] for one in answer.json["items"]] == refs


def test_what_is_delegated_is_found_by_any_part_of_the_name(cli: Cli, some: Path) -> None:
    """`--owner` takes a client, or a name that is nobody's."""
    cli("promise", "dana", 'review the plan due:fri owner:"Ann Lee"')
    for typed in ("ann", "LEE", "Ann Lee"):
        assert [one["ref"] for one in cli("list", "--owner", typed, "--json").json["items"]] == [
            "p4"
        ]
    cli("promise", "dana", "test it due:fri owner:zak")
    for typed, refs in (("lukasz-zak", ["p5"]), ("nn", []), ("dana", [])):
        items = cli("list", "--owner", typed, "--json").json["items"]
        assert [item["ref"] for item in items] == refs


PIPED = [
    ("list", 2, "p1\tTue 10 Nov\tme\tDana Reyes\tpromise\t10 days late\tsend the budget draft"),
    ("list --all", 3, ""),
    ("meeting list", 1, "m1\tTue 3 Nov 10:00\theld\tDana Reyes\tKick-off: budget agreed\t60 min"),
    (
        "client list",
        2,
        "dana-reyes\tDana Reyes\toutside\tAcme\t17 days ago\toutside; Acme; executive; tags: pilot",
    ),
    ("timeline", 6, ""),
    ("search budget", 2, ""),
]


@pytest.mark.parametrize(("look", "count", "first"), PIPED)
def test_in_a_pipe_each_record_is_one_line_of_values_apart_by_tabs(
    program: Cli, environment: dict[str, str], some: Path, look: str, count: int, first: str
) -> None:
    """Nothing folds and no titles stand above, so that grep, cut and fzf work."""
    with writing(some) as change:
        notes.note(change, client(change), "x" * 300)
    environment.pop("COLUMNS")
    lines = program(*look.split()).out.splitlines()
    assert len(lines) == count + (look == "timeline")
    assert any(line.startswith(first) for line in lines)
    assert all("\t" in line for line in lines)


def test_a_list_can_be_plain_anywhere_and_a_table_in_a_pipe(cli: Cli, some: Path) -> None:
    """--plain is the form of a pipe; COLUMNS says that a table of that width is wanted."""
    assert cli("list", "--plain").out.startswith("p1\tTue 10 Nov\tme\t")
    assert cli("list", COLUMNS="80").out.startswith("ref")


@pytest.mark.parametrize(
    ("arguments", "refs"),
    [
        (["--state", "planned"], []),
        (["--state", "held", "--tag", "pilot"], ["m1"]),
        (["--tag", "none"], []),
        (["--sort", "-start"], ["m1"]),
    ],
)
def test_meetings_are_narrowed_by_state_and_tag(
    cli: Cli, some: Path, arguments: list[str], refs: list[str]
) -> None:
    """The same options as for any list."""
    meetings = cli("meeting", "list", *arguments, "--json").json["meetings"]
    assert [meeting["ref"] for meeting in meetings] == refs


@pytest.mark.parametrize(
    ("arguments", "handles"),
    [
        (["--stake", "exec"], ["dana-reyes"]),
        (["--quiet-since", "1 nov"], ["lukasz-zak"]),
        (["--sort", "-name"], ["lukasz-zak", "dana-reyes"]),
        (["--sort", "contact"], ["dana-reyes", "lukasz-zak"]),
        (["--tag", "Pilot"], ["dana-reyes"]),
    ],
)
def test_clients_are_narrowed_and_ordered(
    cli: Cli, some: Path, arguments: list[str], handles: list[str]
) -> None:
    """By stake, tag and silence; those without a value come last."""
    found = cli("client", "list", *arguments, "--json").json["clients"]
    assert [client["handle"] for client in found] == handles


@pytest.mark.parametrize(
    ("arguments", "refs"),
    [
        (["--kind", "meeting"], ["m1"]),
        (["--kind", "meetings,need"], ["n1", "m1"]),
        (["--kind", "promise", "--limit", "1"], ["p3"]),
        (["--tag", "none"], []),
    ],
)
def test_a_timeline_is_narrowed_by_kind_and_tag(
    cli: Cli, some: Path, arguments: list[str], refs: list[str]
) -> None:
    """A kind takes all that happens to records of it."""
    events = cli("timeline", *arguments, "--json").json["events"]
    assert [event["ref"] for event in events] == refs


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bogus"], "offers"),
        (["clients"], "clientlog client list"),
        (["meetings", "--mine"], "--mine is for actions and promises"),
        (["needs", "--mine"], "--mine is for actions and promises"),
        (["topics", "--due-before", "fri"], "--due-before is for actions and promises"),
        (["--mine", "--theirs"], "contradict"),
        (["--due-before", "soonish"], "--due-before"),
        (["--state", "met"], "released"),
        (["--sort", "colour"], "due, date, client"),
        (["notes", "--overdue"], "--overdue is for actions and promises"),
        (["promises", "--kind", "actions"], "say the same thing"),
    ],
)
def test_a_list_that_makes_no_sense_is_wrong_usage(
    cli: Cli, some: Path, arguments: list[str], said: str
) -> None:
    """Exit code 2, and a line that says what would make sense."""
    answer = cli("list", *arguments)
    assert answer.code == 2
    assert said in answer.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list"], "No open commitments.\n"),
        (["list", "promises", "--all"], "No promises.\n"),
        (["list", "decisions"], "No decisions.\n"),
        (["search", "budget"], "Nothing found.\n"),
        (["timeline"], "Nothing happened yet.\n"),
        (["org", "list"], 'No organizations yet: clientlog client edit WHO --org "NAME"\n'),
        (["client", "list"], "No clients yet: clientlog client add NAME\n"),
        (["meeting", "list"], "No meetings.\n"),
    ],
)
def test_an_empty_list_says_so_and_creates_nothing(
    cli: Cli, tmp_path: Path, arguments: list[str], said: str
) -> None:
    """A look where the journal usually is and is not yet shows an empty one, and says so."""
    answer = cli(*arguments, CLIENTLOG_DB="")
    assert (answer.code, answer.out) == (0, said)
    assert answer.err.startswith("clientlog: there is no journal yet at ")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("command", ["list", "report -q --exit-code", "search budget", "agenda"])
def test_a_journal_that_was_named_and_is_not_there_is_exit_5(
    cli: Cli, journal: Path, command: str
) -> None:
    """S6: a mistyped or unmounted path is no good day."""
    answer = cli(*command.split())
    assert (answer.code, answer.out) == (5, "")
    assert f"there is no journal at {journal}" in answer.err
    assert not journal.exists()


def test_a_search_answers_with_hits_and_how_many_more_there_are(cli: Cli, some: Path) -> None:
    """Each hit has a REF, a client, a day and the text with the match."""
    answer = cli("search", "budget", "--limit", "1", "--json")
    assert list(answer.json) == ["version", "hits", "more"]
    (hit,) = answer.json["hits"]
    assert list(hit) == ["ref", "client", "date", "text"]
    assert answer.json["more"] == 1
    assert "1 more: add --limit 0" in cli("search", "budget", "--limit", "1").out


def test_words_of_a_search_need_no_quotes_and_matches_are_strong_in_colour(
    cli: Cli, some: Path
) -> None:
    """The match stands out where there is colour, and only there."""
    assert "send the budget draft" in cli("search", "draft", "bud").out
    colored = cli("search", "draft", "--color", "always").out
    assert "\x1b[1;33mdraft\x1b[0m" in colored
    assert "\x1b" not in cli("search", "draft").out


def test_a_search_is_kept_to_kinds_and_days(cli: Cli, some: Path) -> None:
    """`--in` takes several kinds, in the singular or the plural; `--since` a day."""
    hits = cli("search", "budget", "--in", "meetings,notes", "--json").json["hits"]
    assert [hit["ref"] for hit in hits] == ["m1"]
    assert cli("search", "budget", "--since", "3 nov", "--json").json["hits"] == hits
    wrong = cli("search", "budget", "--in", "letters")
    assert wrong.code == 2 and "meetings" in wrong.err


def test_the_timeline_has_one_event_each_oldest_first(cli: Cli, some: Path) -> None:
    """When, what, which record, who, and the text; moments with their offset."""
    events = cli("timeline", "dana", "--json").json["events"]
    assert [list(one) for one in events] == [["at", "kind", "ref", "clients", "text"]] * 6
    assert [one["ref"] for one in events] == ["p1", "p2", "p3", "p3", "n1", "m1"]
    assert events[-1]["at"] == "2026-11-03T10:00:00+01:00"
    assert events[-1]["text"] == "Kick-off: budget agreed"


@pytest.mark.parametrize(
    ("arguments", "refs"),
    [
        (["--since", "3 nov"], ["m1"]),
        (["--until", "2 nov", "--limit", "1"], ["n1"]),
        (["--limit", "1"], ["m1"]),
        (["luk"], []),
    ],
)
def test_a_timeline_is_narrowed_by_days_and_number(
    cli: Cli, some: Path, arguments: list[str], refs: list[str]
) -> None:
    """Days are included on both ends, and the limit keeps the latest."""
    answer = cli("timeline", *arguments, "--json")
    assert [one["ref"] for one in answer.json["events"]] == refs


@pytest.mark.parametrize("command", ["search budget", "timeline"])
def test_a_limit_below_nothing_is_wrong_usage(cli: Cli, some: Path, command: str) -> None:
    """0 is no limit, -1 makes no sense."""
    assert cli(*command.split(), "--limit", "-1").code == 2


LOOKS = [
    "list", "list notes --all", "search budget", "timeline", "show dana", "show p1", "show m1",
    "org list", "org show acme", "client list", "client show dana", "meeting list",
    "meeting show m1",
]  # fmt: skip


def test_no_look_loads_what_only_changes_need(some: Path, environment: dict[str, str]) -> None:
    """SQLModel and SQLAlchemy cost more than the rest of a look together."""
    script = (
        "import sys\nfrom clientlog.cli.main import run_program\n"
        f"for look in {LOOKS!r}:\n"
        "    for form in ([], ['--json']):\n"
        "        assert run_program([*look.split(), *form]) == 0, look\n"
        "loaded = {'sqlalchemy', 'sqlmodel'} & set(sys.modules)\n"
        "assert not loaded, loaded\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, check=False
    )
    assert ended.returncode == 0, ended.stderr.decode()


@pytest.mark.parametrize("look", LOOKS)
def test_json_is_answered_without_rich(look: str, some: Path, environment: dict[str, str]) -> None:
    """A script that asks for JSON does not wait for what draws tables."""
    script = (
        "import sys\nfrom clientlog.cli.main import run_program\n"
        f"assert run_program({[*look.split(), '--json']!r}) == 0\n"
        "assert 'rich' not in sys.modules\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, check=False
    )
    assert ended.returncode == 0, ended.stderr.decode()


@pytest.mark.parametrize("width", ["40", "80", "120"])
@pytest.mark.parametrize("look", [*LOOKS, "list --all", "search red", "show evil", "client list"])
def test_hostile_texts_are_shown_and_break_nothing(
    cli: Cli, some: Path, look: str, width: str
) -> None:
    """Markup, emoji codes, escape sequences and huge words, in every look, at any width."""
    evil = "[/] [bold]x :smile: \x1b[31mred \x9b2J \u202e\x7f"
    with writing(some) as change:
        whom = client(change, evil, handle="evil", organization=evil, role=evil)
        whom.vision = whom.their_vision = evil
        meet(change, "2026-11-03 10:00", whom, client(change), title=evil, summary=evil)
        give(change, evil, whom=whom)
        give(change, "x" * 120_000, whom=whom, owner=f"{evil} too")
        notes.note(change, whom, evil)
        notes.touch(change, whom, change.clock.now, text=evil, by=evil)
    answer = cli(*look.split(), COLUMNS=width)
    assert (answer.code, answer.err) == (0, "")
    assert not {one for one in answer.out if ord(one) < 0x20 or 0x7F <= ord(one) < 0xA0} - {"\n"}
    if "evil" in look:
        assert all(shown in answer.out for shown in ("[/]", "[bold]x", ":smile:", "^[[31mred"))


def test_meetings_are_listed_here_too(cli: Cli, some: Path) -> None:
    """As by `meeting list`; what is only for commitments is refused."""
    assert cli("list", "meetings", "--client", "dana").out == (
        cli("meeting", "list", "--client", "dana").out
    )
    assert cli("list", "meetings", "--mine").code == 2
    cli("plan", "zak", "--at", "tue 10:00")
    for options in (
        "--since 4.11.",
        "--client zak",
        "--state planned",
        "--tag pilot",
        "--sort -ref",
    ):
        document = cli("list", "--kind", "Meeting", *options.split(), "--json").json
        assert document == cli("meeting", "list", *options.split(), "--json").json
        assert document != cli("meeting", "list", "--json").json


def test_who_owes_is_left_out_where_it_is_asked_for(cli: Cli, some: Path) -> None:
    """The column would be the same on every line."""
    header = cli("list").out.splitlines()[0].split()
    for side in ("--mine", "--theirs"):
        assert len(cli("list", side).out.splitlines()[0].split()) < len(header)


def test_an_empty_list_names_its_filters(cli: Cli, some: Path) -> None:
    """The client and the options by which records were left out."""
    assert cli("list", "promises", "--client", "zak", "--overdue").out == (
        "No open promises: --client zak, --overdue.\n"
    )
    assert cli("list", "promises", "--state", "broken").out == "No promises: --state broken.\n"
    assert cli("list", "actions").out == "No open actions.\n"


def test_people_are_listed_by_the_command_that_is_named(cli: Cli) -> None:
    """Whatever they are called."""
    for word in ("people", "contacts", "clients"):
        assert "clientlog client list" in cli("list", word).err


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("list")
