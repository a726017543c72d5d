import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useRef, useState } from 'react';
import type { LintAnswer, SimulationReport, SuggestAnswer } from '../../../../src/api/contract.ts';
import { sendJson } from '../../api/client.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorBox } from '../../ui/error-box.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Explain } from './explain.tsx';
import { Findings } from './findings.tsx';
import type { KnownPolicies, KnownPolicy } from './known-policies.ts';
import type { EditorHandle } from './policy-editor.tsx';
import { PolicyHead } from './policy-head.tsx';
import { linesOfRule } from './rule-lines.ts';
import { Simulate } from './simulate.tsx';
import { Report } from './simulation/report.tsx';
import { Suggest } from './suggest.tsx';
import { Tabs } from './tabs.tsx';
import { type Address, type ChangeAddress, TABS, type Tab, tabOf } from './use-address.ts';
import { useDebounced } from './use-debounced.ts';
import { useRun } from './use-run.ts';
import styles from './workbench.module.css';

const PolicyEditor = lazy(async () => ({ default: (await import('./policy-editor.tsx')).PolicyEditor }));

/** Long enough that a word is written to its end, in milliseconds. */
const SETTLE_MS = 300;

interface WorkbenchProps {
  readonly policy: KnownPolicy;
  readonly policies: KnownPolicies;
  /** As it is written now. */
  readonly text: string;
  readonly address: Address;
  readonly change: ChangeAddress;
  readonly onChange: (text: string) => void;
  /** Opens a text as a policy of its own. */
  readonly onNew: (text: string) => void;
}

/** A policy in the editor, and beside it what can be asked about it. */
export function Workbench({ policy, policies, text, address, change, onChange, onNew }: WorkbenchProps) {
  const [deciding, setDeciding] = useState<number>();
  const editor = useRef<EditorHandle>(null);
  const simulation = useRun<SimulationReport>('/api/v1/policies/simulate');
  const suggestion = useRun<SuggestAnswer>('/api/v1/policies/suggest');
  const settled = useDebounced(text, SETTLE_MS);
  const linted = useQuery({
    queryKey: ['policies', 'lint', settled],
    queryFn: ({ signal }) => sendJson<LintAnswer>('POST', '/api/v1/policies/lint', { policy: settled }, signal),
    placeholderData: keepPreviousData,
  });
  const findings = linted.data?.findings ?? NONE;
  const isBroken = findings.some(({ severity }) => severity === 'error');
  const tab = tabOf(address);
  const goTo = (line: number) => editor.current?.goTo(line);

  return (
    <>
      <div className={styles.workbench}>
        <div className={styles.stays}>
          <Card>
            <PolicyHead policy={policy} policies={policies} text={text} onChange={onChange} onNew={onNew} />
            <div className={styles.editor}>
              <Suspense fallback={<Skeleton height="100%" />}>
                <PolicyEditor
                  text={text}
                  onChange={onChange}
                  findings={findings}
                  deciding={deciding === undefined ? undefined : linesOfRule(text, deciding)}
                  handle={editor}
                />
              </Suspense>
            </div>
          </Card>
        </div>
        <Card>
          <Tabs<Tab>
            label="About this policy"
            tabs={TABS.map((id) => ({ id, title: <TabTitle tab={id} findings={findings.length} /> }))}
            value={tab}
            onChange={(next) => change({ tab: next })}
          >
            {tab === 'findings' &&
              (linted.error ? (
                <ErrorBox error={linted.error} onRetry={() => void linted.refetch()} />
              ) : linted.data ? (
                <Findings
                  findings={findings}
                  text={text}
                  onGoTo={goTo}
                  onInsert={(insertion) => editor.current?.insert(insertion)}
                />
              ) : (
                <Skeleton lines={5} />
              ))}
            {tab === 'explain' && (
              <Explain
                text={settled}
                isBroken={isBroken}
                isChecked={linted.isSuccess && !linted.isPlaceholderData}
                address={address}
                change={change}
                onGoTo={goTo}
                onDecided={setDeciding}
              />
            )}
            {tab === 'simulate' && (
              <Simulate
                text={text}
                isBroken={isBroken}
                policy={policy}
                policies={policies}
                address={address}
                change={change}
                run={simulation}
              />
            )}
            {tab === 'suggest' && <Suggest address={address} change={change} run={suggestion} onUse={onNew} />}
          </Tabs>
        </Card>
      </div>
      {tab === 'simulate' && simulation.done && (
        <Report report={simulation.done.result} address={simulation.done.body} onGoTo={goTo} />
      )}
    </>
  );
}

const NONE: LintAnswer['findings'] = [];

const TITLES: Readonly<Record<Tab, string>> = {
  findings: 'Findings',
  explain: 'Explain',
  simulate: 'Simulate',
  suggest: 'Suggest',
};

function TabTitle({ tab, findings }: { readonly tab: Tab; readonly findings: number }) {
  return (
    <>
      {TITLES[tab]}
      {tab === 'findings' && findings > 0 && <span className={styles.badge}>{findings}</span>}
    </>
  );
}
