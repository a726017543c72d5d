import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { SyslogMessage } from './message.ts';
import { parseSyslog } from './parse-message.ts';

const FOLDER = new URL('../../../../shared/oracles/', import.meta.url);
const RECEIVED_AT = '2026-03-01T03:12:46.000123Z';

interface Case {
  readonly input_latin1: string;
  readonly valid: boolean;
  readonly go_expected: string;
}

describe.each(['syslog-rfc5424.jsonl', 'syslog-rfc3164.jsonl'])('%s', (name) => {
  const file = new URL(name, FOLDER);
  if (!existsSync(file)) return test.skip('the cases are not on this machine', () => {});
  const cases = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Case);

  test.each(cases)('$input_latin1', ({ input_latin1, valid, go_expected }) => {
    const message = parseSyslog(Buffer.from(input_latin1, 'latin1').toString('utf8'), RECEIVED_AT);
    expect(message.problem === undefined, message.problem).toBe(valid);
    if (message.problem === undefined) expect(facts(message)).toEqual(expected(go_expected));
  });
});

function facts({ facility, severity, version, time, host, program, procId, msgId, ...rest }: SyslogMessage) {
  const data = [...rest.structuredData].map(([id, parameters]) => [
    id,
    Object.fromEntries(parameters.map(({ name, value }) => [name, value])),
  ]);
  return {
    priority: facility === undefined || severity === undefined ? undefined : facility * 8 + severity,
    version,
    time: time && new Date(time).getTime(),
    host,
    program,
    procId,
    msgId,
    data: Object.fromEntries(data),
    message: oneSpace(rest.message),
  };
}

/** What the reference says in Go, in either of its two ways of saying it. */
function expected(go: string) {
  const set = (name: string) =>
    go
      .match(new RegExp(`Set${name}\\((?:"([^"]*)"|\`([^\`]*)\`|(\\d+))\\)`))
      ?.slice(1)
      .find(Boolean);
  const field = (name: string) =>
    go
      .match(new RegExp(`${name}: syslogtesting\\.\\w+\\((?:time\\.Stamp, )?(?:"([^"]*)"|\`([^\`]*)\`|(\\d+))\\)`))
      ?.slice(1)
      .find(Boolean);
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  const data: Record<string, Record<string, string>> = {};
  for (const [, id = ''] of go.matchAll(/SetElementID\("([^"]*)"\)/g)) data[id] ??= {};
  for (const [, id = '', name = '', quoted, plain] of go.matchAll(
    /SetParameter\("([^"]*)", "([^"]*)", (?:"([^"]*)"|`([^`]*)`)\)/g,
  )) {
    data[id] ??= {};
    data[id][name] = (quoted ?? plain ?? '').replace(/\\(["\\\]])/g, '$1');
  }
  const stamp = set('Timestamp') ?? (field('Timestamp') && `${field('Timestamp')} 2026 UTC`);
  return {
    priority: number(set('Priority') ?? field('Priority')),
    version: number(set('Version')),
    time: stamp && thisYearOrLast(new Date(stamp)),
    host: set('Hostname') ?? field('Hostname'),
    program: set('Appname') ?? field('Appname'),
    procId: set('ProcID') ?? field('ProcID'),
    msgId: set('MsgID') ?? field('MsgID'),
    data,
    message: oneSpace((set('Message') ?? field('Message') ?? '').replace('\\n', '\n')),
  };
}

/** A date without a year is not in the future. */
function thisYearOrLast(date: Date): number {
  if (date > new Date(RECEIVED_AT)) date.setUTCFullYear(date.getUTCFullYear() - 1);
  return date.getTime();
}

/** The cases were written down with one space where there were more. */
function oneSpace(text: string): string {
  return text.replace(/ +/g, ' ');
}
