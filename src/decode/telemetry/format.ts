import type { Entry } from '../entry.ts';
import type { Format } from '../format.ts';
import { once } from '../once.ts';
import { quarantined, type Reading } from '../reading.ts';
import { readSpringLine } from '../spring-line.ts';
import { agentEvent } from './agent-event.ts';
import { KINDS } from './kinds.ts';
import { isAgentReport, readAgentReport } from './read-agent.ts';
import { readServerLine, serverEvent } from './server-event.ts';

const agentLine = once(({ text }) => readSpringLine(text));
const serverLine = once(({ text }) => readServerLine(text));
const [SPACE, ZERO, NINE] = [0x20, 0x30, 0x39];
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
      ? isAgentReport(agentLine(entry)?.message ?? '')
      : mayBeOfServer(entry) && serverLine(entry) !== undefined,
  decode: (entry) => agentReading(entry) ?? serverReading(entry),
};

function mentionsAgent({ raw }: Entry): boolean {
  return raw !== undefined && Buffer.from(raw.buffer, raw.byteOffset, raw.length).includes(AGENT);
}

/** Such a line begins with a time. */
function mayBeOfServer({ raw }: Entry): boolean {
  const first = raw?.[0] ?? 0;
  return raw !== undefined && raw.length < MAX_SERVER_LINE && (first === SPACE || (first >= ZERO && first <= NINE));
}

function agentReading(entry: Entry): Reading | undefined {
  const line = agentLine(entry);
  const report = line && readAgentReport(line.message);
  return report && { event: agentEvent(line.time, report), platform: 'pks', component: 'pks-api' };
}

function serverReading(entry: Entry): Reading {
  const line = serverLine(entry);
  return line
    ? { event: serverEvent(line), platform: 'pks', component: 'telemetry-server' }
    : quarantined('not-an-event', 'the line is no report of the telemetry agent and tells of no connection');
}
