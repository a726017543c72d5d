import { formatMicros } from '../../../src/event/time.ts';
import { uuid } from '../../generator/model/ids.ts';
import type { Moment } from '../scene.ts';

export interface Initiator {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly agent: string;
  readonly kind: 'user' | 'serviceid';
}

export interface Action {
  /** `containers-kubernetes.cluster.update` */
  readonly action: string;
  readonly by: Initiator;
  readonly target: string;
  readonly code?: number;
  /** Why it failed. */
  readonly failure?: string;
  readonly request?: unknown;
}

const ACCOUNT = 'a/5d0c1e0000000000000000000000demo';
const REASONS: Readonly<Record<number, string>> = { 200: 'OK', 201: 'Created', 401: 'Unauthorized', 403: 'Forbidden' };

/** An event of a service of IBM Cloud, in the shape of CADF, as Activity Tracker streams it. */
export function activityLine(
  { at, random }: Moment,
  { action, by, target, code = 200, failure, request }: Action,
): string {
  const service = action.split('.', 1)[0] as string;
  const resource = action.split('.').at(-2) as string;
  const failed = code >= 400;
  return JSON.stringify({
    eventTime: formatMicros(at).replace(/\d{4}Z$/, '+0000'),
    action,
    outcome: failed ? 'failure' : 'success',
    typeURI: 'http://schemas.dmtf.org/cloud/audit/1.0/event',
    eventType: 'activity',
    id: uuid(random),
    correlationId: uuid(random),
    severity: failed ? 'critical' : 'normal',
    message: `${service}: ${action.split('.').at(-1)} ${resource} ${target}${failed ? ' -failure' : ''}`,
    logSourceCRN: `crn:v1:bluemix:public:${service}:eu-de:${ACCOUNT}:::`,
    initiator: {
      id: by.id,
      name: by.name,
      typeURI: `service/security/account/${by.kind}`,
      credential: { type: by.kind === 'user' ? 'token' : 'apikey' },
      host: { address: by.address, agent: by.agent },
    },
    target: {
      id: `crn:v1:bluemix:public:${service}:eu-de:${ACCOUNT}:${target}::`,
      name: target,
      typeURI: `${service}/${resource}`,
    },
    reason: { reasonCode: code, reasonType: REASONS[code] ?? '', ...(failure && { reasonForFailure: failure }) },
    ...(request === undefined ? {} : { requestData: request }),
  });
}
