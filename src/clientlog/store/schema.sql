CREATE TABLE alias (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  zone TEXT NOT NULL,
  client_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  folded TEXT,
  CHECK (length(name) BETWEEN 1 AND 200 AND instr(name, char(0)) = 0),
  CHECK (length(name_key) >= 1 AND length(CAST(name_key AS BLOB)) <= 1000000 AND instr(name_key, char(0)) = 0),
  UNIQUE (client_id, name_key),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE
)
 STRICT;

CREATE INDEX ix_alias_name_key ON alias (name_key);

CREATE TABLE tag (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  zone TEXT NOT NULL,
  client_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  CHECK (length(name) BETWEEN 1 AND 200 AND instr(name, char(0)) = 0),
  UNIQUE (client_id, name),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE
)
 STRICT;

CREATE TABLE affiliation (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  zone TEXT NOT NULL,
  client_id INTEGER NOT NULL,
  organization TEXT NOT NULL,
  role TEXT,
  until TEXT NOT NULL,
  folded TEXT,
  CHECK (length(organization) BETWEEN 1 AND 200 AND instr(organization, char(0)) = 0),
  CHECK (length(role) BETWEEN 1 AND 200 AND instr(role, char(0)) = 0),
  CHECK (until BETWEEN '1900-01-01' AND '2200-12-31' AND date(until, '+0 days') = until),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE
)
 STRICT;

CREATE INDEX ix_affiliation_client_id ON affiliation (client_id);

CREATE TABLE attendance (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  zone TEXT NOT NULL,
  meeting_id INTEGER NOT NULL,
  client_id INTEGER NOT NULL,
  UNIQUE (meeting_id, client_id),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE CASCADE,
  FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE
)
 STRICT;

CREATE INDEX ix_attendance_client_id ON attendance (client_id);

