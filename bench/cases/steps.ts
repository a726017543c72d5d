import { hash } from 'node:crypto';
import { createRecordEncoder } from '../../src/consumers/store/encode-records.ts';
import { type PackedRequest, pack } from '../../src/consumers/store/pack.ts';
import { cutBody } from '../../src/decode/cut-body.ts';
import { decode } from '../../src/decode/decode.ts';
import { readEntry } from '../../src/decode/read-entry.ts';
import type { Envelope } from '../../src/event/record.ts';
import { parseQuery } from '../../src/query/parse-query.ts';
import { toPredicate } from '../../src/query/to-predicate.ts';
import type { Bench } from '../bench.ts';
import { generate } from '../generator/generate.ts';
import { spreadOf } from '../harness/statistics.ts';
import { TRAFFIC } from '../harness/traffic.ts';
import { batches, DEFAULT_BATCH } from '../load/batch.ts';
import { QUESTIONS } from '../questions/questions.ts';
import type { Section } from '../report/document.ts';
import { short, whole } from '../report/figures.ts';

/** Enough for the compiler to have done its work and for names to repeat as they do in traffic. */
const EVENTS = 40_000;
/** The first of these warm up and are not counted. */
const WARM_UPS = 2;
const ROUNDS = 7;

const ENVELOPE: Envelope = {
  cluster: 'bench',
  platform: 'kubernetes',
  component: 'kube-apiserver',
  node: '',
  source: 'kubernetes-webhook',
  receivedAt: '2026-03-02T09:00:00.000000Z',
};

/** One event through each step, in this process and one after the other. */
export async function benchSteps(bench: Bench): Promise<Section> {
  bench.say('single steps …');
  const bodies = [...batches(generate({ ...TRAFFIC, level: 'Metadata', count: EVENTS }), { size: DEFAULT_BATCH })];
  const events = bodies.flatMap(({ body }) => [...cutBody(body)]);
  const encode = createRecordEncoder();
  const requests = requestsOf(events.map(({ raw }) => raw));
  const records = events.map(({ raw }, seq) => readEntry('bench', ENVELOPE, { seq, raw }, { bodies: true }));
  const predicates = QUESTIONS.map(({ query }) => toPredicate(parseQuery(query, Date.now() * 1000)));

  const row = (name: string, step: () => void, times = 1) => [name, short(microseconds(step) / times)];
  return {
    title: 'Single steps',
    about: `Each alone in one thread, over ${whole(EVENTS)} events at Metadata, the median of ${ROUNDS} rounds. Microseconds of CPU an event.`,
    table: {
      head: ['', 'µs'],
      rows: [
        row('cut a body into its events', () => {
          for (const { body } of bodies) for (const _event of cutBody(body));
        }),
        row('SHA-256', () => {
          for (const { raw } of events) hash('sha256', raw, 'binary');
        }),
        row('decode and check', () => {
          for (const { raw, structure } of events) decode(raw, structure, ENVELOPE);
        }),
        row('`JSON.parse`, for comparison', () => {
          for (const { raw } of events) JSON.parse(Buffer.from(raw).toString());
        }),
        row('read again and build its row', () => {
          for (const request of requests) encode(request);
        }),
        row(
          'test with a predicate (the twelve questions, each)',
          () => {
            for (const test of predicates) for (const record of records) test(record);
          },
          predicates.length,
        ),
      ],
    },
  };
}

/** As the journal hands them to the store: some thousand events at once. */
function requestsOf(raws: readonly Uint8Array[]): PackedRequest[] {
  const size = 4_000;
  return Array.from({ length: Math.ceil(raws.length / size) }, (_, part) => {
    const first = part * size;
    const entries = raws.slice(first, first + size).map((raw, i) => ({
      seq: first + i + 1,
      raw: Buffer.from(raw.buffer, raw.byteOffset, raw.length),
      sha256: Buffer.alloc(0),
      meta: undefined,
    }));
    return pack({ journal: 'bench', records: [{ envelope: ENVELOPE, firstSeq: first + 1, entries }] });
  });
}

/** Of CPU, so that other work on the machine hardly shows; garbage collection is in it. */
function microseconds(step: () => void): number {
  const rounds: number[] = [];
  for (let round = 0; round < WARM_UPS + ROUNDS; round++) {
    const before = process.cpuUsage();
    step();
    const { user, system } = process.cpuUsage(before);
    if (round >= WARM_UPS) rounds.push((user + system) / EVENTS);
  }
  return spreadOf(rounds).median;
}
