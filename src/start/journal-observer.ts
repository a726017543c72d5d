import type { Logger } from 'pino';
import type { WriteHealth } from '../api/write-health.ts';
import type { JournalObserver } from '../journal/journal.ts';
import type { Metrics } from '../metrics.ts';

/** Counts and logs what the journal does. */
export function journalObserver(
  metrics: Metrics,
  writeHealth: Pick<WriteHealth, 'failed'>,
  log: Logger,
): JournalObserver {
  /** Who kept retention from removing something last; told once. */
  let heldBy: string | undefined;
  return {
    flushed: metrics.flushed,
    failed: (err) => {
      metrics.writeFailed();
      writeHealth.failed();
      log.error({ err }, 'The journal cannot be written; senders are pushed back.');
    },
    damaged: (damage) => {
      metrics.damaged(damage.count);
      log.error({ damage }, 'The journal is damaged; what is damaged is passed over.');
    },
    packed: (packed) => log.debug({ packed }, 'A file of the journal was compressed.'),
    removed: (removal) => {
      metrics.journalRemoved(removal.entries);
      log.info({ removal }, 'Retention removed the oldest files of the journal.');
    },
    held: ({ name, position }) => {
      if (heldBy !== name)
        log.warn({ consumer: name, position }, 'A consumer that is behind keeps what retention would remove.');
      heldBy = name;
    },
    upkeepFailed: (err) => {
      metrics.upkeepFailed();
      log.error({ err }, 'The journal could not be compressed or shortened; trying again.');
    },
  };
}