CREATE TABLE amendment (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  zone TEXT NOT NULL,
  action_item_id INTEGER,
  promise_id INTEGER,
  kind TEXT NOT NULL,
  from_due TEXT,
  to_due TEXT,
  why TEXT,
  told_at TEXT,
  folded TEXT,
  CHECK (kind IN ('renegotiated', 'broken', 'released', 'delegated')),
  CHECK (from_due BETWEEN '1900-01-01' AND '2200-12-31' AND date(from_due, '+0 days') = from_due),
  CHECK (to_due BETWEEN '1900-01-01' AND '2200-12-31' AND date(to_due, '+0 days') = to_due),
  CHECK (length(why) >= 1 AND length(CAST(why AS BLOB)) <= 1000000 AND instr(why, char(0)) = 0),
  CHECK (told_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', told_at, '+0 days') = told_at),
  CHECK ((action_item_id IS NULL) <> (promise_id IS NULL)),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  FOREIGN KEY(action_item_id) REFERENCES action_item (id) ON DELETE CASCADE,
  FOREIGN KEY(promise_id) REFERENCES promise (id) ON DELETE CASCADE
)
 STRICT;

CREATE INDEX amendment_recorded_at ON amendment (recorded_at);

CREATE INDEX amendment_untold ON amendment (id) WHERE told_at IS NULL;

CREATE INDEX ix_amendment_action_item_id ON amendment (action_item_id);

CREATE INDEX ix_amendment_promise_id ON amendment (promise_id);

CREATE TABLE topic (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  zone TEXT NOT NULL,
  client_id INTEGER NOT NULL,
  meeting_id INTEGER,
  text TEXT NOT NULL,
  ask INTEGER NOT NULL,
  why TEXT,
  state TEXT NOT NULL,
  settled_on TEXT,
  folded TEXT,
  CHECK (length(text) >= 1 AND length(CAST(text AS BLOB)) <= 1000000 AND instr(text, char(0)) = 0),
  CHECK (length(why) >= 1 AND length(CAST(why AS BLOB)) <= 1000000 AND instr(why, char(0)) = 0),
  CHECK (ask IN (0, 1)),
  CHECK (state IN ('open', 'discussed', 'dropped')),
  CHECK (settled_on BETWEEN '1900-01-01' AND '2200-12-31' AND date(settled_on, '+0 days') = settled_on),
  CHECK ((state = 'open') = (settled_on IS NULL)),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE,
  FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE SET NULL
)
 STRICT;

CREATE INDEX ix_topic_client_id ON topic (client_id);

CREATE INDEX ix_topic_meeting_id ON topic (meeting_id);

CREATE INDEX topic_open ON topic (client_id) WHERE state = 'open';

CREATE INDEX topic_recorded_at ON topic (recorded_at);

CREATE INDEX topic_settled_on ON topic (settled_on) WHERE settled_on IS NOT NULL;

CREATE TABLE "conflict" (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  zone TEXT NOT NULL,
  client_id INTEGER NOT NULL,
  text TEXT NOT NULL,
  state TEXT NOT NULL,
  agreement TEXT,
  agreed_at TEXT,
  check_on TEXT,
  settled_at TEXT,
  folded TEXT,
  CHECK (length(text) >= 1 AND length(CAST(text AS BLOB)) <= 1000000 AND instr(text, char(0)) = 0),
  CHECK (length(agreement) >= 1 AND length(CAST(agreement AS BLOB)) <= 1000000 AND instr(agreement, char(0)) = 0),
  CHECK (state IN ('open', 'agreed', 'settled')),
  CHECK (agreed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', agreed_at, '+0 days') = agreed_at),
  CHECK (settled_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', settled_at, '+0 days') = settled_at),
  CHECK (check_on BETWEEN '1900-01-01' AND '2200-12-31' AND date(check_on, '+0 days') = check_on),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE
)
 STRICT;

CREATE INDEX conflict_settled ON "conflict" (client_id, settled_at);

CREATE INDEX conflict_unsettled ON "conflict" (client_id) WHERE state <> 'settled';

CREATE TABLE conflict_step (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  zone TEXT NOT NULL,
  conflict_id INTEGER NOT NULL,
  step TEXT NOT NULL,
  text TEXT NOT NULL,
  folded TEXT,
  CHECK (length(text) >= 1 AND length(CAST(text AS BLOB)) <= 1000000 AND instr(text, char(0)) = 0),
  CHECK (step IN ('listening', 'empathy', 'rapport', 'influence', 'change')),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  FOREIGN KEY(conflict_id) REFERENCES "conflict" (id) ON DELETE CASCADE
)
 STRICT;

CREATE INDEX ix_conflict_step_conflict_id ON conflict_step (conflict_id);

CREATE TABLE self_check (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  zone TEXT NOT NULL,
  client_id INTEGER NOT NULL,
  abundance INTEGER NOT NULL,
  trust INTEGER NOT NULL,
  dreams INTEGER NOT NULL,
  truth INTEGER NOT NULL,
  balance INTEGER NOT NULL,
  grace INTEGER NOT NULL,
  CHECK (abundance BETWEEN 1 AND 5),
  CHECK (trust BETWEEN 1 AND 5),
  CHECK (dreams BETWEEN 1 AND 5),
  CHECK (truth BETWEEN 1 AND 5),
  CHECK (balance BETWEEN 1 AND 5),
  CHECK (grace BETWEEN 1 AND 5),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE
)
 STRICT;

CREATE INDEX ix_self_check_client_id ON self_check (client_id);

CREATE TABLE change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  zone TEXT NOT NULL,
  command TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
  target INTEGER REFERENCES change (id),
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

CREATE INDEX change_standing ON change (kind, undone, id);

CREATE TABLE contact (
  client_id INTEGER NOT NULL,
  at TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (client_id, at, source)
) STRICT, WITHOUT ROWID;

CREATE INDEX contact_source ON contact (source);

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

CREATE TABLE "client" (
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

CREATE INDEX ix_client_name_key ON client (name_key);

CREATE INDEX ix_client_organization ON client (organization);

CREATE TABLE "meeting" (
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

CREATE INDEX meeting_no_show ON meeting (starts_at) WHERE state = 'no-show';

CREATE INDEX meeting_of_series ON meeting (series) WHERE series IS NOT NULL;

CREATE INDEX meeting_planned ON meeting (starts_at) WHERE state = 'planned';

CREATE INDEX meeting_starts_at ON meeting (starts_at);

CREATE INDEX meeting_without_summary ON meeting (ends_at) WHERE state = 'held' AND summary IS NULL AND nothing_to_note = 0;

CREATE TABLE "action_item" (
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

CREATE INDEX action_item_asked ON action_item (client_id, recorded_at) WHERE theirs = 1;

CREATE INDEX action_item_open ON action_item (due) WHERE state = 'open';

CREATE INDEX action_item_recorded_at ON action_item (recorded_at);

CREATE INDEX action_item_settled ON action_item (client_id, settled_on);

CREATE INDEX action_item_settled_on ON action_item (settled_on) WHERE settled_on IS NOT NULL;

CREATE INDEX action_item_try_until ON action_item (try_until) WHERE try_until IS NOT NULL;

CREATE INDEX ix_action_item_meeting_id ON action_item (meeting_id);

CREATE INDEX ix_action_item_need_id ON action_item (need_id);

CREATE INDEX ix_action_item_owner_client_id ON action_item (owner_client_id);

CREATE TABLE "promise" (
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

CREATE INDEX ix_promise_meeting_id ON promise (meeting_id);

CREATE INDEX ix_promise_need_id ON promise (need_id);

CREATE INDEX ix_promise_owner_client_id ON promise (owner_client_id);

CREATE INDEX promise_asked ON promise (client_id, recorded_at) WHERE theirs = 1;

CREATE INDEX promise_open ON promise (due) WHERE state = 'open';

CREATE INDEX promise_recorded_at ON promise (recorded_at);

CREATE INDEX promise_settled ON promise (client_id, settled_on);

CREATE INDEX promise_settled_on ON promise (settled_on) WHERE settled_on IS NOT NULL;

CREATE INDEX promise_try_until ON promise (try_until) WHERE try_until IS NOT NULL;

CREATE TABLE "note" (
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

CREATE INDEX ix_note_because_id ON note (because_id);

CREATE INDEX ix_note_meeting_id ON note (meeting_id);

CREATE INDEX note_of_kind ON note (client_id, kind, recorded_at);

CREATE INDEX note_on_day ON note (on_day) WHERE on_day IS NOT NULL;

CREATE INDEX note_open ON note (kind) WHERE state IN ('open', 'asked', 'received', 'untold');

CREATE INDEX note_recorded_at ON note (recorded_at);

CREATE INDEX note_settled_on ON note (settled_on) WHERE settled_on IS NOT NULL;

CREATE INDEX note_stateless ON note (kind) WHERE state IS NULL;

CREATE INDEX note_told_at ON note (told_at) WHERE told_at IS NOT NULL;

CREATE INDEX note_unsettled ON note (client_id) WHERE state IN ('open', 'asked', 'untold') OR (state = 'received' AND tone = 'bad');

CREATE TABLE "touch" (
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

CREATE INDEX ix_touch_client_id ON touch (client_id);

CREATE INDEX touch_at ON touch (at);

CREATE TABLE "snooze" (
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

CREATE INDEX ix_snooze_client_id ON snooze (client_id);

CREATE TABLE journal (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uuid TEXT NOT NULL CHECK (length(uuid) = 36)
) STRICT;

CREATE TABLE source_state (
  name TEXT PRIMARY KEY NOT NULL CHECK (length(name) BETWEEN 1 AND 200 AND instr(name, char(0)) = 0),
  kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 200 AND instr(kind, char(0)) = 0),
  cursor TEXT CHECK (length(cursor) >= 2 AND instr(cursor, char(0)) = 0),
  read_at TEXT CHECK (strftime('%Y-%m-%dT%H:%M:%SZ', read_at, '+0 days') = read_at),
  result TEXT CHECK (length(result) >= 2 AND instr(result, char(0)) = 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE purge_pending (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 200 AND instr(kind, char(0)) = 0),
  target TEXT NOT NULL CHECK (length(target) >= 1 AND instr(target, char(0)) = 0),
  noted_at TEXT NOT NULL CHECK (strftime('%Y-%m-%dT%H:%M:%SZ', noted_at, '+0 days') = noted_at),
  UNIQUE (kind, target)
) STRICT;

CREATE INDEX topic_asked ON topic (client_id, recorded_at) WHERE ask = 1;

CREATE TABLE "change_row" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  change_id INTEGER NOT NULL REFERENCES change (id),
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  before TEXT,
  after TEXT,
  CHECK (before IS NOT NULL OR after IS NULL)
) STRICT;

CREATE INDEX change_row_change ON change_row (change_id);

CREATE INDEX change_row_record ON change_row (table_name, row_id);

CREATE INDEX change_row_image ON change_row (table_name) WHERE before IS NOT NULL;

CREATE VIRTUAL TABLE search USING fts5 (
  text, folded, content = 'record_text', content_rowid = 'number',
  tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIEW record_text (number, text, folded) AS SELECT * FROM (SELECT client.id * 16 + 0, coalesce(client.name || char(10), '') || coalesce(client.role || char(10), '') || coalesce(client.organization || char(10), '') || coalesce(client.vision || char(10), '') || coalesce(client.their_vision || char(10), '') AS text, client.folded FROM client) WHERE text <> '' UNION ALL SELECT * FROM (SELECT alias.id * 16 + 1, coalesce(alias.name || char(10), '') AS text, alias.folded FROM alias) WHERE text <> '' UNION ALL SELECT * FROM (SELECT affiliation.id * 16 + 2, coalesce(affiliation.organization || char(10), '') || coalesce(affiliation.role || char(10), '') AS text, affiliation.folded FROM affiliation) WHERE text <> '' UNION ALL SELECT * FROM (SELECT meeting.id * 16 + 3, coalesce(meeting.title || char(10), '') || coalesce(meeting.summary || char(10), '') || coalesce(meeting.place || char(10), '') AS text, meeting.folded FROM meeting) WHERE text <> '' UNION ALL SELECT * FROM (SELECT action_item.id * 16 + 4, coalesce(action_item.text || char(10), '') AS text, action_item.folded FROM action_item) WHERE text <> '' UNION ALL SELECT * FROM (SELECT promise.id * 16 + 5, coalesce(promise.text || char(10), '') AS text, promise.folded FROM promise) WHERE text <> '' UNION ALL SELECT * FROM (SELECT amendment.id * 16 + 6, coalesce(amendment.why || char(10), '') AS text, amendment.folded FROM amendment) WHERE text <> '' UNION ALL SELECT * FROM (SELECT topic.id * 16 + 7, coalesce(topic.text || char(10), '') || coalesce(topic.why || char(10), '') AS text, topic.folded FROM topic) WHERE text <> '' UNION ALL SELECT * FROM (SELECT note.id * 16 + 8, coalesce(note.text || char(10), '') AS text, note.folded FROM note) WHERE text <> '' UNION ALL SELECT * FROM (SELECT touch.id * 16 + 9, coalesce(touch.text || char(10), '') AS text, touch.folded FROM touch) WHERE text <> '' UNION ALL SELECT * FROM (SELECT conflict.id * 16 + 10, coalesce(conflict.text || char(10), '') || coalesce(conflict.agreement || char(10), '') AS text, conflict.folded FROM conflict) WHERE text <> '' UNION ALL SELECT * FROM (SELECT conflict_step.id * 16 + 11, coalesce(conflict_step.text || char(10), '') AS text, conflict_step.folded FROM conflict_step) WHERE text <> '';

CREATE TRIGGER log_client_insert AFTER INSERT ON client BEGIN INSERT INTO change_row (change_id, table_name, row_id) VALUES ((SELECT max(id) FROM change), 'client', NEW.id); END;

CREATE TRIGGER log_client_update AFTER UPDATE ON client BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) SELECT (SELECT max(id) FROM change), 'client', NEW.id, json_group_object(name, was), json_group_object(name, now) FROM (SELECT '' AS name, 0 AS was, 0 AS now UNION ALL VALUES ('id', OLD.id, NEW.id), ('uuid', OLD.uuid, NEW.uuid), ('recorded_at', OLD.recorded_at, NEW.recorded_at), ('changed_at', OLD.changed_at, NEW.changed_at), ('zone', OLD.zone, NEW.zone), ('handle', OLD.handle, NEW.handle), ('name', OLD.name, NEW.name), ('name_key', OLD.name_key, NEW.name_key), ('direction', OLD.direction, NEW.direction), ('organization', OLD.organization, NEW.organization), ('role', OLD.role, NEW.role), ('stake', OLD.stake, NEW.stake), ('stage', OLD.stage, NEW.stage), ('aim', OLD.aim, NEW.aim), ('vision', OLD.vision, NEW.vision), ('their_vision', OLD.their_vision, NEW.their_vision), ('cadence_days', OLD.cadence_days, NEW.cadence_days), ('channel', OLD.channel, NEW.channel), ('archived_at', OLD.archived_at, NEW.archived_at), ('by_hand', OLD.by_hand, NEW.by_hand), ('folded', OLD.folded, NEW.folded)) WHERE was IS NOT now GROUP BY NULL; END;

CREATE TRIGGER log_client_delete AFTER DELETE ON client BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) VALUES ((SELECT max(id) FROM change), 'client', OLD.id, json_object('id', OLD.id, 'uuid', OLD.uuid, 'recorded_at', OLD.recorded_at, 'changed_at', OLD.changed_at, 'zone', OLD.zone, 'handle', OLD.handle, 'name', OLD.name, 'name_key', OLD.name_key, 'direction', OLD.direction, 'organization', OLD.organization, 'role', OLD.role, 'stake', OLD.stake, 'stage', OLD.stage, 'aim', OLD.aim, 'vision', OLD.vision, 'their_vision', OLD.their_vision, 'cadence_days', OLD.cadence_days, 'channel', OLD.channel, 'archived_at', OLD.archived_at, 'by_hand', OLD.by_hand, 'folded', OLD.folded), NULL); END;

CREATE TRIGGER log_alias_insert AFTER INSERT ON alias BEGIN INSERT INTO change_row (change_id, table_name, row_id) VALUES ((SELECT max(id) FROM change), 'alias', NEW.id); END;

CREATE TRIGGER log_alias_update AFTER UPDATE ON alias BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) SELECT (SELECT max(id) FROM change), 'alias', NEW.id, json_group_object(name, was), json_group_object(name, now) FROM (SELECT '' AS name, 0 AS was, 0 AS now UNION ALL VALUES ('id', OLD.id, NEW.id), ('uuid', OLD.uuid, NEW.uuid), ('recorded_at', OLD.recorded_at, NEW.recorded_at), ('changed_at', OLD.changed_at, NEW.changed_at), ('zone', OLD.zone, NEW.zone), ('client_id', OLD.client_id, NEW.client_id), ('name', OLD.name, NEW.name), ('name_key', OLD.name_key, NEW.name_key), ('folded', OLD.folded, NEW.folded)) WHERE was IS NOT now GROUP BY NULL; END;

CREATE TRIGGER log_alias_delete AFTER DELETE ON alias BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) VALUES ((SELECT max(id) FROM change), 'alias', OLD.id, json_object('id', OLD.id, 'uuid', OLD.uuid, 'recorded_at', OLD.recorded_at, 'changed_at', OLD.changed_at, 'zone', OLD.zone, 'client_id', OLD.client_id, 'name', OLD.name, 'name_key', OLD.name_key, 'folded', OLD.folded), NULL); END;

CREATE TRIGGER log_tag_insert AFTER INSERT ON tag BEGIN INSERT INTO change_row (change_id, table_name, row_id) VALUES ((SELECT max(id) FROM change), 'tag', NEW.id); END;

CREATE TRIGGER log_tag_update AFTER UPDATE ON tag BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) SELECT (SELECT max(id) FROM change), 'tag', NEW.id, json_group_object(name, was), json_group_object(name, now) FROM (SELECT '' AS name, 0 AS was, 0 AS now UNION ALL VALUES ('id', OLD.id, NEW.id), ('uuid', OLD.uuid, NEW.uuid), ('recorded_at', OLD.recorded_at, NEW.recorded_at), ('changed_at', OLD.changed_at, NEW.changed_at), ('zone', OLD.zone, NEW.zone), ('client_id', OLD.client_id, NEW.client_id), ('name', OLD.name, NEW.name)) WHERE was IS NOT now GROUP BY NULL; END;

CREATE TRIGGER log_tag_delete AFTER DELETE ON tag BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) VALUES ((SELECT max(id) FROM change), 'tag', OLD.id, json_object('id', OLD.id, 'uuid', OLD.uuid, 'recorded_at', OLD.recorded_at, 'changed_at', OLD.changed_at, 'zone', OLD.zone, 'client_id', OLD.client_id, 'name', OLD.name), NULL); END;

CREATE TRIGGER log_affiliation_insert AFTER INSERT ON affiliation BEGIN INSERT INTO change_row (change_id, table_name, row_id) VALUES ((SELECT max(id) FROM change), 'affiliation', NEW.id); END;

CREATE TRIGGER log_affiliation_update AFTER UPDATE ON affiliation BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) SELECT (SELECT max(id) FROM change), 'affiliation', NEW.id, json_group_object(name, was), json_group_object(name, now) FROM (SELECT '' AS name, 0 AS was, 0 AS now UNION ALL VALUES ('id', OLD.id, NEW.id), ('uuid', OLD.uuid, NEW.uuid), ('recorded_at', OLD.recorded_at, NEW.recorded_at), ('changed_at', OLD.changed_at, NEW.changed_at), ('zone', OLD.zone, NEW.zone), ('client_id', OLD.client_id, NEW.client_id), ('organization', OLD.organization, NEW.organization), ('role', OLD.role, NEW.role), ('until', OLD.until, NEW.until), ('folded', OLD.folded, NEW.folded)) WHERE was IS NOT now GROUP BY NULL; END;

CREATE TRIGGER log_affiliation_delete AFTER DELETE ON affiliation BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) VALUES ((SELECT max(id) FROM change), 'affiliation', OLD.id, json_object('id', OLD.id, 'uuid', OLD.uuid, 'recorded_at', OLD.recorded_at, 'changed_at', OLD.changed_at, 'zone', OLD.zone, 'client_id', OLD.client_id, 'organization', OLD.organization, 'role', OLD.role, 'until', OLD.until, 'folded', OLD.folded), NULL); END;

CREATE TRIGGER log_meeting_insert AFTER INSERT ON meeting BEGIN INSERT INTO change_row (change_id, table_name, row_id) VALUES ((SELECT max(id) FROM change), 'meeting', NEW.id); END;

CREATE TRIGGER log_meeting_update AFTER UPDATE ON meeting BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) SELECT (SELECT max(id) FROM change), 'meeting', NEW.id, json_group_object(name, was), json_group_object(name, now) FROM (SELECT '' AS name, 0 AS was, 0 AS now UNION ALL VALUES ('id', OLD.id, NEW.id), ('uuid', OLD.uuid, NEW.uuid), ('recorded_at', OLD.recorded_at, NEW.recorded_at), ('changed_at', OLD.changed_at, NEW.changed_at), ('zone', OLD.zone, NEW.zone), ('title', OLD.title, NEW.title), ('starts_at', OLD.starts_at, NEW.starts_at), ('ends_at', OLD.ends_at, NEW.ends_at), ('ends_set_at', OLD.ends_set_at, NEW.ends_set_at), ('state', OLD.state, NEW.state), ('summary', OLD.summary, NEW.summary), ('nothing_to_note', OLD.nothing_to_note, NEW.nothing_to_note), ('review', OLD.review, NEW.review), ('place', OLD.place, NEW.place), ('channel', OLD.channel, NEW.channel), ('every', OLD.every, NEW.every), ('anchor_at', OLD.anchor_at, NEW.anchor_at), ('confirmed_at', OLD.confirmed_at, NEW.confirmed_at), ('series', OLD.series, NEW.series), ('series_zone', OLD.series_zone, NEW.series_zone), ('routine', OLD.routine, NEW.routine), ('standing', OLD.standing, NEW.standing), ('moves', OLD.moves, NEW.moves), ('folded', OLD.folded, NEW.folded)) WHERE was IS NOT now GROUP BY NULL; END;

CREATE TRIGGER log_meeting_delete AFTER DELETE ON meeting BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) VALUES ((SELECT max(id) FROM change), 'meeting', OLD.id, json_object('id', OLD.id, 'uuid', OLD.uuid, 'recorded_at', OLD.recorded_at, 'changed_at', OLD.changed_at, 'zone', OLD.zone, 'title', OLD.title, 'starts_at', OLD.starts_at, 'ends_at', OLD.ends_at, 'ends_set_at', OLD.ends_set_at, 'state', OLD.state, 'summary', OLD.summary, 'nothing_to_note', OLD.nothing_to_note, 'review', OLD.review, 'place', OLD.place, 'channel', OLD.channel, 'every', OLD.every, 'anchor_at', OLD.anchor_at, 'confirmed_at', OLD.confirmed_at, 'series', OLD.series, 'series_zone', OLD.series_zone, 'routine', OLD.routine, 'standing', OLD.standing, 'moves', OLD.moves, 'folded', OLD.folded), NULL); END;

