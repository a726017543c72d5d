import { goJson } from '../write/go-json.ts';

/** What changes from one object of a kind to the next. The values need no escape. */
export interface Fill {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  readonly revision: string;
  /** RFC 3339 with microseconds. */
  readonly time: string;
  /** RFC 3339 with seconds. */
  readonly second: string;
}

export type Template = (fill: Fill) => string;

/** Where a template takes a value: `SLOT.name` inside any of its strings. */
export const SLOT: Fill = {
  name: '⟦name⟧',
  namespace: '⟦namespace⟧',
  uid: '⟦uid⟧',
  revision: '⟦revision⟧',
  time: '⟦time⟧',
  second: '⟦second⟧',
};

/** Serialises an object once; what is left to do for each event is to put its parts together. */
export function compile(object: unknown): Template {
  const parts = goJson(object).split(/⟦(\w+)⟧/);
  return (fill) => {
    let text = parts[0]!;
    for (let i = 1; i < parts.length; i += 2) text += fill[parts[i] as keyof Fill] + parts[i + 1]!;
    return text;
  };
}
