import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { quote } from '../../../../src/query/escape.ts';
import { ExploreLink } from '../../ui/explore-link.tsx';
import { Page } from '../../ui/page.tsx';
import { Text } from '../../ui/text.tsx';
import { Life } from './life.tsx';
import styles from './objects.module.css';
import { StatePanel } from './state-panel.tsx';

/** What of the page stands in its address. */
interface ObjectSearch {
  readonly cluster?: string;
  readonly apiGroup?: string;
  readonly at?: string;
  readonly with?: string;
  readonly view?: string;
  readonly noise?: string;
  readonly reads?: string;
  readonly status?: string;
}

const SWITCHES = [
  ['noise', 'Versions and status'],
  ['reads', 'Who looked'],
  ['status', 'Reports of status'],
] as const;

/** The life of an object: what was done to it, what it was at any moment, and how two moments differ. */
export function ObjectPage() {
  const { namespace, resource, name } = useParams({ from: '/shell/objects/$namespace/$resource/$name' });
  const search = useSearch({ strict: false }) as ObjectSearch;
  const navigate = useNavigate();
  const { cluster, apiGroup, at, with: against, view = 'yaml', noise, reads, status } = search;
  const change = (more: ObjectSearch) =>
    void navigate({
      to: '/objects/$namespace/$resource/$name',
      params: { namespace, resource, name },
      search: { ...search, ...more },
      resetScroll: false,
    });
  const address = { namespace, resource, name, cluster, apiGroup };
  const place = namespace === '-' ? name : `${namespace}/${name}`;
  return (
    <Page
      title={`${resource} ${place}`}
      heading={
        <>
          <span className={styles.muted}>
            <Text value={resource} />
          </span>{' '}
          <Text value={place} />
        </>
      }
      lead={
        <Text value={[cluster && `cluster ${cluster}`, apiGroup].filter(Boolean).join(' · ') || 'on all clusters'} />
      }
      actions={
        <ExploreLink query={queryFor(namespace, resource, name)} cluster={cluster}>
          All its events
        </ExploreLink>
      }
    >
      <div className={styles.tools}>
        {SWITCHES.map(([key, label]) => (
          <label key={key} className={styles.switch}>
            <input
              type="checkbox"
              checked={search[key] === 'true'}
              onChange={({ target }) => change({ [key]: target.checked ? 'true' : '' })}
            />
            {label}
          </label>
        ))}
      </div>
      <div className={styles.columns}>
        <Life
          of={address}
          noise={noise === 'true'}
          reads={reads === 'true'}
          status={status === 'true'}
          at={at}
          onState={(time) => change({ at: time, with: '' })}
          onCompare={(time) => change({ with: time })}
          onWhich={(which) => change({ ...which, at: '', with: '' })}
        />
        <div className={styles.side}>
          <StatePanel
            of={address}
            at={at || undefined}
            against={against || undefined}
            view={view}
            noise={noise === 'true'}
            onChange={change}
          />
        </div>
      </div>
    </Page>
  );
}

function queryFor(namespace: string, resource: string, name: string): string {
  const kind = resource.split('.', 1)[0] ?? resource;
  return [
    `objectRef.resource: ${quote(kind)}`,
    ...(namespace === '-' ? [] : [`objectRef.namespace: ${quote(namespace)}`]),
    `objectRef.name: ${quote(name)}`,
  ].join(' and ');
}
