"""Drafts of minutes: kept in the state folder until their content is in the journal."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from clientlog.clock import real_now
from clientlog.errors import ClientlogError
from clientlog.refs import Ref
from clientlog.shell import verbatim
from clientlog.store.files import read_plain, replace_file
from clientlog.store.identity import (
    Owner,
    draft_suffix,
    identify_or_nobody,
    owner_or_nobody,
    short_uuid,
    split_mark,
)
from clientlog.store.paths import state_folder

SIZE_LIMIT = 10_000_000
"""The largest draft that is read, in bytes."""


class DraftError(ClientlogError):
    """A draft cannot be read or written; `reason` says why."""

    def __init__(self, reason: str) -> None:
        """Say that nothing was saved."""
        super().__init__(f"{reason}; nothing was saved")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Draft:
    """A file with minutes that are not in the journal yet."""

    path: Path
    meeting: Ref | None = None
    """The meeting they belong to, if it is already in the journal."""

    @property
    def shown_path(self) -> str:
        """The path, for a hint."""
        return verbatim(str(self.path))

    def read(self) -> str:
        """Return its text; bytes that are not UTF-8 are escaped."""
        try:
            return read_plain(self.path, SIZE_LIMIT).decode("utf-8", "backslashreplace")
        except ClientlogError as error:
            raise DraftError(f"the draft {error.message}") from None

    def write(self, text: str) -> None:
        """Replace the text atomically, so that a full disk leaves the old one."""
        try:
            replace_file(self.path, text.encode())
        except ClientlogError as error:
            raise DraftError(f"the draft {error.message}") from None

    @property
    def _base(self) -> Path:
        """The file with the text that the draft began from; it is not a draft itself."""
        return self.path.parent.parent / "drafts-opened" / self.path.name

    def read_base(self) -> str | None:
        """Return the text that the draft began from."""
        text = self._read_base()
        return None if text is None else split_mark(text)[0]

    def _read_base(self) -> str | None:
        try:
            return self._base.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    @property
    def owner(self) -> Owner | None:
        """Whose the draft is, where the text that it began from tells."""
        return split_mark(self._read_base() or "")[1]

    def write_base(self, text: str, owner: Owner | None = None) -> None:
        """Keep the text that it began from, and whose it is; it stays the owner's it was."""
        owner = owner or self.owner
        Draft(self._base).write(text + owner.mark if owner else text)

    def remove(self) -> None:
        """Remove the draft, because its content is in the journal or it is empty."""
        self.path.unlink(missing_ok=True)
        self._base.unlink(missing_ok=True)


@dataclass(slots=True)
class DraftAutosave:
    """The draft of what is being typed; it is created with the first words."""

    journal: Path
    base: str
    """The text that it began from."""
    meeting: Ref | None = None
    clients: tuple[int, ...] = ()
    """The numbers of the clients whom the meeting is with."""
    draft: Draft | None = None
    complaint: ClientlogError | None = None
    """Why the last text could not be saved."""

    def keep(self, text: str) -> bool:
        """Write what was typed so far; return False if that fails, as on a full disk."""
        self.complaint = None
        try:
            if self.draft:
                self.draft.write(text)
            else:
                self.draft = new_draft(text, self.base, self.journal, self.meeting, self.clients)
        except ClientlogError as error:
            self.complaint = error
        return self.complaint is None

    def remove(self) -> None:
        """Remove the draft, because its content is in the journal or was taken back."""
        if self.draft:
            self.draft.remove()
            self.draft = None


def folder() -> Path:
    """Return the folder of drafts."""
    return state_folder() / "drafts"


def new_draft(
    text: str, base: str, journal: Path, meeting: Ref | None, clients: Iterable[int] = ()
) -> Draft:
    """Create a draft; its name tells the journal and the meeting that it belongs to.

    `base` is the text that it began from; it is kept beside it and tells whose the draft is.
    """
    owner = owner_or_nobody(journal, clients, meeting.number if meeting else None)
    suffix = f"-{meeting}" if meeting else ""
    name = f"{real_now():%Y%m%dT%H%M%S}-{token_hex(2)}-{draft_suffix(owner.journal)}{suffix}.md"
    draft = Draft(folder() / name, meeting)
    try:
        draft.write_base(base, owner)  # first, since it alone tells whose the draft is
        draft.write(text)
    except ClientlogError:
        with suppress(OSError):
            draft.remove()
        raise
    return draft


def list_drafts(journal: Path) -> list[Draft]:
    """Return the drafts of this journal, newest first."""
    own = _own_part(journal)
    return [
        Draft(path, _meeting_of(path))
        for path in reversed(_paths())
        if own in path.stem and path.is_file()
    ]


def _paths() -> list[Path]:
    """Return the drafts of every journal, oldest first."""
    return sorted(folder().glob("*.md"), key=_written_at) if folder().is_dir() else []


def _own_part(journal: Path) -> str:
    """Return what stands in the names of this journal's drafts and of no other's."""
    return f"-{draft_suffix(short_uuid(identify_or_nobody(journal)))}"


def _meeting_of(path: Path) -> Ref | None:
    named = re.search(r"-m([1-9][0-9]{0,14})$", path.stem, re.ASCII)
    return Ref("m", int(named[1])) if named else None


def no_draft(journal: Path) -> ClientlogError:
    """Return the error for a missing draft; name one of another journal, if there is one."""
    own = _own_part(journal)
    others = [path for path in _paths() if own not in path.stem]
    hint = f"that of another journal is {others[-1]}" if others else f"drafts are in {folder()}"
    return ClientlogError("there is no draft", verbatim(hint))


def _written_at(path: Path) -> int:
    return path.stat().st_mtime_ns
