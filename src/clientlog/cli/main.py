"""The entry point, and the one boundary that turns errors into a line and an exit code."""

import codecs
import gc
import os
import re
import signal
import sys
import warnings
from collections.abc import Callable, Sequence
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

from clientlog.errors import ClientlogError, UsageError
from clientlog.render.terminal import Terminal, write_err
from clientlog.text import is_unicode

if TYPE_CHECKING:
    from clientlog.cli.context import Context
    from clientlog.cli.result import Result

BUG = 70

SPELL_OUT = "clientlog-spell-out"
"""The error handler for letters that the encoding of a stream does not have."""


class Stopped(BaseException):
    """A signal asked the program to end; what was not committed is lost."""

    def __init__(self, number: int) -> None:
        """Keep the exit code for the number of the signal."""
        super().__init__(number)
        self.exit_code = 128 + number


def main() -> NoReturn:
    """Run the command line of this process."""
    # A process that lives for a fraction of a second gains nothing from collecting garbage.
    gc.disable()
    # pydantic looks for plugins in every installed distribution: 10 ms, for none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    os.umask(0o077)
    # Opening the journal may warn that it was brought up to date.
    warnings.showwarning = lambda message, *_: _complain(str(message))
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        signal.signal(number, _stop)
    codecs.register_error(SPELL_OUT, spell_out)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.reconfigure(errors=SPELL_OUT)  # type: ignore[union-attr]
    if os.environ.get("_CLIENTLOG_COMPLETE"):
        from clientlog.cli.completion_answer import answer

        _finish(answer(load_root))
    _finish(run_program(sys.argv[1:]))


def load_root() -> Any:
    """Load the tree of commands."""
    from clientlog.cli.app import build

    return build()


def spell_out(error: UnicodeError) -> tuple[str, int]:
    """Spell in ASCII what a terminal or a pipe cannot show: `...` and `Lukasz` for Łukasz."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from anyascii import anyascii

    letters = error.object[error.start : error.end]
    return "".join(anyascii(letter) or "?" for letter in letters), error.end


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    raise Stopped(number)


def _finish(code: int) -> NoReturn:
    """Exit at once: an orderly shutdown would take 20 ms."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            code = code or 1
    os._exit(code)


def run_program(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; results to stdout, all else to stderr."""
    contexts: list[Context] = []
    try:
        return _run(list(arguments), contexts)
    except ClientlogError as error:
        return _report(error, error.exit_code, arguments)
    except (KeyboardInterrupt, Stopped) as stop:
        return stop.exit_code if isinstance(stop, Stopped) else 130
    except BrokenPipeError:
        _silence(sys.stdout)
        return 0
    except OSError as error:
        # A full disk, a closed stream, a missing folder: not a bug.
        _silence(sys.stdout)
        name = f"{error.filename}: " if error.filename else ""
        return _report(ClientlogError(f"{name}{error.strerror or error}"), 1, arguments)
    except Exception as error:
        return _report_bug(error, contexts, arguments)


def _run(arguments: list[str], contexts: "list[Context]") -> int:
    """Run one command; keep its context, whatever happens to it, in `contexts`."""
    import typer

    from clientlog.cli.app import build, with_default_command

    # The base class of every usage error; Typer's own Click is private.
    usage_error: Any = typer.BadParameter.__mro__[1]
    try:
        _refuse_what_is_not_utf8(arguments)
        command = build()
        result = command.main(
            with_default_command(arguments),
            prog_name="clientlog",
            standalone_mode=False,
            obj=_context_maker(arguments, contexts),
        )
    except usage_error as error:
        raise _as_wrong_usage(error, with_default_command(arguments)) from None
    except typer.Abort as abort:
        # Click also makes one of every EOFError, which is not an interruption.
        if isinstance(abort.__cause__, EOFError):
            raise abort.__cause__ from None
        return 130
    if not isinstance(result, int):
        return _say(result)
    # Help or the version was printed; find out now if it could not be written.
    if sys.stdout is not None:
        sys.stdout.flush()
    return result


def _context_maker(arguments: list[str], contexts: "list[Context]") -> Callable[..., "Context"]:
    """Return what makes the context of the command from its shared options."""

    def make(**shared: Any) -> "Context":
        from clientlog.cli.context import Context

        contexts.append(Context(**shared, arguments=arguments))
        return contexts[-1]

    return make


def _say(result: "Result | None") -> int:
    """Print a result; if it was saved but cannot be printed, say so with exit code 1."""
    if result is None:
        return 0
    try:
        result.print()
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader of the output may stop reading, as `head` does.
        _silence(sys.stdout)
        return 1 if _tell_saved(result) else result.exit_code
    except OSError as error:
        _silence(sys.stdout)
        if not _tell_saved(result):
            _complain(f"the output could not be written: {error.strerror}")
        return 1
    return result.exit_code


def _tell_saved(result: "Result") -> bool:
    if not result.saved:
        return False
    _complain(f"{result.saved}, but the output failed")
    return True


def _refuse_what_is_not_utf8(arguments: list[str]) -> None:
    for position, argument in enumerate(arguments, 1):
        if not is_unicode(argument):
            raise UsageError(f"argument {position} is not valid UTF-8")


def _as_wrong_usage(error: BaseException, arguments: list[str]) -> UsageError:
    from clientlog.cli.usage_hints import usage_hint

    # Click's own message of a wrong option ends with every option that looks a little like it.
    is_option = hasattr(error, "option_name")
    text = error.message if is_option else error.format_message()  # type: ignore[attr-defined]  # Click's
    message = _cut(text.rstrip("."))
    return UsageError(message[:1].lower() + message[1:], usage_hint(error, arguments))


def _cut(message: str) -> str:
    """Return the message with each word cut to 80 characters: Click quotes all that was typed."""
    return re.sub(r"\S{81,}", lambda word: f"{word[0][:79]}…", message)[:300]


def _report(error: ClientlogError, code: int, arguments: Sequence[str]) -> int:
    if "--json" in arguments:
        document = {
            "version": 1,
            "error": {"code": code, "message": error.message, "hint": error.hint},
        }
        try:
            Terminal(os.environ).write_json(document)
            sys.stdout.flush()
        except (OSError, ValueError):
            _silence(sys.stdout)
    _complain(error.message, error.hint)
    return code


def _complain(message: str, hint: str = "") -> None:
    """Write an error in one line, and its hint below it."""
    write_err("clientlog: " + " ".join(message.split("\n")))
    if hint:
        write_err(f"  hint: {hint}")


def _find_damage(contexts: "list[Context]") -> ClientlogError | None:
    """Return what is wrong with the journal of the command, where that may be why it failed."""
    from clientlog.store.content_check import find_damage

    return next(filter(None, (find_damage(context.path) for context in contexts)), None)


def _report_bug(error: Exception, contexts: "list[Context]", arguments: Sequence[str]) -> int:
    """Report a bug in one line without client data; write the details to the state folder.

    It is none where the journal is damaged.
    """
    from clientlog.cli.bug_report import write_bug_report

    damage = _find_damage(contexts)
    if damage:
        return _report(damage, damage.exit_code, arguments)
    where = write_bug_report(error)
    bug = ClientlogError(
        f"this is a bug in clientlog ({type(error).__name__})",
        f"the details are in {where}" if where else "",
    )
    return _report(bug, BUG, arguments)


def _silence(stream: object) -> None:
    """Point a broken stream at nothing, so that Python's own last flush stays quiet."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[attr-defined]
    except (OSError, ValueError, AttributeError):
        return
