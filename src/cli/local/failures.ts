import { VerbatimError } from '../../errors.ts';
import { clauseOf } from '../failure.ts';
import { counted } from '../render/number.ts';
import { visible } from '../render/visible.ts';

/** What could not be read: told at once, and raised when all the rest was answered. */
export interface Failures {
  readonly onFailure: (name: string, error: unknown) => void;
  /** FILE_UNREADABLE if there was a failure. */
  readonly raise: () => void;
}

export function createFailures(note: (line: string) => void): Failures {
  const failed = new Set<string>();
  return {
    onFailure: (name, error) => {
      // A file may be read for more than one question.
      if (!failed.has(name)) note(`verbatim: ${visible(name)}: ${clauseOf(error)}`);
      failed.add(name);
    },
    raise: () => {
      if (failed.size === 0) return;
      const detail = `${counted(failed.size, 'file')} could not be read to the end; the answer lacks what is in them.`;
      throw new VerbatimError('FILE_UNREADABLE', detail);
    },
  };
}
