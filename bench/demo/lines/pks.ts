import { formatMicros } from '../../../src/event/time.ts';
import { uuid, uuidOf } from '../../generator/model/ids.ts';
import type { Moment } from '../scene.ts';

const HOST = '10.0.10.10';
const UAA_PROCESS = 7_412;
const API_PROCESS = 7_594;
const THREADS = 8;

/** A message of RFC 5424 with facility user and severity info, as rsyslog forwards it from the virtual machine. */
function message(at: number, program: string, text: string): string {
  return `<14>1 ${formatMicros(at)} ${HOST} ${program} rs2 - - ${text}`;
}

/** `2026-03-01 03:12:45.897`, in UTC. */
function plainTime(at: number): string {
  return formatMicros(at).slice(0, 23).replace('T', ' ');
}

function thread({ random }: Moment): string {
  return `exec-${1 + random.below(THREADS)}`;
}

/** A line of UAA's log: `type` happened with `data` to `principal`. */
export function uaaLine(moment: Moment, type: string, data: string, principal: string, origin: string): string {
  const where = `uaa - ${UAA_PROCESS} [https-jsse-nio-8443-${thread(moment)}] ....  INFO`;
  const what = `Audit: ${type} ('${data}'): principal=${principal}, origin=[${origin}], identityZoneId=[uaa]`;
  return message(moment.at, 'uaa', `[${plainTime(moment.at)}] ${where} --- ${what}`);
}

/** The id that UAA has given a user. */
export function userId(name: string): string {
  return uuidOf(`uaa/${name}`);
}

/** A line of the PKS API: somebody asked for something. */
export function pksApiLine(moment: Moment, action: string, by: string, about: string): string {
  const where = `INFO ${API_PROCESS} --- [nio-9021-${thread(moment)}] io.pivotal.pks.cluster.ClusterService    :`;
  return message(
    moment.at,
    'pks-api',
    `${plainTime(moment.at)}  ${where} Action '${action}' by user '${by}', ${about}`,
  );
}

/** A line of the on-demand broker: how far BOSH has come with a cluster. */
export function brokerLine(moment: Moment, task: number, state: string, operation: string, cluster: string): string {
  const id = uuidOf(`pks/${cluster}`);
  const time = plainTime(moment.at).replaceAll('-', '/');
  const deployment = `service-instance_${id}`;
  const said = `Description: ${operation} deployment ${deployment} Result: ${state === 'done' ? deployment : ''}`;
  const text = `[on-demand-service-broker] [${uuid(moment.random)}] ${time} BOSH task ID ${task} status: ${state} ${operation} deployment for instance ${id}: ${said}`;
  return message(moment.at, 'on-demand-service-broker', text);
}

/** A line of the telemetry server. */
export function telemetryLine(moment: Moment, text: string): string {
  const time = `${plainTime(moment.at).slice(0, 19)} +0000`;
  return message(moment.at, 'telemetry-server', `${time} [debug]: #0 ${text}`);
}
