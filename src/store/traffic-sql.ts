import type { TrafficShape } from '../event/traffic.ts';
import { MANAGED_KEY_BYTES, REQUEST_KEY_BYTES, RESPONSE_KEY_BYTES } from '../event/traffic.ts';
import type { SqlPiece } from './select.ts';

/** What a group of events is known by, in the order of `readTrafficGroup`, and what is summed up over it. */
export interface TrafficSql {
  readonly groups: readonly string[];
  readonly sums: readonly string[];
  readonly params: SqlPiece['params'];
}

/** The column that says which event of a group happened first. */
export const FIRST = 't_first';

/** Groups rows as `groupEvents` groups events. */
export function trafficSql(shape: TrafficShape): TrafficSql {
  const known = (column: string, words: string) =>
    `if(${column} = '' OR ${column} IN {${words}:Array(String)}, ${column}, {t_other:String})`;
  // Where nothing is told apart, nothing is read.
  const given = (words: readonly string[], sql: string, none: string) => (words.length > 0 ? sql : none);
  const { users, userGroups, namespaces, names } = shape;
  return {
    groups: [
      users
        ? given(users, known('user_username', 't_users'), `if(user_username = '', '', {t_other:String})`)
        : 'user_username',
      given(
        userGroups,
        'arrayFilter(name -> has(user_groups, name), {t_groups:Array(String)})',
        'CAST([] AS Array(String))',
      ),
      'verb',
      'object_api_group',
      'object_resource',
      'object_subresource',
      given(namespaces, known('object_namespace', 't_namespaces'), `if(object_namespace = '', '', {t_other:String})`),
      given(
        names,
        `if(verb = 'create' AND endsWith(${PATH}, concat('/', object_resource)), '', ${known('object_name', 't_names')})`,
        "''",
      ),
      `if(object_resource != '', '', ${knownPath(shape)})`,
      'level',
      'stage',
    ],
    sums: [
      'count()',
      `sum(${LINE})`,
      ...bodySums('request_object', REQUEST_KEY_BYTES, shape.managedFields ? "verb != 'patch'" : undefined),
      ...bodySums('response_object', RESPONSE_KEY_BYTES, shape.managedFields ? 'true' : undefined),
      // Not any of them: the same question is to have the same answer.
      `min((toUnixTimestamp64Micro(time), journal, seq)) AS ${FIRST}`,
    ],
    params: {
      t_users: users ?? [],
      t_groups: userGroups,
      t_namespaces: namespaces,
      t_names: names,
      t_paths: shape.paths,
      t_prefixes: shape.pathPrefixes,
      t_other: shape.other,
    },
  };
}

const RAW_PATH = "splitByChar('?', request_uri, 1)[1]";
const DECODED = `decodeURLComponent(${RAW_PATH})`;
/** As `pathOf` has it: decoded, unless it cannot be. */
const PATH = `if(position(${RAW_PATH}, '%') = 0 OR position(replaceRegexpAll(${RAW_PATH}, '%[0-9A-Fa-f]{2}', ''), '%') > 0 OR NOT isValidUTF8(${DECODED}), ${RAW_PATH}, ${DECODED})`;

/** Itself where it is known, else the longest beginning that is, and the sign for what else there is. */
function knownPath({ paths, pathPrefixes }: TrafficShape): string {
  if (paths.length === 0) return `if(request_uri = '', '', {t_other:String})`;
  const longest =
    pathPrefixes.length === 0
      ? "''"
      : `arrayReduce('argMax', arrayFilter(one -> startsWith(${PATH}, one), {t_prefixes:Array(String)}), arrayMap(one -> length(one), arrayFilter(one -> startsWith(${PATH}, one), {t_prefixes:Array(String)})))`;
  return `if(${PATH} = '' OR has({t_paths:Array(String)}, ${PATH}), ${PATH}, concat(${longest}, {t_other:String}))`;
}

