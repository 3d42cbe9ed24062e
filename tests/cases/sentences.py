"""The sentences of the source that may claim something of the whole journal."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import clientlog

SOURCE = Path(clientlog.__file__).parent

CLAIM = re.compile(
    r"\b(nothing|nobody|no|none|never|all|any|every|everything|everyone|everybody|only|well"
    r"|already|up to date|unchanged|without|not yet|on track)\b",
    re.IGNORECASE,
)
SQL = re.compile(r"\b(SELECT|FROM|WHERE|JOIN|UNION|INSERT|AND NOT|AS client)\b|\|\|| = '")
WORDS = {"nobody", "never", "nothing"}
"""Words that are a claim when they stand alone."""

HELP = {"Option", "Argument", "command", "group", "Typer", "compile"}
"""Calls whose arguments are help, or a pattern."""

PAGES = (
    "cli/manual.py", "cli/reference.py", "cli/topics.py", "models/__main__.py",
    "minutes/offered.py", "render/html/agenda.py", "rules/reference.py",
)  # fmt: skip
"""Whole pages of documentation, styles and words to look for."""


def collect_sentences() -> dict[str, str]:
    """Return each sentence with `{}` for what is filled in, and the first module that has it."""
    sentences: dict[str, str] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if name not in PAGES:
            for sentence in _sentences(ast.parse(path.read_text("utf-8"))):
                sentences.setdefault(sentence, name)
    return sentences


def _sentences(tree: ast.Module) -> Iterator[str]:
    skipped = {node for part in _never_printed(tree) for node in ast.walk(part)}
    for node in ast.walk(tree):
        text = _template(node)
        if node in skipped or text is None or SQL.search(text):
            continue
        if text in WORDS or (" " in text.strip() and CLAIM.search(text)):
            yield text


def _never_printed(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield docstrings, annotations, help, and the parts of other strings."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node
        elif isinstance(node, ast.Call) and _name(node.func) in HELP:
            yield from (*node.args, *node.keywords)
        elif isinstance(node, ast.JoinedStr):
            yield from (value for value in node.values if isinstance(value, ast.Constant))
        elif isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
            yield node.annotation
        elif isinstance(node, ast.FunctionDef) and node.returns:
            yield node.returns


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _template(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(value.value) if isinstance(value, ast.Constant) else "{}" for value in node.values
        )
    return None
