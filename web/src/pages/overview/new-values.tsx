import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FirstSeenAnswer } from '../../../../src/api/contract.ts';
import { getJson } from '../../api/client.ts';
import { Answer } from '../../ui/answer.tsx';
import { Card } from '../../ui/card.tsx';
import { Choice } from '../../ui/choice.tsx';
import { NewList } from '../../ui/new-list.tsx';
import { REFRESH_MS } from '../../ui/refresh.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Ago } from '../../ui/time.tsx';
import type { TimeRange } from '../../ui/time-range/range.ts';
import styles from './new-values.module.css';

const VALUES = 8;
const HEIGHT = '10rem';

const FIELDS = [
  { value: 'actor', label: 'Actors' },
  { value: 'sourceIPs', label: 'Addresses' },
  { value: 'userAgent', label: 'Programs' },
] as const;

interface NewValuesProps {
  readonly range: TimeRange;
  readonly cluster: string | undefined;
}

/** Who and what was never seen before the span. */
export function NewValues({ range, cluster }: NewValuesProps) {
  const [field, setField] = useState<string>('actor');
  return (
    <Card
      title="Never seen before"
      actions={<Choice label="Never seen before: what" options={FIELDS} value={field} onChange={setField} />}
    >
      {range.from === undefined ? (
        <p className={styles.none}>Of all times, everything is new. Choose a shorter time.</p>
      ) : (
        <Found field={field} range={range} cluster={cluster} />
      )}
    </Card>
  );
}

function Found({ field, range, cluster }: NewValuesProps & { readonly field: string }) {
  const params = { field, from: range.from, to: range.to, cluster, limit: VALUES };
  const answer = useQuery({
    queryKey: ['first-seen', params],
    queryFn: ({ signal }) => getJson<FirstSeenAnswer>('/api/v1/first-seen', params, signal),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  return (
    <Answer of={answer} loading={<Skeleton height={HEIGHT} />}>
      {({ items, more, known }) => (
        <div className={styles.found} style={{ minHeight: HEIGHT }}>
          {known.events === 0 ? (
            <p className={styles.none}>No events are kept from before this time, so nothing is known to be new.</p>
          ) : (
            <>
              <NewList field={field} items={items} range={range} cluster={cluster} none="Nothing new." />
              <p className={styles.none}>
                {more && `The latest ${VALUES} are shown. `}
                {known.since !== undefined && (
                  <>
                    Compared with what is kept from before, from <Ago value={known.since} /> on.
                  </>
                )}
              </p>
            </>
          )}
        </div>
      )}
    </Answer>
  );
}
