"""The fields of a client: the options, the columns and the words of each."""

from typing import get_args, get_type_hints

import pytest

from clientlog.client_fields import CLIENT_FIELDS, ClientField
from clientlog.queries.values import Client
from clientlog.vocabulary import STAGES, STAKES


def test_every_field_is_an_attribute_that_may_be_empty() -> None:
    """Each name is one of a client's, where None stands for an empty one."""
    types = get_type_hints(Client)
    assert all(type(None) in get_args(types[field.name]) for field in CLIENT_FIELDS)


def test_every_name_and_option_is_there_once() -> None:
    """No two fields share a column or an option."""
    assert len({field.name for field in CLIENT_FIELDS}) == len(CLIENT_FIELDS)
    assert [field.option for field in CLIENT_FIELDS] == [
        "role", "org", "stake", "stage", "aim", "cadence", "channel", "vision", "their-vision",
    ]  # fmt: skip


def test_a_field_of_words_names_them() -> None:
    """Stake, stage and aim take the words of the vocabulary, the others none."""
    words = {field.name: field.words for field in CLIENT_FIELDS if field.words}
    assert words == {"stake": STAKES, "stage": STAGES, "aim": STAGES}
    assert {field.name for field in CLIENT_FIELDS if field.type == "word"} == set(words)


def test_two_fields_are_read_in_a_way_of_their_own() -> None:
    """A channel has words that the terminal completes, a cadence is a length."""
    types = {
        field.name: field.type for field in CLIENT_FIELDS if field.type not in {"word", "text"}
    }
    assert types == {
        "role": "line", "organization": "line", "cadence_days": "cadence", "channel": "channel",
    }  # fmt: skip


def test_what_is_prose_is_searched() -> None:
    """Role, organization and both visions are searched; words and lengths are not."""
    searched = {field.name for field in CLIENT_FIELDS if field.searched}
    assert searched == {"role", "organization", "vision", "their_vision"}


def test_a_long_text_has_a_line_of_its_own() -> None:
    """`show` has a label for each field of several lines and for no other."""
    labels = {field.name: field.label for field in CLIENT_FIELDS if field.label}
    assert labels == {"vision": "vision", "their_vision": "theirs"}
    assert {field.name for field in CLIENT_FIELDS if field.type == "text"} == set(labels)


def test_a_field_is_a_line_that_is_not_searched_unless_said() -> None:
    """The defaults of a new field are those of most, and nobody changes a field later."""
    field = ClientField(name="team", option="team", metavar="TEXT", help="Their team.")
    assert (field.type, field.words, field.label, field.searched) == ("line", (), "", False)
    with pytest.raises(AttributeError):
        field.name = "other"  # type: ignore[misc]  # what is tried
