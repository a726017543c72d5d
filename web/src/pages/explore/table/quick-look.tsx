import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { writeExact } from '../../../../../src/event/exact-json.ts';
import { FIELDS } from '../../../../../src/event/fields.ts';
import { valueText } from '../../../../../src/query/read-value.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Text } from '../../../ui/text.tsx';
import { labelOf, readerOf, valuesOf } from '../row-values.ts';
import { searchThatFound } from '../state.ts';
import type { Explore } from '../use-explore.ts';
import { toggled } from './columns.ts';
import type { Listed } from './listed.ts';
import styles from './table.module.css';

/** What a value may take of a quick look; the page of the event shows all of it. */
const MAX_VALUE = 400;

/** Of these no single value can be asked for; a time is asked for by the time range. */
const HAS_PARTS: ReadonlySet<string> = new Set(['body', 'map', 'lists', 'time']);

const READERS = FIELDS.map(({ name, type }) => ({ name, type, read: readerOf(name) }));

/** What an event says, below its row. */
export function QuickLook({ item: listed, explore }: { readonly item: Listed; readonly explore: Explore }) {
  const item = useMemo(() => listed.read(), [listed]);
  const { state, change } = explore;
  const time = readerOf('time')?.(item) as string;
  return (
    <div className={styles.look}>
      <p className={styles.summary}>
        <Text value={item.summary} max={500} />
      </p>
      <div className={styles.lookActions}>
        <Link to="/events/$id" params={{ id: item.id }} search={searchThatFound(state)}>
          Open the event
        </Link>
        <Button small icon="clock" onClick={() => change({ query: '', at: after(time), open: item.id, live: false })}>
          Around this time
        </Button>
        <CopyButton what="the event as JSON" value={() => writeExact(item.event, 2)}>
          Copy as JSON
        </CopyButton>
      </div>
      <dl className={styles.fields}>
        {READERS.map(({ name, type, read }) => {
          const value = read?.(item);
          const text = valueText(value);
          if (text === '' || text === '{}' || text === '[]') return null;
          const isColumn = state.columns.some((column) => column.name === name);
          return (
            <div key={name} className={styles.field}>
              <dt>
                <Text value={name} />
              </dt>
              <dd>
                <Text value={text} max={MAX_VALUE} mono={type === 'body'} />
              </dd>
              <dd className={styles.fieldActions}>
                {!HAS_PARTS.has(type) && <FilterButtons name={name} values={valuesOf(value)} explore={explore} />}
                <IconButton
                  icon="columns"
                  label={`${isColumn ? 'Take out' : 'Add'} the column ${labelOf(name)}`}
                  aria-pressed={isColumn}
                  onClick={() => change({ columns: toggled(state.columns, name) }, { replace: true })}
                />
              </dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}

interface FilterButtonsProps {
  readonly name: string;
  readonly values: readonly string[];
  readonly explore: Explore;
}

/** Of a list, its first value is meant: the others can be written. */
function FilterButtons({ name, values: [value], explore: { filter } }: FilterButtonsProps) {
  if (value === undefined) return null;
  return (
    <>
      <IconButton icon="add" label={`Only this ${labelOf(name)}`} onClick={() => filter(name, value)} />
      <IconButton icon="minus" label={`Exclude this ${labelOf(name)}`} onClick={() => filter(name, value, true)} />
    </>
  );
}

/** Just after a time: what happened then is the first of what lies before. */
function after(time: string): string {
  const micros = /\.(\d{6})Z$/.exec(time)?.[1];
  if (micros === undefined) return time;
  const next = Number(micros) + 1;
  if (next < 1_000_000) return time.replace(/\.\d{6}Z$/, `.${String(next).padStart(6, '0')}Z`);
  return new Date(Date.parse(time) + 1).toISOString();
}
