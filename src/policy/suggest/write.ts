import { stringify } from 'yaml';
import type { PresetPolicy, PresetRule } from '../presets/preset.ts';
import type { AddedRule } from './rules.ts';

/** A rule and the comment before it, of which each member is a line. */
interface CommentedRule {
  readonly rule: PresetRule;
  readonly comment: readonly string[];
}

/**
 * A policy with rules added, as YAML. They stand after what the policy leaves out, so that they bring nothing of that back, and
 * before what it records.
 */
export function writePolicy(
  base: PresetPolicy,
  added: readonly AddedRule[],
  { head, commentOf }: { readonly head: readonly string[]; readonly commentOf: (rule: AddedRule) => string },
): string {
  const commented = (level: 'None' | 'Metadata'): CommentedRule[] =>
    added.filter(({ rule }) => rule.level === level).map((one) => ({ rule: one.rule, comment: [commentOf(one)] }));
  const firstRecorded = base.rules.findIndex(({ level }) => level !== 'None');
  const own = (rules: readonly PresetRule[], comment: string): CommentedRule[] =>
    rules.map((rule, i) => ({ rule, comment: i === 0 ? [comment] : [] }));
  const rules = [
    ...own(base.rules.slice(0, firstRecorded), 'Left out by what Verbatim recommends.'),
    ...commented('None'),
    ...commented('Metadata'),
    ...own(base.rules.slice(firstRecorded), 'Recorded by what Verbatim recommends.'),
  ];
  const { rules: _rules, ...settings } = base;
  const document = stringify({ apiVersion: 'audit.k8s.io/v1', kind: 'Policy', ...settings }, WIDE);
  return `${comments(head, '')}${document}rules:\n${rules.map(ruleText).join('')}`;
}

/** kube-apiserver reads version 1.1 of YAML, in which a namespace called `on` would be a boolean. */
const WIDE = { lineWidth: 120, version: '1.1' } as const;

function ruleText({ rule, comment }: CommentedRule): string {
  return comments(comment, '  ') + stringify([rule], WIDE).replace(/^(?=.)/gm, '  ');
}

/** Names of users stand in comments: nothing in them may end the line. */
function comments(lines: readonly string[], indent: string): string {
  return lines.map((line) => `${indent}# ${line.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')}\n`).join('');
}
