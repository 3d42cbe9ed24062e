"""Drafts of minutes: kept in the state folder until their content is in the journal."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from clientlog.clock import real_now
from clientlog.errors import ClientlogError
from clientlog.refs import Ref
from clientlog.store.files import make_folder, sync_folder
from clientlog.store.paths import path_digest, state_folder


@dataclass(frozen=True, slots=True)
class Draft:
    """A file with minutes that are not in the journal yet."""

    path: Path
    meeting: Ref | None = None
    """The meeting they belong to, where there is one already."""

    def read(self) -> str:
        """What is in it; bytes that are not UTF-8 are shown, never lost."""
        try:
            return self.path.read_bytes().decode("utf-8", "backslashreplace")
        except OSError as error:
            raise ClientlogError(
                f"the draft {self.path} cannot be read: {error.strerror}; nothing was saved"
            ) from None

    def write(self, text: str) -> None:
        """Replace it whole: what was there is the old text or the new one, also on a full disk."""
        beside = self.path.with_suffix(".new")
        try:
            handle = os.open(beside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.path)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise ClientlogError(
                f"the draft {self.path} cannot be written: {error.strerror}; nothing was saved"
            ) from None

    def remove(self) -> None:
        """Its content is in the journal."""
        self.path.unlink(missing_ok=True)


@dataclass(slots=True)
class DraftAutosave:
    """The draft of what is being typed: begun with the first words, so that no crash takes them."""

    journal: Path
    meeting: Ref | None = None
    draft: Draft | None = None
    complaint: ClientlogError | None = None
    """Why the last text could not be kept."""

    def keep(self, text: str) -> bool:
        """Keep all that was typed so far; False where that cannot be done, the disk being full."""
        self.complaint = None
        try:
            if self.draft:
                self.draft.write(text)
            else:
                self.draft = new_draft(text, self.journal, self.meeting)
        except ClientlogError as error:
            self.complaint = error
        return self.complaint is None

    def remove(self) -> None:
        """Its content is in the journal, or was taken back."""
        if self.draft:
            self.draft.remove()
            self.draft = None


def folder() -> Path:
    """Where drafts lie."""
    return state_folder() / "drafts"


def new_draft(text: str, journal: Path, meeting: Ref | None) -> Draft:
    """Keep a text as a draft of its own, for this journal: REFs mean others in another."""
    suffix = f"-{meeting}" if meeting else ""
    name = f"{real_now():%Y%m%dT%H%M%S}-{token_hex(2)}-{path_digest(journal)}{suffix}.md"
    try:
        make_folder(folder())
    except OSError as error:
        raise ClientlogError(f"{folder()} cannot be created: {error.strerror}") from None
    draft = Draft(folder() / name, meeting)
    draft.write(text)
    sync_folder(folder())
    return draft


def last_draft(journal: Path) -> Draft:
    """The newest draft of this journal; raise ClientlogError when there is none."""
    found = sorted(folder().glob("*.md"), key=_written_at) if folder().is_dir() else []
    mine = [path for path in found if f"-{path_digest(journal)}" in path.stem and path.is_file()]
    if not mine:
        hint = f"that of another journal is {found[-1]}" if found else f"they lie in {folder()}"
        raise ClientlogError("there is no draft", hint)
    named = re.search(r"-m([1-9][0-9]{0,14})$", mine[-1].stem, re.ASCII)
    return Draft(mine[-1], Ref("m", int(named[1])) if named else None)


def _written_at(path: Path) -> int:
    return path.stat().st_mtime_ns
