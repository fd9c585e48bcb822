-- The views through which all other code sees a world; world.sql says what they promise.

-- A subquery for each column from another table, not joins: what a query does not ask for then costs nothing, also when it counts.
CREATE VIEW "Entry" AS SELECT
  e.uuid AS "id", e.name AS "name", e.content_kind AS "contentKind", e.extension AS "extension",
  (SELECT ci.mime_type FROM content_identities ci WHERE ci.id = e.content_id) AS "mimeType",
  e.kind AS "entryKind", e.size AS "size",
  CASE WHEN e.size = 0 THEN 'empty' WHEN e.size < 1024 THEN 'under 1 KB' WHEN e.size < 1048576 THEN '1 KB to 1 MB'
    WHEN e.size < 1073741824 THEN '1 MB to 1 GB' ELSE '1 GB and over' END AS "sizeClass",
  e.aggregate_size AS "aggregateSize", e.child_count AS "childCount", e.file_count AS "fileCount",
  e.created_at AS "createdAt", e.modified_at AS "modifiedAt", e.accessed_at AS "accessedAt",
  e.indexed_at AS "indexedAt", e.taken_at AS "takenAt", e.duration AS "duration", e.width AS "width", e.height AS "height",
  CASE WHEN e.width > e.height THEN 'landscape' WHEN e.width < e.height THEN 'portrait'
    WHEN e.width = e.height THEN 'square' END AS "orientation",
  (SELECT m.frame_rate FROM media_data m WHERE m.content_id = e.content_id) AS "frameRate",
  (SELECT m.codec FROM media_data m WHERE m.content_id = e.content_id) AS "codec",
  (SELECT m.bit_rate FROM media_data m WHERE m.content_id = e.content_id) AS "bitRate",
  (SELECT m.camera FROM media_data m WHERE m.content_id = e.content_id) AS "camera",
  (SELECT m.lens FROM media_data m WHERE m.content_id = e.content_id) AS "lens",
  (SELECT m.iso FROM media_data m WHERE m.content_id = e.content_id) AS "iso",
  (SELECT m.aperture FROM media_data m WHERE m.content_id = e.content_id) AS "aperture",
  (SELECT m.focal_length FROM media_data m WHERE m.content_id = e.content_id) AS "focalLength",
  (SELECT m.latitude FROM media_data m WHERE m.content_id = e.content_id) AS "latitude",
  (SELECT m.longitude FROM media_data m WHERE m.content_id = e.content_id) AS "longitude",
  (SELECT m.title FROM media_data m WHERE m.content_id = e.content_id) AS "title",
  (SELECT m.artist FROM media_data m WHERE m.content_id = e.content_id) AS "artist",
  (SELECT m.album FROM media_data m WHERE m.content_id = e.content_id) AS "album",
  (SELECT m.genre FROM media_data m WHERE m.content_id = e.content_id) AS "genre",
  (SELECT m.year FROM media_data m WHERE m.content_id = e.content_id) AS "year",
  (SELECT ci.text FROM content_identities ci WHERE ci.id = e.content_id) AS "text",
  e.path AS "path",
  (SELECT p.path FROM entries p WHERE p.id = e.parent_id) AS "parentPath",
  (SELECT p.uuid FROM entries p WHERE p.id = e.parent_id) AS "parentId",
  (SELECT l.uuid FROM locations l WHERE l.id = e.location_id) AS "locationId",
  (SELECT d.uuid FROM devices d WHERE d.id = e.device_id) AS "deviceId",
  (SELECT d.form_factor FROM devices d WHERE d.id = e.device_id) AS "formFactor",
  (SELECT d.os FROM devices d WHERE d.id = e.device_id) AS "os",
  (SELECT d.current FROM devices d WHERE d.id = e.device_id) AS "local",
  (SELECT v.uuid FROM volumes v WHERE v.id = e.volume_id) AS "volumeId",
  (SELECT v.volume_type FROM volumes v WHERE v.id = e.volume_id) AS "volumeType",
  (SELECT v.disk_type FROM volumes v WHERE v.id = e.volume_id) AS "diskType",
  (SELECT v.cloud_service FROM volumes v WHERE v.id = e.volume_id) AS "cloudService",
  e.tag_confidence AS "tagConfidence", e.favorite AS "favorite", e.hidden AS "hidden", e.rating AS "rating",
  e.notes AS "notes",
  (SELECT ci.uuid FROM content_identities ci WHERE ci.id = e.content_id) AS "contentIdentityId",
  (SELECT ci.content_hash FROM content_identities ci WHERE ci.id = e.content_id) AS "contentHash",
  e.copies AS "copies", e.device_count AS "deviceCount", e.location_count AS "locationCount",
  (SELECT v.online AND d.online FROM volumes v JOIN devices d ON d.id = v.device_id WHERE v.id = e.volume_id) AS "available",
  e.storage_class AS "storageClass"
