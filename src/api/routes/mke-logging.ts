import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { LoggingChange, LoggingConfig, type MkeLogging } from '../mke/contract.ts';

/** `GET` and `PUT /config/logging`, below `/api/ucp`: the audit level as MKE sets it (MKE documentation, “Enable MKE audit logging”). */
export function mkeLoggingRoutes(logging: MkeLogging): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/config/logging',
      {
        config: { permission: 'read-all', audit: { verb: 'get', resource: 'logging-configs' } },
        schema: {
          summary: 'What is logged and recorded of MKE',
          description: 'As MKE answers it.',
          tags: ['mke'],
          response: { 200: LoggingConfig },
        },
      },
      async () => logging.get(),
    );

    app.put(
      '/config/logging',
      {
        config: {
          permission: 'administer',
          audit: { verb: 'update', resource: 'logging-configs', changes: true, body: true },
        },
        schema: {
          summary: 'Change what is logged and recorded of MKE',
          description:
            'As MKE takes it. It holds from the next event on, and after a restart. What is not named stays.',
          tags: ['mke'],
          body: LoggingChange,
          response: { 200: LoggingConfig },
        },
      },
      async (request) => logging.change(request.body),
    );
  };
}
