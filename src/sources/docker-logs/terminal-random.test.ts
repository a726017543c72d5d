import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Stretch } from '../intake.ts';
import type { KnownContainer } from './known-containers.ts';
import { createLogReader, type LogReader } from './log-reader.ts';
import type { MessageCutter } from './message.ts';
import type { LogPosition } from './position.ts';
import { createTerminalLines, PART_BYTES } from './terminal.ts';

/**
 * A container with a terminal whose daemon is killed within lines, that stops and starts again, and whose log is read in
 * connections that break anywhere: each byte that it wrote is taken once, and none that the daemon put between them.
 */

const RUNS = process.env.VERBATIM_TEST_LONG ? 5_000 : 150;
const NEWLINE = 0x0a;
const BASE = 1_700_000_000n * 1_000_000_000n;

interface Kept {
  readonly at: bigint;
  readonly text: string;
}

function stamp(at: bigint): string {
  const seconds = new Date(Number(at / 1_000_000n)).toISOString().slice(0, 19);
  return `${seconds}.${String(at % 1_000_000_000n).padStart(9, '0')}Z `;
}

/** The daemon's log, as Docker's copier writes it: parts of a line have the time of its first. */
function createLog() {
  const kept: Kept[] = [];
  let now = BASE;
  let buffered = '';
  let lineAt: bigint | undefined;
  return {
    kept,
    pass: (nanos: number) => {
      now += BigInt(nanos);
    },
    write: (text: string) => {
      buffered += text;
      for (;;) {
        const newline = buffered.indexOf('\n');
        const length = newline >= 0 && newline <= PART_BYTES ? newline + 1 : PART_BYTES;
        if (buffered.length < length) return;
        lineAt ??= now;
        kept.push({ at: lineAt, text: buffered.slice(0, length) });
        if (buffered[length - 1] === '\n') lineAt = undefined;
        buffered = buffered.slice(length);
      }
    },
    /** The copier is gone with what it held; the next one knows nothing of the line. */
    kill: () => {
      buffered = '';
      lineAt = undefined;
    },
    /** What is left is written though it has no end. */
    stop: () => {
      if (buffered !== '') kept.push({ at: lineAt ?? now, text: buffered });
      buffered = '';
      lineAt = undefined;
    },
  };
}

type Log = ReturnType<typeof createLog>;

/** Reads a log in connections; what is journaled outlives it. */
function createReading(log: Log, meaning: 'each' | 'first', gap: () => void) {
  let taken = '';
  let known: KnownContainer | undefined;
  let reader: LogReader;
  let cutter: MessageCutter;
  let coming: Buffer;

  /** As the pipeline does: whole lines, and where nothing follows also the last. */
  async function stretch(_sender: unknown, { bytes, final, origin }: Stretch) {
    const length = final ? bytes.length : bytes.lastIndexOf(NEWLINE) + 1;
    const part = { bytes: length, inLongLine: false };
    if (length > 0) {
      origin(part);
      taken += Buffer.from(bytes.subarray(0, length)).toString();
    }
    return { taken: part, receipt: { received: 0, stored: 0, duplicates: 0, quarantined: 0 } };
  }

  function note(position: LogPosition | undefined): void {
    if (!position) return;
    const { since, turn, output } = position;
    known = { since, turn, outputs: new Map([[output, JSON.parse(JSON.stringify(position)) as LogPosition]]) };
  }

  /** A process begins, from what was journaled. */
  function begin(): void {
    reader = createLogReader({
      container: 'a',
      sender: { cluster: 'a', type: 'docker-logs', source: 'a', node: '', component: '' },
      maxLineBytes: 1_000_000,
      known,
      intake: { stretch },
      journal: async (bring) => {
        const journaled = await bring();
        note(journaled.position);
        return journaled;
      },
    });
  }

  function connect(): void {
    const since = reader.begin();
    const first = log.kept.findIndex(({ at }) => at >= since);
    const wanted = log.kept.filter(({ at }, i) => (meaning === 'each' ? at >= since : first >= 0 && i >= first));
    coming = Buffer.from(wanted.map(({ at, text }) => stamp(at) + text).join(''));
    reader.resume(since);
    cutter = createTerminalLines(reader.taken('tty'));
  }

  async function take(messages: ReturnType<MessageCutter['push']>, when: 'come' | 'end'): Promise<void> {
    for (const message of messages) if (reader.add(message, 0) === 'gap') gap();
    await reader.take(when, 0);
  }

  /** Of a connection, so many pieces of a size come; then it breaks, or the log has ended. */
  async function read(pieceBytes: number, pieces: number): Promise<void> {
    connect();
    for (let n = 0; n < pieces && coming.length > 0; n++) {
      const piece = coming.subarray(0, pieceBytes);
      coming = coming.subarray(pieceBytes);
      await take(cutter.push(piece), 'come');
    }
  }

  begin();
  return {
    taken: () => taken,
    begin,
    read,
    readToEnd: async (pieceBytes: number) => {
      await read(pieceBytes, Number.POSITIVE_INFINITY);
      await take(cutter.end(), 'end');
    },
  };
}

const lengths = fc.oneof(
  fc.nat(60),
  fc.constantFrom(0, -1, 1).map((n) => PART_BYTES + n),
  fc.nat(70_000),
);
const pieceBytes = fc.oneof(fc.integer({ min: 1, max: 50_000 }), fc.constant(PART_BYTES + 31));
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('line' as const), length: lengths }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('some' as const), length: lengths }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('kill' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stop' as const), pieceBytes }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('read' as const), pieceBytes, pieces: fc.nat(10) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('begin' as const) }) },
);
const history = fc.array(fc.tuple(step, fc.constantFrom(1, 1_000_000, 4_000_000_000)), { maxLength: 25 });

test(`${RUNS} random histories of a terminal`, { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.constantFrom('each', 'first'), async (steps, meaning) => {
      const log = createLog();
      let gaps = 0;
      const reading = createReading(log, meaning, () => gaps++);
      let line = 0;
      const text = (length: number) => `${++line} ${'x'.repeat(length)}`;
      for (const [one, nanos] of steps) {
        log.pass(nanos);
        if (one.do === 'line') log.write(`${text(one.length)}\n`);
        else if (one.do === 'some') log.write(text(one.length));
        else if (one.do === 'kill') log.kill();
        else if (one.do === 'read') await reading.read(one.pieceBytes, one.pieces);
        else if (one.do === 'begin') reading.begin();
        else {
          log.stop();
          await reading.readToEnd(one.pieceBytes);
        }
      }
      log.stop();
      await reading.readToEnd(PART_BYTES);
      expect(reading.taken()).toBe(log.kept.map((kept) => kept.text).join(''));
      expect(gaps).toBe(0);
    }),
    { numRuns: RUNS },
  );
});
