import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completionStatus,
  moveCompletionSelection,
  selectedCompletionIndex,
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { type EditorView, keymap } from '@codemirror/view';
import type { TopAnswer } from '../../../../../src/api/contract.ts';
import { FIELDS, type Field } from '../../../../../src/event/fields.ts';
import { formatQuery } from '../../../../../src/query/format-query.ts';
import { parseField } from '../../../../../src/query/parse-field.ts';
import { formatCount } from '../../../ui/format-count.ts';
import { visibleText } from '../../../ui/visible-text.ts';
import { cursorPlace } from './cursor-place.ts';

/** Asks the server for values of a field that hold what was typed. */
export type AskValues = (field: string, typed: string, signal: AbortSignal) => Promise<TopAnswer['items']>;

/** Longer values are cut in the list, not where they are inserted. */
const MAX_LABEL = 80;
/** So long a pause of typing is waited for before the server is asked, in milliseconds. */
const PAUSE_MS = 120;
/** So often and so long proposals are waited for when Tab was pressed before they came, in milliseconds. */
const WAITS = 20;
const WAIT_MS = 50;

/** Completes fields with their type and meaning, values with their counts, and what joins conditions. */
export function queryCompletion(askValues: AskValues): Extension {
  return [
    autocompletion({
      override: [(context) => complete(context, askValues)],
      // Nothing is chosen by itself, so what is accepted was meant.
      selectOnOpen: false,
      interactionDelay: 0,
      icons: false,
      activateOnTyping: true,
      activateOnCompletion: ({ type }) => type === 'field',
    }),
    keymap.of([{ key: 'Tab', run: (view) => acceptFirst(view) }]),
  ];
}

/** With nothing chosen, the first of the list is meant; one that is still being asked for is waited for. */
function acceptFirst(view: EditorView, tries = WAITS): boolean {
  const status = completionStatus(view.state);
  if (status === null) return false;
  if (status === 'pending') {
    if (tries > 0) setTimeout(() => acceptFirst(view, tries - 1), WAIT_MS);
    return true;
  }
  if (selectedCompletionIndex(view.state) === null || selectedCompletionIndex(view.state) === -1) {
    moveCompletionSelection(true)(view);
  }
  return acceptCompletion(view);
}

async function complete(context: CompletionContext, askValues: AskValues): Promise<CompletionResult | null> {
  const place = cursorPlace(context.state.doc.toString(), context.pos);
  switch (place.kind) {
    case 'field':
      return place.typed === '' && !context.explicit && context.pos > 0 && !context.matchBefore(/\s$/)
        ? null
        : { from: place.from, options: FIELD_OPTIONS, validFor: /^[\w.]*$/ };
    case 'operator':
      return { from: place.from, options: OPERATORS, validFor: /^\w*$/ };
    case 'value': {
      const settled = settledOptions(place.field);
      if (settled) return { from: place.from, options: settled, validFor: /^[\w/-]*$/ };
      const options = await askedOptions(context, place.field, place.typed, askValues);
      return options ? { from: place.from, options, filter: false } : null;
    }
  }
}

const OPERATORS: Completion[] = [
  { label: 'and', detail: 'both hold', apply: 'and ' },
  { label: 'or', detail: 'one of them holds', apply: 'or ' },
];

const FIELD_OPTIONS: Completion[] = [
  ...FIELDS.flatMap(fieldOptions),
  { label: 'not', detail: 'does not hold', apply: 'not ' },
];

function fieldOptions(field: Field): Completion[] {
  const { name, short, type, description } = field;
  const option = (label: string, boost: number): Completion => ({
    label,
    detail: type,
    info: `${description}${short && label === name ? ` Short: ${short}.` : ''}`,
    type: 'field',
    boost,
    apply: type === 'map' || type === 'lists' ? `${label}.` : `${label}: `,
  });
  const boost = field.facet ? 1 : 0;
  return short
    ? [option(name, boost), { ...option(short, boost), info: `${name}. ${description}` }]
    : [option(name, boost)];
}

/** All values that there can be, where that is settled. */
function settledOptions(name: string): Completion[] | undefined {
  const field = fieldNamed(name);
  if (field?.type === 'time') return TIMES;
  return field?.values?.map((value) => ({ label: value, apply: `${value} ` }));
}

/** Values that there are: the server knows them. */
async function askedOptions(
  context: CompletionContext,
  name: string,
  typed: string,
  askValues: AskValues,
): Promise<Completion[] | undefined> {
  if (!fieldNamed(name)) return undefined;
  const gone = new AbortController();
  context.addEventListener('abort', () => gone.abort(), { onDocChange: true });
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  if (context.aborted) return undefined;
  const items = await askValues(name, typed.replace(/^"|"$/g, ''), gone.signal).catch(() => []);
  return items.map(({ value, count }) => ({
    label: visibleText(value, MAX_LABEL).text,
    detail: formatCount(count),
    apply: `${written(name, value)} `,
  }));
}

const TIMES: Completion[] = ['now-15m', 'now-1h', 'now-24h', 'now/d', 'now-7d'].map((label) => ({ label }));

/** A value as a query has it, with the quotation marks that it needs. */
function written(name: string, value: string): string {
  const text = formatQuery({ op: 'equals', field: parseField(name), value, ignoreCase: false });
  return text.slice(text.indexOf(': ', formattedName(name)) + 2);
}

/** Names may hold a colon between quotation marks: the value begins after all of the name. */
function formattedName(name: string): number {
  return formatQuery({ op: 'exists', field: parseField(name) }).length - ': *'.length;
}

function fieldNamed(name: string): Field | undefined {
  try {
    return parseField(name).field;
  } catch {
    return undefined;
  }
}
