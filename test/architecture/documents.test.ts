import { describe, expect, test } from 'vitest';
import { commandsIn, headingsIn, linksIn } from './markdown.ts';
import { filesBelow, isThere, textOf } from './repository.ts';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  ...filesBelow('docs', 'src', 'bench').filter((path) => path.endsWith('.md')),
];
const commands = headingsIn(textOf('docs/reference/cli.md'));

describe.each(pages)('%s', (page) => {
  const text = textOf(page);

  test('links to what is there', () => {
    const dead = linksIn(page, text).filter(
      ({ path, heading }) => !isThere(path) || (heading !== '' && !headingsIn(textOf(path)).includes(heading)),
    );
    expect(dead).toEqual([]);
  });

  test('calls commands that there are', () => {
    expect(commandsIn(text).filter((command) => !commands.includes(`verbatim-${command}`))).toEqual([]);
  });
});

test('the tests that the architecture names are there', () => {
  const text = textOf('docs/ARCHITECTURE.md');
  const tests = filesBelow('src', 'test');
  const named = [...text.matchAll(/`([\w/-]+(?:\.test)?\.ts)`/g)].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !tests.some((path) => `/${path}`.endsWith(`/${name}`)))).toEqual([]);
});

describe('a page', () => {
  test('has the links to files', () => {
    const text = '[a](b.md#c-d) [e](#f) [g](https://example.com/x) [h](../i/)\n```\n[j](k)\n```\n';
    expect(linksIn('docs/a/page.md', text)).toEqual([
      { path: 'docs/a/b.md', heading: 'c-d' },
      { path: 'docs/a/page.md', heading: 'f' },
      { path: 'docs/i/', heading: '' },
    ]);
  });

  test.each([
    ['What is not there yet', 'what-is-not-there-yet'],
    ['`kubernetes-webhook`', 'kubernetes-webhook'],
    ['Start: 5, 6 & more', 'start-5-6--more'],
  ])('has the heading “%s”', (title, name) => {
    expect(headingsIn(`# Other\n\n## ${title}\n`)).toEqual(['other', name]);
  });
});
