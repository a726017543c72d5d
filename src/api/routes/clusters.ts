import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { reaches } from '../../access/principal.ts';
import { VerbatimError } from '../../errors.ts';
import type { ClusterCount } from '../../store/clusters.ts';
import { tell } from '../audit/audited.ts';
import { clientGone } from '../client-gone.ts';
import { describeCluster } from '../clusters/describe-cluster.ts';
import {
  type Cluster,
  ClusterDetails,
  ClusterName,
  ClustersAnswer,
  CreatedCluster,
  type ListedCluster,
  NewCluster,
} from '../contract.ts';
import type { RouteOptions } from '../options.ts';

/** The credentials are told also while the store is away. */
function unlessAway(error: unknown): undefined {
  if (error instanceof VerbatimError && (error.code === 'STORE_UNAVAILABLE' || error.code === 'BUSY')) return undefined;
  throw error;
}

/** Clusters with a credential and those with events, by name. */
function listed(known: readonly Cluster[], counts: readonly ClusterCount[] | undefined): ListedCluster[] {
  if (!counts) return [...known];
  const all = new Map<string, ListedCluster>(known.map((cluster) => [cluster.name, { ...cluster, events: 0 }]));
  for (const { cluster: name, count: events, first, last } of counts) {
    all.set(name, { name, ...all.get(name), events, first, last });
  }
  return [...all.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

const Name = Type.Object({ name: ClusterName });

/** `/clusters`: whose events are taken in. */
export function clusterRoutes({
  clusters,
  holder,
  eventsFor,
  address,
  arrivals,
  now,
}: RouteOptions): FastifyPluginAsyncTypebox {
  const shown = ({ name, createdAt }: { name: string; createdAt: string }) => ({ name, createdAt });

  return async (app) => {
    app.get(
      '/clusters',
      {
        config: { permission: 'read-events', audit: { verb: 'list', resource: 'clusters' } },
        schema: {
          summary: 'The clusters',
          description: 'Those of the scope of who asks: with a credential, or with events.',
          tags: ['clusters'],
          response: { 200: ClustersAnswer },
        },
      },
      async (request, reply) => {
        const { scope } = holder(request);
        const seen = clusters.list().filter(({ name }) => reaches(scope, name));
        const counts = await eventsFor(request)
          .ask({})
          .clusters({ signal: clientGone(reply) })
          .catch(unlessAway);
        const clustersSeen = listed(seen.map(shown), counts);
        tell(request, { returned: clustersSeen.length });
        return { clusters: clustersSeen };
      },
    );

    app.post(
      '/clusters',
      {
        config: {
          permission: 'administer',
          audit: { verb: 'create', resource: 'clusters', changes: true, body: true },
        },
        schema: {
          summary: 'Add a cluster',
          description: 'Gives the token with which its API servers deliver. It is shown once.',
          tags: ['clusters'],
          body: NewCluster,
          response: { 201: CreatedCluster },
        },
      },
      async (request, reply) => {
        // Asked first: where it fails, there is no token that nobody has seen.
        const reached = await address();
        const { cluster, token } = await clusters.add(request.body.name);
        const ingestPath = `/ingest/kubernetes/${cluster.name}`;
        return reply
          .code(201)
          .header('cache-control', 'no-store')
          .send({ ...shown(cluster), token, ingestPath, ...reached });
      },
    );

    app.get(
      '/clusters/:name',
      {
        config: { permission: 'read-events', audit: { verb: 'get', resource: 'clusters' } },
        schema: {
          summary: 'One cluster',
          description:
            'When events last came, from where, at which levels of the audit policy, and what is missing from what it delivers.',
          tags: ['clusters'],
          params: Name,
          response: { 200: ClusterDetails },
        },
      },
      async (request, reply) => {
        const { name } = request.params;
        const { scope } = holder(request);
        const known = clusters.get(name);
        const isAbsent = () => new VerbatimError('NOT_FOUND', `There is no cluster named ${name}.`);
        // One out of scope is as if it were not there.
        if (!reaches(scope, name)) throw isAbsent();
        const described = await describeCluster(eventsFor(request), name, now(), clientGone(reply)).catch((error) => {
          if (known) return unlessAway(error);
          throw error;
        });
        if (!known && !described?.events) throw isAbsent();
        return {
          name,
          ...(known ? shown(known) : {}),
          ...described,
          // A delivery holds the events of every namespace.
          ...(scope.namespaces
            ? {}
            : { senders: { since: new Date(arrivals.since).toISOString(), addresses: arrivals.of(name) } }),
        };
      },
    );

    app.delete(
      '/clusters/:name',
      {
        config: { permission: 'administer', audit: { verb: 'delete', resource: 'clusters', changes: true } },
        schema: {
          summary: 'Remove a cluster',
          description: 'Its token is refused from now on. Its events stay.',
          tags: ['clusters'],
          params: Name,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await clusters.remove(request.params.name);
        return reply.code(204).send(null);
      },
    );
  };
}
