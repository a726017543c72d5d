import { useState } from 'react';
import { CLUSTER_NAME_PATTERN, CLUSTER_NAME_RULE } from '../../../../src/event/cluster-name.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { ExplainedChoice } from './explained-choice.tsx';
import styles from './form.module.css';
import { PLATFORMS, type Platform } from './platforms.ts';
import type { Wanted } from './use-connect.ts';

interface ConnectFormProps {
  readonly name: string;
  readonly platform: Platform | undefined;
  readonly server: string;
  onDone(wanted: Wanted): void;
}

/** The browser's own patterns are read more strictly than this one is written. */
const NAME = new RegExp(CLUSTER_NAME_PATTERN);

/** What a cluster is called, what it is made by, and where it reaches Verbatim. */
export function ConnectForm({ onDone, ...given }: ConnectFormProps) {
  const [name, setName] = useState(given.name);
  const [platform, setPlatform] = useState<Platform>(given.platform ?? 'kubeadm');
  const [server, setServer] = useState(given.server);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onDone({ name, platform, server: server.trim() });
      }}
    >
      <div className={styles.fields}>
        <Field label="Name" hint={`As its events will say. ${CLUSTER_NAME_RULE}`}>
          {(props) => (
            <input
              {...props}
              value={name}
              required
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              placeholder="prod"
              onChange={({ target }) => {
                target.setCustomValidity(NAME.test(target.value) ? '' : CLUSTER_NAME_RULE);
                setName(target.value);
              }}
            />
          )}
        </Field>
        <Field
          label="Verbatim’s address, as the cluster reaches it"
          hint="Where empty: external_url of the configuration, else the address of this page."
        >
          {(props) => (
            <input
              {...props}
              type="url"
              value={server}
              autoComplete="off"
              spellCheck={false}
              placeholder="https://verbatim.example.com:7400"
              onChange={({ target }) => setServer(target.value)}
            />
          )}
        </Field>
      </div>
      <ExplainedChoice<Platform>
        legend="What it is made by"
        options={PLATFORMS}
        value={platform}
        onChange={setPlatform}
      />
      <div className={styles.actions}>
        <Button type="submit" kind="primary">
          Show what is to be done
        </Button>
      </div>
    </form>
  );
}
