"""Rules of one's own: a file each in the folder beside the configuration."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from clientlog.errors import quote
from clientlog.queries.snapshot_values import Organization
from clientlog.queries.values import Client, Note
from clientlog.rules import custom_rules
from clientlog.rules.base import Finding, traits_of
from clientlog.rules.sandbox import create_views
from clientlog.write import clients, notes
from tests.conftest import Answer
from tests.looking import client, meet, reading, writing
from tests.prepared import prepared_once

from .build import day, snapshot

Cli = Callable[..., Answer]

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "own-rules.md"

GOOD = {
    "severity": "soon",
    "sentence": "A client has no e-mail address.",
    "why": "It is never found on the day it is needed.",
    "query": "SELECT handle AS subject, name || ' has none' AS text FROM clients"
    " WHERE email IS NULL ORDER BY handle",
}


@pytest.fixture
def folder(environment: dict[str, str]) -> Path:
    """The folder of the rules."""
    found = Path(environment["CLIENTLOG_CONFIG"]).parent / "rules"
    found.mkdir(mode=0o700)
    return found


@prepared_once()
def known(cli: Cli) -> Cli:
    """A journal with two clients of one organization."""
    cli("client", "add", "Dana Reyes", "--org", "Acme Ltd")
    cli("client", "add", "Sam Li", "--org", "Acme Ltd")
    return cli


def write(folder: Path, name: str = "no-email", **changed: object) -> Path:
    """A rule's file; a value of None leaves the key out."""
    values = {key: value for key, value in (GOOD | changed).items() if value is not None}
    path = folder / f"{name}.toml"
    path.write_text("".join(f"{key} = {_toml(value)}\n" for key, value in values.items()))
    path.chmod(0o600)
    return path


