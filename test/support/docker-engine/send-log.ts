import type { ServerResponse } from 'node:http';
import type { Kept } from './container-log.ts';
import type { EngineContainer, EngineOptions } from './engine.ts';

const TYPES = { stdout: 1, stderr: 2 } as const;
const NANOS = 1_000_000_000n;

/** Sends a log from `since` on, in pieces that end anywhere, and what is written until the container stops. */
export function sendLog(
  container: EngineContainer,
  query: URLSearchParams,
  response: ServerResponse,
  { since: meaning = 'first', answers = 'at once' }: EngineOptions,
): void {
  const { log, tty } = container;
  const [seconds = '0', nanos = ''] = (query.get('since') ?? '0').split('.');
  const since = BigInt(seconds) * NANOS + BigInt(nanos.padEnd(9, '0'));
  let next = log.removed;
  let hasFirst = false;
  const unwatch = log.watch(send);
  response.once('close', unwatch);
  response.writeHead(200, { 'content-type': 'application/octet-stream' });
  if (answers === 'at once') response.flushHeaders();
  send();

  function send(): void {
    const kept = log.messages.slice(Math.max(0, next - log.removed));
    next = log.removed + log.messages.length;
    const wanted = kept.filter(({ at }) => {
      if (at >= since) hasFirst = true;
      return meaning === 'each' ? at >= since : hasFirst;
    });
    const bytes = Buffer.concat(wanted.map((message) => (tty ? stamped(message) : framed(message))));
    for (let at = 0; at < bytes.length; ) {
      const size = 1 + Math.floor(Math.random() ** 4 * 100_000);
      response.write(bytes.subarray(at, at + size));
      at += size;
    }
    if (!container.running || query.get('follow') !== '1') response.end();
  }
}

function stamped({ at, text }: Kept): Buffer {
  const time = new Date(Number(at / 1_000_000n)).toISOString().slice(0, 19);
  return Buffer.from(`${time}.${String(at % NANOS).padStart(9, '0')}Z ${text}`);
}

function framed(message: Kept): Buffer {
  const payload = stamped(message);
  const header = Buffer.alloc(8);
  header[0] = TYPES[message.output];
  header.writeUInt32BE(payload.length, 4);
  return Buffer.concat([header, payload]);
}
