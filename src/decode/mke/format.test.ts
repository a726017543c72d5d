import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { actorOf, outcomeOf } from '../../event/derive.ts';
import { createLineCutter } from '../cut-lines.ts';
import { decode } from '../decode.ts';
import { NO_STRUCTURE } from '../received.ts';
import { ENVELOPE } from '../testing/envelope.ts';
import { formatContract } from '../testing/format-contract.ts';
import { readFixtures } from '../testing/read-fixtures.ts';
import { mke } from './format.ts';

const fixtures = readFixtures(import.meta.url);
const containing = (text: string) => fixtures.find((line) => line.includes(text)) ?? '';
formatContract({ format: mke, fixtures, adversarial: ['{"audit":', '{"audit":{"requestURI":"/', '/images/a'] });

const read = (text: string, format?: string) =>
  decode(Buffer.from(text), NO_STRUCTURE, { ...ENVELOPE, ...(format ? { format } : {}) });
const audited = (audit: object, around: object = {}) =>
  JSON.stringify({ audit: { auditID: 'a', kind: 'docker-swarm', ...audit }, level: 'info', msg: 'audit', ...around });

/** What the fixtures become, in their order (a swarm's, then the controller's): actor, verb, what, name, from where, outcome. */
const FIXTURES: readonly (readonly string[])[] = [
  ['alice', 'create', 'containers', 'web', '192.0.2.7', 'allowed'],
  ['alice', 'create', 'services', '', '10.1.2.3', 'unknown'],
  ['alice', 'update', 'secrets', 'k3v9', '10.1.2.3', 'unknown'],
  ['bob', 'delete', 'services', 'web', '2001:db8::17', 'unknown'],
  ['alice', 'create', 'containers/exec', '0f3a', '10.1.2.3', 'unknown'],
  ['alice', 'create', 'networks', 'front', '10.1.2.3', 'unknown'],
  ['admin', 'create', 'accounts', 'carol', '10.1.2.3', 'unknown'],
  ['admin', 'update', 'config-toml', '', '10.1.2.3', 'allowed'],
  ['bob', 'delete', 'nodes', 'n7', '10.1.2.3', 'denied'],
  ['alice', 'watch', 'pods', '', '10.1.2.3', 'unknown'],
  ['alice', 'patch', 'deployments/scale', 'web', '10.1.2.3', 'unknown'],
  ['controller-log'],
  ['controller-log'],
];

test.each(FIXTURES.map((expected, i) => [i, expected] as const))('fixture %i', (i, expected) => {
  const { event, skip } = read(fixtures[i] ?? '');
  const ref = event?.objectRef;
  const what = [ref?.resource, ref?.subresource].filter(Boolean).join('/');
  expect(
    event
      ? [actorOf(event), event.verb, what, ref?.name ?? '', event.sourceIPs?.join(), outcomeOf(event)]
      : [skip?.reason],
  ).toEqual(expected);
});

