"""Documents of flat records, read from a stream."""

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientlog.interchange.flat_records import RECORD_LIMIT, FlatReader, MalformedError


class Trickle(io.RawIOBase):
    """A stream that gives a few bytes at a time, as a pipe does."""

    def __init__(self, data: bytes, step: int) -> None:
        self.data = io.BytesIO(data)
        self.step = step

    def read(self, size: int = -1) -> bytes:
        """Return fewer bytes than were asked for."""
        return self.data.read(self.step)


def read(data: bytes, step: int = 7) -> tuple[dict[str, Any], list[Any]]:
    """Read a document whole: its header and its records."""
    header: dict[str, Any] = {}
    records = list(FlatReader(Trickle(data, step)).read(header))  # type: ignore[arg-type]  # it reads
    return header, records


RECORDS = [{"a": 1, "b": None}, {}, {"text": 'x{"}]\\, ' * 100, "Ł": "\U0001f600"}]


@pytest.mark.parametrize("step", [1, 2, 3, 1000])
def test_a_document_is_read_whatever_pieces_it_comes_in(step: int) -> None:
    """Header before and after, blanks anywhere, escaped or not."""
    for ascii_only in (True, False):
        text = json.dumps({"version": 1, "records": RECORDS, "n": 12345}, ensure_ascii=ascii_only)
        assert read(b"\xef\xbb\xbf" + text.encode(), step)[0] == {"version": 1, "n": 12345}
        header, records = read(b"\xef\xbb\xbf \n" + text.encode() + b"\n\n", step)
        assert header == {"version": 1, "n": 12345}
        assert records == [(f"records[{n}]", record) for n, record in enumerate(RECORDS)]


BLANKS = st.text(" \t\r\n", max_size=2)
VALUES = st.none() | st.booleans() | st.integers() | st.text('ab{}[]",:\\\n Łé', max_size=8)


@given(
    st.lists(
        st.tuples(BLANKS, st.dictionaries(st.text(max_size=3), VALUES, max_size=3), BLANKS),
        max_size=6,
    )
)
def test_layout_and_brackets_in_texts_make_no_difference(
    records: list[tuple[str, dict[str, Any], str]],
) -> None:
    """The standard reader finds the same records."""
    listed = ",".join(f"{before}{json.dumps(one)}{after}" for before, one, after in records)
    expected = [(f"records[{n}]", one) for n, (_, one, _) in enumerate(records)]
    assert read(f'{{"records": [{listed}]}}'.encode(), 1000)[1] == expected


def test_a_key_that_stands_twice_is_named_anywhere() -> None:
    """Also behind a record that was read before."""
    with pytest.raises(MalformedError, match=r"records\[1\].a: the key occurs twice"):
        read(b'{"records": [{"a": 1},\n{"a": 2, "a": 2}]}', 1000)


def test_records_are_given_out_before_the_document_ends() -> None:
    """What is cut short later does not matter yet."""
    records = FlatReader(io.BytesIO(b'{"records": [{"a": 1}, {"a"')).read({})
    assert next(records) == ("records[0]", {"a": 1})
    with pytest.raises(MalformedError, match=r"records\[1\]"):
        next(records)


def test_a_record_without_end_is_refused_at_the_limit() -> None:
    """The rest of the stream is not read."""
    stream = io.BytesIO(b'{"records": [{"a": "' + b"x" * 3 * RECORD_LIMIT)
    with pytest.raises(MalformedError, match="is longer than 16,000,000 bytes"):
        list(FlatReader(stream).read({}))
    assert stream.tell() < 2.5 * RECORD_LIMIT


def test_a_record_of_many_keys_is_read_once() -> None:
    """A key that stands there twice is named."""
    keys = ", ".join(f'"k{number}": 1' for number in range(100_000))
    assert len(read(b'{"records": [{%s}]}' % keys.encode(), 9999)[1][0][1]) == 100_000
    with pytest.raises(MalformedError, match=r"records\[0\].k7: the key occurs twice"):
        read(b'{"records": [{%s, "k7": 2}]}' % keys.encode(), 9999)


