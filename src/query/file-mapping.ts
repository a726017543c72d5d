import { AUTHORIZATION_DECISION, OPENSHIFT_LOGIN_DECISION, OUTCOMES, PERSON_ANNOTATIONS } from '../event/derive.ts';
import { EVENT_KEYS } from '../event/event.ts';
import type { Field } from '../event/fields.ts';
import type { Envelope } from '../event/record.ts';
import { parseMicros } from '../event/time.ts';
import type { Mapping } from './mapping.ts';
import { searchedTexts } from './searched-texts.ts';
import { jsonHoldsZero } from './sql-zero.ts';
import { NO_UUID } from './uuid.ts';

/**
 * Fields read from a column of JSON lines, one event of `audit.k8s.io/v1` a line; the envelope is the same for all.
 * `line` is the column's name. A line that the engine cannot parse (`isValidJSON` is 0) has no fields at all.
 */
export function fileMapping(line: string, envelope: Envelope): Mapping {
  const column = (field: Field) => fileColumn(line, field);
  const auditID = jsonString(line, 'auditID');
  return {
    column,
    holdsZero: (field) => jsonHoldsZero(line, field),
    json: (field) =>
      field.origin === 'event' || field.name === 'actor' || field.name === 'unknown' ? line : undefined,
    uuid: `if(${isStored(auditID)}, toUUIDOrZero(${auditID}), toUUID('${NO_UUID}'))`,
    search: {
      ...searchedTexts(column, [`if(${isStored(auditID)}, '', ${auditID})`]),
      json: { text: line, butFor: [...OUTCOMES, ...ENVELOPE.map((name) => envelope[name])] },
    },
    params: {
      ...Object.fromEntries(ENVELOPE.map((name) => [`envelope_${name}`, envelope[name]])),
      envelope_receivedAt: parseMicros(envelope.receivedAt) ?? 0,
    },
  };
}

const ENVELOPE = ['cluster', 'platform', 'component', 'node', 'source'] as const;

function isStored(auditID: string): string {
  return `match(${auditID}, '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$') AND ${auditID} != '${NO_UUID}'`;
}

function fileColumn(line: string, field: Field): string {
  if (field.origin === 'envelope') return envelopeColumn(field);
  switch (field.name) {
    case 'time':
      return timeColumn(line);
    case 'actor':
      return actorColumn(line);
    case 'outcome':
      return outcomeColumn(line);
    case 'unknown':
      return unknownColumn(line);
    default:
      return eventColumn(line, field);
  }
}

function envelopeColumn(field: Field): string {
  if (field.name === 'quarantine') return "''";
  return field.type === 'time' ? RECEIVED_AT : `{envelope_${field.name}:String}`;
}

const RECEIVED_AT = "fromUnixTimestamp64Micro({envelope_receivedAt:Int64}, 'UTC')";

function eventColumn(line: string, field: Field): string {
  const path = `${line}, ${field.name.split('.').map(literal).join(', ')}`;
  switch (field.type) {
    case 'keyword':
    case 'uuid':
      return `JSONExtractString(${path})`;
    case 'keywords':
    case 'ips':
      return `JSONExtract(${path}, 'Array(String)')`;
    case 'integer':
      return `JSONExtract(${path}, 'Int32')`;
    case 'time':
      return sqlTime(`JSONExtractString(${path})`);
    case 'map':
      return `JSONExtract(${path}, 'Map(String, String)')`;
    case 'lists':
      return `JSONExtract(${path}, 'Map(String, Array(String))')`;
    case 'body':
      return `JSONExtractRaw(${path})`;
  }
}

/** A name of the field table as a string of SQL. */
function literal(name: string): string {
  return `'${name}'`;
}

function jsonString(line: string, ...path: readonly string[]): string {
  return `JSONExtractString(${line}, ${path.map(literal).join(', ')})`;
}

const RFC3339 =
  '^\\\\d{4}-\\\\d{2}-\\\\d{2}[Tt ]\\\\d{2}:\\\\d{2}:\\\\d{2}(\\\\.\\\\d{1,9})?([Zz]|[+-]\\\\d{2}:\\\\d{2})$';

/** As `parseMicros`: the epoch for text that is not RFC 3339. */
function sqlTime(text: string): string {
  return `if(match(${text}, '${RFC3339}'), parseDateTime64BestEffortOrZero(upper(${text}), 6, 'UTC'), fromUnixTimestamp64Micro(0, 'UTC'))`;
}

/** As `timeOf`. */
function timeColumn(line: string): string {
  const received = jsonString(line, 'requestReceivedTimestamp');
  const reached = jsonString(line, 'stageTimestamp');
  const old = jsonString(line, 'timestamp');
  const cases = [received, reached, old].map((text) => `${text} != '', ${sqlTime(text)}`);
  return `multiIf(${cases.join(', ')}, ${RECEIVED_AT})`;
}

/** As `actorOf`. */
function actorColumn(line: string): string {
  const named = [
    jsonString(line, 'impersonatedUser', 'username'),
    ...PERSON_ANNOTATIONS.map((key) => jsonString(line, 'annotations', key)),
  ];
  const cases = named.map((name) => `${name} != '', ${name}`);
  return `multiIf(${cases.join(', ')}, ${jsonString(line, 'user', 'username')})`;
}

/** As `outcomeOf`. */
function outcomeColumn(line: string): string {
  const login = jsonString(line, 'annotations', OPENSHIFT_LOGIN_DECISION);
  const decision = jsonString(line, 'annotations', AUTHORIZATION_DECISION);
  const code = `JSONExtract(${line}, 'responseStatus', 'code', 'Int32')`;
  const status = jsonString(line, 'responseStatus', 'status');
  const cases = [
    [`${login} = 'deny'`, 'denied'],
    [`${login} = 'error'`, 'failed'],
    [`${login} = 'allow'`, 'allowed'],
    [`${code} IN (401, 403) OR ${decision} IN ('forbid', 'deny')`, 'denied'],
    [
      `${code} >= 400 OR ${jsonString(line, 'stage')} = 'Panic' OR ${decision} = 'error' OR ${status} = 'Failure'`,
      'failed',
    ],
    [`${code} > 0 OR ${decision} = 'allow' OR ${status} = 'Success'`, 'allowed'],
  ];
  return `multiIf(${cases.map(([when, outcome]) => `${when}, '${outcome}'`).join(', ')}, 'unknown')`;
}

/** The members of the event that the format does not know, as JSON text. */
function unknownColumn(line: string): string {
  const known = EVENT_KEYS.map(literal).join(', ');
  const unknown = `arrayFilter(m -> m.1 NOT IN (${known}), JSONExtractKeysAndValuesRaw(${line}))`;
  const members = `arrayStringConcat(arrayMap(m -> concat(toJSONString(m.1), ':', m.2), ${unknown}), ',')`;
  return `if(empty(${unknown}), '', concat('{', ${members}, '}'))`;
}
