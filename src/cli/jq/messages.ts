import { VerbatimError } from '../../errors.ts';
import type { JqMessage } from '../../query/jq/message.ts';
import { counted } from '../render/number.ts';
import { visible } from '../render/visible.ts';

/** What jq says besides its results. */
export interface JqMessages {
  readonly onMessage: (message: JqMessage) => void;
  /** Throws JQ_FAILED if there was an event that jq could not finish. */
  readonly raise: () => void;
}

/** Errors that are shown one by one. An expression that fails on every event fails on all for the same few reasons. */
const MAX_SHOWN = 10;

export function createJqMessages(note: (line: string) => void): JqMessages {
  let failed = 0;
  return {
    onMessage: ({ error, text }) => {
      if (error) failed++;
      if (!error || failed <= MAX_SHOWN) note(visible(text));
    },
    raise: () => {
      if (failed === 0) return;
      const more = failed > MAX_SHOWN ? `; the first ${MAX_SHOWN} errors are shown` : '';
      throw new VerbatimError('JQ_FAILED', `jq failed on ${counted(failed, 'event')}${more}.`);
    },
  };
}
