import type { Directory } from '../../actors/directory.ts';
import { type Buckets, bucketsOf } from '../../query/buckets.ts';
import { compareCodePoints } from '../../query/code-points.ts';
import { UTC, zoneNamed } from '../../query/zone.ts';
import type { Bucket, HistogramRequest, TopRequest, ValueCount } from '../events.ts';
import { type Counts, countFiles } from './count-files.ts';
import type { Files } from './files.ts';
import type { GeneralOptions } from './general.ts';
import { bucketKey, valueKey } from './keys.ts';
import type { Question } from './question.ts';

/** As many as a server gives. Its contract is not read for it: that loads a library which costs as much as a search. */
const MAX_BUCKETS = 50_000;

/** The most frequent values of a field of the events that a question is about. */
export async function topOfFiles(
  files: Files,
  question: Question,
  { field, limit, directory }: Pick<TopRequest, 'field' | 'limit'> & { readonly directory: Directory },
  options: GeneralOptions,
): Promise<ValueCount[]> {
  return mostFrequent(await countFiles(files, question, valueKey(field, options.envelope, directory), options), limit);
}

/** The events that a question is about, counted over time. */
export async function histogramOfFiles(
  files: Files,
  question: Question,
  { by, timezone = UTC.name }: Pick<HistogramRequest, 'by' | 'timezone'>,
  options: GeneralOptions,
): Promise<Bucket[]> {
  const buckets = bucketsOf(by, zoneNamed(timezone));
  return inTime(await countFiles(files, question, bucketKey(buckets), options), buckets);
}

function mostFrequent(counts: Counts, limit: number): ValueCount[] {
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || compareCodePoints(a.value, b.value))
    .slice(0, limit);
}

function inTime(counts: Counts, { startOf }: Buckets): Bucket[] {
  return [...counts]
    .sort(([a], [b]) => Number(a) - Number(b))
    .slice(0, MAX_BUCKETS)
    .map(([key, count]) => ({ time: startOf(Number(key)), count }));
}
