import { isIP } from 'node:net';
import type { AuditEvent } from '../../event/event.ts';
import { annotations, logEvent } from '../log-event.ts';
import { readLogTime } from '../log-time.ts';
import { PKS_GROUP } from '../pks.ts';

const SPACES = /^\s*/;
const LINE =
  / \[(\w{1,20})\]: (?:#\d{1,6} )?(generating helo|checking ping|generating pong|connection established)(?: address="([^"]{0,100})" port=(\d{1,6}))?\s*$/y;

/** Reads `time [level]: #0 checking ping` and its like: how telemetry agents make themselves known. `undefined` if it is none. */
export function serverEvent(text: string): AuditEvent | undefined {
  const time = readLogTime(text, SPACES.exec(text)?.[0].length ?? 0);
  if (!time) return undefined;
  LINE.lastIndex = time.end;
  const match = LINE.exec(text);
  if (!match) return undefined;
  const [, , step, address = '', port] = match;
  return logEvent(time.time, {
    verb: 'ping',
    ...(isIP(address) && { sourceIPs: [address] }),
    objectRef: { resource: 'telemetry', apiGroup: PKS_GROUP },
    annotations: annotations(PKS_GROUP, { step, port }),
  });
}
