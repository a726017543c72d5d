import { afterAll, beforeAll, expect, test } from 'vitest';
import { generate } from '../../bench/generator/generate.ts';
import { readEntry } from '../../src/decode/read-entry.ts';
import { EventScanner } from '../../src/event/event-scanner.ts';
import type { Envelope } from '../../src/event/record.ts';
import { sourceOf } from '../../src/event/words.ts';
import { EVENT_COLUMNS } from '../../src/store/event-columns.ts';
import { createEventsTable, openEngine } from '../query/engine.ts';
import { encodeRecords, type Way } from '../support/encode.ts';

const { client, select, insert, close } = openEngine();
beforeAll(() => createEventsTable(client));
afterAll(close);

const ENVELOPE: Envelope = {
  cluster: 'prod',
  platform: 'kubernetes',
  component: 'kube-apiserver',
  node: '',
  source: 'test',
  receivedAt: '2026-03-01T00:00:00.000000Z',
};

/** All that generated traffic does not have, and that is written as kube-apiserver writes it. */
const RARE =
  '{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"0a7b1f0e-0000-4000-8000-00000000000a",' +
  '"stage":"Panic","requestURI":"/é?a=\\u0026\\"","verb":"x","user":{"uid":"u","extra":{"a":["b","c"],"d":["é"]}},' +
  '"impersonatedUser":{"username":"bob","groups":["g"],"extra":{"k":["v"]}},"sourceIPs":["::1","10.0.0.1"],' +
  '"objectRef":{"name":"\\u003cn\\u003e","uid":"é","subresource":"log"},' +
  '"responseStatus":{"metadata":{},"message":"a\\nb","details":{"a":[1]},"code":500},"requestObject":{"a":"é"},' +
  '"annotations":{"authentication.openshift.io/username":"eve","z":"\\""}}';

/** The same, where only the content says whose it is. */
const OF_OPENSHIFT = [
  ['"user":{"uid":"u"', '"user":{"username":"system:serviceaccount:openshift-dns:dns"'],
  ['"user":{"uid":"u"', '"user":{"groups":["system:authenticated:oauth"]'],
  ['"objectRef":{"name"', '"objectRef":{"namespace":"openshift","name"'],
  ['"subresource":"log"', '"apiGroup":"route.openshift.io","subresource":"log"'],
].map(([from = '', to = '']) => RARE.replace(from, to).replace(/"annotations":.*/, '"annotations":{"z":"y"}}'));

test('rows are the same whichever way they are read', async () => {
  const lines = [RARE, ...OF_OPENSHIFT];
  for (const level of ['Metadata', 'RequestResponse'] as const) {
    lines.push(...generate({ seed: 2, from: '2026-03-02T09:00:00Z', count: 3_000, level, bodyBytes: 3_000 }));
  }
  const items = lines.map((line) => line.replace('{"kind":"Event","apiVersion":"audit.k8s.io/v1",', '{'));
  const scanner = new EventScanner();
  const isCanonical = (line: string) => scanner.scan(sourceOf(Buffer.from(line)), 0) > 0;
  expect(lines.filter(isCanonical).length / lines.length).toBeGreaterThan(0.9);

  const load = async (way: Way) => {
    const entries = [...lines, ...items].map((line, seq) => ({ seq, raw: Buffer.from(line) }));
    const records = entries.map((entry) => readEntry(way, ENVELOPE, entry, { bodies: false }));
    await insert('events', EVENT_COLUMNS, [encodeRecords(records, way, ENVELOPE)]);
  };
  await load('canonical');
  await load('general');

  const rowsOf = (way: Way) => `SELECT * EXCEPT (journal) FROM events WHERE journal = '${way}'`;
  const differences = await select(`SELECT seq FROM (${rowsOf('canonical')} EXCEPT ${rowsOf('general')}) ORDER BY seq`);
  expect(differences).toEqual([]);
  const [counts] = await select("SELECT countIf(journal = 'canonical'), countIf(journal = 'general') FROM events");
  expect(counts?.map(Number)).toEqual([lines.length * 2, lines.length * 2]);

  const given = EVENT_COLUMNS.filter(
    (name) => !['journal', 'who', 'how', 'who_words', 'how_words'].includes(name),
  ).join();
  await client.command({
    query: `INSERT INTO events (journal, ${given}) SELECT 'engine', ${given} FROM events WHERE journal = 'general'`,
  });
  const answersOf = async (way: Way | 'engine') => {
    const columns = 'who, how, searched_who, searched_how';
    const rows = await select(`SELECT ${columns} FROM events WHERE journal = '${way}' ORDER BY seq`);
    return (rows as string[][]).map(([who = '', how = '', ...searched]) => [
      JSON.parse(who),
      JSON.parse(how),
      // In whatever order; a text that is empty is as good as none.
      ...searched.map((words) => words.split('\x7f').filter(Boolean).sort()),
    ]);
  };
  expect(await answersOf('canonical')).toEqual(await answersOf('engine'));
}, 60_000);