FROM entries e;

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

CREATE VIEW "ContentIdentity" AS SELECT
  ci.uuid AS "id", ci.name AS "name", ci.kind AS "contentKind", ci.mime_type AS "mimeType", ci.content_hash AS "contentHash",
  ci.integrity_hash AS "integrityHash", ci.size AS "size", ci.entry_count AS "copies", ci.device_count AS "deviceCount",
  ci.location_count AS "locationCount", ci.size * (ci.entry_count - 1) AS "wastedSize", ci.first_seen_at AS "firstSeenAt",
  ci.verified_at AS "verifiedAt"
FROM content_identities ci;
CREATE VIEW "ContentIdentity.device" AS SELECT ci.uuid AS id, n.value AS value
  FROM device_name n JOIN entries e ON e.device_id = n.device_id JOIN content_identities ci ON ci.id = e.content_id;
CREATE VIEW "ContentIdentity.location" AS SELECT ci.uuid AS id, n.value AS value
  FROM location_name n JOIN entries e ON e.location_id = n.location_id JOIN content_identities ci ON ci.id = e.content_id;
CREATE VIEW "ContentIdentity.entries[]" AS SELECT ci.uuid AS id, e.uuid AS item
  FROM content_identities ci JOIN entries e ON e.content_id = ci.id;

CREATE VIEW "Device" AS SELECT
  d.uuid AS "id", d.name AS "name", d.slug AS "slug", d.os AS "os", d.os_version AS "osVersion",
  d.form_factor AS "formFactor", d.manufacturer AS "manufacturer", d.hardware_model AS "hardwareModel",
  d.cpu_model AS "cpuModel", d.cpu_architecture AS "cpuArchitecture", d.cpu_cores AS "cpuCores",
  d.memory_size AS "memorySize", d.boot_disk_type AS "bootDiskType", d.boot_disk_capacity AS "bootDiskCapacity",
  d.online AS "online", d.current AS "current", d.paired AS "paired", (d.connection_method IS NOT NULL) AS "connected",
  d.connection_method AS "connectionMethod", d.sync_enabled AS "syncEnabled", d.file_count AS "fileCount",
  d.total_size AS "totalSize", d.last_seen_at AS "lastSeenAt", d.created_at AS "createdAt", d.updated_at AS "updatedAt"
FROM devices d;
CREATE VIEW "Device.aliases[]" AS SELECT DISTINCT d.uuid AS id, n.value AS item
  FROM devices d JOIN device_name n ON n.device_id = d.id WHERE n.value <> d.name AND n.value <> d.slug;
CREATE VIEW "Device.volumes[]" AS SELECT d.uuid AS id, v.uuid AS item FROM devices d JOIN volumes v ON v.device_id = d.id;
CREATE VIEW "Device.locations[]" AS SELECT d.uuid AS id, l.uuid AS item
  FROM devices d JOIN locations l ON l.device_id = d.id;

