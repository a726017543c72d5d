import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';
import { loadConfig } from '../config/load.ts';
import { openMkeLogging } from './open-mke-logging.ts';

const root = await mkdtemp(join(tmpdir(), 'verbatim-mke-'));
afterAll(() => rm(root, { recursive: true }));
const dataDirectory = () => mkdtemp(join(root, 'data-'));
let n = 0;

async function opened(settings: string, directory?: string) {
  const data = directory ?? (await dataDirectory());
  const file = join(root, `${n++}.yaml`);
  await writeFile(file, settings);
  const log = pino({ enabled: false });
  return { data, log, ...(await openMkeLogging(data, await loadConfig({ file, env: {} }), log)) };
}

async function toml(text: string): Promise<string> {
  const file = join(root, `${n++}.toml`);
  await writeFile(file, text);
  return `mke: { config_file: ${file} }`;
}

const SECTION = '[audit_log_configuration]\n  level = "metadata"\n  support_dump_include_audit_logs = true\n';

test.each([
  ['nothing', '', { logLevel: 'INFO', auditLevel: 'request', supportDumpIncludeAuditLogs: false }],
  ['keys', 'mke: { audit_level: "" }', { auditLevel: '' }],
  ['TOML', await toml(SECTION), { auditLevel: 'metadata', supportDumpIncludeAuditLogs: true }],
  ['TOML of something else', await toml('[auth]\n  x = 1\n'), { auditLevel: 'request' }],
])('%s is configured', async (_name, settings, expected) => {
  expect((await opened(settings)).logging.get()).toMatchObject(expected);
});

test.each([
  ['[audit_log_configuration]\nlevel = "all"\n', /audit_log_configuration\.level .*"metadata" or "request"/],
  ['[audit_log_configuration\n', /is no TOML/],
])('TOML such as %j is refused', async (text, message) => {
  await expect(opened(await toml(text))).rejects.toThrow(message);
});

test('a change holds at once, and after a restart, whatever the configuration says', async () => {
  const first = await opened('mke: { audit_level: request }');
  expect(first.level()).toBe('Request');
  await first.logging.change({ auditLevel: '' });
  await first.logging.change({ auditLevel: 'metadata', logLevel: 'ERROR' });
  expect([first.level(), first.log.level]).toEqual(['Metadata', 'error']);
  const second = await opened('mke: { audit_level: request }', first.data);
  expect(second.logging.get()).toEqual({
    logLevel: 'ERROR',
    auditLevel: 'metadata',
    supportDumpIncludeAuditLogs: false,
  });
  expect([second.level(), second.log.level]).toEqual(['Metadata', 'error']);
});

test('a kept file that is not one is not guessed at', async () => {
  const data = await dataDirectory();
  await writeFile(join(data, 'mke-logging.json'), '{"auditLevel":"all"}');
  await expect(opened('', data)).rejects.toThrow(/put back a copy/);
});