CREATE TRIGGER log_attendance_insert AFTER INSERT ON attendance BEGIN INSERT INTO change_row (change_id, table_name, row_id) VALUES ((SELECT max(id) FROM change), 'attendance', NEW.id); END;

CREATE TRIGGER log_attendance_update AFTER UPDATE ON attendance BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) SELECT (SELECT max(id) FROM change), 'attendance', NEW.id, json_group_object(name, was), json_group_object(name, now) FROM (SELECT '' AS name, 0 AS was, 0 AS now UNION ALL VALUES ('id', OLD.id, NEW.id), ('uuid', OLD.uuid, NEW.uuid), ('recorded_at', OLD.recorded_at, NEW.recorded_at), ('changed_at', OLD.changed_at, NEW.changed_at), ('zone', OLD.zone, NEW.zone), ('meeting_id', OLD.meeting_id, NEW.meeting_id), ('client_id', OLD.client_id, NEW.client_id)) WHERE was IS NOT now GROUP BY NULL; END;

CREATE TRIGGER log_attendance_delete AFTER DELETE ON attendance BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) VALUES ((SELECT max(id) FROM change), 'attendance', OLD.id, json_object('id', OLD.id, 'uuid', OLD.uuid, 'recorded_at', OLD.recorded_at, 'changed_at', OLD.changed_at, 'zone', OLD.zone, 'meeting_id', OLD.meeting_id, 'client_id', OLD.client_id), NULL); END;

CREATE TRIGGER log_action_item_insert AFTER INSERT ON action_item BEGIN INSERT INTO change_row (change_id, table_name, row_id) VALUES ((SELECT max(id) FROM change), 'action_item', NEW.id); END;

CREATE TRIGGER log_action_item_update AFTER UPDATE ON action_item BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) SELECT (SELECT max(id) FROM change), 'action_item', NEW.id, json_group_object(name, was), json_group_object(name, now) FROM (SELECT '' AS name, 0 AS was, 0 AS now UNION ALL VALUES ('id', OLD.id, NEW.id), ('uuid', OLD.uuid, NEW.uuid), ('recorded_at', OLD.recorded_at, NEW.recorded_at), ('changed_at', OLD.changed_at, NEW.changed_at), ('zone', OLD.zone, NEW.zone), ('client_id', OLD.client_id, NEW.client_id), ('meeting_id', OLD.meeting_id, NEW.meeting_id), ('need_id', OLD.need_id, NEW.need_id), ('text', OLD.text, NEW.text), ('theirs', OLD.theirs, NEW.theirs), ('owner', OLD.owner, NEW.owner), ('owner_client_id', OLD.owner_client_id, NEW.owner_client_id), ('priority', OLD.priority, NEW.priority), ('due', OLD.due, NEW.due), ('due_set_at', OLD.due_set_at, NEW.due_set_at), ('every', OLD.every, NEW.every), ('anchor', OLD.anchor, NEW.anchor), ('state', OLD.state, NEW.state), ('settled_on', OLD.settled_on, NEW.settled_on), ('try_until', OLD.try_until, NEW.try_until), ('is_update', OLD.is_update, NEW.is_update), ('folded', OLD.folded, NEW.folded)) WHERE was IS NOT now GROUP BY NULL; END;

