/** What is done to which kind of thing; without a resource it is a request to a path. */
export interface Kind {
  readonly verb: string;
  readonly apiGroup: string;
  readonly resource: string;
  readonly subresource: string;
}

export function kindText({ verb, apiGroup, resource, subresource }: Kind): string {
  if (resource === '') return `${verb} a path`;
  return `${verb} ${resource}${subresource === '' ? '' : `/${subresource}`}${apiGroup === '' ? '' : ` (${apiGroup})`}`;
}

/** A query for the events of a kind, within what was asked. */
export function queryOf({ verb, apiGroup, resource, subresource }: Kind, within = ''): string {
  const is = (field: string, value: string) => (value === '' ? `not ${field}: *` : `${field}: ${quoted(value)}`);
  const terms = [
    is('verb', verb),
    is('objectRef.resource', resource),
    ...(resource === '' ? [] : [is('objectRef.subresource', subresource), is('objectRef.apiGroup', apiGroup)]),
  ];
  return [...(within.trim() === '' ? [] : [`(${within})`]), ...terms].join(' and ');
}

/** Of the query language itself. */
const WORDS = /^(and|or|not)$/i;

function quoted(value: string): string {
  return /^[a-z0-9.-]+$/i.test(value) && !WORDS.test(value) ? value : `"${value.replace(/[\\"]/g, '\\$&')}"`;
}