CREATE VIEW "Volume" AS SELECT
  v.uuid AS "id", v.name AS "name", v.fingerprint AS "fingerprint", d.uuid AS "deviceId", v.volume_type AS "volumeType",
  v.mount_type AS "mountType", v.disk_type AS "diskType", v.file_system AS "fileSystem", v.cloud_service AS "cloudService",
  v.mount_point AS "mountPoint", v.total_capacity AS "totalCapacity", v.total_capacity - v.available_space AS "usedSpace",
  v.available_space AS "availableSpace",
  round(100.0 * (v.total_capacity - v.available_space) / v.total_capacity, 1) AS "usedPercent",
  v.unique_size AS "uniqueSize", v.file_count AS "fileCount", v.folder_count AS "folderCount", v.read_speed AS "readSpeed",
  v.write_speed AS "writeSpeed", v.tracked AS "tracked", (v.online AND d.online) AS "online", v.read_only AS "readOnly",
  v.removable AS "removable", v.favorite AS "favorite", v.error_message AS "errorMessage", v.created_at AS "createdAt",
  v.last_seen_at AS "lastSeenAt", v.speed_tested_at AS "speedTestedAt", v.storage_class AS "storageClass"
FROM volumes v JOIN devices d ON d.id = v.device_id;
CREATE VIEW "Volume.device" AS SELECT v.uuid AS id, n.value AS value
  FROM device_name n JOIN volumes v ON v.device_id = n.device_id;
CREATE VIEW "Volume.locations[]" AS SELECT v.uuid AS id, l.uuid AS item
  FROM volumes v JOIN locations l ON l.volume_id = v.id;

CREATE VIEW "Location" AS SELECT
  l.uuid AS "id", l.name AS "name", l.path AS "path", d.uuid AS "deviceId", v.uuid AS "volumeId",
  l.index_mode AS "indexMode", l.scan_state AS "scanState", l.scan_interval AS "scanInterval", l.total_size AS "totalSize",
  l.file_count AS "fileCount", l.folder_count AS "folderCount", (v.online AND d.online) AS "available",
  l.thumbnails AS "thumbnails", l.text_recognition AS "textRecognition", l.transcription AS "transcription",
  l.error_message AS "errorMessage", l.created_at AS "createdAt", l.updated_at AS "updatedAt",
  l.last_scanned_at AS "lastScannedAt", l.storage_class AS "storageClass"
FROM locations l JOIN volumes v ON v.id = l.volume_id JOIN devices d ON d.id = l.device_id;
CREATE VIEW "Location.device" AS SELECT l.uuid AS id, n.value AS value
  FROM device_name n JOIN locations l ON l.device_id = n.device_id;
CREATE VIEW "Location.volume" AS SELECT l.uuid AS id, n.value AS value
  FROM volume_name n JOIN locations l ON l.volume_id = n.volume_id;
CREATE VIEW "Location.ignorePatterns[]" AS SELECT l.uuid AS id, p.value AS item
  FROM locations l JOIN ignore_pattern p ON p.location_id = l.id;
CREATE VIEW "Location.indexerRules[]" AS SELECT l.uuid AS id, r.uuid AS item
  FROM locations l JOIN location_rule x ON x.location_id = l.id JOIN indexer_rules r ON r.id = x.rule_id;

CREATE VIEW "Library" AS SELECT
  b.uuid AS "id", b.name AS "name", b.description AS "description", b.path AS "path", b.current AS "current",
  b.file_count AS "fileCount", b.total_size AS "totalSize", b.content_count AS "uniqueContentCount",
  b.location_count AS "locationCount", b.device_count AS "deviceCount", b.tag_count AS "tagCount",
  b.thumbnail_count AS "thumbnailCount", b.sidecar_count AS "sidecarCount", b.sidecar_size AS "sidecarSize",
  b.database_size AS "databaseSize", b.total_capacity AS "totalCapacity", b.available_capacity AS "availableCapacity",
  b.generate_thumbnails AS "generateThumbnails", b.thumbnail_quality AS "thumbnailQuality", b.ai_tagging AS "aiTagging",
  b.sync_enabled AS "syncEnabled", b.encrypted AS "encrypted", b.created_at AS "createdAt", b.updated_at AS "updatedAt",
  b.indexed_at AS "indexedAt"