CREATE TRIGGER log_action_item_delete AFTER DELETE ON action_item BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) VALUES ((SELECT max(id) FROM change), 'action_item', OLD.id, json_object('id', OLD.id, 'uuid', OLD.uuid, 'recorded_at', OLD.recorded_at, 'changed_at', OLD.changed_at, 'zone', OLD.zone, 'client_id', OLD.client_id, 'meeting_id', OLD.meeting_id, 'need_id', OLD.need_id, 'text', OLD.text, 'theirs', OLD.theirs, 'owner', OLD.owner, 'owner_client_id', OLD.owner_client_id, 'priority', OLD.priority, 'due', OLD.due, 'due_set_at', OLD.due_set_at, 'every', OLD.every, 'anchor', OLD.anchor, 'state', OLD.state, 'settled_on', OLD.settled_on, 'try_until', OLD.try_until, 'is_update', OLD.is_update, 'folded', OLD.folded), NULL); END;

CREATE TRIGGER log_promise_insert AFTER INSERT ON promise BEGIN INSERT INTO change_row (change_id, table_name, row_id) VALUES ((SELECT max(id) FROM change), 'promise', NEW.id); END;

CREATE TRIGGER log_promise_update AFTER UPDATE ON promise BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) SELECT (SELECT max(id) FROM change), 'promise', NEW.id, json_group_object(name, was), json_group_object(name, now) FROM (SELECT '' AS name, 0 AS was, 0 AS now UNION ALL VALUES ('id', OLD.id, NEW.id), ('uuid', OLD.uuid, NEW.uuid), ('recorded_at', OLD.recorded_at, NEW.recorded_at), ('changed_at', OLD.changed_at, NEW.changed_at), ('zone', OLD.zone, NEW.zone), ('client_id', OLD.client_id, NEW.client_id), ('meeting_id', OLD.meeting_id, NEW.meeting_id), ('need_id', OLD.need_id, NEW.need_id), ('text', OLD.text, NEW.text), ('theirs', OLD.theirs, NEW.theirs), ('owner', OLD.owner, NEW.owner), ('owner_client_id', OLD.owner_client_id, NEW.owner_client_id), ('priority', OLD.priority, NEW.priority), ('due', OLD.due, NEW.due), ('due_set_at', OLD.due_set_at, NEW.due_set_at), ('every', OLD.every, NEW.every), ('anchor', OLD.anchor, NEW.anchor), ('state', OLD.state, NEW.state), ('settled_on', OLD.settled_on, NEW.settled_on), ('try_until', OLD.try_until, NEW.try_until), ('is_update', OLD.is_update, NEW.is_update), ('folded', OLD.folded, NEW.folded)) WHERE was IS NOT now GROUP BY NULL; END;

CREATE TRIGGER log_promise_delete AFTER DELETE ON promise BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) VALUES ((SELECT max(id) FROM change), 'promise', OLD.id, json_object('id', OLD.id, 'uuid', OLD.uuid, 'recorded_at', OLD.recorded_at, 'changed_at', OLD.changed_at, 'zone', OLD.zone, 'client_id', OLD.client_id, 'meeting_id', OLD.meeting_id, 'need_id', OLD.need_id, 'text', OLD.text, 'theirs', OLD.theirs, 'owner', OLD.owner, 'owner_client_id', OLD.owner_client_id, 'priority', OLD.priority, 'due', OLD.due, 'due_set_at', OLD.due_set_at, 'every', OLD.every, 'anchor', OLD.anchor, 'state', OLD.state, 'settled_on', OLD.settled_on, 'try_until', OLD.try_until, 'is_update', OLD.is_update, 'folded', OLD.folded), NULL); END;

CREATE TRIGGER log_amendment_insert AFTER INSERT ON amendment BEGIN INSERT INTO change_row (change_id, table_name, row_id) VALUES ((SELECT max(id) FROM change), 'amendment', NEW.id); END;

CREATE TRIGGER log_amendment_update AFTER UPDATE ON amendment BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) SELECT (SELECT max(id) FROM change), 'amendment', NEW.id, json_group_object(name, was), json_group_object(name, now) FROM (SELECT '' AS name, 0 AS was, 0 AS now UNION ALL VALUES ('id', OLD.id, NEW.id), ('uuid', OLD.uuid, NEW.uuid), ('recorded_at', OLD.recorded_at, NEW.recorded_at), ('changed_at', OLD.changed_at, NEW.changed_at), ('zone', OLD.zone, NEW.zone), ('action_item_id', OLD.action_item_id, NEW.action_item_id), ('promise_id', OLD.promise_id, NEW.promise_id), ('kind', OLD.kind, NEW.kind), ('from_due', OLD.from_due, NEW.from_due), ('to_due', OLD.to_due, NEW.to_due), ('why', OLD.why, NEW.why), ('told_at', OLD.told_at, NEW.told_at), ('folded', OLD.folded, NEW.folded)) WHERE was IS NOT now GROUP BY NULL; END;

CREATE TRIGGER log_amendment_delete AFTER DELETE ON amendment BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) VALUES ((SELECT max(id) FROM change), 'amendment', OLD.id, json_object('id', OLD.id, 'uuid', OLD.uuid, 'recorded_at', OLD.recorded_at, 'changed_at', OLD.changed_at, 'zone', OLD.zone, 'action_item_id', OLD.action_item_id, 'promise_id', OLD.promise_id, 'kind', OLD.kind, 'from_due', OLD.from_due, 'to_due', OLD.to_due, 'why', OLD.why, 'told_at', OLD.told_at, 'folded', OLD.folded), NULL); END;

CREATE TRIGGER log_topic_insert AFTER INSERT ON topic BEGIN INSERT INTO change_row (change_id, table_name, row_id) VALUES ((SELECT max(id) FROM change), 'topic', NEW.id); END;

CREATE TRIGGER log_topic_update AFTER UPDATE ON topic BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) SELECT (SELECT max(id) FROM change), 'topic', NEW.id, json_group_object(name, was), json_group_object(name, now) FROM (SELECT '' AS name, 0 AS was, 0 AS now UNION ALL VALUES ('id', OLD.id, NEW.id), ('uuid', OLD.uuid, NEW.uuid), ('recorded_at', OLD.recorded_at, NEW.recorded_at), ('changed_at', OLD.changed_at, NEW.changed_at), ('zone', OLD.zone, NEW.zone), ('client_id', OLD.client_id, NEW.client_id), ('meeting_id', OLD.meeting_id, NEW.meeting_id), ('text', OLD.text, NEW.text), ('ask', OLD.ask, NEW.ask), ('why', OLD.why, NEW.why), ('state', OLD.state, NEW.state), ('settled_on', OLD.settled_on, NEW.settled_on), ('folded', OLD.folded, NEW.folded)) WHERE was IS NOT now GROUP BY NULL; END;

CREATE TRIGGER log_topic_delete AFTER DELETE ON topic BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) VALUES ((SELECT max(id) FROM change), 'topic', OLD.id, json_object('id', OLD.id, 'uuid', OLD.uuid, 'recorded_at', OLD.recorded_at, 'changed_at', OLD.changed_at, 'zone', OLD.zone, 'client_id', OLD.client_id, 'meeting_id', OLD.meeting_id, 'text', OLD.text, 'ask', OLD.ask, 'why', OLD.why, 'state', OLD.state, 'settled_on', OLD.settled_on, 'folded', OLD.folded), NULL); END;

CREATE TRIGGER log_note_insert AFTER INSERT ON note BEGIN INSERT INTO change_row (change_id, table_name, row_id) VALUES ((SELECT max(id) FROM change), 'note', NEW.id); END;

CREATE TRIGGER log_note_update AFTER UPDATE ON note BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) SELECT (SELECT max(id) FROM change), 'note', NEW.id, json_group_object(name, was), json_group_object(name, now) FROM (SELECT '' AS name, 0 AS was, 0 AS now UNION ALL VALUES ('id', OLD.id, NEW.id), ('uuid', OLD.uuid, NEW.uuid), ('recorded_at', OLD.recorded_at, NEW.recorded_at), ('changed_at', OLD.changed_at, NEW.changed_at), ('zone', OLD.zone, NEW.zone), ('client_id', OLD.client_id, NEW.client_id), ('meeting_id', OLD.meeting_id, NEW.meeting_id), ('kind', OLD.kind, NEW.kind), ('text', OLD.text, NEW.text), ('tone', OLD.tone, NEW.tone), ('priority', OLD.priority, NEW.priority), ('state', OLD.state, NEW.state), ('confirmed_at', OLD.confirmed_at, NEW.confirmed_at), ('told_at', OLD.told_at, NEW.told_at), ('settled_on', OLD.settled_on, NEW.settled_on), ('on_day', OLD.on_day, NEW.on_day), ('because_id', OLD.because_id, NEW.because_id), ('folded', OLD.folded, NEW.folded)) WHERE was IS NOT now GROUP BY NULL; END;

CREATE TRIGGER log_note_delete AFTER DELETE ON note BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) VALUES ((SELECT max(id) FROM change), 'note', OLD.id, json_object('id', OLD.id, 'uuid', OLD.uuid, 'recorded_at', OLD.recorded_at, 'changed_at', OLD.changed_at, 'zone', OLD.zone, 'client_id', OLD.client_id, 'meeting_id', OLD.meeting_id, 'kind', OLD.kind, 'text', OLD.text, 'tone', OLD.tone, 'priority', OLD.priority, 'state', OLD.state, 'confirmed_at', OLD.confirmed_at, 'told_at', OLD.told_at, 'settled_on', OLD.settled_on, 'on_day', OLD.on_day, 'because_id', OLD.because_id, 'folded', OLD.folded), NULL); END;

