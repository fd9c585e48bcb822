-- What follows from the rows. Every statement may be run again after rows have changed.

DELETE FROM media_data WHERE content_id NOT IN (SELECT content_id FROM entries WHERE content_id IS NOT NULL);
DELETE FROM content_identities WHERE id NOT IN (SELECT content_id FROM entries WHERE content_id IS NOT NULL);

DELETE FROM entry_closure;
INSERT INTO entry_closure
  WITH RECURSIVE above(ancestor_id, descendant_id, depth) AS (
    SELECT id, id, 0 FROM entries
    UNION ALL SELECT e.parent_id, a.descendant_id, a.depth + 1 FROM above a JOIN entries e ON e.id = a.ancestor_id
    WHERE e.parent_id IS NOT NULL
  ) SELECT ancestor_id, descendant_id, depth FROM above ORDER BY ancestor_id, descendant_id;
CREATE INDEX IF NOT EXISTS entry_closure_descendant ON entry_closure (descendant_id);
CREATE UNIQUE INDEX IF NOT EXISTS entry_uuid ON entries (uuid);
CREATE INDEX IF NOT EXISTS entry_content ON entries (content_id);
CREATE INDEX IF NOT EXISTS entry_parent ON entries (parent_id);
CREATE INDEX IF NOT EXISTS entry_name ON entries (name, uuid);
CREATE INDEX IF NOT EXISTS entry_location ON entries (location_id);
CREATE INDEX IF NOT EXISTS entry_volume ON entries (volume_id);
CREATE INDEX IF NOT EXISTS entry_device ON entries (device_id);
CREATE INDEX IF NOT EXISTS entry_kind_size ON entries (content_kind, size);
CREATE INDEX IF NOT EXISTS entry_kind_modified ON entries (content_kind, modified_at);
CREATE INDEX IF NOT EXISTS entry_kind_taken ON entries (content_kind, taken_at);
-- what most searches speak of, in one narrow index, so that counting need not read whole rows
CREATE INDEX IF NOT EXISTS entry_narrow ON entries (uuid, kind, content_kind, extension, size, created_at, modified_at, copies);
CREATE INDEX IF NOT EXISTS entry_extension ON entries (extension);
CREATE INDEX IF NOT EXISTS entry_size ON entries (size);
CREATE INDEX IF NOT EXISTS entry_created ON entries (created_at);
CREATE INDEX IF NOT EXISTS entry_modified ON entries (modified_at);
CREATE INDEX IF NOT EXISTS entry_accessed ON entries (accessed_at);
CREATE INDEX IF NOT EXISTS entry_indexed ON entries (indexed_at);
CREATE INDEX IF NOT EXISTS entry_taken ON entries (taken_at);
CREATE INDEX IF NOT EXISTS entry_path ON entries (path);
CREATE INDEX IF NOT EXISTS entry_aggregate ON entries (aggregate_size);
CREATE INDEX IF NOT EXISTS entry_duration ON entries (duration);

UPDATE content_identities SET (name, entry_count, device_count, location_count) = (
  SELECT (SELECT name FROM entries WHERE content_id = content_identities.id ORDER BY indexed_at, id LIMIT 1),
    count(*), count(DISTINCT device_id), count(DISTINCT location_id)
  FROM entries WHERE content_id = content_identities.id
);
UPDATE entries SET copies = 1, device_count = 1, location_count = 1 WHERE content_id IS NULL;
UPDATE entries SET (copies, device_count, location_count) = (
  SELECT entry_count, device_count, location_count FROM content_identities WHERE id = entries.content_id
) WHERE content_id IS NOT NULL;

-- a folder is as old as what it holds, and changed when something in it did
UPDATE entries SET (aggregate_size, file_count, created_at, modified_at, child_count) = (
  SELECT coalesce(sum(d.size) FILTER (WHERE d.kind = 'file'), 0), count(*) FILTER (WHERE d.kind = 'file'),
    coalesce(min(d.created_at) FILTER (WHERE d.kind = 'file'), entries.created_at),
    coalesce(max(d.modified_at) FILTER (WHERE d.kind = 'file'), entries.modified_at),
    count(*) FILTER (WHERE c.depth = 1)
  FROM entry_closure c JOIN entries d ON d.id = c.descendant_id WHERE c.ancestor_id = entries.id AND c.depth > 0
) WHERE kind = 'folder';

