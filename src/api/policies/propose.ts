import { gather, shapeForSuggestion } from '../../policy/suggest/gather.ts';
import { BASE, type Suggestion, suggest } from '../../policy/suggest/suggest.ts';
import type { Progress } from './contract.ts';
import { type ReplayOptions, through } from './replay.ts';

/** Proposes a policy for events under a budget of bytes a day: gives how far it is, and returns the proposal. */
export async function* propose(
  budget: number,
  { answers, signal, counted }: Omit<ReplayOptions, 'events'>,
): AsyncGenerator<Progress, Suggestion> {
  const gathered = gather();
  let span = { first: 0, last: 0 };
  yield* through(answers.traffic(shapeForSuggestion(BASE), { signal }), ({ groups, first, last }) => {
    for (const group of groups) gathered.add(group);
    span = { first, last };
  });
  const suggestion = suggest(gathered.groups(), { budget, ...span });
  counted(suggestion.events);
  return suggestion;
}
