import type { EventKind } from '../format.ts';
import { exampleLine } from './example.ts';
import { UAA_TYPES } from './types.ts';

/** Every type of UAA is a kind of event. */
export const KINDS: readonly EventKind[] = [...UAA_TYPES].map(([name, type]) => {
  const { meaning, verb, resource, subresource, code } = type;
  const { line, actor } = exampleLine(name, type);
  return {
    name,
    meaning,
    identifiedBy: `Audit: ${name} (`,
    example: line,
    becomes: {
      platform: 'pks',
      component: 'uaa',
      actor,
      verb,
      resource,
      ...(subresource && { subresource }),
      outcome: code === 200 ? 'allowed' : code === 401 ? 'denied' : 'failed',
    },
  };
});
