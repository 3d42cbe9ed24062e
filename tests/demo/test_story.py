"""The story: commands a year long, dated from the present."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from clientlog.demo.story import STORY, read_events
from clientlog.errors import UsageError
from tests.demo.conftest import LAST_MOMENTS, NOW, ZONE, clock_at


def typed(
    line: str, db: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """Return the words of the one command of a story, which ends on a Friday at noon."""
    write_story(line, tmp_path, monkeypatch)
    (event,) = read_events(clock_at(NOW))
    return event.words(db)


def test_every_line_but_comments_is_a_command() -> None:
    """None is skipped because it does not look like one."""
    lines = STORY.read_text("utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith("#")]
    assert len(read_events(clock_at(NOW))) == len(commands) > 400


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("D-3 10:00 | done {who is overloaded}", ["done", "p6"]),
        (
            "D-3 10:00 | snooze late:{who is overloaded} --until {D+6}",
            ["snooze", "late:p6", "--until", "+9d"],
        ),
        ('D-3 10:00 | promise ingrid "a page due:{D+0}"', ["promise", "ingrid", "a page due:fri"]),
        ('D-3 10:00 | promise ingrid "a page due:{D+11}"', ["promise", "ingrid", "a page due:+2w"]),
        ('D-3 10:00 | plan ingrid --at "{D+3} 09:30"', ["plan", "ingrid", "--at", "mon 09:30"]),
        ('D-3 10:00 | plan ingrid --at "{soon}"', ["plan", "ingrid", "--at", "fri 14:00"]),
        ('D-3 10:00 | plan ingrid --at "{soon+90}"', ["plan", "ingrid", "--at", "fri 15:30"]),
    ],
)
def test_what_stands_in_braces_is_filled_in_as_it_was_typed(
    line: str,
    words: list[str],
    db: sqlite3.Connection,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Days as seen from the day of the command, REFs from the journal."""
    assert typed(line, db, tmp_path, monkeypatch) == words


def test_words_that_no_record_holds_are_an_error(
    db: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake in the story is found when it is played."""
    with pytest.raises(LookupError, match="nobody ever said this"):
        typed("D-3 10:00 | done {nobody ever said this}", db, tmp_path, monkeypatch)


@pytest.mark.parametrize(("now", "zone"), [(NOW, ZONE), *LAST_MOMENTS])
def test_everything_was_recorded_in_its_time(now: str, zone: str) -> None:
    """The year lies within the 365 days before its end, in order, and never at a weekend."""
    clock = clock_at(now, zone)
    moments = [event.at for event in read_events(clock)]
    assert moments == sorted(set(moments))
    assert clock.now - timedelta(days=365) < moments[0] < moments[-1] < clock.now
    assert all(clock.local(moment).weekday() < 5 for moment in moments)


@pytest.mark.parametrize("now", ["1901-06-01T12:00", "2200-12-31T12:00"])
def test_no_year_beyond_the_calendar(now: str) -> None:
    """Where a journal could not hold the year, that is said."""
    with pytest.raises(UsageError):
        read_events(clock_at(now))


def write_story(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = tmp_path / "story.txt"
    story.write_text(text, "utf-8")
    monkeypatch.setattr("clientlog.demo.story.STORY", story)


@pytest.mark.parametrize(
    ("now", "placeholder", "text"),
    [
        ("2026-11-20T06:59", "soon", "today 09:00"),
        ("2026-11-20T07:30", "soon", "today 09:00"),
        ("2026-11-20T08:00", "soon", "today 10:00"),
        ("2026-11-20T13:59", "soon", "today 15:00"),
        ("2026-11-20T13:59", "soon+30", "today 15:30"),
        ("2026-11-20T14:00", "soon", "sat 09:00"),
        ("2026-11-20T14:00", "soon+30", "sat 09:30"),
        (NOW, "D-1", "today"),
        (NOW, "D+0", "today"),
        (NOW, "D+1", "today"),
        (NOW, "D+3", "mon"),
        (NOW, "D+7", "fri"),
        ("2026-11-19T12:00", "D+8", "+8d"),
        (NOW, "D+8", "fri"),
        (NOW, "D+10", "+10d"),
        (NOW, "D+13", "+13d"),
        (NOW, "D+14", "+2w"),
        (NOW, "D+17", "+17d"),
    ],
)
def test_a_day_to_come_is_typed_as_people_do(
    db: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: str,
    placeholder: str, text: str,
) -> None:  # fmt: skip
    """A working day; the next meeting is within a day, two hours ahead or in the morning."""
    write_story(f"D-0 01:00 | plan ingrid {{{placeholder}}}", tmp_path, monkeypatch)
    (event,) = read_events(clock_at(now))
    assert " ".join(event.words(db)) == f"plan ingrid {text}"


@pytest.mark.parametrize(
    ("now", "lines", "moments"),
    [
        ("2026-11-22T12:00", ["D-1 10:00"], ["2026-11-20 10:00"]),
        ("2026-11-22T12:00", ["D-0 10:00"], ["2026-11-22 10:00"]),
        ("2026-11-23T12:00", ["D-3 10:00"], ["2026-11-20 10:00"]),
        ("2026-11-22T12:00", ["D-2 10:00", "D-1 10:00", "D-1 10:01"],
         ["2026-11-20 10:00", "2026-11-20 10:01", "2026-11-20 10:02"]),
        ("2026-11-22T12:00", ["D-2 11:00", "D-1 10:00", "D-1 12:00"],
         ["2026-11-20 11:00", "2026-11-20 11:01", "2026-11-20 12:00"]),
    ],
)  # fmt: skip
def test_a_command_of_a_weekend_was_typed_on_friday(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: str, lines: list[str],
    moments: list[str],
) -> None:  # fmt: skip
    """After those of that day, a minute apart."""
    write_story("".join(f"{line} | today\n" for line in lines), tmp_path, monkeypatch)
    clock = clock_at(now)
    assert [f"{clock.local(event.at):%Y-%m-%d %H:%M}" for event in read_events(clock)] == moments


@pytest.mark.parametrize(("year", "is_taken"), [(1901, False), (1902, True), (2199, True),
                                               (2200, False)])  # fmt: skip
def test_the_years_of_a_sample_are_those_of_a_journal(year: int, is_taken: bool) -> None:
    """With a year to spare; the hint names them."""
    clock = clock_at(f"{year}-06-01T12:00")
    if is_taken:
        assert len(read_events(clock)) > 400
        return
    with pytest.raises(UsageError, match=f"a sample year cannot end in {year}") as raised:
        read_events(clock)
    assert raised.value.hint == "set the clock between 1902 and 2199"
