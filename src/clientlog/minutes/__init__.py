r"""Markdown minutes <-> a Minutes value: the template that `log -e` opens, and minutes of others.

The template is header lines (`client:`, `with:`, `when:`, `title:`, `for:`, `via:`), then
sections under headings. Its lines:

- `- [ ] text` is an item, `[x]` done, `[-]` dropped; lines indented further continue it.
- `- [ ] (p42) text` is p42 of the journal; without its line, p42 stays as it is.
- `<!-- … -->` is a comment. Everything else that is typed arrives, or is a problem.
- A backslash keeps the letters: `\## Notes`, `\<!--`, `\(p42)`.

What is made of minutes of others is in `offered` and `metadata`, which most commands need not
load.
"""

from clientlog.minutes.comments import annotate
from clientlog.minutes.reading import read_header, read_minutes, read_next, read_template
from clientlog.minutes.template import is_template, is_untouched
from clientlog.minutes.topics import match_topics
from clientlog.minutes.values import Entry, Line, Mark, Minutes, MinutesError, Problem
from clientlog.minutes.writing import write_minutes

__all__ = [
    "Entry",
    "Line",
    "Mark",
    "Minutes",
    "MinutesError",
    "Problem",
    "annotate",
    "is_template",
    "is_untouched",
    "match_topics",
    "read_header",
    "read_minutes",
    "read_next",
    "read_template",
    "write_minutes",
]