/** How many rows have a body, what it takes of the line, and what managed fields take of that, where that is asked for. */
function bodySums(column: string, keyBytes: number, countsManaged: string | undefined): string[] {
  return [
    `countIf(${column} != '')`,
    `sum(if(${column} = '', 0, length(${column}) + ${keyBytes}))`,
    countsManaged
      ? `sumIf(${managedBytes(column)}, ${countsManaged} AND position(${column}, '"managedFields"') > 0)`
      : '0',
  ];
}

/**
 * What managed fields take in an object, a list or a table: `withoutManagedFields`. All are found by reading the body once, which
 * costs a third of asking for each by itself.
 */
function managedBytes(column: string): string {
  const metadata = 'metadata Tuple(managedFields String)';
  const rows = `rows Array(Tuple(object Tuple(${metadata})))`;
  const found = `JSONExtract(${column}, 'Tuple(${metadata}, items Array(Tuple(${metadata})), ${rows})')`;
  const size = (fields: string) => `if(${fields} = '', 0, length(${fields}) + ${MANAGED_KEY_BYTES})`;
  return `${size(`${found}.1.1`)} + arraySum(one -> ${size('one.1.1')}, ${found}.2) + arraySum(one -> ${size('one.1.1.1')}, ${found}.3)`;
}

/** What every line has around its values, in the layout of kube-apiserver, without what `who` has around them. */
const FRAME =
  '{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"","auditID":"","stage":"","requestURI":"","verb":"","user":{"username":"","groups":[]},"requestReceivedTimestamp":"2026-03-01T00:00:00.000000Z","stageTimestamp":"2026-03-01T00:00:00.000000Z"}';
const WHO_FRAME = '["","","",[],[],[],"","",[],[],[],"","",[],[]]';
const UUID_LENGTH = 36;

const member = (column: string, key: string) => `if(${column} = '', 0, length(${column}) + ${`,"${key}":""`.length})`;

/**
 * The length of a row's line in bytes: that of the received bytes, or, where they follow from the columns, nearly so. What is
 * escaped is overlooked but for the `&` of addresses, and \`who\` stands for what it holds.
 */
const LINE = `if(layout IN ('', 'json'), toInt64(length(raw)), toInt64(${[
  FRAME.length - WHO_FRAME.length + UUID_LENGTH,
  'length(who) - length(actor)',
  'length(level)',
  'length(stage)',
  "length(request_uri) + 5 * countSubstrings(request_uri, '&')",
  'length(verb)',
  `if(endsWith(who, ',[],[]]'), 0, ${',"annotations":{}'.length})`,
  `if(user_agent = '', 0, ${',"userAgent":'.length})`,
  `if(user_uid = '', 0, ${',"uid":'.length})`,
  `if(impersonated_username = '', 0, ${',"impersonatedUser":{"username":,"groups":}'.length})`,
  `if(empty(source_ips), 0, ${',"sourceIPs":[]'.length})`,
  'arraySum(arrayMap(address -> length(address) + 3, source_ips))',
  `if(object_resource = '', 0, length(object_resource) + ${`,"objectRef":{"resource":""}`.length})`,
  member('object_namespace', 'namespace'),
  member('object_name', 'name'),
  member('object_uid', 'uid'),
  member('object_api_group', 'apiGroup'),
  member('object_api_version', 'apiVersion'),
  member('object_resource_version', 'resourceVersion'),
  member('object_subresource', 'subresource'),
  `if(response_code = 0, 0, ${`,"responseStatus":{"metadata":{},"code":200}`.length})`,
  member('response_status', 'status'),
  member('response_message', 'message'),
  member('response_reason', 'reason'),
  `if(response_details = '', 0, length(response_details) + ${',"details":'.length})`,
  `if(request_object = '', 0, length(request_object) + ${REQUEST_KEY_BYTES})`,
  `if(response_object = '', 0, length(response_object) + ${RESPONSE_KEY_BYTES})`,
].join(' + ')}))`;
