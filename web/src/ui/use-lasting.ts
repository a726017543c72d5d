import { useEffect, useState } from 'react';

/** What takes less is hardly felt as waiting, in milliseconds. */
const SHORT_MS = 250;

/** Whether something has been so for more than a moment: what is over at once is not shown, and does not flicker. */
export function useLasting(isSo: boolean): boolean {
  const [isLasting, setLasting] = useState(false);
  useEffect(() => {
    if (!isSo) return;
    const timer = setTimeout(() => setLasting(true), SHORT_MS);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [isSo]);
  return isSo && isLasting;
}
