import type { FastifyRequest } from 'fastify';
import type { Clusters } from '../access/clusters.ts';
import type { Principal } from '../access/principal.ts';
import type { Searches } from '../access/searches.ts';
import type { Tokens } from '../access/tokens.ts';
import type { ScopedEvents } from './access/scoped-events.ts';
import type { Arrivals } from './clusters/arrivals.ts';
import type { Actor, PoliciesAnswer } from './contract.ts';

/** What the routes work with. */
export interface RouteOptions {
  /** The events that who makes a request may see. Routes are not given the store itself, nor the tail. */
  readonly eventsFor: (request: FastifyRequest) => ScopedEvents;
  /** Who makes a request. */
  readonly holder: (request: FastifyRequest) => Principal;
  /** Everybody who acts under several names, by name. */
  readonly listActors: () => Promise<readonly Actor[]>;
  readonly clusters: Clusters;
  readonly tokens: Tokens;
  readonly searches: Searches;
  /** Who delivered since the server runs. */
  readonly arrivals: Arrivals;
  /** The policies that are configured, as they are now. */
  readonly policies: () => PoliciesAnswer;
  /** Microseconds since the epoch. */
  readonly now: () => number;
  /** How others reach the server. Throws TLS_INVALID. */
  readonly address: () => Promise<Address>;
}

/** What is told with a credential; a member is missing where the configuration does not say. */
export interface Address {
  readonly server?: string;
  /** PEM certificates. */
  readonly certificateAuthority?: string;
}
