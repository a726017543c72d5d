import { formatMicros } from '../../../src/event/time.ts';
import { uuid, uuidOf } from '../../generator/model/ids.ts';
import { goJson } from '../../generator/write/go-json.ts';
import type { Moment } from '../scene.ts';

export interface SwarmUser {
  readonly name: string;
  readonly address: string;
}

export interface SwarmRequest {
  /** A method of HTTP. */
  readonly verb: string;
  readonly uri: string;
  readonly by: SwarmUser;
  readonly body?: unknown;
  /** How it was answered, where the controller says so. */
  readonly code?: number;
}

const LICENCE = 'ZGVtbyBsaWNlbmNlLCBub3QgZm9yIHVzZQ';
const KUBERNETES = /^\/(api\/v1|apis)\//;
const FIRST_PORT = 32_768;

/** A line of `ucp-controller`, as Docker's log driver json-file keeps it. */
export function ucpLine({ at, random }: Moment, { verb, uri, by, body, code }: SwarmRequest): string {
  const id = uuidOf(`mke/${by.name}`);
  const time = formatMicros(at);
  const second = `${time.slice(0, 19)}Z`;
  const audit = {
    auditID: uuid(random),
    kind: KUBERNETES.test(uri) ? 'kubernetes' : 'docker-swarm',
    level: body === undefined ? 'metadata' : 'request',
    metadata: { creationTimestamp: null },
    ...(body === undefined ? {} : { requestObject: body }),
    requestReceivedTimestamp: time,
    requestURI: uri,
    ...(code === undefined ? {} : { responseStatus: { metadata: {}, code } }),
    sourceIPs: [`${by.address}:${FIRST_PORT + random.below(FIRST_PORT)}`],
    stage: 'RequestReceived',
    stageTimestamp: null,
    timestamp: null,
    user: { extra: { licenseKey: [LICENCE], username: [by.name] }, uid: id, username: id },
    verb,
  };
  const line = goJson({ audit, level: 'info', msg: 'audit', time: second });
  return goJson({ log: `${line}\n`, stream: 'stdout', time: time.replace('Z', '042Z') });
}
