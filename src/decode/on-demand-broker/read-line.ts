import { readLogTime } from '../log-time.ts';

/** How far BOSH has come with what the broker asked for. A line may be cut off behind the instance. */
export interface BrokerLine {
  /** RFC 3339 in UTC with six digits. */
  readonly time: string | undefined;
  readonly requestId: string | undefined;
  /** Of BOSH. */
  readonly task: string;
  /** `queued`, `processing`, `done`, `error`, `timeout`, `cancelling`, `cancelled`. */
  readonly state: string;
  /** `delete deployment`. */
  readonly operation: string;
  /** The UUID of the service instance, which is the cluster's. */
  readonly instance: string;
  readonly description: string | undefined;
  readonly result: string | undefined;
  readonly isCut: boolean;
}

const HEAD = /^\s*\[on-demand-service-broker\] (?:\[([\w-]{1,100})\] )?/;
const TASK = /\s?BOSH task ID (\d{1,20}) status: (\w{1,40}) ([\w ,.-]{1,200}?) for instance ([\w-]{1,100})/y;
const DESCRIPTION = ': Description: ';
const RESULT = ' Result:';

/** `[on-demand-service-broker] [request] time BOSH task ID N status: STATE OPERATION for instance UUID: Description: D Result: R`. */
export function readBrokerLine(text: string): BrokerLine | undefined {
  const head = HEAD.exec(text);
  if (!head) return undefined;
  const [start, requestId] = head;
  const time = readLogTime(text, start.length);
  TASK.lastIndex = time?.end ?? start.length;
  const match = TASK.exec(text);
  if (!match) return undefined;
  const [, task = '', state = '', operation = '', instance = ''] = match;
  const rest = text.slice(TASK.lastIndex).trimEnd();
  const whole = rest.startsWith(DESCRIPTION) ? rest.slice(DESCRIPTION.length) : '';
  const resultAt = whole.lastIndexOf(RESULT);
  return {
    time: time?.time,
    requestId,
    task,
    state,
    operation,
    instance,
    description: (resultAt < 0 ? whole : whole.slice(0, resultAt)) || undefined,
    result: (resultAt < 0 ? '' : whole.slice(resultAt + RESULT.length).trim()) || undefined,
    isCut: resultAt < 0,
  };
}
