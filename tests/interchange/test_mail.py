"""The header of one message."""

from datetime import UTC, datetime

import pytest

from clientlog.interchange.mail import MailHeader, read_header
from clientlog.interchange.problems import Problem

PLAIN = (
    b"From: Dana Reyes <Dana@Example.org>\n"
    b"To: me@example.com\n"
    b"Date: Fri, 20 Nov 2026 11:30:00 +0100\n"
    b"Message-ID: <1@example.org>\n"
)


def header(extra: bytes = b"", base: bytes = PLAIN) -> MailHeader:
    """Read a header that nothing is wrong with."""
    result = read_header(base + extra + b"\n", "a.eml")
    assert isinstance(result, MailHeader)
    return result


def test_a_header_says_who_wrote_to_whom_and_when() -> None:
    """Addresses are in lower case, the moment has its offset, the subject stays away."""
    assert header(b"Cc: Sam <sam@example.com>, me@example.com\nSubject: secret\n") == MailHeader(
        "a.eml",
        "dana@example.org",
        ("me@example.com", "sam@example.com"),
        datetime(2026, 11, 20, 10, 30, tzinfo=UTC),
        "<1@example.org>",
        False,
    )


def test_a_subject_is_decoded_where_it_is_asked_for() -> None:
    """Encoded words become text; an unknown charset leaves them as they are."""
    for word, subject in {
        b"=?utf-8?q?Gr=C3=BC=C3=9Fe?=": "Grüße",
        b"=?x-none?q?a?=": "=?x-none?q?a?=",
        b"=?utf-8?b?%%%?= x": "x",
        b"caf\xe9": "caf\ufffd",
    }.items():
        result = read_header(PLAIN + b"Subject: " + word + b"\n", "a.eml", with_subject=True)
        assert isinstance(result, MailHeader)
        assert result.subject == subject


def test_folded_lists_groups_and_quoted_commas_are_read() -> None:
    """An address list may go over several lines and hold names of any kind."""
    folded = header(b'Cc: "Li, Sam" <sam@example.com>,\r\n\tteam: a@x.org, b@x.org;\r\n')
    assert folded.recipients == ("me@example.com", "sam@example.com", "a@x.org", "b@x.org")


@pytest.mark.parametrize(
    "extra",
    [
        b"List-Id: <news.example.org>\n",
        b"Auto-Submitted: auto-replied\n",
        b"Precedence: bulk\n",
        b"precedence: LIST\n",
    ],
)
def test_lists_and_programs_are_bulk(extra: bytes) -> None:
    """Whatever field tells of it; `Auto-Submitted: no` is a person."""
    assert header(extra).is_bulk
    assert not header(b"Auto-Submitted: no\n").is_bulk


@pytest.mark.parametrize("name", [b"noreply", b"no-reply", b"mailer-daemon", b"donotreply"])
def test_an_address_that_nobody_answers_is_bulk(name: bytes) -> None:
    """The name of the mailbox tells."""
    assert header(base=PLAIN.replace(b"Dana@", name + b"@")).is_bulk
    assert not header(base=PLAIN.replace(b"Dana@", b"noreplyson@")).is_bulk


@pytest.mark.parametrize(
    "date",
    [
        b"",
        b"yesterday",
        b"Fri, 99 Nov 2026 11:30:00 +0100",
        b"Fri, 20 Nov 1601 11:30:00 +0000",
        b"Fri, 20 Nov 9999 11:30:00 +0000",
        b"Fri, 20 Nov 2026 11:30:00 +999999999999",
        b"9" * 5000,
    ],
)
def test_a_date_that_cannot_be_read_is_a_problem(date: bytes) -> None:
    """The message is named, with the field."""
    result = read_header(b"From: a@x.org\nDate: " + date + b"\n\n", "a.eml")
    assert result == Problem("a.eml", "has no date that can be read (Date)")


