"""Signals that arrive while SQLite is at work, which would wait for the end of a statement."""

import signal
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

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
        if frame is not None and frame.f_code is look.__code__:
            caught.append((number, frame))
        else:
            _call(handlers[number], number, frame)

    handlers = {number: signal.getsignal(number) for number in SIGNALS}
    for number in SIGNALS:
        if callable(handlers[number]):
            signal.signal(number, note)
    connection.set_progress_handler(look, STEPS)
    try:
        yield
    except Exception:
        # The statement was interrupted, whatever was made of that.
        if not caught:
            raise
    finally:
        connection.set_progress_handler(None, 0)
        for number, handler in handlers.items():
            if signal.getsignal(number) is note:
                signal.signal(number, handler)
    if caught:
        number, frame = caught[0]
        _call(handlers[number], number, frame)


def _call(handler: object, number: int, frame: FrameType | None) -> None:
    if callable(handler):
        handler(number, frame)
    raise KeyboardInterrupt
