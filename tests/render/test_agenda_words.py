"""How a page is made smaller until it fits."""

from clientlog.agenda import Line, Page, Section
from clientlog.render.agenda_words import cut, fitted, more, side_by_side


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
    assert cut("abcdef", 4) == "abc…"
    assert cut("abcdef", 5, "...") == "ab..."


def test_a_command_shows_the_rest_where_there_is_one_and_a_command() -> None:
    """How many lines there are more is said before it."""
    assert more(of("a", hidden=17)) == "+17 more: show a"
    assert more(of("a")) == ""
    assert more(Section(title="a", lines=(), hidden=17)) == ""


def test_what_is_only_spare_goes_before_any_line() -> None:
    """The last of it first; what is after it stays."""
    spare = page(
        of("a", "x"), of("b", "x", spare=True), of("c", "x"), of("d", "x", spare=True), of("e", "x")
    )
    for size, titles in ((4, "abce"), (3, "ace")):
        made = fitted(spare, lambda tried, size=size: count(tried) <= size)  # type: ignore[misc]  # a default
        assert [section.title for section in made.sections] == list(titles)


def test_a_section_loses_its_last_lines_as_long_as_it_has_more_than_it_keeps() -> None:
    """A single one more is enough."""
    lines = tuple(Line(text=text) for text in ("first", "second", "third"))
    made = fitted(
        page(Section(title="a", lines=lines, keep=1, see="show a"), of("b", "x", keep=1)),
        lambda tried: count(tried) <= 2,
    )
    assert [[line.text for line in section.lines] for section in made.sections] == [
        ["first"],
        ["b"],
    ]