-- tags: what is above and below; which entries carry which
DELETE FROM tag_closure;
INSERT INTO tag_closure
  WITH RECURSIVE above(ancestor_id, descendant_id) AS (
    SELECT id, id FROM tags
    UNION SELECT r.parent_id, a.descendant_id FROM above a JOIN tag_relation r ON r.child_id = a.ancestor_id
  ) SELECT ancestor_id, descendant_id FROM above ORDER BY ancestor_id, descendant_id;
DELETE FROM entry_tag;
INSERT OR IGNORE INTO entry_tag
  SELECT e.id, a.tag_id, a.source FROM tag_applications a JOIN entries e ON e.content_id = a.content_id
  UNION SELECT a.entry_id, a.tag_id, a.source FROM tag_applications a WHERE a.content_id IS NULL;
CREATE INDEX IF NOT EXISTS entry_tag_tag ON entry_tag (tag_id);
UPDATE entries SET tag_confidence = NULL WHERE tag_confidence IS NOT NULL;
UPDATE entries SET tag_confidence = found.lowest FROM (
  SELECT id, min(confidence) AS lowest FROM (
    SELECT entry_id AS id, confidence FROM tag_applications WHERE source = 'ai' AND content_id IS NULL
    UNION ALL SELECT e.id, a.confidence FROM tag_applications a JOIN entries e ON e.content_id = a.content_id
    WHERE a.source = 'ai'
  ) GROUP BY id
) AS found WHERE found.id = entries.id;
UPDATE tags SET entry_count = (SELECT count(DISTINCT entry_id) FROM entry_tag WHERE tag_id = tags.id);

-- numbers of locations, volumes, devices and the library
CREATE INDEX IF NOT EXISTS sidecar_content ON sidecars (content_id);
CREATE INDEX IF NOT EXISTS application_content ON tag_applications (content_id);
CREATE INDEX IF NOT EXISTS application_entry ON tag_applications (entry_id);
CREATE INDEX IF NOT EXISTS application_tag ON tag_applications (tag_id);
CREATE UNIQUE INDEX IF NOT EXISTS content_uuid ON content_identities (uuid);
UPDATE locations SET (total_size, file_count, folder_count) = (
  SELECT coalesce(sum(size), 0), count(*) FILTER (WHERE kind = 'file'), count(*) FILTER (WHERE kind = 'folder')
  FROM entries WHERE location_id = locations.id
);
UPDATE volumes SET (unique_size, file_count, folder_count) = (
  SELECT (SELECT coalesce(sum(size), 0) FROM content_identities WHERE id IN (SELECT content_id FROM entries WHERE volume_id = volumes.id)),
    count(*) FILTER (WHERE kind = 'file'), count(*) FILTER (WHERE kind = 'folder')
  FROM entries WHERE volume_id = volumes.id
);
-- a volume holds at least what is indexed on it, whatever its recipe says
UPDATE volumes SET total_capacity = held.bytes / 4 * 5, available_space = held.bytes / 4 FROM (
  SELECT volume_id, sum(size) AS bytes FROM entries GROUP BY volume_id
) AS held WHERE held.volume_id = volumes.id AND held.bytes > volumes.total_capacity - volumes.available_space;
UPDATE devices SET (file_count, total_size) = (
  SELECT count(*), coalesce(sum(size), 0) FROM entries WHERE device_id = devices.id AND kind = 'file'
);
UPDATE libraries SET (file_count, total_size, indexed_at) = (
    SELECT count(*), coalesce(sum(size), 0), max(indexed_at) FROM entries WHERE kind = 'file'
  ),
  content_count = (SELECT count(*) FROM content_identities),
  location_count = (SELECT count(*) FROM locations),
  tag_count = (SELECT count(*) FROM tags),
  device_count = (SELECT count(*) FROM devices),
  (sidecar_count, sidecar_size, thumbnail_count) = (
    SELECT count(*), coalesce(sum(size), 0), count(*) FILTER (WHERE kind = 'thumb') FROM sidecars WHERE status = 'ready'
  ),
  (total_capacity, available_capacity) = (
    SELECT coalesce(sum(total_capacity), 0), coalesce(sum(available_space), 0) FROM volumes WHERE tracked
  )
WHERE current;
