import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../app/session.ts';
import { Answer } from '../../ui/answer.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type KnownPolicies, knownPoliciesQuery, NEW } from './known-policies.ts';
import { PickPolicy } from './pick-policy.tsx';
import { useAddress } from './use-address.ts';
import { useDrafts } from './use-drafts.ts';
import { Workbench } from './workbench.tsx';

/** Audit policies: which are in use, what one records, and what another would. */
export function PoliciesPage() {
  const { role } = useSession().principal;
  const known = useQuery(knownPoliciesQuery(role === 'admin' || role === 'auditor'));
  return (
    <Page title="Policies" lead="What an audit policy records, and why: try it before it is deployed.">
      <Answer of={known} loading={<Skeleton height="48rem" />}>
        {(policies) => <Opened policies={policies} />}
      </Answer>
    </Page>
  );
}

function Opened({ policies }: { readonly policies: KnownPolicies }) {
  const [address, change] = useAddress();
  const drafts = useDrafts();
  const all = [...policies.configured, ...policies.presets, NEW];
  const first = all[0] ?? NEW;
  const wanted = address.policy ?? first.name;
  const policy = all.find(({ name }) => name === wanted) ?? NEW;
  return (
    <>
      <PickPolicy
        policies={policies}
        opened={policy}
        isMissing={policy.name !== wanted ? wanted : undefined}
        isChanged={(name) => drafts.of(name) !== undefined}
      />
      <Workbench
        key={policy.name}
        policy={policy}
        policies={policies}
        text={drafts.of(policy.name) ?? policy.text}
        address={address}
        change={change}
        onChange={(text) => drafts.put(policy.name, text === policy.text ? undefined : text)}
        onNew={(text) => {
          drafts.put(NEW.name, text);
          change({ policy: NEW.name, tab: 'findings' });
        }}
      />
    </>
  );
}
