import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef } from 'react';
import type { StateAnswer, StateItem } from '../../../../src/api/contract.ts';
import { getJson } from '../../api/client.ts';
import { useSettings } from '../../app/settings.tsx';
import { Answer } from '../../ui/answer.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { formatTime } from '../../ui/format-time.ts';
import { JsonTree } from '../../ui/json-tree/json-tree.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Time } from '../../ui/time.tsx';
import { compareBodies } from './compare.ts';
import { Differences } from './differences.tsx';
import { type ObjectAddress, objectPath } from './object-path.ts';
import styles from './objects.module.css';
import { StateFacts } from './state-facts.tsx';
import { YamlView } from './yaml-view.tsx';

interface StatePanelProps {
  readonly of: ObjectAddress;
  /** The moment; now where missing. */
  readonly at: string | undefined;
  /** An earlier or later moment to compare with. */
  readonly against: string | undefined;
  readonly view: string;
  readonly noise: boolean;
  onChange(search: { at?: string; with?: string; view?: string }): void;
}

/** What the object was at a moment, as YAML or as a tree, or how two moments differ. */
export function StatePanel({ of: address, at, against, view, noise, onChange }: StatePanelProps) {
  const state = useMoment(address, at);
  const other = useMoment(address, against, against !== undefined);
  const isCompared = against !== undefined;
  const panel = useScrolledTo(`${at} ${against}`);
  return (
    <div ref={panel}>
      <Card
        title={isCompared ? 'Two moments compared' : 'What it was'}
        actions={
          isCompared ? (
            <Button small onClick={() => onChange({ with: '' })}>
              End the comparison
            </Button>
          ) : undefined
        }
      >
        <div className={styles.moment}>
          <Moment
            label={at === undefined ? 'Now; or at' : 'At'}
            value={at}
            onChange={(time) => onChange({ at: time })}
          />
          {isCompared ? (
            <Moment label="Compared with" value={against} onChange={(time) => onChange({ with: time })} />
          ) : (
            at !== undefined && (
              <Button small onClick={() => onChange({ at: '' })}>
                Now
              </Button>
            )
          )}
        </div>
        <Answer of={state} loading={<Skeleton height="24rem" />}>
          {(found) =>
            isCompared ? (
              <Answer of={other} loading={<Skeleton height="24rem" />}>
                {(second) => <Comparison one={found} two={second} noise={noise} />}
              </Answer>
            ) : (
              <State answer={found} view={view} onView={(next) => onChange({ view: next })} />
            )
          }
        </Answer>
      </Card>
    </div>
  );
}

/** Where the page has one column, what was asked for would be out of sight. */
function useScrolledTo(what: string): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  const shown = useRef(what);
  useEffect(() => {
    if (shown.current === what) return;
    shown.current = what;
    const { top = 0 } = element.current?.getBoundingClientRect() ?? {};
    if (top < 0 || top > innerHeight * 0.8) element.current?.scrollIntoView({ block: 'start' });
  }, [what]);
  return element;
}

function useMoment(address: ObjectAddress, at: string | undefined, enabled = true) {
  return useQuery({
    queryKey: ['objects', 'state', address, at],
    enabled,
    queryFn: ({ signal }) => getJson<StateAnswer>(objectPath(address, 'state', { at }), undefined, signal),
    placeholderData: keepPreviousData,
  });
}

interface MomentProps {
  readonly label: string;
  readonly value: string | undefined;
  onChange(time: string): void;
}

/** A moment to the second; one that a change gave is kept to the microsecond. */
function Moment({ label, value, onChange }: MomentProps) {
  const { zone } = useSettings();
  const written = value === undefined ? '' : formatTime(value, zone).slice(0, 19).replace(' ', 'T');
  return (
    <label>
      {label} ({zone})
      <input
        type="datetime-local"
        step="1"
        value={written}
        onChange={({ target }) => {
          if (target.value === '') onChange('');
          else onChange(new Date(zone === 'UTC' ? `${target.value}Z` : target.value).toISOString());
        }}
      />
    </label>
  );
}

interface StateProps {
  readonly answer: StateAnswer;
  readonly view: string;
  onView(view: string): void;
}

function State({ answer: { at, items, partial }, view, onView }: StateProps) {
  const [item] = items;
  if (!item)
    return (
      <p>
        Nothing is recorded of it until <Time value={at} />.
      </p>
    );
  return (
    <>
      <StateFacts item={item} partial={partial} />
      {item.body !== undefined && (
        <>
          <div className={styles.tabs}>
            {['yaml', 'tree'].map((one) => (
              <Button
                key={one}
                small
                aria-pressed={view === one}
                kind={view === one ? 'primary' : 'plain'}
                onClick={() => onView(one)}
              >
                {one === 'yaml' ? 'YAML' : 'Tree'}
              </Button>
            ))}
          </div>
          {view === 'tree' ? (
            <JsonTree key={keyOf(item)} value={item.body} label="The object" />
          ) : (
            <YamlView key={keyOf(item)} id={keyOf(item)} body={item.body} />
          )}
        </>
      )}
    </>
  );
}

function keyOf({ cluster, apiGroup, from, applied }: StateItem): string {
  return [cluster, apiGroup, from?.id, applied].join(' ');
}

interface ComparisonProps {
  readonly one: StateAnswer;
  readonly two: StateAnswer;
  readonly noise: boolean;
}

const SIDES = ['before', 'after'] as const;

/** From the earlier to the later, whichever was chosen first. */
function Comparison({ one, two, noise }: ComparisonProps) {
  const [before, after] = one.at <= two.at ? [one, two] : [two, one];
  const { differences, more, hidden } = compareBodies(before.items[0]?.body, after.items[0]?.body, noise);
  return (
    <>
      <p className={styles.facts}>
        From <Time value={before.at} /> to <Time value={after.at} />
        {hidden > 0 && `; ${hidden} differences of versions and status are hidden`}
      </p>
      {[before, after].map(({ at, items, partial }, i) =>
        items[0] ? (
          <details key={SIDES[i]}>
            <summary>
              How <Time value={at} /> is known
            </summary>
            <StateFacts item={items[0]} partial={partial} />
          </details>
        ) : (
          <p key={SIDES[i]} className={styles.notice}>
            Nothing is recorded of it until <Time value={at} />.
          </p>
        ),
      )}
      {differences.length === 0 ? (
        <p>As far as is known, nothing differs.</p>
      ) : (
        <Differences of={differences} more={more} />
      )}
    </>
  );
}
