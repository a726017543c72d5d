import { isIP } from 'node:net';
import type { AuditEvent } from '../../event/event.ts';
import { annotator, logEvent } from '../log-event.ts';
import { readLogTime } from '../log-time.ts';
import { PKS_GROUP } from '../pks.ts';

const annotationsOf = annotator(PKS_GROUP, 'step', 'port');
const SPACES = /^\s*/;
const LINE =
  / \[\w{1,20}\]: (?:#\d{1,6} )?(generating helo|checking ping|generating pong|connection established)(?: address="([^"]{0,100})" port=(\d{1,6}))?\s*$/y;

export interface ServerLine {
  /** RFC 3339 in UTC with six digits. */
  readonly time: string;
  /** `checking ping`. */
  readonly step: string;
  /** `''` where the line names none. */
  readonly address: string;
  readonly port: string | undefined;
}

/** Reads `time [level]: #0 checking ping` and its like: how telemetry agents make themselves known. `undefined` if it is none. */
export function readServerLine(text: string): ServerLine | undefined {
  const time = readLogTime(text, SPACES.exec(text)?.[0].length ?? 0);
  if (!time) return undefined;
  LINE.lastIndex = time.end;
  const match = LINE.exec(text);
  if (!match) return undefined;
  const [, step = '', address = '', port] = match;
  return { time: time.time, step, address, port };
}

export function serverEvent({ time, step, address, port }: ServerLine): AuditEvent {
  const event = logEvent(time);
  event.verb = 'ping';
  if (isIP(address)) event.sourceIPs = [address];
  event.objectRef = { resource: 'telemetry', apiGroup: PKS_GROUP };
  event.annotations = annotationsOf({ step, port });
  return event;
}
