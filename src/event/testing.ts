import fc from 'fast-check';
import type { AuditEvent } from './event.ts';

const strange = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '<', '"', '\\', '__proto__', '7', '\u2028', 'x'.repeat(9_000)),
);
/** An event has some twenty: were each often strange, hardly any event would be right. */
const text = fc.oneof({ weight: 9, arbitrary: fc.constantFrom('get', 'pods', 'a b', 'é', '→', '"&"') }, strange);
const texts = fc.array(text, { maxLength: 3 });
const user = fc.record({
  username: text,
  uid: text,
  groups: texts,
  extra: fc.dictionary(text, texts, { maxKeys: 3 }),
});
const GOOD_TIME = '2026-03-01T03:12:45.123456Z';
const time = fc.constantFrom('', ...Array(4).fill(GOOD_TIME), '2026-02-30T03:12:45.123456Z', '0001-01-01T00:00:00Z');

/** Events of Kubernetes with every field that can be empty, strange or right. */
export function anyEvent(auditID: fc.Arbitrary<string> = text): fc.Arbitrary<AuditEvent> {
  return fc.record({
    level: text,
    auditID,
    stage: text,
    requestURI: text,
    verb: text,
    user,
    impersonatedUser: user,
    sourceIPs: texts,
    userAgent: text,
    objectRef: fc.record({ resource: text, namespace: text, name: text, uid: text, apiVersion: text }),
    responseStatus: fc.record({ message: text, code: fc.constantFrom(0, 200, 200, 403, 403, 404, -1, 2 ** 31) }),
    requestReceivedTimestamp: time,
    stageTimestamp: time,
    annotations: fc.dictionary(text, text, { maxKeys: 3 }),
  });
}

/** Texts that UTF-8 can hold, half of them with one character more somewhere. */
export function damagedAtTimes(json: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const damage = fc.constantFrom('', '', '', '', '', '"', '\\', ',', '}', '0', ' ');
  return fc
    .tuple(json, fc.nat(), damage)
    .map(([written, place, more]) => {
      const at = more === '' ? 0 : place % (written.length + 1);
      return written.slice(0, at) + more + written.slice(at);
    })
    .filter((given) => given.isWellFormed());
}
