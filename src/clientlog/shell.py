"""Quoting for bash, zsh and fish: whatever is printed as a command passes through here."""

import re
import shlex
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from clientlog.text import escape_controls

_MARK = "\x00"

_PLAIN = re.compile(r"[A-Za-z0-9_./:@+,-][A-Za-z0-9_./:@+,=-]*", re.ASCII)


def quote_word(word: str) -> str | None:
    r"""Return a word as one argument of a command; None where no quoting makes it safe.

    Backslashes and single quotes stand outside the quotes, `'it'\''s'`: within them fish reads
    a backslash in another way than bash and zsh do.
    """
    if escape_controls(word) != word:
        return None
    if _PLAIN.fullmatch(word):
        return word
    parts = re.findall(r"[\\']|[^\\']+", word)
    return "".join(f"\\{part}" if part in "\\'" else f"'{part}'" for part in parts) or "''"


def quote_or(word: str, placeholder: str) -> str:
    """Return a quoted word, or a word in capitals, to be filled in, for one that is not safe."""
    return quote_word(word) or placeholder


def quote_words(words: Iterable[str]) -> str | None:
    """Return a command of these words; None where one of them cannot be made safe."""
    quoted = [quote_word(word) for word in words]
    return None if None in quoted else " ".join(word for word in quoted if word is not None)


def verbatim(text: str) -> str:
    """Return a text of the user's for a hint or a notice, in which no command is looked for.

    `qualify` takes the mark out again; no text that is stored, and no path, can hold it.
    """
    return text.replace("clientlog ", f"clientlog{_MARK} ")


def qualify(text: str, program: str) -> str:
    """Return a hint or a notice with `program` in the place of `clientlog` in its commands."""
    text = re.sub(r"\bclientlog (?=[a-z])", lambda _: f"{program} ", text)
    return text.replace(_MARK, "")


def history_line(words: Iterable[str]) -> str:
    """Return a command as the history keeps it: quoted, even where no shell could take it."""
    return " ".join(quote_word(word) or shlex.quote(word) for word in words)


def export_line(name: str, value: str, environ: Mapping[str, str]) -> str | None:
    """Return the command that sets a variable in the user's shell; None where none is safe."""
    shell = Path(environ.get("SHELL", "")).name
    if not shell and "PSModulePath" in environ:
        literal = value.replace("'", "''")
        return None if escape_controls(value) != value else f"$env:{name} = '{literal}'"
    quoted = quote_word(value)
    if quoted is None:
        return None
    return f"set -gx {name} {quoted}" if shell == "fish" else f"export {name}={quoted}"


def typed_program(typed: Sequence[str], script: str) -> str:
    """Return how the user called this program: `clientlog`, `.venv/bin/clientlog`.

    `typed` is the command line of the process, `script` the file that it runs.
    """
    file = Path(script)
    if file.name == "__main__.py" and file.parent.name == "clientlog":
        return quote_words([typed[0], "-m", "clientlog"]) or "clientlog"
    if file.stem != "clientlog" or shutil.which("clientlog") == script:
        return "clientlog"
    return quote_word(script) or "clientlog"
