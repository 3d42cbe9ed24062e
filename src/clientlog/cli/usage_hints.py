"""Hints for the usage errors of Click: what the command takes instead."""

from collections.abc import Sequence
from typing import Any

from typer.core import TyperArgument

from clientlog.cli.help import write_it_as
from clientlog.shell import quote_words
from clientlog.suggest import near_matches

NEAR = 0.7
"""How alike an option must be to be suggested."""

NAMES = ("--client", "--who", "--name")
"""Options that people try where the client stands alone."""

TEXTS = ("TEXT", "ITEM", "NAME")
"""Arguments that may begin with a hyphen."""

MOMENTS = ("--to", "--at")
"""Options whose value people write without them."""


def usage_hint(error: BaseException, arguments: Sequence[str]) -> str:
    """Return the hint for a usage error; `arguments` are those of the whole command line."""
    context: Any = getattr(error, "ctx", None)
    if not context:
        return ""
    typed = list(arguments[len(context.command_path.split()) - 1 :])
    option = getattr(error, "option_name", None)
    if option:
        return _form(context, option) or _wrong_option(context, option, typed)
    return _moment_without_option(context, typed) or _try_help(context)


def _try_help(context: Any) -> str:
    return f"try: {context.command_path} --help"


def _form(context: Any, option: str) -> str | None:
    """Return how an option is written that lacks its value, or takes none; None if unknown."""
    for param in context.command.params:
        if option in (*param.opts, *param.secondary_opts):
            return write_it_as(option, None if param.is_flag else param.metavar or "VALUE")
    return None


def _wrong_option(context: Any, option: str, typed: list[str]) -> str:
    """Return the near options, the place of a name, or where a text with a hyphen stands."""
    arguments = {
        word
        for param in context.command.params
        if isinstance(param, TyperArgument)
        for word in (param.metavar or "").strip("[].").split("|")
    }
    if option in NAMES and "WHO" in arguments and (line := _without(option, context, typed)):
        return f"write the name by itself: {line}"
    names = {
        name.removeprefix("--"): name
        for param in context.command.params
        if not isinstance(param, TyperArgument)
        for name in param.opts
        if name.startswith("--")
    }
    near = near_matches(option.lstrip("-"), names, cutoff=NEAR)
    if near:
        return f"did you mean {', '.join(names[name] for name in near)}?"
    hint = _try_help(context)
    if arguments.intersection(TEXTS):
        hint += f"; put -- before a text that begins with a hyphen: {context.command_path} -- TEXT"
    return hint


def _without(option: str, context: Any, typed: list[str]) -> str | None:
    """Return the command line without the option, its value standing alone."""
    words = [word.removeprefix(f"{option}=") for word in typed if word != option]
    return quote_words([*context.command_path.split(), *words])


def _moment_without_option(context: Any, typed: list[str]) -> str | None:
    """Return the command line with `--at` or `--to` before the words that are left over."""
    options = {name for param in context.command.params for name in param.opts}
    moment = next((name for name in MOMENTS if name in options), None)
    if moment is None or moment in typed:
        return None
    _, rest, _ = context.command.make_parser(context).parse_args(list(typed))
    if not rest:
        return None
    words = list(typed)
    for word in rest:
        words.remove(word)
    return quote_words([*context.command_path.split(), *words, moment, " ".join(rest)])
