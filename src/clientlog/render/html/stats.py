"""Statistics as one HTML page: drawings in SVG, no script, nothing from elsewhere."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from html import escape
from importlib.resources import files
from string import Template

from clientlog.dates import format_day
from clientlog.queries.stats import ENDINGS, PromiseMonth, Stats
from clientlog.render.stats_words import (
    MONTHS,
    WEEKDAYS,
    WORDS,
    contacts_in_words,
    every,
    month_name,
    overdue_in_words,
    promises_in_words,
    shade,
    title_of,
)
from clientlog.text import counted

CELL, GAP = 11, 2
"""Pixels of a day in the heat map, and between days."""

BAR, ROW, LABEL, UNIT = 14, 22, 90, 12
"""Pixels: a bar's height, the step of rows, the room for labels, and one promise's width."""

WIDE, TEXT = 300, 400
"""Pixels of the longest bar, and of the words beside it."""

LOAD = "Each bar: hours in meetings, then what I owe that week."


def stats_html(stats: Stats) -> str:
    """Return the whole document."""
    sections = [
        ("Contacts", contacts_in_words(stats), _heat_map(stats)),
        ("Rhythm and hours", "Hours in held meetings, by direction.", _rhythms(stats)),
        *(
            (
                "Their promises" if theirs else "My promises",
                promises_in_words(stats.promises, theirs=theirs),
                _promises([month for month in stats.promises if month.theirs == theirs]),
            )
            for theirs in (False, True)
        ),
        ("The weeks ahead", f"{overdue_in_words(stats)} {LOAD}", _weeks(stats)),
    ]
    body = "\n".join(
        f"<section><h2>{escape(title)}</h2><p>{escape(words)}</p>{drawing}</section>"
        for title, words, drawing in sections
    )
    title = escape(title_of(stats))
    dated = escape(format_day(stats.today, stats.today - timedelta(days=400)))
    template = files("clientlog.render.html").joinpath("stats.html").read_text("utf-8")
    return Template(template).substitute(title=title, dated=dated, body=body)


def _svg(width: float, height: float, label: str, parts: Iterable[str]) -> str:
    return (
        f'<svg role="img" aria-label="{escape(label)}" viewBox="0 0 {width:g} {height:g}"'
        f' width="{width:g}" height="{height:g}">{"".join(parts)}</svg>'
    )


def _text(x: float, y: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(words)}</text>'


def _rect(  # noqa: PLR0917  (SVG's own four, and what they mean)
    x: float, y: float, width: float, height: float, kind: str, title: str
) -> str:
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="2" class="{kind}">'
        f"<title>{escape(title)}</title></rect>"
    )


def _heat_map(stats: Stats) -> str:
    step, left, top = CELL + GAP, 34, 18
    most = max(stats.contacts.values(), default=0)
    parts = [_text(0, top + step * row + CELL - 1, WEEKDAYS[row]) for row in (0, 2, 4, 6)]
    weeks = (stats.today - stats.since).days // 7 + 1
    for week in range(weeks):
        monday = stats.since + timedelta(weeks=week)
        if monday.day <= 7:
            parts.append(_text(left + week * step, top - 6, MONTHS[monday.month - 1]))
        for row in range(7):
            day = monday + timedelta(days=row)
            if day > stats.today:
                break
            number = stats.contacts.get(day, 0)
            title = f"{format_day(day, stats.today)}: {counted(number, 'contact')}"
            place = (left + week * step, top + row * step)
            parts.append(_rect(*place, CELL, CELL, f"heat{shade(number, most)}", title))
    return _svg(left + weeks * step, top + 7 * step, "Contacts by day", parts)


def _rhythms(stats: Stats) -> str:
    most = max((rhythm.hours for rhythm in stats.rhythms), default=0) or 1
    parts = []
    for row, rhythm in enumerate(stats.rhythms):
        width = WIDE * rhythm.hours / most
        words = (
            f"{counted(rhythm.hours, 'hour')}, {counted(rhythm.meetings, 'meeting')};"
            f" {counted(rhythm.clients, 'client')}, each every {every(rhythm)}"
        )
        parts += [
            _text(0, row * ROW + BAR, rhythm.direction),
            _rect(LABEL, row * ROW + 3, width, BAR, "bar", words),
            _text(LABEL + width + 8, row * ROW + BAR, words),
        ]
    return _svg(LABEL + WIDE + TEXT, len(stats.rhythms) * ROW, "Hours by direction", parts)


def _promises(months: Sequence[PromiseMonth]) -> str:
    most = max((sum(month.counts.values()) for month in months), default=0)
    if not most:
        return ""
    unit = min(UNIT, WIDE / most)
    parts = []
    for row, month in enumerate(months):
        parts.append(_text(0, row * ROW + BAR, month_name(month.month)))
        x = float(LABEL)
        for name in ENDINGS:
            number = month.counts.get(name, 0)
            if number:
                words = f"{month_name(month.month)}: {number} {WORDS[name]}"
                parts.append(_rect(x, row * ROW + 3, unit * number - 1, BAR, name, words))
                x += unit * number
        counts = ", ".join(
            f"{month.counts[name]} {name}" for name in ENDINGS if month.counts.get(name)
        )
        parts.append(_text(x + 8, row * ROW + BAR, counts or "none"))
    key = "".join(f'<li><i class="{name}"></i>{WORDS[name]}</li>' for name in ENDINGS)
    drawing = _svg(LABEL + WIDE + TEXT, len(months) * ROW, "Promises by month", parts)
    return f'<ul class="key">{key}</ul>{drawing}'


def _weeks(stats: Stats) -> str:
    most = max((week.hours + week.mine for week in stats.weeks), default=0) or 1
    parts = []
    for row, week in enumerate(stats.weeks):
        hours, mine = (WIDE * number / most for number in (week.hours, week.mine))
        words = (
            f"{counted(week.meetings, 'meeting')}, {counted(week.hours, 'hour')};"
            f" due: {week.mine} mine, {week.theirs} theirs"
        )
        parts += [
            _text(0, row * ROW + BAR, format_day(week.monday, stats.today)),
            _rect(LABEL, row * ROW + 3, hours, BAR, "bar", words),
            _rect(LABEL + hours, row * ROW + 3, mine, BAR, "late", words),
            _text(LABEL + hours + mine + 8, row * ROW + BAR, words),
        ]
    return _svg(LABEL + WIDE + TEXT, len(stats.weeks) * ROW, "Load by week", parts)