CREATE TRIGGER log_touch_insert AFTER INSERT ON touch BEGIN INSERT INTO change_row (change_id, table_name, row_id) VALUES ((SELECT max(id) FROM change), 'touch', NEW.id); END;

CREATE TRIGGER log_touch_update AFTER UPDATE ON touch BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) SELECT (SELECT max(id) FROM change), 'touch', NEW.id, json_group_object(name, was), json_group_object(name, now) FROM (SELECT '' AS name, 0 AS was, 0 AS now UNION ALL VALUES ('id', OLD.id, NEW.id), ('uuid', OLD.uuid, NEW.uuid), ('recorded_at', OLD.recorded_at, NEW.recorded_at), ('changed_at', OLD.changed_at, NEW.changed_at), ('zone', OLD.zone, NEW.zone), ('client_id', OLD.client_id, NEW.client_id), ('text', OLD.text, NEW.text), ('at', OLD.at, NEW.at), ('channel', OLD.channel, NEW.channel), ('by', OLD.by, NEW.by), ('source', OLD.source, NEW.source), ('folded', OLD.folded, NEW.folded)) WHERE was IS NOT now GROUP BY NULL; END;

CREATE TRIGGER log_touch_delete AFTER DELETE ON touch BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) VALUES ((SELECT max(id) FROM change), 'touch', OLD.id, json_object('id', OLD.id, 'uuid', OLD.uuid, 'recorded_at', OLD.recorded_at, 'changed_at', OLD.changed_at, 'zone', OLD.zone, 'client_id', OLD.client_id, 'text', OLD.text, 'at', OLD.at, 'channel', OLD.channel, 'by', OLD.by, 'source', OLD.source, 'folded', OLD.folded), NULL); END;

CREATE TRIGGER log_conflict_insert AFTER INSERT ON conflict BEGIN INSERT INTO change_row (change_id, table_name, row_id) VALUES ((SELECT max(id) FROM change), 'conflict', NEW.id); END;

CREATE TRIGGER log_conflict_update AFTER UPDATE ON conflict BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) SELECT (SELECT max(id) FROM change), 'conflict', NEW.id, json_group_object(name, was), json_group_object(name, now) FROM (SELECT '' AS name, 0 AS was, 0 AS now UNION ALL VALUES ('id', OLD.id, NEW.id), ('uuid', OLD.uuid, NEW.uuid), ('recorded_at', OLD.recorded_at, NEW.recorded_at), ('changed_at', OLD.changed_at, NEW.changed_at), ('zone', OLD.zone, NEW.zone), ('client_id', OLD.client_id, NEW.client_id), ('text', OLD.text, NEW.text), ('state', OLD.state, NEW.state), ('agreement', OLD.agreement, NEW.agreement), ('agreed_at', OLD.agreed_at, NEW.agreed_at), ('check_on', OLD.check_on, NEW.check_on), ('settled_at', OLD.settled_at, NEW.settled_at), ('folded', OLD.folded, NEW.folded)) WHERE was IS NOT now GROUP BY NULL; END;

CREATE TRIGGER log_conflict_delete AFTER DELETE ON conflict BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) VALUES ((SELECT max(id) FROM change), 'conflict', OLD.id, json_object('id', OLD.id, 'uuid', OLD.uuid, 'recorded_at', OLD.recorded_at, 'changed_at', OLD.changed_at, 'zone', OLD.zone, 'client_id', OLD.client_id, 'text', OLD.text, 'state', OLD.state, 'agreement', OLD.agreement, 'agreed_at', OLD.agreed_at, 'check_on', OLD.check_on, 'settled_at', OLD.settled_at, 'folded', OLD.folded), NULL); END;

CREATE TRIGGER log_conflict_step_insert AFTER INSERT ON conflict_step BEGIN INSERT INTO change_row (change_id, table_name, row_id) VALUES ((SELECT max(id) FROM change), 'conflict_step', NEW.id); END;

CREATE TRIGGER log_conflict_step_update AFTER UPDATE ON conflict_step BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) SELECT (SELECT max(id) FROM change), 'conflict_step', NEW.id, json_group_object(name, was), json_group_object(name, now) FROM (SELECT '' AS name, 0 AS was, 0 AS now UNION ALL VALUES ('id', OLD.id, NEW.id), ('uuid', OLD.uuid, NEW.uuid), ('recorded_at', OLD.recorded_at, NEW.recorded_at), ('changed_at', OLD.changed_at, NEW.changed_at), ('zone', OLD.zone, NEW.zone), ('conflict_id', OLD.conflict_id, NEW.conflict_id), ('step', OLD.step, NEW.step), ('text', OLD.text, NEW.text), ('folded', OLD.folded, NEW.folded)) WHERE was IS NOT now GROUP BY NULL; END;

CREATE TRIGGER log_conflict_step_delete AFTER DELETE ON conflict_step BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) VALUES ((SELECT max(id) FROM change), 'conflict_step', OLD.id, json_object('id', OLD.id, 'uuid', OLD.uuid, 'recorded_at', OLD.recorded_at, 'changed_at', OLD.changed_at, 'zone', OLD.zone, 'conflict_id', OLD.conflict_id, 'step', OLD.step, 'text', OLD.text, 'folded', OLD.folded), NULL); END;

CREATE TRIGGER log_self_check_insert AFTER INSERT ON self_check BEGIN INSERT INTO change_row (change_id, table_name, row_id) VALUES ((SELECT max(id) FROM change), 'self_check', NEW.id); END;

CREATE TRIGGER log_self_check_update AFTER UPDATE ON self_check BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) SELECT (SELECT max(id) FROM change), 'self_check', NEW.id, json_group_object(name, was), json_group_object(name, now) FROM (SELECT '' AS name, 0 AS was, 0 AS now UNION ALL VALUES ('id', OLD.id, NEW.id), ('uuid', OLD.uuid, NEW.uuid), ('recorded_at', OLD.recorded_at, NEW.recorded_at), ('changed_at', OLD.changed_at, NEW.changed_at), ('zone', OLD.zone, NEW.zone), ('client_id', OLD.client_id, NEW.client_id), ('abundance', OLD.abundance, NEW.abundance), ('trust', OLD.trust, NEW.trust), ('dreams', OLD.dreams, NEW.dreams), ('truth', OLD.truth, NEW.truth), ('balance', OLD.balance, NEW.balance), ('grace', OLD.grace, NEW.grace)) WHERE was IS NOT now GROUP BY NULL; END;

CREATE TRIGGER log_self_check_delete AFTER DELETE ON self_check BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) VALUES ((SELECT max(id) FROM change), 'self_check', OLD.id, json_object('id', OLD.id, 'uuid', OLD.uuid, 'recorded_at', OLD.recorded_at, 'changed_at', OLD.changed_at, 'zone', OLD.zone, 'client_id', OLD.client_id, 'abundance', OLD.abundance, 'trust', OLD.trust, 'dreams', OLD.dreams, 'truth', OLD.truth, 'balance', OLD.balance, 'grace', OLD.grace), NULL); END;

CREATE TRIGGER log_snooze_insert AFTER INSERT ON snooze BEGIN INSERT INTO change_row (change_id, table_name, row_id) VALUES ((SELECT max(id) FROM change), 'snooze', NEW.id); END;

CREATE TRIGGER log_snooze_update AFTER UPDATE ON snooze BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) SELECT (SELECT max(id) FROM change), 'snooze', NEW.id, json_group_object(name, was), json_group_object(name, now) FROM (SELECT '' AS name, 0 AS was, 0 AS now UNION ALL VALUES ('id', OLD.id, NEW.id), ('uuid', OLD.uuid, NEW.uuid), ('recorded_at', OLD.recorded_at, NEW.recorded_at), ('changed_at', OLD.changed_at, NEW.changed_at), ('zone', OLD.zone, NEW.zone), ('rule', OLD.rule, NEW.rule), ('client_id', OLD.client_id, NEW.client_id), ('subject', OLD.subject, NEW.subject), ('organization', OLD.organization, NEW.organization), ('until', OLD.until, NEW.until), ('since', OLD.since, NEW.since), ('times', OLD.times, NEW.times)) WHERE was IS NOT now GROUP BY NULL; END;

CREATE TRIGGER log_snooze_delete AFTER DELETE ON snooze BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) VALUES ((SELECT max(id) FROM change), 'snooze', OLD.id, json_object('id', OLD.id, 'uuid', OLD.uuid, 'recorded_at', OLD.recorded_at, 'changed_at', OLD.changed_at, 'zone', OLD.zone, 'rule', OLD.rule, 'client_id', OLD.client_id, 'subject', OLD.subject, 'organization', OLD.organization, 'until', OLD.until, 'since', OLD.since, 'times', OLD.times), NULL); END;

CREATE TRIGGER log_address_insert AFTER INSERT ON address BEGIN INSERT INTO change_row (change_id, table_name, row_id) VALUES ((SELECT max(id) FROM change), 'address', NEW.id); END;

