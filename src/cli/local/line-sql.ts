import type { Field } from '../../event/fields.ts';
import { MAX_EVENT_BYTES, MAX_EVENT_CONTAINERS, MAX_EVENT_DEPTH } from '../../event/limits.ts';
import type { Envelope } from '../../event/record.ts';
import { fileMapping } from '../../query/file-mapping.ts';
import type { Mapping } from '../../query/mapping.ts';
import { createSqlParams, type SqlParams } from '../../query/sql-params.ts';
import { toSql } from '../../query/to-sql.ts';
import { doubtsOf, TIME, UNSURE_TIME } from './doubts.ts';
import { hiddenPattern, type Mentions, mentionsOf, NATIVE_START } from './mentions.ts';
import { fieldsOf, type Question } from './question.ts';

/** What the engine finds a line to be. Oddities come first in what it gives. */
export const KIND = {
  /** An event that the question is about. */
  match: 0,
  /** Which events it holds, and whether the question is about them, is for the general way to say. */
  unsure: 1,
  /** It may go on with the line before, or in the next one: its file is for the general way. */
  continues: 2,
  other: 3,
} as const;

export interface LineSql {
  /** A cheap condition: whether the column `line` mentions what an event must that the question is about. */
  readonly mentioned: string;
  /** Another, with the column `mentioned`: whether the column `line` can be anything but KIND.other. */
  readonly worthReading: string;
  /** An expression, with the column `mentioned`: which KIND it is. */
  readonly kind: string;
  readonly mapping: Mapping;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * What is nested too deeply, or holds too many objects and arrays, has more opening brackets than this. A line of no more
 * than twice as many bytes cannot have them.
 */
const MOST_BRACKETS = Math.min(MAX_EVENT_DEPTH, MAX_EVENT_CONTAINERS);

const IS_OBJECT = "startsWith(line, '{')";
/** The text to trim is short for nearly every line. */
const BLANK = `(trimLeft(if(${IS_OBJECT}, '{', line), ' \\t\\r') = '')`;
const TOO_LONG = `length(line) >= ${MAX_EVENT_BYTES}`;
/** How a line begins that may go on with the JSON of the lines before: as `createLineCutter` has it. */
const CONTINUES = `substring(line, 1, 1) IN (' ', '\\t', '\\r', '"', '}', ']', ',') AND NOT ${BLANK}`;
/** A piece of a line that Docker has split: its text does not end with an escaped line feed, or may not. */
const SPLIT = [
  `startsWith(line, '{"log":')`,
  String.raw`(position(line, '\\n","stream":"') > 0 OR position(line, '\n","stream":"') = 0)`,
].join(' AND ');

/** That a line may hold something else than one event; an event without its usual time is not looked for here. */
const NO_EVENT = [
  `NOT ${IS_OBJECT}`,
  // No time is found in what is no valid JSON.
  UNSURE_TIME,
  "position(line, 'EventList') > 0",
  // Of Docker's API: what it becomes is not what stands in it.
  "position(line, 'docker-swarm') > 0",
  `length(line) > ${2 * MOST_BRACKETS} AND countSubstrings(line, '{') + countSubstrings(line, '[') > ${MOST_BRACKETS}`,
].join(' OR ');

/**
 * Compiles a question to lines, each of which may be one event. `counted` are further fields whose values are read.
 */
export function lineSql(question: Question, envelope: Envelope, counted: ReadonlySet<Field> = new Set()): LineSql {
  const mapping = fileMapping('line', envelope);
  const params = createSqlParams('line', {});
  const where = toSql(question.filter, { mapping });
  const asked = [`(${where.sql})`, ...timeBounds(question, params), ...hashIs(question, params)].join(' AND ');
  const mentions = mentionsOf(question.filter, envelope);
  const mentioned = mentions ? `(NOT startsWith(line, '${NATIVE_START}') OR ${mentionsSql(mentions, params)})` : '1';
  const cases: (readonly [when: string, kind: number])[] = [
    [`${TOO_LONG} OR (${CONTINUES}) OR (${SPLIT})`, KIND.continues],
    [BLANK, KIND.other],
    ['NOT mentioned', KIND.other],
    [NO_EVENT, KIND.unsure],
    ...doubtsOf(new Set([...fieldsOf(question.filter), ...counted])).map((doubt) => [doubt, KIND.unsure] as const),
    [`NOT (${asked})`, KIND.other],
  ];
  const kind = `multiIf(${cases.map(([when, is]) => `${when}, ${is}`).join(', ')}, ${KIND.match})`;
  const worthReading = `NOT ${IS_OBJECT} OR ${TOO_LONG} OR mentioned`;
  return { mentioned, worthReading, kind, mapping, params: { ...where.params, ...params.values } };
}

/** As `hashOf`, of the line without the space around it. */
function hashIs({ hash }: Question, params: SqlParams): string[] {
  if (hash === undefined) return [];
  return [`startsWith(lower(hex(SHA256(replaceRegexpOne(line, '[ \\t\\r]+$', '')))), ${params.bind(hash)})`];
}

function timeBounds({ from, to }: Question, params: SqlParams): string[] {
  const bound = (micros: number) => `fromUnixTimestamp64Micro(${params.bind(String(micros), 'Int64')}, 'UTC')`;
  return [
    ...(from === undefined ? [] : [`${TIME} >= ${bound(from)}`]),
    ...(to === undefined ? [] : [`${TIME} < ${bound(to)}`]),
  ];
}

function mentionsSql(mentions: Mentions, params: SqlParams): string {
  if (mentions.op !== 'text') {
    return `(${mentions.of.map((part) => mentionsSql(part, params)).join(` ${mentions.op.toUpperCase()} `)})`;
  }
  const { text, ignoreCase } = mentions;
  const position = ignoreCase ? 'positionCaseInsensitive' : 'position';
  const hidden = `match(line, ${params.bind(hiddenPattern(ignoreCase))})`;
  return `(${position}(line, ${params.bind(text)}) > 0 OR ${hidden})`;
}
