import { describe, expect, test } from 'vitest';
import { findCycle } from './cycles.ts';
import { allImports, importsIn, isThere } from './repository.ts';
import { brokenRule, isForTests } from './rules.ts';

const imports = allImports('src', 'bench', 'web/src');

describe('imports', () => {
  test('go to lower ranks only, and break no other rule', () => {
    const broken = imports.flatMap((one) => {
      const rule = brokenRule(one);
      return rule ? [`${one.from} imports ${one.to}: ${rule}`] : [];
    });
    expect(broken).toEqual([]);
  });

  test('name files that are there', () => {
    expect(imports.filter(({ from, to }) => !isForTests(from) && !isThere(to))).toEqual([]);
  });

  test('of src never lead back to where they began', () => {
    expect(findCycle(imports.filter(({ from }) => from.startsWith('src/')))).toBeUndefined();
  });

  test('of the benchmark do not go to the tests, but for those of its own tests', () => {
    const wrong = imports.filter(
      ({ from, to }) => from.startsWith('bench/') && !from.endsWith('.test.ts') && to.startsWith('test/'),
    );
    expect(wrong).toEqual([]);
  });
});

describe('a rule is broken', () => {
  test.each([
    ['src/event/event.ts', 'src/query/filter.ts', 'lower ranks'],
    ['src/config/base.ts', 'src/config/schema.ts', 'lower ranks'],
    ['src/config/base.ts', 'src/sources/intake.ts', 'lower ranks'],
    ['src/query/to-sql.ts', 'src/store/store.ts', 'lower ranks'],
    ['src/journal/journal.test.ts', 'src/store/store.ts', 'lower ranks'],
    ['src/pipeline.ts', 'src/consumers/tail/tail.ts', 'lower ranks'],
    ['src/consumers/store/consumer.ts', 'src/api/server.ts', 'lower ranks'],
    ['src/api/server.ts', 'src/start.ts', 'lower ranks'],
    ['src/sources/lines/source.ts', 'src/sources/kubernetes-webhook/config.ts', 'never import each other'],
    ['src/decode/openshift/format.ts', 'src/decode/kubernetes/format.ts', 'never import each other'],
    ['src/cli/commands/top.ts', 'src/cli/commands/search.ts', 'never import each other'],
    ['src/api/routes/tail.ts', 'src/api/routes/events.ts', 'never import each other'],
    ['src/cli/commands/search.ts', 'src/main.ts', 'speaks to the API'],
    ['src/cli/search/print-events.ts', 'src/store/store.ts', 'speaks to the API'],
    ['src/cli/context.ts', 'src/api/server.ts', 'speaks to the API'],
    ['src/journal/journal.ts', 'src/journal/testing.ts', 'by tests only'],
    ['src/journal/journal.test.ts', 'test/support/until.ts', 'from outside'],
    ['src/api/server.ts', 'bench/load/target.ts', 'from outside'],
    ['src/errors.ts', 'src/event/limits.ts', 'nothing of ours'],
    ['src/utils/all.ts', 'src/event/event.ts', 'no rank'],
    ['web/src/pages/explore/page.tsx', 'src/store/store.ts', 'speak to the API'],
    ['web/src/pages/explore/page.tsx', 'web/src/pages/event/page.tsx', 'only its own folder'],
    ['web/src/ui/text.tsx', 'web/src/pages/event/page.tsx', 'only its own folder'],
    ['src/api/server.ts', 'web/src/main.tsx', 'from outside'],
  ])('by %s importing %s', (from, to, rule) => {
    expect(brokenRule({ from, to })).toContain(rule);
  });
});

describe('no rule is broken', () => {
  test.each([
    ['src/event/event.ts', 'src/errors.ts'],
    ['src/config/schema.ts', 'src/sources/registry.ts'],
    ['src/sources/registry.ts', 'src/sources/lines/source.ts'],
    ['src/sources/lines/source.ts', 'src/sources/intake.ts'],
    ['src/decode/read-entry.ts', 'src/decode/decode.ts'],
    ['src/decode/registry.ts', 'src/decode/kubernetes/format.ts'],
    ['src/pipeline.ts', 'src/pipeline/seen-window.ts'],
    ['src/pipeline/seen-window.ts', 'src/journal/journal.ts'],
    ['src/api/routes/tail.test.ts', 'src/api/routes/tail.ts'],
    ['src/cli/commands/serve.ts', 'src/main.ts'],
    ['src/cli/local/read-records.ts', 'src/decode/cut-lines.ts'],
    ['src/journal/journal.test.ts', 'src/journal/testing.ts'],
    ['test/support/api.ts', 'src/api/contract.ts'],
    ['web/src/pages/explore/page.tsx', 'web/src/ui/page.tsx'],
    ['web/src/pages/explore/page.tsx', 'src/query/lexer.ts'],
    ['web/src/app/router.tsx', 'web/src/pages/explore/page.tsx'],
  ])('by %s importing %s', (from, to) => {
    expect(brokenRule({ from, to })).toBeUndefined();
  });
});

test('imports are found in all their forms', () => {
  const text = `
    import a from './a.ts';
    import { type B,
      b } from '../b/b.ts';
    export type { C } from './c.ts';
    const { d } = await import('./d.ts');
    import './e.ts';
    new Worker(new URL('./f.js', import.meta.url));
    import { readFile } from 'node:fs';`;
  expect(importsIn('src/x/y.ts', text).map(({ to }) => to)).toEqual(
    ['x/a', 'b/b', 'x/c', 'x/d', 'x/e', 'x/f'].map((path) => `src/${path}.ts`),
  );
});

test('a cycle is found, and none where there is none', () => {
  const edge = (from: string, to: string) => ({ from, to });
  expect(findCycle([edge('a', 'b'), edge('b', 'c'), edge('a', 'c')])).toBeUndefined();
  expect(findCycle([edge('x', 'a'), edge('a', 'b'), edge('b', 'c'), edge('c', 'a')])).toEqual(['a', 'b', 'c', 'a']);
});
