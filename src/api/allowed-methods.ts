import type { RouteOptions } from 'fastify';

/** Knows which methods each path takes. */
export interface AllowedMethods {
  /** Told of every route. */
  readonly add: (route: Pick<RouteOptions, 'method' | 'url'>) => void;
  /** The methods of a path, sorted, OPTIONS among them; empty where there is nothing at all. */
  readonly of: (path: string) => readonly string[];
}

export function createAllowedMethods(): AllowedMethods {
  const routes = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>();

  return {
    add: ({ method, url }) => {
      const route = routes.get(url) ?? { pattern: patternOf(url), methods: new Set(['OPTIONS']) };
      for (const one of [method].flat()) route.methods.add(one);
      routes.set(url, route);
    },
    of: (path) => {
      const matching = [...routes.values()].filter(({ pattern }) => pattern.test(path));
      return [...new Set(matching.flatMap(({ methods }) => [...methods]))].sort();
    },
  };
}

/** `/clusters/:name` and `/assets/*` → a pattern that takes what the router takes. */
function patternOf(url: string): RegExp {
  const parts = url
    .split('/')
    .map((part) =>
      part.startsWith(':') ? '[^/]+' : part === '*' ? '.*' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    );
  return new RegExp(`^${parts.join('/')}$`);
}
