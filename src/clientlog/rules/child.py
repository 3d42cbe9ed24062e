"""Run a function in a process of its own, which can be killed at any time."""

import marshal
import os
import select
import signal
import time
from collections.abc import Callable
from typing import Any, TypeVar

Answer = TypeVar("Answer")

_PIECE = 1 << 16


def run_in_child(function: Callable[[], Answer], seconds: float) -> Answer | None:
    """Return the function's result; None if it takes too long or its process dies.

    The answer is made of numbers, texts, bytes, lists and tuples only.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _run(function, writing, seconds)
    os.close(writing)
    try:
        content = _read_within(reading, seconds)
    finally:
        os.close(reading)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    try:
        answer: Any = marshal.loads(content)
    except (EOFError, ValueError, TypeError):
        return None
    return answer  # type: ignore[no-any-return]  # it is what the function returned


def _run(function: Callable[[], object], writing: int, seconds: float) -> None:
    """Be the child: answer, and end without touching anything of the parent's."""
    try:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        # Should the parent be killed, nobody else ends this process.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds + 1)
        with os.fdopen(writing, "wb") as pipe:
            answer: Any = function()
            pipe.write(marshal.dumps(answer))
    finally:
        os._exit(0)


def _read_within(reading: int, seconds: float) -> bytes:
    content = bytearray()
    # A length of time, not the present: CLIENTLOG_NOW must not stop it.
    ends = time.monotonic() + seconds
    while (left := ends - time.monotonic()) > 0:
        if select.select([reading], [], [], left)[0]:
            piece = os.read(reading, _PIECE)
            if not piece:
                break
            content += piece
    return bytes(content)