CREATE TRIGGER log_address_update AFTER UPDATE ON address BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) SELECT (SELECT max(id) FROM change), 'address', NEW.id, json_group_object(name, was), json_group_object(name, now) FROM (SELECT '' AS name, 0 AS was, 0 AS now UNION ALL VALUES ('id', OLD.id, NEW.id), ('uuid', OLD.uuid, NEW.uuid), ('recorded_at', OLD.recorded_at, NEW.recorded_at), ('changed_at', OLD.changed_at, NEW.changed_at), ('zone', OLD.zone, NEW.zone), ('client_id', OLD.client_id, NEW.client_id), ('kind', OLD.kind, NEW.kind), ('value', OLD.value, NEW.value), ('position', OLD.position, NEW.position)) WHERE was IS NOT now GROUP BY NULL; END;

CREATE TRIGGER log_address_delete AFTER DELETE ON address BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) VALUES ((SELECT max(id) FROM change), 'address', OLD.id, json_object('id', OLD.id, 'uuid', OLD.uuid, 'recorded_at', OLD.recorded_at, 'changed_at', OLD.changed_at, 'zone', OLD.zone, 'client_id', OLD.client_id, 'kind', OLD.kind, 'value', OLD.value, 'position', OLD.position), NULL); END;

CREATE TRIGGER log_absence_insert AFTER INSERT ON absence BEGIN INSERT INTO change_row (change_id, table_name, row_id) VALUES ((SELECT max(id) FROM change), 'absence', NEW.id); END;

CREATE TRIGGER log_absence_update AFTER UPDATE ON absence BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) SELECT (SELECT max(id) FROM change), 'absence', NEW.id, json_group_object(name, was), json_group_object(name, now) FROM (SELECT '' AS name, 0 AS was, 0 AS now UNION ALL VALUES ('id', OLD.id, NEW.id), ('uuid', OLD.uuid, NEW.uuid), ('recorded_at', OLD.recorded_at, NEW.recorded_at), ('changed_at', OLD.changed_at, NEW.changed_at), ('zone', OLD.zone, NEW.zone), ('client_id', OLD.client_id, NEW.client_id), ('from_day', OLD.from_day, NEW.from_day), ('until_day', OLD.until_day, NEW.until_day)) WHERE was IS NOT now GROUP BY NULL; END;

CREATE TRIGGER log_absence_delete AFTER DELETE ON absence BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) VALUES ((SELECT max(id) FROM change), 'absence', OLD.id, json_object('id', OLD.id, 'uuid', OLD.uuid, 'recorded_at', OLD.recorded_at, 'changed_at', OLD.changed_at, 'zone', OLD.zone, 'client_id', OLD.client_id, 'from_day', OLD.from_day, 'until_day', OLD.until_day), NULL); END;

CREATE TRIGGER log_organization_insert AFTER INSERT ON organization BEGIN INSERT INTO change_row (change_id, table_name, row_id) VALUES ((SELECT max(id) FROM change), 'organization', NEW.id); END;

CREATE TRIGGER log_organization_update AFTER UPDATE ON organization BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) SELECT (SELECT max(id) FROM change), 'organization', NEW.id, json_group_object(name, was), json_group_object(name, now) FROM (SELECT '' AS name, 0 AS was, 0 AS now UNION ALL VALUES ('id', OLD.id, NEW.id), ('uuid', OLD.uuid, NEW.uuid), ('recorded_at', OLD.recorded_at, NEW.recorded_at), ('changed_at', OLD.changed_at, NEW.changed_at), ('zone', OLD.zone, NEW.zone), ('name', OLD.name, NEW.name), ('name_key', OLD.name_key, NEW.name_key), ('ends_on', OLD.ends_on, NEW.ends_on)) WHERE was IS NOT now GROUP BY NULL; END;

CREATE TRIGGER log_organization_delete AFTER DELETE ON organization BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) VALUES ((SELECT max(id) FROM change), 'organization', OLD.id, json_object('id', OLD.id, 'uuid', OLD.uuid, 'recorded_at', OLD.recorded_at, 'changed_at', OLD.changed_at, 'zone', OLD.zone, 'name', OLD.name, 'name_key', OLD.name_key, 'ends_on', OLD.ends_on), NULL); END;

CREATE TRIGGER log_chase_insert AFTER INSERT ON chase BEGIN INSERT INTO change_row (change_id, table_name, row_id) VALUES ((SELECT max(id) FROM change), 'chase', NEW.id); END;

CREATE TRIGGER log_chase_update AFTER UPDATE ON chase BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) SELECT (SELECT max(id) FROM change), 'chase', NEW.id, json_group_object(name, was), json_group_object(name, now) FROM (SELECT '' AS name, 0 AS was, 0 AS now UNION ALL VALUES ('id', OLD.id, NEW.id), ('uuid', OLD.uuid, NEW.uuid), ('recorded_at', OLD.recorded_at, NEW.recorded_at), ('changed_at', OLD.changed_at, NEW.changed_at), ('zone', OLD.zone, NEW.zone), ('action_item_id', OLD.action_item_id, NEW.action_item_id), ('promise_id', OLD.promise_id, NEW.promise_id), ('touch_id', OLD.touch_id, NEW.touch_id), ('at', OLD.at, NEW.at)) WHERE was IS NOT now GROUP BY NULL; END;

CREATE TRIGGER log_chase_delete AFTER DELETE ON chase BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) VALUES ((SELECT max(id) FROM change), 'chase', OLD.id, json_object('id', OLD.id, 'uuid', OLD.uuid, 'recorded_at', OLD.recorded_at, 'changed_at', OLD.changed_at, 'zone', OLD.zone, 'action_item_id', OLD.action_item_id, 'promise_id', OLD.promise_id, 'touch_id', OLD.touch_id, 'at', OLD.at), NULL); END;

CREATE TRIGGER log_mute_insert AFTER INSERT ON mute BEGIN INSERT INTO change_row (change_id, table_name, row_id) VALUES ((SELECT max(id) FROM change), 'mute', NEW.id); END;

CREATE TRIGGER log_mute_update AFTER UPDATE ON mute BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) SELECT (SELECT max(id) FROM change), 'mute', NEW.id, json_group_object(name, was), json_group_object(name, now) FROM (SELECT '' AS name, 0 AS was, 0 AS now UNION ALL VALUES ('id', OLD.id, NEW.id), ('uuid', OLD.uuid, NEW.uuid), ('recorded_at', OLD.recorded_at, NEW.recorded_at), ('changed_at', OLD.changed_at, NEW.changed_at), ('zone', OLD.zone, NEW.zone), ('rule', OLD.rule, NEW.rule), ('client_id', OLD.client_id, NEW.client_id)) WHERE was IS NOT now GROUP BY NULL; END;

CREATE TRIGGER log_mute_delete AFTER DELETE ON mute BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) VALUES ((SELECT max(id) FROM change), 'mute', OLD.id, json_object('id', OLD.id, 'uuid', OLD.uuid, 'recorded_at', OLD.recorded_at, 'changed_at', OLD.changed_at, 'zone', OLD.zone, 'rule', OLD.rule, 'client_id', OLD.client_id), NULL); END;

CREATE TRIGGER log_external_key_insert AFTER INSERT ON external_key BEGIN INSERT INTO change_row (change_id, table_name, row_id) VALUES ((SELECT max(id) FROM change), 'external_key', NEW.id); END;

CREATE TRIGGER log_external_key_update AFTER UPDATE ON external_key BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) SELECT (SELECT max(id) FROM change), 'external_key', NEW.id, json_group_object(name, was), json_group_object(name, now) FROM (SELECT '' AS name, 0 AS was, 0 AS now UNION ALL VALUES ('id', OLD.id, NEW.id), ('uuid', OLD.uuid, NEW.uuid), ('recorded_at', OLD.recorded_at, NEW.recorded_at), ('changed_at', OLD.changed_at, NEW.changed_at), ('zone', OLD.zone, NEW.zone), ('source', OLD.source, NEW.source), ('key', OLD.key, NEW.key), ('record_table', OLD.record_table, NEW.record_table), ('record_uuid', OLD.record_uuid, NEW.record_uuid), ('digest', OLD.digest, NEW.digest)) WHERE was IS NOT now GROUP BY NULL; END;

CREATE TRIGGER log_external_key_delete AFTER DELETE ON external_key BEGIN INSERT INTO change_row (change_id, table_name, row_id, before, after) VALUES ((SELECT max(id) FROM change), 'external_key', OLD.id, json_object('id', OLD.id, 'uuid', OLD.uuid, 'recorded_at', OLD.recorded_at, 'changed_at', OLD.changed_at, 'zone', OLD.zone, 'source', OLD.source, 'key', OLD.key, 'record_table', OLD.record_table, 'record_uuid', OLD.record_uuid, 'digest', OLD.digest), NULL); END;

CREATE TRIGGER find_client_insert AFTER INSERT ON client BEGIN INSERT INTO search (rowid, text, folded) SELECT * FROM (SELECT NEW.id * 16 + 0, coalesce(NEW.name || char(10), '') || coalesce(NEW.role || char(10), '') || coalesce(NEW.organization || char(10), '') || coalesce(NEW.vision || char(10), '') || coalesce(NEW.their_vision || char(10), '') AS text, NEW.folded) WHERE text <> ''; END;

CREATE TRIGGER find_client_update AFTER UPDATE OF name, role, organization, vision, their_vision, folded ON client BEGIN INSERT INTO search (search, rowid, text, folded) SELECT 'delete', * FROM (SELECT OLD.id * 16 + 0, coalesce(OLD.name || char(10), '') || coalesce(OLD.role || char(10), '') || coalesce(OLD.organization || char(10), '') || coalesce(OLD.vision || char(10), '') || coalesce(OLD.their_vision || char(10), '') AS text, OLD.folded) WHERE text <> ''; INSERT INTO search (rowid, text, folded) SELECT * FROM (SELECT NEW.id * 16 + 0, coalesce(NEW.name || char(10), '') || coalesce(NEW.role || char(10), '') || coalesce(NEW.organization || char(10), '') || coalesce(NEW.vision || char(10), '') || coalesce(NEW.their_vision || char(10), '') AS text, NEW.folded) WHERE text <> ''; END;

