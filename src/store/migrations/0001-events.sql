CREATE TABLE IF NOT EXISTS events
(
    -- the envelope
    journal                  LowCardinality(String),
    seq                      UInt64                          CODEC(T64, LZ4),
    received_at              DateTime64(6, 'UTC')            CODEC(Delta, ZSTD(1)),
    cluster                  LowCardinality(String),
    platform                 LowCardinality(String),
    component                LowCardinality(String),
    node                     LowCardinality(String),
    source                   LowCardinality(String),
    quarantine_reason        LowCardinality(String),
    quarantine_detail        String                          CODEC(ZSTD(3)),

    -- the event
    api_version              LowCardinality(String),
    level                    LowCardinality(String),
    audit_id                 UUID,
    audit_id_text            String                          CODEC(ZSTD(3)),
    stage                    LowCardinality(String),
    request_uri              String                          CODEC(ZSTD(3)),
    verb                     LowCardinality(String),
    user_username            LowCardinality(String),
    user_uid                 LowCardinality(String),
    user_groups              Array(LowCardinality(String)),
    user_extra               Map(LowCardinality(String), Array(String)) CODEC(ZSTD(3)),
    impersonated_username    LowCardinality(String),
    impersonated_uid         LowCardinality(String),
    impersonated_groups      Array(LowCardinality(String)),
    impersonated_extra       Map(LowCardinality(String), Array(String)) CODEC(ZSTD(3)),
    impersonation_constraint LowCardinality(String),
    source_ips               Array(LowCardinality(String)),
    user_agent               LowCardinality(String),
    object_resource          LowCardinality(String),
    object_namespace         LowCardinality(String),
    object_name              String                          CODEC(ZSTD(3)),
    object_uid               String                          CODEC(ZSTD(3)),
    object_api_group         LowCardinality(String),
    object_api_version       LowCardinality(String),
    object_resource_version  String                          CODEC(ZSTD(3)),
    object_subresource       LowCardinality(String),
    response_status          LowCardinality(String),
    response_message         String                          CODEC(ZSTD(3)),
    response_reason          LowCardinality(String),
    response_details         String                          CODEC(ZSTD(3)),
    response_code            Int32,
    request_object           String                          CODEC(ZSTD(3)),
    response_object          String                          CODEC(ZSTD(3)),
    request_received_time    DateTime64(6, 'UTC')            CODEC(Delta, ZSTD(1)),
    stage_time               DateTime64(6, 'UTC')            CODEC(Delta, ZSTD(1)),
    annotations              Map(LowCardinality(String), String) CODEC(ZSTD(3)),
    unknown_fields           String                          CODEC(ZSTD(3)),

    -- read from both; nearly every question reads the time, and this codec is unpacked twice as fast as the others
    time                     DateTime64(6, 'UTC')            CODEC(T64, LZ4),
    actor                    LowCardinality(String),
    outcome                  LowCardinality(String),

    -- how the received bytes follow from the columns: a layout, or the bytes themselves
    layout                   LowCardinality(String),
    raw                      String                          CODEC(ZSTD(3)),

    -- an annotation that most questions about denials ask for
    authorization_decision   LowCardinality(String) MATERIALIZED annotations['authorization.k8s.io/decision'],

    -- what a search of all text reads: of texts that differ from event to event nothing is stored but the index
    searched_text String ALIAS lowerUTF8(concatWithSeparator('\x7f', audit_id_text, if(quarantine_reason = '', '', raw), verb, object_resource, object_subresource, object_namespace, object_name, object_api_group, object_api_version, object_uid, object_resource_version, response_message, if(position(response_details, '\\u') = 0, translate(replaceRegexpAll(response_details, '\\\\[^u]', ' '), '"\n\r\t', '\x7f   '), JSONExtractString(concat('"', translate(replaceRegexpAll(response_details, '\\\\[^u]', ' '), '"\n\r\t', '\x7f   '), '"'))), request_uri, if(position(request_object, '\\u') = 0, translate(replaceRegexpAll(request_object, '\\\\[^u]', ' '), '"\n\r\t', '\x7f   '), JSONExtractString(concat('"', translate(replaceRegexpAll(request_object, '\\\\[^u]', ' '), '"\n\r\t', '\x7f   '), '"'))), if(position(response_object, '\\u') = 0, translate(replaceRegexpAll(response_object, '\\\\[^u]', ' '), '"\n\r\t', '\x7f   '), JSONExtractString(concat('"', translate(replaceRegexpAll(response_object, '\\\\[^u]', ' '), '"\n\r\t', '\x7f   '), '"'))), if(position(unknown_fields, '\\u') = 0, translate(replaceRegexpAll(unknown_fields, '\\\\[^u]', ' '), '"\n\r\t', '\x7f   '), JSONExtractString(concat('"', translate(replaceRegexpAll(unknown_fields, '\\\\[^u]', ' '), '"\n\r\t', '\x7f   '), '"'))))),
    -- texts of few different values: a dictionary of them is searched faster than an index, and costs next to nothing
    searched_who             LowCardinality(String) MATERIALIZED lowerUTF8(toLowCardinality(concatWithSeparator('\x7f', actor, user_username, user_uid, impersonated_username, impersonated_uid, impersonation_constraint, user_agent, arrayStringConcat(user_groups, '\x7f'), arrayStringConcat(mapKeys(user_extra), '\x7f'), arrayStringConcat(arrayFlatten(mapValues(user_extra)), '\x7f'), arrayStringConcat(impersonated_groups, '\x7f'), arrayStringConcat(mapKeys(impersonated_extra), '\x7f'), arrayStringConcat(arrayFlatten(mapValues(impersonated_extra)), '\x7f'), arrayStringConcat(mapKeys(annotations), '\x7f'), arrayStringConcat(mapValues(annotations), '\x7f')))) CODEC(ZSTD(1)),
    searched_how             LowCardinality(String) MATERIALIZED lowerUTF8(toLowCardinality(concatWithSeparator('\x7f', outcome, response_status, response_reason, level, stage, api_version, cluster, platform, component, node, source, quarantine_reason))) CODEC(ZSTD(1)),
    INDEX searched_words searched_text TYPE text(tokenizer = splitByNonAlpha),
    INDEX times time TYPE minmax GRANULARITY 1,
    INDEX sequences seq TYPE minmax GRANULARITY 1,
    INDEX audit_ids audit_id TYPE bloom_filter(0.01) GRANULARITY 4
)
ENGINE = MergeTree
-- By when they were received, not by when they say they happened: loading in the order of the journal writes to one or two
-- partitions, whatever is imported, and what retention removes lies together.
PARTITION BY toMonday(received_at)
-- Within a stretch of time, rows that are alike stand together: that halves what they and their index take.
ORDER BY (toStartOfFiveMinutes(time), user_username, verb, object_resource, object_namespace, time)
SETTINGS
    fsync_after_insert = 1, fsync_part_directory = 1,
    -- What is loaded at once becomes one file, not some hundred: making and syncing those would cost more than all else.
    min_bytes_for_wide_part = 67108864,
    -- What a question finds is spread thinly, and around each row a whole granule is read and its blocks are unpacked.
    index_granularity = 2048, min_compress_block_size = 16384,
    -- Wide merges: a row is written again once or twice until it lies among ten million, not four times.
    merge_selector_base = 12
