import type { Column } from '../state.ts';

/** In CSS pixels: what most values of a field need. */
const USUAL: Readonly<Record<string, number>> = {
  time: 182,
  outcome: 106,
  verb: 76,
  actor: 210,
  cluster: 110,
  'objectRef.resource': 118,
  'objectRef.subresource': 90,
  'objectRef.namespace': 126,
  'objectRef.name': 170,
  'responseStatus.code': 60,
  sourceIPs: 130,
  userAgent: 220,
  requestURI: 320,
  summary: 420,
};
const OTHERS = 150;

export function widthOfColumn({ name, width }: Column): number {
  return width ?? (Object.hasOwn(USUAL, name) ? USUAL[name] : undefined) ?? OTHERS;
}

/** The columns of the grid; the last one takes what is left. */
export function templateOf(columns: readonly Column[]): string {
  return columns
    .map((column, at) => {
      const width = widthOfColumn(column);
      return at === columns.length - 1 ? `minmax(${width}px, 1fr)` : `${width}px`;
    })
    .join(' ');
}

export function totalWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + widthOfColumn(column), 0);
}