CREATE TRIGGER find_client_delete AFTER DELETE ON client BEGIN INSERT INTO search (search, rowid, text, folded) SELECT 'delete', * FROM (SELECT OLD.id * 16 + 0, coalesce(OLD.name || char(10), '') || coalesce(OLD.role || char(10), '') || coalesce(OLD.organization || char(10), '') || coalesce(OLD.vision || char(10), '') || coalesce(OLD.their_vision || char(10), '') AS text, OLD.folded) WHERE text <> ''; END;

CREATE TRIGGER find_alias_insert AFTER INSERT ON alias BEGIN INSERT INTO search (rowid, text, folded) SELECT * FROM (SELECT NEW.id * 16 + 1, coalesce(NEW.name || char(10), '') AS text, NEW.folded) WHERE text <> ''; END;

CREATE TRIGGER find_alias_update AFTER UPDATE OF name, folded ON alias BEGIN INSERT INTO search (search, rowid, text, folded) SELECT 'delete', * FROM (SELECT OLD.id * 16 + 1, coalesce(OLD.name || char(10), '') AS text, OLD.folded) WHERE text <> ''; INSERT INTO search (rowid, text, folded) SELECT * FROM (SELECT NEW.id * 16 + 1, coalesce(NEW.name || char(10), '') AS text, NEW.folded) WHERE text <> ''; END;

CREATE TRIGGER find_alias_delete AFTER DELETE ON alias BEGIN INSERT INTO search (search, rowid, text, folded) SELECT 'delete', * FROM (SELECT OLD.id * 16 + 1, coalesce(OLD.name || char(10), '') AS text, OLD.folded) WHERE text <> ''; END;

CREATE TRIGGER find_affiliation_insert AFTER INSERT ON affiliation BEGIN INSERT INTO search (rowid, text, folded) SELECT * FROM (SELECT NEW.id * 16 + 2, coalesce(NEW.organization || char(10), '') || coalesce(NEW.role || char(10), '') AS text, NEW.folded) WHERE text <> ''; END;

CREATE TRIGGER find_affiliation_update AFTER UPDATE OF organization, role, folded ON affiliation BEGIN INSERT INTO search (search, rowid, text, folded) SELECT 'delete', * FROM (SELECT OLD.id * 16 + 2, coalesce(OLD.organization || char(10), '') || coalesce(OLD.role || char(10), '') AS text, OLD.folded) WHERE text <> ''; INSERT INTO search (rowid, text, folded) SELECT * FROM (SELECT NEW.id * 16 + 2, coalesce(NEW.organization || char(10), '') || coalesce(NEW.role || char(10), '') AS text, NEW.folded) WHERE text <> ''; END;

CREATE TRIGGER find_affiliation_delete AFTER DELETE ON affiliation BEGIN INSERT INTO search (search, rowid, text, folded) SELECT 'delete', * FROM (SELECT OLD.id * 16 + 2, coalesce(OLD.organization || char(10), '') || coalesce(OLD.role || char(10), '') AS text, OLD.folded) WHERE text <> ''; END;

CREATE TRIGGER find_meeting_insert AFTER INSERT ON meeting BEGIN INSERT INTO search (rowid, text, folded) SELECT * FROM (SELECT NEW.id * 16 + 3, coalesce(NEW.title || char(10), '') || coalesce(NEW.summary || char(10), '') || coalesce(NEW.place || char(10), '') AS text, NEW.folded) WHERE text <> ''; END;

CREATE TRIGGER find_meeting_update AFTER UPDATE OF title, summary, place, folded ON meeting BEGIN INSERT INTO search (search, rowid, text, folded) SELECT 'delete', * FROM (SELECT OLD.id * 16 + 3, coalesce(OLD.title || char(10), '') || coalesce(OLD.summary || char(10), '') || coalesce(OLD.place || char(10), '') AS text, OLD.folded) WHERE text <> ''; INSERT INTO search (rowid, text, folded) SELECT * FROM (SELECT NEW.id * 16 + 3, coalesce(NEW.title || char(10), '') || coalesce(NEW.summary || char(10), '') || coalesce(NEW.place || char(10), '') AS text, NEW.folded) WHERE text <> ''; END;

CREATE TRIGGER find_meeting_delete AFTER DELETE ON meeting BEGIN INSERT INTO search (search, rowid, text, folded) SELECT 'delete', * FROM (SELECT OLD.id * 16 + 3, coalesce(OLD.title || char(10), '') || coalesce(OLD.summary || char(10), '') || coalesce(OLD.place || char(10), '') AS text, OLD.folded) WHERE text <> ''; END;

CREATE TRIGGER find_action_item_insert AFTER INSERT ON action_item BEGIN INSERT INTO search (rowid, text, folded) SELECT * FROM (SELECT NEW.id * 16 + 4, coalesce(NEW.text || char(10), '') AS text, NEW.folded) WHERE text <> ''; END;

CREATE TRIGGER find_action_item_update AFTER UPDATE OF text, folded ON action_item BEGIN INSERT INTO search (search, rowid, text, folded) SELECT 'delete', * FROM (SELECT OLD.id * 16 + 4, coalesce(OLD.text || char(10), '') AS text, OLD.folded) WHERE text <> ''; INSERT INTO search (rowid, text, folded) SELECT * FROM (SELECT NEW.id * 16 + 4, coalesce(NEW.text || char(10), '') AS text, NEW.folded) WHERE text <> ''; END;

CREATE TRIGGER find_action_item_delete AFTER DELETE ON action_item BEGIN INSERT INTO search (search, rowid, text, folded) SELECT 'delete', * FROM (SELECT OLD.id * 16 + 4, coalesce(OLD.text || char(10), '') AS text, OLD.folded) WHERE text <> ''; END;

CREATE TRIGGER find_promise_insert AFTER INSERT ON promise BEGIN INSERT INTO search (rowid, text, folded) SELECT * FROM (SELECT NEW.id * 16 + 5, coalesce(NEW.text || char(10), '') AS text, NEW.folded) WHERE text <> ''; END;

CREATE TRIGGER find_promise_update AFTER UPDATE OF text, folded ON promise BEGIN INSERT INTO search (search, rowid, text, folded) SELECT 'delete', * FROM (SELECT OLD.id * 16 + 5, coalesce(OLD.text || char(10), '') AS text, OLD.folded) WHERE text <> ''; INSERT INTO search (rowid, text, folded) SELECT * FROM (SELECT NEW.id * 16 + 5, coalesce(NEW.text || char(10), '') AS text, NEW.folded) WHERE text <> ''; END;

CREATE TRIGGER find_promise_delete AFTER DELETE ON promise BEGIN INSERT INTO search (search, rowid, text, folded) SELECT 'delete', * FROM (SELECT OLD.id * 16 + 5, coalesce(OLD.text || char(10), '') AS text, OLD.folded) WHERE text <> ''; END;

CREATE TRIGGER find_amendment_insert AFTER INSERT ON amendment BEGIN INSERT INTO search (rowid, text, folded) SELECT * FROM (SELECT NEW.id * 16 + 6, coalesce(NEW.why || char(10), '') AS text, NEW.folded) WHERE text <> ''; END;

CREATE TRIGGER find_amendment_update AFTER UPDATE OF why, folded ON amendment BEGIN INSERT INTO search (search, rowid, text, folded) SELECT 'delete', * FROM (SELECT OLD.id * 16 + 6, coalesce(OLD.why || char(10), '') AS text, OLD.folded) WHERE text <> ''; INSERT INTO search (rowid, text, folded) SELECT * FROM (SELECT NEW.id * 16 + 6, coalesce(NEW.why || char(10), '') AS text, NEW.folded) WHERE text <> ''; END;

CREATE TRIGGER find_amendment_delete AFTER DELETE ON amendment BEGIN INSERT INTO search (search, rowid, text, folded) SELECT 'delete', * FROM (SELECT OLD.id * 16 + 6, coalesce(OLD.why || char(10), '') AS text, OLD.folded) WHERE text <> ''; END;

CREATE TRIGGER find_topic_insert AFTER INSERT ON topic BEGIN INSERT INTO search (rowid, text, folded) SELECT * FROM (SELECT NEW.id * 16 + 7, coalesce(NEW.text || char(10), '') || coalesce(NEW.why || char(10), '') AS text, NEW.folded) WHERE text <> ''; END;

CREATE TRIGGER find_topic_update AFTER UPDATE OF text, why, folded ON topic BEGIN INSERT INTO search (search, rowid, text, folded) SELECT 'delete', * FROM (SELECT OLD.id * 16 + 7, coalesce(OLD.text || char(10), '') || coalesce(OLD.why || char(10), '') AS text, OLD.folded) WHERE text <> ''; INSERT INTO search (rowid, text, folded) SELECT * FROM (SELECT NEW.id * 16 + 7, coalesce(NEW.text || char(10), '') || coalesce(NEW.why || char(10), '') AS text, NEW.folded) WHERE text <> ''; END;

CREATE TRIGGER find_topic_delete AFTER DELETE ON topic BEGIN INSERT INTO search (search, rowid, text, folded) SELECT 'delete', * FROM (SELECT OLD.id * 16 + 7, coalesce(OLD.text || char(10), '') || coalesce(OLD.why || char(10), '') AS text, OLD.folded) WHERE text <> ''; END;

