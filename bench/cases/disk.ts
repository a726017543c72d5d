import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from '../bench.ts';
import { type ActiveParts, activeParts, bytesBelow } from '../harness/disk-use.ts';
import type { Section } from '../report/document.ts';
import { megabytes, short, times, whole } from '../report/figures.ts';

/** Merges that do not begin for so long are done. */
const QUIET_MS = 10_000;
const LOOK_EVERY_MS = 500;
const GIVE_UP_MS = 180_000;

/** Events → bytes in the journal and in the store. */
export async function benchDisk(bench: Bench): Promise<Section> {
  const { server, takenIn } = await bench.loaded();
  bench.say('waiting until the store has merged what it will …');
  const merged = await afterMerges(server.data);
  const { events, bytes: raw } = takenIn.report;
  const journal = await bytesBelow(join(server.data, 'journal'));

  const row = (name: string, bytes: number) => [name, short(bytes / events), megabytes(bytes), times(raw / bytes)];
  return {
    title: 'On disk',
    about: `${whole(events)} events at Metadata, taken by the webhook.`,
    table: {
      head: ['', 'bytes an event', 'in all', 'smaller than received'],
      rows: [
        row('received', raw),
        row('journal', journal),
        row(`store right after loading (${takenIn.store.names.length} parts)`, takenIn.store.bytes),
        row(`store after merges (${merged.names.length} parts)`, merged.bytes),
      ],
    },
  };
}

async function afterMerges(data: string): Promise<ActiveParts> {
  const deadline = performance.now() + GIVE_UP_MS;
  let parts = await activeParts(data);
  let since = performance.now();
  while (performance.now() - since < QUIET_MS && performance.now() < deadline) {
    await sleep(LOOK_EVERY_MS);
    const now = await activeParts(data);
    if (now.names.join() !== parts.names.join()) since = performance.now();
    parts = now;
  }
  return parts;
}
