import { hash } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generate } from '../../bench/generator/generate.ts';
import { apiOf } from '../support/api.ts';
import { peakMemory } from '../support/child.ts';
import { runCli } from '../support/cli.ts';
import { startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** Any number of events goes in and comes out in bounded memory. */

const MiB = 1024 * 1024;

/** Together far more bytes than the program may hold. */
const CASES: readonly { level: 'Metadata' | 'RequestResponse'; events: number; serverBytes: number }[] = [
  // Bodies of 10 kB: the engine uses all of the 768 MiB that it may.
  { level: 'RequestResponse', events: 35_000, serverBytes: 1_700 * MiB },
  ...(process.env.VERBATIM_TEST_LONG
    ? [{ level: 'Metadata' as const, events: 500_000, serverBytes: 1_200 * MiB }]
    : []),
];
const MAX_CLI_BYTES = 350 * MiB;
/** Written at once: one system call for some hundred events. */
const CHUNK = 256 * 1024;

const folder = await temporaryDirectory();

/** Says of two sets of lines whether they are the same, whatever their order, without keeping the lines. */
function createDigest(lines: number) {
  const hashes = new BigUint64Array(lines);
  let count = 0;
  return {
    add: (line: string | Uint8Array) => {
      if (count < lines) hashes[count] = hash('sha256', line, 'buffer').readBigUInt64LE();
      count++;
    },
    result: () => ({ count, digest: hash('sha256', new Uint8Array(hashes.sort().buffer), 'hex') }),
  };
}

function* chunks(lines: Iterable<string>, onLine: (line: string) => void): Generator<Buffer> {
  let chunk = '';
  for (const line of lines) {
    onLine(line);
    chunk += `${line}\n`;
    if (chunk.length < CHUNK) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  yield Buffer.from(chunk);
}

/** Calls `onLine` for each line of the pieces. */
function lineReader(onLine: (line: Uint8Array) => void): (piece: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (piece) => {
    const bytes = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    let at = 0;
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, at)) {
      onLine(bytes.subarray(at, end));
      at = end + 1;
    }
    rest = Buffer.from(bytes.subarray(at));
  };
}

test.each(CASES)(
  '$events events at level $level go in by standard input, and back',
  {
    // A test that hangs should still end; how long it takes depends on what else the machine does.
    timeout: 1_800_000,
  },
  async ({ level, events, serverBytes }) => {
    // What comes back is compared byte for byte with all that went in, secrets too.
    const config = { redaction: { enabled: false } };
    const server = await startServer({ data: join(folder, level, 'data'), config });
    const api = apiOf(server);
    await api.addCluster('prod');

    const sent = createDigest(events);
    const lines = generate({ seed: 'streaming', from: '2026-03-02T09:00:00Z', level, count: events });
    const began = performance.now();
    const imported = await runCli(server, ['import', '-', '--cluster', 'prod'], { stdin: chunks(lines, sent.add) });
    const importSeconds = (performance.now() - began) / 1000;
    expect(imported.stderr).toContain(`${events.toLocaleString('en')} stored, 0 duplicates`);
    await api.loaded(120_000);

    const received = createDigest(events);
    const asked = performance.now();
    const found = await runCli(server, ['search', '--limit', '0', '-o', 'raw'], { onOutput: lineReader(received.add) });
    const searchSeconds = (performance.now() - asked) / 1000;
    expect([found.code, found.stderr]).toEqual([0, '']);
    expect(received.result()).toEqual(sent.result());

    const peaks = { imported: imported.peakBytes, found: found.peakBytes, server: peakMemory(server.pid) };
    const shown = Object.entries(peaks).map(([name, bytes]) => `${name} ${Math.round(bytes / MiB)} MiB`);
    console.info(
      `import ${importSeconds.toFixed(1)} s, search ${searchSeconds.toFixed(1)} s; peaks: ${shown.join(', ')}`,
    );
    expect(peaks.imported).toBeLessThan(MAX_CLI_BYTES);
    expect(peaks.found).toBeLessThan(MAX_CLI_BYTES);
    expect(peaks.server).toBeLessThan(serverBytes);
    await server.end();
  },
);
