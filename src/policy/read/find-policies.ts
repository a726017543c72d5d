import { type Document, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml';
import type { Problem } from '../problem.ts';
import { readYaml, type YamlText } from './yaml-text.ts';

/** A value that claims to be a policy. */
export interface Found {
  readonly text: YamlText;
  readonly document: Document;
  readonly node: Node;
  /** Where it was found, such as `ConfigMap audit-policies, policy.yaml`; `''` for a policy that stands alone. */
  readonly origin: string;
}

export interface FoundPolicies {
  readonly found: readonly Found[];
  readonly problems: readonly Problem[];
}

/** Lists within lists are no deeper in practice. */
const MAX_DEPTH = 8;

/** All policies in a text: alone, one a document, in a `List`, in a ConfigMap, in a cluster specification of Kublr. */
export function findPolicies(given: string): FoundPolicies {
  const found: Found[] = [];
  const problems: Problem[] = [];

  function inText(text: YamlText, origin: string, depth: number): void {
    problems.push(...text.problems);
    for (const document of text.documents) {
      if (document.contents) inNode({ text, document, node: document.contents, origin }, depth);
    }
  }

  function inNode(one: Found, depth: number): void {
    const { text, document, node, origin } = one;
    if (!isMap(node)) {
      if (depth === 0) found.push(one);
      return;
    }
    const kind = textAt(node, ['kind']);
    const items = node.get('items', true);
    if (kind === 'ConfigMap') inConfigMap(text, node, depth);
    else if (kind?.endsWith('List') && isSeq(items) && depth < MAX_DEPTH) {
      for (const item of items.items) inNode({ text, document, node: item as Node, origin }, depth + 1);
    } else if (!inKublr(text, node, depth) && (depth === 0 || kind === 'Policy')) found.push(one);
  }

  function inConfigMap(text: YamlText, map: YAMLMap, depth: number): void {
    const data = map.get('data', true);
    const name = textAt(map, ['metadata', 'name']) ?? 'without a name';
    for (const { key, value } of isMap(data) ? data.items : []) {
      if (!isText(value) || !/^\s*"?kind"?:\s*"?Policy"?/m.test(value.value)) continue;
      inText(text.inside(value), `ConfigMap ${name}, ${key}`, depth + 1);
    }
  }

  /** Kublr writes the content to the path; where there is content, the path is only its name. */
  function inKublr(text: YamlText, map: YAMLMap, depth: number): boolean {
    const extensions = groupsOf(map).flatMap(([group, agent]) => {
      const policy = agent.getIn(['extensions', 'audit_policy'], true);
      return isMap(policy) ? [[group, policy] as const] : [];
    });
    for (const [group, policy] of extensions) {
      const content = policy.get('content', true);
      const origin = `Kublr, ${group}.kublrAgentConfig`;
      if (isText(content) && content.value.trim() !== '') inText(text.inside(content), origin, depth + 1);
      else {
        const path = textAt(policy, ['path']) ?? 'none';
        const message = `the policy is in another file, ${path}; read that one`;
        problems.push({ severity: 'error', path: origin, message, ...text.placeOf(policy) });
      }
    }
    return extensions.length > 0;
  }

  inText(readYaml(given), '', 0);
  return { found, problems };
}

/** `master` and the groups of nodes, each with the configuration of its agent. */
function groupsOf(map: YAMLMap): (readonly [string, YAMLMap])[] {
  const spec = map.get('spec', true);
  const nodes = isMap(spec) ? spec.get('nodes', true) : undefined;
  const groups: (readonly [string, unknown])[] = [
    ['spec.master', isMap(spec) ? spec.get('master', true) : undefined],
    ...(isSeq(nodes) ? nodes.items.map((node, i) => [`spec.nodes[${i}]`, node] as const) : []),
  ];
  return groups.flatMap(([name, group]) => {
    const agent = isMap(group) ? group.get('kublrAgentConfig', true) : undefined;
    return isMap(agent) ? [[name, agent] as const] : [];
  });
}

function textAt(map: YAMLMap, path: readonly string[]): string | undefined {
  const value = map.getIn(path);
  return typeof value === 'string' ? value : undefined;
}

function isText(node: unknown): node is Scalar<string> {
  return isScalar(node) && typeof node.value === 'string';
}