describe('an event', () => {
  test('is read whole', () => {
    expect(read(containing('/services/create'))).toEqual({
      platform: 'mke',
      component: 'ucp-controller',
      native: false,
      event: {
        kind: 'Event',
        apiVersion: 'audit.k8s.io/v1',
        level: 'Metadata',
        auditID: '3c0ffee0-0000-4000-8000-000000000001',
        stage: 'ResponseComplete',
        requestURI: '/v1.41/services/create',
        verb: 'create',
        user: {
          username: '7a1d3f10-0000-4000-8000-000000000001',
          uid: '7a1d3f10-0000-4000-8000-000000000001',
          extra: { licenseKey: ['bGljZW5jZS1vZi1vdXItb3du'], username: ['alice'] },
        },
        sourceIPs: ['10.1.2.3'],
        objectRef: { resource: 'services', apiGroup: 'docker.com' },
        requestReceivedTimestamp: '2026-03-01T08:15:01.204518Z',
        annotations: {
          'ucp.mirantis.com/username': 'alice',
          'ucp.mirantis.com/kind': 'docker-swarm',
          'ucp.mirantis.com/stage': 'RequestReceived',
        },
      },
    });
  });

  test('keeps its body as it stands in the line', () => {
    const reading = read(containing('"Serial"'));
    expect(reading.event && Buffer.from(reading.json ?? '').toString()).toMatch(
      /^\{"auditID".*"Serial":9007199254740993/,
    );
  });

  test('without MKE around it is of a swarm', () => {
    const swarm = read(containing('Docker-Client'));
    expect([swarm.platform, swarm.component]).toEqual(['swarm', 'dockerd']);
  });

  test.each([
    ['licence', { kind: 'docker-swarm', auditID: 'a', user: { extra: { licenseKey: ['x'] } } }, 'mke'],
    ['no licence', { kind: 'docker-swarm', auditID: 'a' }, 'swarm'],
  ])('that was taken out of its line, with %s', (_name, event, platform) => {
    expect(read(JSON.stringify(event)).platform).toBe(platform);
  });

  test('has the time at which it was logged, if it has none', () => {
    const time = '2026-03-01T08:15:01Z';
    expect(read(audited({ requestReceivedTimestamp: null }, { time })).event?.requestReceivedTimestamp).toBe(time);
    expect(read(audited({ timestamp: '2026-01-01T00:00:00Z' }, { time })).event).not.toHaveProperty(
      'requestReceivedTimestamp',
    );
    expect(read(audited({}, { time: 'noon' })).event).not.toHaveProperty('requestReceivedTimestamp');
  });

  test.each([
    ['RequestReceived', null, 'ResponseComplete'],
    ['RequestReceived', '2026-03-01T08:15:01Z', 'RequestReceived'],
    ['ResponseStarted', null, 'ResponseStarted'],
    ['Panic', null, 'Panic'],
    [undefined, null, undefined],
  ])('of the stage %s, reached at %s, is of the stage %s', (stage, stageTimestamp, expected) => {
    expect(read(audited({ stage, stageTimestamp })).event?.stage).toBe(expected);
  });

  test.each([
    ['metadata', 'Metadata'],
    ['request', 'Request'],
    ['RequestResponse', 'RequestResponse'],
    ['verbose', 'verbose'],
  ])('of the level %s has the level %s', (level, expected) => {
    expect(read(audited({ level })).event?.level).toBe(expected);
  });

  test.each([
    ['10.1.2.3:48516', '10.1.2.3'],
    ['10.1.2.3', '10.1.2.3'],
    ['[2001:db8::1]:48516', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['2001:db8::1', '2001:db8::1'],
    ['[2001:db8::1', '[2001:db8::1'],
    ['', ''],
  ])('from %s is from %s', (address, expected) => {
    expect(read(audited({ sourceIPs: [address] })).event?.sourceIPs).toEqual([expected]);
  });

  test('says itself what it is about, where it does', () => {
    const ref = read(audited({ verb: 'POST', requestURI: '/v1.41/configs/create', objectRef: { name: 'c1' } })).event;
    expect(ref?.objectRef).toEqual({ resource: 'configs', apiGroup: 'docker.com', name: 'c1' });
  });

  test.each([
    ['{"Name":"data"}', '/v1.41/volumes/create', 'data'],
    ['{"metadata":{"name":"p"}}', '/api/v1/namespaces/shop/pods', 'p'],
    ['{"Name":5}', '/v1.41/volumes/create', undefined],
    ['"data"', '/v1.41/volumes/create', undefined],
    ['{"Name":"x"}', '/v1.41/containers/web/exec', 'web'],
  ])('with the body %s for %s names %s', (body, requestURI, name) => {
    const { event } = read(audited({ verb: 'POST', requestURI, requestObject: JSON.parse(body) }));
    expect(event?.objectRef?.name).toBe(name);
  });

  test('keeps what metadata it has', () => {
    const metadata = { creationTimestamp: '2026-03-01T08:15:01Z' };
    expect(read(audited({ metadata })).event?.metadata).toEqual(metadata);
  });

  test('with a field of a wrong type is quarantined', () => {
    expect(read(audited({ verb: 5 })).quarantine).toMatchObject({ reason: 'wrong-type' });
  });
});

describe('what the controller logs of itself', () => {
  test.each([
    ['{"level":"info","msg":"x","time":"t"}', 'controller-log'],
    ['{"level":"info","msg":"x","time":"t","verb":"GET"}', 'controller-log'],
    ['{"level":"info","msg":"audit","time":"t","audit":null}', undefined],
    ['{"level":30,"msg":"x","time":1700000000}', undefined],
    ['{"level":"Metadata","auditID":"a","msg":"x","time":"t"}', undefined],
  ])('%s', (text, reason) => {
    expect(read(text).skip?.reason).toBe(reason);
  });

  test('a line that is not JSON is kept, pinned or not', () => {
    expect(read('panic: runtime error', 'mke').quarantine?.reason).toBe('invalid-json');
    expect(read('panic: runtime error').quarantine?.reason).toBe('invalid-json');
  });
});

const SAMPLES = new URL('../../../../shared/samples/mke/', import.meta.url);

describe.skipIf(!existsSync(SAMPLES))('the samples beside the repository (skipped where they are not)', () => {
  test('a real line of ucp-controller', () => {
    const line = readFileSync(new URL('ucp-controller.log', SAMPLES), 'utf8').trimEnd();
    const { event, platform, component } = read(line);
    expect([platform, component, event && actorOf(event)]).toEqual(['mke', 'ucp-controller', 'admin']);
    expect(event).toMatchObject({
      verb: 'get',
      level: 'Metadata',
      objectRef: { resource: 'metricsservice', subresource: 'query', apiGroup: 'ucp.mirantis.com' },
      sourceIPs: ['172.31.45.250'],
      requestReceivedTimestamp: '2019-01-30T17:21:45.316157Z',
    });
    expect(event).not.toHaveProperty('metadata');
    expect(event).not.toHaveProperty('stageTimestamp');
  });

  test('the two that are not JSON are quarantined, each whole', () => {
    const bytes = readFileSync(new URL('documented-invalid-samples.txt', SAMPLES));
    const cutter = createLineCutter();
    const entries = [...cutter.push(bytes), ...cutter.end()];
    const samples = bytes.toString('utf8').trimEnd().split('\n\n');
    expect(entries.map(({ raw }) => Buffer.from(raw).toString())).toEqual(samples);
    for (const { raw, structure, quarantine } of entries) {
      expect((quarantine ?? decode(raw, structure, ENVELOPE).quarantine)?.reason).toBe('invalid-json');
    }
  });
});
