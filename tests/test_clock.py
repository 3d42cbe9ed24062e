"""The present, the local day and the user's zone."""

import os
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientlog import clock as clock_module
from clientlog.clock import Clock, format_moment, parse_moment, read_clock, real_now
from clientlog.errors import UsageError

NOW = "2026-11-22T06:03:00Z"


def clock_in(zone: str, now: str = NOW) -> Clock:
    clock, warnings = read_clock({"TZ": zone, "CLIENTLOG_NOW": now}, None)
    assert warnings == []
    return clock


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2026-11-22T06:03:00Z", "2026-11-22T06:03:00Z"),
        ("2026-11-22T06:03:00+09:00", "2026-11-21T21:03:00Z"),
        ("2026-11-22T06:03:59.999+01:00", "2026-11-22T05:03:59Z"),
        ("2026-11-22T06:03", "2026-11-22T05:03:00Z"),
        ("2026-11-22 06:03", "2026-11-22T05:03:00Z"),
        ("2026-07-01T06:03", "2026-07-01T04:03:00Z"),
        ("2026-11-22", "2026-11-21T23:00:00Z"),
    ],
)
def test_stated_present(stated: str, expected: str) -> None:
    """CLIENTLOG_NOW with an offset is a moment, without one a wall time in the zone."""
    now = clock_in("Europe/Berlin", stated).now
    assert format_moment(now) == expected
    assert now.tzinfo is UTC
    assert now.microsecond == 0


@pytest.mark.parametrize(
    "stated",
    [
        "yesterday", "2026-02-30", "2026-11-22T25:00", "2026-11-22T06:03+99:00", "20261122",
        "2026-W47-7", "2026-11-22x06:03", "2026-11-22T", "٢٠٢٦-١١-٢٢", " ", "1\x1b[2J", "9" * 5000,
        "1899-12-31", "2201-01-01", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00",
        "1900-01-01T00:00+05:00", "2200-12-31T23:59-05:00", "\udcff",
    ],
)  # fmt: skip
def test_refused_present(stated: str) -> None:
    """A CLIENTLOG_NOW that is no moment, or far from any life, is wrong usage and named."""
    with pytest.raises(UsageError, match="CLIENTLOG_NOW") as refused:
        read_clock({"CLIENTLOG_NOW": stated}, "UTC")
    assert "\x1b" not in refused.value.message
    assert len(refused.value.message) < 200


def test_real_present() -> None:
    """Without CLIENTLOG_NOW, or with an empty one, the real clock is read, in whole seconds."""
    before = real_now()
    clocks = [read_clock(environ, "UTC")[0] for environ in ({}, {"CLIENTLOG_NOW": "", "TZ": ""})]
    for clock in clocks:
        assert before <= clock.now <= real_now()
        assert clock.now.tzinfo is UTC
        assert clock.now.microsecond == 0


@pytest.mark.parametrize(
    ("environment", "configured", "expected"),
    [
        ("Asia/Tokyo", "Europe/Berlin", "Asia/Tokyo"),
        (":Asia/Tokyo", None, "Asia/Tokyo"),
        ("", "Europe/Berlin", "Europe/Berlin"),
        (None, "Europe/Berlin", "Europe/Berlin"),
    ],
)
def test_source_of_the_zone(environment: str | None, configured: str, expected: str) -> None:
    """The zone is TZ, then the configured one; an empty TZ counts as unset."""
    environ = {} if environment is None else {"TZ": environment}
    clock, warnings = read_clock(environ, configured)
    assert clock.zone_name == expected
    assert clock.zone == ZoneInfo(expected)
    assert warnings == []


@pytest.mark.parametrize(
    "unknown",
    ["Mars/Base", "America", "/etc/passwd", "../../etc/passwd", "a\x00b", "é", "x" * 5000, ":",
     "/dev/zero", "/no/such/file", "\udcff", "/\x00", "EST5EDT4,M99.9.9,M11.1.0"],
)  # fmt: skip
def test_unknown_zone(unknown: str) -> None:
    """An unknown zone gives one warning, and the next source is used."""
    clock, warnings = read_clock({"TZ": unknown}, "Asia/Tokyo")
    assert clock.zone_name == "Asia/Tokyo"
    assert len(warnings) == 1
    assert "TZ" in warnings[0]
    assert "\x00" not in warnings[0]
    assert len(warnings[0]) < 160


def test_pipe_as_zone(tmp_path: Path) -> None:
    """A TZ that names a pipe is unknown, rather than waited on."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert len(read_clock({"TZ": f":{pipe}"}, "UTC")[1]) == 1


def test_unknown_zones_everywhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With no usable zone anywhere there is still a clock, and a warning for each source."""
    monkeypatch.setattr(clock_module, "SYSTEM_ZONE", tmp_path / "nothing")
    monkeypatch.setattr(clock_module, "SYSTEM_ZONE_NAME", tmp_path / "nothing")
    clock, warnings = read_clock({"TZ": "Mars/Base", "CLIENTLOG_NOW": NOW}, "Moon/Base")
    assert format_moment(clock.now) == NOW
    assert clock.zone_name == "local"
    assert ["TZ" in warnings[0], "configuration" in warnings[1]] == [True, True]


