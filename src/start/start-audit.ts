import { hostname } from 'node:os';
import type { Logger } from 'pino';
import { lifecycleDeed } from '../api/audit/lifecycle.ts';
import type { RecordRequestsOptions } from '../api/audit/record-requests.ts';
import { createRecorder } from '../api/audit/recorder.ts';
import { createRefusalLimit } from '../api/audit/refusal-limit.ts';
import type { Metrics } from '../metrics.ts';
import type { Intake } from '../sources/intake.ts';

/** The record of what is done to the server itself. */
export interface StartedAudit {
  /** For the server that is made. */
  readonly requests: Omit<RecordRequestsOptions, 'actorOf'>;
  /** Records that the server begins or ends. Never rejects. */
  lifecycle(verb: 'start' | 'stop'): Promise<void>;
}

export interface StartAuditOptions {
  readonly intake: Pick<Intake, 'body'>;
  readonly searches: boolean;
  readonly version: string;
  readonly metrics: Metrics;
  readonly log: Logger;
}

export function startAudit({ intake, searches, version, metrics, log }: StartAuditOptions): StartedAudit {
  const host = hostname();
  const recorder = createRecorder({
    intake,
    node: host,
    failed: (deed, err) => {
      metrics.notRecorded();
      log.error({ deed, err }, 'What was done to Verbatim could not be recorded.');
    },
  });
  return {
    requests: { recorder, limit: createRefusalLimit(() => performance.now()), searches },
    lifecycle: (verb) => recorder.tryToRecord(lifecycleDeed(verb, { host, version })),
  };
}
