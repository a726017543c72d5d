import styles from './explain.module.css';
import { TextField } from './text-field.tsx';
import type { Address, ChangeAddress } from './use-address.ts';

const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];
const RESOURCES = ['secrets', 'configmaps', 'pods', 'pods/exec', 'pods/log', 'deployments', 'roles', 'rolebindings'];

interface ExplainFormProps {
  readonly address: Address;
  readonly change: ChangeAddress;
}

/** A request in the words that a policy knows. */
export function ExplainForm({ address, change }: ExplainFormProps) {
  const field = (name: keyof Address) => ({
    value: address[name] ?? '',
    onChange: (value: string) => change({ [name]: value }),
  });
  return (
    <div className={styles.form}>
      <TextField label="User" placeholder="nobody who authenticated" {...field('user')} />
      <TextField label="Groups" placeholder="a, b" {...field('groups')} />
      <TextField label="Verb" placeholder="get" options={VERBS} {...field('verb')} />
      <TextField label="Resource" placeholder="none: a path" options={RESOURCES} {...field('resource')} />
      {address.resource ? (
        <>
          <TextField label="API group" placeholder="the core group" {...field('apiGroup')} />
          <TextField label="Namespace" placeholder="none" {...field('namespace')} />
          <TextField label="Name" placeholder="any" {...field('name')} />
        </>
      ) : (
        <TextField label="Path" placeholder="/healthz" {...field('path')} />
      )}
    </div>
  );
}
