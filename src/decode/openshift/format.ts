import { isOpenShiftEvent, OPENSHIFT } from '../../event/openshift.ts';
import { asOpenShift } from '../as-openshift.ts';
import { isAuditEvent, readAuditEvent } from '../audit-event.ts';
import type { Format } from '../format.ts';
import { unknown } from '../unknown.ts';
import { KINDS } from './kinds.ts';
import { readNodePrefix } from './node-prefix.ts';

/** Events of OpenShift's four API servers, bare or as `oc adm node-logs` prints them. */
export const openshift: Format = {
  name: OPENSHIFT,
  description: 'events of OpenShift’s API servers, bare or behind the name of a node as oc adm node-logs prints them',
  takesCanonical: true,
  kinds: KINDS,
  matches: (entry) => {
    const { object } = entry;
    if (object) return isAuditEvent(object) && isOpenShiftEvent(object);
    return !entry.startsWithBrace && readNodePrefix(entry.text) !== undefined;
  },
  decode: (entry, context) => {
    const { object } = entry;
    if (object && isAuditEvent(object)) {
      const read = readAuditEvent(object);
      return read.event ? asOpenShift({ ...read, json: entry.raw }, context.envelope) : read;
    }
    const prefixed = entry.startsWithBrace ? undefined : readNodePrefix(entry.text);
    // Only OpenShift's tool puts the node before a line.
    return (prefixed && context.within(prefixed.line, { node: prefixed.node, platform: OPENSHIFT })) ?? unknown(entry);
  },
};
