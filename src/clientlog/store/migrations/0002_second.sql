-- Several addresses of a client, absences, engagements that end, chases, mutes, delegates who are
-- clients, series with an identity, imports that know what they made, and the journal's own identity.
--
-- A table that gets another constraint is made anew, as https://sqlite.org/lang_altertable.html
-- advises; foreign keys are off meanwhile, and checked before the commit.

CREATE TABLE address (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  zone TEXT NOT NULL,
  client_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  position INTEGER NOT NULL,
  CHECK (kind IN ('email', 'phone')),
  CHECK (length(value) BETWEEN 1 AND 200 AND instr(value, char(0)) = 0),
  CHECK (position >= 0),
  UNIQUE (client_id, kind, value),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX ix_address_client_id ON address (client_id);
CREATE INDEX ix_address_value ON address (value);

CREATE TABLE absence (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  zone TEXT NOT NULL,
  client_id INTEGER,
  from_day TEXT NOT NULL,
  until_day TEXT NOT NULL,
  CHECK (from_day BETWEEN '1900-01-01' AND '2200-12-31' AND date(from_day, '+0 days') = from_day),
  CHECK (until_day BETWEEN '1900-01-01' AND '2200-12-31' AND date(until_day, '+0 days') = until_day),
  CHECK (from_day < until_day),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX absence_until_day ON absence (until_day);
CREATE INDEX ix_absence_client_id ON absence (client_id);

CREATE TABLE organization (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  zone TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  ends_on TEXT,
  CHECK (length(name) BETWEEN 1 AND 200 AND instr(name, char(0)) = 0),
  CHECK (length(name_key) >= 1 AND length(CAST(name_key AS BLOB)) <= 1000000 AND instr(name_key, char(0)) = 0),
  CHECK (ends_on BETWEEN '1900-01-01' AND '2200-12-31' AND date(ends_on, '+0 days') = ends_on),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  UNIQUE (name_key)
) STRICT;


CREATE TABLE chase (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  zone TEXT NOT NULL,
  action_item_id INTEGER,
  promise_id INTEGER,
  touch_id INTEGER,
  at TEXT NOT NULL,
  CHECK (at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 days') = at),
  CHECK ((action_item_id IS NULL) <> (promise_id IS NULL)),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  FOREIGN KEY(action_item_id) REFERENCES action_item (id) ON DELETE CASCADE,
  FOREIGN KEY(promise_id) REFERENCES promise (id) ON DELETE CASCADE,
  FOREIGN KEY(touch_id) REFERENCES touch (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX ix_chase_action_item_id ON chase (action_item_id);
CREATE INDEX ix_chase_promise_id ON chase (promise_id);
CREATE INDEX ix_chase_touch_id ON chase (touch_id);

CREATE TABLE mute (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  zone TEXT NOT NULL,
  rule TEXT NOT NULL,
  client_id INTEGER NOT NULL,
  CHECK (length(rule) BETWEEN 1 AND 200 AND instr(rule, char(0)) = 0),
  UNIQUE (rule, client_id),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX ix_mute_client_id ON mute (client_id);

CREATE TABLE external_key (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  zone TEXT NOT NULL,
  source TEXT NOT NULL,
  "key" TEXT NOT NULL,
  record_table TEXT NOT NULL,
  record_uuid TEXT NOT NULL,
  digest TEXT,
  CHECK (length(source) BETWEEN 1 AND 200 AND instr(source, char(0)) = 0),
  CHECK (length(record_table) BETWEEN 1 AND 200 AND instr(record_table, char(0)) = 0),
  CHECK (length(digest) BETWEEN 1 AND 200 AND instr(digest, char(0)) = 0),
  CHECK (length(key) >= 1 AND length(CAST(key AS BLOB)) <= 1000000 AND instr(key, char(0)) = 0),
  CHECK (length(record_uuid) = 36),
  UNIQUE (source, "key"),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid)
) STRICT;
CREATE INDEX external_key_record ON external_key (record_uuid);

-- The address, number and absence of each client leave the client's row. Their UUIDs are the
-- client's with another letter in place of the version, so that the same client in another journal
-- gives the same records; interchange/older.py does likewise.
INSERT INTO address (id, uuid, recorded_at, changed_at, zone, client_id, kind, value, position)
SELECT 2 * id - 1, substr(uuid, 1, 14) || 'a' || substr(uuid, 16), recorded_at, changed_at, zone,
  id, 'email', email, 0 FROM client WHERE email IS NOT NULL;
INSERT INTO address (id, uuid, recorded_at, changed_at, zone, client_id, kind, value, position)
SELECT 2 * id, substr(uuid, 1, 14) || 'b' || substr(uuid, 16), recorded_at, changed_at, zone,
  id, 'phone', phone, 0 FROM client WHERE phone IS NOT NULL;
INSERT INTO absence (id, uuid, recorded_at, changed_at, zone, client_id, from_day, until_day)
SELECT id, substr(uuid, 1, 14) || 'c' || substr(uuid, 16), recorded_at, changed_at, zone,
  id, min(substr(changed_at, 1, 10), date(away_until, '-1 day')), away_until
FROM client WHERE away_until > '1900-01-01';

-- The log of changes tells the same, so that what was done before can still be undone and redone.
INSERT INTO change_row (change_id, table_name, row_id, before, after)
SELECT change_id, 'address', 2 * row_id - 1,
  CASE WHEN json_extract(before, '$.email') IS NOT NULL THEN json_object(
    'id', 2 * row_id - 1, 'uuid', substr(json_extract(before, '$.uuid'), 1, 14) || 'a' || substr(json_extract(before, '$.uuid'), 16),
    'recorded_at', json_extract(before, '$.recorded_at'), 'changed_at', json_extract(before, '$.changed_at'),
    'zone', json_extract(before, '$.zone'), 'client_id', row_id, 'kind', 'email',
    'value', json_extract(before, '$.email'), 'position', 0) END,
  CASE WHEN json_extract(after, '$.email') IS NOT NULL THEN json_object(
    'id', 2 * row_id - 1, 'uuid', substr(json_extract(after, '$.uuid'), 1, 14) || 'a' || substr(json_extract(after, '$.uuid'), 16),
    'recorded_at', json_extract(after, '$.recorded_at'), 'changed_at', json_extract(after, '$.changed_at'),
    'zone', json_extract(after, '$.zone'), 'client_id', row_id, 'kind', 'email',
    'value', json_extract(after, '$.email'), 'position', 0) END
FROM change_row WHERE table_name = 'client'
  AND json_extract(before, '$.email') IS NOT json_extract(after, '$.email') ORDER BY id;
INSERT INTO change_row (change_id, table_name, row_id, before, after)
SELECT change_id, 'address', 2 * row_id,
  CASE WHEN json_extract(before, '$.phone') IS NOT NULL THEN json_object(
    'id', 2 * row_id, 'uuid', substr(json_extract(before, '$.uuid'), 1, 14) || 'b' || substr(json_extract(before, '$.uuid'), 16),
    'recorded_at', json_extract(before, '$.recorded_at'), 'changed_at', json_extract(before, '$.changed_at'),
    'zone', json_extract(before, '$.zone'), 'client_id', row_id, 'kind', 'phone',
    'value', json_extract(before, '$.phone'), 'position', 0) END,
  CASE WHEN json_extract(after, '$.phone') IS NOT NULL THEN json_object(
    'id', 2 * row_id, 'uuid', substr(json_extract(after, '$.uuid'), 1, 14) || 'b' || substr(json_extract(after, '$.uuid'), 16),
    'recorded_at', json_extract(after, '$.recorded_at'), 'changed_at', json_extract(after, '$.changed_at'),
    'zone', json_extract(after, '$.zone'), 'client_id', row_id, 'kind', 'phone',
    'value', json_extract(after, '$.phone'), 'position', 0) END
FROM change_row WHERE table_name = 'client'
  AND json_extract(before, '$.phone') IS NOT json_extract(after, '$.phone') ORDER BY id;
INSERT INTO change_row (change_id, table_name, row_id, before, after)
SELECT change_id, 'absence', row_id,
  CASE WHEN json_extract(before, '$.away_until') > '1900-01-01' THEN json_object(
    'id', row_id, 'uuid', substr(json_extract(before, '$.uuid'), 1, 14) || 'c' || substr(json_extract(before, '$.uuid'), 16),
    'recorded_at', json_extract(before, '$.recorded_at'), 'changed_at', json_extract(before, '$.changed_at'),
    'zone', json_extract(before, '$.zone'), 'client_id', row_id, 'from_day', min(
      substr(json_extract(before, '$.changed_at'), 1, 10), date(json_extract(before, '$.away_until'), '-1 day')),
    'until_day', json_extract(before, '$.away_until')) END,
  CASE WHEN json_extract(after, '$.away_until') > '1900-01-01' THEN json_object(
    'id', row_id, 'uuid', substr(json_extract(after, '$.uuid'), 1, 14) || 'c' || substr(json_extract(after, '$.uuid'), 16),
    'recorded_at', json_extract(after, '$.recorded_at'), 'changed_at', json_extract(after, '$.changed_at'),
    'zone', json_extract(after, '$.zone'), 'client_id', row_id, 'from_day', min(
      substr(json_extract(after, '$.changed_at'), 1, 10), date(json_extract(after, '$.away_until'), '-1 day')),
    'until_day', json_extract(after, '$.away_until')) END
FROM change_row WHERE table_name = 'client'
  AND json_extract(before, '$.away_until') IS NOT json_extract(after, '$.away_until') ORDER BY id;
UPDATE change_row SET before = json_remove(before, '$.email', '$.phone', '$.away_until'),
  after = json_remove(after, '$.email', '$.phone', '$.away_until') WHERE table_name = 'client';
DELETE FROM sqlite_sequence WHERE name IN ('address', 'absence');
INSERT INTO sqlite_sequence (name, seq)
SELECT 'address', 2 * seq FROM sqlite_sequence WHERE name = 'client';
INSERT INTO sqlite_sequence (name, seq)
SELECT 'absence', seq FROM sqlite_sequence WHERE name = 'client';

CREATE TABLE client_2 (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  zone TEXT NOT NULL,
  handle TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  direction TEXT NOT NULL,
  organization TEXT,
  role TEXT,
  stake TEXT,
  stage TEXT,
  aim TEXT,
  vision TEXT,
  their_vision TEXT,
  cadence_days INTEGER,
  channel TEXT,
  archived_at TEXT,
  by_hand INTEGER NOT NULL,
  folded TEXT,
  CHECK (length(handle) BETWEEN 1 AND 200 AND instr(handle, char(0)) = 0),
  CHECK (length(name) BETWEEN 1 AND 200 AND instr(name, char(0)) = 0),
  CHECK (length(organization) BETWEEN 1 AND 200 AND instr(organization, char(0)) = 0),
  CHECK (length(role) BETWEEN 1 AND 200 AND instr(role, char(0)) = 0),
  CHECK (handle NOT GLOB '*[^a-z0-9-]*'),
  CHECK (direction IN ('up', 'down', 'sideways', 'outside')),
  CHECK (stake IN ('executive', 'manager', 'influencer')),
  CHECK (stage IN ('transactional', 'relationship', 'partnership')),
  CHECK (aim IN ('transactional', 'relationship', 'partnership')),
  CHECK (channel IN ('email', 'call', 'chat', 'in-person')),
  CHECK (cadence_days BETWEEN 1 AND 3650),
  CHECK (length(name_key) >= 1 AND length(CAST(name_key AS BLOB)) <= 1000000 AND instr(name_key, char(0)) = 0),
  CHECK (length(vision) >= 1 AND length(CAST(vision AS BLOB)) <= 1000000 AND instr(vision, char(0)) = 0),
  CHECK (length(their_vision) >= 1 AND length(CAST(their_vision AS BLOB)) <= 1000000 AND instr(their_vision, char(0)) = 0),
  CHECK (archived_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', archived_at, '+0 days') = archived_at),
  CHECK (by_hand IN (0, 1)),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  UNIQUE (handle)
) STRICT;
INSERT INTO client_2 (
  id, uuid, recorded_at, changed_at, zone, handle, name, name_key, direction, organization,
  role, stake, stage, aim, vision, their_vision, cadence_days, channel, archived_at, by_hand,
  folded
) SELECT
  id, uuid, recorded_at, changed_at, zone, handle, name, name_key, direction, organization,
  role, stake, stage, aim, vision, their_vision, cadence_days, channel, archived_at, by_hand,
  folded
FROM client;
DELETE FROM sqlite_sequence WHERE name = 'client_2';
INSERT INTO sqlite_sequence (name, seq)
SELECT 'client_2', seq FROM sqlite_sequence WHERE name = 'client';
DROP TABLE client;
ALTER TABLE client_2 RENAME TO client;
CREATE INDEX ix_client_name_key ON client (name_key);
CREATE INDEX ix_client_organization ON client (organization);

CREATE TABLE meeting_2 (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  zone TEXT NOT NULL,
  title TEXT,
  starts_at TEXT NOT NULL,
  ends_at TEXT NOT NULL,
  ends_set_at TEXT NOT NULL,
  state TEXT NOT NULL,
  summary TEXT,
  nothing_to_note INTEGER NOT NULL,
  review INTEGER NOT NULL,
  place TEXT,
  channel TEXT,
  every TEXT,
  anchor_at TEXT,
  confirmed_at TEXT,
  series TEXT,
  series_zone TEXT,
  routine INTEGER DEFAULT 0 NOT NULL,
  standing TEXT,
  moves INTEGER DEFAULT 0 NOT NULL,
  folded TEXT,
  CHECK (length(title) BETWEEN 1 AND 200 AND instr(title, char(0)) = 0),
  CHECK (length(place) BETWEEN 1 AND 200 AND instr(place, char(0)) = 0),
  CHECK (length(every) BETWEEN 1 AND 200 AND instr(every, char(0)) = 0),
  CHECK (length(series) BETWEEN 1 AND 200 AND instr(series, char(0)) = 0),
  CHECK (length(series_zone) BETWEEN 1 AND 200 AND instr(series_zone, char(0)) = 0),
  CHECK (length(summary) >= 1 AND length(CAST(summary AS BLOB)) <= 1000000 AND instr(summary, char(0)) = 0),
  CHECK (length(standing) >= 1 AND length(CAST(standing AS BLOB)) <= 1000000 AND instr(standing, char(0)) = 0),
  CHECK (state IN ('planned', 'held', 'cancelled', 'no-show')),
  CHECK (channel IN ('email', 'call', 'chat', 'in-person')),
  CHECK (starts_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', starts_at, '+0 days') = starts_at),
  CHECK (ends_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', ends_at, '+0 days') = ends_at),
  CHECK (ends_set_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', ends_set_at, '+0 days') = ends_set_at),
  CHECK (confirmed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', confirmed_at, '+0 days') = confirmed_at),
  CHECK (anchor_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', anchor_at, '+0 days') = anchor_at),
  CHECK (ends_at > starts_at),
  CHECK (moves >= 0),
  CHECK (nothing_to_note IN (0, 1)),
  CHECK (review IN (0, 1)),
  CHECK (routine IN (0, 1)),
  CHECK (NOT (nothing_to_note = 1 AND summary IS NOT NULL)),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid)
) STRICT;
INSERT INTO meeting_2 (
  id, uuid, recorded_at, changed_at, zone, title, starts_at, ends_at, ends_set_at, state,
  summary, nothing_to_note, review, place, channel, every, anchor_at, confirmed_at, folded
) SELECT
  id, uuid, recorded_at, changed_at, zone, title, starts_at, ends_at, ends_set_at, state,
  summary, nothing_to_note, review, place, channel, every, anchor_at, confirmed_at, folded
FROM meeting;
DELETE FROM sqlite_sequence WHERE name = 'meeting_2';
INSERT INTO sqlite_sequence (name, seq)
SELECT 'meeting_2', seq FROM sqlite_sequence WHERE name = 'meeting';
DROP TABLE meeting;
ALTER TABLE meeting_2 RENAME TO meeting;
CREATE INDEX meeting_no_show ON meeting (starts_at) WHERE state = 'no-show';
CREATE INDEX meeting_of_series ON meeting (series) WHERE series IS NOT NULL;
CREATE INDEX meeting_planned ON meeting (starts_at) WHERE state = 'planned';
CREATE INDEX meeting_starts_at ON meeting (starts_at);
CREATE INDEX meeting_without_summary ON meeting (ends_at) WHERE state = 'held' AND summary IS NULL AND nothing_to_note = 0;

CREATE TABLE action_item_2 (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  zone TEXT NOT NULL,
  client_id INTEGER NOT NULL,
  meeting_id INTEGER,
  need_id INTEGER,
  text TEXT NOT NULL,
  theirs INTEGER NOT NULL,
  owner TEXT,
  owner_client_id INTEGER,
  priority TEXT NOT NULL,
  due TEXT,
  due_set_at TEXT,
  every TEXT,
  anchor TEXT,
  state TEXT NOT NULL,
  settled_on TEXT,
  try_until TEXT,
  is_update INTEGER DEFAULT 0 NOT NULL,
  folded TEXT,
  CHECK (length(text) >= 1 AND length(CAST(text AS BLOB)) <= 1000000 AND instr(text, char(0)) = 0),
  CHECK (length(owner) BETWEEN 1 AND 200 AND instr(owner, char(0)) = 0),
  CHECK (length(every) BETWEEN 1 AND 200 AND instr(every, char(0)) = 0),
  CHECK (theirs IN (0, 1)),
  CHECK (is_update IN (0, 1)),
  CHECK (priority IN ('must', 'good')),
  CHECK (state IN ('open', 'done', 'dropped')),
  CHECK (due BETWEEN '1900-01-01' AND '2200-12-31' AND date(due, '+0 days') = due),
  CHECK (anchor BETWEEN '1900-01-01' AND '2200-12-31' AND date(anchor, '+0 days') = anchor),
  CHECK (settled_on BETWEEN '1900-01-01' AND '2200-12-31' AND date(settled_on, '+0 days') = settled_on),
  CHECK (try_until BETWEEN '1900-01-01' AND '2200-12-31' AND date(try_until, '+0 days') = try_until),
  CHECK (due_set_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', due_set_at, '+0 days') = due_set_at),
  CHECK ((due IS NULL) = (due_set_at IS NULL)),
  CHECK ((state = 'open') = (settled_on IS NULL)),
  CHECK (NOT (theirs = 1 AND owner IS NOT NULL)),
  CHECK (owner_client_id IS NULL OR owner IS NOT NULL),
  CHECK (every IS NULL OR due IS NOT NULL),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE,
  FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE SET NULL,
  FOREIGN KEY(need_id) REFERENCES note (id) ON DELETE SET NULL,
  FOREIGN KEY(owner_client_id) REFERENCES client (id) ON DELETE SET NULL
) STRICT;
INSERT INTO action_item_2 (
  id, uuid, recorded_at, changed_at, zone, client_id, meeting_id, need_id, text, theirs, owner,
  priority, due, due_set_at, every, anchor, state, settled_on, folded
) SELECT
  id, uuid, recorded_at, changed_at, zone, client_id, meeting_id, need_id, text, theirs, owner,
  priority, due, due_set_at, every, anchor, state, settled_on, folded
FROM action_item;
DELETE FROM sqlite_sequence WHERE name = 'action_item_2';
INSERT INTO sqlite_sequence (name, seq)
SELECT 'action_item_2', seq FROM sqlite_sequence WHERE name = 'action_item';
DROP TABLE action_item;
ALTER TABLE action_item_2 RENAME TO action_item;
CREATE INDEX action_item_asked ON action_item (client_id, recorded_at) WHERE theirs = 1;
CREATE INDEX action_item_open ON action_item (due) WHERE state = 'open';
CREATE INDEX action_item_recorded_at ON action_item (recorded_at);
CREATE INDEX action_item_settled ON action_item (client_id, settled_on);
CREATE INDEX action_item_settled_on ON action_item (settled_on) WHERE settled_on IS NOT NULL;
CREATE INDEX action_item_try_until ON action_item (try_until) WHERE try_until IS NOT NULL;
CREATE INDEX ix_action_item_client_id ON action_item (client_id);
CREATE INDEX ix_action_item_meeting_id ON action_item (meeting_id);
CREATE INDEX ix_action_item_need_id ON action_item (need_id);
CREATE INDEX ix_action_item_owner_client_id ON action_item (owner_client_id);

CREATE TABLE promise_2 (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  zone TEXT NOT NULL,
  client_id INTEGER NOT NULL,
  meeting_id INTEGER,
  need_id INTEGER,
  text TEXT NOT NULL,
  theirs INTEGER NOT NULL,
  owner TEXT,
  owner_client_id INTEGER,
  priority TEXT NOT NULL,
  due TEXT,
  due_set_at TEXT,
  every TEXT,
  anchor TEXT,
  state TEXT NOT NULL,
  settled_on TEXT,
  try_until TEXT,
  is_update INTEGER DEFAULT 0 NOT NULL,
  folded TEXT,
  CHECK (length(text) >= 1 AND length(CAST(text AS BLOB)) <= 1000000 AND instr(text, char(0)) = 0),
  CHECK (length(owner) BETWEEN 1 AND 200 AND instr(owner, char(0)) = 0),
  CHECK (length(every) BETWEEN 1 AND 200 AND instr(every, char(0)) = 0),
  CHECK (theirs IN (0, 1)),
  CHECK (is_update IN (0, 1)),
  CHECK (priority IN ('must', 'good')),
  CHECK (state IN ('open', 'kept', 'broken', 'released')),
  CHECK (due BETWEEN '1900-01-01' AND '2200-12-31' AND date(due, '+0 days') = due),
  CHECK (anchor BETWEEN '1900-01-01' AND '2200-12-31' AND date(anchor, '+0 days') = anchor),
  CHECK (settled_on BETWEEN '1900-01-01' AND '2200-12-31' AND date(settled_on, '+0 days') = settled_on),
  CHECK (try_until BETWEEN '1900-01-01' AND '2200-12-31' AND date(try_until, '+0 days') = try_until),
  CHECK (due_set_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', due_set_at, '+0 days') = due_set_at),
  CHECK ((due IS NULL) = (due_set_at IS NULL)),
  CHECK ((state = 'open') = (settled_on IS NULL)),
  CHECK (NOT (theirs = 1 AND owner IS NOT NULL)),
  CHECK (owner_client_id IS NULL OR owner IS NOT NULL),
  CHECK (every IS NULL OR due IS NOT NULL),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE,
  FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE SET NULL,
  FOREIGN KEY(need_id) REFERENCES note (id) ON DELETE SET NULL,
  FOREIGN KEY(owner_client_id) REFERENCES client (id) ON DELETE SET NULL
) STRICT;
INSERT INTO promise_2 (
  id, uuid, recorded_at, changed_at, zone, client_id, meeting_id, need_id, text, theirs, owner,
  priority, due, due_set_at, every, anchor, state, settled_on, folded
) SELECT
  id, uuid, recorded_at, changed_at, zone, client_id, meeting_id, need_id, text, theirs, owner,
  priority, due, due_set_at, every, anchor, state, settled_on, folded
FROM promise;
DELETE FROM sqlite_sequence WHERE name = 'promise_2';
INSERT INTO sqlite_sequence (name, seq)
SELECT 'promise_2', seq FROM sqlite_sequence WHERE name = 'promise';
DROP TABLE promise;
ALTER TABLE promise_2 RENAME TO promise;
CREATE INDEX ix_promise_client_id ON promise (client_id);
CREATE INDEX ix_promise_meeting_id ON promise (meeting_id);
CREATE INDEX ix_promise_need_id ON promise (need_id);
CREATE INDEX ix_promise_owner_client_id ON promise (owner_client_id);
CREATE INDEX promise_asked ON promise (client_id, recorded_at) WHERE theirs = 1;
CREATE INDEX promise_open ON promise (due) WHERE state = 'open';
CREATE INDEX promise_recorded_at ON promise (recorded_at);
CREATE INDEX promise_settled ON promise (client_id, settled_on);
CREATE INDEX promise_settled_on ON promise (settled_on) WHERE settled_on IS NOT NULL;
CREATE INDEX promise_try_until ON promise (try_until) WHERE try_until IS NOT NULL;

CREATE TABLE note_2 (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  zone TEXT NOT NULL,
  client_id INTEGER NOT NULL,
  meeting_id INTEGER,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  tone TEXT,
  priority TEXT,
  state TEXT,
  confirmed_at TEXT,
  told_at TEXT,
  settled_on TEXT,
  on_day TEXT,
  because_id INTEGER,
  folded TEXT,
  CHECK (length(text) >= 1 AND length(CAST(text AS BLOB)) <= 1000000 AND instr(text, char(0)) = 0),
  CHECK (kind IN ('note', 'personal', 'need', 'goal', 'feedback', 'news', 'offer', 'recognition', 'agreement', 'decision')),
  CHECK (tone IN ('good', 'bad')),
  CHECK (priority IN ('must', 'good')),
  CHECK (state IN ('open', 'met', 'reached', 'asked', 'received', 'acted', 'given', 'untold', 'told', 'dropped')),
  CHECK (confirmed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', confirmed_at, '+0 days') = confirmed_at),
  CHECK (told_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', told_at, '+0 days') = told_at),
  CHECK (settled_on BETWEEN '1900-01-01' AND '2200-12-31' AND date(settled_on, '+0 days') = settled_on),
  CHECK (on_day BETWEEN '1900-01-01' AND '2200-12-31' AND date(on_day, '+0 days') = on_day),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE,
  FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE SET NULL,
  FOREIGN KEY(because_id) REFERENCES note (id) ON DELETE SET NULL
) STRICT;
INSERT INTO note_2 (
  id, uuid, recorded_at, changed_at, zone, client_id, meeting_id, kind, text, tone, priority,
  state, confirmed_at, told_at, settled_on, folded
) SELECT
  id, uuid, recorded_at, changed_at, zone, client_id, meeting_id, kind, text, tone, priority,
  state, confirmed_at, told_at, settled_on, folded
FROM note;
DELETE FROM sqlite_sequence WHERE name = 'note_2';
INSERT INTO sqlite_sequence (name, seq)
SELECT 'note_2', seq FROM sqlite_sequence WHERE name = 'note';
DROP TABLE note;
ALTER TABLE note_2 RENAME TO note;
CREATE INDEX ix_note_because_id ON note (because_id);
CREATE INDEX ix_note_client_id ON note (client_id);
CREATE INDEX ix_note_meeting_id ON note (meeting_id);
CREATE INDEX note_of_kind ON note (client_id, kind, recorded_at);
CREATE INDEX note_on_day ON note (on_day) WHERE on_day IS NOT NULL;
CREATE INDEX note_open ON note (kind) WHERE state IN ('open', 'asked', 'received', 'untold');
CREATE INDEX note_recorded_at ON note (recorded_at);
CREATE INDEX note_settled_on ON note (settled_on) WHERE settled_on IS NOT NULL;
CREATE INDEX note_stateless ON note (kind) WHERE state IS NULL;
CREATE INDEX note_told_at ON note (told_at) WHERE told_at IS NOT NULL;
CREATE INDEX note_unsettled ON note (client_id) WHERE state IN ('open', 'asked', 'untold') OR (state = 'received' AND tone = 'bad');

CREATE TABLE touch_2 (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  zone TEXT NOT NULL,
  client_id INTEGER NOT NULL,
  text TEXT,
  at TEXT NOT NULL,
  channel TEXT,
  "by" TEXT,
  source TEXT DEFAULT 'hand' NOT NULL,
  folded TEXT,
  CHECK (length(text) >= 1 AND length(CAST(text AS BLOB)) <= 1000000 AND instr(text, char(0)) = 0),
  CHECK (length(by) BETWEEN 1 AND 200 AND instr(by, char(0)) = 0),
  CHECK (at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 days') = at),
  CHECK (channel IN ('email', 'call', 'chat', 'in-person')),
  CHECK (source IN ('hand', 'mail')),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE
) STRICT;
INSERT INTO touch_2 (
  id, uuid, recorded_at, changed_at, zone, client_id, text, at, channel, "by", folded
) SELECT
  id, uuid, recorded_at, changed_at, zone, client_id, text, at, channel, "by", folded
FROM touch;
DELETE FROM sqlite_sequence WHERE name = 'touch_2';
INSERT INTO sqlite_sequence (name, seq)
SELECT 'touch_2', seq FROM sqlite_sequence WHERE name = 'touch';
DROP TABLE touch;
ALTER TABLE touch_2 RENAME TO touch;
CREATE INDEX ix_touch_client_id ON touch (client_id);
CREATE INDEX touch_at ON touch (at);

CREATE TABLE snooze_2 (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  zone TEXT NOT NULL,
  rule TEXT NOT NULL,
  client_id INTEGER,
  subject TEXT,
  organization TEXT,
  until TEXT NOT NULL,
  since TEXT,
  times INTEGER DEFAULT 1 NOT NULL,
  CHECK (length(rule) BETWEEN 1 AND 200 AND instr(rule, char(0)) = 0),
  CHECK (length(subject) BETWEEN 1 AND 200 AND instr(subject, char(0)) = 0),
  CHECK (length(organization) BETWEEN 1 AND 200 AND instr(organization, char(0)) = 0),
  CHECK (until BETWEEN '1900-01-01' AND '2200-12-31' AND date(until, '+0 days') = until),
  CHECK (since BETWEEN '1900-01-01' AND '2200-12-31' AND date(since, '+0 days') = since),
  CHECK (times >= 1),
  CHECK ((client_id IS NOT NULL) + (subject IS NOT NULL) + (organization IS NOT NULL) = 1),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE
) STRICT;
INSERT INTO snooze_2 (
  id, uuid, recorded_at, changed_at, zone, rule, client_id, subject, organization, until
) SELECT
  id, uuid, recorded_at, changed_at, zone, rule, client_id, subject, organization, until
FROM snooze;
DELETE FROM sqlite_sequence WHERE name = 'snooze_2';
INSERT INTO sqlite_sequence (name, seq)
SELECT 'snooze_2', seq FROM sqlite_sequence WHERE name = 'snooze';
DROP TABLE snooze;
ALTER TABLE snooze_2 RENAME TO snooze;
CREATE INDEX ix_snooze_client_id ON snooze (client_id);

-- A talk to more than eight clients is no contact with any of them.
DELETE FROM contact WHERE source IN (
  SELECT 'm' || meeting_id FROM attendance GROUP BY meeting_id HAVING count(*) > 8
);

-- Which journal this is: its backups, copies and drafts carry the same.
CREATE TABLE journal (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uuid TEXT NOT NULL CHECK (length(uuid) = 36)
) STRICT;
INSERT INTO journal (id, uuid) SELECT 1, substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-4'
  || substr(h, 14, 3) || '-a' || substr(h, 18, 3) || '-' || substr(h, 21)
FROM (SELECT lower(hex(randomblob(16))) AS h);

-- How far each source of `refresh` was read. It is in no undo: when a record that was imported is
-- taken back, a trigger empties the cursors of that kind, and the source is read again as a whole.
CREATE TABLE source_state (
  name TEXT PRIMARY KEY NOT NULL CHECK (length(name) BETWEEN 1 AND 200 AND instr(name, char(0)) = 0),
  kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 200 AND instr(kind, char(0)) = 0),
  cursor TEXT CHECK (length(cursor) >= 2 AND instr(cursor, char(0)) = 0),
  read_at TEXT CHECK (strftime('%Y-%m-%dT%H:%M:%SZ', read_at, '+0 days') = read_at),
  result TEXT CHECK (length(result) >= 2 AND instr(result, char(0)) = 0)
) STRICT, WITHOUT ROWID;

-- What a purge still has to clean: files that it could not reach. It is in no undo.
CREATE TABLE purge_pending (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 200 AND instr(kind, char(0)) = 0),
  target TEXT NOT NULL CHECK (length(target) >= 1 AND instr(target, char(0)) = 0),
  noted_at TEXT NOT NULL CHECK (strftime('%Y-%m-%dT%H:%M:%SZ', noted_at, '+0 days') = noted_at),
  UNIQUE (kind, target)
) STRICT;

CREATE INDEX topic_asked ON topic (client_id, recorded_at) WHERE ask = 1;
