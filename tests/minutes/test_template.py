"""Whether a text is the template, and whether anything was written into it."""

import pytest

from clientlog.minutes.template import is_template, is_untouched

TEMPLATE = """\
client: dana-reyes
when: 2026-11-24 10:00

## Summary

## My actions
- [ ] (a41) book a room
## Notes
"""


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("client: dana\n", True),
        ("<!-- hint -->\n\nwith: sam\nclient: dana\n", True),
        ("clinet: dana\n", True),
        ("## Summary\n## Notes\n", True),
        ("# Sync\n\n## summary:\n", False),
        ("#### Summary:\n", False),
        ("## Summary <!-- note -->\n", False),
        ("## Summary\n## Action items\n", False),
        ("```\n## Summary\n```\n", False),
        ("## Sumary\n", True),
        ("## My actions\n- [ ] a\n", True),
        ("", False),
        ("# Sync\n\n## Notes\n\n## Decisions\n", False),
        ("Our client: dana\n", False),
        ("# Summary\n", False),
    ],
)
def test_templates_are_recognised(text: str, known: bool) -> None:
    """By `client:` at the top or a heading of its own, misspelt or not."""
    assert is_template(text) is known


@pytest.mark.parametrize("text", ["", " \n\n", "<!-- only\na comment -->\n"])
def test_an_emptied_text_asks_for_nothing(text: str) -> None:
    """Nothing but blanks and comments is no minutes."""
    assert is_untouched(TEMPLATE, text)


def test_a_ticked_box_is_a_change() -> None:
    """One letter is enough, and trailing blanks are not."""
    assert is_untouched(TEMPLATE, TEMPLATE.replace("\n", " \n"))
    assert not is_untouched(TEMPLATE, TEMPLATE.replace("[ ]", "[x]"))


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("---\nwhen: fri\nwith: sam\n", False),
        ("when: fri\n\nclient: dana\n", True),
        ("when: fri\nnothing else\nclient: dana\n", False),
        ("whne: fri\nclient: dana\n", False),
        ("## Notes\n## Their promisses\n", True),
        ("## Notes\n## Nxet\n", False),
    ],
)
def test_headers_alone_are_not_enough(text: str, known: bool) -> None:
    """`client:` is what tells, before any other line; a misspelt heading of ours tells too."""
    assert is_template(text) is known


def test_blank_lines_around_the_text_are_no_change() -> None:
    """One between two lines is."""
    assert is_untouched(TEMPLATE, f"\n{TEMPLATE}\n\n")
    assert not is_untouched(TEMPLATE, TEMPLATE.replace("\n", "\n\n", 1))
