import { describe, expect, test } from 'vitest';
import { runProgram } from '../testing/run-program.ts';

describe('verbatim catalogue', () => {
  test('prints every kind as JSON, with its example', async () => {
    const { stdout, code } = await runProgram(['catalogue', '-o', 'json']);
    const kinds = JSON.parse(stdout) as { platform: string; example: string; becomes: { outcome: string } }[];
    expect(code).toBe(0);
    expect(new Set(kinds.map(({ platform }) => platform))).toContain('verbatim');
    expect(kinds.every(({ example, becomes }) => example && becomes.outcome)).toBe(true);
  });

  test('prints one platform as a table', async () => {
    const { stdout } = await runProgram(['catalogue', '--platform', 'mke']);
    expect(stdout).toMatch(/^PLATFORM +COMPONENT +KIND/);
    expect(stdout).toMatch(/mke +ucp-controller +POST \/containers\/\{name\}\/exec +create containers\/exec +unknown/);
    expect(stdout).not.toContain('kube-apiserver');
  });

  test('says which platforms there are', async () => {
    const { stderr, code } = await runProgram(['catalogue', '--platform', 'cobol']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/no platform "cobol"; it has .*kubernetes,.*mke,.*verbatim\./);
  });
});
