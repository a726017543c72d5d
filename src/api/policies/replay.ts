import type { TrafficSample, TrafficSlice } from '../../event/traffic.ts';
import type { Policy } from '../../policy/policy.ts';
import type { PolicyReport, SimulationReport } from '../../policy/simulate/report.ts';
import { shapeOf } from '../../policy/simulate/shape.ts';
import { createSimulation } from '../../policy/simulate/simulate.ts';
import type { Answers, ScopedEvents } from '../access/scoped-events.ts';
import type { Progress } from './contract.ts';

/** Samples that are looked up and told in words; of further ones only the id is told. */
const MAX_TOLD = 100;

export interface ReplayOptions {
  readonly events: ScopedEvents;
  readonly answers: Answers;
  readonly signal: AbortSignal;
  /** Told how many events were replayed. */
  readonly counted: (events: number) => void;
}

/** Replays events through a policy or two: gives how far it is, and returns the report. */
export async function* replay(
  policy: Policy,
  against: Policy | undefined,
  { events, answers, signal, counted }: ReplayOptions,
): AsyncGenerator<Progress, SimulationReport> {
  const simulation = createSimulation(policy, against);
  const shape = shapeOf(against ? [policy, against] : [policy]);
  yield* through(answers.traffic(shape, { signal }), (slice) => slice.groups.forEach(simulation.add));
  const report = simulation.report();
  counted(report.recorded.events);
  return withSamples(report, events, signal);
}

/** Hands over slice after slice, and tells how far it is. */
export async function* through(
  slices: AsyncIterable<TrafficSlice>,
  take: (slice: TrafficSlice) => void,
): AsyncGenerator<Progress, void> {
  for await (const slice of slices) {
    take(slice);
    yield { done: slice.done, of: slice.of };
  }
}

/** The report with the audit ids and sentences of its first samples. */
async function withSamples(
  report: SimulationReport,
  events: ScopedEvents,
  signal: AbortSignal,
): Promise<SimulationReport> {
  const policies = report.against ? [report.policy, report.against] : [report.policy];
  const samples = [
    ...policies.flatMap(({ rules }) => rules.flatMap((rule) => rule.samples)),
    ...report.difference.changes.map(({ sample }) => sample),
  ];
  const ids = new Set(samples.flatMap(({ id }) => (id === undefined ? [] : [id])));
  const told = new Map<string, TrafficSample>();
  for (const { id, eventJson, summary } of await events.byIds([...ids].slice(0, MAX_TOLD), signal)) {
    const { auditID } = JSON.parse(eventJson) as { readonly auditID?: string };
    told.set(id, { id, ...(auditID ? { auditID } : {}), summary });
  }
  const tell = (sample: TrafficSample) => told.get(sample.id ?? '') ?? sample;
  const tellRules = ({ rules, ...rest }: PolicyReport): PolicyReport => ({
    ...rest,
    rules: rules.map((rule) => ({ ...rule, samples: rule.samples.map(tell) })),
  });
  const { difference, against } = report;
  return {
    ...report,
    policy: tellRules(report.policy),
    ...(against ? { against: tellRules(against) } : {}),
    difference: { ...difference, changes: difference.changes.map((one) => ({ ...one, sample: tell(one.sample) })) },
  };
}
