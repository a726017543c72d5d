import type { SuggestAnswer } from '../../../../src/api/contract.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBox } from '../../ui/error-box.tsx';
import { formatBytes, formatFull } from '../../ui/format-count.ts';
import { Icon } from '../../ui/icon.tsx';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { Text } from '../../ui/text.tsx';
import styles from './suggest.module.css';
import { TextField } from './text-field.tsx';
import { TrafficForm, trafficOf } from './traffic-form.tsx';
import type { Address, ChangeAddress } from './use-address.ts';
import type { Run } from './use-run.ts';

interface SuggestProps {
  readonly address: Address;
  readonly change: ChangeAddress;
  readonly run: Run<SuggestAnswer>;
  /** Opens what is proposed in the editor. */
  readonly onUse: (policy: string) => void;
}

const BUDGETS = ['100MB/day', '500MB/day', '2GiB/day', '10GiB/week'];
const DEFAULT_BUDGET = '500MB/day';
/** As long as a policy may be that the server takes. */
const MAX_SHOWN = 64 * 1024;

/** Has a policy proposed for recorded traffic under a budget. */
export function Suggest({ address, change, run, onUse }: SuggestProps) {
  const budget = address.budget ?? DEFAULT_BUDGET;
  const start = () => run.start({ budget, ...trafficOf(address) });
  return (
    <>
      <p className={styles.intro}>
        It begins with what Verbatim recommends, and records less of the least valuable traffic until the rest keeps
        within the budget. What investigators ask for first stays.
      </p>
      <TrafficForm address={address} change={change} run={run} action="Propose" onRun={start}>
        <TextField
          label="Budget"
          placeholder={DEFAULT_BUDGET}
          options={BUDGETS}
          value={address.budget ?? ''}
          onChange={(value) => change({ budget: value })}
        />
      </TrafficForm>
      {run.error !== undefined && <ErrorBox error={run.error} onRetry={start} />}
      {run.done && <Proposal answer={run.done.result} onUse={onUse} />}
    </>
  );
}

interface ProposalProps {
  readonly answer: SuggestAnswer;
  readonly onUse: (policy: string) => void;
}

function Proposal({ answer, onUse }: ProposalProps) {
  const { policy, met, bytesADay, events, days } = answer;
  const most = Math.max(1, ...Object.values(bytesADay));
  return (
    <section aria-label="Proposal" className={styles.proposal}>
      <p className={met ? styles.met : styles.unmet}>
        <Icon name={met ? 'allowed' : 'failed'} />
        {met
          ? 'It keeps within the budget.'
          : 'The budget cannot be met: what is left should be recorded. This is the least that Verbatim proposes.'}
      </p>
      <dl className={styles.sizes}>
        {ROWS.map(([key, title]) => (
          <div key={key}>
            <dt>{title}</dt>
            <dd className={styles.bar} aria-hidden="true">
              <i style={{ width: `${(bytesADay[key] / most) * 100}%` }} data-is={key} />
            </dd>
            <dd>{formatBytes(bytesADay[key])} a day</dd>
          </div>
        ))}
      </dl>
      <p className={styles.intro}>{basisText(events, days)}</p>
      <details>
        <summary>The policy</summary>
        <ScrollArea label="The proposed policy" className={styles.policy}>
          <pre>
            <Text value={policy} max={MAX_SHOWN} />
          </pre>
        </ScrollArea>
      </details>
      <Button icon="edit" onClick={() => onUse(policy)}>
        Open it in the editor
      </Button>
    </section>
  );
}

const ROWS = [
  ['recorded', 'Recorded'],
  ['recommended', 'Recommended'],
  ['budget', 'Budget'],
  ['suggested', 'Proposed'],
] as const;

function basisText(events: number, days: number): string {
  if (events === 0) return 'No recorded event is meant: this is what Verbatim recommends for any cluster.';
  const span = days < 1 ? `${(days * 24).toFixed(1)} hours` : `${days.toFixed(1)} days`;
  const less = days < 1 ? ' Less than a day was looked at: other hours may hold more.' : '';
  return `From ${formatFull(events)} recorded events of ${span}.${less}`;
}
