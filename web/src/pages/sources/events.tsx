import { Count } from '../../ui/count.tsx';

/** `1 event`, `12.3K events`. */
export function Events({ count }: { readonly count: number }) {
  return (
    <>
      <Count value={count} /> {count === 1 ? 'event' : 'events'}
    </>
  );
}
