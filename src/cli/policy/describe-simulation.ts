import type { TrafficSample } from '../../event/traffic.ts';
import type { Estimate } from '../../policy/simulate/estimate.ts';
import type {
  Change,
  Difference,
  Doubts,
  Estimated,
  PolicyReport,
  RuleReport,
  SimulationReport,
} from '../../policy/simulate/report.ts';
import type { Context } from '../context.ts';
import { bytesText, counted, numberText } from '../render/number.ts';
import { type RecordColumn, renderRecords } from '../render/records.ts';
import { visible } from '../render/visible.ts';

interface Names {
  readonly path: string;
  readonly against: string | undefined;
}

/** Changes that a person is shown; JSON has more. */
const SHOWN_CHANGES = 20;

/** A report as text for people. */
export function describeSimulation(report: SimulationReport, { path, against }: Names, context: Context): string {
  const { recorded, policy, difference, doubts } = report;
  const before = against === undefined ? 'what was recorded' : against;
  return [
    `${counted(recorded.events, 'recorded event')}, ${bytesText(recorded.bytes)}.\n`,
    describePolicy(path, policy, context),
    ...(report.against && against !== undefined ? [describePolicy(against, report.against, context)] : []),
    describeDifference(difference, before, context),
    doubtsIn(doubts)
      .map((line) => `${context.paint(line, 'yellow')}\n`)
      .join(''),
    'Only what was recorded can be replayed: what the recording policy left out is in no figure.\n',
  ].join('\n');
}

const RULES: readonly RecordColumn<RuleReport>[] = [
  { title: 'RULE', min: 8, max: 12, cell: ({ rule }) => (rule === null ? 'no rule' : `rules[${rule}]`) },
  { title: 'LINE', min: 4, max: 6, align: 'right', cell: ({ line }) => (line === 0 ? '' : String(line)) },
  { title: 'LEVEL', min: 8, max: 15, cell: ({ level }) => level },
  { title: 'DECIDES', min: 7, max: 16, align: 'right', cell: ({ decided }) => numberText(decided.events) },
  { title: 'RECORDS', min: 7, max: 16, align: 'right', cell: ({ records }) => numberText(records.events) },
  { title: 'SIZE', min: 8, max: 14, align: 'right', cell: ({ records }) => sizeText(records) },
  { title: 'FOR EXAMPLE', min: 20, max: 120, cell: ({ samples }) => samples.slice(0, 1).map(sampleText).join('') },
];

function describePolicy(name: string, { total, rules, neverMatched }: PolicyReport, context: Context): string {
  const { paint, columns: terminal } = context;
  // Many rules of a long policy decide nothing; their numbers are enough.
  const rows = rules.filter(({ decided }) => decided.events > 0);
  const never = neverMatched.map((rule) => `rules[${rule}]`).join(', ');
  return [
    `${paint(visible(name), 'bold')} records ${counted(total.events, 'event')}, ${bytesText(total.bytes)}${estimateText(total)}.\n`,
    renderRecords(rows, { format: 'table', columns: RULES, paint, terminal }),
    ...(never === '' ? [] : [`Decided nothing: ${never}.\n`]),
  ].join('');
}

const CHANGES: readonly RecordColumn<Change>[] = [
  { title: 'EVENTS', min: 7, max: 16, align: 'right', cell: ({ events }) => numberText(events) },
  { title: 'REQUEST', min: 12, max: 60, cell: kindText },
  { title: 'FROM', min: 8, max: 28, cell: ({ from, fromRule }) => levelText(from, fromRule) },
  { title: 'TO', min: 8, max: 28, cell: ({ to, toRule }) => levelText(to, toRule) },
  { title: 'CHANGE', min: 12, max: 60, cell: changeText },
  { title: 'SIZE', min: 8, max: 14, align: 'right', cell: ({ bytes }) => signedBytes(bytes.bytes) },
  { title: 'FOR EXAMPLE', min: 20, max: 120, cell: ({ sample }) => sampleText(sample) },
];

function describeDifference(difference: Difference, before: string, { paint, columns: terminal }: Context): string {
  const { gainedEvents, lostEvents, bytes, changes, moreChanges } = difference;
  if (changes.length === 0) return `Nothing differs from ${visible(before)}.\n`;
  const more = changes.length - SHOWN_CHANGES + moreChanges;
  return [
    `Against ${paint(visible(before), 'bold')}: ${counted(gainedEvents, 'event')} gained, ${numberText(lostEvents)} lost, ${signedBytes(bytes.bytes)}${estimateText(bytes)}.\n`,
    renderRecords(changes.slice(0, SHOWN_CHANGES), { format: 'table', columns: CHANGES, paint, terminal }),
    ...(more > 0 ? [`${counted(more, 'change')} more; -o json shows more of them.\n`] : []),
  ].join('');
}

function doubtsIn({ recordedLower, withoutPath, withoutFirstStage }: Doubts): string[] {
  return [
    ...recordedLower.map(
      ({ level, events }) =>
        `${counted(events, 'event')} would be recorded in more detail than they were, at ${level}: bodies of such are estimated by those of the same kind that were recorded.`,
    ),
    ...(withoutPath > 0
      ? [
          `${counted(withoutPath, 'event')} without resource and path: what rules about paths decide of them cannot be told.`,
        ]
      : []),
    ...(withoutFirstStage > 0
      ? [
          `The stage RequestReceived of ${counted(withoutFirstStage, 'request')} would be recorded and was not: one event more for each, which is in no figure.`,
        ]
      : []),
  ];
}

function kindText({ verb, apiGroup, resource, subresource }: Change): string {
  if (resource === '') return `${verb} (no resource)`;
  return `${verb} ${apiGroup === '' ? '' : `${apiGroup}/`}${resource}${subresource === '' ? '' : `/${subresource}`}`;
}

function levelText(level: string, rule: number | null): string {
  return rule === null ? level : `${level} by rules[${rule}]`;
}

const WORDS = {
  event: 'event',
  requestObject: 'request’s body',
  responseObject: 'answer’s body',
  managedFields: 'managed fields',
} as const;

function changeText({ lost, gained }: Change): string {
  const listed = (sign: string, details: Change['lost']) =>
    details.length === 0 ? [] : [`${sign} ${details.map((detail) => WORDS[detail]).join(', ')}`];
  return [...listed('loses', lost), ...listed('gains', gained)].join('; ');
}

function sampleText({ id, auditID, summary }: TrafficSample): string {
  return [auditID ?? id, summary].filter(Boolean).join(': ');
}

function sizeText({ bytes, estimatedBytes, unknownBodies }: Estimated): string {
  const uncertain = estimatedBytes > 0 || unknownBodies > 0;
  return `${uncertain ? '~' : ''}${bytesText(bytes)}`;
}

function signedBytes(bytes: number): string {
  return `${bytes < 0 ? '-' : '+'}${bytesText(Math.abs(bytes))}`;
}

function estimateText({ estimatedBytes, unknownBodies }: Estimate): string {
  const parts = [
    ...(estimatedBytes === 0 ? [] : [`${bytesText(Math.abs(estimatedBytes))} estimated`]),
    ...(unknownBodies === 0
      ? []
      : [`without ${numberText(Math.abs(unknownBodies))} bodies of which nothing alike was recorded`]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
