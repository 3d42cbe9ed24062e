"""Statistics on a terminal: words and shapes first, colour second."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from clientlog.dates import format_day
from clientlog.queries.stats import ENDINGS, PromiseMonth, Stats, WeekAhead
from clientlog.render.stats_words import (
    MONTHS,
    TOP,
    WEEKDAYS,
    contacts_in_words,
    every,
    month_name,
    overdue_in_words,
    promises_in_words,
    shade,
    title_of,
)
from clientlog.render.terminal import UNBOUNDED
from clientlog.render.text.chart import Chart, ChartRow
from clientlog.render.text.tables import FAINT, line, values_line
from clientlog.render.text.widgets import Page, heading


class Shapes(NamedTuple):
    """The characters that a terminal can show."""

    shades: str
    endings: str
    """One for each of ENDINGS."""
    bar: str


BLOCKS = Shapes(shades="·░▒▓█", endings="█▓░×", bar="█")
ASCII = Shapes(shades=".:+*#", endings="#=-x", bar="#")

_SHADE_STYLES = (FAINT, "green", "green", "bright_green", "bright_green")
_LABEL = 4
_LONGEST_BAR = 16


def shapes_for(encoding: str) -> Shapes:
    """Return the shapes that an encoding has."""
    try:
        "".join((*BLOCKS.shades, *BLOCKS.endings)).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return BLOCKS


def stats_page(stats: Stats, shapes: Shapes) -> Page:
    """Draw the year, its rhythm, the promises and the weeks ahead."""
    parts: list[RenderableType] = [
        heading(line(title_of(stats))),
        Text(contacts_in_words(stats)),
        "",
        HeatMap(stats, shapes),
    ]
    sections: list[tuple[str, Sequence[RenderableType]]] = [
        ("Rhythm", [_rhythms(stats, shapes)]),
        ("Promises settled", _promises(stats, shapes)),
        ("The weeks ahead", [overdue_in_words(stats), _weeks(stats, shapes)]),
    ]
    for title, drawn in sections:
        parts += ["", heading(title), *drawn]
    return Page(parts)


class HeatMap(NamedTuple):
    """A year of days: a column a week, a row a weekday; as many weeks as the width has room for."""

    stats: Stats
    shapes: Shapes

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType | Segment]:
        """Draw the map; without bounds, a line a month."""
        if options.max_width >= UNBOUNDED:
            yield from map(values_line, self._months())
            return
        weeks = self._weeks()[-max(4, options.max_width - _LABEL - 1) :]
        yield Text(
            (" " * _LABEL + _month_labels(weeks, options.max_width - _LABEL)).rstrip(), FAINT
        )
        most = max(self.stats.contacts.values(), default=0)
        for weekday, name in enumerate(WEEKDAYS):
            row = Text(f"{name} ", FAINT)
            for monday in weeks:
                day = monday + timedelta(days=weekday)
                if day <= self.stats.today:
                    dark = shade(self.stats.contacts.get(day, 0), most)
                    row.append(self.shapes.shades[dark], _SHADE_STYLES[dark])
            yield row
        yield Text(self._legend(most), FAINT)

    def _weeks(self) -> list[date]:
        stats = self.stats
        count = (stats.today - stats.since).days // 7 + 1
        return [stats.since + timedelta(weeks=number) for number in range(count)]

    def _legend(self, most: int) -> str:
        if not most:
            return ""
        first = {shade(number, most): number for number in range(most, 0, -1)}
        words = [f"{self.shapes.shades[0]} none"]
        words += [
            f"{self.shapes.shades[dark]} {first[dark]}{'+' if dark == max(first) > 1 else ''}"
            for dark in range(1, TOP + 1)
            if dark in first
        ]
        return " " * _LABEL + "a day: " + "  ".join(words)

    def _months(self) -> Iterator[tuple[str, str]]:
        totals: dict[date, int] = {}
        for day, number in self.stats.contacts.items():
            totals[day.replace(day=1)] = totals.get(day.replace(day=1), 0) + number
        return ((month_name(month), str(number)) for month, number in totals.items())


def _month_labels(weeks: Sequence[date], columns: int) -> str:
    """Return the names of the months above their first whole weeks, as far as there is room."""
    labels = ""
    for number, monday in enumerate(weeks):
        starts = monday.day <= 7
        if starts and len(labels) <= number <= columns - 3:
            labels = labels.ljust(number) + MONTHS[monday.month - 1] + " "
    return labels


def _bar(number: float, most: float, shapes: Shapes) -> str:
    length = round(_LONGEST_BAR * number / most) if most else 0
    return shapes.bar * max(length, 1 if number else 0)


def _rhythms(stats: Stats, shapes: Shapes) -> Chart:
    most = max((rhythm.hours for rhythm in stats.rhythms), default=0)
    return Chart(
        ("direction", "clients", "contacts", "average gap", "meetings", "hours"),
        [
            ChartRow(
                rhythm.direction,
                [
                    str(rhythm.clients),
                    str(rhythm.contacts),
                    every(rhythm),
                    str(rhythm.meetings),
                    f"{rhythm.hours:g}",
                ],
                [(_bar(rhythm.hours, most, shapes), "green")],
            )
            for rhythm in stats.rhythms
        ],
        "hours",
    )


def _promises(stats: Stats, shapes: Shapes) -> list[RenderableType]:
    words = [promises_in_words(stats.promises, theirs=theirs) for theirs in (False, True)]
    settled = [month for month in stats.promises if sum(month.counts.values())]
    if not settled:
        return list(words)
    signs = zip(shapes.endings, ENDINGS, strict=True)
    chart = Chart(
        ("month", "owed by", *ENDINGS),
        [_promise_row(month, shapes) for month in settled],
        "  ".join(f"{sign} {name}" for sign, name in signs),
    )
    return [*words, "", chart]


_ENDING_STYLES = ("green", "green", "yellow", "red")


def _promise_row(month: PromiseMonth, shapes: Shapes) -> ChartRow:
    counts = [month.counts.get(name, 0) for name in ENDINGS]
    bar = zip(shapes.endings, counts, _ENDING_STYLES, strict=True)
    return ChartRow(
        month_name(month.month),
        ["them" if month.theirs else "me", *map(str, counts)],
        [(sign * number, style) for sign, number, style in bar if number],
    )


def _weeks(stats: Stats, shapes: Shapes) -> Chart:
    most = max(week.hours + week.mine for week in stats.weeks)
    return Chart(
        ("week of", "meetings", "hours", "due: mine", "due: theirs"),
        [_week_row(stats, week, most, shapes) for week in stats.weeks],
        "hours and mine",
    )


def _week_row(stats: Stats, week: WeekAhead, most: float, shapes: Shapes) -> ChartRow:
    return ChartRow(
        format_day(week.monday, stats.today),
        [str(week.meetings), f"{week.hours:g}", str(week.mine), str(week.theirs)],
        [(_bar(week.hours + week.mine, most, shapes), "yellow")],
    )
