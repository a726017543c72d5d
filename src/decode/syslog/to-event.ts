import type { AuditEvent } from '../../event/event.ts';
import { annotator } from '../log-event.ts';
import type { SyslogMessage } from './message.ts';
import { facilityName, severityName } from './priority.ts';

const PREFIX = 'syslog';

const annotationsOf = annotator(PREFIX, 'facility', 'severity', 'program', 'procid', 'msgid');
const INSTANCE = `${PREFIX}/instance`;

/** A message that is no line of a known format: what it says is its text, which full-text search finds. */
export function plainEvent(message: SyslogMessage): AuditEvent {
  const { facility, severity, time, program, procId, msgId } = message;
  const event: AuditEvent = { message: message.message };
  if (time) {
    event.requestReceivedTimestamp = time;
    event.stageTimestamp = time;
  }
  event.annotations = annotationsOf({
    facility: facility === undefined ? undefined : facilityName(facility),
    severity: severity === undefined ? undefined : severityName(severity),
    program,
    procid: procId,
    msgid: msgId,
  });
  return withHeader(event, message);
}

/**
 * Adds to the event of a line what its header says about where the line was written: the instance of the program, and the parameters
 * of structured data as `syslog/origin.ip`. Several of one name are a list. What the event says itself stays.
 */
export function withHeader(event: AuditEvent, { instance, structuredData }: SyslogMessage): AuditEvent {
  if (!instance && structuredData.size === 0) return event;
  const found: Record<string, string> = {};
  if (instance) found[INSTANCE] = instance;
  for (const [id, parameters] of structuredData) {
    for (const { name, value } of parameters) {
      const key = `${PREFIX}/${id}.${name}`;
      const before = Object.hasOwn(found, key) ? found[key] : undefined;
      if (value) found[key] = before === undefined ? value : `${before}, ${value}`;
    }
  }
  event.annotations = { ...found, ...event.annotations };
  return event;
}
