"""Texts that are no dates, but could be taken for some."""

from hypothesis import strategies as st

PIECES = (
    "fri", "next", "last", "today", "eow", "in", "at", "ago", "every", "+", "-", "/", ".", ":", " ",
    "T", "Z", "pm", "days", "w", "h", "m", "dec", "0", "9", "29", "31", "2026", "99999", "٣", "２",
    "2026-02-30", "2026-11-24T10:00", "9999-12-31", "0000-00-00", "24:00", "-99:00",
    "\x00", "\udcff",
)  # fmt: skip

ANY_TEXT = st.one_of(
    st.text(st.characters(), max_size=120),
    st.lists(st.sampled_from(PIECES), max_size=7).map("".join),
)
"""Any code points, surrogates as well, or the pieces of dates in any order."""