FROM libraries b;

CREATE VIEW "Tag" AS SELECT
  g.uuid AS "id", g.name AS "name", g.display_name AS "displayName", g.formal_name AS "formalName",
  g.abbreviation AS "abbreviation", g.namespace AS "namespace", g.tag_type AS "tagType", g.color AS "color",
  g.icon AS "icon", g.description AS "description", g.privacy AS "privacy", g.entry_count AS "entryCount",
  d.uuid AS "deviceId", g.created_at AS "createdAt", g.updated_at AS "updatedAt"
FROM tags g LEFT JOIN devices d ON d.id = g.device_id;
CREATE VIEW "Tag.aliases" AS SELECT g.uuid AS id, a.value AS value FROM tags g JOIN tag_alias a ON a.tag_id = g.id;
CREATE VIEW "Tag.aliases[]" AS SELECT g.uuid AS id, a.value AS item FROM tags g JOIN tag_alias a ON a.tag_id = g.id;
CREATE VIEW "Tag.parents" AS SELECT g.uuid AS id, n.value AS value
  FROM tag_name n JOIN tag_relation r ON r.parent_id = n.tag_id JOIN tags g ON g.id = r.child_id;
CREATE VIEW "Tag.parents[]" AS SELECT g.uuid AS id, p.uuid AS item
  FROM tags g JOIN tag_relation r ON r.child_id = g.id JOIN tags p ON p.id = r.parent_id;
CREATE VIEW "Tag.children[]" AS SELECT g.uuid AS id, k.uuid AS item
  FROM tags g JOIN tag_relation r ON r.parent_id = g.id JOIN tags k ON k.id = r.child_id;
CREATE VIEW "Tag.ancestors" AS SELECT g.uuid AS id, n.value AS value
  FROM tag_name n JOIN tag_closure c ON c.ancestor_id = n.tag_id AND c.ancestor_id <> c.descendant_id
  JOIN tags g ON g.id = c.descendant_id;
CREATE VIEW "Tag.device" AS SELECT g.uuid AS id, n.value AS value
  FROM device_name n JOIN tags g ON g.device_id = n.device_id;

CREATE VIEW "TagApplication" AS SELECT
  a.uuid AS "id", g.name AS "name", g.uuid AS "tagId", a.target AS "target", e.uuid AS "entryId", e.name AS "fileName",
  a.source AS "source", a.confidence AS "confidence", a.context AS "context", d.uuid AS "deviceId",
  a.created_at AS "createdAt"
FROM tag_applications a JOIN tags g ON g.id = a.tag_id JOIN entries e ON e.id = a.entry_id
LEFT JOIN devices d ON d.id = a.device_id;
CREATE VIEW "TagApplication.tag" AS SELECT a.uuid AS id, n.value AS value
  FROM tag_name n JOIN tag_closure c ON c.ancestor_id = n.tag_id JOIN tag_applications a ON a.tag_id = c.descendant_id;
CREATE VIEW "TagApplication.device" AS SELECT a.uuid AS id, n.value AS value
  FROM device_name n JOIN tag_applications a ON a.device_id = n.device_id;

CREATE VIEW "Job" AS SELECT
  j.uuid AS "id", j.name AS "name", j.description AS "description", j.status AS "status", j.priority AS "priority",
  j.progress AS "progress", j.phase AS "phase", j.item_count AS "itemCount", j.size AS "size", j.duration AS "duration",
  j.error_message AS "errorMessage", j.initiated_by AS "initiatedBy", d.uuid AS "deviceId", l.uuid AS "locationId",
  p.uuid AS "parentJobId", j.created_at AS "createdAt", j.started_at AS "startedAt", j.completed_at AS "completedAt"
