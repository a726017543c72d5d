import { type JsonValue, readJavaObject } from '../java-text.ts';

/** What the agent of the PKS API reports. */
export interface AgentReport {
  /** `addCluster`. */
  readonly operation: string;
  /** `cluster entity` → what it has. */
  readonly parts: ReadonlyMap<string, JsonValue>;
  readonly isCut: boolean;
}

const START = /^Telemetry - (\w{1,100}): /;
const LABEL = /([a-z][\w ]{0,60}): /y;
const NEXT = /, [a-z][\w ]{0,60}: /g;

export function isAgentReport(message: string): boolean {
  return START.test(message);
}

/** Reads `Telemetry - addCluster: cluster request: class X {…}, cluster entity: Y{…}, plan: class Z {…}`. */
export function readAgentReport(message: string): AgentReport | undefined {
  const start = START.exec(message);
  if (!start) return undefined;
  const [{ length }, operation = ''] = start;
  const parts = new Map<string, JsonValue>();
  for (let at = length; ; ) {
    LABEL.lastIndex = at;
    const label = LABEL.exec(message)?.[1];
    if (label === undefined) return { operation, parts, isCut: true };
    const object = readJavaObject(message, LABEL.lastIndex);
    const end = object?.end ?? nextPart(message, LABEL.lastIndex);
    parts.set(label, object?.value ?? message.slice(LABEL.lastIndex, end));
    if (end >= message.length) return { operation, parts, isCut: object?.isWhole === false };
    if (!message.startsWith(', ', end)) return { operation, parts, isCut: true };
    at = end + 2;
  }
}

function nextPart(message: string, at: number): number {
  NEXT.lastIndex = at;
  return NEXT.exec(message)?.index ?? message.length;
}
