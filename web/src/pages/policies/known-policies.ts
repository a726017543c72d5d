import { queryOptions } from '@tanstack/react-query';
import type { PoliciesAnswer, PresetsAnswer } from '../../../../src/api/contract.ts';
import { getJson } from '../../api/client.ts';

/** A policy that can be opened. */
export interface KnownPolicy {
  /** A file of the server, or `preset:NAME`. */
  readonly name: string;
  readonly title: string;
  /** Where it is from. */
  readonly origin: string;
  readonly text: string;
  /** Only of one that decides what the server keeps. */
  readonly inUse?: PoliciesAnswer['policies'][number];
}

export interface KnownPolicies {
  readonly configured: readonly KnownPolicy[];
  readonly presets: readonly KnownPolicy[];
  /** Which clusters and sources the configured ones are for; missing where the role may not know. */
  readonly admission?: PoliciesAnswer['admission'];
}

/** A policy that was begun here. */
export const NEW: KnownPolicy = {
  name: 'new',
  title: 'A policy of your own',
  origin: 'Begun here; kept in this window until you download it.',
  text: `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages:
  - RequestReceived
rules:
  - level: Metadata
`,
};

/** What is configured is asked for where the role may know. */
export const knownPoliciesQuery = (mayKnow: boolean) =>
  queryOptions({
    queryKey: ['policies', mayKnow],
    queryFn: async ({ signal }): Promise<KnownPolicies> => {
      const [{ presets }, configured] = await Promise.all([
        getJson<PresetsAnswer>('/api/v1/policies/presets', {}, signal),
        mayKnow ? getJson<PoliciesAnswer>('/api/v1/policies', {}, signal) : undefined,
      ]);
      const known = presets.map(
        ({ name, title, origin, policy }): KnownPolicy => ({ name: `preset:${name}`, title, origin, text: policy }),
      );
      const inUse = (configured?.policies ?? []).map((one): KnownPolicy => {
        const preset = known.find(({ name }) => name === one.name);
        const about = preset ?? { title: one.name.split('/').at(-1) ?? one.name, origin: one.name };
        return { name: one.name, title: about.title, origin: about.origin, text: one.policy, inUse: one };
      });
      return {
        configured: inUse,
        presets: known.filter(({ name }) => !inUse.some((one) => one.name === name)),
        ...(configured ? { admission: configured.admission } : {}),
      };
    },
  });
