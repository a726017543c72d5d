import { useState } from 'react';
import type { SimulationReport } from '../../../../../src/api/contract.ts';
import { Card } from '../../../ui/card.tsx';
import type { Address } from '../use-address.ts';
import { Changes } from './changes.tsx';
import { Measure, type MeasureName } from './measure.tsx';
import { RuleTable } from './rule-table.tsx';
import { VolumeChart } from './volume-chart.tsx';

interface ReportProps {
  readonly report: SimulationReport;
  readonly address: Pick<Address, 'from' | 'to' | 'cluster' | 'query'>;
  readonly onGoTo: (line: number) => void;
}

/** What recorded traffic becomes: by rule, and what is gained and lost. */
export function Report({ report, address, onGoTo }: ReportProps) {
  const [measure, setMeasure] = useState<MeasureName>('bytes');
  const { policy, against, recorded, difference } = report;
  if (recorded.events === 0) return null;
  return (
    <>
      <Card title="What is recorded" actions={<Measure value={measure} onChange={setMeasure} />}>
        <VolumeChart report={report} measure={measure} />
      </Card>
      <Card title="By rule of this policy">
        <RuleTable report={policy} measure={measure} label="Rules of this policy" onGoTo={onGoTo} />
      </Card>
      {against && (
        <Card title="By rule of the compared policy">
          <RuleTable report={against} measure={measure} label="Rules of the compared policy" />
        </Card>
      )}
      <Card title="What changes">
        <Changes difference={difference} isAgainstRecord={!against} address={address} />
      </Card>
    </>
  );
}
