import { isList, textAt } from './diff/json.ts';
import type { Happening } from './happening.ts';
import { parameterOf } from './parameters.ts';
import { hasLabels } from './selectors.ts';
import type { ObjectState } from './state.ts';

/** An object's own names. */
export interface ObjectName {
  /** `''` where it is in none. */
  readonly namespace: string;
  readonly resource: string;
  readonly name: string;
}

/** Whether a deletion of more than one object was also one of this object. */
export type Sureness = 'certain' | 'likely' | 'possible' | 'no';

/** Whether an event is about more than the object: a deletion of all that a selector selects, or of its namespace. */
export function isAboutMore({ event: { verb, objectRef } }: Happening, { resource, name }: ObjectName): boolean {
  if (verb === 'deletecollection') return true;
  return verb === 'delete' && (objectRef?.resource !== resource || objectRef?.name !== name);
}

/** Whether such a deletion took the object with it, by its selectors, its answer, and what was known of the object. */
export function tookAlong(one: Happening, state: ObjectState, { name }: ObjectName): Sureness {
  if (state.existence === 'deleted') return 'no';
  const { event } = one;
  if (event.verb === 'delete') return state.existence === 'unknown' ? 'possible' : 'likely';
  const items = (event.responseObject as { items?: unknown } | undefined)?.items;
  if (isList(items)) return items.some((item) => textAt(item, 'metadata', 'name') === name) ? 'certain' : 'no';

  const answers = [labels(one, state), fields(one, name)];
  if (answers.includes(false)) return 'no';
  return answers.includes(undefined) || state.existence === 'unknown' ? 'possible' : 'likely';
}

function labels({ event }: Happening, { known }: ObjectState): boolean | undefined {
  const selector = parameterOf(event, 'labelSelector');
  if (selector === undefined) return true;
  return known && known.how !== 'partial' ? hasLabels(known.body, selector) : undefined;
}

const BY_NAME = /^metadata\.name==?(.+)$/;

function fields({ event }: Happening, name: string): boolean | undefined {
  const selector = parameterOf(event, 'fieldSelector');
  if (selector === undefined) return true;
  const [, wanted] = BY_NAME.exec(selector) ?? [];
  return wanted === undefined ? undefined : wanted === name;
}
