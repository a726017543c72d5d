import type { IconName } from '../../ui/icon.tsx';

/** Something to go to. */
export interface PaletteItem {
  /** Never the same twice. */
  readonly href: string;
  readonly label: string;
  /** Said besides. */
  readonly hint?: string;
  readonly icon: IconName;
}

export interface PaletteGroup {
  readonly name: string;
  readonly items: readonly PaletteItem[];
}

/** A group is short, so that the next one is in sight. */
const MAX_ITEMS = 7;

/** Those whose label or hint has every word, in whatever case; the ones that begin with the text come first. */
export function matching(items: readonly PaletteItem[], text: string): PaletteItem[] {
  const wanted = text.trim().toLowerCase();
  const words = wanted.split(/\s+/);
  return items
    .filter(({ label, hint = '' }) => words.every((word) => `${label} ${hint}`.toLowerCase().includes(word)))
    .sort((a, b) => rank(a, wanted) - rank(b, wanted))
    .slice(0, MAX_ITEMS);
}

function rank({ label }: PaletteItem, wanted: string): number {
  const text = label.toLowerCase();
  if (text.startsWith(wanted)) return 0;
  return text.includes(wanted) ? 1 : 2;
}

/** The groups that have something, each with what matches. */
export function matchingGroups(groups: readonly PaletteGroup[], text: string): PaletteGroup[] {
  return groups
    .map(({ name, items }) => ({ name, items: matching(items, text) }))
    .filter(({ items }) => items.length > 0);
}
