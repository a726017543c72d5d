CREATE TABLE IF NOT EXISTS events
(
    -- the envelope
    journal                  LowCardinality(String),
    seq                      UInt64                          CODEC(DoubleDelta, ZSTD(1)),
    received_at              DateTime64(6, 'UTC')            CODEC(DoubleDelta, ZSTD(1)),
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
    request_received_time    DateTime64(6, 'UTC')            CODEC(DoubleDelta, ZSTD(1)),
    stage_time               DateTime64(6, 'UTC')            CODEC(DoubleDelta, ZSTD(1)),
    annotations              Map(LowCardinality(String), String) CODEC(ZSTD(3)),
    unknown_fields           String                          CODEC(ZSTD(3)),

    -- read from both
    time                     DateTime64(6, 'UTC')            CODEC(DoubleDelta, ZSTD(1)),
    actor                    LowCardinality(String),
    outcome                  LowCardinality(String),

    -- how the received bytes follow from the columns: a layout, or the bytes themselves
    layout                   LowCardinality(String),
    raw                      String                          CODEC(ZSTD(3))
)
ENGINE = MergeTree
ORDER BY time
