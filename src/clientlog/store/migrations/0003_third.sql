-- A log of changes that keeps what was, and not what the tables still tell; a search index without
-- a copy of the texts; no index that is the beginning of another.
--
-- A record that was created is whole in its table, or in the row of the log that says how it was
-- removed; of a record that was changed the log keeps the columns that differ. Rows that are not
-- JSON stay as they are, for `doctor` to name.

CREATE TABLE change_row_3 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  change_id INTEGER NOT NULL REFERENCES change (id),
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  before TEXT,
  after TEXT,
  CHECK (before IS NOT NULL OR after IS NULL)
) STRICT;

INSERT INTO change_row_3 (id, change_id, table_name, row_id, before, after)
SELECT id, change_id, table_name, row_id, before, iif(before IS NULL, NULL, after)
FROM change_row ORDER BY id;

DROP TABLE change_row;
ALTER TABLE change_row_3 RENAME TO change_row;

UPDATE change_row SET (before, after) = (
  SELECT json_group_object(key, old), json_group_object(key, new) FROM (
    SELECT key, value AS old, json_extract(after, '$."' || replace(key, '"', '') || '"') AS new
    FROM json_each(before)
  ) WHERE old IS NOT new
)
WHERE after IS NOT NULL AND json_valid(before) AND json_valid(after);

CREATE INDEX change_row_change ON change_row (change_id);
CREATE INDEX change_row_record ON change_row (table_name, row_id);
CREATE INDEX change_row_image ON change_row (table_name) WHERE before IS NOT NULL;

-- The view is written with the triggers, and the index built from it after that.
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (
  text, folded, content = 'record_text', content_rowid = 'number',
  tokenize = 'unicode61 remove_diacritics 2'
);

DROP INDEX ix_action_item_client_id;
DROP INDEX ix_address_client_id;
DROP INDEX ix_alias_client_id;
DROP INDEX ix_attendance_meeting_id;
DROP INDEX ix_conflict_client_id;
DROP INDEX ix_note_client_id;
DROP INDEX ix_promise_client_id;
DROP INDEX ix_tag_client_id;
