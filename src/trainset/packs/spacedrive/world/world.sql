-- The tables of a Spacedrive world, much as Spacedrive's own library database has them, and the views through which all other
-- code sees them. Text is UTF-8 in NFC; names compare without regard to the case of A to Z only (SQLite's NOCASE), except in the
-- name tables, which hold a name as written and in small letters, so that "ÄRZTE" is found by "ärzte" and by "ÄRZTE".
--
-- What a view promises, X being an object type of the schema that has an `id`:
--   "X"      a column for each scalar field, of the field's name (DateTime as YYYY-MM-DDTHH:MM:SSZ, Boolean as 0 and 1), and for
--            each field `f` that is another entity a column "fId" with that one's id, or NULL
--   "X.f"    (id, value) for each filter field `f` whose operands are names: every name by which X `id` matches
--   "X.f[]"  (id, item) for each field `f` that is a list: of entities their ids (to be read in the order of `item`), of texts
--            the texts
-- Tables count their rows with `id`; a view's `id` is the table's `uuid`.

CREATE TABLE libraries (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL, name TEXT NOT NULL COLLATE NOCASE, description TEXT COLLATE NOCASE,
  path TEXT NOT NULL COLLATE NOCASE,
  current INTEGER NOT NULL, generate_thumbnails INTEGER NOT NULL, thumbnail_quality INTEGER NOT NULL,
  ai_tagging INTEGER NOT NULL, sync_enabled INTEGER NOT NULL, encrypted INTEGER NOT NULL,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  -- only libraries that are not open keep the numbers they had; those of the open one are counted
  file_count INTEGER, total_size INTEGER, location_count INTEGER, tag_count INTEGER, device_count INTEGER,
  content_count INTEGER, sidecar_count INTEGER, sidecar_size INTEGER, thumbnail_count INTEGER, database_size INTEGER,
  total_capacity INTEGER, available_capacity INTEGER, indexed_at TEXT
);

CREATE TABLE devices (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL, name TEXT NOT NULL COLLATE NOCASE, slug TEXT NOT NULL COLLATE NOCASE,
  os TEXT NOT NULL COLLATE NOCASE, os_version TEXT COLLATE NOCASE,
  form_factor TEXT NOT NULL COLLATE NOCASE, manufacturer TEXT COLLATE NOCASE, hardware_model TEXT COLLATE NOCASE,
  cpu_model TEXT COLLATE NOCASE, cpu_architecture TEXT COLLATE NOCASE,
  cpu_cores INTEGER, memory_size INTEGER, boot_disk_type TEXT COLLATE NOCASE, boot_disk_capacity INTEGER,
  online INTEGER NOT NULL, current INTEGER NOT NULL, paired INTEGER NOT NULL, connection_method TEXT COLLATE NOCASE,
  sync_enabled INTEGER NOT NULL, last_seen_at TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  file_count INTEGER, total_size INTEGER
);
CREATE TABLE device_name (device_id INTEGER NOT NULL REFERENCES devices, value TEXT NOT NULL COLLATE NOCASE);

CREATE TABLE volumes (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL, device_id INTEGER NOT NULL REFERENCES devices,
  name TEXT NOT NULL COLLATE NOCASE,
  fingerprint TEXT NOT NULL COLLATE NOCASE, volume_type TEXT NOT NULL COLLATE NOCASE,
  mount_type TEXT NOT NULL COLLATE NOCASE, disk_type TEXT NOT NULL COLLATE NOCASE,
  file_system TEXT NOT NULL COLLATE NOCASE, cloud_service TEXT COLLATE NOCASE, mount_point TEXT COLLATE NOCASE,
  total_capacity INTEGER NOT NULL,
  available_space INTEGER NOT NULL, unique_size INTEGER, file_count INTEGER, folder_count INTEGER, read_speed INTEGER,
  write_speed INTEGER, tracked INTEGER NOT NULL, online INTEGER NOT NULL, read_only INTEGER NOT NULL,
  removable INTEGER NOT NULL, favorite INTEGER NOT NULL, storage_class TEXT COLLATE NOCASE,
  error_message TEXT COLLATE NOCASE, created_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL, speed_tested_at TEXT
);
CREATE TABLE volume_name (volume_id INTEGER NOT NULL REFERENCES volumes, value TEXT NOT NULL COLLATE NOCASE);

CREATE TABLE locations (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL, device_id INTEGER NOT NULL REFERENCES devices,
  volume_id INTEGER NOT NULL REFERENCES volumes, name TEXT NOT NULL COLLATE NOCASE, path TEXT NOT NULL COLLATE NOCASE,
  index_mode TEXT NOT NULL COLLATE NOCASE,
  scan_state TEXT NOT NULL COLLATE NOCASE, scan_interval INTEGER, total_size INTEGER, file_count INTEGER,
  folder_count INTEGER,
  thumbnails INTEGER NOT NULL, text_recognition INTEGER NOT NULL, transcription INTEGER NOT NULL,
  storage_class TEXT COLLATE NOCASE,
  error_message TEXT COLLATE NOCASE, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, last_scanned_at TEXT
);
CREATE TABLE location_name (location_id INTEGER NOT NULL REFERENCES locations, value TEXT NOT NULL COLLATE NOCASE);
CREATE TABLE ignore_pattern (location_id INTEGER NOT NULL REFERENCES locations, value TEXT NOT NULL COLLATE NOCASE);

CREATE TABLE content_identities (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL, content_hash TEXT NOT NULL COLLATE NOCASE,
  integrity_hash TEXT COLLATE NOCASE, kind TEXT NOT NULL COLLATE NOCASE,
  mime_type TEXT COLLATE NOCASE, size INTEGER NOT NULL, text TEXT, first_seen_at TEXT NOT NULL, verified_at TEXT,
  name TEXT COLLATE NOCASE, entry_count INTEGER, device_count INTEGER, location_count INTEGER
);
CREATE TABLE media_data (
  content_id INTEGER PRIMARY KEY REFERENCES content_identities, width INTEGER, height INTEGER, duration REAL,
  frame_rate REAL,
  codec TEXT COLLATE NOCASE, bit_rate INTEGER, camera TEXT COLLATE NOCASE, lens TEXT COLLATE NOCASE, iso INTEGER,
  aperture REAL, focal_length REAL, latitude REAL,
  longitude REAL, title TEXT COLLATE NOCASE, artist TEXT COLLATE NOCASE, album TEXT COLLATE NOCASE,
  genre TEXT COLLATE NOCASE, year INTEGER
);

-- What most searches ask for stands on the entry, where Spacedrive keeps it with the content (taken_at to height) or apart
-- (favorite, hidden, rating, notes).
CREATE TABLE entries (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL, content_kind TEXT NOT NULL COLLATE NOCASE, extension TEXT COLLATE NOCASE,
  kind TEXT NOT NULL COLLATE NOCASE,
  size INTEGER NOT NULL, created_at TEXT NOT NULL, modified_at TEXT NOT NULL, accessed_at TEXT, indexed_at TEXT NOT NULL,
  taken_at TEXT, duration REAL, width INTEGER, height INTEGER, copies INTEGER, favorite INTEGER NOT NULL, hidden INTEGER NOT NULL, rating INTEGER,
  parent_id INTEGER REFERENCES entries, location_id INTEGER NOT NULL REFERENCES locations,
  volume_id INTEGER NOT NULL REFERENCES volumes, device_id INTEGER NOT NULL REFERENCES devices,
  content_id INTEGER REFERENCES content_identities, aggregate_size INTEGER, child_count INTEGER, file_count INTEGER,
  device_count INTEGER, location_count INTEGER, tag_confidence REAL, storage_class TEXT COLLATE NOCASE,
  name TEXT NOT NULL COLLATE NOCASE, path TEXT NOT NULL COLLATE NOCASE, notes TEXT COLLATE NOCASE
);
CREATE TABLE entry_closure (
  ancestor_id INTEGER NOT NULL REFERENCES entries, descendant_id INTEGER NOT NULL REFERENCES entries, depth INTEGER NOT NULL,
  PRIMARY KEY (ancestor_id, descendant_id)
) WITHOUT ROWID;

CREATE TABLE tags (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL, name TEXT NOT NULL COLLATE NOCASE, display_name TEXT COLLATE NOCASE,
  formal_name TEXT COLLATE NOCASE,
  abbreviation TEXT COLLATE NOCASE, namespace TEXT COLLATE NOCASE, tag_type TEXT NOT NULL COLLATE NOCASE,
  color TEXT COLLATE NOCASE, icon TEXT COLLATE NOCASE, description TEXT COLLATE NOCASE,
  privacy TEXT NOT NULL COLLATE NOCASE,
  device_id INTEGER REFERENCES devices, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, entry_count INTEGER
);
CREATE TABLE tag_alias (tag_id INTEGER NOT NULL REFERENCES tags, value TEXT NOT NULL COLLATE NOCASE);
-- every name of a tag, as in the other name tables: name, display name, formal name, abbreviation, aliases, namespace::name
CREATE TABLE tag_name (tag_id INTEGER NOT NULL REFERENCES tags, value TEXT NOT NULL COLLATE NOCASE);
CREATE TABLE tag_relation (
  parent_id INTEGER NOT NULL REFERENCES tags, child_id INTEGER NOT NULL REFERENCES tags, PRIMARY KEY (parent_id, child_id)
) WITHOUT ROWID;
CREATE TABLE tag_closure (
  ancestor_id INTEGER NOT NULL REFERENCES tags, descendant_id INTEGER NOT NULL REFERENCES tags,
  PRIMARY KEY (ancestor_id, descendant_id)
) WITHOUT ROWID;
-- a tag stands on a content, and so on all its copies, or on one entry; entry_id is set in both cases
CREATE TABLE tag_applications (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL, tag_id INTEGER NOT NULL REFERENCES tags,
  entry_id INTEGER NOT NULL REFERENCES entries, content_id INTEGER REFERENCES content_identities,
  target TEXT NOT NULL COLLATE NOCASE,
  source TEXT NOT NULL COLLATE NOCASE, confidence REAL NOT NULL, context TEXT COLLATE NOCASE,
  device_id INTEGER REFERENCES devices, created_at TEXT NOT NULL
);
CREATE TABLE entry_tag (
  entry_id INTEGER NOT NULL REFERENCES entries, tag_id INTEGER NOT NULL REFERENCES tags, source TEXT NOT NULL COLLATE NOCASE,
  PRIMARY KEY (entry_id, tag_id, source)
) WITHOUT ROWID;
CREATE TABLE entry_label (entry_id INTEGER NOT NULL REFERENCES entries, value TEXT NOT NULL COLLATE NOCASE);
CREATE TABLE collections (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL, name TEXT NOT NULL COLLATE NOCASE, description TEXT COLLATE NOCASE,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);
CREATE TABLE collection_entry (
  collection_id INTEGER NOT NULL REFERENCES collections, entry_id INTEGER NOT NULL REFERENCES entries
);

CREATE TABLE sidecars (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL, content_id INTEGER NOT NULL REFERENCES content_identities,
  entry_id INTEGER REFERENCES entries, device_id INTEGER NOT NULL REFERENCES devices, kind TEXT NOT NULL COLLATE NOCASE,
  variant TEXT NOT NULL COLLATE NOCASE,
  format TEXT NOT NULL COLLATE NOCASE, status TEXT NOT NULL COLLATE NOCASE, size INTEGER NOT NULL,
  path TEXT NOT NULL COLLATE NOCASE, created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);
CREATE TABLE jobs (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL, name TEXT NOT NULL COLLATE NOCASE,
  description TEXT NOT NULL COLLATE NOCASE, status TEXT NOT NULL COLLATE NOCASE,
  priority TEXT NOT NULL COLLATE NOCASE, progress REAL NOT NULL, phase TEXT COLLATE NOCASE, item_count INTEGER NOT NULL,
  size INTEGER NOT NULL,
  duration REAL, error_message TEXT COLLATE NOCASE, initiated_by TEXT NOT NULL COLLATE NOCASE,
  device_id INTEGER NOT NULL REFERENCES devices,
  location_id INTEGER REFERENCES locations, parent_id INTEGER REFERENCES jobs, created_at TEXT NOT NULL, started_at TEXT,
  completed_at TEXT
);
CREATE TABLE audit_records (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL, action_type TEXT NOT NULL COLLATE NOCASE,
  status TEXT NOT NULL COLLATE NOCASE, target TEXT NOT NULL COLLATE NOCASE,
  target_count INTEGER NOT NULL, initiated_by TEXT NOT NULL COLLATE NOCASE, device_id INTEGER NOT NULL REFERENCES devices,
  job_id INTEGER REFERENCES jobs, error_message TEXT COLLATE NOCASE, created_at TEXT NOT NULL, completed_at TEXT
);
CREATE TABLE sync_partners (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL, device_id INTEGER NOT NULL REFERENCES devices,
  state TEXT NOT NULL COLLATE NOCASE,
  progress REAL NOT NULL, pending_count INTEGER NOT NULL, sent_count INTEGER NOT NULL, received_count INTEGER NOT NULL,
  error_message TEXT COLLATE NOCASE, last_synced_at TEXT, created_at TEXT NOT NULL
);
CREATE TABLE sync_events (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL, event_type TEXT NOT NULL COLLATE NOCASE,
  category TEXT NOT NULL COLLATE NOCASE, severity TEXT NOT NULL COLLATE NOCASE,
  summary TEXT NOT NULL COLLATE NOCASE, model_type TEXT COLLATE NOCASE, record_count INTEGER NOT NULL, duration REAL,
  device_id INTEGER NOT NULL REFERENCES devices, peer_id INTEGER REFERENCES devices, created_at TEXT NOT NULL
);
CREATE TABLE sync_conduits (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL, name TEXT NOT NULL COLLATE NOCASE, source TEXT NOT NULL COLLATE NOCASE,
  target TEXT NOT NULL COLLATE NOCASE,
  sync_mode TEXT NOT NULL COLLATE NOCASE, enabled INTEGER NOT NULL, schedule TEXT NOT NULL COLLATE NOCASE,
  source_device_id INTEGER NOT NULL REFERENCES devices, target_device_id INTEGER NOT NULL REFERENCES devices,
  synced_count INTEGER NOT NULL, synced_size INTEGER NOT NULL, error_message TEXT COLLATE NOCASE, created_at TEXT NOT NULL,
  last_synced_at TEXT
);
CREATE TABLE pairings (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL, device_name TEXT COLLATE NOCASE, role TEXT NOT NULL COLLATE NOCASE,
  state TEXT NOT NULL COLLATE NOCASE, error_message TEXT COLLATE NOCASE,
  created_at TEXT NOT NULL, expires_at TEXT NOT NULL
);
CREATE TABLE spaces (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL, name TEXT NOT NULL COLLATE NOCASE, color TEXT COLLATE NOCASE,
  icon TEXT COLLATE NOCASE,
  position INTEGER NOT NULL, created_at TEXT NOT NULL
);
CREATE TABLE space_items (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL, space_id INTEGER NOT NULL REFERENCES spaces, name TEXT NOT NULL COLLATE NOCASE,
  "group" TEXT NOT NULL COLLATE NOCASE, item_type TEXT NOT NULL COLLATE NOCASE, position INTEGER NOT NULL
);
CREATE TABLE indexer_rules (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL, name TEXT NOT NULL COLLATE NOCASE, description TEXT COLLATE NOCASE,
  kind TEXT NOT NULL COLLATE NOCASE, pattern TEXT COLLATE NOCASE,
  system INTEGER NOT NULL, enabled INTEGER NOT NULL, priority INTEGER NOT NULL, created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);
CREATE TABLE location_rule (
  location_id INTEGER NOT NULL REFERENCES locations, rule_id INTEGER NOT NULL REFERENCES indexer_rules
);
CREATE TABLE location_suggestions (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL, device_id INTEGER NOT NULL REFERENCES devices,
  name TEXT NOT NULL COLLATE NOCASE,
  path TEXT NOT NULL COLLATE NOCASE
);
