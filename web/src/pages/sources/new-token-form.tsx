import { Field } from '../../ui/field.tsx';
import { ExplainedChoice } from './explained-choice.tsx';
import styles from './form.module.css';
import { boundsOf, type TokenForm } from './new-token.ts';
import { EXPIRIES, ROLES } from './roles.ts';

interface NewTokenFormProps {
  readonly id: string;
  readonly form: TokenForm;
  onChange(form: TokenForm): void;
  onSubmit(): void;
}

/** As long as the server takes it. */
const MAX_NAME = 200;

const BOUNDS_HINT = 'Names between commas. A viewer needs clusters, namespaces, or both.';

export function NewTokenForm({ id, form, onChange, onSubmit }: NewTokenFormProps) {
  const bounds = boundsOf(form.role);
  const isUnbound = form.role === 'viewer' && form.clusters.trim() === '' && form.namespaces.trim() === '';
  const set = (change: Partial<TokenForm>) => onChange({ ...form, ...change });
  return (
    <form
      id={id}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Field label="Name" hint="What it is for, such as who will use it.">
        {(props) => (
          <input
            {...props}
            value={form.name}
            maxLength={MAX_NAME}
            autoComplete="off"
            onChange={({ target }) => set({ name: target.value })}
          />
        )}
      </Field>
      <ExplainedChoice legend="Role" options={ROLES} value={form.role} onChange={(role) => set({ role })} />
      <div className={styles.fields}>
        {bounds.clusters && (
          <Field
            label={form.role === 'ingest' ? 'Cluster' : 'Only these clusters'}
            hint={form.role === 'ingest' ? 'The one that it delivers for.' : BOUNDS_HINT}
          >
            {(props) => (
              <input
                {...props}
                value={form.clusters}
                required={form.role === 'ingest' || isUnbound}
                autoComplete="off"
                spellCheck={false}
                onChange={({ target }) => set({ clusters: target.value })}
              />
            )}
          </Field>
        )}
        {bounds.namespaces && (
          <Field label="Only these namespaces" hint={BOUNDS_HINT}>
            {(props) => (
              <input
                {...props}
                value={form.namespaces}
                autoComplete="off"
                spellCheck={false}
                onChange={({ target }) => set({ namespaces: target.value })}
              />
            )}
          </Field>
        )}
        <Field label="Holds for">
          {(props) => (
            <select {...props} value={form.expires} onChange={({ target }) => set({ expires: target.value })}>
              {EXPIRIES.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
    </form>
  );
}
