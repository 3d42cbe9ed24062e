"""The page as HTML that prints on exactly one sheet: no script, nothing from elsewhere.

No paper is named in it, so the printer's counts, A4 or Letter: in print `100vh` is the height of
the sheet inside its margins (https://www.w3.org/TR/css-page-3/#page-model), the room for notes
takes what the rest leaves, and what is to be written is measured for the smaller of both papers.
"""

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from math import ceil

from clientlog.agenda.values import Line, Page, Section
from clientlog.render.agenda_words import (
    TABLE,
    cut,
    fitted,
    left_out,
    more,
    plain,
    remarks,
    side_by_side,
    title_of,
    to_confirm,
    width_of,
)

ROOM = 186.0
"""Millimetres for the sections on a Letter sheet, beside title, notes, table and foot."""

LINE, TITLE, COMPACT_GAP = 3.9, 6.3, 0.6
"""Millimetres that a line takes, a title with the gap above it, and the gap after a compact one."""

FILLED = 1.3
"""Millimetres that a line to write on takes beyond others."""

FULL, HALF = 96, 44
"""Columns of text on a full and on half a sheet, of 1.85 mm: a wide sans serif of 9 points."""

NOTE_LINE = 7.5
"""Millimetres between lines to write on."""

NOTE_LINES = 50
BIG = 60
"""Columns of the title."""

ROWS = 3


def html(pages: Sequence[Page]) -> str:
    """Return one document, a sheet for each page."""
    title = pages[0].title if len(pages) == 1 else "Meetings"
    sheets = "\n".join(_sheet(fitted(page, _fits)) for page in pages)
    return _DOCUMENT.format(title=_escaped_text(title), sheets=sheets, ruled=_ruled())


# What fits


def _fits(page: Page) -> bool:
    rows = side_by_side(page.sections)
    return sum(max(_height(section, len(row)) for section in row) for row in rows) <= ROOM


@lru_cache
def _height(section: Section, beside: int) -> float:
    columns = FULL if beside == 1 else HALF
    lines = sum(
        ceil(width_of(_measure(line, section, columns)) / columns) for line in section.lines
    )
    ends = sum(ceil(len(note) / columns) for note in (more(section), to_confirm(section)))
    to_fill = sum(FILLED for line in section.lines if line.blank and not line.remarks)
    return (COMPACT_GAP if section.compact else TITLE) + LINE * (lines + ends) + to_fill


def _measure(line: Line, section: Section, columns: int) -> str:
    """Return the text of a line, with its box, its dash and its gap."""
    text = f"xxx{line.ref or ''}{line.label}  {_cut(line, section, columns)}"
    gap = " " * 24 if line.blank and line.remarks else ""
    return f"{text}   {_remarks(line, section)}{gap}"


def _cut(line: Line, section: Section, columns: int) -> str:
    return cut(plain(line.text), columns * (3 if section.long or section.compact else 2))


def _remarks(line: Line, section: Section) -> str:
    return cut(remarks(line), 2 * FULL if section.compact else FULL)


# What is drawn


def _sheet(page: Page) -> str:
    return (
        f'<section class="sheet"><h1>{_escaped_text(cut(plain(title_of(page)), BIG))}</h1>'
        f'<div class="body">{"".join(map(_row, side_by_side(page.sections)))}</div>'
        f"{_note(left_out(page))}"
        f'<div class="notes"><h2>Notes</h2><div>{_RULED}</div></div>'
        f"{_table()}<footer>Afterwards: {_code(page.afterwards)}</footer></section>"
    )


def _row(row: tuple[Section, ...]) -> str:
    if row[0].compact:
        return _compact(row[0])
    drawn = "".join(_section(section, FULL if len(row) == 1 else HALF) for section in row)
    return drawn if len(row) == 1 else f'<div class="pair">{drawn}</div>'


def _compact(section: Section) -> str:
    paragraphs = "".join(
        f"<p>{_words(line, section, FULL, named=False)}</p>" for line in section.lines
    )
    return (
        f'<div class="compact"><h2>{_escaped_text(section.title)}</h2>'
        f"<div>{paragraphs}{_note(more(section))}</div></div>"
    )


def _section(section: Section, columns: int) -> str:
    items = "".join(_item(line, section, columns) for line in section.lines)
    confirm = f'<p class="note">Accurate? {_code(section.then)}</p>' if section.then else ""
    return (
        f"<div><h2>{_escaped_text(cut(plain(section.title), columns))}</h2><ul>{items}</ul>"
        f"{_note(more(section))}{confirm}</div>"
    )


def _item(line: Line, section: Section, columns: int) -> str:
    words = _words(line, section, columns)
    if line.blank and not line.remarks:
        return f'<li>{_box(line)}<p class="fill"><span>{words}</span><span></span></p></li>'
    gap = '<span class="gap"></span>' if line.blank else ""
    return f"<li>{_box(line)}<p>{words}{gap}</p></li>"


