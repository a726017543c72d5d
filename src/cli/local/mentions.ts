import type { Field } from '../../event/fields.ts';
import type { Envelope } from '../../event/record.ts';
import type { Filter } from '../../query/filter.ts';
import { fold } from '../../query/fold.ts';
import { containsPhrase } from '../../query/words.ts';
import { SAID_OF_OPENSHIFT } from './said-of-openshift.ts';

/**
 * What the bytes of an event must mention for it to meet a filter, whichever way it is read: a cheap test that leaves
 * out most lines before any JSON is read. It is for lines that begin as kube-apiserver writes them (`NATIVE_START`): what
 * others become need not stand in them. Text is ASCII.
 */
export type Mentions =
  | { readonly op: 'text'; readonly text: string; readonly ignoreCase: boolean }
  | { readonly op: 'and' | 'or'; readonly of: readonly Mentions[] };

/** How lines of kube-apiserver begin: their fields are read as they stand. */
export const NATIVE_START = '{"kind":"Event","apiVersion":"audit.k8s.io/';

/** Shorter text is in too many lines for a search to pay. */
const MIN_LENGTH = 3;

/** A person has some dozens of names at most; looking for more is no cheap test any more. */
const MAX_MENTIONS = 100;

/** Characters that JSON writes as they are, unless it writes them as `\uXXXX`. */
const UNESCAPED = /[\w.: @+-]+/g;

/** What could be said of any record, however it is read: words of these are no sign that its bytes hold them. */
const SAID_OF_RECORDS = [
  ...SAID_OF_OPENSHIFT,
  'allowed denied failed unknown',
  'invalid-json not-an-event wrong-type too-large too-deep too-complex invalid-utf8',
].join('\n');

/** `undefined` where nothing can be said. */
export function mentionsOf(filter: Filter, envelope: Envelope): Mentions | undefined {
  switch (filter.op) {
    case 'and': {
      const of = filter.of.map((part) => mentionsOf(part, envelope)).filter((part) => part !== undefined);
      return of.length === 0 ? undefined : { op: 'and', of };
    }
    case 'or': {
      if (filter.of.length > MAX_MENTIONS) return undefined;
      const of = filter.of.map((part) => mentionsOf(part, envelope));
      return of.length > 0 && of.every((part) => part !== undefined) ? { op: 'or', of } : undefined;
    }
    case 'equals':
      return isDecodedText(filter.field.field) ? mention([filter.value], filter.ignoreCase) : undefined;
    case 'wildcard':
      return isDecodedText(filter.field.field) ? mention(filter.pattern, filter.ignoreCase) : undefined;
    case 'text': {
      const said = [SAID_OF_RECORDS, ...Object.values(envelope)];
      if (said.some((text) => containsPhrase(fold(text), filter))) return undefined;
      return mention(filter.words, true);
    }
    default:
      return undefined;
  }
}

/** Whether a field's values are strings of the event, which JSON writes in one way but for escapes. */
function isDecodedText({ origin, type, name }: Field): boolean {
  if (type === 'integer' || type === 'time' || type === 'body') return false;
  return origin === 'event' || name === 'actor';
}

function mention(parts: readonly string[], ignoreCase: boolean): Mentions | undefined {
  let longest = '';
  for (const part of parts)
    for (const [run] of part.matchAll(UNESCAPED)) if (run.length > longest.length) longest = run;
  return longest.length < MIN_LENGTH ? undefined : { op: 'text', text: longest, ignoreCase };
}

/**
 * What may stand for a character of `UNESCAPED`: an escape of one of them, or a character beyond ASCII that folds to one,
 * as it is or escaped (U+0130 folds to an i, U+212A to a k).
 */
const HIDDEN = '\\\\u(?:00(?:2[0bBdDeE]|3[0-9aA]|[4-7])|0130|212[aA])';
const FOLDING = '\u0130|\u212a';

/** A pattern, for the engine and for JavaScript, of what may hide a text; a line that has it may hold the text. */
export function hiddenPattern(ignoreCase: boolean): string {
  return ignoreCase ? `${HIDDEN}|${FOLDING}` : HIDDEN;
}
