"""Where attributes stand in a text, and what is left when they are taken out."""

import pytest

from clientlog.attributes import remove, scan, trim_value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("send it due:fri", [("due", "fri")]),
        ("send it (due:fri, pri:must)", [("due", "fri"), ("pri", "must")]),
        ("DUE:fri Owner:Ann", [("due", "fri"), ("owner", "Ann")]),
        ("send it due:", [("due", "")]),
        ("see xdue:fri and \\due:fri", []),
        ("at 10:30, re: the plan", []),
        ("due:fri;pri:must", [("due", "fri"), ("pri", "must")]),
        ('owner:"Ann \\"A\\" Lee", more', [("owner", 'Ann "A" Lee')]),
        ('owner:"Ann"x', [("owner", '"Ann"x')]),
        ('owner:"Ann\\\nLee"', [("owner", "Ann\nLee")]),
        ("every:2w need:n7 who:sam", [("every", "2w"), ("need", "n7"), ("who", "sam")]),
    ],
)
def test_attributes_are_found_at_the_start_of_a_word(
    text: str, expected: list[tuple[str, str]]
) -> None:
    """Only known keys count, in any case, after a blank, a bracket or a comma."""
    assert [(attribute.key, attribute.value) for attribute in scan(text)] == expected


def test_an_attribute_knows_where_it_stands() -> None:
    """`typed` is the text from `start` to `end`, without the punctuation that follows."""
    text = "send it (due:fri.), please"
    (attribute,) = scan(text)
    assert text[attribute.start : attribute.end] == attribute.typed == "due:fri"


def test_only_a_value_in_quotes_is_quoted() -> None:
    """`owner:""` and `owner:Ann` are not quoted, `owner:"Ann"` is."""
    quoted = [attribute.quoted for attribute in scan('owner:"" owner:Ann owner:"Ann"')]
    assert quoted == [False, False, True]


@pytest.mark.parametrize(
    ("value", "trimmed"),
    [
        ("fri", "fri"),
        ("fri.", "fri"),
        ("fri!?;,", "fri"),
        ("fri)", "fri"),
        ("f(r)i", "f(r)i"),
        ("(fri)", "(fri)"),
        ("(fri))", "(fri)"),
        ("a(b))).", "a(b)"),
        ("[a]}", "[a]"),
        ("25.12.", "25.12."),
        ("25.12.)", "25.12."),
        ("25.12..", "25.12."),
        ("125.12.", "125.12"),
        ("25.", "25"),
        (".,", ""),
    ],
)
def test_punctuation_around_a_value_is_not_part_of_it(value: str, trimmed: str) -> None:
    """Brackets that were opened in the value stay, and the last full stop of `25.12.` does."""
    assert trim_value(value) == trimmed


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("send it due:fri", "send it"),
        ("due:fri send it", "send it"),
        ("send due:fri it", "send it"),
        ("send it (due:fri)", "send it"),
        ("send it (due:fri, pri:must) today", "send it today"),
        ("send (the due:fri draft)", "send (the draft)"),
        ("send it (soon, due:fri)", "send it (soon)"),
        ("send it (due:fri, soon)", "send it (soon)"),
        ("send it (due:fri; soon)", "send it (soon)"),
        ("due:fri, send it", "send it"),
        ("send it due:fri, then rest", "send it, then rest"),
        ("send it due:fri.", "send it."),
        ("send it due:fri,", "send it"),
        ("send it, due:fri,", "send it"),
        ("send it; due:fri; owner:Ann", "send it"),
        ("send it, due:fri, to Ann", "send it, to Ann"),
        ("send it [due:fri]", "send it"),
        ("send it, due:fri)", "send it)"),
        ("due:fri pri:must", ""),
        ('due:"fri",send it', "send it"),
        ("due:fri) send it", ") send it"),
        ('send it(due:"fri")now', "send it now"),
        ("send it", "send it"),
    ],
)
def test_what_is_left_without_attributes(text: str, rest: str) -> None:
    """Brackets that held nothing else go, and so does a comma that joins nothing any more."""
    assert remove(scan(text), text) == rest
