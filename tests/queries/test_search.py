"""Searching every text of the journal."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientlog.clock import Clock
from clientlog.errors import UsageError
from clientlog.queries.excerpt import excerpt
from clientlog.queries.search import Scope, SearchResult, search
from clientlog.queries.search_query import Query, read_query
from clientlog.store.journal_file import open_to_look
from clientlog.write import clients, commitments, conflicts, notes
from tests.looking import client, give, meet, writing


def find(journal: Path, clock: Clock, text: str, *, limit: int = 20, **scope: Any) -> SearchResult:
    with closing(open_to_look(journal)) as db:
        return search(db, clock, text, Scope(**scope), limit=limit)


def refs(found: SearchResult) -> list[str]:
    return [one.ref for one in found.hits]


def test_every_text_of_the_journal_is_found_under_the_record_it_belongs_to(
    journal: Path, clock: Clock
) -> None:
    """Names, aliases, roles, summaries, reasons, notes: each leads to its REF or handle."""
    with writing(journal) as change:
        dana = client(change, role="alpha role")
        clients.add_alias(change, dana, "Alpha Ortega")
        meet(change, "2026-11-03 10:00", summary="alpha summary")
        promise = give(change, "alpha promise")
        give(change, "alpha action", kind="action")
        commitments.settle(change, promise, "broken", "alpha reason", told=False)
        notes.raise_topic(change, dana, "alpha topic")
        notes.note(change, dana, "alpha note")
        notes.touch(change, dana, change.clock.now, text="alpha touch")
    found = find(journal, clock, "alpha")
    expected = ["dana-reyes", "dana-reyes", "m1", "p1", "p1", "a1", "t1", "n1", "k1"]
    assert sorted(refs(found)) == sorted(expected)
    assert {one.client for one in found.hits} == {"dana-reyes"}


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("lukasz", "Łukasz"),
        ("Łukasz", "Lukasz"),
        ("zurich", "Zürich"),
        ("小龍", "李小龍"),
        ("strasse", "Hauptstraße 1 Straße"),
        ("soren", "Søren"),
        ("SØREN", "søren"),
        ("rol pla", "Plan the rollout"),
        ("o'brien", "O'Brien"),
        ("a@b.c", "a@b.c"),
        ("a-b", "a-b"),
        ("C++", "C++"),
        ("%", "100%"),
        ("_", "a _ b"),
        ('"', 'the "big" one'),
        ("*", "2 * 3"),
        ("(", "(sic)"),
        (":smile:", ":smile:"),
        ("[/]", "see [/]"),
        ("and", "AND"),
        ("NOT near", "not nearly"),
        ("🎉", "done 🎉"),
    ],
)
def test_words_are_found_whatever_their_case_accents_or_signs(
    journal: Path, clock: Clock, typed: str, name: str
) -> None:
    """Case and accents are ignored, the start of a word will do, signs are taken literally."""
    with writing(journal) as change:
        give(change, name)
        give(change, "something else entirely")
    assert refs(find(journal, clock, typed)) == ["p1"]


@pytest.mark.parametrize(
    "typed", ["%", "_", '"', "AND", "*", "(", ")", "^", "-", "NEAR(a b)", "text:a"]
)
def test_what_looks_like_an_operator_finds_nothing_where_it_is_not_written(
    journal: Path, clock: Clock, typed: str
) -> None:
    """Nothing that is typed is a query language."""
    with writing(journal) as change:
        give(change, "plain words")
    assert find(journal, clock, typed) == SearchResult((), 0)


def test_all_the_words_must_be_in_one_text(journal: Path, clock: Clock) -> None:
    """Two words are found together, not each on its own."""
    with writing(journal) as change:
        give(change, "send the draft")
        give(change, "send the invoice")
    assert refs(find(journal, clock, "invoice send")) == ["p2"]


def test_the_best_match_comes_first(journal: Path, clock: Clock) -> None:
    """A short text that is about the word comes before a long one that mentions it."""
    with writing(journal) as change:
        give(change, "budget " + "and many other things that fill the line " * 5)
        give(change, "budget budget")
    assert refs(find(journal, clock, "budget")) == ["p2", "p1"]


def test_a_limit_leaves_out_the_rest_and_counts_it(journal: Path, clock: Clock) -> None:
    """The total says how many there are beyond the limit; 0 is no limit."""
    with writing(journal) as change:
        for _ in range(5):
            give(change, "budget")
    limited = find(journal, clock, "budget", limit=2)
    assert (len(limited.hits), limited.total) == (2, 5)
    assert len(find(journal, clock, "budget", limit=0).hits) == 5


def test_one_client_can_be_searched_for(journal: Path, clock: Clock) -> None:
    """Only what belongs to the client, meetings they attended included, is found."""
    with writing(journal) as change:
        sam = client(change, "Sam Li", role="budget owner")
        give(change, "budget of Dana")
        promise = give(change, "the other thing", whom=sam)
        commitments.settle(change, promise, "broken", "no budget", told=True)
        meet(change, "2026-11-03 10:00", client(change), sam, summary="budget")
        number = sam.id
    found = find(journal, clock, "budget", client=number)
    assert sorted(refs(found)) == ["m1", "p2", "sam-li"]


def test_a_hit_names_the_first_attendee_and_the_local_day(journal: Path, clock: Clock) -> None:
    """A meeting at half past midnight in Berlin is dated by the day in Berlin."""
    with writing(journal) as change:
        sam = client(change, "Sam Li")
        meet(change, "2026-11-03 00:30", sam, client(change), summary="budget")
    (hit,) = find(journal, clock, "budget").hits
    assert (hit.client, hit.name, str(hit.day)) == ("sam-li", "Sam Li", "2026-11-03")
    assert (hit.ref, hit.text, hit.marks) == ("m1", "budget", ((0, 6),))


def test_an_excerpt_is_the_line_of_the_match_cut_around_it() -> None:
    """Of a long text the line that matches is shown, with the match marked."""
    text = "first line\n" + "x " * 200 + "the Zürich office " + "y " * 200 + "\nlast line"
    shown, ((start, end),) = excerpt(text, read_query("zurich"))
    assert shown[start:end] == "Zürich"
    assert shown.startswith("…") and shown.endswith("…") and len(shown) <= 202


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("李小龍 came", "小龍", ["小龍"]),
        ("Łukasz and lukas", "lukasz", ["Łukasz"]),
        ("off O'Brien on", "o'brien", ["O'Brien"]),
        ("budgets and budget", "budget", ["budgets", "budget"]),
        ("50 % of 50%", "%", ["%", "%"]),
        ("nothing here", "absent", []),
    ],
)
def test_matches_are_marked_as_the_index_sees_them(
    text: str, typed: str, marked: list[str]
) -> None:
    """Every match in the excerpt is marked, in the letters of the text."""
    shown, marks = excerpt(text, read_query(typed))
    assert [shown[start:end] for start, end in marks] == marked


@pytest.mark.parametrize("typed", ["", "  ", "\u200b", "nul\x00"])
def test_what_cannot_be_searched_for_is_refused(typed: str) -> None:
    """Nothing and NUL are wrong usage."""
    with pytest.raises(UsageError):
        read_query(typed)


@pytest.mark.parametrize("typed", ["(" * 5000, "a " * 5000, "word " * 40 + "(", '"' * 301])
def test_a_long_text_is_searched_for_and_no_error(journal: Path, clock: Clock, typed: str) -> None:
    """Somebody who pastes a page is told what was found, not that it was too long."""
    with writing(journal) as change:
        give(change, "another thing")
    assert find(journal, clock, typed).total in {0, 1}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("budget travel", ["p2", "p1"]),
        ('"travel budget"', ["p1"]),
        ('"Travel  BUDGET" approve', ["p1"]),
        ('"budget travel"', []),
    ],
)
def test_words_in_quotes_must_stand_together(
    journal: Path, clock: Clock, typed: str, found: list[str]
) -> None:
    """Without quotes the words may stand anywhere in the text."""
    with writing(journal) as change:
        give(change, "approve the travel budget")
        give(change, "budget for travel")
    assert sorted(refs(find(journal, clock, typed)), reverse=True) == found


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("明日クラウド移行を確認する", "クラウド"),
        ("明日クラウド移行を確認する", "移行"),
        ("ประชุมงบประมาณวันศุกร์", "งบประมาณ"),
        ("다음 회의에서 예산을 확인", "예산"),
    ],
)
def test_a_word_is_found_where_no_blanks_stand_between_words(
    journal: Path, clock: Clock, text: str, typed: str
) -> None:
    """Japanese, Thai and Korean texts are searched for a part of them."""
    with writing(journal) as change:
        give(change, text)
        give(change, "something else")
    assert refs(find(journal, clock, typed)) == ["p1"]


@pytest.mark.parametrize(
    ("kinds", "found"),
    [
        (("notes",), ["n1", "n2"]),
        (("needs",), ["n2"]),
        (("meetings", "promises"), ["m1", "p1"]),
        (("clients",), ["dana-reyes"]),
        ((), ["dana-reyes", "m1", "n1", "n2", "p1"]),
    ],
)
def test_a_search_can_be_kept_to_some_kinds(
    journal: Path, clock: Clock, kinds: tuple[str, ...], found: list[str]
) -> None:
    """`notes` is every kind of note, since nobody who looks for a text knows its kind."""
    with writing(journal) as change:
        dana = client(change, role="alpha role")
        meet(change, "2026-11-03 10:00", summary="alpha summary")
        give(change, "alpha promise")
        notes.note(change, dana, "alpha note")
        notes.note(change, dana, "alpha need", kind="need")
    assert sorted(refs(find(journal, clock, "alpha", kinds=kinds))) == found


def test_a_search_can_begin_at_a_day(journal: Path, clock: Clock) -> None:
    """What is older is neither shown nor counted; the limit applies to what is left."""
    with writing(journal, "2026-10-02 09:00") as change:
        give(change, "old budget")
    with writing(journal, "2026-11-02 09:00") as change:
        give(change, "new budget")
        give(change, "newer budget")
    found = find(journal, clock, "budget", since=date(2026, 11, 2), limit=1)
    assert (len(found.hits), found.total) == (1, 2)


@given(st.text(st.characters(exclude_characters="\x00", codec="utf-8"), min_size=1, max_size=200))
def test_no_text_is_a_syntax_error_for_the_index(typed: str) -> None:
    """Whatever is typed, the query made from it is one that SQLite can read."""
    try:
        query = read_query(typed)
    except UsageError:
        return
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE search USING fts5 (text, folded)")
    if query.words:
        assert (
            db.execute("SELECT * FROM search WHERE search MATCH ?", (query.match,)).fetchall() == []
        )


@given(st.text(max_size=300), st.text("abcłü小% ", min_size=1, max_size=5))
def test_marks_lie_within_the_excerpt(text: str, typed: str) -> None:
    """Marks are in order and inside the text that is shown, whatever the text."""
    words = tuple(typed.split())
    query = Query(
        tuple(w for w in words if w.isalnum()), tuple(w for w in words if not w.isalnum())
    )
    shown, marks = excerpt(text, query)
    assert list(marks) == sorted(marks)
    assert all(0 <= start < end <= len(shown) for start, end in marks)


def test_what_belongs_to_another_client_is_not_found_for_one(journal: Path, clock: Clock) -> None:
    """Of no kind: names, meetings, commitments and their changes, notes, topics, conflicts."""
    with writing(journal) as change:
        dana, sam = client(change, role="budget owner"), client(change, "Sam Li")
        clients.add_alias(change, dana, "Budget")
        for kind in ("promise", "action"):
            item = give(change, "budget", whom=dana, kind=kind)
            commitments.settle(change, item, "released", "no budget", told=True)
        meet(change, "2026-11-03 10:00", dana, summary="budget")
        notes.note(change, dana, "budget")
        notes.raise_topic(change, dana, "budget")
        conflict = conflicts.open_conflict(change, dana, "budget")
        conflicts.take_step(change, conflict, "budget", "listening")
        notes.touch(change, dana, change.clock.now, text="budget")
        numbers = dana.id, sam.id
    assert find(journal, clock, "budget", client=numbers[0]).total == 12
    assert find(journal, clock, "budget", client=numbers[1]).total == 0


@pytest.mark.parametrize("since", [None, date(2026, 11, 1)])
def test_what_is_removed_while_it_is_searched_for_is_left_out(
    journal: Path, clock: Clock, since: date | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process may undo a note between its number and its text."""
    with writing(journal) as change:
        notes.note(change, client(change), "budget")
    monkeypatch.setattr("clientlog.queries.search.load_labels", lambda *_: {})
    assert find(journal, clock, "budget", since=since).hits == ()


@pytest.mark.parametrize("typed", ["budget", "%"])
def test_of_equal_texts_the_newest_comes_first(journal: Path, clock: Clock, typed: str) -> None:
    """Words and signs alike."""
    with writing(journal) as change:
        for _ in range(3):
            give(change, "budget %")
    assert refs(find(journal, clock, typed, limit=2)) == ["p3", "p2"]
