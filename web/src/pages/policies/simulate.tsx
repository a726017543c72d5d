import type { SimulationReport } from '../../../../src/api/contract.ts';
import { ErrorBox } from '../../ui/error-box.tsx';
import { BROKEN } from './broken.ts';
import type { KnownPolicies, KnownPolicy } from './known-policies.ts';
import { SelectField } from './select-field.tsx';
import { Headline } from './simulation/headline.tsx';
import styles from './traffic.module.css';
import { TrafficForm, trafficOf } from './traffic-form.tsx';
import type { Address, ChangeAddress } from './use-address.ts';
import type { Run } from './use-run.ts';

interface SimulateProps {
  readonly text: string;
  /** The policy has errors: it cannot be simulated. */
  readonly isBroken: boolean;
  readonly policy: KnownPolicy;
  readonly policies: KnownPolicies;
  readonly address: Address;
  readonly change: ChangeAddress;
  readonly run: Run<SimulationReport>;
}

/** The same policy, as it was before it was changed here. */
const UNCHANGED = 'unchanged';

/** Replays recorded traffic through the policy: what is asked, and the answer in short. */
export function Simulate({ text, isBroken, policy, policies, address, change, run }: SimulateProps) {
  const isChanged = text !== policy.text;
  const choices = [...policies.configured, ...policies.presets].filter(({ name }) => name !== policy.name);
  const against = address.against ?? '';
  const other = against === UNCHANGED ? (isChanged ? policy : undefined) : choices.find(({ name }) => name === against);
  const body = { policy: text, ...(other ? { against: other.text } : {}), ...trafficOf(address) };
  const isStale = run.done && !run.isRunning && JSON.stringify(run.done.body) !== JSON.stringify(body);
  return (
    <>
      <TrafficForm
        address={address}
        change={change}
        run={run}
        action="Simulate"
        obstacle={isBroken ? BROKEN : undefined}
        onRun={() => run.start(body)}
      >
        <SelectField label="Compare with" value={other ? against : ''} onChange={(value) => change({ against: value })}>
          <option value="">what was recorded</option>
          {isChanged && <option value={UNCHANGED}>this policy without your changes</option>}
          <Choices label="In use" policies={policies.configured} but={policy.name} />
          <Choices label="Presets" policies={policies.presets} but={policy.name} />
        </SelectField>
      </TrafficForm>
      {run.error !== undefined && <ErrorBox error={run.error} onRetry={() => run.start(body)} />}
      {isStale && (
        <p role="status" className={styles.stale}>
          Policy or traffic have changed since. Simulate again to see what that does.
        </p>
      )}
      {run.done && <Headline report={run.done.result} />}
    </>
  );
}

interface ChoicesProps {
  readonly label: string;
  readonly policies: readonly KnownPolicy[];
  /** The one that is opened: it is not compared with itself. */
  readonly but: string;
}

function Choices({ label, policies, but }: ChoicesProps) {
  const others = policies.filter(({ name }) => name !== but);
  if (others.length === 0) return null;
  return (
    <optgroup label={label}>
      {others.map(({ name }) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </optgroup>
  );
}