def test_a_date_of_unknown_zone_is_utc() -> None:
    """`-0000` says so."""
    unknown = header(base=PLAIN.replace(b"+0100", b"-0000"))
    assert unknown.sent_at == datetime(2026, 11, 20, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize("sender", [b"", b"nobody", b"<>", b"(" * 60_000, b'"' * 5000, b"\xff@"])
def test_a_message_without_a_sender_is_a_problem(sender: bytes) -> None:
    """Nonsense of any length is refused at once."""
    result = read_header(b"From: " + sender + b"\n" + PLAIN.partition(b"\n")[2], "a.eml")
    assert result == Problem("a.eml", "has no sender (From)")


def test_bytes_of_no_encoding_do_no_harm() -> None:
    """A name in Latin-1 without saying so leaves the address as it is."""
    broken = header(base=PLAIN.replace(b"Dana Reyes", b"D\xe4na \xff\x00"))
    assert broken.sender == "dana@example.org"


@pytest.mark.parametrize(
    ("sender", "is_read"),
    [
        ("a" * 248 + "@x.org", True),
        ("a" * 249 + "@x.org", False),
        ("a@x", True),
        ("@x.org", False),
        ("a@", False),
    ],
)
def test_an_address_has_two_sides_and_254_letters_at_most(sender: str, is_read: bool) -> None:
    """Another one is none."""
    result = read_header(PLAIN.replace(b"Dana@Example.org", sender.encode()), "a.eml")
    assert isinstance(result, MailHeader) is is_read


@pytest.mark.parametrize("year", [1970, 2200])
def test_mail_is_of_the_years_of_mail(year: int) -> None:
    """From 1970 to 2200, in UTC."""
    assert header(base=PLAIN.replace(b"2026", b"%d" % year)).sent_at.year == year
    outside = 1969 if year == 1970 else 2201
    result = read_header(PLAIN.replace(b"2026", b"%d" % outside), "a.eml")
    assert isinstance(result, Problem)


@pytest.mark.parametrize(
    "name", ["From", "Date", "Message-ID", "Auto-Submitted", "Precedence", "Subject"]
)
def test_of_a_field_that_comes_twice_the_first_counts(name: str) -> None:
    """As mail programs show it."""
    first = {
        "From": "dana@example.org", "Date": "Fri, 20 Nov 2026 11:30:00 +0100",
        "Message-ID": "<1@example.org>", "Auto-Submitted": "no", "Precedence": "normal",
        "Subject": "Budget",
    }  # fmt: skip
    second = {
        "From": "x@example.org", "Date": "Sat, 21 Nov 2026 11:30:00 +0100", "Message-ID": "<2>",
        "Auto-Submitted": "auto-replied", "Precedence": "bulk", "Subject": "Other",
    }  # fmt: skip
    text = (
        "".join(f"{key}: {value}\n" for key, value in first.items()) + f"{name}: {second[name]}\n"
    )
    result = read_header(text.encode(), "a.eml", with_subject=True)
    assert isinstance(result, MailHeader)
    assert (result.sender, result.sent_at.day, result.message_id) == (
        "dana@example.org", 20, "<1@example.org>",
    )  # fmt: skip
    assert (result.is_bulk, result.subject) == (False, "Budget")


def test_everything_in_a_header_has_a_greatest_length() -> None:
    """What is beyond is cut off: fields, addresses, names of messages and subjects."""
    padding = b"X: " + b"x" * (65_536 - len(PLAIN) - 4) + b"\n"
    assert header(b"List-Id: x\n", PLAIN + padding).is_bulk is False
    assert header(b"", PLAIN + padding[: -len(b"list-id:") - 1] + b"\nlist-id:").is_bulk
    assert not header(b"", PLAIN + padding[: -len(b"list-id:")] + b"\nlist-id:").is_bulk
    message_id = header(base=PLAIN.replace(b"<1@example.org>", b"i" * 1001)).message_id
    assert message_id == "i" * 1000
    with_long = PLAIN + b"Subject: " + b"s" * 2001 + b"\n"
    result = read_header(with_long, "a.eml", with_subject=True)
    assert isinstance(result, MailHeader)
    assert result.subject == "s" * 2000


@pytest.mark.parametrize(("length", "address"), [(16_384, "a@x.org"), (16_385, "a@x.or")])
def test_a_list_of_addresses_is_read_to_its_greatest_length(length: int, address: str) -> None:
    """What is beyond is cut off."""
    recipients = b"(" + b"n" * (length - len("()a@x.org")) + b")a@x.org"
    result = header(base=PLAIN.replace(b"me@example.com", recipients))
    assert result.recipients == (address,)


def test_a_message_without_an_id_or_a_subject_has_none() -> None:
    """An empty text."""
    result = read_header(PLAIN.partition(b"Message-ID")[0], "a.eml", with_subject=True)
    assert isinstance(result, MailHeader)
    assert (result.message_id, result.subject) == ("", "")
