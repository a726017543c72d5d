import { useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { Text } from '../../ui/text.tsx';
import type { PaletteGroup, PaletteItem } from './items.ts';
import styles from './palette.module.css';
import { useItems } from './use-items.ts';

/** Longer than any name. */
const MAX_TEXT = 500;
/** As much of a name as fits. */
const MAX_SHOWN = 120;

/** Goes anywhere by what it is called (the combobox of the ARIA authoring practices). Escape closes it. */
export function Palette({ onClose }: { onClose(): void }) {
  const { history } = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const groups = useItems(text);
  const items = groups.flatMap((group) => group.items);
  const at = Math.min(chosen, items.length - 1);
  const idOf = (index: number) => `${list}-${index}`;

  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  useEffect(() => {
    document.getElementById(`${list}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [list, at]);

  const go = (item: PaletteItem | undefined) => {
    if (!item) return;
    dialog.current?.close();
    history.push(item.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moved = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === 'Enter') go(items[at]);
    else if (moved === undefined || items.length === 0 || (text !== '' && /Home|End/.test(event.key))) return;
    else setChosen((moved + items.length) % items.length);
    event.preventDefault();
  };
  return (
    <dialog ref={dialog} className={styles.palette} aria-label="Go to" onClose={onClose} closedby="any">
      <input
        type="text"
        role="combobox"
        aria-label="Go to a page, cluster, actor or search"
        aria-expanded={items.length > 0}
        aria-controls={list}
        aria-activedescendant={items.length > 0 ? idOf(at) : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        maxLength={MAX_TEXT}
        placeholder="Go to a page, cluster, actor or search …"
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={list} role="listbox" aria-label="Where to go" className={styles.list}>
        {numbered(groups).map(({ name, items }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is no group of options.
          <div key={name} role="group" aria-label={name}>
            <div className={styles.group} aria-hidden="true">
              {name}
            </div>
            {items.map(({ item, index }) => (
              <Option key={item.href} id={idOf(index)} item={item} isChosen={index === at} onChoose={() => go(item)} />
            ))}
          </div>
        ))}
      </div>
    </dialog>
  );
}

interface OptionProps {
  readonly id: string;
  readonly item: PaletteItem;
  readonly isChosen: boolean;
  onChoose(): void;
}

function Option({ id, item: { label, hint, icon }, isChosen, onChoose }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the chosen one.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys.
    <div id={id} role="option" aria-selected={isChosen} className={styles.option} onClick={onChoose}>
      <Icon name={icon} />
      <Text value={label} max={MAX_SHOWN} />
      {hint && <small>{hint}</small>}
    </div>
  );
}

/** Each with its place among all. */
function numbered(groups: readonly PaletteGroup[]) {
  let next = 0;
  return groups.map(({ name, items }) => ({ name, items: items.map((item) => ({ item, index: next++ })) }));
}
