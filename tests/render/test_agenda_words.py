"""How a page is made smaller until it fits."""

from clientlog.agenda import Line, Page, Section
from clientlog.render.agenda_words import cut, fitted, side_by_side


def page(*sections: Section) -> Page:
    return Page(title="", meeting=None, clients=(), sections=sections, private=False, afterwards="")


def of(title: str, *labels: str, **more: object) -> Section:
    lines = tuple(Line(text=title, label=label) for label in labels)
    return Section(title=title, lines=lines, see=f"show {title}", **more)  # type: ignore[arg-type]


def count(made: Page) -> int:
    return sum(len(one.lines) for one in made.sections)


def test_a_page_that_fits_stays_as_it_is() -> None:
    """Nothing is taken away without need."""
    made = page(of("a", "", ""))
    assert fitted(made, lambda _: True) is made


def test_the_longest_section_gives_first() -> None:
    """Lines go where most are, and are counted."""
    made = fitted(page(of("a", *"xxxx"), of("b", "x")), lambda tried: count(tried) <= 3)
    assert [(len(one.lines), one.hidden) for one in made.sections] == [(2, 2), (1, 0)]


def test_of_each_kind_something_stays() -> None:
    """In a section of several kinds of lines the most frequent kind gives."""
    made = fitted(page(of("a", *"xxxyz")), lambda tried: count(tried) <= 3)
    assert [one.label for one in made.sections[0].lines] == ["x", "y", "z"]


def test_what_is_to_be_kept_goes_only_with_its_section() -> None:
    """When no more lines can go, the last section does, and its command is named."""
    made = fitted(
        page(of("head", "x", compact=True), of("a", *"xxx", keep=3), of("b", "x")),
        lambda tried: count(tried) <= 4,
    )
    assert [one.title for one in made.sections] == ["head", "a"]
    assert made.left_out == ("show b",)


def test_what_never_fits_is_as_small_as_it_gets() -> None:
    """The heading stays in any case, and the search for less ends."""
    made = fitted(page(of("head", "x", compact=True), of("a", "x")), lambda _: False)
    assert [one.title for one in made.sections] == ["head"]


def test_sections_beside_each_other_are_one_row() -> None:
    """A section that stands beside the one before it shares its row."""
    a, b, c = of("a"), of("b", beside=True), of("c")
    assert side_by_side([a, b, c]) == [(a, b), (c,)]


def test_a_cut_text_is_never_too_wide() -> None:
    """Wide characters count twice, and a text that fits is not touched."""
    assert cut("全角文字", 6) == "全角…"
    assert cut("全角文字", 8) == "全角文字"
