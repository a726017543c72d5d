import type { Policy } from '../../policy/policy.ts';
import type { SimulationReport } from '../../policy/simulate/report.ts';
import { shapeOf } from '../../policy/simulate/shape.ts';
import { createSimulation } from '../../policy/simulate/simulate.ts';
import type { Context } from '../context.ts';
import type { Selection } from '../events.ts';
import { askPolicies } from './ask-policies.ts';
import { describeSimulation } from './describe-simulation.ts';
import { policyOf, policyText } from './load-policy.ts';
import { createEventProgress } from './progress.ts';
import { type FileTraffic, trafficOfFiles } from './traffic-of-files.ts';

export interface SimulateOptions {
  readonly data?: string | undefined;
  readonly file?: readonly string[] | undefined;
  readonly against?: string | undefined;
  readonly output: 'table' | 'json';
}

/** Says what recorded events would be under a policy, or under one against another. */
export async function simulatePolicy(
  path: string,
  selection: Selection,
  { data, file, against: other, output }: SimulateOptions,
  context: Context,
): Promise<void> {
  const text = await policyText(path, context);
  const policy = policyOf(path, text, context);
  const otherText = other === undefined ? undefined : await policyText(other, context);
  const against = otherText === undefined ? undefined : policyOf(other ?? '', otherText, context);
  const report = file
    ? await simulateFiles(policy, against, { file, selection }, context)
    : await askPolicies<SimulationReport>('simulate', { policy: text, against: otherText }, selection, {
        data,
        context,
      });
  await context.out.write(
    output === 'json'
      ? context.shownJson(`${JSON.stringify(report, null, 2)}\n`)
      : describeSimulation(report, { path, against: other }, context),
  );
}

async function simulateFiles(
  policy: Policy,
  against: Policy | undefined,
  { file, selection }: { readonly file: readonly string[]; readonly selection: Selection },
  context: Context,
): Promise<SimulationReport> {
  const simulation = createSimulation(policy, against);
  const shape = shapeOf(against ? [policy, against] : [policy]);
  const progress = createEventProgress(context.io.stderr);
  let done = 0;
  try {
    const take = ({ groups }: FileTraffic) => {
      for (const group of groups) {
        simulation.add(group);
        done += group.events;
      }
      progress.show(done);
    };
    await trafficOfFiles(file, selection, shape, context, take, progress.showBytes);
  } finally {
    progress.end();
  }
  return simulation.report();
}
