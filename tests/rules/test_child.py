"""A function in a process of its own."""

import os
import signal
import time

import pytest

from clientlog.rules.child import run_in_child


def test_the_answer_comes_back_from_another_process() -> None:
    """Whatever is made of numbers, texts, bytes, lists and tuples; also a long one."""
    assert run_in_child(lambda: [1, "ä", b"\x00", (2.5, None)], 10) == [
        1,
        "ä",
        b"\x00",
        (2.5, None),
    ]
    assert run_in_child(os.getpid, 10) != os.getpid()
    assert run_in_child(lambda: "x" * 200_000, 10) == "x" * 200_000


def test_what_takes_too_long_is_ended_and_has_no_answer() -> None:
    """Long before it would have ended by itself."""
    started = time.monotonic()

    def sleep() -> None:
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        time.sleep(60)

    assert run_in_child(sleep, 0.05) is None
    assert time.monotonic() - started < 30


def test_what_fails_or_cannot_be_handed_on_has_no_answer() -> None:
    """The parent goes on."""

    def fail() -> None:
        os._exit(3)

    assert run_in_child(fail, 10) is None
    assert run_in_child(object, 10) is None


def test_no_process_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither one that has answered, within a second, nor one that was ended."""
    children: list[int] = []
    fork = os.fork

    def recorded_fork() -> int:
        children.append(fork())
        return children[-1]

    monkeypatch.setattr(os, "fork", recorded_fork)
    assert run_in_child(lambda: 1, 1) == 1
    assert run_in_child(lambda: time.sleep(60), 0.05) is None
    for child in children:
        with pytest.raises(ChildProcessError):
            os.waitpid(child, os.WNOHANG)
