"""Readers of foreign files take any bytes: what comes out is records and problems."""

import io
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from clientlog.dates import DateContext
from clientlog.interchange.csv_records import read_records
from clientlog.interchange.flat_records import FlatReader, MalformedError
from clientlog.interchange.mail import MailHeader, read_header
from clientlog.interchange.mailboxes import MailSource
from clientlog.interchange.problems import Problem
from clientlog.minutes import is_template
from clientlog.minutes.metadata import find_metadata
from clientlog.minutes.offered import offered_items

CALENDAR = DateContext(today=date(2026, 11, 20))


def pieces(*known: bytes) -> st.SearchStrategy[bytes]:
    """Bytes made of what means something to a reader, and of what means nothing."""
    return st.lists(st.sampled_from(known) | st.binary(max_size=4), max_size=30).map(b"".join)


MAIL = pieces(
    b"From: ", b"To: ", b"Cc:", b"Date: ", b"\n", b"\r\n", b"\n ", b"a@b.c", b"<", b">", b'"',
    b"(", b")", b",", b";", b":", b"Fri, 20 Nov 2026 11:30:00 +0100", b"=?utf-8?q?", b"?=",
    b"\nFrom x 11:30\n", b"List-Id: ", b"Subject: ", b"\\",
)  # fmt: skip


@given(MAIL)
def test_headers(data: bytes) -> None:
    """A header, or why it is none."""
    result = read_header(data, "x", with_subject=True)
    assert isinstance(result, MailHeader | Problem)
    if isinstance(result, MailHeader):
        assert result.sent_at.tzinfo
        assert all("@" in address for address in (result.sender, *result.recipients))


@given(MAIL)
@settings(deadline=None)
def test_mailboxes(data: bytes) -> None:
    """Read twice, the second time there is nothing or the same."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "box")
        path.write_bytes(b"From x 11:30\n" + data)
        source = MailSource(path)
        count = len(list(source.read()))
        assert len(list(MailSource(path, source.cursor).read())) <= count


@given(
    pieces(
        b"name", b"Task", b"Client", b"due", b"email", b",", b";", b'"', b'""', b"\n", b"\r", b"=1",
        b"'", b"\xff\xfe", b"\xef\xbb\xbf", b"sep=;\n", b"fri", b"\x00", b"a@b",
    )
)  # fmt: skip
def test_tables(data: bytes) -> None:
    """Every problem names the file."""
    problems: list[Problem] = []
    records = read_records(data, "a.csv", CALENDAR, problems, {})
    assert all(problem.source.startswith("a.csv") for problem in problems)
    assert all(person.name.strip() for person in records.people)


@given(
    pieces(
        b'{"records": [', b"{", b"}", b"[", b"]", b'"a": 1', b",", b'"', b":", b"\\", b"NaN",
        b'"\\ud800"', b"]}", b" ", b"\xef\xbb\xbf", b"null",
    )
)  # fmt: skip
def test_documents(data: bytes) -> None:
    """Records, up to the first thing that is none."""
    try:
        for path, record in FlatReader(io.BytesIO(data)).read({}):
            assert path.startswith("records[")
            assert isinstance(record, dict)
    except MalformedError as error:
        assert str(error)


LINES = st.sampled_from(
    ["# ", "## Actions", "**Decisions**", "- [ ] ", "> ", "• ", "| ", " | ", "|---|---|", "```",
     "Who", "What", "\n", "\n\n", "Decision: ", "(", ")", "due fri", "@sam", "Sam: ", " — ",
     "<!--", "-->", "Present", "Date: ", "2026-11-20", ", ", "  "]
) | st.text(max_size=4)  # fmt: skip


@given(st.lists(LINES, max_size=30).map("".join))
def test_minutes(text: str) -> None:
    """Whatever is offered stands in the text, word by word."""
    find_metadata(text)
    is_template(text)
    for item in offered_items(text, CALENDAR):
        assert item.text.strip()
        words = item.text.replace("|", " ").replace(":", " ").split()
        assert all(word in text for word in words)
