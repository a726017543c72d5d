import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { conditionOf, withCondition } from './conditions.ts';
import { type ExploreState, readState, writeState } from './state.ts';

export interface Explore {
  readonly state: ExploreState;
  /** Changes the address: `replace` for what “back” should not stop at. */
  change(part: Partial<ExploreState>, options?: { readonly replace?: boolean }): void;
  /** Joins a value to the query, or its opposite. */
  filter(field: string, value: string, exclude?: boolean): void;
}

/** What the address says, and how to change it. */
export function useExplore(): Explore {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const state = useMemo(() => readState(search), [search]);
  const change = useCallback<Explore['change']>(
    (part, { replace = false } = {}) =>
      void navigate({ to: '/explore', search: writeState({ ...state, ...part }), replace, resetScroll: false }),
    [navigate, state],
  );
  const filter = useCallback<Explore['filter']>(
    (field, value, exclude) =>
      change({ query: withCondition(state.query, conditionOf(field, value), exclude), open: undefined, at: undefined }),
    [change, state.query],
  );
  return useMemo(() => ({ state, change, filter }), [state, change, filter]);
}

/** What every question of the page says of the events it is about. */
export function selectionOf({ query, from, to, cluster }: ExploreState) {
  return { query, from, to, cluster };
}

/** The same of what is counted: without an end, up to now, so that bars and values are counts of the same events. */
export function countedSelectionOf(state: ExploreState) {
  const { from, to = from === undefined ? undefined : 'now' } = state;
  return { ...selectionOf(state), to };
}
