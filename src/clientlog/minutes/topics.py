"""Find topics of minutes that are already in the journal, by their text."""

from dataclasses import replace

from clientlog.minutes.values import Line, Minutes
from clientlog.text import name_key


def match_topics(minutes: Minutes, known: Minutes) -> Minutes:
    """Give each topic without a REF that of the open topic with the same text, if there is one.

    Case, accents, blanks and a full stop make no difference. What is left without a REF is
    a new topic, which its mark may settle at once.
    """
    unnamed = {topic.ref: topic for topic in known.topics if topic.ref}
    for topic in minutes.topics:
        unnamed.pop(topic.ref or "", None)
    by_text = {_key(topic.text): topic for topic in reversed(unnamed.values())}
    return replace(minutes, topics=tuple(_matched(topic, by_text) for topic in minutes.topics))


def _matched(topic: Line, by_text: dict[str, Line]) -> Line:
    match = None if topic.ref else by_text.pop(_key(topic.text), None)
    return replace(topic, ref=match.ref, text=match.text) if match else topic


def _key(text: str) -> str:
    return name_key(text).rstrip(" .!")
