"""Mail that counts as a contact, and mail that does not."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from clientlog.interchange.mail import MailHeader
from clientlog.interchange.mail_contacts import find_contacts

CLIENTS = {"dana@example.org": "dana", "d.reyes@home.example": "dana", "sam@example.org": "sam"}
ME = ["Me@example.com", "me@home.example"]
BERLIN = ZoneInfo("Europe/Berlin")


def mail(
    sender: str, *recipients: str, at: str = "2026-11-20T12:00", bulk: bool = False
) -> MailHeader:
    """Write a header; moments are UTC."""
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    return MailHeader("x", sender, recipients, moment, f"<{at}>", bulk)


def contacts(*headers: MailHeader) -> list[tuple[str, str, date]]:
    """Find the contacts as client, direction and day."""
    found = find_contacts(headers, CLIENTS, ME, BERLIN).contacts
    return [(contact.client, contact.direction, contact.day) for contact in found]


def test_mail_to_and_from_a_client_is_a_contact() -> None:
    """In either direction, once a day, with the first message of the day."""
    headers = [
        mail("me@example.com", "dana@example.org", "sam@example.org", at="2026-11-20T14:00"),
        mail("me@example.com", "d.reyes@home.example", at="2026-11-20T09:00"),
        mail("d.reyes@home.example", "me@home.example", at="2026-11-20T15:00"),
        mail("dana@example.org", "me@example.com", at="2026-11-20T23:30"),
    ]
    day = date(2026, 11, 20)
    assert contacts(*headers) == [
        ("dana", "sent", day),
        ("sam", "sent", day),
        ("dana", "received", day),
        ("dana", "received", date(2026, 11, 21)),
    ]
    first = find_contacts(headers, CLIENTS, ME, BERLIN).contacts[0]
    assert first.at == datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (mail("dana@example.org", "me@example.com", bulk=True), "a mailing list or a program"),
        (mail("me@example.com", "dana@example.org", *map("{}@x".format, range(8))), "more than 8"),
        (mail("dana@example.org", "sam@example.org"), "neither from me nor to me"),
        (mail("eve@example.org", "me@example.com"), "nobody in it is a client"),
        (mail("me@example.com", "me@home.example"), "nobody in it is a client"),
    ],
)
def test_other_mail_is_counted_with_its_reason(header: MailHeader, reason: str) -> None:
    """Lists, programs, announcements, other people's mail, strangers and notes to oneself."""
    result = find_contacts([header], CLIENTS, ME, BERLIN)
    assert result.contacts == []
    assert [(reason in text, count) for text, count in result.skipped.items()] == [(True, 1)]


def test_eight_recipients_are_no_audience() -> None:
    """The limit is more than eight."""
    header = mail("me@example.com", "dana@example.org", *map("{}@x".format, range(7)))
    assert len(contacts(header)) == 1
