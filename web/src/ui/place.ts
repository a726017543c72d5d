export type Placement = 'bottom-start' | 'bottom-end' | 'top-start';

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels between a panel and its button, and between a panel and the edge of the window. */
const DISTANCE = 4;
const EDGE = 8;

/** Where a panel goes beside its button: on the side that was asked for, on the other where there it does not fit, always in sight. */
export function place(button: Box, panel: Size, viewport: Size, placement: Placement): { left: number; top: number } {
  const below = button.bottom + DISTANCE;
  const above = button.top - DISTANCE - panel.height;
  const fitsBelow = below + panel.height <= viewport.height - EDGE;
  const top = placement === 'top-start' ? (above >= EDGE ? above : below) : fitsBelow || above < EDGE ? below : above;
  const left = placement === 'bottom-end' ? button.right - panel.width : button.left;
  return {
    left: within(left, viewport.width - panel.width - EDGE),
    top: within(top, viewport.height - panel.height - EDGE),
  };
}

function within(value: number, most: number): number {
  return Math.max(EDGE, Math.min(value, most));
}
