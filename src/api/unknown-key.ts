import type { FastifyError, FastifyRequest } from 'fastify';
import { VerbatimError } from '../errors.ts';
import { editDistance } from '../query/suggest.ts';

/** How many letters may be wrong in a name for it still to be a likely slip. */
const MAX_SLIP = 2;

/** What a request calls the keys of its parts. */
const WORDS: Readonly<Record<string, string>> = { querystring: 'parameter', body: 'key' };

/** If an error of validation is about a key that the route does not know: REQUEST_INVALID that names it and the nearest. */
export function unknownKey(error: unknown, request: FastifyRequest): VerbatimError | undefined {
  const { validation, validationContext = '' } = error as Partial<FastifyError>;
  const name = validation?.find(({ keyword }) => keyword === 'additionalProperties')?.params.additionalProperty;
  if (typeof name !== 'string') return undefined;
  const schema = request.routeOptions.schema as Record<string, { properties?: object } | undefined> | undefined;
  const known = Object.keys(schema?.[validationContext]?.properties ?? {});
  const near = nearest(name, known);
  const advice = near ? `did you mean ${near}?` : `there are ${known.join(', ')}.`;
  return new VerbatimError('REQUEST_INVALID', `There is no ${WORDS[validationContext] ?? 'key'} ${name}; ${advice}`);
}

function nearest(name: string, known: readonly string[]): string | undefined {
  const distances = known.map((other) => ({ other, distance: editDistance(name.toLowerCase(), other) }));
  return distances.sort((a, b) => a.distance - b.distance).find(({ distance }) => distance <= MAX_SLIP)?.other;
}
