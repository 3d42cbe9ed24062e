"""The page as HTML: one sheet on either paper, nothing from elsewhere, nothing interpreted."""

import re
import shutil
import subprocess
import warnings
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from clientlog.agenda import Line, Section
from clientlog.render.html import agenda
from clientlog.render.html.agenda import html
from tests.agenda import journals
from tests.render.text.test_agenda import of_lines, page

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
if CHROMIUM is None:
    warnings.warn("NO CHROMIUM: that a page fills one sheet was NOT tested", stacklevel=1)

MEETINGS: dict[str, tuple[int, str, bool]] = {
    "an overfull one": (1, "", True),
    "one on the table": (2, "", False),
    "eight people": (8, "", True),
    "wide letters": (2, "W" * 300, True),
    "wide characters": (1, "全角文字の幅" * 40, True),
}


class Seen(HTMLParser):
    """Tags, and the text between them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [f"{name}={value}" for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(document: str) -> Seen:
    parser = Seen()
    parser.feed(document)
    return parser


def test_a_hostile_name_looks_like_itself(journal: Path) -> None:
    """A name made of markup is text wherever it stands."""
    journals.light(journal)
    found = seen(html([page(journal, 1)]))
    assert found.text.count(journals.HOSTILE) == 3
    assert "script" not in found.tags


def test_nothing_comes_from_elsewhere(journal: Path) -> None:
    """No script, no address, no event: the file alone is the page."""
    journals.overfull(journal)
    document = html([page(journal, 2, private=True)])
    found = seen(document)
    assert not {"script", "link", "img", "iframe", "object"} & set(found.tags)
    assert not [one for one in found.attributes if one.startswith("on") or "//" in one]
    assert "url(" not in document
    assert "@import" not in document


def test_boxes_are_real_and_show_how_it_stands(journal: Path) -> None:
    """Whatever can be ticked has a box of its own; what is done is ticked."""
    journals.one_in_each_direction(journal)
    document = html([page(journal, 3)])
    assert document.count("<input type=checkbox>") == 2 + 5 + 4
    assert document.count("<input type=checkbox checked class=done>") == 1


def meetings(folder: Path) -> str:
    """A light meeting, four ordinary ones, and overfull ones, one after the other."""
    pages = []
    journals.light(folder / "light.db")
    pages.append(page(folder / "light.db", 1))
    journals.one_in_each_direction(folder / "four.db")
    pages += [page(folder / "four.db", 3 * number, private=True) for number in range(1, 5)]
    for name, (people, wide, private) in MEETINGS.items():
        journals.overfull(folder / f"{name}.db", people, wide)
        pages.append(page(folder / f"{name}.db", 2, private=private))
    return html(pages)


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium to print with")
@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_every_meeting_fills_exactly_one_sheet(tmp_path: Path, paper: str) -> None:
    """Light, normal and overfull meetings take a sheet each, on A4 and on Letter."""
    document = meetings(tmp_path)
    source, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    source.write_text(document.replace("</style>", f"@page {{ size: {paper} }}</style>"), "utf-8")
    subprocess.run(
        [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={tmp_path / 'profile'}", "--no-pdf-header-footer",
            f"--print-to-pdf={printed}", source.as_uri(),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    content = printed.read_bytes()
    assert len(re.findall(rb"/Type /Page\b(?!s)", content)) == document.count("<h1>") == 10
    width = {"A4": b"594.", "letter": b"612"}[paper]
    assert content.count(b"/MediaBox [0 0 " + width) == 10


def test_refs_and_commands_are_set_as_code(journal: Path) -> None:
    """The REF of a line stands before its text, the commands at the foot of the page."""
    journals.one_in_each_direction(journal)
    document = html([page(journal, 3)])
    assert re.search("<code>[a-z][0-9]+</code> ", document)
    assert "<code>clientlog " in document


@pytest.mark.parametrize(
    ("more", "text", "remarks"),
    [({}, 191, 95), ({"long": True}, 287, 95), ({"compact": True}, 287, 191)],
)
def test_long_texts_and_remarks_are_cut_to_lines_of_the_sheet(
    more: dict[str, Any], text: int, remarks: int
) -> None:
    """Of 96 columns: two lines of a text, three in a long section, and one of remarks."""
    made = of_lines(Line(text="x" * 500, remarks=("z" * 500,)))
    (section,) = made.sections
    shown = html([replace(made, sections=(replace(section, **more),))])
    longest = [max(map(len, re.findall(f"{letter}+", shown))) for letter in "xz"]
    assert longest == [text, remarks]


def test_the_lines_to_write_on_begin_a_line_below_the_title() -> None:
    """There are more than any sheet has room for."""
    shown = html([of_lines(Line(text="tea"))])
    heights = [float(height) for height in re.findall(r'y1="([0-9.]+)mm"', shown)]
    gap = heights[1] - heights[0]
    assert heights[0] == pytest.approx(gap)
    assert len(heights) * gap > 300


def of(*lines: Line, **more: Any) -> Section:
    return Section(title="To raise", lines=lines, **more)


@pytest.mark.parametrize(
    ("section", "beside", "height"),
    [
        (of(Line(text="tea")), 1, agenda.TITLE + agenda.LINE),
        (of(Line(text="tea"), compact=True), 1, agenda.COMPACT_GAP + agenda.LINE),
        (of(Line(text="x" * (agenda.FULL - 8))), 1, agenda.TITLE + agenda.LINE),
        (of(Line(text="x" * (agenda.FULL - 7))), 1, agenda.TITLE + 2 * agenda.LINE),
        (of(Line(text="x" * (agenda.HALF - 8))), 2, agenda.TITLE + agenda.LINE),
        (of(Line(text="x" * (agenda.HALF - 7))), 2, agenda.TITLE + 2 * agenda.LINE),
        (of(Line(text="tea", blank=True)), 1, agenda.TITLE + agenda.LINE + agenda.FILLED),
        (of(Line(text="tea", blank=True, remarks=("x",))), 1, agenda.TITLE + agenda.LINE),
        (of(Line(text="x" * 62, blank=True, remarks=("x",))), 1, agenda.TITLE + agenda.LINE),
        (of(Line(text="x" * 64, blank=True, remarks=("x",))), 1, agenda.TITLE + 2 * agenda.LINE),
        (of(Line(text="x" * 64, remarks=("x",))), 1, agenda.TITLE + agenda.LINE),
    ],
)
def test_a_section_is_as_high_as_its_lines(section: Section, beside: int, height: float) -> None:
    """A line to write on takes more, and a gap behind remarks takes columns."""
    assert agenda._height(section, beside) == pytest.approx(height)


def test_a_row_is_as_high_as_its_highest_section(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the page fits up to the last tenth of a millimetre."""
    tall = of(*[Line(text="tea")] * 3)
    made = replace(of_lines(), sections=(tall, of(Line(text="tea"), beside=True)))
    height = agenda._height(tall, 2)
    for room, fits in ((height, True), (height - 0.1, False)):
        monkeypatch.setattr(agenda, "ROOM", room)
        assert agenda._fits(made) == fits


