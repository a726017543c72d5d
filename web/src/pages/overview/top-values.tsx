import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { FacetsAnswer } from '../../../../src/api/contract.ts';
import { getJson } from '../../api/client.ts';
import { ActorLink } from '../../ui/actor-link.tsx';
import { Answer } from '../../ui/answer.tsx';
import { BarList } from '../../ui/bar-list.tsx';
import { Card } from '../../ui/card.tsx';
import { Choice } from '../../ui/choice.tsx';
import { allOf, conditionOf } from '../../ui/condition.ts';
import { REFRESH_MS } from '../../ui/refresh.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Text } from '../../ui/text.tsx';
import type { TimeRange } from '../../ui/time-range/range.ts';

const VALUES = 8;
/** So many rows, so that nothing jumps. */
const HEIGHT = '15rem';

/** What the values of a field are called. */
const NAMES: Readonly<Record<string, string>> = {
  actor: 'Actors',
  cluster: 'Clusters',
  'objectRef.resource': 'Resources',
  'responseStatus.code': 'Codes',
  sourceIPs: 'Addresses',
};

interface TopValuesProps {
  readonly title: string;
  readonly query: string;
  readonly fields: readonly string[];
  readonly range: TimeRange;
  readonly cluster: string | undefined;
}

/** The most frequent values of one of some fields, whichever is chosen. */
export function TopValues({ title, query, fields, range, cluster }: TopValuesProps) {
  const [field, setField] = useState(fields[0] ?? '');
  const params = { query, from: range.from, to: range.to, cluster, fields: fields.join(','), limit: VALUES };
  const answer = useQuery({
    queryKey: ['facets', params],
    queryFn: ({ signal }) => getJson<FacetsAnswer>('/api/v1/facets', params, signal),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  return (
    <Card
      title={title}
      actions={
        <Choice
          label={`${title}: what`}
          options={fields.map((value) => ({ value, label: NAMES[value] ?? value }))}
          value={field}
          onChange={setField}
        />
      }
    >
      <Answer of={answer} loading={<Skeleton height={HEIGHT} />}>
        {({ facets }) => (
          <div style={{ minHeight: HEIGHT }}>
            <BarList
              bars={(facets.find((one) => one.field === field)?.items ?? []).map(({ value, count }) => ({
                key: value,
                label: labelOf(field, value, range, cluster),
                count,
                query: allOf(query, conditionOf(field, value)),
              }))}
              range={range}
              cluster={cluster}
              none="None in this time."
            />
          </div>
        )}
      </Answer>
    </Card>
  );
}

function labelOf(field: string, value: string, range: TimeRange, cluster: string | undefined): ReactNode {
  if (field !== 'actor') return <Text value={value} max={120} />;
  return <ActorLink name={value} range={range} cluster={cluster} />;
}
