import { useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ExploreLink } from '../../ui/explore-link.tsx';
import { Icon } from '../../ui/icon.tsx';
import { announce } from '../../ui/live-messages.tsx';
import { Text } from '../../ui/text.tsx';
import { download } from './download.ts';
import { type KnownPolicies, type KnownPolicy, NEW } from './known-policies.ts';
import styles from './policy-head.module.css';

/** As much as the server takes of a policy, in bytes. */
const MAX_FILE_BYTES = 64 * 1024;

interface PolicyHeadProps {
  readonly policy: KnownPolicy;
  readonly policies: KnownPolicies;
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onNew: (text: string) => void;
}

/** What is opened, where it is from, and what can be done with its text. */
export function PolicyHead({ policy, policies, text, onChange, onNew }: PolicyHeadProps) {
  const { name, title, inUse } = policy;
  const isChanged = text !== policy.text;
  return (
    <>
      <header className={styles.head}>
        <div className={styles.titles}>
          <h2>
            <Text value={name === NEW.name ? title : name} />
            {isChanged && <span className={styles.changed}>changed</span>}
          </h2>
          <p>
            <Text value={descriptionOf(policy, policies)} max={1_000} />
            {inUse && !name.startsWith('preset:') && (
              <>
                {' '}
                <ExploreLink
                  query={`verb: update and objectRef.resource: policies and objectRef.name: ${JSON.stringify(name)}`}
                  cluster="verbatim"
                >
                  Its changes
                </ExploreLink>
              </>
            )}
          </p>
        </div>
        <div className={styles.actions}>
          {isChanged && name !== NEW.name && (
            <Button small icon="back" onClick={() => onChange(policy.text)}>
              Undo changes
            </Button>
          )}
          <OpenFile onNew={onNew} />
          <CopyButton value={text} what="the policy">
            Copy
          </CopyButton>
          <Button small icon="download" onClick={() => download(fileName(name), text)}>
            Download
          </Button>
        </div>
      </header>
      {inUse?.problem !== undefined && (
        <div role="alert" className={styles.problem}>
          <Icon name="failed" />
          <div>
            What the file says now cannot be used. Below is what it said before, which stays in use.
            <pre>
              <Text value={inUse.problem} max={2_000} />
            </pre>
          </div>
        </div>
      )}
    </>
  );
}

function OpenFile({ onNew }: Pick<PolicyHeadProps, 'onNew'>) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button small onClick={() => input.current?.click()}>
        Open a file
      </Button>
      <input
        ref={input}
        type="file"
        accept=".yaml,.yml,.json,text/yaml,application/json"
        hidden
        aria-label="A file with a policy"
        onChange={async ({ target }) => {
          const [file] = target.files ?? [];
          target.value = '';
          if (!file) return;
          if (file.size > MAX_FILE_BYTES) return announce('The file is too large: a policy has at most 64 kB.');
          onNew(await file.text());
          announce(`Opened ${file.name}.`);
        }}
      />
    </>
  );
}

function descriptionOf(policy: KnownPolicy, policies: KnownPolicies): string {
  const { name, title, origin, inUse } = policy;
  const about = name.startsWith('preset:') ? `${title} ${origin}` : inUse ? '' : origin;
  return [inUse && holdsFor(name, policies), about].filter(Boolean).join(' ');
}

/** For which clusters and sources it holds, as a sentence. */
function holdsFor(name: string, { admission = [] }: KnownPolicies): string {
  const list = (names: readonly string[], all: string) => (names.length === 0 ? all : names.join(', '));
  const places = admission
    .filter(({ policy }) => policy === name)
    .map(({ clusters, sources }) => `${list(clusters, 'all clusters')} by ${list(sources, 'all sources')}`);
  return `Decides what is kept of ${places.join('; ')}.`;
}

function fileName(name: string): string {
  const last =
    name
      .replace(/^preset:/, '')
      .split('/')
      .at(-1) ?? name;
  return /\.(ya?ml|json)$/.test(last) ? last : `${last}.yaml`;
}
