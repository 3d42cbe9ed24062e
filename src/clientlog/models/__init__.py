"""The tables: what is stored, with every constraint the database can hold."""

from clientlog.models.columns import Record
from clientlog.models.commitments import ActionItem, Amendment, Chase, CommitmentRecord, Promise
from clientlog.models.conflicts import Conflict, ConflictStep
from clientlog.models.meetings import Attendance, Meeting
from clientlog.models.notes import Mute, Note, Snooze, Topic, Touch
from clientlog.models.people import (
    Absence,
    Address,
    Affiliation,
    Alias,
    Client,
    Organization,
    SelfCheck,
    Tag,
)
from clientlog.models.sources import ExternalKey

__all__ = [
    "Absence",
    "ActionItem",
    "Address",
    "Affiliation",
    "Alias",
    "Amendment",
    "Attendance",
    "Chase",
    "Client",
    "CommitmentRecord",
    "Conflict",
    "ConflictStep",
    "ExternalKey",
    "Meeting",
    "Mute",
    "Note",
    "Organization",
    "Promise",
    "Record",
    "SelfCheck",
    "Snooze",
    "Tag",
    "Topic",
    "Touch",
]
