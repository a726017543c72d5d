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

/** More than any page has; a page that catches the focus ends here. */
const MAX_STEPS = 400;

/** Goes through a page by Tab, from its beginning until the focus leaves it or comes round. */
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
  return {
    reached: steps.map(({ markup }) => markup),
    missed: all.filter((_, place) => !seen.has(place)).map(shortened),
    unseen: steps.filter(({ isSeen }) => !isSeen).map(({ markup }) => markup),
    misplaced: steps
      .filter(({ place }, i) => place >= 0 && place < (steps[i - 1]?.place ?? 0))
      .map(({ markup }) => markup),
  };
}

interface Step {
  readonly markup: string;
  /** In the order of the page; -1 for what was not there when the walk began. */
  readonly place: number;
  readonly isSeen: boolean;
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
  (document.activeElement as HTMLElement | null)?.blur();
  window.scrollTo(0, 0);
}

/** In the page: what has the focus; `undefined` once it has left or comes round. */
function look(): Step | undefined {
  const { tabbable, walked } = globalThis as unknown as Walked;
  const one = document.activeElement as HTMLElement | null;
  if (!one || one === document.body || one === document.documentElement || walked.has(one)) return undefined;
  walked.add(one);
  const isRadio = one instanceof HTMLInputElement && one.type === 'radio';
  const place = tabbable.findIndex(
    (other) =>
      other === one ||
      (isRadio && (other as HTMLInputElement).type === 'radio' && (other as HTMLInputElement).name === one.name),
  );
  // The mark of the focus may be drawn by what stands around a control, or by what stands for it.
  const editor = one.closest('.cm-editor');
  const around = [
    one.parentElement,
    one.closest('label'),
    editor,
    editor?.parentElement,
    editor?.parentElement?.parentElement,
  ];
  const marked = [one, ...around, one.nextElementSibling].some((shown) => {
    if (!shown) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(shown);
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || (shown === one && boxShadow !== 'none');
  });
  const { width, height, top, bottom } = one.getBoundingClientRect();
  const inSight = width > 0 && height > 0 && bottom > 0 && top < innerHeight;
  return { markup: one.outerHTML.slice(0, 120), place, isSeen: marked && inSight };
}
