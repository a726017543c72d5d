import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { FIELDS } from '../../event/fields.ts';
import { FieldsAnswer } from '../contract.ts';

/** `GET /fields`: what can be asked. */
export function fieldRoutes(): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/fields',
      {
        config: { permission: 'read-events' },
        schema: { summary: 'What can be asked', tags: ['questions'], response: { 200: FieldsAnswer } },
      },
      async () => ({
        fields: FIELDS.map(({ name, type, origin, short, facet, values, description, example }) => ({
          name,
          type,
          origin,
          facet,
          description,
          example,
          ...(short ? { short } : {}),
          ...(values ? { values: [...values] } : {}),
        })),
      }),
    );
  };
}
