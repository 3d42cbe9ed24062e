"""The reference pages name everything the program knows, and nothing else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from clientlog import errors
from clientlog.cli.commands.report import FOUND
from clientlog.cli.main import BUG
from clientlog.rules import RULES
from clientlog.rules.base import rule_id, thresholds_of
from clientlog.rules.runner import check_thresholds
from clientlog.settings import KNOWN, read_settings
from clientlog.write.notes import FINISHED
from tests.docs.pages import DOCS, ROOT, blocks, table_names

SOURCE = ROOT / "src" / "clientlog"

FROM_THE_LIBRARY = {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"}
"""Read by platformdirs."""


def _page(name: str) -> str:
    return (DOCS / "reference" / name).read_text("utf-8")


def test_every_setting_is_documented() -> None:
    """The page of the configuration has each key once, and none that is not there."""
    thresholds = [f"rules.{rule_id(rule)}.{name}" for rule in RULES for name in thresholds_of(rule)]
    assert sorted(table_names(_page("configuration.md"), "Settings")) == sorted(KNOWN)
    assert table_names(_page("configuration.md"), "Thresholds") == thresholds


def test_every_default_is_documented() -> None:
    """The threshold on the page is the rule's own."""
    said = dict(re.findall(r"\| `(rules\.[\w.-]+)` \| ([\d.]+) \|", _page("configuration.md")))
    real = {
        f"rules.{rule_id(rule)}.{name}": f"{value:g}"
        for rule in RULES
        for name, value in thresholds_of(rule).items()
    }
    assert said == real


def test_the_examples_of_a_configuration_can_be_read(tmp_path: Path) -> None:
    """What the page shows is a configuration without a warning."""
    examples = [block for block in blocks(_page("configuration.md")) if block.language == "toml"]
    assert examples
    for example in examples:
        path = tmp_path / "config.toml"
        path.write_text("\n".join(example.lines), "utf-8")
        path.chmod(0o600)
        settings = read_settings(path)
        check_thresholds(settings.thresholds)
        assert settings.values
        assert not settings.warnings


def test_every_variable_is_documented() -> None:
    """What the code reads from its environment is on the page, and the other way round."""
    page = _page("environment.md")
    own = set(re.findall(r"`(_CLIENTLOG_\w+|_TYPER_\w+|COMP_\w+|PYDANTIC_\w+)`", page))
    documented = set(table_names(page, "Variables")) | own
    assert documented - FROM_THE_LIBRARY == set(_variables_in_the_code())


def _variables_in_the_code() -> Iterator[str]:
    """Names in capitals within functions that speak of an environment."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and _mentions_environment(node):
                yield from _names_in_capitals(node)


def _mentions_environment(function: ast.FunctionDef) -> bool:
    spoken = [getattr(node, "id", getattr(node, "attr", "")) for node in ast.walk(function)]
    return bool({"environ", "environment"} & set(spoken))


def _names_in_capitals(function: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(function):
        value = str(getattr(node, "value", "")) if isinstance(node, ast.Constant) else ""
        if re.fullmatch(r"_?(?!SIG)[A-Z]{2,}(_[A-Z]+)*", value):
            yield value


def test_every_exit_code_is_documented() -> None:
    """Those of the errors, of the report, of a bug and of the signals."""
    kinds = [one for one in vars(errors).values() if isinstance(one, type)]
    codes = {one.exit_code for one in kinds if issubclass(one, errors.ClientlogError)}
    said = {int(code) for code in table_names(_page("exit-codes.md"))}
    assert said == codes | {0, FOUND, BUG} | {128 + number for number in (1, 2, 15)}


def test_every_state_is_documented() -> None:
    """The page's states of each kind are those that the tables can hold."""
    rows = dict(re.findall(r"(?m)^\| ([\w ]+) \| `[apmtc]` \| ([\w, -]+) \|", _page("states.md")))
    tables = {"action item": "action_item"} | {k: k for k in rows if k != "action item"}
    stored = {kind: _states_of(table) for kind, table in tables.items()}
    assert {kind: said.split(", ") for kind, said in rows.items()} == stored
    assert len(stored) == 5


def test_the_states_of_notes_are_documented() -> None:
    """All of them together, and what `done` makes of each kind."""
    rows = re.findall(r"(?m)^\| (\w+) \| `n` \| ([\w, ]+) \| ?(\w*) \|", _page("states.md"))
    assert {state for _, said, _ in rows for state in said.split(", ")} == set(_states_of("note"))
    assert {kind: done for kind, _, done in rows if done} == FINISHED


def _states_of(table: str) -> list[str]:
    """The words of a state in the first migration's constraint."""
    script = (SOURCE / "store" / "migrations" / "0001_first.sql").read_text("utf-8")
    created = re.split(rf'CREATE TABLE "?{table}"? \(', script)[1].split("STRICT")[0]
    words = re.search(r"state IN \(([^)]*)\)", created)
    assert words
    return re.findall("'([^']+)'", words[1])
