import { asOpenShift } from '../as-openshift.ts';
import { isAuditEvent, readAuditEvent } from '../audit-event.ts';
import type { Format } from '../format.ts';
import { unknown } from '../unknown.ts';
import { KINDS } from './kinds.ts';

/** JSON of `audit.k8s.io` v1, v1beta1 and v1alpha1, with or without `kind`. */
export const kubernetes: Format = {
  name: 'kubernetes',
  description: 'events of audit.k8s.io, as kube-apiserver and other API servers write them',
  takesCanonical: true,
  kinds: KINDS,
  matches: ({ object }) => object !== undefined && isAuditEvent(object),
  decode: (entry, context) => {
    const { object } = entry;
    if (!object || !isAuditEvent(object)) return unknown(entry);
    const read = readAuditEvent(object);
    return read.event ? asOpenShift({ ...read, json: entry.raw }, context.envelope) : read;
  },
};
