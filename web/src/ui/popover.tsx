import { type ReactNode, useId, useRef, useState } from 'react';
import { type Placement, place } from './place.ts';
import styles from './popover.module.css';

interface PopoverProps {
  /** What opens it, given what it needs to do so. */
  readonly button: (props: { popoverTarget: string; 'aria-expanded': boolean }) => ReactNode;
  readonly placement?: Placement;
  /** What is in it; drawn only while it is open. A function is given how to close it. */
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}

/** A panel over the page, beside its button. Escape and a click elsewhere close it, as the browser does by itself. */
export function Popover({ button, placement = 'bottom-start', children }: PopoverProps) {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const close = () => panel.current?.hidePopover();
  return (
    <>
      {button({ popoverTarget: id, 'aria-expanded': open })}
      <div
        id={id}
        ref={panel}
        popover="auto"
        className={styles.panel}
        onToggle={({ newState, currentTarget }) => {
          setOpen(newState === 'open');
          if (newState === 'open') requestAnimationFrame(() => placeBesideButton(currentTarget, id, placement));
        }}
      >
        {open && (typeof children === 'function' ? children(close) : children)}
      </div>
    </>
  );
}

function placeBesideButton(panel: HTMLElement, id: string, placement: Placement): void {
  const button = document.querySelector(`[popovertarget="${CSS.escape(id)}"]`);
  if (!button) return;
  const { width, height } = panel.getBoundingClientRect();
  const viewport = { width: document.documentElement.clientWidth, height: document.documentElement.clientHeight };
  const { left, top } = place(button.getBoundingClientRect(), { width, height }, viewport, placement);
  panel.style.left = `${left}px`;
  panel.style.top = `${top}px`;
}
