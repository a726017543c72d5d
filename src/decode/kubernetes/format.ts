import { asOpenShift } from '../as-openshift.ts';
import { isAuditEvent, readAuditEvent } from '../audit-event.ts';
import type { JsonObject } from '../entry.ts';
import type { Context, Format } from '../format.ts';
import type { Reading } from '../reading.ts';
import { unknown } from '../unknown.ts';
import { azureComponent, azureLog } from './azure-record.ts';
import { KINDS } from './kinds.ts';

/** JSON of `audit.k8s.io` v1, v1beta1 and v1alpha1, with or without `kind`, bare or in a record of Azure. */
export const kubernetes: Format = {
  name: 'kubernetes',
  description: 'events of audit.k8s.io, as kube-apiserver and other API servers write them',
  takesCanonical: true,
  kinds: KINDS,
  matches: ({ object }) => object !== undefined && (isAuditEvent(object) || azureLog(object) !== undefined),
  decode: (entry, context) => {
    const { object } = entry;
    if (!object) return unknown(entry);
    if (!isAuditEvent(object)) return inAzureRecord(object, context) ?? unknown(entry);
    const read = readAuditEvent(object);
    return read.event ? asOpenShift({ ...read, json: entry.raw }, context.envelope) : read;
  },
};

function inAzureRecord(object: JsonObject, context: Context): Reading | undefined {
  const log = azureLog(object);
  return log === undefined ? undefined : context.within(log, { component: azureComponent(object) });
}
