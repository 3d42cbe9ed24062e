"""Topics found by their text."""

from clientlog.minutes import Line, Minutes, match_topics


def match(topics: list[Line], *known: Line) -> list[Line]:
    """Match some topics of minutes with those that are open."""
    return list(match_topics(Minutes(topics=tuple(topics)), Minutes(topics=known)).topics)


def test_a_topic_is_found_by_its_text() -> None:
    """Whatever its case and blanks; its mark stays, and its text is the one in the journal."""
    assert match([Line("the  BUDGET.", "done", None, 7)], Line("The budget", ref="t9")) == [
        Line("The budget", "done", "t9", 7)
    ]


def test_other_topics_stay_as_they_are() -> None:
    """New ones, with a mark or without, and those with a REF."""
    topics = [Line("new", "done"), Line("newer"), Line("budget 2027", ref="t9")]
    assert match(topics, Line("budget", ref="t9"), Line("other", ref="t8")) == topics


def test_each_open_topic_is_matched_once() -> None:
    """Of two with the same text the first; one that is named by its REF is not matched again."""
    known = (Line("a", ref="t1"), Line("a", ref="t2"), Line("b", ref="t3"))
    refs = [
        topic.ref for topic in match([Line("a"), Line("a"), Line("b"), Line("b", ref="t3")], *known)
    ]
    assert refs == ["t1", None, None, "t3"]