def _toml(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return repr(value) if isinstance(value, int) else '"' + str(value).replace('"', '\\"') + '"'


def keys(cli: Cli, *arguments: str) -> list[str]:
    """The keys of the report's flags."""
    answer = cli("report", "--json", *arguments)
    assert answer.code == 0
    return [flag["key"] for flag in answer.json["flags"]]


@pytest.mark.slow
def test_it_is_flagged_explained_and_listed_like_any_other(known: Cli, folder: Path) -> None:
    """Its flag has the key, severity, reason and commands of its file."""
    write(folder, settle=["clientlog client edit {handle} --email ADDRESS"])
    flag = known("report", "--json", "--rule", "no-email").json["flags"][0]
    assert flag == {
        "key": "no-email:dana-reyes",
        "rule": "no-email",
        "severity": "soon",
        "client": "dana-reyes",
        "ref": None,
        "since": "2026-11-20",
        "text": "Dana Reyes has none",
        "why": GOOD["why"],
        "settle": [
            "clientlog client edit dana-reyes --email ADDRESS",
            "clientlog snooze no-email:dana-reyes --until +7d",
        ],
        "snoozed": False,
        "old": False,
        "put_off": 0,
    }
    assert known("rule", "list", "--json").json["rules"][-1]["id"] == "no-email"
    assert GOOD["why"] in known("rule", "explain", "no-email").out


@pytest.mark.slow
def test_it_is_snoozed_muted_and_counted_like_any_other(known: Cli, folder: Path) -> None:
    """Snooze, mute and --exit-code work as for the rules of the program."""
    write(folder)
    assert keys(known) == ["no-email:dana-reyes", "no-email:sam-li"]
    assert known("snooze", "no-email:sam-li", "--until", "+3d").code == 0
    assert keys(known) == ["no-email:dana-reyes"]
    assert known("report", "--exit-code").code == 3
    assert known("rule", "mute", "no-email").code == 0
    assert keys(known) == []
    assert known("rule", "unmute", "no-email").code == 0
    assert keys(known, "--all") == ["no-email:dana-reyes", "no-email:sam-li"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("subject", "key", "ref", "client"),
    [
        ("p1", "own:p1", "p1", "dana-reyes"),
        ("a1", "own:a1", "a1", "dana-reyes"),
        ("t1", "own:t1", "t1", "dana-reyes"),
        ("n1", "own:n1", "n1", "dana-reyes"),
        ("m1", "own:m1", "m1", "dana-reyes"),
        ("c1", "own:c1", "c1", "dana-reyes"),
        ("sam-li", "own:sam-li", None, "sam-li"),
        ("org/Acme Ltd", "own:org/Acme Ltd", None, None),
    ],
)
def test_a_flag_can_be_about_anything_that_lasts(
    known: Cli, folder: Path, subject: str, key: str, ref: str | None, client: str | None
) -> None:
    """A REF, a handle or an organization; its snooze runs as it stands."""
    known("log", "dana", "met", "--action", "do it", "--note", "said so")
    known("promise", "dana", "x due:fri")
    known("topic", "dana", "x")
    known("conflict", "open", "dana", "x")
    write(folder, "own", query=f"SELECT '{subject}' AS subject, 'so' AS text",
          settle=["clientlog show {ref}"])  # fmt: skip
    (flag,) = known("report", "--json", "--rule", "own").json["flags"]
    assert (flag["key"], flag["ref"], flag["client"]) == (key, ref, client)
    assert known("snooze", key, "--until", "+1d").code == 0
    assert keys(known, "--rule", "own") == []


@pytest.mark.slow
def test_the_present_is_the_journals(known: Cli, folder: Path) -> None:
    """`:today` and `:now` follow CLIENTLOG_NOW; `since` is taken as a local day."""
    write(folder, query="SELECT handle AS subject, :today || ' ' || :now AS text,"
          " '2026-11-18T23:30:00Z' AS since FROM clients LIMIT 1")  # fmt: skip
    (flag,) = known("report", "--json", "--rule", "no-email").json["flags"]
    assert flag["text"] == "2026-11-20 2026-11-20T11:00:00Z"
    assert flag["since"] == "2026-11-19"


@pytest.mark.slow
def test_archived_clients_are_left_out(known: Cli, folder: Path) -> None:
    """Whatever the query says, an archived client raises no flags."""
    write(folder)
    known("client", "archive", "dana")
    assert keys(known, "--rule", "no-email") == ["no-email:sam-li"]


ENDLESS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    " SELECT max(i) AS subject, 'x' AS text FROM n"
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"query": ENDLESS}, "longer than 1 second"),
        ({"query": "DELETE FROM client"}, "may only read"),
        ({"query": "UPDATE client SET name = 'x'"}, "may only read"),
        ({"query": "PRAGMA query_only = OFF"}, "may only read"),
        ({"query": "ATTACH 'other.db' AS other"}, "may only read"),
        ({"query": "SELECT 1; DELETE FROM client"}, "one statement"),
        ({"query": "SELECT x FROM nowhere"}, "no such table: nowhere"),
        ({"query": "SELECT :mine AS subject"}, "mine"),
        ({"query": "SELECT handle AS subject FROM clients"}, "no column called text"),
        ({"query": "SELECT name AS text FROM clients"}, "no column called subject"),
        ({"query": "SELECT 'p9' AS subject, 'x' AS text"}, "'p9' is no REF"),
        ({"query": "SELECT 'x y' AS subject, 'x' AS text"}, "'x y' is no REF"),
        ({"query": "SELECT 'org/None' AS subject, 'x' AS text"}, "'org/None' is no REF"),
        ({"query": "SELECT 'k1' AS subject, 'x' AS text"}, "'k1' is no REF"),
        ({"query": "SELECT 1 AS subject, 'x' AS text"}, "subject must be a text"),
        ({"query": "SELECT handle AS subject, '' AS text FROM clients"}, "text must be a text"),
        ({"query": "SELECT handle AS subject, 'x' AS text, 'soon' AS since FROM clients"},
         "since is 'soon'"),
        ({"query": "SELECT handle AS subject, 'x' AS text, '2026-11-20 10:00' AS since"
          " FROM clients"}, "since is '2026-11-20 10:00'"),
        ({"query": None}, "query missing"),
        ({"why": " "}, "why missing"),
        ({"severity": "bad"}, "severity is 'bad'"),
        ({"severity": 1}, "severity must be a text"),
        ({"settle": "done"}, "settle must be a list"),
        ({"settle": ["rm -rf x"]}, "does not begin with clientlog"),
        ({"settle": ["clientlog done {ref.__class__}"]}, "may name"),
        ({"settle": ["clientlog done {"]}, "settle"),
        ({"settle": ["clientlog done {}"]}, "may name"),
        ({"settle": [3]}, "does not begin with clientlog"),
        ({"id": "No E-mail"}, "is not made of"),
        ({"id": "missed-promise"}, "there is a rule missed-promise already"),
        ({"colour": "red"}, "unknown key 'colour'"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line_and_stops_nothing(
    known: Cli, folder: Path, changed: dict[str, object], said: str
) -> None:
    """What is wrong is said in a line that names the file; the other rules go on."""
    path = write(folder, "broken", **changed)
    write(folder, "good")
    known("touch", "dana")
    before = known("client", "list", "--json").out
    answer = known("report", "--json")
    assert answer.code == 0
    assert [flag["key"] for flag in answer.json["flags"]] == ["good:dana-reyes", "good:sam-li"]
    (line,) = answer.err.splitlines()
    assert said in line
    assert str(path) in line
    assert known("client", "list", "--json").out == before


@pytest.mark.slow
@pytest.mark.parametrize("content", [b"severity =", b"\xff\xfe", b"a = " + b"[" * 5000])
def test_what_is_no_toml_is_one_line(known: Cli, folder: Path, content: bytes) -> None:
    """A file that cannot be read as TOML is named, and nothing else happens."""
    path = folder / "broken.toml"
    path.write_bytes(content)
    path.chmod(0o600)
    answer = known("report")
    assert (answer.code, len(answer.err.splitlines())) == (0, 1)
    assert str(path) in answer.err


@pytest.mark.slow
def test_what_others_can_write_is_not_read(known: Cli, folder: Path) -> None:
    """A settling command is pasted into a shell: it must be one's own."""
    write(folder).chmod(0o666)
    answer = known("report", "--json")
    assert answer.json["flags"] == []
    assert "chmod go-w" in answer.err


@pytest.mark.slow
def test_only_so_many_rows_are_shown(known: Cli, folder: Path) -> None:
    """A query that finds too much is cut, and that is said."""
    write(folder, query="WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
          " WHERE i < 500) SELECT 'p' || i AS subject, 'x' AS text FROM n")  # fmt: skip
    for start in range(0, 102, 51):
        known("log", "dana", "met", *[p for i in range(51) for p in ("--promise", f"x{start + i}")])
    answer = known("report", "--rule", "no-email", "--json")
    assert len(answer.json["flags"]) == 100
    assert "first 100" in answer.err


@pytest.mark.slow
def test_without_a_journal_nothing_is_found_or_made(cli: Cli, folder: Path, journal: Path) -> None:
    """A look where there is no journal creates none, rules of one's own or not."""
    write(folder)
    named = cli("report")
    assert (named.code, str(journal) in named.err) == (5, True)
    assert not journal.exists()
    in_default_place = cli("report", "--json", CLIENTLOG_DB="")
    assert (in_default_place.code, in_default_place.json["flags"]) == (0, [])
    assert not list(journal.parent.rglob("*.db"))


@pytest.mark.slow
def test_control_characters_of_a_rule_never_reach_the_terminal(known: Cli, folder: Path) -> None:
    """What a file or a query says is shown in visible form."""
    write(folder, why="\\u001b[31mred", query="SELECT handle AS subject,"
          " char(27) || '[31m' AS text FROM clients")  # fmt: skip
    shown = known("report").out + known("rule", "explain", "no-email").out
    assert "\x1b" not in shown
    assert "^[[31m" in shown


@pytest.mark.slow
def test_the_pages_examples_work(known: Cli, folder: Path) -> None:
    """Every rule printed in the documentation is read, and its query runs."""
    examples = re.findall("```toml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert len(examples) == 2
    for number, example in enumerate(examples):
        assert set(tomllib.loads(example)) <= set(custom_rules.KEYS)
        path = folder / f"example-{number}.toml"
        path.write_text(example)
        path.chmod(0o600)
    answer = known("report", "--json")
    assert answer.err == ""
    assert {flag["rule"] for flag in answer.json["flags"]} == {"example-0"}


@pytest.mark.slow
def test_the_page_names_every_key(folder: Path) -> None:
    """What a file may hold is documented."""
    page = PAGE.read_text("utf-8")
    assert [key for key in custom_rules.KEYS if f"| `{key}` |" not in page] == []


@pytest.mark.slow
def test_without_a_rule_of_ones_own_nothing_more_is_loaded(
    known: Cli, environment: dict[str, str]
) -> None:
    """A report for which there is no such rule does not load what reads them."""
    code = (
        "import sys\n"
        "from clientlog.cli.main import run_program\n"
        "assert run_program(['report']) == 0\n"
        "print('LOADED', {'clientlog.rules.custom_rules', 'clientlog.rules.sandbox', 'tomllib'}"
        " & set(sys.modules))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert "LOADED set()" in ran.stdout


def problem(path: Path) -> str:
    """What is wrong with the only file of a folder."""
    rules, problems = custom_rules.read_rules(path.parent, ["missed-promise"])
    assert rules == []
    (sentence,) = problems
    assert sentence.startswith(f"{path}: ")
    return sentence.removeprefix(f"{path}: ")


LONG = "x" * 60 + "\x1b"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"id": "a" * 61}, f"id '{'a' * 39}…' is not made of a-z, 0-9 and single hyphens"),
        ({"id": "a--b"}, "id 'a--b' is not made of a-z, 0-9 and single hyphens"),
        ({"severity": "x" * 50},
         f"severity is {quote('x' * 50, 40)}, not one of late, now, soon, care"),
        ({"x" * 50: "red"}, f"unknown key {quote('x' * 50, 40)}; known:"
         " id, severity, sentence, why, query, settle"),
        ({"severity": None, "why": " "}, "severity and why missing"),
        ({"settle": "done"}, "settle must be a list of texts"),
        ({"sentence": ["x"]}, "sentence must be a text"),
        ({"settle": ["rm x"]}, "settle: 'rm x' does not begin with clientlog"),
        ({"settle": [3]}, "settle: '3' does not begin with clientlog"),
        ({"settle": ["clientlog done\\tx"]},
         "settle: 'clientlog done^Ix' is not a single line"),
        ({"settle": ["clientlog done {client}"]},
         "settle: 'clientlog done {client}' may name {ref}, {handle} and {organization} only"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_a_sentence(
    tmp_path: Path, changed: dict[str, object], sentence: str
) -> None:
    """What it says itself is cut after forty characters."""
    assert problem(write(tmp_path, "own", **changed)) == sentence


def test_a_rule_has_what_its_file_says(tmp_path: Path) -> None:
    """Its id is the name of the file if it has none; blanks and line breaks are one blank."""
    settle = ["clientlog show {ref} {handle} {organization}", "clientlog report"]
    write(tmp_path, "b-own", settle=settle, sentence="One  thing.", why="It\\nmatters.")
    write(tmp_path, "a-own", id="x" * 60)
    rules, problems = custom_rules.read_rules(tmp_path, [])
    assert problems == []
    first, second = rules
    assert (first.id, first.settle) == ("x" * 60, ())
    assert (second.id, second.severity, second.query) == ("b-own", "soon", GOOD["query"])
    assert (second.sentence, second.why) == ("One thing.", "It matters.")
    assert (second.settle, second.path) == (tuple(settle), tmp_path / "b-own.toml")


def test_of_two_rules_of_one_id_the_first_file_counts(tmp_path: Path) -> None:
    """And none may have the id of a rule of the program."""
    write(tmp_path, "a", id="own")
    path = write(tmp_path, "b", id="own")
    write(tmp_path, "c", id="missed-promise")
    rules, problems = custom_rules.read_rules(tmp_path, ["missed-promise"])
    assert [rule.path.name for rule in rules] == ["a.toml"]
    assert problems == [
        f"{path}: there is a rule own already",
        f"{tmp_path / 'c.toml'}: there is a rule missed-promise already",
    ]


@pytest.mark.parametrize(
    ("mode", "read"), [(0o644, True), (0o755, True), (0o620, False), (0o602, False)]
)
def test_a_file_that_others_can_write_is_refused(tmp_path: Path, mode: int, read: bool) -> None:
    """Reading it is no harm."""
    path = write(tmp_path)
    path.chmod(mode)
    rules, problems = custom_rules.read_rules(tmp_path, [])
    assert bool(rules) == read
    assert problems == ([] if read else [f"{path}: can be written by others: chmod go-w it"])


def test_a_folder_is_no_rule(tmp_path: Path) -> None:
    """Neither is anything that is not TOML; of what is wrong with it the beginning is named."""
    (tmp_path / "own.toml").mkdir()
    assert problem(tmp_path / "own.toml") == "not a file"
    (tmp_path / "own.toml").rmdir()
    path = write(tmp_path, "own")
    path.write_text(f"{'x' * 300} =")
    assert problem(path).startswith("not TOML: Invalid value")
    path.write_text("[" + "x" * 300 + "]\n" * 2 + "[" + "x" * 300 + "]\n")
    assert len(problem(path)) <= len("not TOML: ") + 200


@pytest.fixture
def found(tmp_path: Path, journal: Path) -> Callable[..., tuple[list[Finding], list[str]]]:
    """Ask what a query finds in a journal with an archived client, and what is said of it."""
    with writing(journal) as change:
        dana, ann = (
            client(change, organization="Acme"),
            client(change, "Ann Lee", organization="Gone"),
        )
        meet(change, "2026-11-20 10:00", ann, dana)
        meet(change, "2026-11-20 10:00", ann)
        notes.note(change, ann, "a note")
        notes.note(change, dana, "a note")
        clients.archive(change, ann)

    def ask(query: str, **changed: object) -> tuple[list[Finding], list[str]]:
        write(tmp_path, "own", query=query, **changed)
        ((custom_rule,), _) = custom_rules.read_rules(tmp_path, [])
        warnings: list[str] = []
        with reading(journal) as db:
            create_views(db)
            rule = custom_rules.as_rule(custom_rule, db, warnings.append)
            assert (rule.__name__, traits_of(rule).severity) == ("own", "soon")
            return [*rule(snapshot())], warnings

    return ask


Found = Callable[..., tuple[list[Finding], list[str]]]


@pytest.mark.parametrize(
    ("subject", "there"),
    [("dana-reyes", True), ("m1", True), ("n2", True), ("org/Acme", True),
     ("ann-lee", False), ("m2", False), ("n1", False)],
)  # fmt: skip
def test_what_is_about_archived_clients_alone_is_left_out(
    found: Found, subject: str, there: bool
) -> None:
    """A meeting that an active client attended is not."""
    findings, warnings = found(f"SELECT '{subject}' AS subject, 'x' AS text")
    assert ([finding.subject.key for finding in findings] == [subject]) == there
    assert warnings == []


def test_a_subject_is_the_record_itself(found: Found) -> None:
    """With all that the rules of the program see of it."""
    (finding,), _ = found("SELECT 'n2' AS subject, ' so  it is ' AS text")
    assert isinstance(finding.subject, Note)
    assert (finding.subject.text, finding.text, finding.since) == ("a note", "so it is", day(0))
    (finding,), _ = found("SELECT 'dana-reyes' AS subject, 'x' AS text, '2026-11-01' AS since")
    assert isinstance(finding.subject, Client)
    assert finding.since == day(-19)
    (finding,), _ = found(
        "SELECT 'org/Acme' AS subject, 'x' AS text, '2026-11-18T23:30:00Z' AS since"
    )
    assert isinstance(finding.subject, Organization)
    assert [member.handle for member in finding.subject.clients] == ["dana-reyes"]
    assert finding.since == day(-1)


@pytest.mark.parametrize(
    ("length", "text"), [(300, "x" * 300), (301, "x" * 299 + "…"), (5000, "x" * 299 + "…")]
)
def test_a_text_is_cut_after_three_hundred_characters(found: Found, length: int, text: str) -> None:
    """So that a flag stays a line."""
    (finding,), _ = found(
        f"SELECT 'n2' AS subject, replace(hex(zeroblob({length})), '00', 'x') AS text"
    )
    assert finding.text == text


@pytest.mark.parametrize(("rows", "left_out"), [(99, False), (100, False), (101, True)])
def test_a_hundred_rows_are_flags(found: Found, rows: int, left_out: bool) -> None:
    """With one more it is said that there are more."""
    findings, warnings = found(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
        f" WHERE i < {rows}) SELECT 'n2' AS subject, 'x' || i AS text FROM n"
    )
    assert len(findings) == min(rows, 100)
    assert warnings == (["rule own: only the first 100 rows are shown"] if left_out else [])


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ("'n2' AS subject", "the query has no column called text"),
        ("'n2' AS subject, 5 AS text", "text must be a text, not '5'"),
        ("'n2' AS subject, ' ' AS text", "text must be a text, not ' '"),
        ("zeroblob(30) AS subject, 'x' AS text",
         f"subject must be a text, not {quote(str(bytes(30)), 40)}"),
        (f"'{'x' * 50}' AS subject, 'x' AS text",
         f"subject {quote('x' * 50, 40)} is no REF, handle or org/NAME here"),
        ("'org/Gone' AS subject, 'x' AS text",
         "subject 'org/Gone' is no REF, handle or org/NAME here"),
        ("'org/Nowhere' AS subject, 'x' AS text",
         "subject 'org/Nowhere' is no REF, handle or org/NAME here"),
        (f"'n2' AS subject, 'x' AS text, '{'y' * 50}' AS since",
         f"since is {quote('y' * 50, 40)}, not a date"),
        ("'n2' AS subject, 'x' AS text, '2026-11-20T10:00:00' AS since",
         "since is '2026-11-20T10:00:00', not a date"),
        ("'n2' AS subject, 'x' AS text, '2026-11-1' AS since", "since is '2026-11-1', not a date"),
    ],
)  # fmt: skip
def test_a_row_that_makes_no_sense_is_a_warning(
    found: Found, tmp_path: Path, columns: str, sentence: str
) -> None:
    """It names the rule and its file."""
    findings, warnings = found(f"SELECT {columns}")
    assert findings == []
    assert warnings == [f"rule own: {sentence} ({tmp_path / 'own.toml'})"]


def test_a_rule_can_be_explained_without_a_journal(tmp_path: Path) -> None:
    """It finds nothing there."""
    write(tmp_path, "own", settle=["clientlog report"])
    ((custom_rule,), _) = custom_rules.read_rules(tmp_path, [])
    rule = custom_rules.as_rule(custom_rule, None, lambda _: None)
    assert [*rule(snapshot())] == []
    assert traits_of(rule).settle == ("clientlog report",)
    assert "what the query in own.toml finds" in (rule.__doc__ or "")
