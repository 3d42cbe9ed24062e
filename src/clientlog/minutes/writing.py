"""Minutes -> the template's text: `read_template` makes the same Minutes of it."""

from collections.abc import Iterator

from clientlog.items import write_item
from clientlog.minutes.escapes import encode, encode_line, never
from clientlog.minutes.headings import HEADER_FIELDS, SECTIONS, Section, is_structure
from clientlog.minutes.lines import MARKS, begins_item, begins_text
from clientlog.minutes.values import Entry, Line, Mark, Minutes

BOXES: dict[Mark, str] = {mark: f"[{sign or ' '}]" for sign, mark in MARKS.items()}

_INTRODUCTION = (
    "<!-- Write below the headings. An empty text, or this one as it is, changes nothing.",
    "     (p42) and the like name what the journal holds: tick it, or leave the line. -->",
)


def write_minutes(minutes: Minutes, *, hints: bool = True) -> str:
    """Fill in the template; `hints` adds comments that say what goes where."""
    lines = [*(_INTRODUCTION if hints else ()), *_header(minutes)]
    for section in SECTIONS:
        value = getattr(minutes, section.field)
        if section.field == "topics" and not value:
            continue
        lines += ["", f"## {section.heading}"]
        lines += [f"<!-- {section.hint} -->"] if hints and section.hint else []
        lines += _section_lines(section, value)
    return "\n".join(lines) + "\n"


def _header(minutes: Minutes) -> Iterator[str]:
    names = ", ".join(encode_line(name, never, also=",") for name in minutes.others)
    values = {key: getattr(minutes, name) for key, name in HEADER_FIELDS.items()}
    written = {key: encode_line(value, never) for key, value in values.items() if value}
    for key, value in {"client": "", "with": names, "when": "", "title": "", **written}.items():
        yield f"{key}: {value}".rstrip(" ")


def _section_lines(section: Section, value: str | tuple[Entry | Line, ...]) -> Iterator[str]:
    if isinstance(value, str):
        yield from encode(value, is_structure)
        return
    for line in value:
        ref = f"({line.ref}) " if line.ref else ""
        if section.shape == "texts" and isinstance(line, Line):
            first, *more = encode(line.text, begins_text)
            yield f"- {ref}{first}"
            yield from (f"  {rest}" if rest else "" for rest in more)
        else:
            box = "" if section.shape == "plans" else f"{BOXES[line.mark]} "
            text = write_item(line.item) if isinstance(line, Entry) else line.text
            yield f"- {box}{ref}{encode_line(text, begins_item)}"
