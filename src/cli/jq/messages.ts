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

export function createJqMessages(note: (line: string) => void): JqMessages {
  let failed = 0;
  return {
    onMessage: ({ error, text }) => {
      if (error) failed++;
      note(visible(text));
    },
    raise: () => {
      if (failed > 0) throw new VerbatimError('JQ_FAILED', `jq failed on ${counted(failed, 'event')}.`);
    },
  };
}
