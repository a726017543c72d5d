import { type RefObject, useEffect, useRef } from 'react';

/** Gives the focus to an element once it is there: for the one thing that a page or dialog is for. */
export function useFocus<T extends HTMLElement>(): RefObject<T | null> {
  const element = useRef<T>(null);
  useEffect(() => element.current?.focus(), []);
  return element;
}
