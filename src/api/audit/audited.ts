import type { FastifyRequest } from 'fastify';

/** What a request to a route does, in Kubernetes' words. Requests to routes that do not say are not recorded. */
export interface Audited {
  readonly verb: string;
  readonly resource: string;
  /** It changes something: it is recorded before it is done, and not done where it cannot be. */
  readonly changes?: boolean;
  /** It takes rights away: it is recorded before it is done like another change, but done although that fails. */
  readonly disarms?: boolean;
  /** It is recorded also where questions are not, but done although that fails. */
  readonly always?: boolean;
  /** Its answer goes on until one side ends it. */
  readonly long?: boolean;
  /** What its body says is recorded too: it never holds a secret. */
  readonly body?: boolean;
  /** Members of its body that say what is asked: they are recorded as the parameters of an address are. */
  readonly asks?: readonly string[];
}

declare module 'fastify' {
  interface FastifyContextConfig {
    audit?: Audited;
  }
}

/** What only the handler of a request knows. */
export interface Facts {
  /** Of the object, where neither path nor body names it. */
  readonly name?: string;
  /** Events, values or buckets that were given; what is told later is added. */
  readonly returned?: number;
}

const told = new WeakMap<FastifyRequest, Facts>();

/** Tells what the record of a request should say besides. */
export function tell(request: FastifyRequest, facts: Facts): void {
  const before = factsOf(request);
  const returned = facts.returned === undefined ? {} : { returned: (before.returned ?? 0) + facts.returned };
  told.set(request, { ...before, ...facts, ...returned });
}

export function factsOf(request: FastifyRequest): Facts {
  return told.get(request) ?? {};
}
