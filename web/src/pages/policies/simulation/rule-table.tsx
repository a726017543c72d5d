import { Link } from '@tanstack/react-router';
import type { PolicyReport } from '../../../../../src/api/contract.ts';
import { Count } from '../../../ui/count.tsx';
import { DataTable, NUMBER } from '../../../ui/data-table.tsx';
import { Text } from '../../../ui/text.tsx';
import { LevelBadge, levelColour } from '../level-badge.tsx';
import type { MeasureName } from './measure.tsx';
import styles from './simulation.module.css';
import { estimateText } from './sizes.ts';

interface RuleTableProps {
  readonly report: PolicyReport;
  readonly measure: MeasureName;
  readonly label: string;
  /** Brings a rule into sight, where the editor has it. */
  readonly onGoTo?: (line: number) => void;
}

/** What each rule decides and records, in the order of the policy. */
export function RuleTable({ report, measure, label, onGoTo }: RuleTableProps) {
  const { rules, neverMatched } = report;
  const shown = rules.filter(({ decided }) => decided.events > 0);
  const most = Math.max(1, ...shown.map(({ records }) => records[measure]));
  return (
    <>
      <DataTable label={label} className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Level</th>
            <th scope="col" className={NUMBER}>
              Decides
            </th>
            <th scope="col" className={NUMBER}>
              Records
            </th>
            <th scope="col" className={NUMBER}>
              Size
            </th>
            <td />
            <th scope="col">For example</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ rule, line, level, decided, records, samples }) => (
            <tr key={rule ?? 'none'}>
              <th scope="row">
                <RuleName rule={rule} line={line} onGoTo={onGoTo} />
              </th>
              <td>
                <LevelBadge level={level} />
              </td>
              <td className={NUMBER}>
                <Count value={decided.events} />
              </td>
              <td className={NUMBER}>
                <Count value={records.events} />
              </td>
              <td className={NUMBER}>{estimateText(records)}</td>
              <td className={styles.share} aria-hidden="true">
                <i style={{ width: `${(records[measure] / most) * 100}%`, background: `var(${levelColour(level)})` }} />
              </td>
              <td className={styles.samples}>
                {samples.slice(0, 1).map((sample) => (
                  <Sample key={sample.id ?? sample.auditID} sample={sample} />
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      {neverMatched.length > 0 && (
        <p className={styles.never}>Decided nothing: {neverMatched.map((rule) => `rules[${rule}]`).join(', ')}.</p>
      )}
    </>
  );
}

interface RuleNameProps {
  readonly rule: number | null;
  readonly line: number;
  readonly onGoTo: ((line: number) => void) | undefined;
}

function RuleName({ rule, line, onGoTo }: RuleNameProps) {
  if (rule === null) return 'no rule';
  if (!onGoTo) return `rules[${rule}]`;
  return (
    <button type="button" className={styles.link} onClick={() => onGoTo(line)} title={`Line ${line}`}>
      rules[{rule}]
    </button>
  );
}

/** Leads to the event. */
export function Sample({ sample }: { readonly sample: PolicyReport['rules'][number]['samples'][number] }) {
  const { id, auditID = id, summary = auditID } = sample;
  if (id === undefined) return <Text value={summary ?? ''} max={160} />;
  return (
    <Link to="/events/$id" params={{ id }}>
      <Text value={summary ?? id} max={160} />
    </Link>
  );
}
