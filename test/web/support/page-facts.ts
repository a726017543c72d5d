import type { Page } from 'playwright-core';
import { RAN } from '../../support/hostile.ts';

/** What of a page tells whether text stayed text. */
export interface PageFacts {
  /** Something that came in an event was run. */
  readonly ran: boolean;
  /** Elements and attributes that the application never makes. */
  readonly foreign: readonly string[];
  /** Texts with characters that turn, hide or control other characters. */
  readonly unseen: readonly string[];
  /** UTF-16 units in the document, whether they are in sight or not. */
  readonly characters: number;
  readonly elements: number;
  readonly overflows: boolean;
}

/** Controls but tabs and line ends, what turns the direction of writing or has no width, separators of lines, and tags. */
const UNSEEN = String.raw`[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9]|[\u{e0000}-\u{e007f}]`;

/** Looks at the document as it stands. */
export function pageFacts(page: Page): Promise<PageFacts> {
  return page.evaluate(
    ([ran, pattern]) => {
      const unseen = new RegExp(pattern, 'u');
      const elements = [...document.querySelectorAll('*')];
      const shown = ['title', 'aria-label', 'alt', 'placeholder', 'aria-description'];
      const texts: [where: string, text: string][] = [['title', document.title]];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const { nodeValue, parentElement } = walker.currentNode;
        texts.push([`${parentElement?.localName}.${parentElement?.className}`, nodeValue ?? '']);
      }
      for (const element of elements) {
        for (const name of shown) texts.push([`${element.localName}[${name}]`, element.getAttribute(name) ?? '']);
      }
      const foreign = elements.filter(
        (element) =>
          [...element.attributes].some(({ name }) => name.startsWith('on') || name === 'srcdoc') ||
          /^\s*(javascript|data):/i.test(element.getAttribute('href') ?? '') ||
          (element.localName === 'script' && !element.getAttribute('src')?.startsWith('/assets/')) ||
          (element.localName === 'img' && element.getAttribute('src')?.startsWith('/') === false) ||
          ['iframe', 'object', 'embed', 'base'].includes(element.localName),
      );
      return {
        ran: ran in globalThis,
        foreign: foreign.map(({ outerHTML }) => outerHTML.slice(0, 200)),
        unseen: texts
          .filter(([, text]) => unseen.test(text))
          .map(([where, text]) => `${where} ${JSON.stringify(text.slice(0, 200))}`),
        characters: document.documentElement.outerHTML.length,
        elements: elements.length,
        overflows: document.documentElement.scrollWidth > innerWidth,
      };
    },
    [RAN, UNSEEN] as const,
  );
}
