import { type Document, isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Finding } from '../problem.ts';
import type { ObjectShape, Shape } from './shape.ts';

/** A value of the wanted shape, as far as there was one: what is missing, null or of another kind is left out. */
export type Decoded = string | boolean | readonly Decoded[] | { readonly [key: string]: Decoded };

export interface Decoding {
  readonly value: Decoded | undefined;
  readonly findings: readonly Finding[];
  /** Where each value stands, by its path. */
  readonly nodes: ReadonlyMap<string, Node>;
}

/** Reads a value as strictly as kube-apiserver: every key must be known, every value of its kind. */
export function decode(document: Document, root: Node, shape: Shape): Decoding {
  const findings: Finding[] = [];
  const nodes = new Map<string, Node>();

  function report(path: string, message: string, severity: Finding['severity'] = 'error'): undefined {
    findings.push({ severity, path, message });
  }

  function value(given: unknown, wanted: Shape, path: string): Decoded | undefined {
    const node = isAlias(given) ? given.resolve(document) : (given as Node | null | undefined);
    if (!node) return undefined;
    nodes.set(path, node);
    if (isScalar(node) && node.value === null) return undefined;
    if (wanted === 'anything') return undefined;
    if (typeof wanted === 'string') return scalar(node, wanted, path);
    return 'list' in wanted ? list(node, wanted.list, path) : object(node, wanted, path);
  }

  function scalar(node: Node, wanted: 'string' | 'boolean', path: string): Decoded | undefined {
    const found = isScalar(node) ? node.value : undefined;
    if (typeof found === wanted) return found as string | boolean;
    return report(path, `expected a ${wanted}, not ${kindOf(node)}`);
  }

  function list(node: Node, wanted: Shape, path: string): Decoded | undefined {
    if (!isSeq(node)) return report(path, `expected a list, not ${kindOf(node)}`);
    return node.items.map((item, i) => value(item, wanted, `${path}[${i}]`) ?? emptyOf(wanted));
  }

  function object(node: Node, { object: shapes }: ObjectShape, path: string): Decoded | undefined {
    if (!isMap(node)) return report(path, `expected an object, not ${kindOf(node)}`);
    const decoded: Record<string, Decoded> = {};
    for (const { key, value: given } of node.items) {
      const name = String(isScalar(key) ? key.value : key);
      const at = path === '' ? name : `${path}.${name}`;
      nodes.set(at, key as Node);
      const wanted = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
      if (!wanted) {
        report(
          at,
          `is no field here, and kube-apiserver overlooks it; there are ${Object.keys(shapes).join(', ')}`,
          'warning',
        );
        continue;
      }
      const found = value(given, wanted, at);
      if (found !== undefined) decoded[name] = found;
    }
    return decoded;
  }

  return { value: value(root, shape, ''), findings, nodes };
}

/** What Go makes of null in a list. */
function emptyOf(shape: Shape): Decoded {
  if (shape === 'string') return '';
  if (shape === 'boolean') return false;
  return typeof shape === 'object' && 'list' in shape ? [] : {};
}

function kindOf(node: Node): string {
  if (isMap(node)) return 'an object';
  if (isSeq(node)) return 'a list';
  const value = isScalar(node) ? node.value : undefined;
  return typeof value === 'string' ? 'text' : typeof value === 'boolean' ? `the boolean ${value}` : `${value}`;
}
