import type { Import } from './repository.ts';

/**
 * Ranks, lowest first: a file imports only from lower ranks, and from its own area. Of several prefixes that fit, the
 * longest holds.
 */
const RANKS: Readonly<Record<string, number>> = {
  'src/event/': 0,
  'src/actors/': 1,
  'src/config/': 1,
  'src/connect/': 1,
  'src/access/': 2,
  'src/decode/': 2,
  'src/history/': 2,
  'src/journal/': 2,
  'src/policy/': 2,
  'src/query/': 2,
  'src/sources/': 2,
  'src/store/': 2,
  'src/tls/': 2,
  'src/config/schema.ts': 3,
  'src/config/load.ts': 3,
  'src/config/people.ts': 3,
  'src/config/rules.ts': 3,
  'src/consumers/': 3,
  'src/metrics.ts': 3,
  'src/pipeline.ts': 3,
  'src/pipeline/': 3,
  'src/api/': 4,
  'src/start.ts': 5,
  'src/start/': 5,
  'src/main.ts': 6,
  'src/cli/': 7,
  'src/docs/': 8,
};

/** Imported by all; they import nothing of ours. */
const FREE: ReadonlySet<string> = new Set([
  'src/errors.ts',
  'src/collect-when-settled.ts',
  'src/heap-growth.ts',
  'src/let-go.ts',
  'src/thread-priority.ts',
  'src/package.ts',
]);

/** Folders whose members never import each other. What lies beside the members is common to them. */
const APART = ['src/sources/', 'src/decode/', 'src/consumers/', 'src/cli/commands/', 'src/api/routes/'];

/** The command line speaks to the API. What else it may import, and from where. */
const CLI_MAY: readonly (readonly [from: string, to: string])[] = [
  ['src/cli/', 'src/event/'],
  ['src/cli/', 'src/actors/'],
  ['src/cli/', 'src/query/'],
  ['src/cli/', 'src/connect/'],
  ['src/cli/', 'src/api/contract.ts'],
  ['src/cli/', 'src/api/item.ts'],
  ['src/cli/import/', 'src/decode/docker-json/entry-end.ts'],
  ['src/cli/import/', 'src/decode/entry-lines.ts'],
  ['src/cli/local/', 'src/decode/'],
  ['src/cli/local/', 'src/store/'],
  ['src/cli/local/', 'src/config/people.ts'],
  ['src/cli/policy/', 'src/policy/'],
  ['src/cli/history/', 'src/history/'],
  ['src/cli/commands/catalogue.ts', 'src/decode/catalogue.ts'],
  ['src/cli/commands/serve.ts', 'src/main.ts'],
  ['src/cli/commands/verify.ts', 'src/journal/verify'],
  ['src/cli/verify/', 'src/journal/verify'],
];

/** What the pages may import of the server's code: the contract, and what both must understand alike. */
const WEB_MAY = [
  'src/api/contract.ts',
  'src/query/',
  'src/history/',
  'src/event/',
  'src/policy/attributes.ts',
  'src/errors.ts',
];

/** Which rule an import breaks, as a sentence; `undefined` if none. */
export function brokenRule({ from, to }: Import): string | undefined {
  if (from.startsWith('web/')) return brokenWebRule(from, to);
  if (!to.startsWith('src/')) {
    return from.startsWith('src/') ? 'src imports nothing from outside it' : undefined;
  }
  if (isForTests(to) && !isForTests(from)) return 'what is for tests is imported by tests only';
  if (!from.startsWith('src/')) return undefined;
  if (FREE.has(from)) return 'what all may import imports nothing of ours';
  if (FREE.has(to)) return undefined;
  const [a, b] = [rankOf(from), rankOf(to)];
  if (a === undefined) return `${from} has no rank; give it one in test/architecture/rules.ts`;
  if (b === undefined) return `${to} has no rank; give it one in test/architecture/rules.ts`;
  const folder = APART.find((prefix) => memberOf(prefix, from) && memberOf(prefix, to));
  if (folder && memberOf(folder, from) !== memberOf(folder, to)) return `members of ${folder} never import each other`;
  const sameArea = areaOf(from) === areaOf(to);
  if (sameArea ? a < b : a <= b) return `a file of rank ${a} imports only from lower ranks, not from rank ${b}`;
  if (areaOf(from) === 'cli' && !sameArea && !CLI_MAY.some(([x, y]) => from.startsWith(x) && to.startsWith(y))) {
    return 'the command line speaks to the API, except for work on local files';
  }
  return undefined;
}

const PAGES = 'web/src/pages/';

function brokenWebRule(from: string, to: string): string | undefined {
  if (!to.startsWith('web/')) {
    return WEB_MAY.some((prefix) => to.startsWith(prefix)) ? undefined : 'the pages speak to the API';
  }
  const page = pageOf(to);
  if (page === undefined || from === 'web/src/app/router.tsx') return undefined;
  return pageOf(from) === page ? undefined : 'only its own folder and the router import from a page';
}

function pageOf(path: string): string | undefined {
  return path.startsWith(PAGES) ? path.slice(PAGES.length).split('/')[0] : undefined;
}

/** A test has the rank of what it tests. */
function rankOf(file: string): number | undefined {
  const path = file.replace('.test.ts', '.ts');
  const prefix = Object.keys(RANKS)
    .filter((candidate) => path.startsWith(candidate))
    .reduce((longest, candidate) => (candidate.length > longest.length ? candidate : longest), '');
  return RANKS[prefix];
}

/** `src/pipeline.ts` and `src/pipeline/` are one area. */
function areaOf(path: string): string {
  return (path.split('/')[1] ?? '').replace(/(\.test)?\.ts$/, '');
}

/** The folder, or where a folder's members are files the file, that a path is in; `''` where it is beside the members. */
function memberOf(folder: string, path: string): string {
  if (!path.startsWith(folder)) return '';
  const [first = '', ...rest] = path.slice(folder.length).split('/');
  // What all members are tested with is common to them.
  if (first === 'testing') return '';
  if (rest.length > 0) return first;
  return folder === 'src/cli/commands/' || folder === 'src/api/routes/' ? first.replace(/(\.test)?\.ts$/, '') : '';
}

export function isForTests(path: string): boolean {
  return !path.startsWith('src/') || /\.test\.ts$|\/testing(\.ts$|\/)/.test(path);
}