def test_what_is_to_be_filled_in_has_a_line_and_behind_remarks_a_gap() -> None:
    """Nothing else has either."""
    document = html([of_lines(
        Line(text="one", blank=True), Line(text="two", blank=True, remarks=("x",)),
        Line(text="three", remarks=("x",)), Line(text="four"),
    )])  # fmt: skip
    items = re.findall("<li>.*?</li>", document)
    assert ['class="fill"' in item for item in items] == [True, False, False, False]
    assert ['class="gap"' in item for item in items] == [False, True, False, False]


def test_two_sections_beside_each_other_are_a_pair_of_halves() -> None:
    """A long title is cut to its half; above them the names stand without their REFs."""
    title = "t" * 200
    first, second = (
        replace(of(Line(text="a")), title=title, beside=beside) for beside in (False, True)
    )
    single, pair = (
        html([replace(of_lines(), sections=(first,))]),
        html([replace(of_lines(), sections=(first, second))]),
    )
    assert ('class="pair"' in single, 'class="pair"' in pair) == (False, True)
    assert max(map(len, re.findall("t{20,}", single))) == agenda.FULL - 1
    assert max(map(len, re.findall("t{20,}", pair))) == agenda.HALF - 1
    heading = replace(of(Line(text="Dana", ref="m3")), compact=True)
    assert "m3" not in html([replace(of_lines(), sections=(heading,))])
