import Type, { type Static } from 'typebox';
import { CLUSTER_NAME_PATTERN } from '../../event/cluster-name.ts';
import { AUTO, FORMAT_CHOICES } from '../../event/format-names.ts';
import { MAX_EVENT_BYTES } from '../../event/limits.ts';
import { patternProblem } from '../../event/log-path.ts';
import { createPathMatch, parseGlob } from './glob.ts';

const KiB = 1024;

const Glob = Type.Refine(
  Type.String({ pattern: '^/.' }),
  (pattern) => globProblem(pattern) === undefined,
  (pattern) => `is no pattern of paths: ${globProblem(pattern)}`,
);

/** One entry of `sources.file`. */
export const FileConfig = Type.Object(
  {
    id: Type.String({
      pattern: '^[a-z0-9][-a-z0-9._]{0,62}$',
      description:
        'The name of this entry, in `source` of its events and in metrics. Lower-case letters, digits, -, . and _.',
    }),
    cluster: Type.String({
      pattern: CLUSTER_NAME_PATTERN,
      description: 'The cluster that the events belong to. Lower-case letters, digits, - and ., at most 63.',
    }),
    paths: Type.Array(Glob, {
      minItems: 1,
      description:
        'Absolute patterns of paths: `*` and `?` within a name, `[a-z]`, `{a,b}`, and `**` for folders of any depth. Let them include the names that rotation gives, `.gz` too.',
    }),
    exclude: Type.Array(
      Type.Refine(
        Type.String({ minLength: 1 }),
        (pattern) => globProblem(pattern) === undefined,
        (pattern) => `is no pattern of paths: ${globProblem(pattern)}`,
      ),
      {
        default: [],
        description: 'Patterns of paths that are left out; one without / is compared with the name alone.',
      },
    ),
    node: Type.Optional(
      Type.String({
        description:
          'The node of the events where node_pattern gives none. `{hostname}` stands for the name of this machine.',
      }),
    ),
    node_pattern: Type.Optional(
      Type.Refine(
        Type.String({
          description:
            'Finds the node, and the component if it has one, in the path: a regular expression with groups `(?<node>…)` and `(?<component>…)`, or a path with `{node}`, `{component}`, `*` and `**`.',
        }),
        (pattern) => patternProblem(pattern) === undefined,
        (pattern) => `cannot be used: ${patternProblem(pattern)}`,
      ),
    ),
    component: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'What wrote the files. Without it, the name of their folder if that is an API server’s of OpenShift, else `kube-apiserver`.',
      }),
    ),
    format: Type.Enum(FORMAT_CHOICES, {
      default: AUTO,
      description:
        'The format of the lines. Without it, the content of each line tells. Set it only where a file holds text that would be read otherwise.',
    }),
    max_line_bytes: Type.Integer({
      default: MAX_EVENT_BYTES,
      minimum: KiB,
      maximum: MAX_EVENT_BYTES,
      description: 'A longer line is kept whole in pieces of this size, each marked `too-large`.',
    }),
  },
  { additionalProperties: false, description: 'One entry: files of one cluster.' },
);
export type FileConfig = Static<typeof FileConfig>;

/** More entries than anybody needs; each looks into its folders by itself. */
const MAX_ENTRIES = 1_000;

/** Configuration of the source `file`. */
export const FileSourceConfig = Type.Refine(
  Type.Array(FileConfig, {
    default: [],
    maxItems: MAX_ENTRIES,
    description: 'Files that are followed, from their beginning on, through rotation and restarts.',
  }),
  (entries) => repeatedId(entries) === undefined,
  (entries) => `two entries have the id ${repeatedId(entries)}`,
);
export type FileSourceConfig = Static<typeof FileSourceConfig>;

function globProblem(pattern: string): string | undefined {
  try {
    parseGlob(pattern);
    createPathMatch([pattern]);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function repeatedId(entries: readonly { readonly id?: string }[]): string | undefined {
  return entries.map(({ id }) => id).find((id, i, ids) => id !== undefined && ids.indexOf(id) !== i);
}