@pytest.fixture
def zone_files() -> Path:
    """Where this system keeps its zone files."""
    folder = Path("/usr/share/zoneinfo")
    if not (folder / "Asia/Tokyo").is_file():
        pytest.skip("no zone files on this system")
    return folder


@pytest.mark.parametrize("prefix", ["", ":"])
def test_zone_file(prefix: str, zone_files: Path) -> None:
    """TZ may name a zone file by its path."""
    clock = clock_in(f"{prefix}{zone_files}/Asia/Tokyo")
    assert clock.local(clock.now).utcoffset() == timedelta(hours=9)


@pytest.mark.parametrize(("copied", "name"), [(False, "Asia/Tokyo"), (True, "local")])
def test_system_zone(
    copied: bool, name: str, zone_files: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The system's zone is read from a link, which gives its name, and from a copy."""
    system = tmp_path / "localtime"
    if copied:
        system.write_bytes((zone_files / "Asia/Tokyo").read_bytes())
    else:
        system.symlink_to(zone_files / "Asia/Tokyo")
    monkeypatch.setattr(clock_module, "SYSTEM_ZONE", system)
    clock, warnings = read_clock({"CLIENTLOG_NOW": "2026-11-22T00:00Z"}, None)
    assert (clock.zone_name, warnings) == (name, [])
    assert clock.local(clock.now).hour == 9


@pytest.mark.parametrize(
    ("written", "name"),
    [("Asia/Tokyo\n", "Asia/Tokyo"), ("Mars/Base", "local"), ("", "local"), ("\xff", "local")],
)
def test_written_zone(
    written: str, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where the system's zone is neither linked nor copied, its written name is read."""
    noted = tmp_path / "timezone"
    noted.write_text(written, "latin-1")
    monkeypatch.setattr(clock_module, "SYSTEM_ZONE", tmp_path / "nothing")
    monkeypatch.setattr(clock_module, "SYSTEM_ZONE_NAME", noted)
    assert read_clock({"CLIENTLOG_NOW": NOW}, None)[0].zone_name == name


@pytest.mark.parametrize(
    ("rule", "winter", "summer"),
    [
        ("EST5EDT4,M3.2.0,M11.1.0", -5, -4),
        ("EST5EDT,M3.2.0,M11.1.0", -5, -4),
        ("CET-1CEST,M3.5.0,M10.5.0/3", 1, 2),
        ("JST-9", 9, 9),
        ("UTC+3", -3, -3),
        ("<+0330>-3:30", 3.5, 3.5),
        ("<-03>3<-02>,M3.5.0/-2,M10.5.0/-1", -3, -2),
    ],
)
def test_posix_rule(rule: str, winter: float, summer: float) -> None:
    """TZ may be a POSIX rule, whose hours count westward."""
    clock = clock_in(rule)
    assert clock.zone_name == rule
    for month, hours in ((1, winter), (7, summer)):
        assert clock.local(datetime(2026, month, 15, tzinfo=UTC)).utcoffset() == timedelta(
            hours=hours
        )


def test_local_day() -> None:
    """Days are the zone's: late in the evening in UTC is tomorrow in Tokyo."""
    late = "2026-11-22T20:00:00Z"
    assert clock_in("Asia/Tokyo", late).today == date(2026, 11, 23)
    assert clock_in("America/New_York", late).today == date(2026, 11, 22)
    assert clock_in("Asia/Tokyo").day(parse_moment(late)) == date(2026, 11, 23)
    assert f"{clock_in('Asia/Tokyo').local(parse_moment(late)):%H:%M}" == "05:00"


@pytest.mark.parametrize(
    ("zone", "day", "wall", "expected", "notice"),
    [
        ("Europe/Berlin", "2026-11-27", "10:00", "2026-11-27T09:00:00Z", ""),
        ("Europe/Berlin", "2027-03-28", "01:59", "2027-03-28T00:59:00Z", ""),
        ("Europe/Berlin", "2027-03-28", "02:30", "2027-03-28T01:30:00Z",
         "02:30 does not exist on Sun 28 Mar; 03:30 was taken"),
        ("Europe/Berlin", "2027-03-28", "03:00", "2027-03-28T01:00:00Z", ""),
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30:00Z",
         "02:30 comes twice on Sun 25 Oct; the first (+02:00) was taken"),
        ("Europe/Berlin", "2026-10-25", "03:00", "2026-10-25T02:00:00Z", ""),
        ("America/Los_Angeles", "2027-03-14", "02:30", "2027-03-14T10:30:00Z",
         "02:30 does not exist on Sun 14 Mar; 03:30 was taken"),
        ("Pacific/Auckland", "2026-09-27", "02:30", "2026-09-26T14:30:00Z",
         "02:30 does not exist on Sun 27 Sep; 03:30 was taken"),
        # Lord Howe's clocks move by half an hour.
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:45:00Z",
         "02:15 does not exist on Sun 4 Oct; 02:45 was taken"),
        ("Australia/Lord_Howe", "2027-04-04", "01:45", "2027-04-03T14:45:00Z",
         "01:45 comes twice on Sun 4 Apr; the first (+11:00) was taken"),
        ("Pacific/Apia", "2011-12-30", "10:00", "2011-12-30T20:00:00Z",
         "10:00 does not exist on Fri 30 Dec 2011; Sat 31 Dec 2011 10:00 was taken"),
        ("EST5EDT4,M3.2.0,M11.1.0", "2027-03-14", "02:15", "2027-03-14T07:15:00Z",
         "02:15 does not exist on Sun 14 Mar; 03:15 was taken"),
    ],
)  # fmt: skip
def test_wall_time(zone: str, day: str, wall: str, expected: str, notice: str) -> None:
    """A skipped wall time moves forward, a repeated one is the first, and both are said."""
    at, said = clock_in(zone).at(date.fromisoformat(day), time.fromisoformat(wall))
    assert (format_moment(at), said) == (expected, notice)


