-- Which events stood in which log file, and what stood between them: a row for entries of the journal that followed each other
-- there. The events themselves say nothing of it, so it costs nothing where there are no files.
CREATE TABLE IF NOT EXISTS file_runs
(
    cluster     LowCardinality(String),
    component   LowCardinality(String),
    node        LowCardinality(String),
    content     LowCardinality(String),
    -- the name under which it was read; rotation gives a content another
    file        LowCardinality(String),
    at          UInt64                 CODEC(Delta, ZSTD(1)),
    journal     LowCardinality(String),
    first_seq   UInt64                 CODEC(Delta, ZSTD(1)),
    entries     UInt32                 CODEC(T64, ZSTD(1)),
    received_at DateTime64(6, 'UTC')   CODEC(Delta, ZSTD(1)),
    before      String                 CODEC(ZSTD(1)),
    -- JSON: how many entries in a row were followed by which text
    after       String                 CODEC(ZSTD(1))
)
-- What is loaded again after a kill is the same row.
ENGINE = ReplacingMergeTree
ORDER BY (cluster, component, node, content, at, journal, first_seq)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
