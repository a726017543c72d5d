import { VerbatimError } from '../../errors.ts';
import { OWN_NAME } from '../../event/record.ts';
import type { Intake, Sender } from '../../sources/intake.ts';
import { type Deed, writeOwnEvent } from './own-event.ts';

/** An answer waits so long for its record; a disk that does not answer must not keep people from searching. */
const RECORD_MS = 5_000;

/** Puts what is done to Verbatim into its own record, on the way that all events take. */
export interface Recorder {
  /** Resolves once it is durable. Rejects with PUSH_BACK or JOURNAL_WRITE. */
  record(deed: Deed): Promise<void>;
  /** The same, for what goes on though it cannot be recorded: then the observer is told who did what. Never rejects. */
  tryToRecord(deed: Deed): Promise<void>;
}

export interface RecorderOptions {
  readonly intake: Pick<Intake, 'body'>;
  /** The name of the machine. */
  readonly node: string;
  /** What could not be recorded, for the log, and why. Must not throw. */
  readonly failed: (deed: Pick<Deed, 'auditID' | 'verb' | 'resource' | 'name' | 'actor'>, error: unknown) => void;
}

export function createRecorder({ intake, node, failed }: RecorderOptions): Recorder {
  const sender: Sender = {
    cluster: OWN_NAME,
    platform: OWN_NAME,
    type: OWN_NAME,
    source: OWN_NAME,
    component: OWN_NAME,
    node,
  };
  async function record(deed: Deed): Promise<void> {
    await intake.body(sender, writeOwnEvent(deed));
  }
  return {
    record,
    tryToRecord: (deed) =>
      inTime(record(deed)).catch((error: unknown) => {
        const { auditID, verb, resource, name, actor } = deed;
        failed({ auditID, verb, resource, name, actor }, error);
      }),
  };
}

async function inTime(recorded: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new VerbatimError('JOURNAL_WRITE', `Not within ${RECORD_MS} ms.`)), RECORD_MS);
  });
  await Promise.race([recorded, late]).finally(() => clearTimeout(timer));
}
