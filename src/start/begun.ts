import type { Logger } from 'pino';
import { soon } from './soon.ts';

/** What has been begun, to be ended if the rest cannot be started. */
export interface Begun {
  readonly add: (what: string, end: () => Promise<unknown>) => void;
  /** Ends all of it, the last first. */
  readonly end: () => Promise<void>;
}

export function createBegun(log: Logger): Begun {
  const begun: { readonly what: string; readonly end: () => Promise<unknown> }[] = [];
  return {
    add: (what, end) => void begun.push({ what, end }),
    end: async () => {
      for (const { what, end } of begun.reverse()) {
        await soon(end()).catch((err: unknown) => log.warn({ what, err }, 'Not stopped cleanly; going on.'));
      }
    },
  };
}
