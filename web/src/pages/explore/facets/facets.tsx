import { memo, useState } from 'react';
import { FIELDS } from '../../../../../src/event/fields.ts';
import { ErrorBox } from '../../../ui/error-box.tsx';
import { useLasting } from '../../../ui/use-lasting.ts';
import { labelOf } from '../row-values.ts';
import { MAX_OPEN_FACETS } from '../state.ts';
import type { Explore } from '../use-explore.ts';
import { Facet } from './facet.tsx';
import styles from './facets.module.css';
import { useFacets } from './use-facets.ts';

const NAMES = FIELDS.filter(({ facet }) => facet).map(({ name }) => name);

/** The most frequent values of fields, each a click away from being all there is, or gone. */
export const Facets = memo(function Facets({ explore }: { readonly explore: Explore }) {
  const { state, change } = explore;
  const [wanted, setWanted] = useState('');
  const answer = useFacets(state);
  const isStale = useLasting(answer.isPlaceholderData);
  const toggle = (name: string) => {
    const open = state.facets.includes(name)
      ? state.facets.filter((one) => one !== name)
      : [...state.facets, name].slice(-MAX_OPEN_FACETS);
    change({ facets: open }, { replace: true });
  };
  const names = [...new Set([...state.facets, ...NAMES])].filter((name) => isCalled(name, wanted));
  return (
    <div className={styles.facets}>
      <label className={styles.search}>
        <span className="visually-hidden">Find a field</span>
        <input
          type="search"
          placeholder="Find a field"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      </label>
      {answer.error && <ErrorBox error={answer.error} onRetry={() => void answer.refetch()} />}
      <ul className={styles.list}>
        {names.map((name) => {
          const found = answer.data?.facets.find(({ field }) => field === name);
          return (
            <li key={name}>
              <Facet
                name={name}
                isOpen={state.facets.includes(name)}
                found={found}
                total={answer.data?.count ?? 0}
                isLoading={answer.isPending}
                isStale={isStale}
                onToggle={() => toggle(name)}
                explore={explore}
              />
            </li>
          );
        })}
      </ul>
      {names.length === 0 && <p className={styles.muted}>No field is called that.</p>}
    </div>
  );
});

function isCalled(name: string, wanted: string): boolean {
  const text = `${name} ${labelOf(name)}`.toLowerCase();
  return text.includes(wanted.trim().toLowerCase());
}
