"""The reference pages, made from the program itself."""

from clientlog.cli.reference import command_sections, commands_page, schema_page
from clientlog.cli.registry import SECTIONS


def test_every_command_is_in_its_section_with_its_help() -> None:
    """A noun, then its verbs; the shared options are left out."""
    sections = dict(command_sections())
    assert [*sections] == [*SECTIONS]
    for title, names in SECTIONS.items():
        paths = [path for path, _ in sections[title]]
        assert [path for path in paths if path.count(" ") == 1] == [f"clientlog {n}" for n in names]
    people = dict(sections["People"])
    assert "clientlog client merge" in people
    assert people["clientlog client add"].startswith("Usage: clientlog client add [OPTIONS]")
    assert "--handle" in people["clientlog client add"]
    for text in people.values():
        assert "--db PATH" not in text
        assert "--help" not in text.partition("Options:")[2]


def test_the_page_of_commands_says_the_shared_options_once() -> None:
    """Each command under its own heading."""
    page = commands_page()
    assert page.count("--db PATH") == 1
    assert page.count("-q, --quiet") == 1
    assert "\n## Every day\n\n### clientlog today\n\n```text\nUsage: clientlog today" in page
    assert page.endswith("```\n")


def test_the_page_of_tables_says_what_each_column_holds() -> None:
    """Its type, the words it may hold, what it refers to, and whether it may be empty."""
    page = schema_page()
    promise = page.partition("\n## promise\n")[2].partition("\n## ")[0]
    assert "| `text` | text |" in promise
    assert "| `due` | day, or empty |" in promise
    assert "| `client_id` | refers to `client` |" in promise
    assert "refers to `meeting` (emptied), or empty |" in promise
    assert "| `state` | `open`, `kept`, `broken`, `released` |" in promise
    assert "`uuid`" not in promise
    assert "yes or no" in promise
    assert page.endswith("|\n")
