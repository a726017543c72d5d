import styles from './explain.module.css';
import { Field } from './field.tsx';
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
      <Field label="User" placeholder="nobody who authenticated" {...field('user')} />
      <Field label="Groups" placeholder="a, b" {...field('groups')} />
      <Field label="Verb" placeholder="get" options={VERBS} {...field('verb')} />
      <Field label="Resource" placeholder="none: a path" options={RESOURCES} {...field('resource')} />
      {address.resource ? (
        <>
          <Field label="API group" placeholder="the core group" {...field('apiGroup')} />
          <Field label="Namespace" placeholder="none" {...field('namespace')} />
          <Field label="Name" placeholder="any" {...field('name')} />
        </>
      ) : (
        <Field label="Path" placeholder="/healthz" {...field('path')} />
      )}
    </div>
  );
}
