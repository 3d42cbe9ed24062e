"""Links between the pages lead somewhere."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, all_pages, anchors, name_of

PAGES = all_pages()


@pytest.mark.parametrize("page", PAGES, ids=map(name_of, PAGES))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    """The file named is there, and the heading in it."""
    text = re.sub(r"(?ms)^ *```.*?^ *```$", "", page.read_text("utf-8"))
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, heading = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (heading and heading not in anchors(target.read_text("utf-8"))):
            broken.append(link)
    assert not broken


def test_the_index_names_every_page() -> None:
    """docs/README.md leads to every page but itself."""
    index = DOCS / "README.md"
    linked = re.findall(r"\]\(([^)#\s]+)", index.read_text("utf-8"))
    named = {(DOCS / link).resolve() for link in linked}
    missing = set(DOCS.rglob("*.md")) - named - {index}
    assert not {name_of(one) for one in missing}
