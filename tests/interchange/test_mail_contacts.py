"""Mail that counts as a contact, and mail that does not."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from clientlog.interchange.mail import MailHeader
from clientlog.interchange.mail_contacts import find_contacts
from clientlog.interchange.problems import Problem

ME = ["Me@example.com", "me@home.example"]
BERLIN = ZoneInfo("Europe/Berlin")


def mail(
    sender: str, *recipients: str, at: str = "2026-11-20T12:00", bulk: bool = False
) -> MailHeader:
    """Write a header; moments are UTC."""
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    return MailHeader("x", sender, recipients, moment, f"<{at}>", bulk)


def contacts(*headers: MailHeader) -> list[tuple[str, date]]:
    """Find the contacts as address and day."""
    found = find_contacts(headers, ME, BERLIN).contacts
    return [(contact.address, contact.day) for contact in found]


def test_mail_to_and_from_somebody_is_a_contact() -> None:
    """Once a day, in whichever direction, with the first message of the day."""
    headers = [
        mail("me@example.com", "dana@example.org", "sam@example.org", at="2026-11-20T14:00"),
        mail("dana@example.org", "me@home.example", at="2026-11-20T09:00"),
        mail("dana@example.org", "me@example.com", at="2026-11-20T23:30"),
    ]
    assert contacts(*headers) == [
        ("dana@example.org", date(2026, 11, 20)),
        ("sam@example.org", date(2026, 11, 20)),
        ("dana@example.org", date(2026, 11, 21)),
    ]
    first = find_contacts(headers, ME, BERLIN).contacts[0]
    assert first.at == datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (mail("dana@example.org", "me@example.com", bulk=True), "a mailing list or a program"),
        (mail("me@example.com", "dana@example.org", *map("{}@x".format, range(8))), "more than 8"),
        (mail("dana@example.org", "sam@example.org"), "neither from me nor to me"),
    ],
)
def test_other_mail_is_counted_with_its_reason(header: MailHeader, reason: str) -> None:
    """Lists, programs, announcements and other people's mail."""
    result = find_contacts([header], ME, BERLIN)
    assert result.contacts == []
    assert [(reason in text, count) for text, count in result.skipped.items()] == [(True, 1)]


def test_eight_recipients_are_no_audience() -> None:
    """The limit is more than eight."""
    header = mail("me@example.com", "dana@example.org", *map("{}@x".format, range(7)))
    assert len(contacts(header)) == 8


def test_a_note_to_oneself_is_no_contact() -> None:
    """From one of my addresses to another."""
    assert contacts(mail("me@example.com", "me@home.example")) == []


def test_what_cannot_be_read_is_a_problem() -> None:
    """The rest is found all the same."""
    problem = Problem("x", "has no sender (From)")
    result = find_contacts([problem, mail("dana@example.org", "me@example.com")], ME, BERLIN)
    assert (result.problems, len(result.contacts)) == ([problem], 1)


def test_of_two_mails_of_a_day_the_earlier_is_the_contact_in_whatever_order_they_come() -> None:
    """Of one moment, the first that was read."""
    early, late = (
        mail("dana@example.org", "me@example.com", at=f"2026-11-20T{t}") for t in ("09:00", "14:00")
    )
    again = replace(early, message_id="<again>")
    for headers in ([early, late, again], [late, early, again]):
        (contact,) = find_contacts(headers, ME, BERLIN).contacts
        assert (contact.at, contact.message_id) == (early.sent_at, early.message_id)


def test_contacts_of_one_moment_are_in_the_order_of_their_addresses() -> None:
    """So that an import is the same each time; each tells where it is from."""
    header = replace(mail("me@example.com", "sam@x.org", "dana@x.org"), subject="Budget")
    found = find_contacts([header], ME, BERLIN).contacts
    assert [contact.address for contact in found] == ["dana@x.org", "sam@x.org"]
    assert {(contact.source, contact.subject) for contact in found} == {("x", "Budget")}


def test_mail_of_a_list_from_a_stranger_is_skipped_as_mail_of_a_list() -> None:
    """One reason for each message, and as many as there are."""
    header = mail("a@x.org", "b@x.org", bulk=True)
    skipped = find_contacts([header, header], ME, BERLIN).skipped
    assert skipped == {"from a mailing list or a program": 2}
