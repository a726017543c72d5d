import type { AuditEvent } from '../../event/event.ts';
import { annotations } from '../log-event.ts';
import type { SyslogMessage } from './message.ts';
import { facilityName, severityName } from './priority.ts';

const PREFIX = 'syslog';

/** A message that is no line of a known format: what it says is its text, which full-text search finds. */
export function plainEvent(message: SyslogMessage): AuditEvent {
  const { facility, severity, time, program, procId, msgId } = message;
  return {
    ...(time && { requestReceivedTimestamp: time, stageTimestamp: time }),
    annotations: {
      ...annotations(PREFIX, {
        facility: facility === undefined ? undefined : facilityName(facility),
        severity: severity === undefined ? undefined : severityName(severity),
        program,
        procid: procId,
        msgid: msgId,
      }),
      ...whereabouts(message),
    },
    message: message.message,
  };
}

/** The event of a line behind a header, with what the header says about where the line was written. */
export function withHeader(event: AuditEvent, message: SyslogMessage): AuditEvent {
  const found = whereabouts(message);
  return Object.keys(found).length === 0 ? event : { ...event, annotations: { ...found, ...event.annotations } };
}

/** The instance of the program, and the parameters of structured data: `syslog/origin.ip`. Several of one name are a list. */
function whereabouts({ instance, structuredData }: SyslogMessage): Record<string, string> {
  const found = annotations(PREFIX, { instance });
  for (const [id, parameters] of structuredData) {
    for (const { name, value } of parameters) {
      const key = `${PREFIX}/${id}.${name}`;
      const before = Object.hasOwn(found, key) ? found[key] : undefined;
      if (value) found[key] = before === undefined ? value : `${before}, ${value}`;
    }
  }
  return found;
}
