"""Refuse a text that an option splits in two: the value of the option was probably not quoted."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from typer.core import TyperArgument

from clientlog.cli.registry import WITH_VALUE
from clientlog.errors import UsageError, quote
from clientlog.shell import quote_words
from clientlog.text import escape_controls


class _Part(NamedTuple):
    """A word, or an option with its value."""

    word: str = ""
    option: str = ""
    """The name as typed; '' for a word."""
    value: str | None = None
    """None for a flag."""


def refuse_split_text(params: Iterable[Any], arguments: Sequence[str]) -> None:
    """Raise UsageError if words of one text stand before and after an option with a value."""
    params = list(params)
    positional = [param for param in params if isinstance(param, TyperArgument)]
    if not positional or not _takes_text(positional[-1]):
        return
    parts = list(_parts(params, arguments))
    heads = sum(param.nargs == 1 for param in positional)
    has_text, before = False, _Part()
    for place, part in enumerate(parts):
        is_text = not part.option and heads <= 0
        heads -= not part.option
        if is_text and has_text and before.value is not None:
            raise _split(positional[-1], before, parts[place:])
        has_text, before = has_text or is_text, part


def _takes_text(param: TyperArgument) -> bool:
    """Return whether the words of an argument are joined to one text; `REF...` is a list."""
    return param.nargs != 1 and not str(param.metavar).rstrip("]").endswith("...")


def _parts(params: Iterable[Any], arguments: Sequence[str]) -> Iterator[_Part]:
    """Yield the words and options up to `--`, or to an option that is not known."""
    by_name = {name: param for param in params for name in (*param.opts, *param.secondary_opts)}
    rest = iter(arguments)
    for argument in rest:
        if len(argument) < 2 or not argument.startswith("-"):
            yield _Part(argument)
            continue
        name, equals, value = argument.partition("=")
        if not argument.startswith("--"):
            name, value, equals = argument[:2], argument[2:], argument[2:]
        if name not in by_name:
            return
        if by_name[name].is_flag or name in WITH_VALUE:
            if name in WITH_VALUE and not equals:
                next(rest, "")
            yield _Part(option=name)
        else:
            yield _Part(option=name, value=value if equals else next(rest, ""))


def _split(argument: TyperArgument, before: _Part, after: Sequence[_Part]) -> UsageError:
    """Return the error: the words that follow the value are shown as a part of it."""
    ends = next((place for place, part in enumerate(after) if part.option), len(after))
    words = [before.value or "", *(part.word for part in after[:ends])]
    name = str(argument.metavar).strip("[]")
    whole = " ".join(words)
    quoted = quote_words([whole]) if any(sign in whole for sign in '"$`\\!') else f'"{whole}"'
    shown = f"{before.option} {quoted}" if quoted else before.option
    return UsageError(
        f"{name} is on both sides of {before.option}: "
        f"{quote(escape_controls(after[0].word))} follows its value",
        f"quote the text of {before.option}: {escape_controls(shown)}"
        f" (or write all of {name} before it)",
    )
