"""Dates, times, zones and clocks that cannot be, or that are not what they were."""

import json

import pytest

from tests.bad_inputs.person import Person

DATES: dict[str, str] = {
    "before all years": "0001-01-01",
    "after all years": "9999-12-31",
    "a step beyond all years": "+999999999999d",
    "the 30th of February": "2026-02-30",
    "5,000 digits": "9" * 5000,
    "digits of another script": "٢٠٢٦-١٢-٠١",
}


@pytest.mark.parametrize("name", DATES)
def test_a_due_date_that_cannot_be_is_refused(person: Person, name: str) -> None:
    """Exit 2, at once, with the option's name."""
    person.refused(2, "--due: ", "promise", "dana", "x", "--due", DATES[name])


PLACES: dict[str, tuple[str, ...]] = {
    "an attribute": ("action", "dana", "x due:9999-12-31"),
    "a moment": ("plan", "dana", "--at", "9999-12-31 10:00"),
    "a moment with an offset": ("log", "dana", "x", "--at", "0001-01-01T00:00+14:00"),
    "a look's beginning": ("timeline", "--since", "9999-12-31"),
    "an absence": ("client", "away", "dana", "--until", "9999-12-31"),
    "a schedule": ("promise", "dana", "x due:fri", "--every", "999999999999d"),
    "a length": ("log", "dana", "x", "--for", "99999999999999h"),
    "the present": ("list",),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_year_that_cannot_be_is_refused_everywhere(person: Person, name: str) -> None:
    """Exit 2, wherever a date, a step or a length is read."""
    now = {"CLIENTLOG_NOW": "9999-12-31T00:00:00Z"} if name == "the present" else {}
    person.refused(2, "", *(("today",) if now else PLACES[name]), **now)


def test_a_time_that_the_clocks_skip_is_moved(person: Person) -> None:
    """02:30 in the spring gap is 03:30, with a notice on standard error."""
    ended = person.taken("plan", "dana", "--at", "2027-03-28 02:30")
    assert "03:30" in ended.out
    (notice,) = ended.warnings
    assert "02:30 does not exist" in notice


def test_of_a_time_that_comes_twice_the_first_is_taken(person: Person) -> None:
    """02:30 in the autumn hour is shown with its offset."""
    ended = person.taken("log", "dana", "late", "--new", "--at", "2026-10-25 02:30")
    (notice,) = ended.warnings
    assert "the first (+02:00) was taken" in notice
    meetings = [one for one in json.loads(person.export())["records"] if one["record"] == "meeting"]
    assert "2026-10-25T00:30:00Z" in {one["starts_at"] for one in meetings}


ZONES: dict[str, str] = {
    "a planet": "Mars/Olympus",
    "a way out": "../../etc/passwd",
    "a folder": "Europe",
    "escape sequences": "\x1b[31m",
    "5,000 letters": "x" * 5000,
}


@pytest.mark.parametrize("name", ZONES)
def test_an_unknown_time_zone_is_one_warning(person: Person, name: str) -> None:
    """The answer still comes."""
    ended = person.taken("list", "notes", TZ=ZONES[name])
    (warning,) = ended.warnings
    assert warning.startswith("TZ names '")
    assert "likes tea" in ended.out


CLOCKS: dict[str, tuple[str, dict[str, str]]] = {
    "the clock set back": ("the clock was set back: the last change", {"CLIENTLOG_NOW": ""}),
    "the zone changed": (
        "the time zone is Asia/Tokyo now; it was Europe/Berlin",
        {"TZ": "Asia/Tokyo"},
    ),
    "both": (
        "the clock was set back: the last change",
        {"CLIENTLOG_NOW": "", "TZ": "Asia/Tokyo"},
    ),
}


@pytest.mark.parametrize("name", CLOCKS)
def test_the_order_is_kept_when_the_clock_is_not(person: Person, name: str) -> None:
    """One warning; what was changed last is undone first, whatever the clock said then."""
    said, surroundings = CLOCKS[name]
    person.taken("note", "dana", "the earlier", CLIENTLOG_NOW="2190-01-01T00:00:00Z")
    later = {"CLIENTLOG_NOW": "2190-01-01T00:00:00Z"} | surroundings
    (warning,) = person.taken("note", "dana", "the later", **later).warnings
    assert warning.startswith(said)
    assert "the later" in person.taken("undo", **later).out
    assert person.texts("note") == ["likes tea", "the earlier"]


def test_a_present_that_was_stated_is_not_warned_of(person: Person) -> None:
    """CLIENTLOG_NOW goes back on purpose: to catch up."""
    assert not person.taken("note", "dana", "caught up", CLIENTLOG_NOW="2019-01-01").warnings
