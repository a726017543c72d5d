import { isProblem } from '../../api/problem.ts';
import type { Zone } from '../../app/settings.tsx';
import { askFacets, facetsOf, facetsQuery } from './facets/use-facets.ts';
import { askHistogram, barsOf, histogramQuery } from './histogram/histogram-query.ts';
import { sharedAnswer } from './shared-answer.ts';
import type { ExploreState } from './state.ts';

/** The status of what will be refused again. */
const REFUSED = 400;

/**
 * The queries for bars and values, both answered by one request: the server then looks for the events once. This is how they are
 * asked first; who shows them asks again for each alone.
 */
export function countsTogether(state: ExploreState, zone: Zone) {
  const ask = sharedAnswer((signal) => askFacets({ ...facetsOf(state), ...barsOf(state, zone) }, signal));
  return {
    histogram: histogramQuery(state, zone, (params, signal) =>
      ask(signal).then(
        ({ histogram }) => histogram ?? askHistogram(params, signal),
        ifRefused(() => askHistogram(params, signal)),
      ),
    ),
    facets: facetsQuery(state, (params, signal) =>
      ask(signal).then(
        ({ count, facets }) => ({ count, facets }),
        ifRefused(() => askFacets(params, signal)),
      ),
    ),
  };
}

/** What is refused may be so for the sake of the other: only one of them is wrong, or they are too much together. */
function ifRefused<T>(askAlone: () => Promise<T>): (error: unknown) => Promise<T> {
  return (error) => {
    if (isProblem(error) && error.status === REFUSED) return askAlone();
    throw error;
  };
}
