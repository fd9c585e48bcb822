-- The views through which all other code sees a world; world.sql says what they promise.

CREATE VIEW "Entry" AS SELECT
  e.uuid AS "id", e.name AS "name", e.content_kind AS "contentKind", e.extension AS "extension", ci.mime_type AS "mimeType",
  e.kind AS "entryKind", e.size AS "size",
  CASE WHEN e.size = 0 THEN 'empty' WHEN e.size < 1024 THEN 'under 1 KB' WHEN e.size < 1048576 THEN '1 KB to 1 MB'
    WHEN e.size < 1073741824 THEN '1 MB to 1 GB' ELSE '1 GB and over' END AS "sizeClass",
  e.aggregate_size AS "aggregateSize", e.child_count AS "childCount", e.file_count AS "fileCount",
  e.created_at AS "createdAt", e.modified_at AS "modifiedAt", e.accessed_at AS "accessedAt", e.indexed_at AS "indexedAt",
  e.taken_at AS "takenAt", m.duration AS "duration", m.width AS "width", m.height AS "height",
  CASE WHEN m.width > m.height THEN 'landscape' WHEN m.width < m.height THEN 'portrait'
    WHEN m.width = m.height THEN 'square' END AS "orientation",
  m.frame_rate AS "frameRate", m.codec AS "codec", m.bit_rate AS "bitRate", m.camera AS "camera", m.lens AS "lens",
  m.iso AS "iso", m.aperture AS "aperture", m.focal_length AS "focalLength", m.latitude AS "latitude",
  m.longitude AS "longitude", m.title AS "title", m.artist AS "artist", m.album AS "album", m.genre AS "genre",
  m.year AS "year", ci.text AS "text", e.path AS "path", p.path AS "parentPath", p.uuid AS "parentId",
  l.uuid AS "locationId", d.uuid AS "deviceId", d.form_factor AS "formFactor", d.os AS "os", d.current AS "local",
  v.uuid AS "volumeId", v.volume_type AS "volumeType", v.disk_type AS "diskType", v.cloud_service AS "cloudService",
  e.tag_confidence AS "tagConfidence", e.favorite AS "favorite", e.hidden AS "hidden", e.rating AS "rating",
  e.notes AS "notes", ci.uuid AS "contentIdentityId", ci.content_hash AS "contentHash", e.copies AS "copies",
  e.device_count AS "deviceCount", e.location_count AS "locationCount", (v.online AND d.online) AS "available",
  e.storage_class AS "storageClass"
FROM entries e
LEFT JOIN content_identities ci ON ci.id = e.content_id
LEFT JOIN media_data m ON m.content_id = e.content_id
LEFT JOIN entries p ON p.id = e.parent_id
LEFT JOIN locations l ON l.id = e.location_id
LEFT JOIN volumes v ON v.id = e.volume_id
LEFT JOIN devices d ON d.id = e.device_id;

CREATE VIEW "Entry.parent" AS SELECT e.uuid AS id, p.name AS value FROM entries e JOIN entries p ON p.id = e.parent_id;
CREATE VIEW "Entry.folder" AS SELECT e.uuid AS id, f.name AS value
  FROM entries f JOIN entry_closure c ON c.ancestor_id = f.id AND c.depth > 0 JOIN entries e ON e.id = c.descendant_id;
CREATE VIEW "Entry.location" AS SELECT e.uuid AS id, n.value AS value
  FROM location_name n JOIN entries e ON e.location_id = n.location_id;
CREATE VIEW "Entry.device" AS SELECT e.uuid AS id, n.value AS value
  FROM device_name n JOIN entries e ON e.device_id = n.device_id;
CREATE VIEW "Entry.volume" AS SELECT e.uuid AS id, n.value AS value
  FROM volume_name n JOIN entries e ON e.volume_id = n.volume_id;
CREATE VIEW "Entry.tags" AS SELECT e.uuid AS id, n.value AS value
  FROM tag_name n JOIN tag_closure c ON c.ancestor_id = n.tag_id JOIN entry_tag t ON t.tag_id = c.descendant_id
  JOIN entries e ON e.id = t.entry_id;
CREATE VIEW "Entry.tagNamespace" AS SELECT e.uuid AS id, g.namespace AS value
  FROM tags g JOIN entry_tag t ON t.tag_id = g.id JOIN entries e ON e.id = t.entry_id WHERE g.namespace IS NOT NULL;
CREATE VIEW "Entry.tagSource" AS SELECT e.uuid AS id, t.source AS value FROM entry_tag t JOIN entries e ON e.id = t.entry_id;
CREATE VIEW "Entry.labels" AS SELECT e.uuid AS id, b.value AS value FROM entry_label b JOIN entries e ON e.id = b.entry_id;
CREATE VIEW "Entry.collection" AS SELECT e.uuid AS id, k.name AS value
  FROM collections k JOIN collection_entry x ON x.collection_id = k.id JOIN entries e ON e.id = x.entry_id;
CREATE VIEW "Entry.sidecars" AS SELECT e.uuid AS id, s.kind AS value
  FROM sidecars s JOIN entries e ON e.content_id = s.content_id WHERE s.status = 'ready';
CREATE VIEW "Entry.copyOnDevice" AS SELECT e.uuid AS id, n.value AS value
  FROM device_name n JOIN entries o ON o.device_id = n.device_id JOIN entries e ON e.content_id = o.content_id
  UNION ALL SELECT e.uuid, n.value FROM device_name n JOIN entries e ON e.device_id = n.device_id WHERE e.content_id IS NULL;
CREATE VIEW "Entry.copyOnVolume" AS SELECT e.uuid AS id, n.value AS value
  FROM volume_name n JOIN entries o ON o.volume_id = n.volume_id JOIN entries e ON e.content_id = o.content_id
  UNION ALL SELECT e.uuid, n.value FROM volume_name n JOIN entries e ON e.volume_id = n.volume_id WHERE e.content_id IS NULL;
CREATE VIEW "Entry.copyInLocation" AS SELECT e.uuid AS id, n.value AS value
  FROM location_name n JOIN entries o ON o.location_id = n.location_id JOIN entries e ON e.content_id = o.content_id
  UNION ALL SELECT e.uuid, n.value FROM location_name n JOIN entries e ON e.location_id = n.location_id
  WHERE e.content_id IS NULL;
CREATE VIEW "Entry.tags[]" AS SELECT DISTINCT e.uuid AS id, g.uuid AS item
  FROM entry_tag t JOIN entries e ON e.id = t.entry_id JOIN tags g ON g.id = t.tag_id;
CREATE VIEW "Entry.labels[]" AS SELECT e.uuid AS id, b.value AS item FROM entry_label b JOIN entries e ON e.id = b.entry_id;
CREATE VIEW "Entry.sidecars[]" AS SELECT e.uuid AS id, s.uuid AS item
  FROM sidecars s JOIN entries e ON e.content_id = s.content_id;
CREATE VIEW "Entry.copyEntries[]" AS SELECT e.uuid AS id, o.uuid AS item
  FROM entries e JOIN entries o ON o.content_id = e.content_id AND o.id <> e.id;
