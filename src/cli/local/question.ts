import type { Directory } from '../../actors/directory.ts';
import { VerbatimError } from '../../errors.ts';
import { FIELDS, type Field, fieldOf } from '../../event/fields.ts';
import { KUBERNETES } from '../../event/openshift.ts';
import { nameActors } from '../../query/actors/name-actors.ts';
import { countedStages } from '../../query/counted-stages.ts';
import type { Filter } from '../../query/filter.ts';
import { fold } from '../../query/fold.ts';
import { parseQuery } from '../../query/parse-query.ts';
import { parseTime } from '../../query/time.ts';
import { containsPhrase } from '../../query/words.ts';
import type { Selection, Stages } from '../events.ts';
import { SAID_OF_OPENSHIFT } from './said-of-openshift.ts';

/** Which records a question is about. Times are microseconds since the epoch: `from` ≤ time < `to`. */
export interface Question {
  readonly filter: Filter;
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** The digits of a record's id: only that record. */
  readonly hash?: string;
}

/** Stages after which the same request has a later one. */
const EARLY_STAGES = ['RequestReceived', 'ResponseStarted'];

/** `now` is in microseconds since the epoch. Throws QUERY_…, TIME_INVALID or USAGE. */
export function questionOf(
  { query, from, to, clusters }: Selection,
  stages: Stages | undefined,
  now: number,
  directory: Directory,
): Question {
  if (clusters.length > 0) throw new VerbatimError('USAGE', 'Files say nothing of clusters; leave out --cluster.');
  const filter = nameActors(parseQuery(query, now), directory);
  return {
    filter: (stages ?? countedStages(query)) === 'all' ? filter : { op: 'and', of: [filter, endsRequest()] },
    from: from ? parseTime(from, now) : undefined,
    to: to ? parseTime(to, now) : undefined,
  };
}

function endsRequest(): Filter {
  const field = { field: fieldOf('stage') as Field, keys: [] };
  const early = EARLY_STAGES.map((value): Filter => ({ op: 'equals', field, value, ignoreCase: false }));
  return { op: 'not', of: { op: 'or', of: early } };
}

/** Fields that may say something of an event of OpenShift which its line does not hold. */
const SAID_FIELDS: ReadonlySet<string> = new Set(['platform', 'component', 'node']);

/** Whether the place of an event may decide a search: what it says as OpenShift's, or what it else would say. */
function maySay(filter: Filter & { readonly op: 'text' }): boolean {
  return [KUBERNETES, ...SAID_OF_OPENSHIFT].some((text) => containsPhrase(fold(text), filter));
}

/** The fields that a filter reads; a search of all text reads all. */
export function fieldsOf(filter: Filter): ReadonlySet<Field> {
  switch (filter.op) {
    case 'all':
      return new Set();
    case 'and':
    case 'or':
      return new Set(filter.of.flatMap((part) => [...fieldsOf(part)]));
    case 'not':
      return fieldsOf(filter.of);
    case 'text':
      return new Set(FIELDS.filter((field) => !SAID_FIELDS.has(field.name) || maySay(filter)));
    default:
      return new Set([filter.field.field]);
  }
}
