import { useState } from 'react';
import { FIELDS } from '../../../../../src/event/fields.ts';
import { Button } from '../../../ui/button.tsx';
import { Popover } from '../../../ui/popover.tsx';
import { Text } from '../../../ui/text.tsx';
import { labelOf, readerOf, SUMMARY } from '../row-values.ts';
import { type Column, DEFAULT_COLUMNS } from '../state.ts';
import { toggled } from './columns.ts';
import styles from './table.module.css';

interface ColumnsMenuProps {
  readonly columns: readonly Column[];
  onChange(columns: readonly Column[]): void;
}

const CHOICES = [SUMMARY, ...FIELDS.map(({ name }) => name)];

/** Chooses the columns among all fields; a path into a body can be written. */
export function ColumnsMenu({ columns, onChange }: ColumnsMenuProps) {
  return (
    <Popover
      placement="bottom-end"
      button={(props) => (
        <Button small kind="quiet" icon="columns" {...props}>
          Columns
        </Button>
      )}
    >
      <Choices columns={columns} onChange={onChange} />
    </Popover>
  );
}

function Choices({ columns, onChange }: ColumnsMenuProps) {
  const [wanted, setWanted] = useState('');
  const text = wanted.trim();
  const known = [...new Set([...columns.map(({ name }) => name), ...CHOICES])];
  const found = known.filter((name) => `${name} ${labelOf(name)}`.toLowerCase().includes(text.toLowerCase()));
  const isPath = text !== '' && !known.includes(text) && readerOf(text) !== undefined;
  return (
    <div className={styles.choices}>
      <label>
        <span className="visually-hidden">Find a field</span>
        <input
          type="search"
          placeholder="Find a field, or write a path"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      </label>
      <ul>
        {isPath && (
          <li>
            <Button small icon="add" onClick={() => onChange(toggled(columns, text))}>
              {text}
            </Button>
          </li>
        )}
        {found.map((name) => (
          <li key={name}>
            <label>
              <input
                type="checkbox"
                checked={columns.some((column) => column.name === name)}
                onChange={() => onChange(toggled(columns, name))}
              />
              <span>
                <Text value={labelOf(name)} max={80} />
                {labelOf(name) !== name && <code>{name}</code>}
              </span>
            </label>
          </li>
        ))}
      </ul>
      <Button small onClick={() => onChange(DEFAULT_COLUMNS)}>
        The usual columns
      </Button>
    </div>
  );
}
