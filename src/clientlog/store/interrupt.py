"""Signals that arrive while SQLite is at work, which would wait for the end of a statement."""

import signal
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

Handler = Callable[[int, FrameType | None], object]

STEPS = 10_000
"""SQLite's instructions between two looks: well under a millisecond."""

SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


@contextmanager
def stop_on_signals(connection: sqlite3.Connection) -> Iterator[None]:
    """Let a signal end the statement that is running, and then do what it always does.

    Python runs the handler of a signal between two instructions of its own, so one must be
    made to happen. There an exception would be lost: the handler only notes the signal, and
    is called again outside.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    caught: list[tuple[int, FrameType | None]] = []

    def look() -> int:
        return 1 if caught else 0

    def note(number: int, frame: FrameType | None) -> None:
        if getattr(frame, "f_code", None) is look.__code__:
            caught.append((number, frame))
        else:
            _call(handlers[number], number, frame)

    handlers = _handlers()
    for number in handlers:
        signal.signal(number, note)
    connection.set_progress_handler(look, STEPS)
    try:
        yield
    except Exception:
        # The statement was interrupted, whatever was made of that.
        if not caught:
            raise
    finally:
        connection.set_progress_handler(None, STEPS)
        for number, handler in handlers.items():
            if signal.getsignal(number) is note:
                signal.signal(number, handler)
    if caught:
        number, frame = caught[0]
        _call(handlers[number], number, frame)


def _handlers() -> dict[int, Handler]:
    """Return the functions of ours or Python's that are called for signals."""
    handlers = {number: signal.getsignal(number) for number in SIGNALS}
    return {number: handler for number, handler in handlers.items() if callable(handler)}


def _call(handler: Handler, number: int, frame: FrameType | None) -> None:
    handler(number, frame)
    raise KeyboardInterrupt