def test_a_time_that_comes_twice_is_the_first_however_it_is_given() -> None:
    """A time that says which of the two it is comes from a moment of another day."""
    clock = clock_in("Europe/Berlin")
    at, _ = clock.at(date(2026, 10, 25), time(2, 30, fold=1))
    assert format_moment(at) == "2026-10-25T00:30:00Z"


@pytest.mark.parametrize(
    ("zone", "name", "hour"),
    [("Asia/Tokyo", "Asia/Tokyo", 15), ("Europe/Berlin", "Europe/Berlin", 7),
     ("Mars/Base", "Europe/Berlin", 7)],
)  # fmt: skip
def test_a_clock_is_read_in_another_zone(zone: str, name: str, hour: int) -> None:
    """In its own where the system does not know that zone."""
    clock = clock_in("Europe/Berlin").in_zone(zone)
    assert (clock.zone_name, clock.local(clock.now).hour) == (name, hour)


def test_notice_on_the_stated_present() -> None:
    """A CLIENTLOG_NOW that the clocks skip is moved, with a warning."""
    environ = {"TZ": "Europe/Berlin", "CLIENTLOG_NOW": "2027-03-28T02:30"}
    clock, warnings = read_clock(environ, None)
    assert format_moment(clock.now) == "2027-03-28T01:30:00Z"
    assert len(warnings) == 1
    assert "03:30 was taken" in warnings[0]


@pytest.mark.parametrize(
    ("zone", "day", "start", "end"),
    [
        ("Europe/Berlin", "2027-03-28", "2027-03-27T23:00:00Z", "2027-03-28T22:00:00Z"),
        ("Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
        # Beirut skips the hour after midnight, Havana repeats it.
        ("Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00Z", "2026-03-29T21:00:00Z"),
        ("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z"),
    ],
)
def test_bounds_of_a_day(zone: str, day: str, start: str, end: str) -> None:
    """A local day begins and ends where the clocks say so, be it 23, 24 or 25 hours long."""
    clock, local_day = clock_in(zone), date.fromisoformat(day)
    assert (format_moment(clock.start_of(local_day)), format_moment(clock.end_of(local_day))) == (
        start,
        end,
    )
    assert clock.day(clock.start_of(local_day)) == local_day
    assert clock.day(clock.end_of(local_day) - timedelta(seconds=1)) == local_day


MOMENTS = st.datetimes(
    datetime(1900, 1, 2), datetime(2200, 12, 30), timezones=st.just(UTC)
).map(lambda one: one.replace(microsecond=0))  # fmt: skip


@given(MOMENTS, st.sampled_from(["Europe/Berlin", "Asia/Beirut", "Pacific/Apia", "Asia/Kolkata"]))
def test_wall_time_and_back(at: datetime, zone: str) -> None:
    """A moment's wall time leads back to it, except where that time comes twice."""
    clock = clock_in(zone)
    local = clock.local(at)
    found, notice = clock.at(local.date(), local.time())
    assert found == at or (notice and clock.local(found).time() == local.time())


def test_stamp_of_an_early_year() -> None:
    """A stamp has four digits of year and whole seconds, so that stamps sort as texts."""
    assert format_moment(datetime(99, 1, 2, 3, 4, 5, 678, tzinfo=UTC)) == "0099-01-02T03:04:05Z"


@given(MOMENTS, st.integers(-14 * 60, 14 * 60))
def test_stamp_and_back(at: datetime, offset: int) -> None:
    """A stamp is in UTC whatever the moment's offset, and reads back as the same moment."""
    elsewhere = at.astimezone(timezone(timedelta(minutes=offset)))
    assert format_moment(elsewhere) == format_moment(at)
    assert format_moment(at).endswith("Z")
    assert parse_moment(format_moment(at)) == at
    assert parse_moment(format_moment(at)).utcoffset() == timedelta(0)
