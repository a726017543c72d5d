import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AuditEvent, EVENT_KEYS } from '../../src/event/event.ts';
import { parseMicros } from '../../src/event/time.ts';
import { EVENTS_PER_SECOND, type GenerateOptions, generate } from './generate.ts';
import { goJson } from './write/go-json.ts';

const BASE: GenerateOptions = { seed: 1, from: '2026-03-02T09:00:00Z', count: 10_000, level: 'Metadata' };
const SECOND = 1_000_000;

/** Changes only when what is generated changes on purpose; then every published figure of a benchmark needs a new run. */
const FIXED = {
  Metadata: '8d55d34da9a65336a00ca4c894af2626958b145eed1f58f1ec26b37b6c146521',
  RequestResponse: '8c1d7dc3b18468eece7ee139f268c0261596a4bc66e2a38832501d780ec9d10b',
};

const USER = ['username', 'uid', 'groups', 'extra'];
const REFERENCE = ['resource', 'namespace', 'name', 'uid', 'apiGroup', 'apiVersion', 'resourceVersion', 'subresource'];
const STATUS = ['metadata', 'status', 'message', 'reason', 'details', 'code'];

function sha256(lines: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(line).update('\n');
  return hash.digest('hex');
}

/** An object written anew with its keys in a given order; keys that are not in it come last and show as a difference. */
function inOrder(object: object, keys: readonly string[]): Record<string, unknown> {
  const known = keys.filter((key) => Object.hasOwn(object, key));
  return Object.fromEntries(
    [...known, ...Object.keys(object).filter((key) => !keys.includes(key))].map((key) => [
      key,
      Reflect.get(object, key),
    ]),
  );
}

/** A line as Go would write the event that it holds. */
function asGo(line: string): string {
  const event: AuditEvent = JSON.parse(line);
  const { user, impersonatedUser, objectRef, responseStatus, annotations } = event;
  return goJson({
    ...inOrder(event, EVENT_KEYS),
    user: inOrder(user!, USER),
    ...(impersonatedUser && { impersonatedUser: inOrder(impersonatedUser, USER) }),
    ...(objectRef && { objectRef: inOrder(objectRef, REFERENCE) }),
    responseStatus: inOrder(responseStatus!, STATUS),
    ...(annotations && { annotations: inOrder(annotations, Object.keys(annotations).sort()) }),
  });
}

describe.each(['Metadata', 'RequestResponse'] as const)('events at level %s', (level) => {
  const options = { ...BASE, level };

  it('are the same bytes for the same seed, everywhere', () => {
    expect(sha256(generate(options))).toBe(FIXED[level]);
  });

  it('are written as Go writes them', () => {
    for (const line of generate({ ...options, count: 3_000 })) expect(asGo(line)).toBe(line);
  });
});

