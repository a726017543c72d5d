import { type CatalogueEntry, catalogue, cataloguedPlatforms } from '../decode/catalogue.ts';
import { code, generatedBy, page, table } from './markdown.ts';

/** `docs/reference/catalogue.md`: every kind of event that is known. */
export function cataloguePage(): string {
  const entries = catalogue();
  const platforms = cataloguedPlatforms(entries).flatMap((platform) => {
    const kinds = entries.filter((entry) => entry.platform === platform);
    return [`## ${platform}`, ...componentsOf(kinds).flatMap(({ component, of }) => sectionOf(component, of))];
  });
  return page([
    generatedBy('src/decode/*/kinds.ts'),
    '# Catalogue',
    'Every kind of event that Verbatim knows, by platform: the text by which it is known in a line, and what becomes of it. `verbatim catalogue -o json` and `GET /api/v1/catalogue` give the same, with an example line of each.',
    'The outcome is that of the example: what a line does not say is `unknown`.',
    ...platforms,
  ]);
}

interface Component {
  readonly component: string;
  readonly of: readonly CatalogueEntry[];
}

function componentsOf(kinds: readonly CatalogueEntry[]): Component[] {
  const names = [...new Set(kinds.map(({ component }) => component))];
  return names.map((component) => ({ component, of: kinds.filter((kind) => kind.component === component) }));
}

function sectionOf(component: string, kinds: readonly CatalogueEntry[]): string[] {
  const [first] = kinds;
  return [
    `### ${component}`,
    table(['kind', 'meaning', 'identified by', 'verb', 'resource', 'outcome'], kinds.map(rowOf)),
    // One shows what such lines look like; all of them are longer than the rest of the page.
    `Such as this one of ${code(first?.name ?? '')}:`,
    `\`\`\`text\n${first?.example ?? ''}\n\`\`\``,
  ];
}

function rowOf({ name, meaning, identifiedBy, becomes }: CatalogueEntry): string[] {
  const { verb = '', resource, subresource, outcome } = becomes;
  const what = [resource, subresource].filter((part) => part !== undefined).join('/');
  return [code(name), meaning, code(identifiedBy), code(verb), code(what), outcome];
}
