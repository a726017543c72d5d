-- What retention has removed: of a cluster, everything that was received before. It is never loaded again.
CREATE TABLE IF NOT EXISTS removed
(
    cluster         String,
    received_before DateTime64(6, 'UTC')
)
ENGINE = ReplacingMergeTree(received_before)
ORDER BY cluster
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
