import { Card } from '../../ui/card.tsx';
import { Text } from '../../ui/text.tsx';
import { InUse } from './in-use.tsx';
import { type KnownPolicies, type KnownPolicy, NEW } from './known-policies.ts';
import styles from './pick-policy.module.css';
import { PolicyLink } from './policy-link.tsx';

interface PickPolicyProps {
  readonly policies: KnownPolicies;
  readonly opened: KnownPolicy;
  /** The name that the address asks for, where there is no such policy. */
  readonly isMissing: string | undefined;
  readonly isChanged: (name: string) => boolean;
}

/** The policies that are in use, and those that are known by a name; each can be opened. */
export function PickPolicy({ policies, opened, isMissing, isChanged }: PickPolicyProps) {
  return (
    <div className={styles.choice}>
      {isMissing && (
        <p role="alert" className={styles.missing}>
          There is no policy named <Text value={isMissing} mono max={100} /> here. You may begin one of your own.
        </p>
      )}
      <Card title="In use">
        <InUse policies={policies} opened={opened} isChanged={isChanged} />
      </Card>
      <Card title="Presets">
        <ul className={styles.presets} aria-label="Presets">
          {[...policies.presets, NEW].map((policy) => (
            <li key={policy.name}>
              <PolicyLink policy={policy} opened={opened} isChanged={isChanged(policy.name)} />
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}
