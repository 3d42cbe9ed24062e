"""The pictures show what the program prints today."""

from pathlib import Path

import pytest

from tests.docs.pages import ROOT, all_pages
from tests.docs.pictures import AGENDA, FOLDER, SCREENS, Sample, draw, letters_in, page_digest

STALE = "write the pictures anew: python -m tests.docs.pictures"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """A journal such as the pictures are of."""
    return Sample(tmp_path_factory.mktemp("sample"))


@pytest.mark.slow
@pytest.mark.parametrize("name", SCREENS)
def test_a_picture_says_what_is_on_the_screen(name: str, sample: Sample) -> None:
    """Rich may draw differently in another version; what is said must be the same."""
    letters = "".join(" ".join(sample.screen(name, "never")).split())
    assert letters_in((FOLDER / f"{name}.svg").read_text("utf-8")) == letters, STALE


def test_the_picture_of_the_agenda_is_of_the_page_as_it_is(sample: Sample) -> None:
    """The page that was drawn is kept as its digest beside the picture."""
    assert (FOLDER / "agenda.png").stat().st_size > 10_000
    assert (FOLDER / "agenda.sha256").read_text("utf-8") == page_digest(sample.run(AGENDA)), STALE


def test_what_a_drawing_says_is_found_again() -> None:
    """The check of the pictures can fail."""
    assert letters_in(draw("list", ["a <b> & c", "", "  d"])) == "a<b>&cd"


def test_every_picture_stands_on_a_page() -> None:
    """None is made for nobody."""
    text = "".join(page.read_text("utf-8") for page in all_pages())
    pictures = [path for path in Path(FOLDER).iterdir() if path.suffix in {".svg", ".png"}]
    assert pictures
    assert not [path.name for path in pictures if f"pictures/{path.name}" not in text]
    assert FOLDER.is_relative_to(ROOT)
