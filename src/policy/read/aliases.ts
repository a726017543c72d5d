import { type Alias, type Document, isAlias, type Node, visit } from 'yaml';

/** What each alias of a document stands for: the last value before it that has its anchor. */
const resolvedIn = new WeakMap<Document, ReadonlyMap<Alias, Node>>();

/** The value itself, or the one that an alias stands for; the library looks through the whole document for each. */
export function resolved(document: Document, value: unknown): Node | undefined {
  if (!isAlias(value)) return (value as Node | null) ?? undefined;
  const aliases = resolvedIn.get(document) ?? aliasesOf(document);
  resolvedIn.set(document, aliases);
  return aliases.get(value);
}

/** Aliases that stand for nothing. */
export function unknownAliases(document: Document): Alias[] {
  const unknown: Alias[] = [];
  visit(document, {
    Alias: (_key, alias) => {
      if (!resolved(document, alias)) unknown.push(alias);
    },
  });
  return unknown;
}

function aliasesOf(document: Document): ReadonlyMap<Alias, Node> {
  const anchors = new Map<string, Node>();
  const aliases = new Map<Alias, Node>();
  visit(document, {
    Value: (_key, node) => {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
    Alias: (_key, alias) => {
      const node = anchors.get(alias.source);
      if (node) aliases.set(alias, node);
    },
  });
  return aliases;
}
