import type { FastifyError } from 'fastify';
import { VerbatimError } from '../errors.ts';

/** If an error of validation is about a value that is none of a few: REQUEST_INVALID that names these. */
export function otherValue(error: unknown): VerbatimError | undefined {
  const { validation, validationContext = 'body' } = error as Partial<FastifyError>;
  const [first] = validation ?? [];
  const allowed = first?.keyword === 'enum' ? first.params.allowedValues : undefined;
  if (!Array.isArray(allowed)) return undefined;
  const values = allowed.map((value) => JSON.stringify(value)).join(', ');
  return new VerbatimError('REQUEST_INVALID', `${validationContext}${first?.instancePath} must be one of ${values}.`);
}
