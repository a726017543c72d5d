import type { Page } from 'playwright-core';

/** What who uses the keyboard alone meets on a page. */
export interface Walk {
  /** Each thing that had the focus, in that order, as the beginning of its markup. */
  readonly reached: readonly string[];
  /** What can be reached by Tab and was not. */
  readonly missed: readonly string[];
  /** What had the focus without showing it, or without being in sight. */
  readonly unseen: readonly string[];
  /** What came before something that stands before it in the page. */
  readonly misplaced: readonly string[];
}

/** A long table is not walked to its end, and a page that catches the focus ends here. */
const MAX_STEPS = 60;

/** Goes through a page by Tab, from its beginning until the focus leaves it or comes round, or for `MAX_STEPS`. */
export async function walkByTab(page: Page): Promise<Walk> {
  await page.bringToFront();
  await page.evaluate(prepare);
  const steps: Step[] = [];
  while (steps.length < MAX_STEPS) {
    await page.keyboard.press('Tab');
    const step = await page.evaluate(look);
    if (!step) break;
    steps.push(step);
  }
  const seen = new Set(steps.map(({ place }) => place));
  const all = await page.evaluate(() => (globalThis as unknown as Walked).tabbable.map((one) => one.outerHTML));
  const end = steps.length < MAX_STEPS ? all.length : Math.max(...seen);
  return {
    reached: steps.map(({ markup }) => markup),
    missed: all
      .slice(0, end)
      .filter((_, place) => !seen.has(place))
      .map(shortened),
    unseen: steps.flatMap(({ markup, unseen }) => (unseen ? [`${unseen}: ${markup}`] : [])),
    misplaced: steps
      .filter(({ place }, i) => place >= 0 && place < (steps[i - 1]?.place ?? 0))
      .map(({ markup }) => markup),
  };
}

interface Step {
  readonly markup: string;
  /** In the order of the page; -1 for what was not there when the walk began. */
  readonly place: number;
  /** Why it is not seen. */
  readonly unseen?: string;
}

interface Walked {
  tabbable: HTMLElement[];
  walked: Set<Element>;
}

function shortened(markup: string): string {
  return markup.slice(0, 120);
}

/** In the page: finds what Tab should reach. Of radio buttons of one name, that is one. */
function prepare(): void {
  const groups = new Set<string>();
  const tabbable = [
    ...document.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, [tabindex], [contenteditable="true"]',
    ),
  ].filter((one) => {
    if (one.tabIndex < 0 || (one as HTMLButtonElement).disabled || one.matches(':disabled')) return false;
    if (!one.checkVisibility({ visibilityProperty: true })) return false;
    if (!(one instanceof HTMLInputElement) || one.type !== 'radio') return true;
    if (groups.has(one.name)) return false;
    groups.add(one.name);
    return true;
  });
  Object.assign(globalThis, { tabbable, walked: new Set<Element>() });
  // The walk begins where the focus was last, so that is the beginning of the page.
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  window.scrollTo(0, 0);
}

/** In the page: what has the focus; `undefined` once it has left or comes round. */
async function look(): Promise<Step | undefined> {
  const { tabbable, walked } = globalThis as unknown as Walked;
  const one = document.activeElement as HTMLElement | null;
  if (!one || one === document.body || one === document.documentElement || walked.has(one)) return undefined;
  walked.add(one);
  const nameOf = (other: HTMLElement) => other instanceof HTMLInputElement && other.type === 'radio' && other.name;
  const place = tabbable.findIndex((other) => other === one || (nameOf(one) && nameOf(other) === nameOf(one)));

  const isMarked = (shown: Element, part?: string) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(shown, part);
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || (shown === one && boxShadow !== 'none');
  };
  const unseen = () => {
    const { width, height, top, bottom } = one.getBoundingClientRect();
    if (width === 0 || height === 0 || bottom <= 0 || top >= innerHeight)
      return `out of sight, from ${top} to ${bottom}`;
    // The mark of the focus may be drawn by what stands around a control, or by what stands for it.
    const editor = one.closest('.cm-editor');
    const around = [
      one.parentElement,
      one.closest('label'),
      editor,
      editor?.parentElement,
      editor?.parentElement?.parentElement,
    ];
    const all = [one, ...around, one.nextElementSibling].filter((shown) => shown instanceof Element);
    return isMarked(one, '::after') || all.some((shown) => isMarked(shown)) ? undefined : 'without a mark';
  };
  // A page that scrolls to it does so with its next frames.
  for (let frame = 0; frame < 10 && unseen(); frame++) await new Promise(requestAnimationFrame);
  const why = unseen();
  return { markup: one.outerHTML.slice(0, 120), place, ...(why ? { unseen: why } : {}) };
}
