import { type Document, isScalar, type Node, visit } from 'yaml';

/** The keys that a map of the document has already. The library compares each with all before it, which takes a minute for 40,000. */
export function repeatedKeys(document: Document.Parsed): Node[] {
  const repeated: Node[] = [];
  visit(document, {
    Map: (_key, { items }) => {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) repeated.push(key);
        seen.add(key.value);
      }
    },
  });
  return repeated;
}
