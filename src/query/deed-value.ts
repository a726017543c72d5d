import type { GroupedValue } from './actors/person-value.ts';

/** What is done to which kind of object. Empty texts are missing. */
export interface Deed {
  readonly verb: string;
  readonly resource: string;
  readonly subresource: string;
  readonly apiGroup: string;
}

const COLUMNS = ['verb', 'object_resource', 'object_subresource', 'object_api_group'] as const;

/** The deed of each row of the events table, to count by. */
export const DEED: GroupedValue = {
  parts: [
    {
      where: 'true',
      groups: [...COLUMNS],
      value: `toJSONString([${COLUMNS.map((column) => `toString(${column})`).join(', ')}])`,
    },
  ],
  params: {},
};

/** The deed that a value stands for. */
export function readDeed(value: string): Deed {
  const [verb = '', resource = '', subresource = '', apiGroup = ''] = JSON.parse(value) as string[];
  return { verb, resource, subresource, apiGroup };
}