def _box(line: Line) -> str:
    """Return a box to tick, on paper or on the screen."""
    if not line.box:
        return ""
    ticked = "" if line.box == "open" else f" checked class={line.box}"
    return f"<input type=checkbox{ticked}>"


def _words(line: Line, section: Section, columns: int, *, named: bool = True) -> str:
    ref = f"<code>{_escaped_text(line.ref)}</code> " if line.ref and named else ""
    label = f"<b>{_escaped_text(cut(line.label, 30))}:</b> " if line.label else ""
    text = _escaped_text(_cut(line, section, columns))
    remarks = _remarks(line, section)
    kind = "late" if line.late else "remark"
    behind = (
        f' <span class="{kind}">{"— " if text else ""}{_escaped_text(remarks)}</span>'
        if remarks
        else ""
    )
    return f"{ref}{label}{text}{behind}"


def _table() -> str:
    head = "".join(f"<th>{name}</th>" for name in TABLE)
    return f"<table><tr>{head}</tr>{'<tr><td></td><td></td><td></td></tr>' * ROWS}</table>"


def _ruled() -> str:
    """More lines to write on than any sheet has room for; the drawing is cut off below."""
    heights = (f"{number * NOTE_LINE}mm" for number in range(1, NOTE_LINES))
    return "".join(f'<line x2="400mm" y1="{height}" y2="{height}"/>' for height in heights)


def _note(text: str) -> str:
    return f'<p class="note">{_escaped_text(text)}</p>' if text else ""


def _code(command: str) -> str:
    return f"<code>{_escaped_text(command)}</code>"


def _escaped_text(text: str) -> str:
    return escape(plain(text))


_RULED = '<svg width="100%" height="100%"><use href="#ruled"/></svg>'
"""Lines that are drawn rather than a background, which browsers leave out when they print."""

_DOCUMENT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title><style>
@page {{ margin: 12mm }}
* {{ box-sizing: border-box; margin: 0; padding: 0 }}
body {{ font: 9pt/1.22 system-ui, sans-serif; color: #111; overflow-wrap: anywhere }}
.sheet {{ display: flex; flex-direction: column; overflow: hidden }}
.body {{ flex: 0 1 auto; min-height: 0; overflow: hidden }}
h1 {{ font-size: 14pt; line-height: 1.15; border-bottom: .5mm solid; margin-bottom: 1.5mm }}
h2 {{ font-size: 9pt; border-bottom: .2mm solid #777; margin: 1.7mm 0 .5mm }}
.compact {{ display: flex; margin-bottom: .6mm }}
.compact h2 {{ flex: 0 0 14mm; border: 0; margin: 0 }}
.pair {{ display: grid; grid-template-columns: 1fr 1fr; column-gap: 6mm }}
ul {{ list-style: none }}
li {{ display: flex; align-items: baseline; gap: 1.8mm }}
li p {{ flex: 1 }}
input {{ appearance: none; flex: none; width: 3mm; height: 3mm; border: .25mm solid #111;
  position: relative; top: .4mm }}
input:checked::after {{ content: "✓"; position: absolute; left: .1mm; top: -1.1mm;
  font: bold 10pt/1 sans-serif }}
input.dropped:checked::after {{ content: "–" }}
code {{ font: 8pt ui-monospace, monospace }}
.remark, .note {{ color: #444 }}
.late {{ font-weight: bold }}
.note {{ font-size: 8pt }}
.gap {{ display: inline-block; width: 45mm; margin-left: 1mm; border-bottom: .2mm solid #111 }}
.fill {{ display: flex; align-items: baseline; gap: 1mm; min-height: 5.2mm }}
.fill > :last-child {{ flex: 1; min-width: 25mm; border-bottom: .2mm solid #111 }}
.notes {{ flex: 1 0 26mm; display: flex; flex-direction: column }}
.notes div {{ flex: 1; position: relative }}
.notes svg {{ position: absolute }}
table {{ width: 100%; border-collapse: collapse; margin-top: 2mm; flex: none }}
th {{ text-align: left; font-size: 8.5pt }}
th:nth-child(1) {{ width: 25% }} th:nth-child(3) {{ width: 18% }}
td {{ border: .2mm solid #777; height: 6.6mm }}
footer {{ flex: none; margin-top: 1.5mm; font-size: 8.5pt }}
@media print {{
  .sheet {{ height: calc(100vh - 1px); break-inside: avoid }}
  .sheet + .sheet {{ break-before: page }}
}}
@media screen {{
  body {{ background: #ddd }}
  .sheet {{ background: #fff; width: 210mm; height: 279mm; margin: 5mm auto; padding: 12mm }}
}}
</style></head><body>
<svg width="0" height="0" style="position: absolute"><defs>
<g id="ruled" stroke="#888" stroke-width=".2mm">{ruled}</g>
</defs></svg>
{sheets}
</body></html>
"""
