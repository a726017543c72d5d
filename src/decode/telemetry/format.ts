import type { Entry } from '../entry.ts';
import type { Format } from '../format.ts';
import { quarantined, type Reading } from '../reading.ts';
import { readSpringLine } from '../spring-line.ts';
import { agentEvent } from './agent-event.ts';
import { KINDS } from './kinds.ts';
import { isAgentReport, readAgentReport } from './read-agent.ts';
import { serverEvent } from './server-event.ts';

const AGENT = Buffer.from(': Telemetry - ');
/** Lines of the server are no longer. */
const MAX_SERVER_LINE = 500;

/** What PKS tells of its telemetry: the agent's reports, and how agents connect to the server. */
export const telemetry: Format = {
  name: 'telemetry',
  description: 'reports of the telemetry agent of PKS, and connections to the telemetry server',
  kinds: KINDS,
  matches: (entry) =>
    mentionsAgent(entry)
      ? isAgentReport(readSpringLine(entry.text)?.message ?? '')
      : entry.raw !== undefined && entry.raw.length < MAX_SERVER_LINE && serverEvent(entry.text) !== undefined,
  decode: ({ text }) => agentReading(text) ?? serverReading(text),
};

function mentionsAgent({ raw }: Entry): boolean {
  return raw !== undefined && Buffer.from(raw.buffer, raw.byteOffset, raw.length).includes(AGENT);
}

function agentReading(text: string): Reading | undefined {
  const line = readSpringLine(text);
  const report = line && readAgentReport(line.message);
  return report && { event: agentEvent(line.time, report), platform: 'pks', component: 'pks-api' };
}

function serverReading(text: string): Reading {
  const event = serverEvent(text);
  return event
    ? { event, platform: 'pks', component: 'telemetry-server' }
    : quarantined('not-an-event', 'the line is no report of the telemetry agent and tells of no connection');
}
