import { VerbatimError } from '../../errors.ts';
import { parseBudget } from '../../policy/suggest/budget.ts';
import { gather, shapeForSuggestion } from '../../policy/suggest/gather.ts';
import { BASE, type Suggestion, suggest } from '../../policy/suggest/suggest.ts';
import type { Context } from '../context.ts';
import type { Selection } from '../events.ts';
import { visible } from '../render/visible.ts';
import { askPolicies } from './ask-policies.ts';
import { createEventProgress } from './progress.ts';
import { type FileTraffic, trafficOfFiles } from './traffic-of-files.ts';

export interface SuggestOptions {
  readonly data?: string | undefined;
  readonly file?: readonly string[] | undefined;
  readonly budget: string;
  readonly output: 'yaml' | 'json';
}

/** Prints a policy for recorded events under a budget. Throws BUDGET_UNMET after that if it takes more. */
export async function suggestPolicy(
  selection: Selection,
  { data, file, budget, output }: SuggestOptions,
  context: Context,
): Promise<void> {
  const bytes = parseBudget(budget);
  const suggestion = file
    ? await suggestForFiles(bytes, { file, selection }, context)
    : await askPolicies<Suggestion>('suggest', { budget }, selection, { data, context });
  const { policy, met, events } = suggestion;
  await context.out.write(
    output === 'json' ? context.shownJson(`${JSON.stringify(suggestion, null, 2)}\n`) : shown(policy, context),
  );
  if (events === 0) context.note('verbatim: No event matches; this is what Verbatim recommends for any cluster.');
  if (!met) {
    throw new VerbatimError('BUDGET_UNMET', `The budget of ${budget} cannot be met: what is left should be recorded.`);
  }
}

/** Names of users stand in it: a terminal gets them safe to show. */
function shown(policy: string, { columns }: Context): string {
  return columns === undefined ? policy : policy.split('\n').map(visible).join('\n');
}

async function suggestForFiles(
  budget: number,
  { file, selection }: { readonly file: readonly string[]; readonly selection: Selection },
  context: Context,
): Promise<Suggestion> {
  const gathered = gather();
  const progress = createEventProgress(context.io.stderr);
  let span = { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY };
  let done = 0;
  try {
    const take = ({ groups, first, last }: FileTraffic) => {
      for (const group of groups) {
        gathered.add(group);
        done += group.events;
      }
      span = { first: Math.min(span.first, first), last: Math.max(span.last, last) };
      progress.show(done);
    };
    await trafficOfFiles(file, selection, shapeForSuggestion(BASE), context, take, progress.showBytes);
  } finally {
    progress.end();
  }
  return suggest(gathered.groups(), { budget, ...(done > 0 ? span : { first: 0, last: 0 }) });
}
