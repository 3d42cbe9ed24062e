"""The tables: what is stored, with every constraint the database can hold."""

from clientlog.models.columns import Record
from clientlog.models.commitments import ActionItem, Amendment, CommitmentRecord, Promise
from clientlog.models.conflicts import Conflict, ConflictStep
from clientlog.models.meetings import Attendance, Meeting
from clientlog.models.notes import Note, Snooze, Topic, Touch
from clientlog.models.people import Affiliation, Alias, Client, SelfCheck, Tag

__all__ = [
    "ActionItem",
    "Affiliation",
    "Alias",
    "Amendment",
    "Attendance",
    "Client",
    "CommitmentRecord",
    "Conflict",
    "ConflictStep",
    "Meeting",
    "Note",
    "Promise",
    "Record",
    "SelfCheck",
    "Snooze",
    "Tag",
    "Topic",
    "Touch",
]
