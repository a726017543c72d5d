import { useEffect } from 'react';
import { visibleText } from './visible-text.ts';

/** Longer ones no window shows. */
const MAX_TITLE = 120;

/** The title of the window while a page is shown. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${visibleText(title, MAX_TITLE).text} · Verbatim`;
  }, [title]);
}
