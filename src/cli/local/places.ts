import type { Envelope } from '../../event/record.ts';
import type { Filter } from '../../query/filter.ts';
import { fold } from '../../query/fold.ts';
import { type Condition, someCondition } from '../../query/some-condition.ts';
import { containsPhrase } from '../../query/words.ts';
import type { Input } from '../import/inputs.ts';
import { type Labels, labelsInPath } from '../import/labels.ts';
import type { Found } from './found.ts';

/** Where records were written, as the paths of their files say: of a file in an archive, its path in there. */
export interface Places {
  /** From this row of a file on, records are of the file at `path`. */
  readonly begin: (file: number, row: number, path: string) => void;
  readonly of: (found: Pick<Found, 'file' | 'row'>) => Labels;
}

export function createPlaces(inputs: readonly Pick<Input, 'name'>[]): Places {
  const begun = new Map<number, { readonly row: number; readonly labels: Labels }[]>();
  return {
    begin: (file, row, path) => {
      const before = (row === 0 ? [] : (begun.get(file) ?? [])).filter((one) => one.row < row);
      begun.set(file, [...before, { row, labels: labelsInPath(path) }]);
    },
    of: ({ file, row }) =>
      begun.get(file)?.findLast((one) => one.row <= row)?.labels ?? labelsInPath(inputs[file]?.name ?? ''),
  };
}

/** What is known of a record that was written there. */
export function envelopeAt(envelope: Envelope, { node, component }: Labels): Envelope {
  return node === '' && component === '' ? envelope : { ...envelope, node, component };
}

/** The fields that follow from where a record was written. */
const PLACE_FIELDS: ReadonlySet<string> = new Set(['node', 'component', 'platform']);

/**
 * The files of which what their paths say may decide an answer. They are for the general way, because the engine reads all files
 * as if they were of one place. `counted` is the field whose values are counted.
 */
export function decidedByPlace(inputs: readonly Pick<Input, 'name'>[], filter: Filter, counted = ''): number[] {
  return inputs.flatMap(({ name }, file) => {
    const { node, component } = labelsInPath(name);
    if (node === '' && component === '') return [];
    const isDecided = someCondition(filter, (condition) => speaksOf(condition, [node, component]));
    return PLACE_FIELDS.has(counted) || isDecided ? [file] : [];
  });
}

function speaksOf(condition: Condition, labels: readonly string[]): boolean {
  return condition.op === 'text'
    ? labels.some((label) => containsPhrase(fold(label), condition))
    : PLACE_FIELDS.has(condition.field.field.name);
}