CREATE TRIGGER find_note_insert AFTER INSERT ON note BEGIN INSERT INTO search (rowid, text, folded) SELECT * FROM (SELECT NEW.id * 16 + 8, coalesce(NEW.text || char(10), '') AS text, NEW.folded) WHERE text <> ''; END;

CREATE TRIGGER find_note_update AFTER UPDATE OF text, folded ON note BEGIN INSERT INTO search (search, rowid, text, folded) SELECT 'delete', * FROM (SELECT OLD.id * 16 + 8, coalesce(OLD.text || char(10), '') AS text, OLD.folded) WHERE text <> ''; INSERT INTO search (rowid, text, folded) SELECT * FROM (SELECT NEW.id * 16 + 8, coalesce(NEW.text || char(10), '') AS text, NEW.folded) WHERE text <> ''; END;

CREATE TRIGGER find_note_delete AFTER DELETE ON note BEGIN INSERT INTO search (search, rowid, text, folded) SELECT 'delete', * FROM (SELECT OLD.id * 16 + 8, coalesce(OLD.text || char(10), '') AS text, OLD.folded) WHERE text <> ''; END;

CREATE TRIGGER find_touch_insert AFTER INSERT ON touch BEGIN INSERT INTO search (rowid, text, folded) SELECT * FROM (SELECT NEW.id * 16 + 9, coalesce(NEW.text || char(10), '') AS text, NEW.folded) WHERE text <> ''; END;

CREATE TRIGGER find_touch_update AFTER UPDATE OF text, folded ON touch BEGIN INSERT INTO search (search, rowid, text, folded) SELECT 'delete', * FROM (SELECT OLD.id * 16 + 9, coalesce(OLD.text || char(10), '') AS text, OLD.folded) WHERE text <> ''; INSERT INTO search (rowid, text, folded) SELECT * FROM (SELECT NEW.id * 16 + 9, coalesce(NEW.text || char(10), '') AS text, NEW.folded) WHERE text <> ''; END;

CREATE TRIGGER find_touch_delete AFTER DELETE ON touch BEGIN INSERT INTO search (search, rowid, text, folded) SELECT 'delete', * FROM (SELECT OLD.id * 16 + 9, coalesce(OLD.text || char(10), '') AS text, OLD.folded) WHERE text <> ''; END;

CREATE TRIGGER find_conflict_insert AFTER INSERT ON conflict BEGIN INSERT INTO search (rowid, text, folded) SELECT * FROM (SELECT NEW.id * 16 + 10, coalesce(NEW.text || char(10), '') || coalesce(NEW.agreement || char(10), '') AS text, NEW.folded) WHERE text <> ''; END;

CREATE TRIGGER find_conflict_update AFTER UPDATE OF text, agreement, folded ON conflict BEGIN INSERT INTO search (search, rowid, text, folded) SELECT 'delete', * FROM (SELECT OLD.id * 16 + 10, coalesce(OLD.text || char(10), '') || coalesce(OLD.agreement || char(10), '') AS text, OLD.folded) WHERE text <> ''; INSERT INTO search (rowid, text, folded) SELECT * FROM (SELECT NEW.id * 16 + 10, coalesce(NEW.text || char(10), '') || coalesce(NEW.agreement || char(10), '') AS text, NEW.folded) WHERE text <> ''; END;

CREATE TRIGGER find_conflict_delete AFTER DELETE ON conflict BEGIN INSERT INTO search (search, rowid, text, folded) SELECT 'delete', * FROM (SELECT OLD.id * 16 + 10, coalesce(OLD.text || char(10), '') || coalesce(OLD.agreement || char(10), '') AS text, OLD.folded) WHERE text <> ''; END;

CREATE TRIGGER find_conflict_step_insert AFTER INSERT ON conflict_step BEGIN INSERT INTO search (rowid, text, folded) SELECT * FROM (SELECT NEW.id * 16 + 11, coalesce(NEW.text || char(10), '') AS text, NEW.folded) WHERE text <> ''; END;

CREATE TRIGGER find_conflict_step_update AFTER UPDATE OF text, folded ON conflict_step BEGIN INSERT INTO search (search, rowid, text, folded) SELECT 'delete', * FROM (SELECT OLD.id * 16 + 11, coalesce(OLD.text || char(10), '') AS text, OLD.folded) WHERE text <> ''; INSERT INTO search (rowid, text, folded) SELECT * FROM (SELECT NEW.id * 16 + 11, coalesce(NEW.text || char(10), '') AS text, NEW.folded) WHERE text <> ''; END;

CREATE TRIGGER find_conflict_step_delete AFTER DELETE ON conflict_step BEGIN INSERT INTO search (search, rowid, text, folded) SELECT 'delete', * FROM (SELECT OLD.id * 16 + 11, coalesce(OLD.text || char(10), '') AS text, OLD.folded) WHERE text <> ''; END;

CREATE TRIGGER contact_attendance_insert AFTER INSERT ON attendance BEGIN
  DELETE FROM contact WHERE source = 'm' || NEW.meeting_id;
  INSERT INTO contact SELECT client_id, starts_at AS at, 'm' || meeting.id AS source
FROM attendance JOIN meeting ON meeting.id = meeting_id
WHERE state = 'held' AND (SELECT count(*) FROM (SELECT 1 FROM attendance AS a
  WHERE a.meeting_id = meeting.id LIMIT 9)) <= 8 AND meeting.id = NEW.meeting_id;
END;

CREATE TRIGGER contact_attendance_update AFTER UPDATE ON attendance BEGIN
  DELETE FROM contact WHERE source = 'm' || OLD.meeting_id;
  INSERT INTO contact SELECT client_id, starts_at AS at, 'm' || meeting.id AS source
FROM attendance JOIN meeting ON meeting.id = meeting_id
WHERE state = 'held' AND (SELECT count(*) FROM (SELECT 1 FROM attendance AS a
  WHERE a.meeting_id = meeting.id LIMIT 9)) <= 8 AND meeting.id = OLD.meeting_id;
  DELETE FROM contact WHERE source = 'm' || NEW.meeting_id;
  INSERT INTO contact SELECT client_id, starts_at AS at, 'm' || meeting.id AS source
FROM attendance JOIN meeting ON meeting.id = meeting_id
WHERE state = 'held' AND (SELECT count(*) FROM (SELECT 1 FROM attendance AS a
  WHERE a.meeting_id = meeting.id LIMIT 9)) <= 8 AND meeting.id = NEW.meeting_id;
END;

CREATE TRIGGER contact_attendance_delete AFTER DELETE ON attendance BEGIN
  DELETE FROM contact WHERE source = 'm' || OLD.meeting_id;
  INSERT INTO contact SELECT client_id, starts_at AS at, 'm' || meeting.id AS source
FROM attendance JOIN meeting ON meeting.id = meeting_id
WHERE state = 'held' AND (SELECT count(*) FROM (SELECT 1 FROM attendance AS a
  WHERE a.meeting_id = meeting.id LIMIT 9)) <= 8 AND meeting.id = OLD.meeting_id;
END;

CREATE TRIGGER contact_meeting_insert AFTER INSERT ON meeting WHEN NEW.state = 'held' BEGIN
  DELETE FROM contact WHERE source = 'm' || NEW.id;
  INSERT INTO contact SELECT client_id, starts_at AS at, 'm' || meeting.id AS source
FROM attendance JOIN meeting ON meeting.id = meeting_id
WHERE state = 'held' AND (SELECT count(*) FROM (SELECT 1 FROM attendance AS a
  WHERE a.meeting_id = meeting.id LIMIT 9)) <= 8 AND meeting.id = NEW.id;
END;

CREATE TRIGGER contact_meeting_update AFTER UPDATE OF state, starts_at ON meeting BEGIN
  DELETE FROM contact WHERE source = 'm' || NEW.id;
  INSERT INTO contact SELECT client_id, starts_at AS at, 'm' || meeting.id AS source
FROM attendance JOIN meeting ON meeting.id = meeting_id
WHERE state = 'held' AND (SELECT count(*) FROM (SELECT 1 FROM attendance AS a
  WHERE a.meeting_id = meeting.id LIMIT 9)) <= 8 AND meeting.id = NEW.id;
END;

CREATE TRIGGER contact_meeting_delete AFTER DELETE ON meeting BEGIN
  DELETE FROM contact WHERE source = 'm' || OLD.id;
END;

CREATE TRIGGER contact_touch_insert AFTER INSERT ON touch BEGIN
  INSERT INTO contact VALUES (NEW.client_id, NEW.at, 'k' || NEW.id);
END;

CREATE TRIGGER contact_touch_update AFTER UPDATE OF client_id, at ON touch BEGIN
  DELETE FROM contact WHERE source = 'k' || OLD.id;
  INSERT INTO contact VALUES (NEW.client_id, NEW.at, 'k' || NEW.id);
END;

CREATE TRIGGER contact_touch_delete AFTER DELETE ON touch BEGIN
  DELETE FROM contact WHERE source = 'k' || OLD.id;
END;

CREATE TRIGGER cursor_external_key_update AFTER UPDATE OF digest ON external_key BEGIN
  UPDATE source_state SET cursor = NULL WHERE kind = NEW.source;
END;

CREATE TRIGGER cursor_external_key_delete AFTER DELETE ON external_key BEGIN
  UPDATE source_state SET cursor = NULL WHERE kind = OLD.source;
END;