FROM jobs j JOIN devices d ON d.id = j.device_id LEFT JOIN locations l ON l.id = j.location_id
LEFT JOIN jobs p ON p.id = j.parent_id;
CREATE VIEW "Job.device" AS SELECT j.uuid AS id, n.value AS value
  FROM device_name n JOIN jobs j ON j.device_id = n.device_id;
CREATE VIEW "Job.location" AS SELECT j.uuid AS id, n.value AS value
  FROM location_name n JOIN jobs j ON j.location_id = n.location_id;

CREATE VIEW "AuditRecord" AS SELECT
  a.uuid AS "id", a.action_type AS "actionType", a.status AS "status", a.target AS "target",
  a.target_count AS "targetCount", a.initiated_by AS "initiatedBy", d.uuid AS "deviceId", j.uuid AS "jobId",
  a.error_message AS "errorMessage", a.created_at AS "createdAt", a.completed_at AS "completedAt"
FROM audit_records a JOIN devices d ON d.id = a.device_id LEFT JOIN jobs j ON j.id = a.job_id;
CREATE VIEW "AuditRecord.device" AS SELECT a.uuid AS id, n.value AS value
  FROM device_name n JOIN audit_records a ON a.device_id = n.device_id;

CREATE VIEW "Sidecar" AS SELECT
  s.uuid AS "id", ci.name AS "fileName", s.kind AS "kind", s.variant AS "variant", s.format AS "format",
  s.status AS "status", s.size AS "size", s.path AS "path", e.uuid AS "entryId", ci.uuid AS "contentIdentityId",
  d.uuid AS "deviceId", s.created_at AS "createdAt", s.updated_at AS "updatedAt"
FROM sidecars s JOIN content_identities ci ON ci.id = s.content_id LEFT JOIN entries e ON e.id = s.entry_id
JOIN devices d ON d.id = s.device_id;
CREATE VIEW "Sidecar.device" AS SELECT s.uuid AS id, n.value AS value
  FROM device_name n JOIN sidecars s ON s.device_id = n.device_id;

CREATE VIEW "SyncPartner" AS SELECT
  p.uuid AS "id", d.name AS "name", d.uuid AS "deviceId", p.state AS "state",
  (d.connection_method IS NOT NULL) AS "connected", p.progress AS "progress", p.pending_count AS "pendingCount",
  p.sent_count AS "sentCount", p.received_count AS "receivedCount", p.error_message AS "errorMessage",
  p.last_synced_at AS "lastSyncedAt", p.created_at AS "createdAt"
FROM sync_partners p JOIN devices d ON d.id = p.device_id;
CREATE VIEW "SyncPartner.device" AS SELECT p.uuid AS id, n.value AS value
  FROM device_name n JOIN sync_partners p ON p.device_id = n.device_id;

CREATE VIEW "SyncEvent" AS SELECT
  s.uuid AS "id", s.event_type AS "eventType", s.category AS "category", s.severity AS "severity",
  s.summary AS "summary", s.model_type AS "modelType", s.record_count AS "recordCount", s.duration AS "duration",
  d.uuid AS "deviceId", p.uuid AS "peerId", s.created_at AS "createdAt"
FROM sync_events s JOIN devices d ON d.id = s.device_id LEFT JOIN devices p ON p.id = s.peer_id;
CREATE VIEW "SyncEvent.device" AS SELECT s.uuid AS id, n.value AS value
  FROM device_name n JOIN sync_events s ON s.device_id = n.device_id;
CREATE VIEW "SyncEvent.peer" AS SELECT s.uuid AS id, n.value AS value
  FROM device_name n JOIN sync_events s ON s.peer_id = n.device_id;

CREATE VIEW "SyncConduit" AS SELECT
  c.uuid AS "id", c.name AS "name", c.source AS "source", c.target AS "target", c.sync_mode AS "syncMode",
  c.enabled AS "enabled", c.schedule AS "schedule", a.uuid AS "sourceDeviceId", b.uuid AS "targetDeviceId",
  c.synced_count AS "syncedCount", c.synced_size AS "syncedSize", c.error_message AS "errorMessage",
  c.created_at AS "createdAt", c.last_synced_at AS "lastSyncedAt"
