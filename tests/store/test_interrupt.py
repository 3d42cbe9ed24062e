"""Signals while SQLite is at work."""

import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from clientlog.store.interrupt import SIGNALS, stop_on_signals

ENDLESS = (
    "WITH RECURSIVE n(x) AS (SELECT begin() UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    """A database in which a signal can be sent by a statement."""
    with closing(sqlite3.connect(":memory:")) as connection:
        yield connection


def send_later(connection: sqlite3.Connection, number: int) -> threading.Thread:
    """Send a signal to the main thread, once the endless statement is under way."""
    begun = threading.Event()

    def begin() -> int:
        begun.set()
        return 1

    connection.create_function("begin", 0, begin)

    def send() -> None:
        begun.wait()
        time.sleep(0.05)  # it is among SQLite's own instructions then
        signal.pthread_kill(threading.main_thread().ident or 0, number)

    thread = threading.Thread(target=send)
    thread.start()
    return thread


def test_a_signal_ends_the_statement_and_does_what_it_always_does(
    connection: sqlite3.Connection,
) -> None:
    """Ctrl-C raises what Python raises, not an error of SQLite."""
    thread = send_later(connection, signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), stop_on_signals(connection):
        connection.execute(ENDLESS)
    thread.join()


def test_a_handler_of_ones_own_is_called_with_the_signal(connection: sqlite3.Connection) -> None:
    """Once, and what it raises goes on."""
    numbers: list[int] = []

    def leave(number: int, _frame: object) -> None:
        numbers.append(number)
        raise SystemExit(143)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        thread = send_later(connection, signal.SIGTERM)
        with pytest.raises(SystemExit), stop_on_signals(connection):
            connection.execute(ENDLESS)
        thread.join()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert numbers == [signal.SIGTERM]


def test_afterwards_the_handlers_are_those_of_before(connection: sqlite3.Connection) -> None:
    """Whether it went well or not; an error of SQLite stays one."""
    before = [signal.getsignal(number) for number in SIGNALS]
    with stop_on_signals(connection):
        assert connection.execute("SELECT 1").fetchone() == (1,)
    with pytest.raises(sqlite3.OperationalError), stop_on_signals(connection):
        connection.execute("SELECT * FROM nothing")
    assert [signal.getsignal(number) for number in SIGNALS] == before


def test_another_thread_leaves_signals_alone(connection: sqlite3.Connection) -> None:
    """Only the main thread can set handlers."""
    handlers: list[object] = []

    def work() -> None:
        with closing(sqlite3.connect(":memory:")) as own, stop_on_signals(own):
            handlers.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert handlers == [signal.getsignal(signal.SIGINT)]


def test_a_signal_between_two_statements_is_not_put_off(connection: sqlite3.Connection) -> None:
    """Python itself sees to it; nothing is done after it."""
    done = []
    with pytest.raises(KeyboardInterrupt), stop_on_signals(connection):
        done.append("before")
        signal.raise_signal(signal.SIGINT)
        done.append("after")
    assert done == ["before"]


def test_a_signal_that_is_ignored_stays_ignored(connection: sqlite3.Connection) -> None:
    """As SIGHUP is under nohup; and one that ends the program is left to the system."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stop_on_signals(connection):
            signal.raise_signal(signal.SIGHUP)
            assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_handler_that_was_set_meanwhile_stays(connection: sqlite3.Connection) -> None:
    """Only what was replaced here is put back."""
    before = signal.getsignal(signal.SIGINT)

    def own(_number: int, _frame: object) -> None:
        raise SystemExit

    try:
        with stop_on_signals(connection):
            signal.signal(signal.SIGINT, own)
        assert signal.getsignal(signal.SIGINT) is own
    finally:
        signal.signal(signal.SIGINT, before)