def test_what_follows_the_document_is_named_with_its_byte() -> None:
    """Counted from the beginning of the stream."""
    with pytest.raises(MalformedError, match="at byte 20"):
        read(b'{"records": [{  }]}\nx')


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (b"[]", "the document must be one object, as clientlog export writes it"),
        (b'{"a": 1 "b": 2}', "a comma is missing between two keys, or the end"),
        (b"{1: 2}", "a key is missing"),
        (b'{"a": 1, "a": 2}', "a: the key occurs twice"),
        (b'{"%s": 1, "%s": 2}' % (b"k" * 50, b"k" * 50), f"{'k' * 40}: the key occurs twice"),
        (b'{"a" 1}', "a: a colon is missing"),
        (b'{"a": []}', "a: must be a text or a number"),
        (b'{"a": 1.5}', "a: 1.5 is not a whole number"),
        (b'{"a": NaN}', "a: NaN is not a whole number"),
        (b'{"a": 1.%s}' % (b"0" * 60), f"a: 1.{'0' * 38} is not a whole number"),
        (b'{"a": "\xff"}', "a: is not valid UTF-8"),
        (b'{"a": x}', "a: is not JSON: expecting value"),
        (b'{"a": %s}' % (b"9" * 5000), "a: holds a number of too many digits"),
        (b'{"records": {}}', "records: must be a list"),
        (b'{"records": [{} {}]}', r"records\[1\]: a comma is missing before it, or the end of the"),
        (b'{"records": [{}, {} {}]}', r"records\[2\]: a comma is missing before it, or the end"),
        (b'{"records": [{"a": []}]}', r"records\[0\]: must be an object without lists or objects"),
        (b'{"records": [{"a": 1}, {"a": []}]}', r"records\[1\]: must be an object without lists"),
        (b'{"records": [{"a": 1}, {"a": {}}]}', r"records\[1\]: must be an object without lists"),
        (b'{"records": [{"a": 1}, {"a": 1}x', r"records\[2\]: a comma is missing before it"),
        (b'{"records": [{"a": 1}', r"records\[1\]: the file ends here; it was cut short"),
        (b'{"records": [{"%s": 1, "%s": 1}]}' % (b"k" * 50, b"k" * 50),
         rf"records\[0\].{'k' * 40}: the key occurs twice"),
        (b"", "the file ends here; it was cut short"),
        (b"{} {}", "something follows the document at byte 3"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("step", [5, 1000])
def test_what_is_no_such_document_is_named(document: bytes, message: str, step: int) -> None:
    """With the path to it, and what was expected."""
    with pytest.raises(MalformedError, match=rf"\A{message}"):
        read(document, step)


def test_the_byte_after_a_long_document_is_counted_from_its_beginning() -> None:
    """Whatever was forgotten since."""
    document = b'{"records": [%s]}' % b",".join([b'{"a": "%s"}' % (b"x" * 1000)] * 2000)
    with pytest.raises(MalformedError, match=f"at byte {len(document)}"):
        read(document + b"x", 100_000)


def test_records_with_brackets_or_control_characters_are_read_as_others() -> None:
    """Wherever they stand in the list."""
    records = [{"a": 1}, {"a": "[x]"}, {"a": "{x}"}, {"a": "}"}, {"b": 2}]
    assert [
        record for _, record in read(json.dumps({"records": records}).encode(), 1000)[1]
    ] == records
    with pytest.raises(MalformedError, match=r"records\[1\]: is not JSON: invalid control"):
        read(b'{"records": [{"a": 1}, {"a": "x\ny"}]}', 1000)


def test_an_object_of_very_many_levels_is_refused_wherever_it_stands() -> None:
    """It is not read to see that."""
    deep = b'{"a": ' * 20_000 + b"1" + b"}" * 20_000
    for before in (b"", b'{"a": 1}, '):
        with pytest.raises(MalformedError, match="must be an object without lists"):
            read(b'{"records": [%s%s]}' % (before, deep), 1_000_000)