FROM sync_conduits c JOIN devices a ON a.id = c.source_device_id JOIN devices b ON b.id = c.target_device_id;
CREATE VIEW "SyncConduit.sourceDevice" AS SELECT c.uuid AS id, n.value AS value
  FROM device_name n JOIN sync_conduits c ON c.source_device_id = n.device_id;
CREATE VIEW "SyncConduit.targetDevice" AS SELECT c.uuid AS id, n.value AS value
  FROM device_name n JOIN sync_conduits c ON c.target_device_id = n.device_id;

CREATE VIEW "Pairing" AS SELECT
  p.uuid AS "id", p.device_name AS "deviceName", p.role AS "role", p.state AS "state", p.error_message AS "errorMessage",
  p.created_at AS "createdAt", p.expires_at AS "expiresAt"
FROM pairings p;

CREATE VIEW "Space" AS SELECT
  s.uuid AS "id", s.name AS "name", s.color AS "color", s.icon AS "icon", s.position AS "position",
  (SELECT count(*) FROM space_items i WHERE i.space_id = s.id) AS "itemCount", s.created_at AS "createdAt"
FROM spaces s;
CREATE VIEW "Space.items[]" AS SELECT s.uuid AS id, i.uuid AS item FROM spaces s JOIN space_items i ON i.space_id = s.id;
CREATE VIEW "SpaceItem" AS SELECT
  i.uuid AS "id", i.name AS "name", s.uuid AS "spaceId", i."group" AS "group", i.item_type AS "itemType",
  i.position AS "position"
FROM space_items i JOIN spaces s ON s.id = i.space_id;
CREATE VIEW "SpaceItem.space" AS SELECT i.uuid AS id, s.name AS value
  FROM spaces s JOIN space_items i ON i.space_id = s.id;

CREATE VIEW "IndexerRule" AS SELECT
  r.uuid AS "id", r.name AS "name", r.description AS "description", r.kind AS "kind", r.pattern AS "pattern",
  r.system AS "system", r.enabled AS "enabled", r.priority AS "priority", r.created_at AS "createdAt",
  r.updated_at AS "updatedAt"
FROM indexer_rules r;
CREATE VIEW "IndexerRule.location" AS SELECT r.uuid AS id, n.value AS value
  FROM location_name n JOIN location_rule x ON x.location_id = n.location_id JOIN indexer_rules r ON r.id = x.rule_id;
CREATE VIEW "IndexerRule.locations[]" AS SELECT r.uuid AS id, l.uuid AS item
  FROM indexer_rules r JOIN location_rule x ON x.rule_id = r.id JOIN locations l ON l.id = x.location_id;

CREATE VIEW "LocationSuggestion" AS SELECT
  s.uuid AS "id", s.name AS "name", s.path AS "path", d.uuid AS "deviceId",
  EXISTS (SELECT 1 FROM locations l WHERE l.device_id = s.device_id AND l.path = s.path) AS "added"
FROM location_suggestions s JOIN devices d ON d.id = s.device_id;
CREATE VIEW "LocationSuggestion.device" AS SELECT s.uuid AS id, n.value AS value
  FROM device_name n JOIN location_suggestions s ON s.device_id = n.device_id;

CREATE VIEW "Collection" AS SELECT
  k.uuid AS "id", k.name AS "name", k.description AS "description",
  (SELECT count(*) FROM collection_entry x WHERE x.collection_id = k.id) AS "entryCount", k.created_at AS "createdAt",
  k.updated_at AS "updatedAt"
FROM collections k;
CREATE VIEW "Collection.entries[]" AS SELECT k.uuid AS id, e.uuid AS item
  FROM collections k JOIN collection_entry x ON x.collection_id = k.id JOIN entries e ON e.id = x.entry_id;
