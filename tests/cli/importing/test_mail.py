"""Headers of mail, ready to be compared with the journal."""

from datetime import date
from pathlib import Path

import pytest

from clientlog.cli.importing.mail import read_mail
from clientlog.cli.importing.reading import Reading, ReadingOptions
from clientlog.errors import UsageError
from clientlog.render.progress import Progress
from tests.cli.contexts import context
from tests.cli.importing.plans import plan_of
from tests.looking import client, writing

MAIL = (
    "From: Me <me@x.example>\nTo: dana@x.example\nDate: {0}\nMessage-ID: <{0}@x>\n"
    "Subject: the plan\n\nbody\n"
)


@pytest.fixture
def folder(journal: Path) -> Path:
    """A folder of mail to Dana: of Thursday, and of a day in October."""
    with writing(journal) as change:
        client(change, emails=["dana@x.example"])
    folder = journal.with_name("mail")
    folder.mkdir()
    for number, day in enumerate(("Thu, 19 Nov", "Tue, 20 Oct")):
        (folder / f"{number}.eml").write_text(MAIL.format(f"{day} 2026 10:00:00 +0100"))
    return folder


def read(journal: Path, folder: Path, previous: object = None, **options: object) -> Reading:
    known = ReadingOptions(me=("me@x.example",), **options)  # type: ignore[arg-type]  # options of a test
    reading = read_mail(context(journal), [folder], known, Progress(), previous)
    assert (reading.kind, reading.failure) == ("mail", None)
    return reading


def touches(journal: Path, folder: Path, previous: object = None, **options: object) -> int:
    reading = read(journal, folder, previous, **options)
    return len(plan_of(reading, journal).operations)


def test_the_last_month_is_read(journal: Path, folder: Path) -> None:
    """Or from a day on."""
    assert touches(journal, folder) == 1
    assert touches(journal, folder, since=date(2026, 10, 20)) == 2
    assert touches(journal, folder, since=date(2026, 11, 20)) == 0
    midnight = MAIL.format("Fri, 20 Nov 2026 00:00:00 +0100")
    (folder / "2.eml").write_text(midnight)
    assert touches(journal, folder, since=date(2026, 11, 20)) == 1


def test_subjects_are_taken_in_only_if_asked(journal: Path, folder: Path) -> None:
    """They may be confidential."""
    assert "the plan" not in repr(plan_of(read(journal, folder), journal).operations)
    assert "the plan" in repr(plan_of(read(journal, folder, subjects=True), journal).operations)


def test_what_was_read_before_is_not_read_again(journal: Path, folder: Path) -> None:
    """The cursor of the reading before tells."""
    reading = read(journal, folder)
    assert len(reading.cursor()["messages"]) == 2
    assert touches(journal, folder, reading.cursor()) == 0


def test_whose_mail_it_is_must_be_known(journal: Path, folder: Path) -> None:
    """The hint names the setting."""
    with pytest.raises(UsageError) as raised:
        read_mail(context(journal), [folder], ReadingOptions(), Progress())
    assert raised.value.message == "which mail is yours is not known"
    assert raised.value.hint == "say it with: clientlog config set me ADDRESS"


def test_mail_that_is_not_there_is_a_failure(journal: Path, folder: Path) -> None:
    """With its name; nothing is planned."""
    known = ReadingOptions(me=("me@x.example",))
    path = folder / "no"
    failure = read_mail(context(journal), [path], known, Progress()).failure
    assert failure
    assert failure.source == str(path)
