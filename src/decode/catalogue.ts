import { OWN_NAME } from '../event/record.ts';
import { decode } from './decode.ts';
import type { EnvelopeFacts, EventKind } from './format.ts';
import { OWN_KINDS } from './own-kinds.ts';
import { NO_STRUCTURE } from './received.ts';
import { FORMATS } from './registry.ts';

/** One kind of event that Verbatim knows. */
export interface CatalogueEntry extends EventKind {
  readonly platform: string;
  readonly component: string;
  /** The format that reads it. */
  readonly format: string;
}

/** As lines arrive of which nothing is told. */
const ANYWHERE: EnvelopeFacts = {
  platform: 'kubernetes',
  component: 'kube-apiserver',
  node: '',
  receivedAt: '2026-03-02T00:00:00.000000Z',
};
const OWN: EnvelopeFacts = { ...ANYWHERE, platform: OWN_NAME, component: OWN_NAME };

/** Every kind of event, by platform, whose names are in order. What a kind does not say of its platform and component, its example says. */
export function catalogue(): readonly CatalogueEntry[] {
  const entries = [
    ...FORMATS.flatMap(({ name, kinds }) => kinds.map((kind) => entryOf(kind, name, ANYWHERE))),
    ...OWN_KINDS.map((kind) => entryOf(kind, 'kubernetes', OWN)),
  ];
  return cataloguedPlatforms(entries).flatMap((platform) => entries.filter((entry) => entry.platform === platform));
}

/** The platforms that have kinds, in order. */
export function cataloguedPlatforms(entries: readonly CatalogueEntry[]): string[] {
  return [...new Set(entries.map(({ platform }) => platform))].sort();
}

/** The kinds of one platform, or of all where none is named. `undefined` if the catalogue does not know it. */
export function kindsOn(
  platform: string | undefined,
  entries: readonly CatalogueEntry[],
): readonly CatalogueEntry[] | undefined {
  if (platform === undefined) return entries;
  const found = entries.filter((entry) => entry.platform === platform);
  return found.length > 0 ? found : undefined;
}

/** What to say to whoever named a platform that the catalogue does not know. */
export function unknownPlatform(platform: string, entries: readonly CatalogueEntry[]): string {
  return `The catalogue has no platform ${JSON.stringify(platform)}; it has ${cataloguedPlatforms(entries).join(', ')}.`;
}

function entryOf(kind: EventKind, format: string, envelope: EnvelopeFacts): CatalogueEntry {
  const reading = decode(Buffer.from(kind.example), NO_STRUCTURE, envelope);
  return {
    platform: reading.platform ?? envelope.platform,
    component: reading.component ?? envelope.component,
    format,
    ...kind,
  };
}
