-- Which id a platform gave to whom, as it says itself: both stand in one event. The engine adds to it with each load, in whatever
-- order and however often. Not learned from: impersonation, whose uid the client chooses; what was denied; the system's own
-- identities, which always act under their names; what is recorded of Verbatim itself; and UAA's
-- events that name the client only, beside the id of a user.
CREATE TABLE IF NOT EXISTS actor_links
(
    cluster    LowCardinality(String),
    id         String,
    name       String,
    first_seen SimpleAggregateFunction(min, DateTime64(6, 'UTC')),
    last_seen  SimpleAggregateFunction(max, DateTime64(6, 'UTC')),
    -- when the last event that says so was received: what retention removes goes by that
    received   SimpleAggregateFunction(max, DateTime64(6, 'UTC'))
)
ENGINE = AggregatingMergeTree
ORDER BY (cluster, id, name)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
;
CREATE MATERIALIZED VIEW IF NOT EXISTS actor_links_seen TO actor_links AS
SELECT cluster, toString(user_uid) AS id, toString(actor) AS name, min(time) AS first_seen, max(time) AS last_seen, max(received_at) AS received
FROM events
WHERE user_uid != '' AND actor != '' AND user_uid != actor AND impersonated_username = ''
    AND NOT startsWith(actor, 'system:') AND outcome IN ('allowed', 'unknown')
    AND cluster != 'verbatim' AND annotations['uaa.cloudfoundry.org/client'] != actor
GROUP BY cluster, id, name
;
INSERT INTO actor_links
SELECT cluster, toString(user_uid) AS id, toString(actor) AS name, min(time), max(time), max(received_at)
FROM events
WHERE user_uid != '' AND actor != '' AND user_uid != actor AND impersonated_username = ''
    AND NOT startsWith(actor, 'system:') AND outcome IN ('allowed', 'unknown')
    AND cluster != 'verbatim' AND annotations['uaa.cloudfoundry.org/client'] != actor
GROUP BY cluster, id, name
