"""Rules of one's own: a file each in the folder beside the configuration."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from clientlog.rules import custom_rules
from tests.conftest import Answer
from tests.prepared import prepared_once

pytestmark = pytest.mark.slow

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


def test_the_present_is_the_journals(known: Cli, folder: Path) -> None:
    """`:today` and `:now` follow CLIENTLOG_NOW; `since` is taken as a local day."""
    write(folder, query="SELECT handle AS subject, :today || ' ' || :now AS text,"
          " '2026-11-18T23:30:00Z' AS since FROM clients LIMIT 1")  # fmt: skip
    (flag,) = known("report", "--json", "--rule", "no-email").json["flags"]
    assert flag["text"] == "2026-11-20 2026-11-20T11:00:00Z"
    assert flag["since"] == "2026-11-19"


def test_archived_clients_are_left_out(known: Cli, folder: Path) -> None:
    """Whatever the query says, an archived client raises no flags."""
    write(folder)
    known("client", "archive", "dana")
    assert keys(known, "--rule", "no-email") == ["no-email:sam-li"]


ENDLESS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    " SELECT max(i) AS subject, 'x' AS text FROM n"
)


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


@pytest.mark.parametrize("content", [b"severity =", b"\xff\xfe", b"a = " + b"[" * 5000])
def test_what_is_no_toml_is_one_line(known: Cli, folder: Path, content: bytes) -> None:
    """A file that cannot be read as TOML is named, and nothing else happens."""
    path = folder / "broken.toml"
    path.write_bytes(content)
    path.chmod(0o600)
    answer = known("report")
    assert (answer.code, len(answer.err.splitlines())) == (0, 1)
    assert str(path) in answer.err


def test_what_others_can_write_is_not_read(known: Cli, folder: Path) -> None:
    """A settling command is pasted into a shell: it must be one's own."""
    write(folder).chmod(0o666)
    answer = known("report", "--json")
    assert answer.json["flags"] == []
    assert "chmod go-w" in answer.err


def test_only_so_many_rows_are_shown(known: Cli, folder: Path) -> None:
    """A query that finds too much is cut, and that is said."""
    write(folder, query="WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
          " WHERE i < 500) SELECT 'p' || i AS subject, 'x' AS text FROM n")  # fmt: skip
    for start in range(0, 102, 51):
        known("log", "dana", "met", *[p for i in range(51) for p in ("--promise", f"x{start + i}")])
    answer = known("report", "--rule", "no-email", "--json")
    assert len(answer.json["flags"]) == 100
    assert "first 100" in answer.err


def test_without_a_journal_nothing_is_found_or_made(cli: Cli, folder: Path, journal: Path) -> None:
    """A look where there is no journal creates none, rules of one's own or not."""
    write(folder)
    named = cli("report")
    assert (named.code, str(journal) in named.err) == (5, True)
    assert not journal.exists()
    in_default_place = cli("report", "--json", CLIENTLOG_DB="")
    assert (in_default_place.code, in_default_place.json["flags"]) == (0, [])
    assert not list(journal.parent.rglob("*.db"))


def test_control_characters_of_a_rule_never_reach_the_terminal(known: Cli, folder: Path) -> None:
    """What a file or a query says is shown in visible form."""
    write(folder, why="\\u001b[31mred", query="SELECT handle AS subject,"
          " char(27) || '[31m' AS text FROM clients")  # fmt: skip
    shown = known("report").out + known("rule", "explain", "no-email").out
    assert "\x1b" not in shown
    assert "^[[31m" in shown


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


def test_the_page_names_every_key(folder: Path) -> None:
    """What a file may hold is documented."""
    page = PAGE.read_text("utf-8")
    assert [key for key in custom_rules.KEYS if f"| `{key}` |" not in page] == []


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
