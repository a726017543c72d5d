import type { SimulationReport } from '../../../../../src/api/contract.ts';
import { formatBytes, formatFull } from '../../../ui/format-count.ts';

/** What a replay of this traffic cannot know, as sentences. */
export function doubtsIn({ policy, against, doubts }: SimulationReport): string[] {
  const totals = [policy.total, ...(against ? [against.total] : [])];
  const estimated = Math.max(...totals.map(({ estimatedBytes }) => estimatedBytes));
  const unknown = Math.max(...totals.map(({ unknownBodies }) => unknownBodies));
  const { recordedLower, withoutPath, withoutFirstStage } = doubts;
  return [
    ...recordedLower.map(
      ({ level, events }) =>
        `${formatFull(events)} events were recorded at ${level || 'no level'}, in less detail than a policy asks for here.`,
    ),
    ...(estimated > 0
      ? [`${formatBytes(estimated)} are estimated: bodies that were not recorded, by those of the same kind that were.`]
      : []),
    ...(unknown > 0 ? [`${formatFull(unknown)} bodies are in no figure: nothing alike was recorded with a body.`] : []),
    ...(withoutPath > 0
      ? [`${formatFull(withoutPath)} events have neither resource nor path, so rules about paths cannot be asked.`]
      : []),
    ...(withoutFirstStage > 0
      ? [
          `${formatFull(withoutFirstStage)} requests would be recorded at RequestReceived too, and were not: one event more for each, in no figure.`,
        ]
      : []),
    'Only what was recorded can be replayed: what the recording policy left out is in no figure.',
  ];
}
