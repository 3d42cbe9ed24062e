"""The rows of every table. Generated from the models: `python -m clientlog.models`."""

from datetime import date, datetime

from clientlog.store.rows import FILLED_IN, Row


class Record(Row):
    """What every record has: a number never reused, a UUID, and when it was written down."""

    id: int | None = None
    uuid: str = ""
    recorded_at: datetime = FILLED_IN
    changed_at: datetime = FILLED_IN
    zone: str = "UTC"


class CommitmentRecord(Record):
    """The columns that an action item and a promise have in common."""

    client_id: int
    meeting_id: int | None = None
    need_id: int | None = None
    text: str
    theirs: bool = False
    owner: str | None = None
    owner_client_id: int | None = None
    priority: str = "good"
    due: date | None = None
    due_set_at: datetime | None = None
    every: str | None = None
    anchor: date | None = None
    state: str = "open"
    settled_on: date | None = None
    try_until: date | None = None
    is_update: bool = False
    folded: str | None = None


class ActionItem(CommitmentRecord):
    """A task that came out of the work."""

    __tablename__ = "action_item"


class Promise(CommitmentRecord):
    """A promise, to a client or by a client."""

    __tablename__ = "promise"


class Amendment(Record):
    """A change of a commitment, and whether the client was told about it."""

    __tablename__ = "amendment"

    action_item_id: int | None = None
    promise_id: int | None = None
    kind: str
    from_due: date | None = None
    to_due: date | None = None
    why: str | None = None
    told_at: datetime | None = None
    folded: str | None = None


class Chase(Record):
    """A client was asked for what they owe; `touch_id` is the contact in which they were asked."""

    __tablename__ = "chase"

    action_item_id: int | None = None
    promise_id: int | None = None
    touch_id: int | None = None
    at: datetime


class Conflict(Record):
    """A disagreement that needs work."""

    __tablename__ = "conflict"

    client_id: int
    text: str
    state: str = "open"
    agreement: str | None = None
    agreed_at: datetime | None = None
    check_on: date | None = None
    settled_at: datetime | None = None
    folded: str | None = None


class ConflictStep(Record):
    """One step of a conflict, and what was heard and felt."""

    __tablename__ = "conflict_step"

    conflict_id: int
    step: str
    text: str
    folded: str | None = None


class Meeting(Record):
    """A conversation with a time and attendees."""

    __tablename__ = "meeting"

    title: str | None = None
    starts_at: datetime
    ends_at: datetime
    ends_set_at: datetime
    state: str = "planned"
    summary: str | None = None
    nothing_to_note: bool = False
    review: bool = False
    place: str | None = None
    channel: str | None = None
    every: str | None = None
    anchor_at: datetime | None = None
    confirmed_at: datetime | None = None
    series: str | None = None
    series_zone: str | None = None
    routine: bool = False
    standing: str | None = None
    moves: int = 0
    folded: str | None = None


class Attendance(Record):
    """A client at a meeting; the order is the one they were named in."""

    __tablename__ = "attendance"

    meeting_id: int
    client_id: int


class Topic(Record):
    """Something to raise with a client."""

    __tablename__ = "topic"

    client_id: int
    meeting_id: int | None = None
    text: str
    ask: bool = False
    why: str | None = None
    state: str = "open"
    settled_on: date | None = None
    folded: str | None = None


class Note(Record):
    """A dated line about a client, of a kind."""

    __tablename__ = "note"

    client_id: int
    meeting_id: int | None = None
    kind: str = "note"
    text: str
    tone: str | None = None
    priority: str | None = None
    state: str | None = None
    confirmed_at: datetime | None = None
    told_at: datetime | None = None
    settled_on: date | None = None
    on_day: date | None = None
    because_id: int | None = None
    folded: str | None = None


class Touch(Record):
    """A contact that was no meeting."""

    __tablename__ = "touch"

    client_id: int
    text: str | None = None
    at: datetime
    channel: str | None = None
    by: str | None = None
    source: str = "hand"
    folded: str | None = None


class Snooze(Record):
    """One flag silenced until a day; it points at the record, so it survives a rename.

    It lapses when the flag's `since` is another than the one it was given for.
    """

    __tablename__ = "snooze"

    rule: str
    client_id: int | None = None
    subject: str | None = None
    organization: str | None = None
    until: date
    since: date | None = None
    times: int = 1


class Mute(Record):
    """A rule that never speaks of one client."""

    __tablename__ = "mute"

    rule: str
    client_id: int


class Client(Record):
    """One person you work with."""

    __tablename__ = "client"

    handle: str
    name: str
    name_key: str
    direction: str = "outside"
    organization: str | None = None
    role: str | None = None
    stake: str | None = None
    stage: str | None = None
    aim: str | None = None
    vision: str | None = None
    their_vision: str | None = None
    cadence_days: int | None = None
    channel: str | None = None
    archived_at: datetime | None = None
    by_hand: bool = True
    folded: str | None = None


class Address(Record):
    """An e-mail address or a telephone number of a client, the preferred one first."""

    __tablename__ = "address"

    client_id: int
    kind: str
    value: str
    position: int = 0


class Absence(Record):
    """Days on which a client is away, or I am where `client_id` is empty.

    `until_day` is the first day back.
    """

    __tablename__ = "absence"

    client_id: int | None = None
    from_day: date
    until_day: date


class Alias(Record):
    """Another name of a client."""

    __tablename__ = "alias"

    client_id: int
    name: str
    name_key: str
    folded: str | None = None


class Tag(Record):
    """A word by which the user groups clients."""

    __tablename__ = "tag"

    client_id: int
    name: str


class Affiliation(Record):
    """Where a client belonged before: the organization and role they left, and when."""

    __tablename__ = "affiliation"

    client_id: int
    organization: str
    role: str | None = None
    until: date
    folded: str | None = None


class Organization(Record):
    """What is known about an organization itself; clients refer to it by its name."""

    __tablename__ = "organization"

    name: str
    name_key: str
    ends_on: date | None = None


class SelfCheck(Record):
    """The ratings of a relationship on six points, each from 1 to 5."""

    __tablename__ = "self_check"

    client_id: int
    abundance: int
    trust: int
    dreams: int
    truth: int
    balance: int
    grace: int


class ExternalKey(Record):
    """Which record was made from what another program calls by this key.

    It names the record by its UUID and stays when the record is removed, so that what was
    removed by hand is not imported again. A purge deletes it.
    """

    __tablename__ = "external_key"

    source: str
    key: str
    record_table: str
    record_uuid: str
    digest: str | None = None
