import { actorOf, outcomeOf } from '../../event/derive.ts';
import type { AuditEvent } from '../../event/event.ts';
import { summaryOf } from '../../event/summary.ts';
import { attributesOf } from '../../policy/attributes.ts';
import { compile } from '../../policy/compile.ts';
import type { Decision } from '../../policy/evaluate.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Context } from '../context.ts';
import type { Column } from '../render/layout.ts';
import { createTable, SAMPLE_ROWS } from '../render/table.ts';
import { eventsOfFiles } from './events-of-files.ts';

const COLUMNS: readonly Column[] = [
  { title: 'LEVEL', min: 8, max: 15 },
  { title: 'RULE', min: 8, max: 12 },
  { title: 'EVENT', min: 20, max: 400 },
];

/** Says for each event of some files what a policy decides about it, in their order. */
export async function explainEvents(
  policy: Policy,
  paths: readonly string[],
  format: string,
  context: Context,
): Promise<void> {
  const decide = compile(policy);
  const { out, paint, columns, shownJson } = context;
  const table = createTable({
    columns: COLUMNS,
    paint,
    available: columns,
    cutCells: columns !== undefined,
    sample: SAMPLE_ROWS,
    whole: '-o jsonl',
  });
  const isTable = format === 'table';
  for await (const events of eventsOfFiles(paths, context)) {
    const decided = events.map((event) => ({ event, decision: decide(attributesOf(event)) }));
    await out.write(
      isTable
        ? table.add(decided.map(rowOf))
        : shownJson(decided.map((one) => `${JSON.stringify(answerOf(one))}\n`).join('')),
    );
  }
  if (isTable) await out.write(table.end());
}

interface Decided {
  readonly event: AuditEvent;
  readonly decision: Decision;
}

function answerOf({ event, decision: { level, rule, omitStages } }: Decided) {
  return { auditID: event.auditID, level, rule: rule ?? null, omitStages };
}

function rowOf({ event, decision: { level, rule } }: Decided) {
  return [level, rule === undefined ? 'none' : `rules[${rule}]`, summaryOf(event, actorOf(event), outcomeOf(event))];
}
