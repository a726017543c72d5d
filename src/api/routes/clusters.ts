import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { reaches } from '../../access/principal.ts';
import { kubeconfig } from '../../connect/kubeconfig.ts';
import { VerbatimError } from '../../errors.ts';
import { tell } from '../audit/audited.ts';
import { clientGone } from '../client-gone.ts';
import { connectCluster } from '../clusters/connect-cluster.ts';
import { describeCluster } from '../clusters/describe-cluster.ts';
import { listClusters, unlessAway } from '../clusters/list-clusters.ts';
import { serverAddress } from '../clusters/server-address.ts';
import {
  ClusterDetails,
  ClusterName,
  ClustersAnswer,
  ConnectAnswer,
  ConnectQuery,
  CreatedCluster,
  NewCluster,
} from '../contract.ts';
import type { RouteOptions } from '../options.ts';

function absent(name: string): VerbatimError {
  return new VerbatimError('NOT_FOUND', `There is no cluster named ${name}.`);
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
        const events = eventsFor(request);
        const found = await listClusters({ known: clusters.list(), scope, events, signal: clientGone(reply) });
        tell(request, { returned: found.length });
        return { clusters: found };
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
        const { name, server: given } = request.body;
        const base = serverAddress(request, given, reached);
        const { cluster, token } = await clusters.add(name);
        const ingestPath = `/ingest/kubernetes/${cluster.name}`;
        const server = new URL(ingestPath.slice(1), base);
        const told = server.protocol === 'https:' ? reached.certificateAuthority : undefined;
        const authority = told === undefined ? undefined : Buffer.from(told);
        return reply
          .code(201)
          .header('cache-control', 'no-store')
          .send({
            ...shown(cluster),
            token,
            ingestPath,
            ...reached,
            kubeconfig: kubeconfig({ name, server, user: { token }, authority }),
          });
      },
    );

    app.get(
      '/clusters/:name/connect',
      {
        config: { permission: 'read-events', audit: { verb: 'get', resource: 'clusters' } },
        schema: {
          summary: 'How a cluster is connected',
          description: 'Flags, files and commands for what it is made by. Nothing is changed, and no secret is told.',
          tags: ['clusters'],
          params: Name,
          querystring: ConnectQuery,
          response: { 200: ConnectAnswer },
        },
      },
      async (request) => {
        const { name } = request.params;
        // One out of scope is as if it were not there.
        if (!reaches(holder(request).scope, name)) throw absent(name);
        const { for: platform, server: given } = request.query;
        const server = serverAddress(request, given, given === undefined ? await address() : {});
        const known = clusters.get(name);
        return connectCluster({ name, platform, server, known: known && shown(known) });
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
        // One out of scope is as if it were not there.
        if (!reaches(scope, name)) throw absent(name);
        const described = await describeCluster(eventsFor(request), name, now(), clientGone(reply)).catch((error) => {
          if (known) return unlessAway(error);
          throw error;
        });
        if (!known && !described?.events) throw absent(name);
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
