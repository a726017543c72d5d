import { type Document, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Finding } from '../problem.ts';
import { resolved } from './aliases.ts';
import { membersOf } from './members-of.ts';
import type { ObjectShape, Shape } from './shape.ts';

/** A value of the wanted shape, as far as there was one: what is missing, null or of another kind is left out. */
export type Decoded = string | boolean | readonly Decoded[] | { readonly [key: string]: Decoded };

export interface Decoding {
  readonly value: Decoded | undefined;
  readonly findings: readonly Finding[];
  /** Where each value stands, by its path. */
  readonly nodes: ReadonlyMap<string, Node>;
}

/** A thousand long rules. Aliases repeat values, and those of aliases more of them than can be read. */
export const MAX_VALUES = 50_000;

class TooMany extends Error {}

/** Reads a value as strictly as kube-apiserver: every key must be known, every value of its kind. */
export function decode(document: Document, root: Node, shape: Shape): Decoding {
  const findings: Finding[] = [];
  const nodes = new Map<string, Node>();
  let values = 0;

  function report(path: string, message: string, severity: Finding['severity'] = 'error'): undefined {
    findings.push({ severity, path, message });
  }

  function value(given: unknown, wanted: Shape, path: string): Decoded | undefined {
    const node = resolved(document, given);
    if (!node) return undefined;
    if (++values > MAX_VALUES) throw new TooMany();
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
    for (const { key, name, value: given } of membersOf(document, node)) {
      const at = path === '' ? name : `${path}.${name}`;
      nodes.set(at, key);
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

  try {
    return { value: value(root, shape, ''), findings, nodes };
  } catch (error) {
    if (!(error instanceof TooMany)) throw error;
    nodes.set('', root);
    const message = `it holds more than ${MAX_VALUES} values, those included that aliases repeat`;
    return { value: undefined, findings: [{ severity: 'error', path: '', message }], nodes };
  }
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
