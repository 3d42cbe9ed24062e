"""Text that Markdown shows as it is."""

import pytest

from clientlog.render.markdown.escaping import escaped


@pytest.mark.parametrize("sign", "\\`*_[]<>#|~&")
def test_a_sign_that_markdown_acts_on_is_escaped(sign: str) -> None:
    """Wherever it stands."""
    assert escaped(f"a{sign}b{sign}") == f"a\\{sign}b\\{sign}"


def test_everything_else_stays() -> None:
    """Letters, figures, blanks, and the punctuation of a sentence."""
    assert escaped("Łukasz's 2nd draft (5%): done!") == "Łukasz's 2nd draft (5%): done!"
