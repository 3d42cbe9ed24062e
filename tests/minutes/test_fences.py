"""Code fences."""

import pytest

from clientlog.minutes.fences import Fence, is_balanced


def inside(text: str) -> str:
    """Mark each line that belongs to a fence."""
    fence = Fence()
    return "".join("x" if fence.takes(line) else "." for line in text.split("\n"))


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("a\n```\n# b\n```\nc", ".xxx."),
        ("~~~ py\n```\n~~~\nc", "xxx."),
        ("````\n```\n````\nc", "xxx."),
        ("```\na\n`````  \nc", "xxx."),
        ("- ```py\n  a\n  ```\nc", "xxx."),
        ("- (n7) ```\n  ```\nc", "xx."),
        ("```a``` b\nc", ".."),
        ("``\nc", ".."),
        ("```\n``` py\n```\nc", "xxx."),
    ],
)
def test_what_stands_between_fences_is_told(text: str, marks: str) -> None:
    """As CommonMark says, and in list items as well."""
    assert inside(text) == marks


def test_a_fence_without_end_is_not_balanced() -> None:
    """It would swallow what follows."""
    assert is_balanced(["```", "a", "```"])
    assert not is_balanced(["```", "a"])
