import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../src/event/derive.ts';
import type { AuditEvent } from '../../../src/event/event.ts';
import { generate } from '../generate.ts';
import { interleave } from '../interleave.ts';
import { createCluster, DEFAULT_SIZE } from '../model/cluster.ts';
import { createRandom } from '../model/random.ts';
import { attackStory } from './attack-story.ts';
import { ATTACK, createCast } from './cast.ts';
import { chapters } from './chapters.ts';

const OPTIONS = { seed: 1, from: '2026-03-02T09:00:10Z', level: 'RequestResponse' } as const;
const lines = attackStory(OPTIONS);
const events: AuditEvent[] = lines.map((line) => JSON.parse(line));

/** One word an event: who could do what, on what. */
function told(event: AuditEvent): string {
  const { verb, objectRef, requestURI } = event;
  const what = objectRef ? [objectRef.resource, objectRef.subresource].filter(Boolean).join('/') : requestURI;
  return `${outcomeOf(event)} ${verb} ${what}`;
}

describe('the attack', () => {
  it('is told in forty to eighty events, in order of time', () => {
    expect(events.length).toBeGreaterThanOrEqual(40);
    expect(events.length).toBeLessThanOrEqual(80);
    const times = events.map(({ stageTimestamp }) => stageTimestamp!);
    expect(times).toEqual(times.toSorted());
  });

  it('comes from one address that nobody else uses', () => {
    expect(new Set(events.flatMap(({ sourceIPs }) => sourceIPs!))).toEqual(new Set([ATTACK.address]));
    for (const line of generate({ ...OPTIONS, level: 'Metadata', count: 20_000 }))
      expect(line).not.toContain(ATTACK.address);
  });

  it('goes from looking around to covering the traces', () => {
    const story = events.map(told);
    const path = [
      'denied get /metrics',
      'denied list secrets',
      'allowed create selfsubjectrulesreviews',
      'allowed get secrets',
      'denied create clusterrolebindings',
      'allowed create rolebindings',
      'allowed create pods/exec',
      'allowed create pods',
      'allowed get pods/exec',
      'allowed create serviceaccounts/token',
      'allowed list configmaps',
      'allowed delete pods',
      'allowed deletecollection events',
      'allowed delete namespaces',
      'allowed delete rolebindings',
    ];
    const places = path.map((step) => story.indexOf(step));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('shows what was granted and what the pod may do', () => {
    const created = events.filter(({ verb, requestObject }) => verb === 'create' && requestObject);
    expect(created.map(({ requestObject }) => requestObject)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ roleRef: expect.objectContaining({ name: 'cluster-admin' }) }),
        expect.objectContaining({ spec: expect.objectContaining({ hostPID: true }) }),
      ]),
    );
  });

  it('can be put into the traffic without losing an event', () => {
    const traffic = [...generate({ ...OPTIONS, level: 'Metadata', from: '2026-03-02T09:00:00Z', count: 2_000 })];
    const together = [...interleave(traffic, lines)];
    expect(together.filter((line) => line.includes(ATTACK.address))).toEqual(lines);
    expect(together.filter((line) => !line.includes(ATTACK.address))).toEqual(traffic);
    expect(new Set(together.map((line) => /"auditID":"([^"]*)","stage":"\w+"/.exec(line)![0])).size).toBe(
      together.length,
    );
  });

  it('is described in the readme, chapter by chapter', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const cluster = createCluster(createRandom('1').fork('cluster'), DEFAULT_SIZE);
    const places = chapters(createCast(cluster)).map(({ title }) => readme.indexOf(title));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    for (const name of Object.values(ATTACK)) expect(readme).toContain(name);
  });
});
