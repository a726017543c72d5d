import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Popover } from '../ui/popover.tsx';
import styles from './account.module.css';
import { type Session, useSignOut } from './session.ts';
import { THEMES, useSettings, ZONES } from './settings.tsx';

const ROLE_MEANS = {
  admin: 'may do everything',
  auditor: 'reads everything',
  viewer: 'reads what is in its scope',
  ingest: 'delivers events',
} as const;

/** Who is signed in, how things are shown, and the way out. */
export function Account({ session }: { readonly session: Session }) {
  const { principal } = session;
  const signOut = useSignOut();
  const { theme, zone, setTheme, setZone } = useSettings();
  return (
    <Popover
      placement="top-start"
      button={(props) => (
        <button type="button" className={styles.account} {...props}>
          <Icon name="account" />
          <span className="visually-hidden">Account and settings: </span>
          <span className={styles.who}>
            <b>{principal.name}</b>
            <small>{principal.role}</small>
          </span>
        </button>
      )}
    >
      <div className={styles.panel}>
        <p>
          <b>{principal.name}</b>
          <br />
          <span className={styles.muted}>
            {principal.role}: {ROLE_MEANS[principal.role]}
          </span>
        </p>
        <Scope name="Clusters" values={principal.scope.clusters} />
        <Scope name="Namespaces" values={principal.scope.namespaces} />
        <Choice name="Theme" values={THEMES} value={theme} onChange={setTheme} />
        <Choice name="Times in" values={ZONES} value={zone} onChange={setZone} />
        <Button onClick={() => signOut.mutate()} disabled={signOut.isPending}>
          Sign out
        </Button>
      </div>
    </Popover>
  );
}

function Scope({ name, values }: { readonly name: string; readonly values: readonly string[] | undefined }) {
  if (!values) return null;
  return (
    <p>
      <span className={styles.muted}>{name}:</span> {values.join(', ')}
    </p>
  );
}

interface ChoiceProps<T extends string> {
  readonly name: string;
  readonly values: readonly T[];
  readonly value: T;
  onChange(value: T): void;
}

function Choice<T extends string>({ name, values, value, onChange }: ChoiceProps<T>) {
  return (
    <fieldset className={styles.choice}>
      <legend>{name}</legend>
      {values.map((one) => (
        <label key={one}>
          <input type="radio" name={name} checked={one === value} onChange={() => onChange(one)} />
          <span>{one}</span>
        </label>
      ))}
    </fieldset>
  );
}
