"""Imports point downwards only and never in a circle; SQL stays where it belongs."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import clientlog

SOURCE = Path(clientlog.__file__).parent

LAYERS = (
    ("cli", "demo", "__main__"),
    ("render",),
    ("agenda", "review", "rules", "status", "today"),
    ("write",),
    ("queries",),
    ("interchange",),
    ("models",),
    ("work_calendar",),
    ("config_file", "settings", "store"),
    ("minutes", "sources", "shell"),
    ("items", "lateness", "series"),
    ("clock", "lookalikes", "refs"),
    ("dates",),
    ("text",),
    ("kinds",),
    ("client_fields",),
    ("attributes", "conflict_steps", "contacts", "errors", "suggest", "vocabulary"),
    ("lazy", "workdays"),
)
"""The packages and modules of clientlog, the highest layer first."""

LONGEST_FUNCTION, LONGEST_MODULE = 40, 300
"""In lines."""

MOST_INNER_IMPORTS = 50

RANKS = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}

SQL = re.compile(r"\b(SELECT\s.+\sFROM|INSERT (OR \w+ )?INTO|UPDATE \w+ SET|DELETE FROM) ", re.S)

MAY_HOLD_SQL = ("queries", "store", "interchange", "models", "rules/sandbox.py")
"""interchange takes whole journals in and gives them out; the sandbox shows tables to own rules."""


def _name_of(path: Path) -> str:
    parts = ("clientlog", *path.relative_to(SOURCE).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


MODULES = {_name_of(path): path for path in sorted(SOURCE.rglob("*.py"))}


@cache
def tree_of(module: str) -> ast.Module:
    """Return the parsed source of a module."""
    return ast.parse(MODULES[module].read_text("utf-8"))


def imports_of(module: str) -> Iterator[str]:
    """Yield the modules of clientlog that a module imports, but for those only types need."""
    tree = tree_of(module)
    only_types = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in only_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module in MODULES:
            for alias in node.names:
                inner_name = f"{node.module}.{alias.name}"
                yield inner_name if inner_name in MODULES else str(node.module)


def _top(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def test_every_module_has_its_layer() -> None:
    """Whoever adds one says where it stands."""
    assert {_top(module) for module in MODULES} - {""} == set(RANKS)


@pytest.mark.parametrize("module", MODULES)
def test_no_import_points_upwards(module: str) -> None:
    """A module knows its own package and what is below it."""
    upward = [
        imported
        for imported in imports_of(module)
        if _top(imported) and _top(module) and RANKS[_top(imported)] < RANKS[_top(module)]
    ]
    assert upward == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Each module can be understood, and loaded, after those it imports."""
    done: set[str] = set()
    path: list[str] = []

    def visit(module: str) -> None:
        assert module not in path, " -> ".join([*path[path.index(module) :], module])
        if module in done:
            return
        path.append(module)
        for imported in imports_of(module):
            if imported != module:
                visit(imported)
        path.pop()
        done.add(module)

    for module in MODULES:
        visit(module)


@pytest.mark.parametrize("module", MODULES)
def test_sql_is_where_the_journal_is_asked(module: str) -> None:
    """Other modules call named functions; docstrings do not count."""
    if str(MODULES[module].relative_to(SOURCE)).startswith(MAY_HOLD_SQL):
        return
    texts = [
        node.value
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert [text for text in texts if SQL.search(text)] == []


def _functions(module: str) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree_of(module)) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("module", MODULES)
def test_a_function_fits_on_a_screen(module: str) -> None:
    """A longer one is two functions."""
    lengths = {
        function.name: (function.end_lineno or 0) - function.lineno + 1
        for function in _functions(module)
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_a_module_is_about_one_subject() -> None:
    """A longer one is two modules; the tables are generated."""
    lengths = {
        module: len(path.read_text("utf-8").splitlines()) for module, path in MODULES.items()
    }
    long = {module for module, length in lengths.items() if length > LONGEST_MODULE}
    assert long <= {"clientlog.store.tables"}


def test_imports_inside_functions_are_few() -> None:
    """Only what one branch needs, and takes long to load or is not everywhere, is imported there.

    A package of `clientlog.lazy` serves what a command needs and another does not.
    """
    imports = {
        (module, node.lineno)
        for module in MODULES
        for function in _functions(module)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert len(imports) <= MOST_INNER_IMPORTS, sorted(imports)
