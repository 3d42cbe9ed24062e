-- The tables as the models declare them, then what belongs to the journal itself.
CREATE TABLE client (
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
  email TEXT,
  phone TEXT,
  away_until TEXT,
  archived_at TEXT,
  by_hand INTEGER NOT NULL,
  folded TEXT,
  CHECK (length(handle) BETWEEN 1 AND 200 AND instr(handle, char(0)) = 0),
  CHECK (length(name) BETWEEN 1 AND 200 AND instr(name, char(0)) = 0),
  CHECK (length(organization) BETWEEN 1 AND 200 AND instr(organization, char(0)) = 0),
  CHECK (length(role) BETWEEN 1 AND 200 AND instr(role, char(0)) = 0),
  CHECK (length(email) BETWEEN 1 AND 200 AND instr(email, char(0)) = 0),
  CHECK (length(phone) BETWEEN 1 AND 200 AND instr(phone, char(0)) = 0),
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
  CHECK (away_until BETWEEN '1900-01-01' AND '2200-12-31' AND date(away_until, '+0 days') = away_until),
  CHECK (archived_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', archived_at, '+0 days') = archived_at),
  CHECK (by_hand IN (0, 1)),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  UNIQUE (handle)
)
 STRICT;
CREATE INDEX ix_client_name_key ON client (name_key);
CREATE INDEX ix_client_organization ON client (organization);
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
CREATE INDEX ix_alias_client_id ON alias (client_id);
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
CREATE INDEX ix_tag_client_id ON tag (client_id);
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
CREATE TABLE meeting (
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
  folded TEXT,
  CHECK (length(title) BETWEEN 1 AND 200 AND instr(title, char(0)) = 0),
  CHECK (length(place) BETWEEN 1 AND 200 AND instr(place, char(0)) = 0),
  CHECK (length(every) BETWEEN 1 AND 200 AND instr(every, char(0)) = 0),
  CHECK (length(summary) >= 1 AND length(CAST(summary AS BLOB)) <= 1000000 AND instr(summary, char(0)) = 0),
  CHECK (state IN ('planned', 'held', 'cancelled', 'no-show')),
  CHECK (channel IN ('email', 'call', 'chat', 'in-person')),
  CHECK (starts_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', starts_at, '+0 days') = starts_at),
  CHECK (ends_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', ends_at, '+0 days') = ends_at),
  CHECK (ends_set_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', ends_set_at, '+0 days') = ends_set_at),
  CHECK (confirmed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', confirmed_at, '+0 days') = confirmed_at),
  CHECK (anchor_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', anchor_at, '+0 days') = anchor_at),
  CHECK (ends_at > starts_at),
  CHECK (nothing_to_note IN (0, 1)),
  CHECK (review IN (0, 1)),
  CHECK (NOT (nothing_to_note = 1 AND summary IS NOT NULL)),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid)
)
 STRICT;
CREATE INDEX meeting_planned ON meeting (starts_at) WHERE state = 'planned';
CREATE INDEX meeting_starts_at ON meeting (starts_at);
CREATE INDEX meeting_without_summary ON meeting (ends_at) WHERE state = 'held' AND summary IS NULL AND nothing_to_note = 0;
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
CREATE INDEX ix_attendance_meeting_id ON attendance (meeting_id);
CREATE TABLE action_item (
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
  priority TEXT NOT NULL,
  due TEXT,
  due_set_at TEXT,
  every TEXT,
  anchor TEXT,
  state TEXT NOT NULL,
  settled_on TEXT,
  folded TEXT,
  CHECK (length(text) >= 1 AND length(CAST(text AS BLOB)) <= 1000000 AND instr(text, char(0)) = 0),
  CHECK (length(owner) BETWEEN 1 AND 200 AND instr(owner, char(0)) = 0),
  CHECK (length(every) BETWEEN 1 AND 200 AND instr(every, char(0)) = 0),
  CHECK (theirs IN (0, 1)),
  CHECK (priority IN ('must', 'good')),
  CHECK (state IN ('open', 'done', 'dropped')),
  CHECK (due BETWEEN '1900-01-01' AND '2200-12-31' AND date(due, '+0 days') = due),
  CHECK (anchor BETWEEN '1900-01-01' AND '2200-12-31' AND date(anchor, '+0 days') = anchor),
  CHECK (settled_on BETWEEN '1900-01-01' AND '2200-12-31' AND date(settled_on, '+0 days') = settled_on),
  CHECK (due_set_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', due_set_at, '+0 days') = due_set_at),
  CHECK ((due IS NULL) = (due_set_at IS NULL)),
  CHECK ((state = 'open') = (settled_on IS NULL)),
  CHECK (NOT (theirs = 1 AND owner IS NOT NULL)),
  CHECK (every IS NULL OR due IS NOT NULL),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE,
  FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE SET NULL,
  FOREIGN KEY(need_id) REFERENCES note (id) ON DELETE SET NULL
)
 STRICT;
CREATE INDEX action_item_open ON action_item (due) WHERE state = 'open';
CREATE INDEX action_item_recorded_at ON action_item (recorded_at);
CREATE INDEX action_item_settled ON action_item (client_id, settled_on);
CREATE INDEX action_item_settled_on ON action_item (settled_on) WHERE settled_on IS NOT NULL;
CREATE INDEX ix_action_item_client_id ON action_item (client_id);
CREATE INDEX ix_action_item_meeting_id ON action_item (meeting_id);
CREATE INDEX ix_action_item_need_id ON action_item (need_id);
CREATE TABLE promise (
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
  priority TEXT NOT NULL,
  due TEXT,
  due_set_at TEXT,
  every TEXT,
  anchor TEXT,
  state TEXT NOT NULL,
  settled_on TEXT,
  folded TEXT,
  CHECK (length(text) >= 1 AND length(CAST(text AS BLOB)) <= 1000000 AND instr(text, char(0)) = 0),
  CHECK (length(owner) BETWEEN 1 AND 200 AND instr(owner, char(0)) = 0),
  CHECK (length(every) BETWEEN 1 AND 200 AND instr(every, char(0)) = 0),
  CHECK (theirs IN (0, 1)),
  CHECK (priority IN ('must', 'good')),
  CHECK (state IN ('open', 'kept', 'broken', 'released')),
  CHECK (due BETWEEN '1900-01-01' AND '2200-12-31' AND date(due, '+0 days') = due),
  CHECK (anchor BETWEEN '1900-01-01' AND '2200-12-31' AND date(anchor, '+0 days') = anchor),
  CHECK (settled_on BETWEEN '1900-01-01' AND '2200-12-31' AND date(settled_on, '+0 days') = settled_on),
  CHECK (due_set_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', due_set_at, '+0 days') = due_set_at),
  CHECK ((due IS NULL) = (due_set_at IS NULL)),
  CHECK ((state = 'open') = (settled_on IS NULL)),
  CHECK (NOT (theirs = 1 AND owner IS NOT NULL)),
  CHECK (every IS NULL OR due IS NOT NULL),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE,
  FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE SET NULL,
  FOREIGN KEY(need_id) REFERENCES note (id) ON DELETE SET NULL
)
 STRICT;
CREATE INDEX ix_promise_client_id ON promise (client_id);
CREATE INDEX ix_promise_meeting_id ON promise (meeting_id);
CREATE INDEX ix_promise_need_id ON promise (need_id);
CREATE INDEX promise_open ON promise (due) WHERE state = 'open';
CREATE INDEX promise_recorded_at ON promise (recorded_at);
CREATE INDEX promise_settled ON promise (client_id, settled_on);
CREATE INDEX promise_settled_on ON promise (settled_on) WHERE settled_on IS NOT NULL;
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
CREATE TABLE note (
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
  folded TEXT,
  CHECK (length(text) >= 1 AND length(CAST(text AS BLOB)) <= 1000000 AND instr(text, char(0)) = 0),
  CHECK (kind IN ('note', 'personal', 'need', 'goal', 'feedback', 'news', 'offer', 'recognition', 'agreement', 'decision')),
  CHECK (tone IN ('good', 'bad')),
  CHECK (priority IN ('must', 'good')),
  CHECK (state IN ('open', 'met', 'reached', 'asked', 'received', 'acted', 'given', 'untold', 'told', 'dropped')),
  CHECK (confirmed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', confirmed_at, '+0 days') = confirmed_at),
  CHECK (told_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', told_at, '+0 days') = told_at),
  CHECK (settled_on BETWEEN '1900-01-01' AND '2200-12-31' AND date(settled_on, '+0 days') = settled_on),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE,
  FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE SET NULL
)
 STRICT;
CREATE INDEX ix_note_client_id ON note (client_id);
CREATE INDEX ix_note_meeting_id ON note (meeting_id);
CREATE INDEX note_of_kind ON note (client_id, kind, recorded_at);
CREATE INDEX note_open ON note (kind) WHERE state IN ('open', 'asked', 'received', 'untold');
CREATE INDEX note_recorded_at ON note (recorded_at);
CREATE INDEX note_settled_on ON note (settled_on) WHERE settled_on IS NOT NULL;
CREATE INDEX note_stateless ON note (kind) WHERE state IS NULL;
CREATE INDEX note_told_at ON note (told_at) WHERE told_at IS NOT NULL;
CREATE INDEX note_unsettled ON note (client_id) WHERE state IN ('open', 'asked', 'untold') OR (state = 'received' AND tone = 'bad');
CREATE TABLE touch (
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
  folded TEXT,
  CHECK (length(text) >= 1 AND length(CAST(text AS BLOB)) <= 1000000 AND instr(text, char(0)) = 0),
  CHECK (length(by) BETWEEN 1 AND 200 AND instr(by, char(0)) = 0),
  CHECK (at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 days') = at),
  CHECK (channel IN ('email', 'call', 'chat', 'in-person')),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_touch_client_id ON touch (client_id);
CREATE INDEX touch_at ON touch (at);
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
CREATE INDEX ix_conflict_client_id ON "conflict" (client_id);
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
CREATE TABLE snooze (
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
  CHECK (length(rule) BETWEEN 1 AND 200 AND instr(rule, char(0)) = 0),
  CHECK (length(subject) BETWEEN 1 AND 200 AND instr(subject, char(0)) = 0),
  CHECK (length(organization) BETWEEN 1 AND 200 AND instr(organization, char(0)) = 0),
  CHECK (until BETWEEN '1900-01-01' AND '2200-12-31' AND date(until, '+0 days') = until),
  CHECK ((client_id IS NOT NULL) + (subject IS NOT NULL) + (organization IS NOT NULL) = 1),
  CHECK (length(uuid) = 36),
  CHECK (recorded_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days') = recorded_at),
  CHECK (changed_at BETWEEN '1899-12-30' AND '2201-01-02' AND strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+0 days') = changed_at),
  CHECK (length(zone) BETWEEN 1 AND 200 AND instr(zone, char(0)) = 0),
  UNIQUE (uuid),
  FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_snooze_client_id ON snooze (client_id);

-- What every command did: see store/changes.py.
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

CREATE TABLE change_row (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  change_id INTEGER NOT NULL REFERENCES change (id),
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  before TEXT,
  after TEXT
) STRICT;
CREATE INDEX change_row_change ON change_row (change_id);
CREATE INDEX change_row_record ON change_row (table_name, row_id);

-- When each client was last in contact: kept by triggers from meetings, attendance and touches.
CREATE TABLE contact (
  client_id INTEGER NOT NULL,
  at TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (client_id, at, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_source ON contact (source);

-- Every text, as it is and folded to ASCII: kept by triggers.
CREATE VIRTUAL TABLE search USING fts5 (text, folded, tokenize = 'unicode61 remove_diacritics 2');
