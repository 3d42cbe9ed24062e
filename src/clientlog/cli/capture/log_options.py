"""What the options of `log` say came out of a meeting."""

from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from clientlog.cli.capture.minutes_to_record import COMMITMENTS, next_meeting
from clientlog.cli.context import Context
from clientlog.cli.options import item_argument
from clientlog.text import validate_text

OPTIONS = tuple(
    ("--" + name.removeprefix("my_").removesuffix("s").replace("_", "-"), kind, theirs)
    for name, kind, theirs in COMMITMENTS
)
"""The options that say the same: `--action`, `--their-promise`."""

TEXTS: tuple[Literal["decision", "note", "topic"], ...] = ("decision", "note", "topic")
"""The options that take plain texts, in the order in which these are written down."""


@dataclass(frozen=True, slots=True)
class LogOptions:
    """What options said came out of a meeting, as it was typed."""

    commitments: tuple[list[str] | None, ...]
    """Those of each section in COMMITMENTS."""
    texts: tuple[list[str] | None, ...]
    """Those of each kind in TEXTS."""
    next: list[str] | None
    past: bool

    def __bool__(self) -> bool:
        return any((*self.commitments, *self.texts, self.next))

    def read(self, context: Context) -> dict[str, Any]:
        """The same as parts of a Record; raises before anything is written."""
        given = [
            (kind, theirs, item_argument(context, name, text, past=self.past))
            for (name, kind, theirs), texts in zip(OPTIONS, self.commitments, strict=True)
            for text in texts or ()
        ]
        said = [
            (kind, validate_text(text, f"--{kind}"))
            for kind, texts in zip(TEXTS, self.texts, strict=True)
            for text in texts or ()
        ]
        read_next = partial(next_meeting, context)
        ahead = [context.parse_plain("--next", read_next, text) for text in self.next or ()]
        from clientlog.write.log import NewCommitment, NewNote, NextMeeting

        return {
            "given": tuple(
                NewCommitment(kind=kind, item=item, theirs=t) for kind, t, item in given
            ),
            "said": tuple(NewNote(kind=kind, text=text) for kind, text in said),
            "next": tuple(NextMeeting(**one) for one in ahead),
        }