describe('the traffic', () => {
  const events: AuditEvent[] = [];
  let bytes = 0;
  beforeAll(() => {
    for (const line of generate({ ...BASE, count: 60_000 })) {
      bytes += Buffer.byteLength(line);
      events.push(JSON.parse(line));
    }
  });

  function share(matches: (event: AuditEvent) => boolean | undefined): number {
    return events.filter(matches).length / events.length;
  }

  it('has as many events as were asked for', () => {
    expect(events).toHaveLength(60_000);
  });

  it.each<[string, (event: AuditEvent) => boolean | undefined, number, number]>([
    ['get', ({ verb }) => verb === 'get', 0.25, 0.45],
    ['update', ({ verb }) => verb === 'update', 0.15, 0.35],
    ['watch', ({ verb }) => verb === 'watch', 0.1, 0.25],
    ['create', ({ verb }) => verb === 'create', 0.05, 0.2],
    ['list', ({ verb }) => verb === 'list', 0.03, 0.1],
    ['patch', ({ verb }) => verb === 'patch', 0.01, 0.05],
    ['delete', ({ verb }) => verb === 'delete', 0.001, 0.02],
    ['the start of a long answer', ({ stage }) => stage === 'ResponseStarted', 0.05, 0.15],
    ['denied', ({ responseStatus: s }) => s?.code === 403, 0.01, 0.03],
    ['unauthorised', ({ responseStatus: s }) => s?.code === 401, 0.0003, 0.003],
    ['not found', ({ responseStatus: s }) => s?.code === 404, 0.001, 0.02],
    ['conflicts', ({ responseStatus: s }) => s?.code === 409, 0.0005, 0.01],
    ['by nodes', ({ user }) => user?.username?.startsWith('system:node:'), 0.3, 0.6],
    ['by people', ({ user }) => user?.username?.endsWith('@example.com'), 0.02, 0.1],
    ['impersonated', ({ impersonatedUser }) => impersonatedUser !== undefined, 0.0001, 0.01],
    ['not about a resource', ({ objectRef }) => objectRef === undefined, 0.05, 0.15],
  ])('%s: a plausible share', (_, matches, least, most) => {
    expect(share(matches)).toBeGreaterThan(least);
    expect(share(matches)).toBeLessThan(most);
  });

  it('has the mean size of real events', () => {
    expect(bytes / events.length).toBeGreaterThan(850);
    expect(bytes / events.length).toBeLessThan(1_050);
  });

  it('has one audit id a request, and a stage once', () => {
    expect(new Set(events.map(({ auditID, stage }) => `${auditID} ${stage}`)).size).toBe(events.length);
    const started = new Map(
      events.filter(({ stage }) => stage === 'ResponseStarted').map((event) => [event.auditID, event]),
    );
    const completed = events.filter(({ auditID, stage }) => stage === 'ResponseComplete' && started.has(auditID));
    expect(completed.length).toBeGreaterThan(100);
    for (const { auditID, requestURI, requestReceivedTimestamp } of completed) {
      expect({ requestURI, requestReceivedTimestamp }).toMatchObject({
        requestURI: started.get(auditID)!.requestURI,
        requestReceivedTimestamp: started.get(auditID)!.requestReceivedTimestamp,
      });
    }
  });

  it('is in the order of time, to within a second', () => {
    let latest = 0;
    const astray = events.filter((event) => {
      const at = parseMicros(event.stageTimestamp!)!;
      const late = at < latest - SECOND || at <= parseMicros(event.requestReceivedTimestamp!)!;
      latest = Math.max(latest, at);
      return late;
    });
    expect(astray).toEqual([]);
  });

  it('comes as fast as the constant says', () => {
    const seconds = (parseMicros(events.at(-1)!.stageTimestamp!)! - parseMicros(BASE.from)!) / SECOND;
    expect(events.length / seconds / EVENTS_PER_SECOND).toBeGreaterThan(0.85);
    expect(events.length / seconds / EVENTS_PER_SECOND).toBeLessThan(1.15);
  });
});

describe('options', () => {
  it('another seed is another cluster', () => {
    expect(sha256(generate({ ...BASE, count: 100, seed: 2 }))).not.toBe(sha256(generate({ ...BASE, count: 100 })));
  });

  it('levels differ in nothing but their level and bodies', () => {
    const [plain, full] = (['Metadata', 'RequestResponse'] as const).map((level) =>
      Array.from(generate({ ...BASE, level, count: 500 }), (line) => {
        const { level: _, requestObject, responseObject, ...rest } = JSON.parse(line) as AuditEvent;
        return rest;
      }),
    );
    expect(full).toEqual(plain);
  });

  it.each([4_000, 10_000, 20_000])('bodies of %i bytes are about as large', (bodyBytes) => {
    let bytes = 0;
    for (const line of generate({ ...BASE, level: 'RequestResponse', bodyBytes })) bytes += Buffer.byteLength(line);
    expect(bytes / 10_000 / bodyBytes).toBeGreaterThan(0.8);
    expect(bytes / 10_000 / bodyBytes).toBeLessThan(1.25);
  });

  it('count and duration together thin the traffic', () => {
    const hours = 24 * 3_600_000;
    const lines = [...generate({ ...BASE, from: '2026-03-02T00:00:00Z', count: 20_000, durationMs: hours })];
    const last: AuditEvent = JSON.parse(lines.at(-1)!);
    expect(lines.length).toBeGreaterThan(14_000);
    expect(parseMicros(last.stageTimestamp!)! - parseMicros('2026-03-02T00:00:00Z')!).toBeGreaterThan(hours * 800);
  });

  it('a start that is no time is refused', () => {
    expect(() => [...generate({ ...BASE, from: 'yesterday' })]).toThrow(
      expect.objectContaining({ code: 'TIME_INVALID' }),
    );
  });
});
