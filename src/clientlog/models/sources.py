"""What imports remember, so that reading a source twice changes nothing."""

from sqlalchemy import Index
from sqlalchemy.schema import CheckConstraint, UniqueConstraint

from clientlog.models.columns import Record, lines, stored_text, table, text_or_none, texts


class ExternalKey(Record, table=True):
    """Which record was made from what another program calls by this key.

    It names the record by its UUID and stays when the record is removed, so that what was
    removed by hand is not imported again. A purge deletes it.
    """

    __tablename__ = "external_key"
    __table_args__ = table(
        lines("source", "record_table", "digest"),
        texts("key"),
        CheckConstraint("length(record_uuid) = 36"),
        UniqueConstraint("source", "key"),
        Index("external_key_record", "record_uuid"),
    )

    source: str = stored_text()
    """The format it came in: ical, vcard, mail, md, csv."""
    key: str = stored_text()
    """The UID of a card, the UID and recurrence id of an event, a message id."""
    record_table: str = stored_text()
    record_uuid: str = stored_text()
    digest: str | None = text_or_none()
    """A digest of what was read, to see whether it changed."""
