import { skipSpace } from '../../event/json-scan.ts';
import { addAnnotation } from '../add-annotation.ts';
import { cutOut, eventAt, memberCuts, membersAt } from '../members.ts';

/** As kube-apiserver marks them. */
export const TRUNCATED = 'audit.k8s.io/truncated';

/**
 * An event of more than `maxBytes` without the bodies of its request and answer, and marked so; `undefined` where it is not
 * larger, or has none. What is larger even so stays: kube-apiserver would drop it.
 * Source: kubernetes/apiserver `plugin/pkg/audit/truncate/truncate.go`.
 */
export function truncate(raw: Uint8Array, maxBytes: number): Uint8Array | undefined {
  if (raw.length <= maxBytes) return undefined;
  const at = eventAt(raw, skipSpace(raw, 0, raw.length));
  const members = at === undefined ? undefined : membersAt(raw, at);
  const bodies = members?.filter(({ key }) => key === 'requestObject' || key === 'responseObject') ?? [];
  if (!members || bodies.length === 0) return undefined;
  return addAnnotation(cutOut(raw, memberCuts(raw, members, bodies)), TRUNCATED, 'true');
}
