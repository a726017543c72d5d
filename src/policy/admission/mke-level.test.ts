import { expect, test } from 'vitest';
import type { AuditEvent } from '../../event/event.ts';
import type { Level } from '../policy.ts';
import { createAdmission } from './admit.ts';
import { withMkeLevel } from './mke-level.ts';

const EVENT = { level: 'request', requestURI: '/v1.30/secrets/create', verb: 'create', requestObject: { a: 1 } };
const LINE = JSON.stringify({ audit: EVENT, level: 'info', msg: 'audit' });

let level: Level = 'Request';
const admission = withMkeLevel(createAdmission([]), () => level)('prod', 'lines');
const kept = (event: object = EVENT, platform = 'mke') => {
  const admitted = admission.admit(event as AuditEvent, platform, Buffer.from(LINE));
  return 'raw' in admitted ? Buffer.from(admitted.raw).toString() : admitted.leftOutBy;
};

test('each change of the level holds for the next event', () => {
  level = 'Request';
  expect(kept()).toBe(LINE);
  level = 'Metadata';
  expect(JSON.parse(kept())).toEqual({
    audit: { level: 'Metadata', requestURI: EVENT.requestURI, verb: 'create' },
    level: 'info',
    msg: 'audit',
  });
  level = 'None';
  expect(kept()).toBe('mke-audit-level');
});

test('other platforms have levels of their own, and what is left out anyway is counted as before', () => {
  level = 'None';
  expect(kept(EVENT, 'swarm')).toBe(LINE);
  expect(kept({ ...EVENT, requestURI: '/_ping' })).toBe('mke-ignored');
});
