"""Calendars inside a mail message."""

from pathlib import Path

import pytest

from clientlog.interchange.ical.invitation import open_calendars

CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def message(*parts: bytes) -> bytes:
    """A message of several parts, each with its headers."""
    body = b"".join(b"--x\r\n" + part + b"\r\n" for part in parts)
    return (
        b"From: a@x.org\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" + body + b"--x--\r\n"
    )


def calendars(path: Path, content: bytes) -> list[bytes]:
    path.write_bytes(content)
    with path.open("rb") as stream:
        return [calendar.read().strip() for calendar in open_calendars(stream)]


@pytest.mark.parametrize(
    "content", [CALENDAR, b"  begin:VCALENDAR\r\n", b"BEGIN: VCALENDAR", b"", b"no message"]
)
def test_what_is_no_message_is_the_calendar_itself(tmp_path: Path, content: bytes) -> None:
    """Whole, whatever was looked at."""
    assert calendars(tmp_path / "mail", content) == [content.strip()]


def test_the_calendars_of_a_message_are_found_by_type_or_name_and_once(tmp_path: Path) -> None:
    """The same invitation as a part and as an attached file is one."""
    part = b"Content-Type: text/calendar\r\n\r\n" + CALENDAR
    file = (
        b'Content-Type: application/x\r\nContent-Disposition: attachment; filename="A.ICS"\r\n\r\n'
    )
    text = b"Content-Type: text/plain\r\n\r\nhello"
    assert calendars(tmp_path / "mail", message(text, part, file + CALENDAR)) == [CALENDAR.strip()]
    assert calendars(tmp_path / "mail", message(file + b"BEGIN:VCALENDAR")) == [b"BEGIN:VCALENDAR"]
    assert calendars(tmp_path / "mail", message(text)) == []


def test_a_part_of_several_parts_is_no_calendar_whatever_its_name(tmp_path: Path) -> None:
    """What is in it may be one."""
    inner = b"--y\r\nContent-Type: text/calendar\r\n\r\n" + CALENDAR + b"\r\n--y--\r\n"
    parts = (
        b"Content-Type: multipart/mixed; boundary=y\r\nContent-Disposition: attachment;"
        b' filename="a.ics"\r\n\r\n' + inner
    )
    assert calendars(tmp_path / "mail", message(parts)) == [CALENDAR.strip()]


def test_two_calendars_of_a_message_are_both_read(tmp_path: Path) -> None:
    """In their order."""
    other = CALENDAR.replace(b"END", b"X:1\r\nEND")
    parts = [b"Content-Type: text/calendar\r\n\r\n" + content for content in (CALENDAR, other)]
    found = calendars(tmp_path / "mail", message(*parts))
    assert found == [CALENDAR.strip(), other.strip()]


def test_the_name_of_a_file_may_be_in_encoded_words(tmp_path: Path) -> None:
    """As mail programs write one with an umlaut."""
    name = b"=?utf-8?q?Gespr=C3=A4ch.ics?="
    head = b'Content-Type: application/x; name="' + name + b'"\r\n\r\n'
    assert calendars(tmp_path / "mail", message(head + CALENDAR)) == [CALENDAR.strip()]


@pytest.mark.parametrize(("more", "is_whole"), [(0, True), (1, False)])
def test_a_message_is_looked_through_to_its_greatest_size(
    tmp_path: Path, more: int, is_whole: bool
) -> None:
    """10,000,000 bytes; what comes later is cut off."""
    start = b"From: a@x.org\r\nX: "
    end = b"\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR"
    fill = b"x" * (10_000_000 + more - len(start) - len(end))
    calendar = end.rpartition(b"\n")[2]
    found = calendars(tmp_path / "mail", start + fill + end)
    assert found == [calendar if is_whole else calendar[:-1]]
