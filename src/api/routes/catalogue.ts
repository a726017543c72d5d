import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type CatalogueEntry, catalogue, kindsOn, unknownPlatform } from '../../decode/catalogue.ts';
import { VerbatimError } from '../../errors.ts';
import { CatalogueAnswer, CatalogueQuery } from '../contract.ts';

/** `GET /catalogue`: every kind of event that is known. */
export function catalogueRoutes(): FastifyPluginAsyncTypebox {
  // The same as long as the process runs, and asked for by few.
  let entries: readonly CatalogueEntry[] | undefined;
  return async (app) => {
    app.get(
      '/catalogue',
      {
        config: { permission: 'read-events' },
        schema: {
          summary: 'What is known: every kind of event',
          tags: ['questions'],
          querystring: CatalogueQuery,
          response: { 200: CatalogueAnswer },
        },
      },
      async ({ query: { platform } }) => {
        entries ??= catalogue();
        const kinds = kindsOn(platform, entries);
        if (!kinds) throw new VerbatimError('REQUEST_INVALID', unknownPlatform(platform ?? '', entries));
        return { kinds: [...kinds] };
      },
    );
  };
}
