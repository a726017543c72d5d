/** One line of a tree of JSON. */
export interface TreeRow {
  /** Where it stands: member names and indices. */
  readonly path: readonly (string | number)[];
  /** Its path as one text, by which it is known. */
  readonly id: string;
  readonly depth: number;
  /** The member's name or the index; `undefined` at the root. */
  readonly key: string | number | undefined;
  readonly value: unknown;
  /** Members or elements; `undefined` for what has none by its kind. */
  readonly size: number | undefined;
  readonly isOpen: boolean;
  readonly isMatch: boolean;
}

/** What is searched for, in lower case, and where it was found. */
export interface Found {
  readonly matches: ReadonlySet<string>;
  /** What has to be open for all of them to be seen. */
  readonly ancestors: ReadonlySet<string>;
}

/** Matches that are shown; a letter may be in every line. */
const MAX_MATCHES = 10_000;
/** Nesting that is shown. Events of more are kept, but nobody reads them here. */
const MAX_DEPTH = 200;

/** Lines that are laid out: browsers draw nothing beyond some ten million pixels. */
export const MAX_ROWS = 400_000;

export const ROOT = '';

export function idOf(parent: string, key: string | number): string {
  return `${parent}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

export function sizeOf(value: unknown): number | undefined {
  if (Array.isArray(value)) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : undefined;
}

/** The lines that are to be seen, of the value itself and of all that is open in it. */
export function rowsOf(value: unknown, isOpen: (id: string, depth: number) => boolean, found?: Found): TreeRow[] {
  const rows: TreeRow[] = [];
  add(value, [], ROOT, undefined);
  return rows;

  function add(inner: unknown, path: readonly (string | number)[], id: string, key: string | number | undefined): void {
    if (rows.length >= MAX_ROWS) return;
    const size = sizeOf(inner);
    const depth = path.length;
    const open =
      size !== undefined && size > 0 && depth < MAX_DEPTH && (isOpen(id, depth) || found?.ancestors.has(id) === true);
    rows.push({ path, id, depth, key, value: inner, size, isOpen: open, isMatch: found?.matches.has(id) === true });
    if (open) for (const [name, child] of entriesOf(inner)) add(child, [...path, name], idOf(id, name), name);
  }
}

/** Where a text is part of a member's name or of a value, regardless of case. */
export function search(value: unknown, text: string): Found {
  const wanted = text.toLowerCase();
  const matches = new Set<string>();
  const ancestors = new Set<string>();
  look(value, ROOT, undefined, [], 0);
  return { matches, ancestors };

  function look(
    inner: unknown,
    id: string,
    key: string | number | undefined,
    above: readonly string[],
    depth: number,
  ): void {
    if (matches.size >= MAX_MATCHES || depth > MAX_DEPTH) return;
    const isLeaf = sizeOf(inner) === undefined;
    const isMatch =
      (typeof key === 'string' && key.toLowerCase().includes(wanted)) ||
      (isLeaf && String(inner).toLowerCase().includes(wanted));
    if (isMatch) {
      matches.add(id);
      for (const one of above) ancestors.add(one);
    }
    if (isLeaf) return;
    const beneath = [...above, id];
    for (const [name, child] of entriesOf(inner)) look(child, idOf(id, name), name, beneath, depth + 1);
  }
}

function entriesOf(value: unknown): readonly (readonly [string | number, unknown])[] {
  return Array.isArray(value) ? value.map((item, i) => [i, item] as const) : Object.entries(value as object);
}

const PLAIN = /^[A-Za-z_][\w-]*$/;

/** A path as the query language takes it: places in lists are left out there. */
export function queryPath(path: readonly (string | number)[]): string {
  return path
    .filter((key) => typeof key === 'string')
    .map((key) => (PLAIN.test(key) ? key : JSON.stringify(key)))
    .join('.');
}
