"""How far something has come."""

import io
import sys

import pytest

from clientlog.render.progress import INTERVAL, PATIENCE, WIDTH, Progress


class Terminal(io.StringIO):
    """A terminal that keeps what is drawn."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands until its one value is changed."""
    now = [100.0]
    monkeypatch.setattr("clientlog.render.progress.time.monotonic", lambda: now[0])
    return now


def stderr(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in the place of stderr."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    return terminal


def test_nothing_is_drawn_within_the_first_second(
    seconds: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is quick leaves no trace, not even an erased line."""
    terminal = stderr(monkeypatch)
    with Progress() as bar:
        seconds[0] += PATIENCE - 0.01
        bar.show("records", 1, 2)
    assert terminal.getvalue() == ""


def test_after_a_second_a_bar_is_drawn_and_erased(
    seconds: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the counts in groups of three figures."""
    terminal = stderr(monkeypatch)
    with Progress() as bar:
        seconds[0] += PATIENCE
        bar.show("records", 1200, 2400)
        half = WIDTH // 2
        drawn = f"\r\x1b[Krecords [{'#' * half}{' ' * half}] 1,200 of 2,400"
        assert terminal.getvalue() == drawn
    assert terminal.getvalue() == drawn + "\r\x1b[K"


def test_without_a_total_only_the_count_is_drawn(
    seconds: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """How much is left is not known."""
    terminal = stderr(monkeypatch)
    bar = Progress()
    seconds[0] += PATIENCE
    bar.show("mails", 1500)
    assert terminal.getvalue() == "\r\x1b[Kmails: 1,500"


def test_a_bar_is_never_longer_than_its_room(
    seconds: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """More may come than was thought."""
    terminal = stderr(monkeypatch)
    bar = Progress()
    seconds[0] += PATIENCE
    bar.show("mails", 7, 2)
    assert terminal.getvalue().count("#") == WIDTH


def test_it_is_drawn_ten_times_a_second_at_most(
    seconds: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drawing takes longer than counting."""
    terminal = stderr(monkeypatch)
    bar = Progress()
    seconds[0] += PATIENCE
    for count in (1, 2):
        bar.show("mails", count)
    seconds[0] += INTERVAL
    bar.show("mails", 3)
    assert terminal.getvalue() == "\r\x1b[Kmails: 1\r\x1b[Kmails: 3"


def test_what_is_tracked_is_handed_on(
    seconds: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every value, and counted from one."""
    terminal = stderr(monkeypatch)
    bar = Progress()
    seconds[0] += PATIENCE
    assert [*bar.track("mails", "ab", 2)] == ["a", "b"]
    assert "1 of 2" in terminal.getvalue()


def test_nothing_is_drawn_where_nobody_looks(
    seconds: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stderr is a file, closed or not there, or quiet was asked for."""
    closed = io.StringIO()
    closed.close()
    for stream in (io.StringIO(), closed, None):
        monkeypatch.setattr(sys, "stderr", stream)
        with Progress() as bar:
            seconds[0] += PATIENCE
            bar.show("mails", 1)
        if stream is not None and not stream.closed:
            assert stream.getvalue() == ""
    terminal = stderr(monkeypatch)
    with Progress(is_quiet=True) as bar:
        seconds[0] += PATIENCE
        bar.show("mails", 1)
    assert terminal.getvalue() == ""
