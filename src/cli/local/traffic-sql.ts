import type { TrafficShape } from '../../event/traffic.ts';
import { trafficSql } from '../../store/traffic-sql.ts';
import { readTime } from './doubts.ts';
import { linesFrom } from './fast.ts';
import { KIND, type LineSql } from './line-sql.ts';

/** What a policy can tell apart, read from a line at once: each reading of its own would cost as much again. */
const WORDS = [
  'user Tuple(username String, groups Array(String))',
  'verb String',
  'objectRef Tuple(apiGroup String, resource String, subresource String, namespace String, name String, apiVersion String)',
  'requestURI String',
  'level String',
  'stage String',
  'requestReceivedTimestamp String',
].join(', ');

/** Under the names that the columns of the store have. */
const COLUMNS = {
  user_username: 'said.1.1',
  user_groups: 'said.1.2',
  verb: 'said.2',
  object_api_group: 'said.3.1',
  object_resource: 'said.3.2',
  object_subresource: 'said.3.3',
  object_namespace: 'said.3.4',
  object_name: 'said.3.5',
  object_api_version: 'said.3.6',
  request_uri: 'said.4',
  level: 'said.5',
  stage: 'said.6',
  happened: 'said.7',
} as const;

/** Texts of an event, whatever a shape tells apart. */
const TEXTS = [
  'user_username',
  'verb',
  'object_api_group',
  'object_resource',
  'object_subresource',
  'object_namespace',
  'request_uri',
  'level',
  'stage',
];

/**
 * That text may stand for a number, a list, an object, `true` or `false`, which the engine gives where there is no text. To ask for its type
 * would cost more than all else; few texts look like that.
 */
function mayBeOther(text: string): string {
  const isNumber = `(substring(${text}, 1, 1) IN (${FIRST_OF_NUMBERS}) AND trimLeft(${text}, '-+.0123456789eE') = '')`;
  return `${text} IN ('true', 'false') OR substring(${text}, 1, 1) IN ('{', '[') OR ${isNumber}`;
}

const FIRST_OF_NUMBERS = [...'-0123456789'].map((sign) => `'${sign}'`).join(', ');

/** What the general way reads otherwise, or more exactly: other types, groups in versions, and bodies, whose parts have sizes. */
function doubtsOf({ userGroups, names }: TrafficShape): string {
  return [
    'position(line, \'"requestObject"\') > 0',
    'position(line, \'"responseObject"\') > 0',
    "position(object_api_version, '/') > 0",
    ...(userGroups.length > 0 ? [`arrayExists(name -> ${mayBeOther('name')}, user_groups)`] : []),
    ...[...TEXTS, ...(names.length > 0 ? ['object_name'] : [])].map(mayBeOther),
  ].join(' OR ');
}

/** Not any of the lines: the same question is to have the same answer. */
const FIRST_LINE = 'argMin(line, (time, line))';

/**
 * Lines as groups that a shape does not tell apart: kind, events, bytes, times of the first and the last in microseconds, the
 * line of the first, and the words as JSON. Each line that is no event for sure is a group of its own. `{files:String}` is their pattern.
 */
export function groupsSql(lines: LineSql, shape: TrafficShape): { readonly sql: string; readonly params: object } {
  const { groups, params } = trafficSql(shape);
  const columns = Object.entries(COLUMNS).map(([name, sql]) => `${sql} AS ${name}`);
  const said = `SELECT kind AS found, line, JSONExtract(line, 'Tuple(${WORDS})') AS said FROM ${linesFrom(lines)}`;
  const named = `SELECT found, line, ${columns.join(', ')} FROM (${said})`;
  const judged = `SELECT *, if(found = ${KIND.match} AND (${doubtsOf(shape)}), ${KIND.unsure}, found) AS kind FROM (${named})`;
  const other = `if(kind = ${KIND.match}, '', line)`;
  const keys = groups.map((sql, i) => `${sql} AS word${i}`);
  const words = groups.map((_, i) => `word${i}`);
  return {
    sql: `SELECT toUInt8(kind), count(), sum(length(trimRight(line, ' \\t\\r'))),
            toUnixTimestamp64Micro(min(time)), toUnixTimestamp64Micro(max(time)), ${FIRST_LINE} AS first_line,
            toJSONString([${words.map((word) => `toJSONString(${word})`).join(', ')}])
          FROM (SELECT kind, line, ${readTime('happened')} AS time, ${other} AS other, ${keys.join(', ')} FROM (${judged}))
          GROUP BY kind, other, ${words.join(', ')} ORDER BY kind DESC, min(time), first_line`,
    params: { ...lines.params, ...params },
  };
}
