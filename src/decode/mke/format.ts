import { OPEN_BRACE } from '../../event/json-chars.ts';
import { scanObject, valueSpan } from '../../event/json-scan.ts';
import { readAuditEvent } from '../audit-event.ts';
import type { Entry } from '../entry.ts';
import type { Context, Format } from '../format.ts';
import { type Reading, skipped } from '../reading.ts';
import { unknown } from '../unknown.ts';
import { KINDS } from './kinds.ts';
import { type AuditLine, auditLine, isControllerLog } from './line.ts';
import { readEvent } from './read-event.ts';

/** The output of MKE's `ucp-controller`: events about Docker's, Swarm's, MKE's own and Kubernetes' API. */
export const mke: Format = {
  name: 'mke',
  description:
    'the output of ucp-controller of Mirantis MKE (Docker UCP), and events about the API of Docker and Swarm',
  kinds: KINDS,
  matches: (entry) => auditLine(entry) !== undefined || isControllerLog(entry),
  decode: (entry, context) => {
    const line = auditLine(entry);
    if (line) return readLine(line, entry);
    if (isControllerLog(entry)) return skipped('controller-log');
    return wrapped(entry, context) ?? unknown(entry);
  },
};

/** Where configuration says that all of a container's log is of this format, its lines may still be in Docker's wrapping. */
function wrapped({ raw, text }: Entry, context: Context): Reading | undefined {
  return raw?.[0] === OPEN_BRACE ? context.within(text) : undefined;
}

function readLine({ audit, loggedAt, isMke }: AuditLine, { raw, object }: Entry): Reading {
  const reading = readAuditEvent(audit);
  if (!reading.event) return reading;
  return {
    event: readEvent(reading.event, loggedAt),
    native: false,
    json: audit === object ? raw : auditJson(raw, reading.event),
    ...(isMke ? { platform: 'mke', component: 'ucp-controller' } : { platform: 'swarm', component: 'dockerd' }),
  };
}

/** The JSON of the event in its line, of which only bodies are wanted. */
function auditJson(raw: Uint8Array | undefined, event: object): Uint8Array | undefined {
  if (!raw || !('requestObject' in event || 'responseObject' in event)) return undefined;
  let json: Uint8Array | undefined;
  scanObject(raw, 0, raw.length, (key, at) => {
    const end = valueSpan(raw, at, raw.length)?.end ?? -1;
    if (key === 'audit' && end >= 0) json = raw.subarray(at, end);
    return end;
  });
  return json;
}
