import { createReadStream, createWriteStream } from 'node:fs';
import { appendFile, copyFile, mkdir, rename, truncate, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import { expect, test } from 'vitest';
import { generate } from '../../bench/generator/generate.ts';
import { apiOf } from '../support/api.ts';
import { expectExactlyOnce } from '../support/exactly-once.ts';
import { keysOf } from '../support/load.ts';
import { killAndRestart } from '../support/restarts.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

/** Files that are rotated in every way while they are written, and a server that is killed meanwhile. */

const LONG = Boolean(process.env.VERBATIM_TEST_LONG);
const LINES = LONG ? 1_000_000 : 30_000;
const KILLS = LONG ? 40 : 5;
const FILES = 3;
/** Lines that are written at once, and after how many of these a file is rotated. */
const PIECE = 500;
/** Between two of them, so that the writing lasts as long as the killing. */
const PAUSE_MS = 200;
const PIECES_A_FILE = LONG ? 60 : 6;

const folder = await temporaryDirectory();

/** Writes lines to a file and rotates it now and then, each time in another way. */
async function writeAndRotate(path: string, pieces: AsyncIterable<string> | Iterable<string>): Promise<void> {
  let count = 0;
  for await (const piece of pieces) {
    // Half a line first: whoever reads now must wait for the rest.
    const half = Math.floor(piece.length / 2);
    await appendFile(path, piece.slice(0, half));
    await appendFile(path, piece.slice(half));
    await sleep(PAUSE_MS);
    if (++count % PIECES_A_FILE !== 0) continue;
    const rotated = path.replace('.log', `-${String(count).padStart(6, '0')}.log`);
    const way = (count / PIECES_A_FILE) % 3;
    if (way === 0) {
      await copyFile(path, rotated);
      await truncate(path);
      continue;
    }
    await rename(path, rotated);
    if (way === 1) continue;
    await pipeline(createReadStream(rotated), createGzip({ level: 1 }), createWriteStream(`${rotated}.gz`));
    await unlink(rotated);
  }
}

test(`${LINES} lines through rotation and ${KILLS} kills, each exactly once`, { timeout: 3_600_000 }, async () => {
  const logs = join(folder, 'logs');
  const config = {
    sources: {
      file: [
        {
          id: 'nodes',
          cluster: 'prod',
          paths: [join(logs, '*', 'audit*.log'), join(logs, '*', 'audit*.log.gz')],
          node_pattern: join(logs, '{node}', 'audit*'),
        },
      ],
    },
  };
  const options = { data: join(folder, 'data'), config };
  const written: string[] = [];
  const lines = generate({ seed: 'files', from: '2026-03-02T09:00:00Z', level: 'Metadata', count: LINES });
  function* pieces(): Generator<string> {
    for (;;) {
      const piece: string[] = [];
      while (piece.length < PIECE) {
        const { value } = lines.next();
        if (value === undefined) break;
        piece.push(value);
      }
      if (piece.length === 0) return;
      const text = `${piece.join('\n')}\n`;
      written.push(...keysOf(Buffer.from(text)));
      yield text;
    }
  }
  const shared = pieces();
  const nodes = Array.from({ length: FILES }, (_, n) => `node-${n}`);
  for (const node of nodes) await mkdir(join(logs, node), { recursive: true });
  let server = await startServer(options);
  const writing = Promise.all(nodes.map((node) => writeAndRotate(join(logs, node, 'audit.log'), shared)));
  server = await killAndRestart(server, options, KILLS);
  await writing;
  const api = apiOf(server);
  const expected = new Set(written).size;
  await until('all is read', async () => (await api.count({ cluster: 'prod' })) >= expected, 600_000);
  await api.loaded(600_000);
  expect(await expectExactlyOnce(api, 'prod', written)).toBe(expected);
  for (const node of nodes) expect(await api.count({ cluster: 'prod', query: `node: ${node}` })).toBeGreaterThan(0);
  await server.end();

  // Once more from the beginning of the process: nothing comes twice.
  server = await startServer(options);
  await until('the files are known again', async () =>
    /^verbatim_file_followed\S* [1-9]/m.test(await metricsOf(server)),
  );
  await until('there is nothing to read', async () =>
    /^verbatim_file_unread_bytes\S* 0$/m.test(await metricsOf(server)),
  );
  await apiOf(server).loaded();
  expect(await apiOf(server).count({ cluster: 'prod' })).toBe(expected);
  await server.end();
});

async function metricsOf(server: Server): Promise<string> {
  return (await apiOf(server).request('/metrics')).text();
}
