import Type, { type Static } from 'typebox';

/** Requests and answers about log files of nodes. */

const Text = (description: string, options: object = {}) => Type.String({ description, ...options });

const CLOSED = { additionalProperties: false } as const;

/** Files that are listed at once: some hundred nodes with all that they rotated in a year. */
export const MAX_NODE_LOGS = 100_000;

export const NodeLogsQuery = Type.Object(
  {
    cluster: Type.Optional(Text('Only this cluster; several are separated by commas.')),
    component: Type.Optional(Text('Only what this component wrote, such as kube-apiserver.')),
    node: Type.Optional(Text('Only files of this node.')),
    file: Type.Optional(Text('Only files of this name.')),
  },
  CLOSED,
);
export type NodeLogsQuery = Static<typeof NodeLogsQuery>;

export const NodeLogQuery = Type.Object(
  {
    cluster: Type.Optional(Text('The cluster; it can be left out where only one has such a file.')),
    component: Text('What wrote it, such as kube-apiserver.'),
    node: Text('The node; empty where it is not known.'),
    file: Text('The name of the file, such as audit.log.'),
  },
  CLOSED,
);
export type NodeLogQuery = Static<typeof NodeLogQuery>;

export const NodeLogsAnswer = Type.Object({
  files: Type.Array(
    Type.Object({
      cluster: Type.String(),
      component: Type.String(),
      node: Text('Empty where it is not known.'),
      file: Text('The name on the node.'),
      events: Type.Integer({ description: 'Events that were read from it first.' }),
      first: Text('When the first of it was received.', { format: 'date-time' }),
      last: Text('When the last of it was received.', { format: 'date-time' }),
    }),
  ),
});
export type NodeLogsAnswer = Static<typeof NodeLogsAnswer>;
