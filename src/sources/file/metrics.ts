import { Counter, Gauge, type Registry } from 'prom-client';
import type { FileMetrics, FileStatus } from './observer.ts';

/** What is counted of files, by the id of the entry in the configuration. */
export function createFileMetrics(registry: Registry): FileMetrics {
  const registers = [registry];
  const labelNames = ['source'] as const;
  let ask: () => readonly FileStatus[] = () => [];

  const readBytes = new Counter({
    name: 'verbatim_file_read_bytes_total',
    help: 'Bytes of files that were taken, unpacked where they are packed.',
    labelNames,
    registers,
  });
  const errors = new Counter({
    name: 'verbatim_file_errors_total',
    help: 'Times that a file or a folder could not be read. It is tried again.',
    labelNames,
    registers,
  });
  const lost = new Counter({
    name: 'verbatim_file_lost_bytes_total',
    help: 'Bytes of files that were removed before they were read.',
    labelNames,
    registers,
  });
  const pushBacks = new Counter({
    name: 'verbatim_file_push_back_total',
    help: 'Times that what was read could not be journaled at once. It waits in its file.',
    registers,
  });
  gauge('verbatim_file_followed', 'Files that are followed.', ({ files }) => files);
  gauge(
    'verbatim_file_unread_bytes',
    'Bytes of followed files that are not read yet.',
    ({ unreadBytes }) => unreadBytes,
  );

  function gauge(name: string, help: string, value: (status: FileStatus) => number): void {
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      collect() {
        for (const status of ask()) this.set({ source: status.entry }, value(status));
      },
    });
  }

  return {
    read: (source, bytes) => readBytes.inc({ source }, bytes),
    failed: (source) => errors.inc({ source }),
    lost: (source, bytes) => lost.inc({ source }, bytes),
    pushedBack: () => pushBacks.inc(),
    status: (asked) => {
      ask = asked;
    },
  };
}
