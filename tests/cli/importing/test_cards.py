"""Address cards, ready to be compared with the journal."""

from pathlib import Path

from clientlog.cli.importing.cards import read_cards
from clientlog.cli.importing.reading import ReadingOptions
from clientlog.render.progress import Progress
from tests.cli.importing.plans import plan_of, steps
from tests.looking import client, writing

CARD = "BEGIN:VCARD\nVERSION:4.0\nFN:{0}\nEMAIL:{0}@x.example\nEND:VCARD\n"


def test_unknown_people_are_entered_only_if_asked(journal: Path, tmp_path: Path) -> None:
    """My own card never is, whatever the case of its address."""
    path = tmp_path / "book.vcf"
    path.write_text(CARD.format("Ann") + CARD.format("Me"))
    with writing(journal) as change:
        client(change)
    options = ReadingOptions(create=True, me=("ME@X.example",))
    reading = read_cards([path], options, Progress())
    assert (reading.kind, reading.failure) == ("vcard", None)
    plan = plan_of(reading, journal)
    assert [action for action, what in steps(plan) if "Ann" in what] == ["create"]
    assert not any(action == "create" and "Me" in what for action, what in steps(plan))
    plain = plan_of(read_cards([path], ReadingOptions(), Progress()), journal)
    assert plain.operations == []


def test_a_book_that_is_not_there_is_a_failure(tmp_path: Path) -> None:
    """With its name."""
    reading = read_cards([tmp_path / "no.vcf"], ReadingOptions(), Progress())
    assert reading.failure
    assert reading.failure.source == f"{tmp_path}/no.vcf"
