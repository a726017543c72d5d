import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyError, FastifyPluginAsync, FastifyRequest } from 'fastify';
import { VerbatimError } from '../../errors.ts';
import { PAGE_ROUTES, takesPage } from './pages.ts';
import { sendPage } from './send-page.ts';

const SERVER_ERROR = 500;
/** Their names change with what they hold. */
const ASSETS_FOR = '365d';
/** A new icon may be seen this much later. */
const OTHERS_FOR = '1h';

/**
 * The web application, as it was built into `root`: the page at the addresses of all pages, hashed files below `/assets/`, and
 * what lies beside them. All of it is public: it holds nothing until somebody has signed in.
 */
export function webRoutes({ root }: { readonly root: string }): FastifyPluginAsync {
  return async (app) => {
    app.addHook('onRoute', (route) => {
      route.config = { ...route.config, permission: 'public' };
    });

    // Of a path that leads elsewhere, no more is said than of one that leads nowhere.
    app.setErrorHandler<FastifyError>((error, request) => {
      throw error.statusCode !== undefined && error.statusCode < SERVER_ERROR && !(error instanceof VerbatimError)
        ? new VerbatimError('NOT_FOUND', `There is nothing at ${request.method} ${pathOf(request)}.`, { cause: error })
        : error;
    });

    for (const url of PAGE_ROUTES) {
      app.get(url, { schema: { hide: true } }, async (request, reply) => {
        if (!takesPage(request.headers.accept)) {
          throw new VerbatimError('NOT_FOUND', 'Here is a page for people; the API is below /api/v1.');
        }
        return sendPage(root, request, reply);
      });
    }

    await app.register(fastifyStatic, {
      root: join(root, 'assets'),
      prefix: '/assets/',
      index: false,
      dotfiles: 'ignore',
      acceptRanges: false,
      preCompressed: true,
      immutable: true,
      maxAge: ASSETS_FOR,
      // What was not built is said where it is asked for.
      suppressWarning: true,
    });

    for (const name of await besideThePage(root)) {
      app.get(`/${name}`, { schema: { hide: true } }, (_request, reply) =>
        reply.sendFile(name, root, { immutable: false, maxAge: OTHERS_FOR }),
      );
    }
  };
}

function pathOf({ url }: FastifyRequest): string {
  return url.split('?', 1)[0] ?? '';
}

/** Files that have an address of their own, such as the icon. */
async function besideThePage(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && !/^\.|^index\.html$|\.(br|gz)$/.test(entry.name))
    .map(({ name }) => name);
}
