import { type JsonValue, readJavaObject } from '../java-text.ts';

/** What somebody asked the PKS API to do. */
export interface Action {
  /** `create-cluster`. */
  readonly name: string;
  readonly user: string | undefined;
  /** What stands behind it, such as `cluster name` → `logs`. */
  readonly facts: ReadonlyMap<string, string>;
  readonly details: { readonly [key: string]: JsonValue } | undefined;
  readonly detailsClass: string | undefined;
  readonly isCut: boolean;
}

const ACTION = /^Action '([\w.-]{1,200})'(?: by user '|$)/;
/** A name may hold quotation marks: it ends with one that the sentence can go on behind. */
const NAME_END = /'(?=[,.\s]|$)/g;
const FACT = /, ([a-z][\w ]{0,60}): '/y;
const DETAILS = 'Details: ';
/** Beginnings of what can follow: of another name, or of the details. */
const CUT_OFF = /^(?:,[\w ]*:? ?|\. ?(?:D|De|Det|Deta|Detai|Detail|Details):? ?)$/;

/** Whether a message says that somebody did something. */
export function isAction(message: string): boolean {
  return ACTION.test(message);
}

/**
 * Reads `Action 'create-cluster' by user 'ann', cluster name: 'logs', plan name: 'small'. Details: class ClusterParameters {…}`, whatever
 * the action is and however many names follow; `undefined` if it is none.
 */
export function readAction(message: string): Action | undefined {
  const match = ACTION.exec(message);
  if (!match) return undefined;
  const [start, name = ''] = match;
  const user = readName(message, start.length);
  const facts = new Map<string, string>();
  let at = user.end;
  let isCut = !user.isWhole;
  for (let fact = factAt(message, at); fact && !isCut; fact = factAt(message, at)) {
    const value = readName(message, fact.end);
    if (value.isWhole) facts.set(fact.name, value.text);
    isCut = !value.isWhole;
    at = value.end;
  }
  const detailsAt = message.indexOf(DETAILS, at);
  const details = detailsAt < 0 ? undefined : readJavaObject(message, detailsAt + DETAILS.length);
  return {
    name,
    user: user.isWhole ? user.text : undefined,
    facts,
    details: details?.value,
    detailsClass: details?.className,
    isCut: isCut || details?.isWhole === false || (detailsAt < 0 && CUT_OFF.test(message.slice(at))),
  };
}

function factAt(text: string, at: number): { readonly name: string; readonly end: number } | undefined {
  FACT.lastIndex = at;
  const name = FACT.exec(text)?.[1];
  return name === undefined ? undefined : { name, end: FACT.lastIndex };
}

function readName(
  text: string,
  from: number,
): { readonly text: string; readonly end: number; readonly isWhole: boolean } {
  NAME_END.lastIndex = from;
  const end = NAME_END.exec(text)?.index;
  if (end === undefined) return { text: text.slice(from), end: text.length, isWhole: false };
  return { text: text.slice(from, end), end: end + 1, isWhole: true };
}
